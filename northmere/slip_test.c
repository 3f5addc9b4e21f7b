#include "northmere/slip.h"
#include "base/test.h"

static const char *const NAMES[] = { "Philip", "ARNOLD", "McDonald", "O'Brien", "Anne-Marie", "Wiśniewska",
                                     "Łukasz", "Catherine", "Singh", "Ann", "de la Cruz", "Wright" };

/* Optimal string alignment, letters without case: what one slip of the hand may change. */
static size_t edits(struct str a, struct str b)
{
    static size_t d[SLIP_ROOM + 1][SLIP_ROOM + 1];

    for (size_t i = 0; i <= a.len; i++)
        for (size_t j = 0; j <= b.len; j++) {
            bool same =
                i && j &&
                str_eq_fold((struct str){ a.at + i - 1, 1 }, (struct str){ b.at + j - 1, 1 });
            size_t best = i == 0 ? j : j == 0 ? i : d[i - 1][j - 1] + !same;
            if (i && j) {
                best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
                best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            }
            if (i > 1 && j > 1 && d[i - 2][j - 2] + 1 < best &&
                str_eq_fold((struct str){ a.at + i - 1, 1 }, (struct str){ b.at + j - 2, 1 }) &&
                str_eq_fold((struct str){ a.at + i - 2, 1 }, (struct str){ b.at + j - 1, 1 }))
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[a.len][b.len];
}

/* Can the slip make `to` of `from`, at one of a thousand seeds? */
static bool reaches(bool (*slip)(struct slip_text *, struct chance *), const char *from, const char *to)
{
    for (uint64_t seed = 0; seed < 1000; seed++) {
        struct chance r;
        struct slip_text text;
        chance_open(&r, seed, 0);
        slip_set(&text, str_of(from));
        if (slip(&text, &r) && str_eq(slip_str(&text), str_of(to)))
            return true;
    }
    return false;
}

TEST(a_slip_makes_another_text_and_never_breaks_a_character)
{
    static bool (*const SLIP[])(struct slip_text *, struct chance *) = { slip_key, slip_ear, slip_eye };

    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        for (size_t k = 0; k < COUNT_OF(SLIP); k++)
            for (uint64_t seed = 0; seed < 200; seed++) {
                struct chance r;
                struct slip_text text;
                chance_open(&r, seed, i);
                slip_set(&text, str_of(NAMES[i]));
                bool slipped = SLIP[k](&text, &r);
                CHECK(text.len > 0 && str_is_utf8(slip_str(&text)));
                CHECK(slipped == !str_eq(slip_str(&text), str_of(NAMES[i])));
            }
}

TEST(a_slip_of_key_is_one_stroke)
{
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        for (uint64_t seed = 0; seed < 300; seed++) {
            struct chance r;
            struct slip_text text;
            chance_open(&r, seed, i);
            slip_set(&text, str_of(NAMES[i]));
            REQUIRE(slip_key(&text, &r));
            CHECK(edits(slip_str(&text), str_of(NAMES[i])) == 1);
        }
}

TEST(the_hand_strikes_beside_leaves_out_doubles_and_turns_round)
{
    CHECK(reaches(slip_key, "Ted", "Tef"));
    CHECK(reaches(slip_key, "Smith", "Smth"));
    CHECK(reaches(slip_key, "Smith", "Smiith"));
    CHECK(reaches(slip_key, "Smith", "Simth"));
    CHECK(reaches(slip_key, "Smith", "Mith")); /* the capital goes to the next letter */
    CHECK(reaches(slip_key, "Smith", "Ssmith"));
    CHECK(!reaches(slip_key, "Smith", "Jones"));
}

TEST(the_ear_writes_what_it_heard)
{
    CHECK(reaches(slip_ear, "Philip", "Filip"));
    CHECK(reaches(slip_ear, "Wright", "Right"));
    CHECK(reaches(slip_ear, "Stephen", "Stefen"));
    CHECK(reaches(slip_ear, "Leigh", "Lei"));
    CHECK(reaches(slip_ear, "Sandy", "Sandie"));
    CHECK(reaches(slip_ear, "Catherine", "Katherine"));
}

TEST(the_eye_takes_two_letters_for_one_and_one_for_two)
{
    CHECK(reaches(slip_eye, "Arnold", "Amold"));
    CHECK(reaches(slip_eye, "Amold", "Arnold"));
    CHECK(reaches(slip_eye, "Clare", "Dare"));
    CHECK(reaches(slip_eye, "CLARE", "DARE"));
    CHECK(!reaches(slip_eye, "Clare", "clare"));
}

TEST(what_has_nothing_to_slip_on_stays_as_it_is)
{
    static const char *const SHORT[] = { "", "Al", "Ł", "1-2", "   " };
    struct chance r;

    chance_open(&r, 1, 1);
    for (size_t i = 0; i < COUNT_OF(SHORT); i++) {
        struct slip_text text;
        slip_set(&text, str_of(SHORT[i]));
        CHECK(!slip_key(&text, &r) && !slip_ear(&text, &r) && !slip_eye(&text, &r));
        CHECK_STR(slip_str(&text), str_of(SHORT[i]));
    }
}

TEST(a_capital_stays_a_capital)
{
    for (uint64_t seed = 0; seed < 500; seed++) {
        struct chance r;
        struct slip_text text;
        chance_open(&r, seed, 0);
        slip_set(&text, STR("Henry"));
        REQUIRE(slip_key(&text, &r));
        CHECK(text.at[0] >= 'A' && text.at[0] <= 'Z');
    }
}

TEST(one_digit_is_off_or_two_are_turned_round)
{
    for (uint64_t seed = 0; seed < 300; seed++) {
        struct chance r;
        struct slip_text text;
        chance_open(&r, seed, 0);
        slip_set(&text, STR("999 123 4567"));
        REQUIRE(slip_digit(&text, &r));
        CHECK(text.len == 12 && edits(slip_str(&text), STR("999 123 4567")) == 1);
        slip_set(&text, STR("no number"));
        CHECK(!slip_digit(&text, &r));
    }
}

TEST(day_and_month_change_over_where_that_is_another_day)
{
    struct date d, want;

    REQUIRE(date_make(1990, 2, 3, &d) && date_make(1990, 3, 2, &want));
    CHECK(slip_swap_date(&d) && d.days == want.days);
    REQUIRE(date_make(1990, 2, 13, &d));
    want = d;
    CHECK(!slip_swap_date(&d) && d.days == want.days);
    REQUIRE(date_make(1990, 4, 4, &d));
    CHECK(!slip_swap_date(&d));
}

TEST(a_slip_in_a_date_is_another_day_that_there_is)
{
    struct date born;

    REQUIRE(date_make(2000, 2, 29, &born));
    for (uint64_t seed = 0; seed < 1000; seed++) {
        struct chance r;
        struct date d = born;
        int year, month, day;
        chance_open(&r, seed, 0);
        slip_date(&d, 2005, &r);
        date_split(d, &year, &month, &day);
        CHECK(d.days != born.days && year >= 1990 && year <= 2005);
    }
}

TEST(what_does_not_fit_is_cut_at_a_whole_character)
{
    struct slip_text text = { .len = 0 };

    for (int i = 0; i < 100; i++)
        slip_add(&text, STR("ał"));
    CHECK(text.len <= SLIP_ROOM && text.len > SLIP_ROOM - 3 && str_is_utf8(slip_str(&text)));
}

TEST(case_and_stray_blanks_change_nothing_else)
{
    struct slip_text text;
    struct chance r;

    slip_set(&text, STR("O'Brien"));
    slip_upper(&text);
    CHECK_STR(slip_str(&text), STR("O'BRIEN"));
    slip_lower(&text);
    CHECK_STR(slip_str(&text), STR("o'brien"));
    for (uint64_t seed = 0; seed < 20; seed++) {
        chance_open(&r, seed, 0);
        slip_set(&text, STR("Ng"));
        slip_trail(&text, &r);
        CHECK(text.len > 2 && str_eq(str_trim(slip_str(&text)), STR("Ng")));
    }
}
