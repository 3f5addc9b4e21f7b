#include "web/frame.h"

#include "web/pages.h"
#include "web/site.h"
#include "web/snapshot.h"
#include "web/url.h"

static const struct {
    enum nav nav;
    const char *page, *text;
} NAVIGATION[] = {
    { NAV_BRIEF, "", "Brief" },    { NAV_MAP, "map", "Map" },         { NAV_AREAS, "areas", "Areas" },
    { NAV_ALERTS, "alerts", "Alerts" }, { NAV_FIGURES, "data", "Data" }, { NAV_SEARCH, "search", "Search" },
    { NAV_ABOUT, "about", "About" },
};

static bool navigation(struct request *rq, enum nav now, struct frame_view *v, struct err *err)
{
    struct frame_link *link = arena_new(rq->arena, struct frame_link, COUNT_OF(NAVIGATION));

    if (!link)
        return err_memory(err, "the navigation");
    for (size_t i = 0; i < COUNT_OF(NAVIGATION); i++) {
        struct url_words w = url_begin(rq, NAVIGATION[i].page);

        link[i].text = str_of(NAVIGATION[i].text);
        link[i].current = NAVIGATION[i].nav == now;
        if (!url_end(&w, &link[i].url, err))
            return false;
    }
    v->link = link;
    v->links = COUNT_OF(NAVIGATION);
    return true;
}

static bool places(struct request *rq, struct frame_view *v, struct err *err)
{
    size_t n = site_partnerships(rq->site);
    struct frame_link *link = arena_new(rq->arena, struct frame_link, n);
    struct partnership *here = rq->partnership;
    const struct snapshot *shot = rq->shot;
    bool good = true;

    if (!link)
        return err_memory(err, "the partnerships");
    rq->shot = NULL; /* another partnership's days are not this one's */
    for (size_t i = 0; i < n && good; i++) {
        struct url_words w;

        rq->partnership = site_partnership(rq->site, i);
        link[i].text = partnership_title(rq->partnership);
        link[i].current = rq->partnership == here;
        w = url_begin(rq, "");
        good = url_end(&w, &link[i].url, err);
    }
    rq->partnership = here;
    rq->shot = shot;
    v->place = link;
    v->places = n;
    return good;
}

bool frame_reply(struct request *rq, const struct frame *f, struct buf *main, struct reply *rp, struct err *err)
{
    struct frame_view v = { .title = f->title, .marking = STR("OFFICIAL"), .has_error = f->has_error,
                            .wide = f->wide, .style = url_asset("site.css"), .font = url_asset("inter.woff2") };
    struct buf b = { .arena = rq->arena };
    struct url script[COUNT_OF(f->script)];

    for (size_t i = 0; i < COUNT_OF(f->script) && f->script[i]; i++)
        script[v.scripts++] = url_asset(f->script[i]);
    v.script = script;
    v.crumb = f->crumb;
    v.crumbs = f->crumbs;
    if (!buf_done(main, "the page", &v.main.text, err) || !places(rq, &v, err))
        return false;
    if (rq->partnership) {
        struct url_words w = url_begin(rq, "");

        v.partnership = partnership_title(rq->partnership);
        v.invented = partnership_invented(rq->partnership);
        if (!navigation(rq, f->nav, &v, err) || !url_end(&w, &v.home, err))
            return false;
        v.as_of = rq->shot && !rq->shot->newest;
        v.date = rq->shot ? rq->shot->date : (struct date){ 0 };
    }
    page_frame(&b, &v);
    rp->status = f->status;
    return buf_done(&b, "the page", &rp->body, err);
}
