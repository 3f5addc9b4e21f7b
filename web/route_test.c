/* Walks every address there is over one small town. A site begins with an import, so each test runs once. */
#include "base/json.h"
#include "web/api.h"
#include "web/visit_test.h"

static bool is_type(const struct reply *rp, const char *type)
{
    return str_starts(str_of(rp->type ? rp->type : "text/html"), str_of(type));
}

static size_t times(struct str body, const char *text)
{
    size_t n = 0, len = strlen(text);

    for (size_t i = 0; i + len <= body.len; i++)
        n += memcmp(body.at + i, text, len) == 0;
    return n;
}

/* A page of ours: one heading, one title with words in it, a language, the frame's main; nothing inline. */
static bool is_page(struct str body)
{
    const char *end = memmem(body.at, body.len, "</head>", 7);
    struct str head = { body.at, end ? (size_t)(end - body.at) : 0 };

    return times(body, "<h1") == 1 && times(body, "</h1>") == 1 && times(head, "<title>") == 1 &&
           times(head, "<title></title>") == 0 && times(head, "<html lang=\"en-GB\"") == 1 &&
           times(body, "<main") == 1 && times(body, " style=") == 0 && times(body, "<script>") == 0 &&
           times(body, "<style") == 0 && str_ends(str_trim(body), STR("</html>"));
}

/* "/{place}/area/{id}" with the fixture's place and the given id. */
static const char *address(const struct route *r, const char *id, const char *query, struct arena *a)
{
    struct buf b = { .arena = a };
    struct str rest = str_of(r->path);

    rest = str_from(rest, 1);
    do {
        struct str part = str_cut(&rest, '/');

        buf_add_byte(&b, '/');
        if (str_eq(part, STR("{place}")))
            buf_add_text(&b, "town");
        else if (str_eq(part, STR("{id}")) || str_eq(part, STR("{part}")))
            buf_add_text(&b, id);
        else
            buf_add(&b, part);
    } while (rest.len > 0);
    buf_add_text(&b, query);
    buf_add_byte(&b, '\0');
    return b.failed ? "/" : b.at;
}

static void say(const struct route *r, const char *target, int status)
{
    printf("  %s %s: %d\n", r->method == METHOD_POST ? "POST" : "GET", target, status);
}

TEST_ONCE(every_address_answers_with_a_whole_page_or_says_what_is_missing)
{
    struct visit v _cleanup_(visit_close) = { 0 };

    REQUIRE(visit_open(&v, false, a, err));
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        const struct route *r = &ROUTES[i];
        bool has_id = strstr(r->path, "{id}") != NULL;
        const char *target = address(r, "E01000101", "", a);
        struct request rq;
        struct reply rp = { 0 };

        if (r->method != METHOD_GET)
            continue;
        REQUIRE(visit(&v, &(struct visit_ask){ .target = target }, a, &rq, &rp));
        if (rp.status != 200 && rp.status != 303 && !(rp.status == 404 && has_id)) {
            say(r, target, rp.status);
            test_fail(t, __FILE__, __LINE__, "an address does not answer");
        }
        if (is_type(&rp, "text/html") && rp.status != 303 && rp.file_name.len == 0 && !is_page(rp.body)) {
            say(r, target, rp.status);
            test_fail(t, __FILE__, __LINE__, "what answers is no whole page");
        }
        if (r->who == ROUTE_LOCAL) {
            REQUIRE(visit(&v, &(struct visit_ask){ .target = target, .from_afar = true }, a, &rq, &rp));
            CHECK(rp.status == 403);
        }
    }
}

TEST_ONCE(no_address_breaks_on_ids_and_queries_that_are_nonsense)
{
    static const char *const NONSENSE[] = {
        "x",       "0",         "-1",       "99999999999999999999", "1e9",       "2025-13-45", "2025-10-31",
        "2025-10", "%E2%82%AC", "%20",      "%3Cscript%3E",         "%27%22%3E", "E09999999",  "..%20",
        "a%5Cb",   "robbery",   "%25s%25n",
    };
    struct visit v _cleanup_(visit_close) = { 0 };

    REQUIRE(visit_open(&v, false, a, err));
    for (size_t i = 0; i < ROUTES_LEN; i++)
        for (size_t k = 0; k < COUNT_OF(NONSENSE); k++) {
            const struct route *r = &ROUTES[i];
            struct str names = str_of(r->query);
            struct buf query = { .arena = a };
            struct arena one _cleanup_(arena_close);
            struct request rq;
            struct reply rp = { .status = 200 };
            const char *target;

            arena_open(&one, (size_t)256 << 20);
            for (char mark = '?'; names.len > 0; mark = '&') {
                buf_add_byte(&query, mark);
                buf_add(&query, str_cut(&names, ' '));
                buf_add_byte(&query, '=');
                buf_add_text(&query, NONSENSE[k]);
            }
            buf_add_byte(&query, '\0');
            target = address(r, NONSENSE[k], query.at ? query.at : "", a);
            if (r->method == METHOD_GET &&
                visit(&v, &(struct visit_ask){ .target = target }, &one, &rq, &rp) &&
                (rp.status >= 500 || times(rp.body, "<script>") > 0)) {
                say(r, target, rp.status);
                test_fail(t, __FILE__, __LINE__, "nonsense broke a page");
            }
        }
}

TEST_ONCE(every_address_that_changes_something_has_each_of_its_guards)
{
    struct visit v _cleanup_(visit_close) = { 0 };

    REQUIRE(visit_open(&v, false, a, err));
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        const struct route *r = &ROUTES[i];
        const char *target = address(r, "1", "", a);
        bool asks = r->who == ROUTE_ASKS;
        const struct visit_ask refused[] = {
            { .target = target, .post = true, .without_token = true },
            { .target = target, .post = true, .token = "" },
            { .target = target, .post = true, .token = "guess" },
            { .target = target, .post = true, .from_elsewhere = true },
            { .target = target, .post = true, .from_afar = true },
        };
        struct request rq;
        struct reply rp = { 0 };

        if (r->method != METHOD_POST)
            continue;
        CHECK((r->who == ROUTE_LOCAL || asks) && r->body != ROUTE_NO_BODY); /* until there is sign-in */
        for (size_t k = 0; k < COUNT_OF(refused) - asks; k++) { /* the last: from afar */
            REQUIRE(visit(&v, &refused[k], a, &rq, &rp));
            if (rp.status != 403) {
                say(r, target, rp.status);
                test_fail(t, __FILE__, __LINE__, "a change was not refused");
            }
        }
        REQUIRE(visit(&v, &(struct visit_ask){ .target = target, .post = true }, a, &rq, &rp));
        if (rp.status == 403 ||
            rp.status >= 500) { /* with all guards content, it is the page's to answer */
            say(r, target, rp.status);
            test_fail(t, __FILE__, __LINE__, "a change with all that is needed was refused, or broke");
        }
    }
}

TEST_ONCE(each_route_says_what_it_is_for_and_stands_once)
{
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        const struct route *r = &ROUTES[i];
        bool known;

        CHECK(r->path[0] == '/' && r->purpose && strlen(r->purpose) >= 10 && r->query);
        CHECK(r->purpose[strlen(r->purpose) - 1] != '.');
        CHECK(r->method != METHOD_HEAD);
        CHECK(r->method != METHOD_GET || r->body == ROUTE_NO_BODY);
        CHECK(route_find(r->method, str_of(address(r, "x", "", a)), &known) == r); /* none hides another */
    }
}

/* Each address that everyone may write to is named here: another is added on purpose, or not at all. */
TEST_ONCE(only_asking_for_a_card_and_taking_it_is_open_to_everyone)
{
    size_t asks = 0;

    for (size_t i = 0; i < ROUTES_LEN; i++) {
        const struct route *r = &ROUTES[i];

        if (r->method != METHOD_POST || r->who != ROUTE_ASKS)
            continue;
        CHECK(strcmp(r->path, "/cards/request") == 0 || strcmp(r->path, "/cards/bundle/{id}") == 0);
        CHECK(r->body == ROUTE_FORM);
        asks++;
    }
    CHECK(asks == 2);
}

/* ---- for programs ---- */

TEST_ONCE(what_the_openapi_document_lists_answers_with_json_and_what_answers_is_listed)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct json *root = NULL, *paths;
    struct request rq;
    struct reply rp = { 0 };
    size_t listed = 0;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/api/v1/openapi.json" }, a, &rq, &rp));
    REQUIRE(rp.status == 200 && json_read(rp.body, a, &root, err));
    CHECK_STR(json_at(root, "openapi")->text, STR("3.1.0"));
    paths = json_at(root, "paths");
    REQUIRE(paths && paths->count > 0);
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        const struct route *r = &ROUTES[i];
        const struct json *body = NULL, *get;
        struct str names = str_of(r->query);
        const char *target;

        if (!str_starts(str_of(r->path), STR("/api/")) || r->method != METHOD_GET)
            continue;
        listed++;
        REQUIRE(json_at(paths, r->path) && (get = json_at(json_at(paths, r->path), "get")));
        CHECK_STR(json_at(get, "summary")->text, str_of(r->purpose));
        while (names.len > 0)
            CHECK(api_query(str_cut(&names, ' '))); /* say what it is in web/api.c */
        target = address(r, "E01000101", "", a);
        REQUIRE(visit(&v, &(struct visit_ask){ .target = target }, a, &rq, &rp));
        CHECK(is_type(&rp, "application/") && json_read(rp.body, a, &body, err));
        CHECK(rp.status == 200 || (strstr(r->path, "{id}") && rp.status == 404));
    }
    CHECK(listed == paths->count);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/api/v1/nowhere/brief" }, a, &rq, &rp));
    CHECK(rp.status == 404 && is_type(&rp, "application/json"));
}
