#include "web/body.h"

#include "base/test.h"

#define FORM STR("application/x-www-form-urlencoded; charset=utf-8")

TEST(a_form_is_read_whole_however_it_came)
{
    struct body b _cleanup_(body_end);
    struct request rq = { .arena = a };

    body_begin(&b, a, FORM, false);
    if (!body_add(&b, STR("a=1&b")) || !body_add(&b, STR("=two+words")))
        return;
    if (!body_read(&b, &rq, err))
        return;
    CHECK_STR(field_at(&rq.form, "a"), STR("1"));
    CHECK_STR(field_at(&rq.form, "b"), STR("two words"));
}

TEST(what_is_too_long_is_heard_out_for_a_while_and_then_cut)
{
    static char piece[64 << 10];
    struct body b _cleanup_(body_end);
    struct request rq = { .arena = a };
    int pieces = 0;

    memset(piece, 'a', sizeof piece);
    body_begin(&b, a, FORM, false);
    for (; body_add(&b, (struct str){ piece, sizeof piece }); pieces++)
        if (pieces == 1) {
            CHECK(!body_read(&b, &rq, err));
            CHECK(err->kind == ERR_LIMIT);
        }
    CHECK(pieces == 1 + BODY_THROWN_MAX / (int)sizeof piece);
    CHECK(b.text.len <= sizeof piece);
}

TEST(a_body_of_another_type_is_refused_and_none_is_fine)
{
    struct body b _cleanup_(body_end);
    struct request rq = { .arena = a };

    body_begin(&b, a, STR("text/xml"), false);
    CHECK(body_read(&b, &rq, err) && rq.form.len == 0);
    CHECK(body_add(&b, STR("<a>")));
    CHECK(!body_read(&b, &rq, err));
    CHECK(err->kind == ERR_INPUT);
}

TEST(an_upload_is_fields_and_a_file_without_a_name)
{
    static const char SENT[] = "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nincidents\r\n"
                               "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                               "Content-Type: text/csv\r\n\r\nid,date\n\r\n--x--\r\n";
    struct body b _cleanup_(body_end);
    struct request rq = { .arena = a };
    char text[16];

    body_begin(&b, a, STR("multipart/form-data; boundary=x"), true);
    for (size_t i = 0; i < sizeof SENT - 1; i++)
        if (!body_add(&b, (struct str){ SENT + i, 1 }))
            return;
    if (!body_read(&b, &rq, err))
        return;
    CHECK_STR(field_at(&rq.form, "kind"), STR("incidents"));
    REQUIRE(rq.uploads == 1 && rq.upload[0].bytes == 8);
    CHECK_STR(rq.upload[0].file_name, STR("a.csv"));
    CHECK(read(rq.upload[0].fd, text, sizeof text) == 8 && memcmp(text, "id,date\n", 8) == 0);
}
