/* web/map_stand_in - counts straight from the tally, until the snapshot has counts of its own. */
#include "web/route.h"
#include "web/snapshot.h"

#define WEAK __attribute__((weak))

WEAK bool reply_csv(struct request *rq, struct buf *b, const char *stem, struct reply *rp, struct err *err)
{
    (void)rq, (void)stem;
    rp->type = "text/csv; charset=utf-8";
    return buf_done(b, "the figures", &rp->body, err);
}

WEAK bool reply_json(struct request *rq, struct buf *b, struct reply *rp, struct err *err)
{
    (void)rq;
    rp->type = "application/json";
    return buf_done(b, "the figures", &rp->body, err);
}
