#include "base/test.h"
#include "cards/qr.h"

TEST(a_code_has_its_three_corners)
{
    struct qr q;
    static const uint8_t corner[7] = { 1, 1, 1, 1, 1, 1, 1 };

    REQUIRE(qr_make(STR("https://northmere.example/cards/emergency"), a, &q, err));
    CHECK(q.side >= 21 && q.side <= QR_SIDE_GOOD + 4);
    CHECK(memcmp(q.dark, corner, 7) == 0);
    CHECK(memcmp(q.dark + q.side - 7, corner, 7) == 0);
    CHECK(memcmp(q.dark + (q.side - 7) * q.side, corner, 1) == 0);
    CHECK(q.dark[q.side + 1] == 0);
}

TEST(an_address_too_long_for_a_card_is_refused)
{
    struct qr q;
    char long_one[400];

    memset(long_one, 'a', sizeof long_one);
    CHECK(!qr_make((struct str){ long_one, sizeof long_one }, a, &q, err));
    CHECK(err->kind == ERR_INPUT);
}
