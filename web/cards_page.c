#include "web/cards_page.h"

#include "web/card_count.h"
#include "web/card_shelf.h"
#include "web/card_view.h"
#include "web/pages.h"
#include "web/url.h"

static bool not_there(struct request *rq, struct reply *rp, struct err *err)
{
    struct cards_view v = { .style = url_asset("card.css"),
                            .script = url_asset("card.js"),
                            .icon = url_asset("card-icon.svg"),
                            .exit = url_leave() };
    struct buf b = { .arena = rq->arena };

    if (!url_file(rq->arena, STR("/cards"), STR(""), &v.list, err) ||
        !url_phone(rq->arena, STR("999"), false, &v.emergency, err))
        return false;
    page_card_gone(&b, &v);
    rp->status = 404;
    return buf_done(&b, "a page", &rp->body, err);
}

bool cards_one(struct request *rq, struct reply *rp, struct err *err)
{
    struct shelf_whose whose;
    bool found;

    if (!card_shelf_reply(rq, rp, &whose, &found, err))
        return false;
    if (!found)
        return not_there(rq, rp, err);
    if (whose.card.len > 0 && rq->opens)
        card_count(site_counts(rq->site), &whose, rq->now);
    return true;
}

bool cards_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct shelf_whose whose;
    bool found;

    return card_shelf_reply(rq, rp, &whose, &found, err) && (found || not_there(rq, rp, err));
}
