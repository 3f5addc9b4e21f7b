#include "link/propose_make.h"

#include "base/buf.h"

/* The two forms a forename and a surname come in: columns of their own, or parts of a full name. */
struct names {
    bool forename, surname;
    struct link_expr first, last;
    struct str first_name, last_name;
};

/*
 * People of one home share a surname, a phone, often a birthday (twins): what is
 * rare among strangers is usual among them. So such a field is compared twice:
 * among pairs that do not share a home, and, by itself, among those that do; each
 * has numbers of its own, and a pair speaks in one of them only.
 */
struct setting {
    const struct link_node *silent; /* says nothing of these pairs; NULL: of all something */
    const char *where;              /* "of one home", or NULL: of all others */
};
/* Whether two records are of one place, and whether they are not: with a value missing neither follows. */
struct sharing {
    const struct link_node *same, *other; /* NULL: the columns for it are not there */
    const char *where;
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

/* What is missing, or stands in the other setting, says nothing. */
static void level_silent(struct maker *k, const char *says, struct link_expr e, struct setting s)
{
    level_null(k, says, node_missing(k, e));
    if (s.silent)
        level_null(k, s.where ? "not in this setting" : "in the other setting", s.silent);
}

static void level_same(struct maker *k, const char *says, struct link_expr e, struct setting s)
{
    if (s.where)
        level_add(k, says, node_same(k, TEST_EQUAL, e, 0));
    else
        level_adjusted(k, says, node_same(k, TEST_EQUAL, e, 0), e, 1);
}

static void level_like(struct maker *k, const char *says, enum link_test_kind test, struct link_expr e,
                       double threshold)
{
    level_add(k, says, node_same(k, test, e, threshold));
}

static void level_rest(struct maker *k, const char *says)
{
    level_add(k, says, node_always(k));
}

/* A match's field is wrong as often at home as elsewhere: the last two comparisons share one m. */
static void m_share(struct maker *k)
{
    k->comparison[k->comparisons - 1].m_with = k->comparisons - 1;
}

/* A name for the report: "surname", "surname, of one home". */
static struct str setting_name(struct maker *k, struct str name, struct setting s)
{
    struct buf b = { .arena = k->arena };
    struct err err;
    struct str out = name;

    if (s.where) {
        buf_addf(&b, STR_FMT ", %s", STR_ARG(name), s.where);
        if (!buf_done(&b, "the name of a comparison", &out, &err))
            k->failed = true;
    }
    return out;
}

static void forename_propose(struct maker *k, const struct names *n)
{
    struct link_expr e = n->first;

    comparison_begin(k, n->first_name, "forename");
    level_null(k, "forename missing", node_missing(k, e));
    level_adjusted(k, "same forename", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "known variants of one forename",
              node_same(k, TEST_EQUAL, expr_then(e, STEP_NICK, 0, 0), 0));
    level_add(k, "forenames nearly the same", node_same(k, TEST_JARO_WINKLER_POINTS, e, .92));
    level_add(k, "one forename is the beginning of the other", node_same(k, TEST_STARTS, e, 1));
    if (n->surname)
        level_add(k, "forename and surname changed places", node_crossed(k, n));
    level_add(k, "forenames alike", node_same(k, TEST_JARO_WINKLER_POINTS, e, .8));
    level_add(k, "different forenames", node_always(k));
}

static void surname_propose(struct maker *k, const struct names *n, struct setting s)
{
    struct link_expr e = n->last;

    comparison_begin(k, setting_name(k, n->last_name, s), "surname");
    level_silent(k, "surname missing", e, s);
    level_same(k, "same surname", e, s);
    level_like(k, "surnames nearly the same", TEST_JARO_WINKLER_POINTS, e, .92);
    level_like(k, "one surname is a part of the other", TEST_HAS_WORD, e, 3);
    if (n->forename)
        level_null(k, "changed places: counted with the forename", node_crossed(k, n));
    level_like(k, "surnames alike", TEST_JARO_WINKLER_POINTS, e, .8);
    level_rest(k, "different surnames");
}

static void birth_propose(struct maker *k, struct str name, struct link_expr e, struct setting s)
{
    comparison_begin(k, setting_name(k, name, s), "date of birth");
    level_silent(k, "date of birth missing", e, s);
    level_same(k, "same date of birth", e, s);
    level_like(k, "dates of birth one slip apart", TEST_OSA, e, 1);
    level_like(k, "same day and month of birth", TEST_EQUAL, expr_then(e, STEP_MONTH_DAY, 0, 0), 0);
    level_like(k, "same year and month of birth", TEST_EQUAL, expr_then(e, STEP_YEAR_MONTH, 0, 0), 0);
    level_like(k, "dates of birth two slips apart", TEST_OSA, e, 2);
    level_like(k, "same year of birth", TEST_EQUAL, expr_then(e, STEP_YEAR, 0, 0), 0);
    level_rest(k, "different dates of birth");
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

/* Numbers given to one person, or one home: equal, or slipped in one place or two. */
static void number_propose(struct maker *k, struct str name, struct link_expr e, const char *says,
                           struct setting s)
{
    comparison_begin(k, setting_name(k, name, s), says);
    level_silent(k, "missing", e, s);
    level_same(k, "the same", e, s);
    level_like(k, "one slip apart", TEST_OSA, e, 1);
    level_like(k, "two slips apart", TEST_OSA, e, 2);
    level_rest(k, "different");
}

/* Words: a town, an address, a place of birth, an occupation. */
static void words_propose(struct maker *k, struct str name, struct link_expr e, const char *says,
                          struct setting s)
{
    comparison_begin(k, setting_name(k, name, s), says);
    level_silent(k, "missing", e, s);
    level_same(k, "the same", e, s);
    level_like(k, "nearly the same", TEST_JARO_WINKLER, e, .92);
    level_like(k, "share a word", TEST_HAS_WORD, e, 4);
    level_like(k, "alike", TEST_JARO_WINKLER, e, .8);
    level_rest(k, "different");
}

/* One of a few: sex. */
static void choice_propose(struct maker *k, struct str name, struct link_expr e, const char *says)
{
    comparison_begin(k, name, says);
    level_null(k, "missing", node_missing(k, e));
    level_adjusted(k, "the same", node_same(k, TEST_EQUAL, e, 0), e, 1);
    level_add(k, "different", node_always(k));
}

/* ---- settings ---- */

static const struct link_node *joined(struct maker *k, enum link_node_kind kind, const struct link_node *one,
                                      const struct link_node *two)
{
    if (!one || !two)
        return one ? one : two;
    return kind == NODE_OR ? node_or(k, one, two) : node_and(k, one, two);
}

/* Of one place when they share this column, or are so by what is there already. */
static struct sharing sharing_add(struct maker *k, const struct propose_roles *roles, enum link_role role,
                                  struct sharing s, const char *where)
{
    uint32_t c = roles->column[role];

    if (c == NO_COLUMN)
        return s;
    struct link_expr e = expr_clean(c, role);
    if (role == ROLE_PHONE)
        e = expr_then(e, STEP_DROP_SAME, SAME_PER_MILLION, 0);
    const struct link_node *same = node_same(k, TEST_EQUAL, e, 0);
    const struct link_node *other = node_or(k, node_missing(k, e), node_not(k, same));
    return (struct sharing){ joined(k, NODE_OR, s.same, same), joined(k, NODE_AND, s.other, other), where };
}

static struct setting outside(struct sharing s)
{
    return (struct setting){ .silent = s.same };
}
static struct setting inside(struct sharing s)
{
    return (struct setting){ .silent = s.other, .where = s.where };
}
static const struct setting everywhere = { 0 };

struct homes {
    struct sharing postcode, place, home; /* by postcode; by address too; by phone too */
    struct sharing district;              /* by postcode or its district: the town is known by it */
};

static struct sharing district_of(struct maker *k, const struct propose_roles *roles, struct sharing postcode)
{
    uint32_t c = roles->column[ROLE_POSTCODE];

    if (c == NO_COLUMN)
        return postcode;
    struct link_expr e = expr_then(expr_clean(c, ROLE_POSTCODE), STEP_DISTRICT, 0, 0);
    return (struct sharing){ .same = node_or(k, postcode.same, node_same(k, TEST_EQUAL, e, 0)) };
}

static void role_propose(struct maker *k, struct str name, struct link_expr e, enum link_role role,
                         const struct names *n, const struct homes *h)
{
    const char *says = role_word(role);

    switch (role) {
    case ROLE_BIRTH:
        birth_propose(k, name, e, outside(h->home));
        if (h->home.same) {
            birth_propose(k, name, e, inside(h->home));
            m_share(k);
        }
        break;
    case ROLE_POSTCODE: postcode_propose(k, name, e); break;
    case ROLE_EMAIL: email_propose(k, name, e, n); break;
    case ROLE_SEX: choice_propose(k, name, e, says); break;
    case ROLE_PHONE:
        number_propose(k, name, e, says, outside(h->place));
        if (h->place.same) {
            number_propose(k, name, e, says, inside(h->place));
            m_share(k);
        }
        break;
    case ROLE_NHS:
    case ROLE_UPN:
    case ROLE_OTHER_ID: number_propose(k, name, e, says, everywhere); break;
    case ROLE_ADDRESS:
    case ROLE_STREET_NUMBER:
        words_propose(k, name, e, says, outside(h->postcode));
        if (h->postcode.same)
            words_propose(k, name, e, says, inside(h->postcode));
        break;
    case ROLE_TOWN: words_propose(k, name, e, says, outside(h->district)); break;
    case ROLE_PLACE:
    case ROLE_OCCUPATION:
    case ROLE_MIDDLE: words_propose(k, name, e, says, everywhere); break;
    default: break;
    }
}

void comparisons_propose(struct maker *k, const struct link_table *t, const struct propose_roles *roles)
{
    struct names n = names_of(t, roles);
    struct homes h = { 0 };

    h.postcode = sharing_add(k, roles, ROLE_POSTCODE, h.postcode, "of one postcode");
    h.district = district_of(k, roles, h.postcode);
    h.place = sharing_add(k, roles, ROLE_ADDRESS, h.postcode, "of one home");
    h.home = sharing_add(k, roles, ROLE_PHONE, h.place, "of one home");
    if (n.forename)
        forename_propose(k, &n);
    if (n.surname)
        surname_propose(k, &n, outside(h.home));
    if (n.surname && h.home.same) {
        surname_propose(k, &n, inside(h.home));
        m_share(k);
    }
    for (size_t role = 0; role < ROLES; role++) {
        uint32_t c = roles->column[role];
        if (c != NO_COLUMN)
            role_propose(k, t->column[c].name, expr_clean(c, (enum link_role)role), (enum link_role)role,
                         &n, &h);
    }
}
