/*
 * Do the lists of names decide anything but names? Twice shown: with other lists for all families the same
 * rows come out; and roles, outcomes and who knows whom do not depend on the lists by more than a shuffle of
 * the lists among households gives. A planted dependence must be found, or the test would prove nothing.
 */
#include "base/test.h"
#include "northmere/file.h"

enum { SHUFFLES = 999, WORDS_MAX = 8 };

static bool make(struct arena *a, const uint16_t *lists, double scale, struct town *t, struct people *p,
                 struct err *err)
{
    struct people_order o = { .seed = 9, .scale = scale, .list_per_mille = lists };

    return date_make(2025, 10, 31, &o.today) && town_make(1, 1, a, t, err) && people_make(t, &o, a, p, err);
}

/* One column of a partner's file: for each row the household and which word it says. */
struct column {
    uint32_t *household;
    uint8_t *word;
    size_t rows, words;
    const char *said[WORDS_MAX];
};

static uint8_t word_number(struct column *c, const char *word)
{
    size_t i = 0;

    while (i < c->words && strcmp(c->said[i], word) != 0)
        i++;
    if (i == c->words && i < WORDS_MAX)
        c->said[c->words++] = word;
    return (uint8_t)(i < WORDS_MAX ? i : WORDS_MAX - 1);
}

static bool column_make(struct arena *a, const struct people *p, enum people_partner partner, bool role,
                        struct column *out)
{
    *out = (struct column){ .rows = p->rows[partner] };
    out->household = arena_new(a, uint32_t, out->rows);
    out->word = arena_new(a, uint8_t, out->rows);
    if (!out->household || !out->word)
        return false;
    for (size_t n = 0; n < out->rows; n++) {
        uint32_t row = p->row[partner][n], person = row & 0x3fffffff;
        struct file_facts f = file_facts(p, partner, person, row >> 30);
        out->household[n] = p->person[person].household;
        out->word[n] = word_number(out, role ? f.role : f.outcome);
    }
    return true;
}

/* Of everybody whom a partner knows: does this one? */
static bool known_make(struct arena *a, const struct people *p, enum people_partner partner,
                       struct column *out)
{
    *out = (struct column){ .rows = p->persons, .words = 2 };
    out->household = arena_new(a, uint32_t, out->rows);
    out->word = arena_new(a, uint8_t, out->rows);
    if (!out->household || !out->word)
        return false;
    for (size_t i = 0; i < out->rows; i++) {
        out->household[i] = p->person[i].household;
        out->word[i] = p->person[i].known >> partner & 1;
    }
    return true;
}

/* Pearson's chi-square of word by list. */
static double chi_square(const struct column *c, const uint8_t *list_of)
{
    double n[NAME_LISTS][WORDS_MAX] = { { 0 } }, of_list[NAME_LISTS] = { 0 },
           of_word[WORDS_MAX] = { 0 }, sum = 0;

    for (size_t i = 0; i < c->rows; i++) {
        uint8_t list = list_of[c->household[i]], word = c->word[i];
        n[list][word]++;
        of_list[list]++;
        of_word[word]++;
    }
    for (int list = 0; list < NAME_LISTS; list++)
        for (size_t word = 0; word < c->words; word++) {
            double expected = of_list[list] * of_word[word] / (double)c->rows;
            if (expected > 0)
                sum += (n[list][word] - expected) * (n[list][word] - expected) / expected;
        }
    return sum;
}

/* How many of all shuffles, the observed one among them, depend as much: an exact test under exchange. */
static double share_as_dependent(const struct column *c, uint8_t *list_of, size_t households, uint64_t stream)
{
    double observed = chi_square(c, list_of) - 1e-9;
    struct chance r;
    int as_much = 1;

    chance_open(&r, 77, stream);
    for (int k = 0; k < SHUFFLES; k++) {
        for (size_t i = households; i > 1; i--) {
            size_t other = (size_t)chance_below(&r, i);
            uint8_t last = list_of[i - 1];
            list_of[i - 1] = list_of[other];
            list_of[other] = last;
        }
        as_much += chi_square(c, list_of) >= observed;
    }
    return (double)as_much / (SHUFFLES + 1);
}

/* Which list each household has: its first known member's. */
static uint8_t *lists_of(struct arena *a, const struct people *p)
{
    uint8_t *list_of = arena_new(a, uint8_t, p->households);

    for (size_t i = p->persons; list_of && i-- > 0;)
        list_of[p->person[i].household] = p->person[i].list;
    return list_of;
}

TEST_ONCE(with_other_lists_of_names_the_same_rows_come_out) /* once: it makes three files of people */
{
    static const uint16_t LISTS[2][NAME_LISTS] = { { [NAME_SOUTH_ASIAN] = 1000 }, { [NAME_AFRICAN] = 400,
                                                                                    [NAME_IBERIAN] = 600 } };
    struct town town[3];
    struct people usual, other;
    size_t renamed = 0;

    REQUIRE(make(a, NULL, 1, &town[0], &usual, err));
    for (int k = 0; k < 2; k++) {
        REQUIRE(make(a, LISTS[k], 1, &town[1 + k], &other, err));
        REQUIRE(other.persons == usual.persons && other.households == usual.households);
        for (size_t i = 0; i < usual.persons; i++) {
            const struct person *x = &usual.person[i], *y = &other.person[i];
            CHECK(x->born.days == y->born.days && x->woman == y->woman && x->known == y->known);
            CHECK(x->household == y->household && x->phone == y->phone);
            renamed += x->surname != y->surname;
        }
        for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
            REQUIRE(usual.rows[partner] == other.rows[partner]);
            for (size_t n = 0; n < usual.rows[partner]; n++) {
                uint32_t row = usual.row[partner][n], person = row & 0x3fffffff;
                REQUIRE(row == other.row[partner][n]);
                struct file_facts x = file_facts(&usual, partner, person, row >> 30);
                struct file_facts y = file_facts(&other, partner, person, row >> 30);
                CHECK(strcmp(x.role, y.role) == 0 && strcmp(x.outcome, y.outcome) == 0);
                CHECK(x.day.days == y.day.days && x.flag == y.flag);
            }
        }
    }
    CHECK(renamed > 10000);
}

TEST_ONCE(roles_outcomes_and_who_knows_whom_do_not_depend_on_the_lists_of_names) /* once: thousands
                                                                                    of shuffles */
{
    struct town town;
    struct people p;
    struct column c;
    uint64_t stream = 0;

    REQUIRE(make(a, NULL, 2, &town, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (int what = 0; what < 3; what++) {
            uint8_t *list_of = lists_of(a, &p);
            REQUIRE(list_of);
            REQUIRE(what == 2 ? known_make(a, &p, partner, &c) : column_make(a, &p, partner, what == 0, &c));
            CHECK(share_as_dependent(&c, list_of, p.households, ++stream) > .003); /* of eighteen looks */
        }
}

TEST_ONCE(a_planted_dependence_is_found) /* once: thousands of shuffles */
{
    struct town town;
    struct people p;
    struct column c;
    struct chance r;
    size_t turned = 0;

    REQUIRE(make(a, NULL, 2, &town, &p, err));
    uint8_t *list_of = lists_of(a, &p);
    REQUIRE(list_of && column_make(a, &p, PEOPLE_POLICE, true, &c));
    uint8_t suspect = word_number(&c, "suspect");
    chance_open(&r, 4, 4);
    for (size_t i = 0; i < c.rows; i++) /* one in five of one list become suspects */
        if (list_of[c.household[i]] == NAME_SOUTH_ASIAN && chance_below(&r, 5) == 0) {
            c.word[i] = suspect;
            turned++;
        }
    CHECK(turned > 10);
    CHECK(share_as_dependent(&c, list_of, p.households, 1) <= .003);
}
