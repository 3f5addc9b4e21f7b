#include "web/frame.h"
#include "web/error_page.h"
#include "web/site.h"
#include "web/snapshot.h"

bool reply_see_other(struct request *rq, struct url to, struct reply *rp, struct err *err)
{
    if (!str_starts(to.text, STR("/")) || str_starts(to.text, STR("//")))
        return err_set(err, ERR_BUG, "a page leads to what is no address of ours");
    *rp = (struct reply){ .status = 303, .location = arena_copy(rq->arena, to.text), .cache = CACHE_NEVER };
    return rp->location.at ? true : err_memory(err, "an address");
}

bool reply_csv(struct request *rq, struct buf *b, const char *stem, struct reply *rp, struct err *err)
{
    struct buf name = { .arena = rq->arena };

    if (rq->partnership) {
        buf_add(&name, partnership_name(rq->partnership));
        buf_add_byte(&name, '-');
    }
    buf_add_text(&name, stem);
    if (rq->shot) {
        buf_add_byte(&name, '-');
        buf_add_date(&name, rq->shot->date);
    }
    buf_add_text(&name, ".csv");
    rp->type = "text/csv; charset=utf-8";
    return buf_done(&name, "a file's name", &rp->file_name, err) && buf_done(b, "a table", &rp->body, err);
}

bool reply_json(struct request *rq, struct buf *b, struct reply *rp, struct err *err)
{
    (void)rq;
    rp->type = "application/json";
    return buf_done(b, "a document", &rp->body, err);
}

void reply_error(struct request *rq, const struct err *err, struct reply *rp)
{
    error_page(rq, err, rp);
}
