#include "base/test.h"
#include "web/request.h"

struct ask {
    const char *method, *target, *version;
    struct field header[8];
    bool loopback;
};

static bool read_it(const struct ask *ask, struct arena *a, struct request *rq, int *status,
                    struct err *err)
{
    struct head head = { str_of(ask->method ? ask->method : "GET"),
                         str_of(ask->target),
                         str_of(ask->version ? ask->version : "HTTP/1.1"),
                         ask->header,
                         0,
                         ask->loopback,
                         0 };

    while (head.headers < COUNT_OF(ask->header) && ask->header[head.headers].name.at)
        head.headers++;
    return request_read(&head, (struct instant){ 0 }, a, rq, status, err);
}

#define HOST                                                                                               \
    {                                                                                                      \
        STR("Host"), STR("localhost:8080")                                                                 \
    }

TEST(an_address_is_decoded_part_by_part)
{
    const struct {
        const char *target, *path;
        bool slash_last;
    } CASE[] = {
        { "/", "/", false },
        { "/medway", "/medway", false },
        { "/medway/", "/medway", true },
        { "/medway/area/E05013962?category=robbery", "/medway/area/E05013962", false },
        { "/medway/area/St%20Mary%27s", "/medway/area/St Mary's", false },
        { "/a/...", "/a/...", false },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct ask ask = { .target = CASE[i].target, .header = { HOST } };
        struct request rq;
        int status;

        REQUIRE(read_it(&ask, a, &rq, &status, err));
        CHECK_STR(rq.path, str_of(CASE[i].path));
        CHECK(rq.slash_last == CASE[i].slash_last);
    }
}

TEST(an_address_that_could_be_read_in_two_ways_is_refused)
{
    static const char *const BAD[] = {
        "",
        "medway",
        "*",
        "http://localhost/medway",
        "//medway",
        "/medway//area",
        "/medway//",
        "//",
        "/.",
        "/..",
        "/medway/./area",
        "/medway/../area",
        "/medway/%2e%2e/area",
        "/medway/%2E",
        "/medway/a%2fb",
        "/medway/a%2Fb",
        "/medway/%00",
        "/medway/a%0d%0ab",
        "/medway/%ff",
        "/medway/%c0%ae",
        "/medway/%",
        "/medway/%zz",
        "/a b",
        "/a\tb",
        "/a\xc3\xa9",
        "/a#b",
        "/medway?q=%",
        "/medway?q=%00",
        "/medway?q=%0a",
        "/medway?%ff=1",
        "/a\x7f",
        "/medway?q=a b",
    };

    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct ask ask = { .target = BAD[i], .header = { HOST } };
        struct request rq;
        int status = 0;

        CHECK(!read_it(&ask, a, &rq, &status, err));
        CHECK(status == 400 && err->kind == ERR_INPUT);
    }
    err->kind = ERR_NONE;
}

TEST(each_limit_of_a_head_has_its_own_status)
{
    struct ask ask = { .target = "/", .header = { HOST } };
    struct field many[REQUEST_HEADERS_MAX + 1] = { HOST };
    struct head head = { STR("GET"), STR("/"), STR("HTTP/1.1"), many, COUNT_OF(many), false, 0 };
    char long_target[REQUEST_TARGET_MAX + 2];
    struct request rq;
    int status = 0;

    ask.method = "OPTIONS";
    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 501);
    ask.method = "get";
    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 501);
    ask.method = "GET";
    ask.version = "HTTP/2.0";
    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 505);
    ask.version = "HTTP/1.0";
    CHECK(read_it(&ask, a, &rq, &status, err));

    memset(long_target, 'a', sizeof long_target);
    long_target[0] = '/';
    long_target[sizeof long_target - 1] = '\0';
    ask.target = long_target;
    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 414);
    long_target[sizeof long_target - 2] = '\0';
    CHECK(read_it(&ask, a, &rq, &status, err) && rq.path.len == REQUEST_TARGET_MAX);

    for (size_t i = 1; i < COUNT_OF(many); i++)
        many[i] = (struct field){ STR("X-Other"), STR("1") };
    CHECK(!request_read(&head, (struct instant){ 0 }, a, &rq, &status, err) && status == 431);
    head.headers--;
    CHECK(request_read(&head, (struct instant){ 0 }, a, &rq, &status, err));
    err->kind = ERR_NONE;
}

TEST(exactly_one_host_is_named_and_it_is_a_name)
{
    const struct {
        const char *host;
        bool good;
    } CASE[] = {
        { "localhost", true },   { "safekeep.example.org:8443", true },
        { "[::1]:8080", true },  { "[::1]", true },
        { "127.0.0.1:1", true }, { "", false },
        { "a b", false },        { "a/b", false },
        { "a@b", false },        { "a:", false },
        { "a:99999", false },    { "a:8x", false },
        { "a:-1", false },       { "[::1", false },
        { "[::1]x", false },     { "[]", false },
        { "a:b:c", false },      { "\"", false },
    };
    struct ask ask = { .target = "/", .header = { HOST, HOST } };
    struct request rq;
    int status;

    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 400);
    ask = (struct ask){ .target = "/" };
    CHECK(!read_it(&ask, a, &rq, &status, err) && status == 400);
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        ask = (struct ask){ .target = "/", .header = { { STR("host"), str_of(CASE[i].host) } } };
        CHECK(read_it(&ask, a, &rq, &status, err) == CASE[i].good);
    }
    err->kind = ERR_NONE;
}

TEST(who_sits_at_this_machine_is_told_from_whom_a_proxy_or_another_name_brings)
{
    const struct {
        struct ask ask;
        bool local;
    } CASE[] = {
        { { .target = "/", .loopback = true, .header = { HOST } }, true },
        { { .target = "/", .loopback = true, .header = { { STR("Host"), STR("127.0.0.1:80") } } }, true },
        { { .target = "/", .loopback = true, .header = { { STR("Host"), STR("[::1]:80") } } }, true },
        { { .target = "/", .loopback = false, .header = { HOST } }, false },
        { { .target = "/", .loopback = true, .header = { { STR("Host"), STR("localhost.evil.org") } } },
          false },
        { { .target = "/", .loopback = true, .header = { { STR("Host"), STR("[::1].evil.org") } } },
          false },
        { { .target = "/",
            .loopback = true,
            .header = { HOST, { STR("X-Forwarded-For"), STR("1.2.3.4") } } },
          false },
        { { .target = "/", .loopback = true, .header = { HOST, { STR("x-forwarded-host"), STR("a") } } },
          false },
        { { .target = "/", .loopback = true, .header = { HOST, { STR("Forwarded"), STR("for=1.2.3.4") } } },
          false },
        { { .target = "/", .loopback = true, .header = { HOST, { STR("Via"), STR("1.1 x") } } }, false },
        { { .target = "/", .loopback = true, .header = { HOST, { STR("X-Real-IP"), STR("1.2.3.4") } } },
          false },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct request rq = { 0 };
        int status;

        if (read_it(&CASE[i].ask, a, &rq, &status, err))
            CHECK(rq.local == CASE[i].local);
        else
            CHECK(!CASE[i].local);
    }
    err->kind = ERR_NONE;
}

#define SITE(v)                                                                                            \
    {                                                                                                      \
        STR("Sec-Fetch-Site"), STR(v)                                                                      \
    }
#define ORIGIN(v)                                                                                          \
    {                                                                                                      \
        STR("Origin"), STR(v)                                                                              \
    }

TEST(a_form_of_ours_is_known_by_what_the_browser_says_and_not_by_what_is_missing)
{
    const struct {
        struct ask ask;
        bool own;
    } CASE[] = {
        { { .target = "/", .header = { HOST, SITE("same-origin") } }, true },
        { { .target = "/", .header = { HOST, SITE("same-origin"), ORIGIN("null") } },
          true }, /* no-referrer */
        { { .target = "/", .header = { HOST, SITE("same-site") } }, false },
        { { .target = "/", .header = { HOST, SITE("cross-site"), ORIGIN("http://localhost:8080") } },
          false },
        { { .target = "/", .header = { HOST, SITE("none") } }, false },
        { { .target = "/", .header = { HOST, SITE("") } }, false },
        { { .target = "/", .header = { HOST, SITE("same-origin"), SITE("cross-site") } }, false },
        { { .target = "/", .header = { HOST, ORIGIN("http://localhost:8080") } }, true },
        { { .target = "/", .header = { HOST, ORIGIN("https://localhost:8080") } }, true },
        { { .target = "/", .header = { HOST, ORIGIN("http://evil.localhost:8080") } }, false },
        { { .target = "/", .header = { HOST, ORIGIN("http://localhost:8081") } }, false },
        { { .target = "/", .header = { HOST, ORIGIN("null") } }, false },
        { { .target = "/",
            .header = { HOST, ORIGIN("http://localhost:8080"), ORIGIN("http://localhost:8080") } },
          false },
        { { .target = "/", .header = { HOST } }, false },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct request rq;
        int status;

        REQUIRE(read_it(&CASE[i].ask, a, &rq, &status, err));
        CHECK(rq.own_page == CASE[i].own);
    }
}

TEST(gzip_is_sent_only_to_who_takes_it)
{
    const struct {
        const char *said;
        bool takes;
    } CASE[] = {
        { "gzip, deflate, br", true },
        { "br;q=1.0, GZIP;q=0.5", true },
        { "gzip;q=0", false },
        { "gzip; q=0.000", false },
        { "identity", false },
        { "", false },
        { "gzipx", false },
        { "gzip;q=x", false },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct ask ask = { .target = "/",
                           .header = { HOST, { STR("accept-encoding"), str_of(CASE[i].said) } } };
        struct request rq;
        int status;

        REQUIRE(read_it(&ask, a, &rq, &status, err));
        CHECK(rq.takes_gzip == CASE[i].takes);
    }
}

TEST(a_form_is_read_field_by_field_and_the_first_of_a_name_counts)
{
    struct fields f;

    REQUIRE(request_form(STR("a=1&b=two+words&a=3&&empty=&bare&text=l1%0D%0Al2%09x"), a, &f, err));
    CHECK(f.len == 6);
    CHECK_STR(field_at(&f, "a"), STR("1"));
    CHECK_STR(field_at(&f, "b"), STR("two words"));
    CHECK_STR(field_at(&f, "text"), STR("l1\nl2\tx"));
    CHECK(field_at(&f, "empty").at && field_at(&f, "empty").len == 0);
    CHECK(field_at(&f, "bare").at && !field_at(&f, "none").at);
}

TEST(a_form_with_too_much_or_with_what_is_no_text_is_refused)
{
    struct buf b = { .arena = a };
    struct fields f;
    struct str body;

    CHECK(!request_form(STR("a=%00"), a, &f, err) && err->kind == ERR_INPUT);
    CHECK(!request_form(STR("a%0a=1"), a, &f, err) && err->kind == ERR_INPUT);
    CHECK(!request_form(STR("a=%ff"), a, &f, err) && err->kind == ERR_INPUT);
    for (int i = 0; i < REQUEST_FIELDS_MAX; i++)
        buf_add_text(&b, "a=1&");
    REQUIRE(buf_done(&b, "a form", &body, err) && request_form(body, a, &f, err));
    CHECK(f.len == REQUEST_FIELDS_MAX);
    buf_add_text(&b, "a=1");
    REQUIRE(buf_done(&b, "a form", &body, err));
    CHECK(!request_form(body, a, &f, err) && err->kind == ERR_LIMIT);
    for (int i = 0; i < REQUEST_FORM_MAX; i++)
        buf_add_byte(&b, 'x');
    REQUIRE(buf_done(&b, "a form", &body, err));
    CHECK(!request_form(body, a, &f, err) && err->kind == ERR_LIMIT);
    err->kind = ERR_NONE;
}

TEST(who_asks_for_a_copy_a_script_or_a_picture_opens_no_page)
{
    const struct {
        const char *dest;
        bool opens;
    } CASE[] = { { "document", true }, { "empty", false }, { "serviceworker", false }, { "image", false } };
    struct request rq;
    int status;

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct ask one = { .target = "/",
                           .header = { HOST, { STR("Sec-Fetch-Dest"), str_of(CASE[i].dest) } } };

        REQUIRE(read_it(&one, a, &rq, &status, err));
        CHECK(rq.opens == CASE[i].opens);
    }
    REQUIRE(read_it(&(struct ask){ .target = "/", .header = { HOST } }, a, &rq, &status, err));
    CHECK(rq.opens); /* an older browser */
}
