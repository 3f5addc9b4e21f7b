#include "base/test.h"
#include "link/sql.h"

static const struct sql *tree(struct arena *a, const char *text)
{
    const struct sql *t = NULL;
    struct err err = { 0 };

    return sql_parse(str_of(text), a, &t, &err) ? t : NULL;
}

TEST(a_tree_has_what_stands_there_and_where)
{
    const struct sql *n = tree(a, "levenshtein(\"a_l\", l.b) <= 2.50");

    REQUIRE(n && n->kind == SQL_COMPARE && n->parts == 2 && n->at == 25 && n->height == 3);
    CHECK_STR(n->word, STR("<="));
    const struct sql *call = sql_part(n, 0), *number = sql_part(n, 1);
    CHECK(sql_is_call(call, "LEVENSHTEIN") && !sql_is_call(call, "levenstein") && call->at == 1);
    CHECK(number->kind == SQL_NUMBER && number->number == 2.5 && !sql_part(n, 2));
    CHECK_STR(number->word, STR("2.50"));
    CHECK(sql_part(call, 0)->quoted && !sql_part(call, 1)->quoted);
    CHECK_STR(sql_part(call, 0)->word, STR("a_l"));
    CHECK_STR(sql_part(call, 1)->word, STR("b"));
    CHECK_STR(sql_part(call, 1)->table, STR("l"));
}

TEST(trees_are_the_same_but_for_case_of_words_and_spelling_of_numbers)
{
    static const char *const SAME[][2] = { { "Lower(a) = 'x'", "LOWER(a)='x'" },
                                           { "abs(a) < 1.0", "ABS(a) < 1" },
                                           { "\"a\" = `b`", "a = b" },
                                           { "L.a = 1", "l.a = 1" },
                                           { "(a = 1) and b = 2", "a = 1 AND (b = 2)" },
                                           { "cast(a as TEXT)", "a::text" },
                                           { "a is not null", "NOT a IS NULL" } };
    static const char *const OTHER[][2] = { { "a = 1", "A = 1" },     { "a = 'x'", "a = 'X'" },
                                            { "a = 1", "a = 2" },     { "a = 1", "a < 1" },
                                            { "f(a)", "g(a)" },       { "f(a)", "f(a, a)" },
                                            { "a + b", "a - b" },     { "l.a", "r.a" },
                                            { "a and b", "a or b" },  { "a::text", "a::date" } };

    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        const struct sql *one = tree(a, SAME[i][0]), *two = tree(a, SAME[i][1]);
        REQUIRE(one && two);
        CHECK(sql_same(one, two) && sql_same(two, one));
    }
    for (size_t i = 0; i < COUNT_OF(OTHER); i++) {
        const struct sql *one = tree(a, OTHER[i][0]), *two = tree(a, OTHER[i][1]);
        REQUIRE(one && two);
        CHECK(!sql_same(one, two) && !sql_same(two, one));
    }
}

TEST(a_form_fits_where_its_letters_stand_for_the_same_throughout)
{
    const struct sql *form = tree(a, "abs(A - B) / (case when B > A then B else A end)");
    const struct sql *good = tree(a, "ABS(f(x) - \"y\") / (CASE WHEN y > f(x) THEN y ELSE f(x) END)");
    const struct sql *bad = tree(a, "ABS(f(x) - \"y\") / (CASE WHEN y > f(x) THEN y ELSE f(z) END)");
    const struct sql *shorter = tree(a, "ABS(f(x) - y)"), *bound[SQL_BOUND];

    REQUIRE(form && good && bad && shorter);
    CHECK(sql_fits(form, good, bound) && sql_is_call(bound[0], "f") && !bound[2] && !bound[3]);
    CHECK_STR(bound[1]->word, STR("y"));
    CHECK(!sql_fits(form, bad, bound) && !sql_fits(form, shorter, bound));
}

TEST(numbers_are_reckoned_where_all_are_numbers)
{
    static const struct {
        const char *sql;
        double number;
    } SUMS[] = { { "1 + 2 * 3", 7 },     { "(1 + 2) * 3", 9 },    { "864000 / 86400", 10 },
                 { "floor(2.5)", 2 },    { "FLOOR(-2.5)", -3 },   { "- 2", -2 },
                 { "2 - -2", 4 },        { "--2", 2 },            { "1e3", 1000 },
                 { ".5", 0.5 },          { "1e-3", 0.001 },       { "6 / 3 / 2", 1 } };

    for (size_t i = 0; i < COUNT_OF(SUMS); i++) {
        const struct sql *n = tree(a, SUMS[i].sql);
        REQUIRE(n);
        CHECK(n->kind == SQL_NUMBER && n->number == SUMS[i].number && n->height == 1);
    }
    const struct sql *n = tree(a, "1 / 0");
    REQUIRE(n);
    CHECK(n->kind == SQL_SUM);
    n = tree(a, "-a");
    REQUIRE(n);
    CHECK(n->kind == SQL_SUM && n->first->kind == SQL_NUMBER && n->first->number == 0);
}

TEST(only_names_of_functions_and_signs_are_put_into_words)
{
    struct sql_word_room room;
    const struct sql *n = tree(a, "f_1(a, 'secret') + \"b\"");

    REQUIRE(n);
    CHECK_STR(str_of(sql_word(n, &room)), STR("+"));
    CHECK_STR(str_of(sql_word(n->first, &room)), STR("f_1()"));
    CHECK_STR(str_of(sql_word(n->first->first, &room)), STR("a column"));
    CHECK_STR(str_of(sql_word(n->first->first->next, &room)), STR("a text"));
    n = tree(a, "a_function_whose_name_is_longer_than_the_room(1)");
    REQUIRE(n);
    CHECK_STR(str_of(sql_word(n, &room)), STR("a function"));
    n = tree(a, "\"quoted text\"(1)");
    REQUIRE(n);
    CHECK_STR(str_of(sql_word(n, &room)), STR("a function"));
}
