/*
 * link/model - how two records are compared, and what agreement is worth.
 *
 * Fellegi & Sunter, "A Theory for Record Linkage", JASA 64, 1969, in the form
 * Splink gave it: blocking rules say which pairs are looked at; a comparison
 * has levels, tried in order, the first whose condition holds is the pair's;
 * each level has m, the probability of it among pairs that are the same person,
 * and u, among pairs that are not. A level may be adjusted for how common the
 * value is (term frequency). The weight of a pair is
 *
 *     log2(lambda / (1 - lambda)) + sum over comparisons of log2(m / u) + adjustments,
 *
 * that is log2 of the posterior odds; a null level adds nothing.
 *
 * A model is made by hand, read from a file (link/settings.h, which also reads
 * Splink's), or proposed from the data (link/propose.h). Numbers that are NAN
 * are to be trained (link/train.h). Everything lives in one arena.
 */
#ifndef LINK_MODEL_H
#define LINK_MODEL_H

#include "link/table.h"

#include <math.h>

/* ---- an expression: a column's value, as it is or made into something else ---- */

enum link_step_kind {
    STEP_CLEAN,     /* field_read() for the role in a (link/field.h): the house's own cleaning */
    STEP_LOWER, STEP_UPPER, STEP_TRIM,
    STEP_SUBSTR,    /* a: first character from 1, b: how many; characters, as SQL's */
    STEP_BEFORE_AT, /* what stands before the @; nothing when that is empty */
    STEP_SECTOR, STEP_DISTRICT, STEP_POSTAL_AREA, /* of a postcode, by Splink's patterns */
    STEP_YEAR_MONTH, STEP_YEAR, STEP_MONTH_DAY,    /* of a cleaned date: what is there of it */
    STEP_SOUND,     /* link/sound.h */
    STEP_NICK,      /* the forename's variant class (link/nick.h), itself when it has none */
    STEP_FIRST_WORD, STEP_LAST_WORD,
    STEP_FORENAME_OF, STEP_SURNAME_OF, /* out of a full name */
    STEP_DATE,      /* a date in the form a (enum link_date_form), now in ISO form; no value when it is
                       none. Its number: days since 1970 */
    STEP_NUMBER,    /* a decimal number; no value when it is none */
    STEP_DROP_SAME, /* no value for texts more than a per million of the records share: "unknown" */
    STEP_AFTER_AT,  /* from the last @ on; no value when nothing follows it. Splink's '@([^@]+)$' */
    STEP_EMAIL,     /* itself when it is shaped like an e-mail address, by Splink's pattern; else no value */
    STEP_POSTCODE,  /* itself when it is shaped like a UK postcode, by Splink's pattern; else no value */
    STEP_MONTHS,    /* of a date, cleaned or STEP_DATE: 12 * year + month, to count months between */
    STEP_ONLY,      /* itself when it is literal a of the model (link_model.literal); else no value */
    STEP_BUT,       /* no value when it is literal a of the model; else itself */
};
enum link_date_form {
    LINK_DATE_ISO,       /* 1971-06-24 */
    LINK_DATE_YMD,       /* 19710624 */
    LINK_DATE_YMD_SLASH, /* 1971/06/24 */
    LINK_DATE_DMY_SLASH, /* 24/06/1971 */
    LINK_DATE_DMY_DASH,  /* 24-06-1971 */
    LINK_DATE_DMY_DOT,   /* 24.06.1971 */
    LINK_DATE_MDY_SLASH, /* 06/24/1971 */
    LINK_DATE_MDY_DASH,  /* 06-24-1971 */
    LINK_DATE_FORMS
};
#define LINK_STEPS_MAX 4u
struct link_step {
    enum link_step_kind kind;
    int32_t a, b;
};
struct link_expr {
    uint32_t column;   /* index into link_model.column */
    uint32_t steps;
    struct link_step step[LINK_STEPS_MAX];
};

/* ---- a condition: tests joined by and, or, not ---- */

enum link_test_kind {
    TEST_NULL_LEFT,    /* left, of the first record, has no value */
    TEST_NULL_RIGHT,   /* right, of the second */
    TEST_EQUAL,
    TEST_JARO, TEST_JARO_WINKLER,           /* similarity, >= threshold */
    TEST_LEVENSHTEIN, TEST_OSA, TEST_DAMERAU, /* distance, <= threshold */
    TEST_JARO_WINKLER_POINTS, TEST_OSA_POINTS, /* the same by code point */
    TEST_JACCARD,
    TEST_DAYS,         /* |days between| <= threshold; both STEP_DATE. Splink's are seconds: / 86400 */
    TEST_NUMBER,       /* |difference| <= threshold; both STEP_NUMBER */
    TEST_NUMBER_SHARE, /* |difference| / the greater <= threshold; Splink's own is strict */
    TEST_KM,           /* great circle distance <= threshold: left/right latitude, left2/right2 longitude */
    TEST_SHARED,       /* array intersect: values split at `,` `;` `|` in common >= threshold */
    TEST_STARTS,       /* one text is the beginning of the other, and at least threshold letters long */
    TEST_HAS_WORD,     /* a word (of at least threshold letters) of one stands in the other */
};
enum link_node_kind { NODE_AND, NODE_OR, NODE_NOT, NODE_TEST, NODE_ALWAYS };
struct link_node {
    enum link_node_kind kind;
    /* and, or: both; not: one */
    const struct link_node *one, *two;
    /* test */
    enum link_test_kind test;
    bool strict;              /* > instead of >=, < instead of <= */
    struct link_expr left, right;   /* of the first record, of the second */
    struct link_expr left2, right2; /* TEST_KM */
    double threshold;
};

struct link_level {
    struct str says;          /* in words: "Exact match on surname" */
    const struct link_node *when; /* NODE_ALWAYS: all others */
    bool null;                /* adds nothing either way */
    double m, u;              /* NAN: to be trained; a null level has none */
    bool fix_m, fix_u;        /* leave alone in training */
    bool adjusted;            /* for term frequency, of... */
    struct link_expr term;
    double term_weight;       /* 1: fully */
    double term_floor;        /* no frequency below this counts; 0: none */
    bool term_own_u;          /* the frequency stands against this level's own u: see level_term_u() */
};
#define LINK_LEVELS_MAX 16u
struct link_comparison {
    struct str name;
    struct str says;          /* "NameComparison"; may be empty */
    size_t levels;
    struct link_level *level; /* in the order they are tried */
    size_t m_with;            /* m is learned together with comparison m_with - 1, level by level; 0: alone */
};

#define LINK_PARTS_MAX 6u
struct link_rule {            /* records that share all parts are compared; none may be without a value */
    struct str name;          /* "surname + date of birth", or the SQL it came from */
    size_t parts;
    struct link_expr part[LINK_PARTS_MAX];
};

#define LINK_COMPARISONS_MAX 32u
#define LINK_RULES_MAX 32u
enum link_type { LINK_TYPE_UNSAID, LINK_TYPE_DEDUPE, LINK_TYPE_ACROSS, LINK_TYPE_BOTH };
struct link_model {
    size_t columns;
    struct str *column;       /* names the expressions speak of */
    size_t literals;
    struct str *literal;      /* texts STEP_ONLY and STEP_BUT speak of */
    /* what the model's file says of the records' files; "": nothing */
    struct str id_column, source_column;
    enum link_type type;      /* one file; between files; between and inside */
    double lambda;            /* probability that two random records match; NAN: to be trained */
    size_t rules;
    struct link_rule *rule;
    size_t comparisons;
    struct link_comparison *comparison;
    /* training; 0 rules: the blocking rules themselves */
    size_t training_rules;
    struct link_rule *training_rule;
};

/* Steps, columns and literals are compared by number: both expressions are of one model. */
bool expr_eq(const struct link_expr *a, const struct link_expr *b);
bool node_eq(const struct link_node *a, const struct link_node *b);
/* Is every m, u and lambda known? */
bool model_is_trained(const struct link_model *m);
/*
 * The u that a level's term frequency is held against, as Splink's
 * _u_probability_corresponding_to_exact_match(): that of the first level which
 * is equality of the adjusted expression and nothing else; the level's own when
 * term_own_u is set, or no such level is there (Splink refuses such a model).
 */
double level_term_u(const struct link_comparison *c, size_t level);

#endif
