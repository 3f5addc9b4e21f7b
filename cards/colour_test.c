#include "cards/colour.h"

#include "base/test.h"

TEST(a_colour_is_read_and_written_the_same)
{
    struct buf b = { .arena = a };
    struct colour c;
    struct str got;

    REQUIRE(colour_read(STR("#10457A"), &c));
    CHECK(c.red == 0x10 && c.green == 0x45 && c.blue == 0x7a);
    buf_add_colour(&b, c);
    REQUIRE(buf_done(&b, "a colour", &got, err));
    CHECK_STR(got, STR("#10457a"));
}

TEST(what_is_no_colour_is_not_read)
{
    static const char *const NO[] = { "", "#", "10457a", "#10457", "#10457aa", "#10457g", "#fff",
                                      "red", "#1045-a", " #10457a" };
    struct colour c = { 1, 2, 3 };

    for (size_t i = 0; i < COUNT_OF(NO); i++)
        CHECK(!colour_read(str_of(NO[i]), &c) && c.red == 1);
}

TEST(contrast_is_that_of_the_published_examples)
{
    const struct colour black = { 0, 0, 0 }, white = { 255, 255, 255 }, grey = { 0x76, 0x76, 0x76 },
                        paler = { 0x77, 0x77, 0x77 };

    CHECK_NEAR(colour_contrast(black, white), 21, 1e-9);
    CHECK_NEAR(colour_contrast(white, white), 1, 1e-9);
    /* Well known: #767676 on white is the lightest grey that passes, #777777 the first that fails. */
    CHECK_NEAR(colour_contrast(grey, white), 4.54, 0.005);
    CHECK_NEAR(colour_contrast(paler, white), 4.48, 0.005);
    CHECK(colour_contrast(grey, white) >= COLOUR_CONTRAST_AA &&
          colour_contrast(paler, white) < COLOUR_CONTRAST_AA);
    CHECK(colour_contrast(grey, white) == colour_contrast(white, grey));
}
