#include "northmere/name.h"
#include "base/test.h"

static bool has_word(struct str words, struct str word)
{
    while (words.len)
        if (str_eq(str_cut(&words, ' '), word))
            return true;
    return false;
}

static const struct name *find_name(const struct name *name, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(name[i].text, str_of(text)))
            return &name[i];
    return NULL;
}

TEST(the_bundled_lists_have_names_for_every_list_sex_and_year)
{
    struct name_book b;

    REQUIRE(name_book_make(a, &b, err));
    for (enum name_list list = 0; list < NAME_LISTS; list++) {
        CHECK(b.family[list].count >= 10);
        for (int woman = 0; woman < 2; woman++)
            CHECK(b.by_birth[list][woman][0].count >= 10);
    }
    for (int band = 0; band < NAME_BANDS; band++)
        CHECK(b.by_birth[NAME_ENGLISH][0][band].count >= 50 && b.by_birth[NAME_ENGLISH][1][band].count >= 50);
    CHECK(b.forenames < NAME_NONE && b.surnames < NAME_NONE);
}

/* Once: it draws half a million names. */
TEST_ONCE(names_are_drawn_as_often_as_they_are_borne)
{
    enum { DRAWS = 100000 };
    struct name_book b;
    struct chance r;
    size_t smiths = 0, garys = 0, garys_now = 0, mohammeds = 0;

    REQUIRE(name_book_make(a, &b, err));
    chance_open(&r, 11, 0);
    for (int i = 0; i < DRAWS; i++) {
        smiths += str_eq(b.surname[name_surname(&b, NAME_ENGLISH, &r)].text, STR("Smith"));
        garys += str_eq(b.forename[name_forename(&b, NAME_ENGLISH, false, 1960, &r)].text, STR("Gary"));
        garys_now += str_eq(b.forename[name_forename(&b, NAME_ENGLISH, false, 2020, &r)].text, STR("Gary"));
        mohammeds += str_eq(b.forename[name_forename(&b, NAME_SOUTH_ASIAN, false, 2020, &r)].text,
                            STR("Mohammed"));
    }
    CHECK_NEAR((double)smiths / DRAWS, .0141, .0015); /* .01302 of all, more of what is not in other lists */
    CHECK(garys > 50 * garys_now);
    CHECK_NEAR((double)mohammeds / DRAWS, .13, .02);
}

TEST(every_name_loses_its_marks_and_fits_its_room)
{
    struct name_book b;

    REQUIRE(name_book_make(a, &b, err));
    for (size_t i = 0; i < b.forenames + b.surnames; i++) {
        const struct name *n = i < b.forenames ? &b.forename[i] : &b.surname[i - b.forenames];
        struct slip_text text;
        CHECK(n->text.len > 1 && n->text.len < SLIP_ROOM / 4 && str_is_utf8(n->text));
        slip_set(&text, n->text);
        slip_add(&text, n->feminine);
        slip_add(&text, n->others);
        name_fold(&text);
        CHECK(name_is_plain(slip_str(&text)));
        CHECK(n->marked == (!name_is_plain(n->text) || !name_is_plain(n->feminine)));
    }
}

TEST(another_spelling_is_another_one)
{
    struct name_book b;
    struct chance r;
    struct slip_text text;
    size_t spelt = 0;

    REQUIRE(name_book_make(a, &b, err));
    chance_open(&r, 5, 0);
    for (size_t i = 0; i < b.forenames + b.surnames; i++) {
        const struct name *n = i < b.forenames ? &b.forename[i] : &b.surname[i - b.forenames];
        CHECK(!has_word(n->others, n->text));
        for (int k = 0; k < 4 && n->others.len; k++, spelt++) {
            REQUIRE(name_other(n, false, &r, &text));
            CHECK(text.len && !str_has(slip_str(&text), '_') && !str_has(slip_str(&text), '/'));
            CHECK(!str_eq(slip_str(&text), n->text));
        }
        CHECK(n->others.len || !name_other(n, false, &r, &text));
    }
    CHECK(spelt > 1000);
}

TEST(a_surname_may_have_a_form_for_women)
{
    struct name_book b;
    struct chance r;
    struct slip_text text;

    REQUIRE(name_book_make(a, &b, err));
    const struct name *n = find_name(b.surname, b.surnames, "Kowalski");
    REQUIRE(n);
    CHECK_STR(name_form(n, true), STR("Kowalska"));
    CHECK_STR(name_form(n, false), STR("Kowalski"));
    for (uint64_t seed = 0; seed < 20; seed++) {
        chance_open(&r, seed, 0);
        REQUIRE(name_other(n, true, &r, &text));
        CHECK(!str_has(slip_str(&text), '/'));
        CHECK(str_eq(slip_str(&text), STR("Kovalska")) || str_eq(slip_str(&text), STR("Kowalsky")));
    }
}

TEST(our_own_short_forms_are_none_of_the_open_list)
{
    struct name_book b;
    size_t own = 0, open = 0;

    REQUIRE(name_book_make(a, &b, err));
    for (size_t i = 0; i < b.forenames; i++) {
        struct str rest = b.forename[i].short_own;
        open += b.forename[i].short_open.len != 0;
        for (; rest.len; own++)
            CHECK(!has_word(b.forename[i].short_open, str_cut(&rest, ' ')));
    }
    CHECK(own > 150 && open > 400);
}

TEST(edward_may_be_ted_by_the_open_list_and_teddy_by_ours)
{
    struct name_book b;
    struct slip_text text;
    bool ted = false, teddy = false, own;

    REQUIRE(name_book_make(a, &b, err));
    const struct name *n = find_name(b.forename, b.forenames, "Edward");
    REQUIRE(n);
    for (uint64_t seed = 0; seed < 300; seed++) {
        struct chance r;
        chance_open(&r, seed, 0);
        REQUIRE(name_short(n, &r, &text, &own));
        ted |= str_eq(slip_str(&text), STR("Ted")) && !own;
        teddy |= str_eq(slip_str(&text), STR("Teddy")) && own;
        CHECK(own == has_word(n->short_own, slip_str(&text)));
    }
    CHECK(ted && teddy);
}

TEST(folding_leaves_plain_letters_alone)
{
    struct slip_text text;

    slip_set(&text, STR("Łukasz Wiśniewski-Núñez O'Neill"));
    name_fold(&text);
    CHECK_STR(slip_str(&text), STR("Lukasz Wisniewski-Nunez O'Neill"));
    name_fold(&text);
    CHECK_STR(slip_str(&text), STR("Lukasz Wisniewski-Nunez O'Neill"));
}
