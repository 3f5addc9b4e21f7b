#include "web/guard.h"

#include "base/test.h"

struct tried {
    bool fine;
    int status;
    struct guard_body body;
};

/* A head as the network hears it: its first line, then names and values by turns, ended by NULL. */
static struct tried try_head(const char *method, const char *target, const char *version,
                             const char *const *said)
{
    struct field header[REQUEST_HEADERS_MAX + 8];
    struct head h = { .method = str_of(method), .target = str_of(target), .version = str_of(version) };
    struct tried t = { 0 };
    struct err err;

    for (h.header = header; said[2 * h.headers]; h.headers++)
        header[h.headers] = (struct field){ str_of(said[2 * h.headers]), str_of(said[2 * h.headers + 1]) };
    t.fine = guard_check(&h, &t.body, &t.status, &err);
    return t;
}
#define SAID(...) ((const char *const[]){ "Host", "x.example", __VA_ARGS__, NULL })
#define GET(...)  try_head("GET", "/a?b=c", "HTTP/1.1", SAID(__VA_ARGS__))
#define POST(...) try_head("POST", "/a", "HTTP/1.1", SAID(__VA_ARGS__))

TEST(a_plain_request_passes_with_its_length)
{
    struct tried one = GET("Accept", "*/*", "X-Empty", ""), two = POST("content-length", "12");
    struct tried three = POST("Transfer-Encoding", "Chunked", "Expect", "100-continue");

    CHECK(one.fine && one.status == 200 && one.body.bytes == 0 && !one.body.chunked);
    CHECK(two.fine && two.body.bytes == 12 && !two.body.expects);
    CHECK(three.fine && three.body.chunked && three.body.bytes == 0 && three.body.expects);
    CHECK(GET("Content-Length", "0").fine);
    CHECK(try_head("HEAD", "/", "HTTP/1.0", SAID("X", "\tcaf\xc3\xa9")).fine);
}

TEST(the_length_of_a_body_is_said_once_and_in_digits)
{
    static const char *const BAD[] = { "",    "+1",  "-1",  " 1",  "1 ",
                                       "1,1", "0x1", "1e1", "1.0", "1234567890123456" };

    CHECK(POST("Content-Length", "1", "Content-Length", "1").status == 400);
    CHECK(POST("Content-Length", "1", "Transfer-Encoding", "chunked").status == 400);
    CHECK(POST("Transfer-Encoding", "chunked", "transfer-encoding", "chunked").status == 400);
    CHECK(POST("Transfer-Encoding", "gzip, chunked").status == 400);
    CHECK(POST("Transfer-Encoding", "identity").status == 400);
    CHECK(try_head("POST", "/", "HTTP/1.0", SAID("Transfer-Encoding", "chunked")).status == 400);
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        CHECK(POST("Content-Length", BAD[i]).status == 400);
    CHECK(POST("Content-Length", "123456789012345").body.bytes == 123456789012345);
}

TEST(only_a_post_has_a_body_and_says_how_long)
{
    CHECK(POST("Accept", "*/*").status == 411);
    CHECK(GET("Content-Length", "1").status == 400);
    CHECK(GET("Transfer-Encoding", "chunked").status == 400);
    CHECK(POST("Content-Length", "1", "Expect", "200-ok").status == 417);
}

TEST(a_request_has_one_host_that_is_a_name_or_an_address)
{
    static const char *const GOOD[] = { "x",         "x:80",  "a.b-c_d:65535",
                                        "192.0.2.1", "[::1]", "[2001:db8::1]:8080" };
    static const char *const BAD[] = { "",       "x/y",  "a@x",    "x, y", "x:",     "x:65536",
                                       "x:+80",  "x:80:80", "[::1", "[]",   "[::1]x", "x y",
                                       "[x y]",  "x%2e", "\xc3\xa9", ":80" };
    const char *const none[] = { NULL };

    for (size_t i = 0; i < COUNT_OF(GOOD); i++)
        CHECK(guard_is_host(str_of(GOOD[i])));
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        CHECK(!guard_is_host(str_of(BAD[i])));
    CHECK(try_head("GET", "/", "HTTP/1.1", none).status == 400);
    CHECK(GET("host", "x.example").status == 400);
}

TEST(names_are_tokens_and_values_have_no_control_characters)
{
    CHECK(GET("X Y", "z").status == 400);
    CHECK(GET("X ", "z").status == 400);
    CHECK(GET("", "z").status == 400);
    CHECK(GET("X:Y", "z").status == 400);
    CHECK(GET("X\x01", "z").status == 400);
    CHECK(GET("X\xe9", "z").status == 400);
    CHECK(GET("X", "a\rb").status == 400);
    CHECK(GET("X", "a\x7f").status == 400);
    CHECK(GET("X", "a\tb").fine);
}

TEST(the_first_line_is_one_of_ours)
{
    static const char *const METHOD[] = { "get", "PUT", "OPTIONS", "TRACE", "CONNECT", "", "GET " };
    static const char *const VERSION[] = { "HTTP/2.0", "HTTP/1.2", "http/1.1", "", "HTTP/1.1x" };
    static const char *const TARGET[] = { "", "*", "http://x/", "a", "/a b", "/\x01", "/\xc3\xa9", "/a#b" };

    for (size_t i = 0; i < COUNT_OF(METHOD); i++)
        CHECK(try_head(METHOD[i], "/", "HTTP/1.1", SAID("X", "y")).status == 501);
    for (size_t i = 0; i < COUNT_OF(VERSION); i++)
        CHECK(try_head("GET", "/", VERSION[i], SAID("X", "y")).status == 505);
    for (size_t i = 0; i < COUNT_OF(TARGET); i++)
        CHECK(try_head("GET", TARGET[i], "HTTP/1.1", SAID("X", "y")).status == 400);
}

TEST(what_is_too_long_or_too_many_is_refused_with_its_own_status)
{
    static const char *many[2 * (REQUEST_HEADERS_MAX + 2)];
    char *target = arena_alloc(a, REQUEST_TARGET_MAX + 2, 1, 1);
    char *value = arena_alloc(a, GUARD_HEAD_MAX + 1, 1, 1);

    if (!target || !value)
        return;
    memset(target, '/', REQUEST_TARGET_MAX + 1);
    CHECK(try_head("GET", target, "HTTP/1.1", SAID("X", "y")).status == 414);
    target[REQUEST_TARGET_MAX] = '\0';
    CHECK(try_head("GET", target, "HTTP/1.1", SAID("X", "y")).fine);
    memset(value, 'v', GUARD_HEAD_MAX);
    CHECK(GET("X", value).status == 431);
    for (size_t i = 0; i < 2 * (REQUEST_HEADERS_MAX + 1); i += 2) {
        many[i] = i ? "X" : "Host";
        many[i + 1] = "y";
    }
    CHECK(try_head("GET", "/", "HTTP/1.1", many).status == 431);
    many[2 * REQUEST_HEADERS_MAX] = NULL;
    CHECK(try_head("GET", "/", "HTTP/1.1", many).fine);
}

TEST(what_a_proxy_passed_on_is_known_by_its_headers)
{
    struct field one = { STR("x-forwarded-for"), STR("192.0.2.1") }, two = { STR("Accept"), STR("*/*") };
    struct head h = { .header = &one, .headers = 1 };

    CHECK(guard_is_forwarded(&h));
    CHECK_STR(guard_header(&h, "X-Forwarded-For"), STR("192.0.2.1"));
    h.header = &two;
    CHECK(!guard_is_forwarded(&h));
    CHECK(guard_header(&h, "Via").len == 0);
}
