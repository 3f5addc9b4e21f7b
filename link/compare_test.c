#include "link/compare.h"

#include "base/test.h"
#include "link/compare_look.h"
#include "link/fixture_test.h"

struct trial {
    struct link_table table;
    struct link_model model;
    struct link_slots slots;
    struct compare *compare;
    struct compare_worker *worker;
};

/* The trial's model is there already. */
static bool trial_compile(struct trial *w, size_t memo_bytes, struct arena *a, struct err *err)
{
    return slots_make(&w->table, &w->model, 1, a, &w->slots, err) &&
           compare_make(&w->slots, &w->model, a, &w->compare, err) &&
           compare_worker_make(w->compare, memo_bytes, a, &w->worker, err);
}

static bool trial_open(struct trial *w, uint64_t seed, size_t rows, size_t memo_bytes, struct arena *a,
                       struct err *err)
{
    return fixture_people(seed, rows, 1, a, &w->table, err) && fixture_model(a, &w->model, err) &&
           trial_compile(w, memo_bytes, a, err);
}

/* Three records of which no more is known. */
static bool three_people(const char *const *surname, const char *const *town, struct arena *a,
                         struct link_table *out, struct err *err)
{
    static const char *const COLUMN[] = { "forename", "surname", "born", "postcode", "town" };
    const char *cell[3 * PEOPLE_COLUMNS];

    for (size_t i = 0; i < COUNT_OF(cell); i++)
        cell[i] = i % PEOPLE_COLUMNS == PEOPLE_SURNAME ? surname[i / PEOPLE_COLUMNS] :
                  i % PEOPLE_COLUMNS == PEOPLE_TOWN    ? town[i / PEOPLE_COLUMNS] :
                                                         "";
    return fixture_table(COLUMN, PEOPLE_COLUMNS, cell, 3, NULL, a, out, err);
}

static unsigned level_of(const struct trial *w, size_t comparison, uint32_t one, uint32_t two)
{
    unsigned shift, bits;

    compare_place(w->compare, comparison, &shift, &bits);
    return pattern_level(compare_pattern(w->compare, w->worker, one, two), shift, bits);
}

/* How many levels of all pairs are not those found the plain way; what levels there were. */
static size_t count_wrong(const struct trial *w, bool seen[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX])
{
    size_t wrong = 0;

    for (uint32_t one = 0; one < w->table.records; one++)
        for (uint32_t two = one + 1; two < w->table.records; two++) {
            uint64_t pattern = compare_pattern(w->compare, w->worker, one, two);
            wrong += pattern != compare_pattern(w->compare, w->worker, two, one);
            for (size_t i = 0; i < w->model.comparisons; i++) {
                unsigned shift, bits, level;
                compare_place(w->compare, i, &shift, &bits);
                level = pattern_level(pattern, shift, bits);
                wrong += level != plain_level(&w->slots, &w->model.comparison[i], one, two);
                seen[i][level] = true;
            }
        }
    return wrong;
}

/* How many of a batch's patterns are not those of its pairs one by one. */
static size_t count_unlike(const struct trial *w, const struct pair *pair, size_t pairs, uint64_t *pattern)
{
    size_t unlike = 0;

    compare_patterns(w->compare, w->worker, pair, pairs, pattern);
    for (size_t i = 0; i < pairs; i++)
        unlike += pattern[i] != compare_pattern(w->compare, w->worker, pair[i].one, pair[i].two);
    return unlike;
}

TEST(a_pattern_is_what_the_conditions_say_of_the_texts)
{
    bool seen[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX] = { 0 };
    struct trial w = { 0 };

    for (uint64_t seed = 0; seed < 4; seed++) {
        REQUIRE(trial_open(&w, seed, 40, seed % 2 ? 4096 : 100, a, err));
        CHECK(t->torture || count_wrong(&w, seen) == 0);
    }
    for (size_t i = 0; i < w.model.comparisons; i++)
        for (size_t l = 0; l < w.model.comparison[i].levels; l++)
            CHECK(seen[i][l]);
}

TEST_ONCE(any_tree_of_tests_comes_to_what_it_comes_to_plainly) /* some hundred models */
{
    for (uint64_t seed = 0; seed < 300; seed++) {
        bool seen[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX] = { 0 };
        struct arena each _cleanup_(arena_close) = { 0 };
        struct trial w = { 0 };
        arena_open_in(&each, a, (size_t)64 << 20);
        REQUIRE(fixture_people(seed, 14, 1, &each, &w.table, err));
        REQUIRE(fixture_drawn_model(seed, &each, &w.model, err));
        REQUIRE(trial_compile(&w, 2048, &each, err));
        CHECK(count_wrong(&w, seen) == 0);
        struct pair pair[14 * 13 / 2];
        uint64_t pattern[COUNT_OF(pair)];
        size_t n = 0;
        for (uint32_t one = 0; one < 14; one++)
            for (uint32_t two = one + 1; two < 14; two++)
                pair[n++] = (struct pair){ one, two };
        CHECK(count_unlike(&w, pair, n, pattern) == 0);
    }
}

TEST(rows_in_another_order_show_the_same_patterns)
{
    struct trial w, other;
    uint32_t was[40];

    REQUIRE(trial_open(&w, 9, 40, 4096, a, err));
    REQUIRE(fixture_shuffled(&w.table, 3, a, &other.table, was, err));
    other.model = w.model;
    REQUIRE(trial_compile(&other, 4096, a, err));
    for (uint32_t one = 0; one < 40; one++)
        for (uint32_t two = one + 1; two < 40; two++)
            CHECK(compare_pattern(other.compare, other.worker, one, two) ==
                  compare_pattern(w.compare, w.worker, was[one], was[two]));
}

TEST(a_level_of_one_record_alone_looks_at_the_one_with_the_lower_number_first)
{
    static const char *const SURNAME[] = { "lee", "", "dean" };
    struct trial w = { 0 };
    struct link_expr e = fixture_expr(PEOPLE_SURNAME);

    REQUIRE(three_people(SURNAME, SURNAME, a, &w.table, err));
    REQUIRE(fixture_small_model(a, &w.model, fixture_test(a, TEST_NULL_LEFT, e, e, 0),
                                fixture_test(a, TEST_NULL_RIGHT, e, e, 0), err));
    REQUIRE(trial_compile(&w, 64, a, err));
    CHECK(level_of(&w, 0, 0, 1) == 1 && level_of(&w, 0, 1, 0) == 1);
    CHECK(level_of(&w, 0, 1, 2) == 0 && level_of(&w, 0, 2, 1) == 0);
    CHECK(level_of(&w, 0, 0, 2) == 2);
}

/* ---- many pairs at once ---- */

enum { BATCH_ROWS = 40, BATCH_PAIRS = BATCH_ROWS * (BATCH_ROWS - 1) / 2 };

static void list_pairs(struct pair *pair)
{
    size_t n = 0;

    for (uint32_t one = 0; one < BATCH_ROWS; one++)
        for (uint32_t two = 0; two < one; two++)
            pair[n++] = one % 2 ? (struct pair){ one, two } : (struct pair){ two, one };
}

TEST(many_pairs_at_once_show_what_each_shows_alone)
{
    static const size_t PAIRS[] = { 0, 1, 127, 128, 129, 500, BATCH_PAIRS };
    struct pair pair[BATCH_PAIRS];
    uint64_t pattern[BATCH_PAIRS + 1];
    struct trial w;

    list_pairs(pair);
    for (size_t memo_bytes = 0; memo_bytes <= 8192; memo_bytes += 8192)
        for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
            REQUIRE(trial_open(&w, i, BATCH_ROWS, memo_bytes, a, err));
            pattern[PAIRS[i]] = 77;
            CHECK(count_unlike(&w, pair, PAIRS[i], pattern) == 0);
            CHECK(pattern[PAIRS[i]] == 77);
        }
}

TEST_ONCE(a_memo_that_hardly_ever_knows_is_passed_by_and_tried_again) /* some hundred thousand pairs */
{
    struct pair pair[BATCH_PAIRS];
    uint64_t first[BATCH_PAIRS], pattern[BATCH_PAIRS];
    struct trial w;
    bool was_off = false, was_on_again = false;

    list_pairs(pair);
    REQUIRE(trial_open(&w, 3, BATCH_ROWS, 8 * 256, a, err)); /* some dozen entries for hundreds of pairs */
    compare_patterns(w.compare, w.worker, pair, BATCH_PAIRS, first);
    for (int i = 0; i < 400; i++) {
        compare_patterns(w.compare, w.worker, pair, BATCH_PAIRS, pattern);
        REQUIRE(memcmp(pattern, first, sizeof pattern) == 0);
        was_on_again |= was_off && !w.worker->use[PEOPLE_BORN].off;
        was_off |= w.worker->use[PEOPLE_BORN].off;
    }
    CHECK(was_off && was_on_again);
    CHECK(!w.worker->use[PEOPLE_TOWN].off); /* three towns: always known */
}

/* ---- three values of truth ---- */

TEST(not_of_unknown_is_unknown_and_makes_no_level)
{
    static const char *const SURNAME[] = { "lee", "", "dean" };
    struct trial w = { 0 };
    struct link_expr e = fixture_expr(PEOPLE_SURNAME);

    REQUIRE(three_people(SURNAME, SURNAME, a, &w.table, err));
    REQUIRE(fixture_small_model(a, &w.model, fixture_test(a, TEST_EQUAL, e, e, 0),
                                fixture_not(a, fixture_test(a, TEST_EQUAL, e, e, 0)), err));
    REQUIRE(trial_compile(&w, 64, a, err));
    CHECK(level_of(&w, 0, 0, 1) == 2);
    CHECK(level_of(&w, 0, 0, 2) == 1);
}

TEST(unknown_or_true_is_true_and_unknown_and_false_is_false)
{
    static const char *const SURNAME[] = { "lee", "", "dean" }, *const TOWN[] = { "mill", "mill", "" };
    struct trial w = { 0 };
    struct link_expr e = fixture_expr(PEOPLE_SURNAME), f = fixture_expr(PEOPLE_TOWN);
    struct link_node *surname = fixture_test(a, TEST_EQUAL, e, e, 0),
                     *town = fixture_test(a, TEST_EQUAL, f, f, 0);

    REQUIRE(three_people(SURNAME, TOWN, a, &w.table, err));
    REQUIRE(fixture_small_model(a, &w.model, fixture_join(a, NODE_OR, surname, town),
                                fixture_not(a, fixture_join(a, NODE_AND, surname, town)), err));
    REQUIRE(trial_compile(&w, 64, a, err));
    CHECK(level_of(&w, 0, 0, 1) == 0); /* unknown or true */
    CHECK(level_of(&w, 0, 0, 2) == 1); /* not (false and unknown) */
    CHECK(level_of(&w, 0, 1, 2) == 2); /* unknown and unknown */
}

/* ---- what is remembered ---- */

TEST(a_memo_answers_for_the_two_values_it_was_told_of_and_no_others)
{
    struct memo m, none;
    unsigned answer;

    REQUIRE(memo_make(4096, 200, 300, a, &m, err));
    CHECK(m.bits == 9);
    for (uint32_t one = 1; one <= 200; one++)
        for (uint32_t two = 1; two <= 300; two++) {
            CHECK(!memo_find(&m, one, two, &answer));
            memo_keep(&m, one, two, (one + two) % 256);
            CHECK(memo_find(&m, one, two, &answer) && answer == (one + two) % 256);
            CHECK(one == two || !memo_find(&m, two, one, &answer) || answer == (one + two) % 256);
        }
    REQUIRE(memo_make(4096, 3, 4, a, &m, err));
    CHECK(m.bits == 4);
    REQUIRE(memo_make(8, 3, 4, a, &m, err));
    memo_keep(&m, 3, 4, 7);
    CHECK(m.bits == 0 && memo_find(&m, 3, 4, &answer) && answer == 7 && !memo_find(&m, 3, 3, &answer));
    REQUIRE(memo_make(7, 3, 4, a, &none, err));
    memo_keep(&none, 1, 1, 1);
    CHECK(!none.at && !memo_find(&none, 1, 1, &answer));
    REQUIRE(memo_make(4096, MEMO_VALUE_MAX + 1, 4, a, &none, err));
    CHECK(!none.at);
}

TEST(what_is_settled_ahead_is_found_once_and_not_where_a_text_decides)
{
    struct trial w;

    REQUIRE(trial_open(&w, 1, 60, 64, a, err));
    const struct plan_item *name = &w.compare->item[0], *born = &w.compare->item[2];
    CHECK(name->same == 1 && name->first_missing == 0 && name->second_missing == 0 &&
          name->both_missing == 0);
    CHECK(born->same == UNSETTLED && born->first_missing == 0 && born->second_missing == 0);
    CHECK(name->other == UNSETTLED && name->other_from == 2 && born->other_from == 0);
    CHECK(w.compare->item[5].base == NO_PLACE && name->base != NO_PLACE);
    CHECK(name->is_dear && born->is_dear && !w.compare->item[3].is_dear);
    for (size_t f = 0; f < w.compare->features; f++) {
        const struct feature *e = &w.compare->feature[f];
        CHECK(w.compare->is_remembered[f] == (e->test == TEST_JARO_WINKLER && e->left <= 1));
    }
}

/* ---- models that cannot be ---- */

TEST(a_model_that_cannot_be_compared_is_refused_in_words)
{
    struct trial w;

    REQUIRE(fixture_people(1, 5, 1, a, &w.table, err) && fixture_model(a, &w.model, err));
    REQUIRE(slots_make(&w.table, &w.model, 1, a, &w.slots, err));
    struct link_comparison *c = w.model.comparison;
    c[0].levels--;
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
    c[0].levels = 0;
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
    c[0].levels = LINK_LEVELS_MAX + 1;
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
    c[0].levels = 5;
    w.model.comparisons = 0;
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
    w.model.comparisons = 6;
    REQUIRE(compare_make(&w.slots, &w.model, a, &w.compare, err));
    c[0].level[2].when = fixture_test(a, TEST_JARO, fixture_expr(0), fixture_expr(0), NAN);
    REQUIRE(c[0].level[2].when);
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
    c[0].level[2].when = fixture_test(a, TEST_DAYS, fixture_expr(0), fixture_expr(0), 1);
    REQUIRE(c[0].level[2].when);
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
}

TEST(conditions_nested_without_end_are_refused)
{
    struct trial w;
    const struct link_node *n;

    REQUIRE(fixture_people(1, 5, 1, a, &w.table, err) && fixture_model(a, &w.model, err));
    REQUIRE(slots_make(&w.table, &w.model, 1, a, &w.slots, err));
    n = w.model.comparison[0].level[1].when;
    for (int i = 0; n && i < 300; i++) {
        n = fixture_not(a, n);
        if (i == 100 && n) {
            w.model.comparison[0].level[1].when = n;
            REQUIRE(compare_make(&w.slots, &w.model, a, &w.compare, err));
        }
    }
    REQUIRE(n);
    w.model.comparison[0].level[1].when = n;
    CHECK(!compare_make(&w.slots, &w.model, a, &w.compare, err) && err->kind == ERR_INPUT);
}

TEST(a_pattern_holds_64_bits_of_levels_and_no_more)
{
    struct trial w;
    struct link_comparison *many = arena_new(a, struct link_comparison, 23);
    unsigned shift, bits;

    REQUIRE(many && fixture_people(1, 8, 1, a, &w.table, err) && fixture_model(a, &w.model, err));
    for (size_t i = 0; i < 23; i++)
        many[i] = w.model.comparison[0];
    many[21].levels = 5;
    w.model.comparison = many;
    w.model.comparisons = 22; /* of 3 bits each */
    CHECK(!(slots_make(&w.table, &w.model, 1, a, &w.slots, err) &&
            compare_make(&w.slots, &w.model, a, &w.compare, err)));
    CHECK(err->kind == ERR_INPUT || err->kind == ERR_LIMIT);
    w.model.comparisons = 21;
    REQUIRE(trial_compile(&w, 64, a, err));
    compare_place(w.compare, 20, &shift, &bits);
    CHECK(shift == 60 && bits == 3);
    CHECK(level_of(&w, 20, 0, 1) == level_of(&w, 0, 0, 1));
}
