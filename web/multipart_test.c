#include "base/test.h"
#include "web/multipart.h"

#define TYPE   STR("multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk")
#define EDGE   "------WebKitFormBoundary7MA4YWxk"
#define NEARLY "------WebKitFormBoundary7MA4YWx"

static struct str in_file(const struct upload *u, struct arena *a)
{
    char *to = arena_new(a, char, (size_t)u->bytes + 1);
    ssize_t n = to ? read(u->fd, to, (size_t)u->bytes + 1) : -1;

    return (struct str){ to, n < 0 ? 0 : (size_t)n };
}

static bool whole(struct multipart *m, struct str body, size_t step, struct arena *a, struct err *err)
{
    if (!multipart_open(m, TYPE, a, err))
        return false;
    for (size_t at = 0; at < body.len; at += step) {
        struct str piece = { body.at + at, body.len - at < step ? body.len - at : step };

        if (!multipart_add(m, piece, err))
            return false;
    }
    return multipart_end(m, err);
}

static const char GOOD[] =
    EDGE "\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\nd\r\n" EDGE
         "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\data\\June 2025.csv\"\r\n"
         "Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n--\r\n" NEARLY "\r\n-\r\n\r\r\n" EDGE
         "\r\nContent-Disposition: form-data; name=\"other\"; filename=\"\"\r\n\r\n\r\n" EDGE "--\r\n";

TEST(a_form_with_a_file_is_the_same_however_it_is_cut)
{
    for (size_t step = 1; step <= sizeof GOOD - 1; step += step < 80 ? 1 : 37) {
        struct multipart m _cleanup_(multipart_close) = { 0 };

        REQUIRE(whole(&m, (struct str){ GOOD, sizeof GOOD - 1 }, step, a, err));
        REQUIRE(m.form.len == 1 && m.uploads == 1);
        CHECK_STR(field_at(&m.form, "token"), STR("abc\nd"));
        CHECK_STR(m.upload[0].field, STR("file"));
        CHECK_STR(m.upload[0].file_name, STR("June 2025.csv"));
        CHECK_STR(in_file(&m.upload[0], a), STR("a,b\r\n1,2\r\n--\r\n" NEARLY "\r\n-\r\n\r"));
    }
}

TEST(a_file_larger_than_what_is_held_back_arrives_whole)
{
    struct multipart m _cleanup_(multipart_close) = { 0 };
    struct buf b = { .arena = a };
    struct str body, got;

    buf_add_text(&b, EDGE "\r\nContent-Disposition: form-data; name=f; filename=big.csv\r\n\r\n");
    for (int i = 0; i < 50000; i++)
        buf_addf(&b, "%d\r\n", i % 1000);
    buf_add_text(&b, "\r\n" EDGE "--");
    REQUIRE(buf_done(&b, "a body", &body, err));
    REQUIRE(whole(&m, body, 7001, a, err));
    REQUIRE(m.uploads == 1 && m.upload[0].bytes > 100000);
    got = in_file(&m.upload[0], a);
    REQUIRE(got.at && got.len == (size_t)m.upload[0].bytes);
    CHECK(str_starts(got, STR("0\r\n1\r\n2\r\n")) && str_ends(got, STR("998\r\n999\r\n")));
}

#define ONE(head, value) EDGE "\r\n" head "\r\n\r\n" value "\r\n" EDGE "--\r\n"
#define NAMED(name)      "Content-Disposition: form-data; name=\"" name "\""

TEST(what_browsers_do_not_send_is_refused)
{
    static const char *const BAD[] = {
        "",
        EDGE,
        EDGE "\r\n" NAMED("a") "\r\n\r\nno end",
        EDGE "\r\n" NAMED("a") "\r\n\r\nno end\r\n" EDGE,
        EDGE "\r\n" NAMED("a") "\r\n\r\nno end\r\n" EDGE "-",
        EDGE "\n" NAMED("a") "\n\nbare line ends\n" EDGE "--\n",
        "words before\r\n" ONE(NAMED("a"), "x"),
        ONE(NAMED("a"), "x") "words behind",
        ONE(NAMED("a"), "x") "\r\n",
        ONE(NAMED("a"), "a boundary goes on\r\n" EDGE "x"),
        EDGE " \r\n" NAMED("a") "\r\n\r\nx\r\n" EDGE "--\r\n",
        ONE("Content-Type: text/plain", "no name"),
        ONE("", "no header"),
        ONE("Content-Disposition: form-data", "no name"),
        ONE("Content-Disposition: attachment; name=\"a\"", "x"),
        ONE(NAMED(""), "x"),
        ONE(NAMED("a b"), "x"),
        ONE(NAMED("a\" ; name=\"b"), "x"),
        ONE(NAMED("a") "\r\n" NAMED("b"), "x"),
        ONE(NAMED("a") "; filename*=utf-8''x", "x"),
        ONE(NAMED("a") "; filename=\"never closed", "x"),
        ONE(NAMED("a") "\r\nContent-Transfer-Encoding: base64", "eA=="),
        ONE(NAMED("a") "\r\n folded: header", "x"),
        ONE(NAMED("a") "\r\nno colon", "x"),
        ONE(NAMED("a") "\rX: y", "x"),
        ONE(NAMED("a"), "not \xff text"),
        ONE(NAMED("a"), "a \x01 control"),
    };

    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct multipart m _cleanup_(multipart_close) = { 0 };

        err->kind = ERR_NONE;
        CHECK(!whole(&m, str_of(BAD[i]), 1 + i % 9, a, err));
        CHECK(err->kind == ERR_INPUT);
        CHECK(!multipart_add(&m, STR("x"), err) && !multipart_end(&m, err));
    }
    err->kind = ERR_NONE;
}

static bool refused_as_too_much(const char *head, size_t times, const char *again, struct arena *a,
                                struct err *err)
{
    struct multipart m _cleanup_(multipart_close) = { 0 };
    struct buf b = { .arena = a };
    struct str body;

    buf_add_text(&b, head);
    for (size_t i = 0; i < times; i++)
        buf_add_text(&b, again);
    return buf_done(&b, "a body", &body, err) && !whole(&m, body, 100, a, err) && err->kind == ERR_LIMIT;
}

TEST(what_is_too_much_is_refused)
{
    CHECK(refused_as_too_much(EDGE "\r\n" NAMED("a") "\r\n\r\n", MULTIPART_VALUE_MAX + 1, "x", a, err));
    CHECK(refused_as_too_much(EDGE "\r\n", MULTIPART_HEAD_MAX + 1, "x", a, err));
    CHECK(
        refused_as_too_much(EDGE, MULTIPART_PARTS_MAX + 1, "\r\n" NAMED("a") "\r\n\r\nx\r\n" EDGE, a, err));
    CHECK(refused_as_too_much(EDGE, MULTIPART_UPLOADS_MAX + 1,
                              "\r\n" NAMED("a") "; filename=x\r\n\r\nx\r\n" EDGE, a, err));
    err->kind = ERR_NONE;
}

TEST(a_field_and_a_form_just_small_enough_are_taken)
{
    struct multipart m _cleanup_(multipart_close) = { 0 };
    struct buf b = { .arena = a };
    struct str body;

    for (size_t n = 0; n < MULTIPART_PARTS_MAX; n++) {
        buf_add_text(&b, EDGE "\r\n" NAMED("a") "\r\n\r\n");
        for (size_t i = 0; n == 0 && i < MULTIPART_VALUE_MAX; i++)
            buf_add_byte(&b, 'x');
        buf_add_text(&b, "\r\n");
    }
    buf_add_text(&b, EDGE "--\r\n");
    REQUIRE(buf_done(&b, "a body", &body, err) && whole(&m, body, 4096, a, err));
    CHECK(m.form.len == MULTIPART_PARTS_MAX && m.form.at[0].value.len == MULTIPART_VALUE_MAX);
}

TEST(only_a_boundary_that_can_be_one_is_taken)
{
    static const struct {
        const char *type, *boundary; /* NULL: refused */
    } CASE[] = {
        { "multipart/form-data; boundary=abc", "abc" },
        { "Multipart/Form-Data;charset=utf-8 ; BOUNDARY=\"a b\"", NULL },
        { "multipart/form-data; boundary=\"a=b/c:?d\"", "a=b/c:?d" },
        { "multipart/form-data", NULL },
        { "multipart/form-data; boundary=", NULL },
        { "multipart/form-data; boundary=\"\"", NULL },
        { "multipart/form-data; boundary=a; boundary=b", NULL },
        { "multipart/form-data; boundary=a b", NULL },
        { "multipart/mixed; boundary=abc", NULL },
        { "application/x-www-form-urlencoded", NULL },
        { "multipart/form-data; "
          "boundary=0123456789012345678901234567890123456789012345678901234567890123456789",
          "0123456789012345678901234567890123456789012345678901234567890123456789" },
        { "multipart/form-data; "
          "boundary=01234567890123456789012345678901234567890123456789012345678901234567890",
          NULL },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct multipart m _cleanup_(multipart_close) = { 0 };
        bool good = multipart_open(&m, str_of(CASE[i].type), a, err);

        CHECK(good == (CASE[i].boundary != NULL));
        if (good)
            CHECK(memcmp(m.delimiter + 4, CASE[i].boundary, m.delimiter_len - 4) == 0 &&
                  m.delimiter_len - 4 == strlen(CASE[i].boundary));
    }
    err->kind = ERR_NONE;
}
