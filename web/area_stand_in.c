/* web/area_stand_in - CSV and JSON replies until web/reply has its own. */
#include "web/route.h"

#define WEAK __attribute__((weak))

WEAK bool reply_csv(struct request *rq, struct buf *b, const char *stem, struct reply *rp, struct err *err)
{
    (void)rq, (void)stem;
    rp->type = "text/csv; charset=utf-8";
    return buf_done(b, "a table", &rp->body, err);
}

WEAK bool reply_json(struct request *rq, struct buf *b, struct reply *rp, struct err *err)
{
    (void)rq;
    rp->type = "application/json";
    return buf_done(b, "a document", &rp->body, err);
}
