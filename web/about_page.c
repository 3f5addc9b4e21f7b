#include "web/about_page.h"

#include "web/about_view.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"

bool about_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct about_view v = { rq->shot->brief.partnership, rq->shot->brief.looked_for, rq->shot->brief.runs };
    struct frame f = { .title = STR("About these pages"), .nav = NAV_ABOUT };
    struct buf b = { .arena = rq->arena };

    page_about(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
