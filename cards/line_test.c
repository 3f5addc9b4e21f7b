#include "cards/line.h"

#include "base/test.h"

TEST(a_place_is_a_line_of_words_that_leads_to_nobody)
{
    static const char *const GOOD[] = { "Riverside School", "Café Zürich", "Unit 12, Block 305", "ą" };
    static const char *const BAD[] = { "",      " Riverside", "Riverside ",  "a\nb", "a\tb", "x\xff",
                                       "a@b.c", "01634 123456", "\xc2\x85x", "...",  "12" };
    char text[CARD_LINE_MAX + 1];

    for (size_t i = 0; i < COUNT_OF(GOOD); i++)
        CHECK(!card_line_wrong(str_of(GOOD[i])));
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        CHECK(card_line_wrong(str_of(BAD[i])));
    memset(text, 'x', sizeof text);
    CHECK(!card_line_wrong((struct str){ text, CARD_LINE_MAX }));
    CHECK(card_line_wrong((struct str){ text, CARD_LINE_MAX + 1 }));
    (void)a;
    (void)err;
}
