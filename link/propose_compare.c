#include "link/propose_make.h"

/* The two forms a forename and a surname come in: columns of their own, or parts of a full name. */
struct names {
    bool forename, surname;
    struct link_expr first, last;
    struct str first_name, last_name;
};

static struct names names_of(const struct link_table *t, const struct propose_roles *r)
{
    uint32_t first = r->column[ROLE_FORENAME], last = r->column[ROLE_SURNAME];
    uint32_t full = r->column[ROLE_FULL_NAME];
    struct names n = { 0 };

    if (first != NO_COLUMN) {
        n.forename = true;
        n.first = expr_clean(first, ROLE_FORENAME);
        n.first_name = t->column[first].name;
    } else if (full != NO_COLUMN) {
        n.forename = true;
        n.first = expr_then(expr_clean(full, ROLE_FULL_NAME), STEP_FORENAME_OF, 0, 0);
        n.first_name = STR("forename");
    }
    if (last != NO_COLUMN) {
        n.surname = true;
        n.last = expr_clean(last, ROLE_SURNAME);
        n.last_name = t->column[last].name;
    } else if (full != NO_COLUMN) {
        n.surname = true;
        n.last = expr_then(expr_clean(full, ROLE_FULL_NAME), STEP_SURNAME_OF, 0, 0);
        n.last_name = STR("surname");
    }
    return n;
}

/* One record's forename is the other's surname: names put into each other's field. */
static const struct link_node *node_crossed(struct maker *k, const struct names *n)
{
    return node_or(k, node_test(k, TEST_EQUAL, n->first, n->last, 0),
                   node_test(k, TEST_EQUAL, n->last, n->first, 0));
}

static void forename_propose(struct maker *k, const struct names *n)
{
    struct link_expr e = n->first;

    comparison_begin(k, n->first_name, "forename");
    level_null(k, "forename missing", node_missing(k, e));
    level_adjusted(k, "same forename", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "known variants of one forename", node_same(k, TEST_EQUAL, expr_then(e, STEP_NICK, 0, 0), 0));
    level_add(k, "forenames nearly the same", node_same(k, TEST_JARO_WINKLER_POINTS, e, .92));
    level_add(k, "one forename is the beginning of the other", node_same(k, TEST_STARTS, e, 1));
    if (n->surname)
        level_add(k, "forename and surname changed places", node_crossed(k, n));
    level_add(k, "forenames alike", node_same(k, TEST_JARO_WINKLER_POINTS, e, .8));
    level_add(k, "different forenames", node_always(k));
}

static void surname_propose(struct maker *k, const struct names *n)
{
    struct link_expr e = n->last;

    comparison_begin(k, n->last_name, "surname");
    level_null(k, "surname missing", node_missing(k, e));
    level_adjusted(k, "same surname", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "surnames nearly the same", node_same(k, TEST_JARO_WINKLER_POINTS, e, .92));
    level_add(k, "one surname is a part of the other", node_same(k, TEST_HAS_WORD, e, 3));
    if (n->forename)
        level_null(k, "changed places: counted with the forename", node_crossed(k, n));
    level_add(k, "surnames alike", node_same(k, TEST_JARO_WINKLER_POINTS, e, .8));
    level_add(k, "different surnames", node_always(k));
}

static void birth_propose(struct maker *k, struct str name, struct link_expr e)
{
    comparison_begin(k, name, "date of birth");
    level_null(k, "date of birth missing", node_missing(k, e));
    level_adjusted(k, "same date of birth", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "dates of birth one slip apart", node_same(k, TEST_OSA, e, 1));
    level_add(k, "same day and month of birth",
              node_same(k, TEST_EQUAL, expr_then(e, STEP_MONTH_DAY, 0, 0), 0));
    level_add(k, "same year and month of birth",
              node_same(k, TEST_EQUAL, expr_then(e, STEP_YEAR_MONTH, 0, 0), 0));
    level_add(k, "dates of birth two slips apart", node_same(k, TEST_OSA, e, 2));
    level_add(k, "same year of birth", node_same(k, TEST_EQUAL, expr_then(e, STEP_YEAR, 0, 0), 0));
    level_add(k, "different dates of birth", node_always(k));
}

static void postcode_propose(struct maker *k, struct str name, struct link_expr e)
{
    comparison_begin(k, name, "postcode");
    level_null(k, "postcode missing", node_missing(k, e));
    level_adjusted(k, "same postcode", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "postcodes one slip apart", node_same(k, TEST_OSA, e, 1));
    level_add(k, "same postcode sector", node_same(k, TEST_EQUAL, expr_then(e, STEP_SECTOR, 0, 0), 0));
    level_add(k, "same postcode district", node_same(k, TEST_EQUAL, expr_then(e, STEP_DISTRICT, 0, 0), 0));
    level_add(k, "same postcode area", node_same(k, TEST_EQUAL, expr_then(e, STEP_POSTAL_AREA, 0, 0), 0));
    level_add(k, "different postcodes", node_always(k));
}

/*
 * An e-mail address made from the name is not new evidence: where the names are
 * the same, two addresses that are merely alike say nothing either way.
 */
static void email_propose(struct maker *k, struct str name, struct link_expr e, const struct names *n)
{
    struct link_expr box = expr_then(e, STEP_BEFORE_AT, 0, 0);

    comparison_begin(k, name, "e-mail address");
    level_null(k, "e-mail address missing", node_missing(k, e));
    level_adjusted(k, "same e-mail address", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "same before the @", node_same(k, TEST_EQUAL, box, 0));
    level_add(k, "e-mail addresses one slip apart", node_same(k, TEST_OSA, e, 1));
    if (n->surname && n->forename)
        level_null(k, "alike, as the names are: nothing new",
                   node_and(k, node_same(k, TEST_JARO_WINKLER, box, .8),
                            node_or(k, node_same(k, TEST_EQUAL, n->last, 0),
                                    node_same(k, TEST_EQUAL, n->first, 0))));
    level_add(k, "e-mail addresses alike", node_same(k, TEST_JARO_WINKLER, e, .88));
    level_add(k, "different e-mail addresses", node_always(k));
}

/* Numbers given to one person: equal, or slipped in one place or two. */
static void number_propose(struct maker *k, struct str name, struct link_expr e, const char *says)
{
    comparison_begin(k, name, says);
    level_null(k, "missing", node_missing(k, e));
    level_adjusted(k, "the same", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "one slip apart", node_same(k, TEST_OSA, e, 1));
    level_add(k, "two slips apart", node_same(k, TEST_OSA, e, 2));
    level_add(k, "different", node_always(k));
}

/* Words: a town, an address, a place of birth, an occupation. */
static void words_propose(struct maker *k, struct str name, struct link_expr e, const char *says)
{
    comparison_begin(k, name, says);
    level_null(k, "missing", node_missing(k, e));
    level_adjusted(k, "the same", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "nearly the same", node_same(k, TEST_JARO_WINKLER, e, .92));
    level_add(k, "share a word", node_same(k, TEST_HAS_WORD, e, 4));
    level_add(k, "alike", node_same(k, TEST_JARO_WINKLER, e, .8));
    level_add(k, "different", node_always(k));
}

/* One of a few: sex. */
static void choice_propose(struct maker *k, struct str name, struct link_expr e, const char *says)
{
    comparison_begin(k, name, says);
    level_null(k, "missing", node_missing(k, e));
    level_adjusted(k, "the same", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "different", node_always(k));
}

void comparisons_propose(struct maker *k, const struct link_table *t, const struct propose_roles *roles)
{
    static const enum link_role number[] = { ROLE_PHONE, ROLE_NHS, ROLE_UPN, ROLE_OTHER_ID, ROLE_STREET_NUMBER };
    static const enum link_role words[] = { ROLE_ADDRESS, ROLE_TOWN, ROLE_PLACE, ROLE_OCCUPATION, ROLE_MIDDLE };
    struct names n = names_of(t, roles);

    if (n.forename)
        forename_propose(k, &n);
    if (n.surname)
        surname_propose(k, &n);
    for (size_t role = 0; role < ROLES; role++) {
        uint32_t c = roles->column[role];
        if (c == NO_COLUMN)
            continue;
        struct link_expr e = expr_clean(c, (enum link_role)role);
        struct str name = t->column[c].name;
        if (role == ROLE_BIRTH)
            birth_propose(k, name, e);
        else if (role == ROLE_POSTCODE)
            postcode_propose(k, name, e);
        else if (role == ROLE_EMAIL)
            email_propose(k, name, e, &n);
        else if (role == ROLE_SEX)
            choice_propose(k, name, e, "sex");
        for (size_t i = 0; i < COUNT_OF(number); i++)
            if (role == number[i])
                number_propose(k, name, e, role_word((enum link_role)role));
        for (size_t i = 0; i < COUNT_OF(words); i++)
            if (role == words[i])
                words_propose(k, name, e, role_word((enum link_role)role));
    }
}
