#include "web/headers.h"

#include "base/test.h"

static struct str line_of(struct fields f, const char *name)
{
    return field_at(&f, name);
}

TEST(every_reply_an_error_too_bears_the_strict_headers)
{
    struct reply page = { .status = 200 }, wrong = { .status = 503, .type = "text/plain; charset=utf-8" };
    struct fields f;
    struct str policy;

    for (int i = 0; i < 2; i++) {
        if (!headers_of_reply(i ? &wrong : &page, (struct headers_of){ 0 }, a, &f, err))
            return;
        policy = line_of(f, "Content-Security-Policy");
        CHECK(str_starts(policy, STR("default-src 'none';")));
        CHECK(str_ends(policy, STR("base-uri 'none'; frame-ancestors 'none'")));
        CHECK(!strstr(policy.at, "unsafe") && !strstr(policy.at, "data:") && !strstr(policy.at, "*"));
        CHECK_STR(line_of(f, "X-Content-Type-Options"), STR("nosniff"));
        CHECK_STR(line_of(f, "Referrer-Policy"), STR("no-referrer"));
        CHECK_STR(line_of(f, "Cross-Origin-Opener-Policy"), STR("same-origin"));
        CHECK_STR(line_of(f, "Cross-Origin-Resource-Policy"), STR("same-origin"));
        CHECK_STR(line_of(f, "Cache-Control"), STR("no-store"));
        CHECK(line_of(f, "Permissions-Policy").len > 0);
        CHECK(line_of(f, "Strict-Transport-Security").len == 0);
        CHECK(line_of(f, "Connection").len == 0);
    }
    CHECK_STR(line_of(f, "Content-Type"), STR("text/plain; charset=utf-8"));
    CHECK_STR(line_of(f, "Retry-After"), STR("10"));
}

TEST(a_page_says_how_long_it_is_kept_and_what_it_is_called)
{
    struct reply rp = { .cache = CACHE_EVER, .etag = STR("abc"), .gzipped = true };
    struct fields f;

    rp.file_name = STR("a\"b\r\nc.csv");
    if (!headers_of_reply(&rp, (struct headers_of){ .tls = true, .close = true }, a, &f, err))
        return;
    CHECK(str_ends(line_of(f, "Cache-Control"), STR("immutable")));
    CHECK_STR(line_of(f, "Vary"), STR("Accept-Encoding"));
    CHECK_STR(line_of(f, "ETag"), STR("W/\"abc\""));
    CHECK_STR(line_of(f, "Content-Encoding"), STR("gzip"));
    CHECK_STR(line_of(f, "Content-Disposition"), STR("attachment; filename=\"a_b__c.csv\""));
    CHECK(str_starts(line_of(f, "Strict-Transport-Security"), STR("max-age=")));
    CHECK_STR(line_of(f, "Connection"), STR("close"));
}

TEST(a_reply_that_nothing_changed_says_no_type)
{
    struct reply rp = { .status = 304, .cache = CACHE_ASK, .etag = STR("abc"), .gzipped = true };
    struct reply no = { .status = 405, .allow = "GET, HEAD" };
    struct fields f;

    if (!headers_of_reply(&rp, (struct headers_of){ 0 }, a, &f, err))
        return;
    CHECK(line_of(f, "Content-Type").len == 0 && line_of(f, "Content-Encoding").len == 0);
    CHECK_STR(line_of(f, "Cache-Control"), STR("private, no-cache"));
    if (!headers_of_reply(&no, (struct headers_of){ 0 }, a, &f, err))
        return;
    CHECK_STR(line_of(f, "Allow"), STR("GET, HEAD"));
}

TEST(if_none_match_is_a_list_of_names_weak_or_not)
{
    CHECK(headers_same(STR("\"a\""), STR("a")));
    CHECK(headers_same(STR("\"x\", W/\"a\""), STR("a")));
    CHECK(headers_same(STR("*"), STR("a")));
    CHECK(!headers_same(STR("\"ab\""), STR("a")));
    CHECK(!headers_same(STR("a"), STR("a")));
    CHECK(!headers_same(STR(""), STR("a")));
    CHECK(!headers_same(STR("*"), STR("")));
    CHECK(!headers_same(STR("\"\""), STR("")));
}

TEST(a_service_worker_rules_the_addresses_it_is_given_and_any_other_file_none)
{
    struct reply worker = { .status = 200, .worker_scope = STR("/cards/emergency") };
    struct reply page = { .status = 200 };
    struct fields f;

    REQUIRE(headers_of_reply(&worker, (struct headers_of){ 0 }, a, &f, err));
    CHECK_STR(line_of(f, "Service-Worker-Allowed"), STR("/cards/emergency"));
    REQUIRE(headers_of_reply(&page, (struct headers_of){ 0 }, a, &f, err));
    CHECK(line_of(f, "Service-Worker-Allowed").len == 0);
}
