/* A site begins with an import, which takes a second, and a look is a thread: each test runs once. */
#include "web/upload_page.h"

#include <sys/mman.h>

#include "web/visit_test.h"
#include "web/waiting.h"

static bool has(const struct reply *rp, const char *text)
{
    return memmem(rp->body.at, rp->body.len, text, strlen(text)) != NULL;
}

static struct visit_ask sent(const char *agency, const char *kind, const char *text)
{
    return (struct visit_ask){ .target = "/town/data/upload",
                               .post = true,
                               .text = text,
                               .field = { { STR("agency"), str_of(agency) },
                                          { STR("kind"), str_of(kind) } } };
}

TEST_ONCE(a_form_says_all_that_is_missing_at_once_and_keeps_what_was_chosen)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct visit_ask ask = sent("police", "incidents", NULL);
    struct request rq;
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/data/upload", .post = true }, a, &rq, &rp));
    CHECK(rp.status == 400 && has(&rp, "href=\"#agency\"") && has(&rp, "href=\"#kind-police-uk\"") &&
          has(&rp, "href=\"#file\"") && has(&rp, "<title>Error: "));
    REQUIRE(visit(&v, &ask, a, &rq, &rp));
    CHECK(rp.status == 400 && !has(&rp, "href=\"#agency\"") && !has(&rp, "href=\"#kind-police-uk\"") &&
          has(&rp, "href=\"#file\""));
    CHECK(has(&rp, "<option value=\"police\" selected=\"selected\">") &&
          has(&rp, "value=\"incidents\" checked=\"checked\""));
    ask = sent("nobody", "people", "a\n");
    REQUIRE(visit(&v, &ask, a, &rq, &rp));
    CHECK(rp.status == 400 && has(&rp, "href=\"#agency\"") && has(&rp, "href=\"#kind-police-uk\"") &&
          !has(&rp, "href=\"#file\""));
}

TEST_ONCE(one_file_waits_and_two_at_once_or_an_empty_one_do_not)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct visit_ask ask = sent("police", "incidents", "date,category,lon,lat\n");
    struct request rq;
    struct reply rp;
    struct waiting found = { 0 };

    REQUIRE(visit_open(&v, false, a, err));
    ask.files = 2;
    REQUIRE(visit(&v, &ask, a, &rq, &rp));
    CHECK(rp.status == 400 && has(&rp, "one after the other"));
    ask.files = 1;
    ask.text = "";
    REQUIRE(visit(&v, &ask, a, &rq, &rp));
    CHECK(rp.status == 400 && has(&rp, "not empty"));
    ask.text = "date,category,lon,lat\n";
    REQUIRE(visit(&v, &ask, a, &rq, &rp));
    REQUIRE(rp.status == 303 && str_starts(rp.location, STR("/town/data/upload/")));
    struct str id = str_from(rp.location, strlen("/town/data/upload/"));
    REQUIRE(waiting_find(id, site_partnership(v.site, 0), v.town.now, &found, err));
    CHECK(found.kind == KIND_INCIDENTS && strcmp(found.agency, "police") == 0 && found.bytes == 22);
    (void)close(found.fd);
    waiting_drop(id, site_partnership(v.site, 0));
}

TEST_ONCE(an_import_nobody_knows_of_did_not_happen_and_one_that_the_store_holds_did)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct buf b = { .arena = a };
    struct request rq;
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/data/import/12345" }, a, &rq, &rp));
    CHECK(rp.status == 404 && has(&rp, "This import did not happen"));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/data/import/x" }, a, &rq, &rp));
    CHECK(rp.status == 404);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/data/import/12345/state.json" }, a, &rq, &rp));
    CHECK(rp.status == 404);
    buf_addf(&b, "/town/data/import/%lld", (long long)v.town.now.ms);
    buf_add_byte(&b, '\0');
    REQUIRE(!b.failed);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = b.at }, a, &rq, &rp));
    CHECK(rp.status == 303 && str_starts(rp.location, STR("/town/data/file/")));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = b.at, .from_afar = true }, a, &rq, &rp));
    CHECK(rp.status == 403);
}
