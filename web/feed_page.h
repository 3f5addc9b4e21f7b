/*
 * web/feed_page - what came in, how whole it is, whose it is and how it was
 * read: the page at /{place}/data, its tables for a spreadsheet and its document
 * for a program.
 */
#ifndef WEB_FEED_PAGE_H
#define WEB_FEED_PAGE_H

#include "web/feed_view.h"
#include "web/route.h"

bool feed_page(struct request *rq, struct reply *rp, struct err *err);

/* May this request change anything? From this machine, where the site is not for reading alone. */
bool feed_may_write(const struct request *rq);
/* "street-level crime" for "police-uk". */
struct str feed_kind_word(struct str kind);
/* The maps of columns, by partner and kind, from the store. */
bool feed_maps_read(struct request *rq, const struct feed_map **out, size_t *n,
                    struct err *err) MUST_USE;

bool feed_months_csv(struct request *rq, struct reply *rp, struct err *err);
bool feed_files_csv(struct request *rq, struct reply *rp, struct err *err);
bool feed_columns_csv(struct request *rq, struct reply *rp, struct err *err);
bool feed_sources_csv(struct request *rq, struct reply *rp, struct err *err);
bool feed_json(struct request *rq, struct reply *rp, struct err *err);

#endif
