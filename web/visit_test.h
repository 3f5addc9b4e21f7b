/*
 * web/visit - a site over the fixture town, and a browser's requests to it, for
 * the tests of what answers them.
 *
 *     struct visit v _cleanup_(visit_close) = { 0 };
 *     REQUIRE(visit_open(&v, false, a, err));
 *     visit(&v, &(struct visit_ask){ .target = "/town/about" }, a, &rq, &rp);
 *
 * What is not said of a request is as one of our own pages would send it from
 * this machine, token and all, so that a test takes away one thing at a time.
 */
#ifndef WEB_VISIT_TEST_H
#define WEB_VISIT_TEST_H

#include "picture/fixture_test.h"
#include "web/route.h"
#include "web/site.h"
#include "web/snapshot.h"

struct visit {
    struct town town;
    struct site *site;
    const struct route *route; /* NULL: ROUTES */
    size_t routes;
};

struct visit_ask {
    const char *target;
    bool post, head, gzip;
    bool from_afar, from_elsewhere, without_token; /* what a page of ours would not do */
    const char *token;                             /* another one */
    struct field field[4];                         /* of the form, beside the token */
    bool with_file;
    const char *text;                              /* what stands in each file; NULL: no file of text */
    int files;                                     /* how many of those; 0: one */
};

/* Fourteen months up to October 2025, in all nine areas. */
bool visit_open(struct visit *v, bool read_only, struct arena *a, struct err *err) MUST_USE;
void visit_close(struct visit *v);
/* false: the address was refused before it came to dispatch(), and *rp is untouched. */
bool visit(struct visit *v, const struct visit_ask *ask, struct arena *a, struct request *rq,
           struct reply *rp) MUST_USE;

#endif
