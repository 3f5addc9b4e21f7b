/* A site begins with an import, which takes a second: memory is refused by hand once it stands. */
#include "web/cache.h"
#include "web/url.h"
#include "web/visit_test.h"

static int answered;

static bool plain(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    answered++;
    buf_add_text(&b, "<h1>");
    for (size_t i = 0; i < rq->query.len; i++) {
        buf_add_html(&b, rq->query.at[i].name);
        buf_add_byte(&b, '=');
        buf_add_html(&b, rq->query.at[i].value);
        buf_add_byte(&b, ';');
    }
    buf_add_html(&b, rq->id);
    buf_add_text(&b, rq->local ? " near</h1>" : " far</h1>");
    return buf_done(&b, "a page", &rp->body, err);
}

static bool with_token(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    answered++;
    buf_add(&b, site_token(rq->site));
    return buf_done(&b, "a page", &rp->body, err);
}

static bool long_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    for (int i = 0; i < 1000; i++)
        buf_add_text(&b, "the same again ");
    return buf_done(&b, "a page", &rp->body, err);
}

static bool changed(struct request *rq, struct reply *rp, struct err *err)
{
    struct url_words w = url_begin(rq, "plain");
    struct url to;

    answered++;
    return url_end(&w, &to, err) && reply_see_other(rq, to, rp, err);
}

static bool broken(struct request *rq, struct reply *rp, struct err *err)
{
    (void)rq;
    rp->status = 200;
    rp->body = STR("half a page");
    return err_set(err, ERR_BUG, "what must not be is so");
}

static bool silent(struct request *rq, struct reply *rp, struct err *err)
{
    (void)rq;
    (void)rp;
    (void)err;
    return false;
}

static bool leads_away(struct request *rq, struct reply *rp, struct err *err)
{
    return reply_see_other(rq, (struct url){ STR("//elsewhere.example/") }, rp, err);
}

static const struct route TRY[] = {
    { METHOD_GET, "/{place}/plain", plain, ROUTE_ANYONE, ROUTE_NO_BODY, "date b a", "" },
    { METHOD_GET, "/{place}/plain/{id}", plain, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_GET, "/{place}/near", plain, ROUTE_LOCAL, ROUTE_NO_BODY, "", "" },
    { METHOD_GET, "/{place}/form", with_token, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_POST, "/{place}/form", changed, ROUTE_LOCAL, ROUTE_FORM, "", "" },
    { METHOD_POST, "/{place}/upload", changed, ROUTE_LOCAL, ROUTE_UPLOAD, "", "" },
    { METHOD_GET, "/{place}/long", long_page, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_POST, "/{place}/ask", changed, ROUTE_ASKS, ROUTE_FORM, "", "" },
    { METHOD_POST, "/{place}/open", changed, ROUTE_ANYONE, ROUTE_FORM, "", "" },
    { METHOD_GET, "/broken", broken, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_GET, "/api/broken", broken, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_GET, "/silent", silent, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
    { METHOD_GET, "/away", leads_away, ROUTE_ANYONE, ROUTE_NO_BODY, "", "" },
};

static bool open_try(struct visit *v, bool read_only, struct arena *a, struct err *err)
{
    v->route = TRY;
    v->routes = COUNT_OF(TRY);
    return visit_open(v, read_only, a, err);
}

static bool has(const struct reply *rp, const char *text)
{
    return memmem(rp->body.at, rp->body.len, text, strlen(text)) != NULL;
}

/* Is the ask answered with that status? */
static bool gives(struct visit *v, struct visit_ask ask, int status, struct arena *a)
{
    struct request rq;
    struct reply rp = { 0 };

    return visit(v, &ask, a, &rq, &rp) && rp.status == status;
}

/* Once: a store is imported and counted. */
TEST_ONCE(a_change_needs_this_machine_our_own_page_the_token_and_the_right_kind_of_form)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct visit_ask good = { .target = "/town/form", .post = true };
    struct visit_ask ask = good;

    REQUIRE(open_try(&v, false, a, err));
    answered = 0;
    CHECK(gives(&v, good, 303, a) && answered == 1);
    ask.from_afar = true;
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.from_elsewhere = true;
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.without_token = true;
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.token = "";
    CHECK(gives(&v, ask, 403, a));
    ask.token = "0000000000000000000000000000000000000000000000000000000000000000";
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.with_file = true;
    CHECK(gives(&v, ask, 400, a));
    CHECK(answered == 1);
    ask.target = "/town/upload";
    CHECK(gives(&v, ask, 303, a) && answered == 2);
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/near" }, 200, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/near", .from_afar = true }, 403, a));
}

TEST_ONCE(what_everyone_may_ask_needs_our_own_page_and_the_token_but_not_this_machine)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct visit_ask good = { .target = "/town/ask", .post = true, .from_afar = true };
    struct visit_ask ask = good;

    REQUIRE(open_try(&v, false, a, err));
    answered = 0;
    CHECK(gives(&v, good, 303, a) && answered == 1);
    ask.from_elsewhere = true;
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.without_token = true;
    CHECK(gives(&v, ask, 403, a));
    ask = good;
    ask.with_file = true;
    CHECK(gives(&v, ask, 400, a));
    ask = good;
    ask.target = "/town/open"; /* an address that changes something, and does not say that it may */
    CHECK(gives(&v, ask, 500, a));
    CHECK(answered == 1);
}

TEST_ONCE(nothing_is_changed_where_the_site_is_served_read_only)
{
    struct visit v _cleanup_(visit_close) = { 0 };

    REQUIRE(open_try(&v, true, a, err));
    answered = 0;
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/form", .post = true }, 403, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/ask", .post = true }, 403, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/near" }, 403, a));
    CHECK(answered == 0);
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/plain" }, 200, a) && answered == 1);
}

TEST_ONCE(an_address_answers_the_methods_it_has_and_says_which_they_are)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply rp;

    REQUIRE(open_try(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain", .post = true }, a, &rq, &rp));
    CHECK(rp.status == 405 && rp.allow && strcmp(rp.allow, "GET, HEAD") == 0);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/upload" }, a, &rq, &rp));
    CHECK(rp.status == 405 && rp.allow && strcmp(rp.allow, "POST") == 0);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain", .head = true }, a, &rq, &rp));
    CHECK(rp.status == 200 && has(&rp, "near"));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/none" }, 404, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/nowhere/plain" }, 404, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/plain?date=2025-13-01" }, 400, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/town/plain?date=1999-01-01" }, 404, a));
}

TEST_ONCE(a_slash_at_the_end_leads_to_the_address_without_it_and_nowhere_else)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply rp;

    REQUIRE(open_try(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain/a%20b/?b=1&x=%2F" }, a, &rq, &rp));
    CHECK(rp.status == 308);
    CHECK_STR(rp.location, STR("/town/plain/a%20b?b=1&x=%2F"));
    CHECK(gives(&v, (struct visit_ask){ .target = "/nowhere.example/x/" }, 404, a));
    CHECK(gives(&v, (struct visit_ask){ .target = "/away" }, 500,
                a)); /* no page of ours leads off the site */
}

TEST_ONCE(a_page_is_made_once_for_all_who_would_be_shown_the_same)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply rp, again;

    REQUIRE(open_try(&v, false, a, err));
    answered = 0;
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain?b=2&a=1&junk=x" }, a, &rq, &rp));
    CHECK(answered == 1 && has(&rp, "<h1>a=1;b=2; near</h1>"));
    CHECK(rp.cache == CACHE_ASK && rp.etag.len == 24);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain?a=1&b=2&junk=y" }, a, &rq, &again));
    CHECK(answered == 1);
    CHECK_STR(again.body, rp.body);
    CHECK_STR(again.etag, rp.etag);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain?a=1&b=3" }, a, &rq, &again));
    CHECK(answered == 2 && !str_eq(again.etag, rp.etag));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain?a=1&b=2", .from_afar = true }, a, &rq,
                  &again));
    CHECK(answered == 3 && has(&again, "far"));
    v.town.now.ms += (int64_t)24 * 60 * 60 * 1000;
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/plain?a=1&b=2" }, a, &rq, &again));
    CHECK(answered == 4);
    CHECK_STR(again.etag, rp.etag); /* the same words are still named the same */
    CHECK_STR(rq.target, STR("/town/plain?a=1&b=2"));
}

TEST_ONCE(a_page_with_the_form_token_is_kept_nowhere)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply rp;

    REQUIRE(open_try(&v, false, a, err));
    answered = 0;
    for (int i = 1; i <= 2; i++) {
        REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/form" }, a, &rq, &rp));
        CHECK(rp.status == 200 && rp.cache == CACHE_NEVER && rp.etag.len == 0 && answered == i);
    }
    CHECK(site_cache(v.site)->entries == 0);
}

TEST_ONCE(a_long_page_is_compressed_for_who_takes_it_and_bears_the_same_name)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply whole, small;

    REQUIRE(open_try(&v, false, a, err));
    for (int i = 0; i < 2; i++) { /* made, then kept */
        REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/long" }, a, &rq, &whole));
        REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/long", .gzip = true }, a, &rq, &small));
        CHECK(!whole.gzipped && whole.body.len == 15000);
        CHECK(small.gzipped && small.body.len < 1000 && str_starts(small.body, STR("\x1f\x8b")));
        CHECK_STR(small.etag, whole.etag);
    }
}

TEST_ONCE(a_page_that_breaks_becomes_a_page_that_says_so)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct request rq;
    struct reply rp;

    REQUIRE(open_try(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/broken" }, a, &rq, &rp));
    CHECK(rp.status == 500 && rp.cache == CACHE_NEVER && !has(&rp, "half a page") && has(&rp, "<h1"));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/silent" }, a, &rq, &rp));
    CHECK(rp.status == 500 && has(&rp, "<h1"));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/api/broken" }, a, &rq, &rp));
    CHECK(rp.status == 500 && rp.type && strcmp(rp.type, "application/json") == 0);
    CHECK(has(&rp, "{\"error\":{\"kind\":\"bug\",\"say\":\"what must not be is so\"}}"));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/town/none" }, a, &rq, &rp));
    CHECK(rp.status == 404 && has(&rp, "Page not found") && has(&rp, "There is nothing at this address."));
}

/* Once: memory is refused by hand, when the site stands. */
TEST_ONCE(whoever_is_refused_memory_is_still_answered)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    static const char *const TARGET[] = { "/town/plain?a=1", "/town/long", "/town/none", "/broken",
                                          "/town/plain/" };

    REQUIRE(open_try(&v, false, a, err));
    for (size_t i = 0; i < COUNT_OF(TARGET); i++)
        for (long n = 0, done = 0; !done && n < 400; n++) {
            struct arena small _cleanup_(arena_close);
            struct request rq;
            struct reply rp = { 0 };

            arena_open(&small, (size_t)1 << 24);
            small.fail_after = n;
            if (!visit(&v, &(struct visit_ask){ .target = TARGET[i], .gzip = true }, &small, &rq, &rp))
                continue;
            CHECK(rp.status >= 200 && (rp.body.len > 0 || rp.status == 308));
            done = !small.failed;
            if (done)
                CHECK(rp.status != 413 && (rp.status != 500 || i == 3));
        }
}
