#include "base/test.h"
#include "web/multipart.h"
#include "web/form_part.h"

TEST(of_a_file_name_the_last_part_is_left_and_nothing_that_misleads)
{
    static const struct {
        const char *sent, *shown;
    } CASE[] = {
        { "June 2025.csv", "June 2025.csv" },
        { "C:\\Users\\me\\a.csv", "a.csv" },
        { "../../etc/passwd", "passwd" },
        { "/", "file" },
        { "..", "file" },
        { ".", "file" },
        { "", "file" },
        { "  \t ", "file" },
        { "a\x01\x7f\xc2\x85"
          "b.csv",
          "ab.csv" },
        { "fig\xe2\x80\xaevsc.exe", "figvsc.exe" },
        { "caf\xc3\xa9.csv", "caf\xc3\xa9.csv" },
        { "\xff\xfe", "file" },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++)
        CHECK_STR(form_file_name(str_of(CASE[i].sent), a), str_of(CASE[i].shown));
}

TEST(a_long_file_name_is_cut_between_two_letters)
{
    char sent[300];
    struct str name;

    for (size_t i = 0; i + 1 < sizeof sent; i += 2)
        memcpy(sent + i, "\xc3\xa9", 2);
    name = form_file_name((struct str){ sent + 1, sizeof sent - 2 }, a);
    CHECK_STR(name, STR("file")); /* it began within a letter */
    name = form_file_name((struct str){ sent, sizeof sent }, a);
    CHECK(name.len == MULTIPART_NAME_MAX && str_is_utf8(name));
}

TEST(a_quote_in_a_file_name_is_read_as_old_and_new_browsers_write_it)
{
    struct form_part p = { 0 };

    static const char HEAD[] =
        "Content-Disposition: form-data; name=\"f\"; filename=\"a\\\"b%22c.csv\"\r\n";

    REQUIRE(form_part_read(str_of(HEAD), a, &p, err));
    CHECK(p.is_file);
    CHECK_STR(p.name, STR("f"));
    CHECK_STR(p.file_name, STR("a\"b\"c.csv"));
}

TEST(a_file_field_that_nobody_filled_has_no_name)
{
    struct form_part p = { 0 };

    REQUIRE(form_part_read(STR("content-disposition: FORM-DATA; name=f; filename=\"\"\r\n"), a, &p, err));
    CHECK(p.is_file && p.file_name.len == 0);
    REQUIRE(form_part_read(STR("Content-Disposition: form-data; name=f\r\nX-Other: 1\r\n"), a, &p, err));
    CHECK(!p.is_file);
}
