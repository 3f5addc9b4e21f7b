#include "base/test.h"
#include "link/settings.h"
#include "link/sql.h"
#include "link/sql_say_test.h"

#include <stdio.h>

static struct str read_file(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *at = arena_alloc(a, 1 << 18, 1, 1);
    size_t len = f && at ? fread(at, 1, 1 << 18, f) : 0;

    if (f)
        (void)fclose(f);
    return (struct str){ at, len };
}

static struct str text_of(const struct buf *b)
{
    return b->failed ? STR("") : (struct str){ b->at, b->len };
}

/* A condition's tree in words, or "refused: " and the message. */
static struct str said(struct str sql, struct arena *a)
{
    struct link_model m = { 0 };
    const struct link_node *n;
    struct err err = { 0 };
    struct buf b = { .arena = a };

    if (sql_condition_read(sql, a, &m, &n, &err))
        say_node(&m, n, &b);
    else
        buf_addf(&b, "refused: %s", err.say);
    return text_of(&b);
}

static struct str said_rule(struct str sql, struct arena *a)
{
    struct link_model m = { 0 };
    struct link_rule r;
    struct err err = { 0 };
    struct buf b = { .arena = a };

    if (!sql_rule_read(sql, a, &m, &r, &err))
        buf_addf(&b, "refused: %s", err.say);
    else
        for (size_t i = 0; i < r.parts; i++) {
            say_expr(&m, &r.part[i], &b);
            buf_add_text(&b, "; ");
        }
    return str_trim(text_of(&b));
}

static bool says(struct str message, struct str word)
{
    for (size_t i = 0; i + word.len <= message.len; i++)
        if (str_eq((struct str){ message.at + i, word.len }, word))
            return true;
    return false;
}

static bool is_as_told(struct str got, struct str want)
{
    struct str refused = STR("refused: ");

    return str_starts(want, refused) ? str_starts(got, refused) && says(got, str_from(want, refused.len))
                                     : str_eq(got, want);
}

TEST_ONCE(every_condition_that_splinks_libraries_print_is_read_or_refused_by_name) /* hundreds */
{
    struct str rest = read_file(a, "data/known/link/splink_conditions.txt");
    size_t conditions = 0;

    while (rest.len) {
        struct str sql = str_cut(&rest, '\n');
        if (str_starts(sql, STR("#")))
            continue;
        struct str want = str_trim(str_cut(&rest, '\n'));
        bool rule = str_starts(sql, STR("BR "));
        struct str got = rule ? said_rule(str_from(sql, 3), a) : said(sql, a);
        conditions++;
        if (!is_as_told(got, want))
            test_fail(t, __FILE__, (int)conditions, arena_copy(a, got).at);
    }
    CHECK(conditions > 150);
}

static void check_same_again(struct test *t, struct str sql, struct arena *a, struct err *err)
{
    struct link_model m = { 0 };
    const struct link_node *n, *again;
    struct buf b = { .arena = a };

    if (!sql_condition_read(sql, a, &m, &n, err))
        return;
    sql_condition_write(&m, n, &b);
    REQUIRE(sql_condition_read(text_of(&b), a, &m, &again, err));
    CHECK(node_eq(n, again));
}

TEST_ONCE(what_was_read_is_written_and_reads_back_the_same) /* hundreds of conditions */
{
    struct str rest = read_file(a, "data/known/link/splink_conditions.txt");

    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        if (!str_starts(line, STR("#")) && !str_starts(line, STR(" ")) && !str_starts(line, STR("BR ")))
            check_same_again(t, line, a, err);
    }
}

/* ---- what the libraries do not print ---- */

static const struct reading {
    const char *sql, *says;
} READINGS[] = {
    /* comparisons the other way round, and their contraries */
    { "2 >= levenshtein(a_l, a_r)", "lev<=2{a|a}" },
    { "levenshtein(a_l, a_r) < 2", "lev<2{a|a}" },
    { "levenshtein(a_l, a_r) > 2", "not(lev<=2{a|a})" },
    { "levenshtein(a_l, a_r) >= 2", "not(lev<2{a|a})" },
    { "jaccard(a_l, a_r) > .5", "jaccard>0.5{a|a}" },
    { "jaccard(a_l, a_r) < 0.5", "not(jaccard>=0.5{a|a})" },
    { "0.5 < jaccard(a_l, a_r)", "jaccard>0.5{a|a}" },
    { "a_l <> a_r", "not(equal{a|a})" },
    { "a_l != a_r", "not(equal{a|a})" },
    { "a_l == a_r", "equal{a|a}" },
    /* whichever record comes first in the text, the first record's value comes first in the tree */
    { "b_r = a_l", "equal{a|b}" },
    { "jaro_winkler(b_r, a_l) >= 1", "jw>=1{a|b}" },
    { "abs(lat_r - lat_l) <= 1", "number<=1{lat.number|lat.number}" },
    /* names */
    { "l.\"a\" = r.\"b c\"", "equal{a|b c}" },
    { "A_L = A_R", "equal{A|A}" },
    { "\"it\"\"s_l\" = `it\"s_r`", "equal{it\"s|it\"s}" },
    /* what binds closer */
    { "a_l = a_r or b_l = b_r and c_l = c_r", "or(equal{a|a}, and(equal{b|b}, equal{c|c}))" },
    { "(a_l = a_r or b_l = b_r) and c_l = c_r", "and(or(equal{a|a}, equal{b|b}), equal{c|c})" },
    { "not a_l = a_r and b_l = b_r", "and(not(equal{a|a}), equal{b|b})" },
    { "not not a_l = a_r", "not(not(equal{a|a}))" },
    /* numbers are reckoned, signs and powers read */
    { "abs(datediff(d_l, d_r)) <= floor(31557600.0 / 86400)", "days<=365{d.date0|d.date0}" },
    { "abs(n_l - n_r) <= 2 + 3 * 4 - 1", "number<=13{n.number|n.number}" },
    { "abs(n_l - n_r) <= -1.5e1", "number<=-15{n.number|n.number}" },
    { "jaro(a_l, a_r) > 1", "refused: jaro() at character 1 of the SQL is not a function" },
    /* texts; inside NOT a missing value must not make the condition true */
    { "sex_l = 'm''s'", "not(null{sex.onlym's|})" },
    { "'m' = sex_r", "not(null{|sex.onlym})" },
    { "not sex_l = 'm'", "not(or(null{sex|}, not(null{sex.onlym|})))" },
    { "sex_l <> 'm'", "not(or(null{sex|}, not(null{sex.onlym|})))" },
    { "not sex_l <> 'm'", "not(not(not(null{sex.onlym|})))" },
    { "sex_l = ''", "refused: = at character 7 of the SQL compares with an empty text" },
    { "not regexp_extract(e_l, '^[^@]+') = ''", "not(null{e.before@|})" },
    { "nullif(a_l, 'none') = nullif(a_r, 'none')", "equal{a.butnone|a.butnone}" },
    { "case when a_l = 'x' then a_l end is null", "null{a.onlyx|}" },
    { "case when a_l = 'x' then b_l end is null", "refused: CASE at character 1" },
    { "case when a_l = 'x' then a_l else a_l end is null", "refused: CASE at character 1" },
    /* steps */
    { "left(a_l, 2) = left(a_r, 2)", "equal{a.substr1,2|a.substr1,2}" },
    { "substr(a_l, 2) is null", "null{a.substr2,1000000000|}" },
    { "substr(a_l, 0, 2) is null", "refused: substr() at character 1" },
    { "substr(a_l, -2) is null", "refused: substr() at character 1" },
    { "substr(a_l, 1.5) is null", "refused: substr() at character 1" },
    { "substr(a_l, 1, 2, 3) is null", "refused: substr() at character 1" },
    { "substr() is null", "refused: substr() at character 1" },
    { "substr(a_l) is null", "refused: substr() at character 1" },
    { "a_l::varchar = a_r::text", "equal{a|a}" },
    { "a_l::blob = a_r", "refused: CAST at character 1" },
    { "try_cast(a_l as double) is null", "null{a.number|}" },
    { "year(d_l) = year(d_r)", "equal{d.date0.year|d.date0.year}" },
    { "year_of(clean(d_l, 'birth')) is null", "null{d.cleanbirth.year|}" },
    { "clean(d_l, 'dob') is null", "refused: clean() at character 1" },
    { "clean(d_l) is null", "refused: clean() at character 1" },
    { "lower(a_l, a_l) is null", "refused: lower() at character 1" },
    { "drop_same(p_l, 500) = drop_same(p_r, 500)", "equal{p.dropsame500|p.dropsame500}" },
    { "drop_same(p_l) is null", "refused: drop_same() at character 1" },
    { "nickname(a_l) = nickname(a_r)", "equal{a.nick|a.nick}" },
    { "soundkey(first_word(a_l)) is null", "null{a.first.sound|}" },
    { "osa(a_l, a_r) <= 1", "osa<=1{a|a}" },
    { "osa_points(a_l, a_r) <= 1", "osap<=1{a|a}" },
    { "jaro_winkler_points(a_l, a_r) >= 0.9", "jwp>=0.9{a|a}" },
    { "starts(a_l, a_r) >= 3", "starts>=3{a|a}" },
    { "has_word(a_l, a_r) >= 4", "hasword>=4{a|a}" },
    { "lower(lower(lower(lower(a_l)))) is null", "null{a.lower.lower.lower.lower|}" },
    { "lower(lower(lower(lower(lower(a_l))))) is null", "refused: lower() at character 1 of the SQL is one" },
    { "regexp_extract(a_l, '^[^@]+', 1) is null", "refused: regexp_extract() at character 1" },
    { "strptime(a_l, '%c') is null", "refused: strptime() at character 1" },
    { " ElSe ", "always" },
};

TEST_ONCE(other_spellings_are_read_as_they_mean) /* dozens */
{
    for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
        struct str got = said(str_of(READINGS[i].sql), a), want = str_of(READINGS[i].says);
        if (!is_as_told(got, want))
            test_fail(t, READINGS[i].sql, (int)i, arena_copy(a, got).at);
        check_same_again(t, str_of(READINGS[i].sql), a, err);
    }
}

TEST_ONCE(what_is_no_condition_is_refused_with_its_place) /* dozens */
{
    static const struct reading NO[] = {
        { "", "more should follow at character 1" },
        { "   ", "more should follow at character 4" },
        { "a_l", "a column at character 1 of the SQL is no condition" },
        { "1 = 1", "a number at character 1" },
        { "'a' = 'a'", "a text at character 1" },
        { "null is null", "NULL at character 1" },
        { "a_l = null", "NULL at character 7" },
        { "a = a_r", "a column at character 1 of the SQL does not say whose it is" },
        { "_l = a_r", "a column at character 1 of the SQL has no name" },
        { "t.a = a_r", "another table than l or r" },
        { "a_l = b_l", "= at character 5 of the SQL compares two values of the same record" },
        { "a_l < a_r", "< at character 5" },
        { "1 < 2", "< at character 3" },
        { "a_l < 5", "a column at character 1 of the SQL is not read when held against a number" },
        { "abs(a_l - 5) <= 2", "a number at character 11" },
        { "a_l = a_r)", "something that is not read here at character 10 of the SQL: )" },
        { "(a_l = a_r", "a closing bracket is missing" },
        { "a_l = a_r and", "more should follow at character 14 of the SQL: its end" },
        { "a_l in ('a', 'b')", "at character 5 of the SQL: in" },
        { "a_l like 'a%'", "at character 5 of the SQL: like" },
        { "a_l is a_r", "the word NULL is missing at character 8 of the SQL: a_r" },
        { "a_l = 'x", "a quote is opened and never closed at character 7" },
        { "\"a_l = a_r", "a quote is opened and never closed at character 1" },
        { "a_l[1] = a_r[1]", "at character 4 of the SQL: [" },
        { "a_l ; drop table x", "at character 5 of the SQL: ;" },
        { "a_l = a_r -- so", "at character 11 of the SQL" },
        { "a_l = 1.2.3", "a number that cannot be read at character 7" },
        { "a_l = 1e999", "a number that cannot be read" },
        { "cast(a_l text) = a_r", "the word AS is missing" },
        { "cast(a_l as 5) = a_r", "the name of a type is missing" },
        { "case a_l end = a_r", "the word WHEN is missing" },
        { "case when a_l = a_r end", "the word THEN is missing" },
        { "case when a_l = a_r then a_l", "the word END is missing" },
        { "lower(a_l = a_r", "a comma or a closing bracket is missing" },
        { "else else", "something that is not read here" },
        { "not regexp_extract(e_l, '^[^@]+') = regexp_extract(e_r, '^[^@]+')", "inside NOT" },
        { "l. = r.a", "a column's name is missing at character 4" },
        { "secret('hunter2', a_l) = a_r", "secret() at character 1 of the SQL is not a function" },
    };

    for (size_t i = 0; i < COUNT_OF(NO); i++) {
        struct str got = said(str_of(NO[i].sql), a);
        if (!str_starts(got, STR("refused: ")) || !says(got, str_of(NO[i].says)))
            test_fail(t, NO[i].sql, (int)i, arena_copy(a, got).at);
        CHECK(!says(got, STR("hunter2")));
    }
}

TEST_ONCE(rules_are_values_that_both_records_share) /* dozens */
{
    static const struct reading RULES[] = {
        { "l.a = r.a", "a;" },
        { "r.a = l.a", "a;" },
        { "L.\"a b\" = R.\"a b\" AND (substr(l.c, 1, 3) = substr(r.c, 1, 3))", "a b; c.substr1,3;" },
        { "nickname(l.a) = nickname(r.a) and soundkey(l.b) = soundkey(r.b)", "a.nick; b.sound;" },
        { "l.a_l = r.a_l", "a_l;" },
        { "a_l = a_r", "refused: a column at character 1 of the SQL does not say whose it is" },
        { "l.a = r.b", "refused: = at character 5 of the SQL has different things" },
        { "l.a = r.a or l.b = r.b", "refused: OR at character 11 of the SQL is not read in a blocking rule: "
                                    "write two rules" },
        { "l.a = r.a and l.b <> r.b", "refused: <> at character 19" },
        { "l.a = r.a and levenshtein(l.b, r.b) < 2", "refused: < at character 37" },
        { "l.a = 'x'", "refused: a text at character 7" },
        { "l.a = l.a", "refused: = at character 5 of the SQL compares two values of the same" },
        { "l.a=r.a and l.b=r.b and l.c=r.c and l.d=r.d and l.e=r.e and l.f=r.f", "a; b; c; d; e; f;" },
        { "l.a=r.a and l.b=r.b and l.c=r.c and l.d=r.d and l.e=r.e and l.f=r.f and l.g=r.g",
          "refused: = at character 76 of the SQL is one more than a rule may ask for" },
    };

    for (size_t i = 0; i < COUNT_OF(RULES); i++) {
        struct str got = said_rule(str_of(RULES[i].sql), a);
        if (!is_as_told(got, str_of(RULES[i].says)))
            test_fail(t, RULES[i].sql, (int)i, arena_copy(a, got).at);
    }
}

TEST(a_model_is_as_it_was_when_a_condition_or_rule_is_refused)
{
    struct link_model m = { 0 };
    const struct link_node *n = NULL;
    struct link_rule r = { .parts = 77 };
    struct link_expr e = { .steps = 77 };

    CHECK(!sql_condition_read(STR("a_l = a_r and b_l = 'x' and c_l = c_l"), a, &m, &n, err));
    CHECK(m.columns == 0 && m.literals == 0 && n == NULL);
    CHECK(!sql_rule_read(STR("l.a = r.a and l.b = r.c"), a, &m, &r, err));
    CHECK(m.columns == 0 && r.parts == 77);
    CHECK(!sql_expr_read(STR("nullif(a, b)"), a, &m, &e, err) && m.columns == 0 && e.steps == 77);
    CHECK(sql_expr_read(STR("lower(a)"), a, &m, &e, err) && m.columns == 1 && e.steps == 1);
}

static struct str repeat(struct arena *a, const char *before, const char *text, size_t times,
                         const char *after)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, before);
    for (size_t i = 0; i < times; i++)
        buf_add_text(&b, text);
    buf_add_text(&b, after);
    return text_of(&b);
}

TEST_ONCE(length_depth_columns_and_literals_are_capped) /* long texts */
{
    struct link_model m = { 0 };
    const struct link_node *n;
    struct buf columns = { .arena = a }, literals = { .arena = a };

    CHECK(says(said(repeat(a, "", "(", 10000, ""), a), STR("nested too deeply")));
    CHECK(says(said(repeat(a, "", "not ", 4000, "a_l = a_r"), a), STR("nested too deeply")));
    CHECK(says(said(repeat(a, "", "- ", 8000, "1"), a), STR("nested too deeply")));
    CHECK(says(said(repeat(a, "a_l = a_r", " and a_l = a_r", 1000, ""), a), STR("too deeply or too long")));
    CHECK(says(said(repeat(a, "a_l = a_r", " ", 17000, ""), a), STR("too long; 16384 are read")));
    CHECK(says(said(repeat(a, "f(a_l", ",a_l", 8, ") = 1"), a), STR("too many arguments")));
    for (int i = 0; i <= (int)LINK_COLUMNS_MAX; i++) {
        columns.len = 0;
        buf_addf(&columns, "c%d_l = c%d_r", i, i);
        CHECK(sql_condition_read(text_of(&columns), a, &m, &n, err) == (i < (int)LINK_COLUMNS_MAX));
    }
    for (int i = 0; i <= 256; i++) {
        literals.len = 0;
        buf_addf(&literals, "c1_l = 't%d'", i);
        CHECK(sql_condition_read(text_of(&literals), a, &m, &n, err) == (i < 256));
    }
    CHECK(m.columns == LINK_COLUMNS_MAX && m.literals == 256 && err->kind == ERR_INPUT);
}

TEST(a_condition_is_read_and_written_or_memory_ran_out)
{
    check_same_again(t, STR("(a_l is null or b_r is null) and abs(date_diff('month', d_l, d_r)) <= 2 or "
                            "not sex_l = 'm'"),
                     a, err);
    CHECK(err->kind == ERR_NONE || err->kind == ERR_LIMIT);
}
