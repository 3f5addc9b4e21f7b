/*
 * web/route - every address we answer, in one array, with what it is for and
 * who may use it.
 *
 * The dispatcher, not the page, checks the method, the size, where the request
 * comes from, the form token, the partnership and the day. A page cannot
 * forget what it is never asked. Tests walk the array, so an address added
 * tomorrow is tested tomorrow.
 *
 * A path is made of parts: words of ours, {place} for a partnership's short
 * name, {id} for anything without a slash, {part} for what belongs to it. Until
 * there is sign-in, a route that changes something answers only who sits at this
 * machine (ROUTE_LOCAL), or is one of the few by which everyone may ask for something
 * (ROUTE_ASKS); no other may take a POST.
 *
 * A POST must come from one of our own pages (Sec-Fetch-Site: same-origin, or
 * an Origin that is this Host; with neither it is refused) and bear the form
 * token in a field "token". Who writes a program says Origin and reads the
 * token from the form, as a browser does.
 *
 * What a page replies to a GET is kept (web/cache.h), so it may depend on no
 * more than: rq->shot and partnership, path and id, the query it lists, the day
 * of rq->now, rq->local. A reply that bears the form token is never kept.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/request.h"

enum route_who {
    ROUTE_ANYONE, /* depersonalised figures, and our own files; never a change */
    ROUTE_ASKS,   /* open to everyone, and may keep what is asked: throttled by its page (web/throttle.h) */
    ROUTE_LOCAL,  /* only from this machine: else 403, which says so */
};
enum route_body { ROUTE_NO_BODY, ROUTE_FORM, ROUTE_UPLOAD };

/* Answers by filling *rp. What goes wrong becomes the page of its kind's HTTP status. */
typedef bool (*answer_fn)(struct request *rq, struct reply *rp, struct err *err);

struct route {
    enum method method;     /* METHOD_GET answers HEAD too */
    const char *path;       /* "/{place}/area/{id}" */
    answer_fn answer;
    enum route_who who;
    enum route_body body;
    const char *query;      /* names it takes, a space between: "date category"; the page sees no others */
    const char *purpose;    /* a sentence: the list in docs/ and the OpenAPI document are made of it */
};

extern const struct route ROUTES[];
extern const size_t ROUTES_LEN;

/* Which route would answer? NULL: none; *known: the path is ours with another method. */
const struct route *route_find(enum method method, struct str path, bool *known);

/* The parts of a path where the pattern has {place}, {id} (the last one), {part}; "" without one. */
struct route_parts {
    struct str place, id, part;
};
bool route_matches(const struct route *r, struct str path, struct route_parts *parts);

/* web/dispatch.c. Never fails: whatever happens becomes a page with a status. Any number of threads. */
void dispatch(struct site *site, struct request *rq, struct reply *rp);
/* The same with other routes than ours: for tests. */
void dispatch_among(const struct route *route, size_t routes, struct site *site, struct request *rq,
                    struct reply *rp);

/* The reply of an error: a whole page, with what to do next, that no other part can break. */
void reply_error(struct request *rq, const struct err *err, struct reply *rp);

/* 303 to one of our own addresses: after each POST that changed something. */
struct url;
bool reply_see_other(struct request *rq, struct url to, struct reply *rp, struct err *err) MUST_USE;
/*
 * CSV and JSON, with their type and, of CSV, the file name: stem "brief" gives "medway-brief-2025-10-31.csv".
 * The CSV's fields are the page's own to write, by buf_add_csv(), which guards formulas.
 */
bool reply_csv(struct request *rq, struct buf *b, const char *stem, struct reply *rp,
               struct err *err) MUST_USE;
bool reply_json(struct request *rq, struct buf *b, struct reply *rp, struct err *err) MUST_USE;

#endif
