/*
 * web/map_json - a map for programs: its figures as CSV and JSON, and the outlines
 * they belong to.
 *
 * The figures are the table's rows, unknown ones empty or null. The outlines are GeoJSON
 * (RFC 7946), each feature known by its area's code; they change only when
 * somebody sends new boundaries, so the address the page gives bears their
 * content's hash and may be kept for ever.
 */
#ifndef WEB_MAP_JSON_H
#define WEB_MAP_JSON_H

#include "web/snapshot.h"
#include "web/url.h"

bool map_figures_csv(struct request *rq, struct reply *rp, struct err *err);
bool map_figures_json(struct request *rq, struct reply *rp, struct err *err);
bool map_outlines_json(struct request *rq, struct reply *rp, struct err *err);

/* Where a level's outlines are, by their content. O(letters of the outlines). fails ERR_LIMIT. */
bool map_outlines_url(const struct request *rq, enum shot_level level, struct url *out,
                      struct err *err) MUST_USE;

#endif
