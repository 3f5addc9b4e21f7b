/*
 * web/brief_page - the Monday page in a browser, and the same brief as files.
 *
 * It says what the file of brief/html says, from the same struct brief, with
 * links to the alert, the map, the areas and the feeds behind each figure.
 */
#ifndef WEB_BRIEF_PAGE_H
#define WEB_BRIEF_PAGE_H

#include "web/route.h"

struct brief_view;
struct snapshot;
struct brief_count;

bool brief_page(struct request *rq, struct reply *rp, struct err *err);
bool brief_page_html(struct request *rq, struct reply *rp,
                     struct err *err); /* the file, to keep or mail */
bool brief_page_csv(struct request *rq, struct reply *rp, struct err *err);
bool brief_page_json(struct request *rq, struct reply *rp, struct err *err);

/* The page's view of rq->shot. fails ERR_BUG as brief_check() says, ERR_LIMIT. */
bool brief_view_make(struct request *rq, struct brief_view *out, struct err *err) MUST_USE;
/* Parts of it: the cards; the column beside them; the tables; feeds, notes, sources, runs. */
bool brief_view_things(struct request *rq, struct brief_view *v, struct err *err) MUST_USE;
bool brief_view_side(struct request *rq, struct brief_view *v, struct err *err) MUST_USE;
bool brief_view_tables(struct request *rq, struct brief_view *v, struct err *err) MUST_USE;
bool brief_view_detail(struct request *rq, struct brief_view *v, struct err *err) MUST_USE;

/* The code of a priority's words, for an address; "" when it is none of ours. */
struct str brief_view_category(const struct snapshot *s, struct str label);
/* "6 of 9 at night, 2 in a public place" and what this feed cannot say: "under 25, repeat". */
bool brief_view_splits(struct arena *a, const struct brief_count *split, int64_t of,
                       struct str *can, struct str *cannot, struct err *err) MUST_USE;

#endif
