/* web/map_alerts - the alerts that stand on the map's day and category, numbered for circles and list. */
#ifndef WEB_MAP_ALERTS_H
#define WEB_MAP_ALERTS_H

#include "web/map_picture.h"
#include "web/map_view.h"

struct map_alerts {
    struct map_mark mark[MAP_MARKS_MAX];
    const struct shot_alert *of[MAP_MARKS_MAX];
    size_t marks, more; /* more: that stand beyond those */
};

/* The least likely by chance first, as the snapshot has them. fails ERR_LIMIT. */
bool map_alerts_find(const struct request *rq, const struct map_ask *ask, struct map_alerts *out,
                     struct err *err) MUST_USE;
bool map_alerts_list(const struct request *rq, const struct map_alerts *m, struct map_view *v,
                     struct err *err) MUST_USE;

#endif
