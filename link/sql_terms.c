#include "link/sql_terms.h"

static const struct step_term STEPS[] = {
    { "LOWER", STEP_LOWER, ARGUMENT_NONE },
    { "UPPER", STEP_UPPER, ARGUMENT_NONE },
    { "TRIM", STEP_TRIM, ARGUMENT_NONE },
    { "clean", STEP_CLEAN, ARGUMENT_ROLE },
    { "year_month_of", STEP_YEAR_MONTH, ARGUMENT_NONE },
    { "year_of", STEP_YEAR, ARGUMENT_NONE },
    { "month_day_of", STEP_MONTH_DAY, ARGUMENT_NONE },
    { "months_of", STEP_MONTHS, ARGUMENT_NONE },
    { "soundkey", STEP_SOUND, ARGUMENT_NONE },
    { "nickname", STEP_NICK, ARGUMENT_NONE },
    { "first_word", STEP_FIRST_WORD, ARGUMENT_NONE },
    { "last_word", STEP_LAST_WORD, ARGUMENT_NONE },
    { "forename_of", STEP_FORENAME_OF, ARGUMENT_NONE },
    { "surname_of", STEP_SURNAME_OF, ARGUMENT_NONE },
    { "drop_same", STEP_DROP_SAME, ARGUMENT_COUNT },
};

const struct step_term *step_term_named(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(STEPS); i++)
        if (str_eq_fold(name, str_of(STEPS[i].name)))
            return &STEPS[i];
    return NULL;
}

const struct step_term *step_term_of(enum link_step_kind step)
{
    for (size_t i = 0; i < COUNT_OF(STEPS); i++)
        if (STEPS[i].step == step)
            return &STEPS[i];
    return NULL;
}

static const struct pattern_term {
    enum link_step_kind step;
    const char *pattern;
} PATTERNS[] = {
    { STEP_BEFORE_AT, "^[^@]+" },
    { STEP_AFTER_AT, "@([^@]+)$" },
    { STEP_EMAIL, "^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+[.][a-zA-Z]{2,}$" },
    { STEP_POSTCODE, "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9][A-Za-z]{2}$" },
    { STEP_SECTOR, "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9]" },
    { STEP_DISTRICT, "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?" },
    { STEP_POSTAL_AREA, "^[A-Za-z]{1,2}" },
};

const char *pattern_of(enum link_step_kind step)
{
    for (size_t i = 0; i < COUNT_OF(PATTERNS); i++)
        if (PATTERNS[i].step == step)
            return PATTERNS[i].pattern;
    return NULL;
}

bool pattern_find(struct str pattern, enum link_step_kind *out)
{
    for (size_t i = 0; i < COUNT_OF(PATTERNS); i++)
        if (str_eq(pattern, str_of(PATTERNS[i].pattern))) {
            *out = PATTERNS[i].step;
            return true;
        }
    return false;
}

static const struct date_term {
    const char *duckdb, *spark;
} DATES[LINK_DATE_FORMS] = {
    [LINK_DATE_ISO] = { "%Y-%m-%d", "yyyy-MM-dd" },
    [LINK_DATE_YMD] = { "%Y%m%d", "yyyyMMdd" },
    [LINK_DATE_YMD_SLASH] = { "%Y/%m/%d", "yyyy/MM/dd" },
    [LINK_DATE_DMY_SLASH] = { "%d/%m/%Y", "dd/MM/yyyy" },
    [LINK_DATE_DMY_DASH] = { "%d-%m-%Y", "dd-MM-yyyy" },
    [LINK_DATE_DMY_DOT] = { "%d.%m.%Y", "dd.MM.yyyy" },
    [LINK_DATE_MDY_SLASH] = { "%m/%d/%Y", "MM/dd/yyyy" },
    [LINK_DATE_MDY_DASH] = { "%m-%d-%Y", "MM-dd-yyyy" },
};

const char *date_form_of(int32_t form)
{
    return DATES[form >= 0 && form < (int32_t)LINK_DATE_FORMS ? form : 0].duckdb;
}

bool date_form_find(struct str text, int32_t *out)
{
    for (int32_t i = 0; i < (int32_t)LINK_DATE_FORMS; i++)
        if (str_eq(text, str_of(DATES[i].duckdb)) || str_eq(text, str_of(DATES[i].spark))) {
            *out = i;
            return true;
        }
    return false;
}

static const char *const ROLE[ROLES] = {
    [ROLE_FORENAME] = "forename",     [ROLE_MIDDLE] = "middle",
    [ROLE_SURNAME] = "surname",       [ROLE_FULL_NAME] = "full_name",
    [ROLE_BIRTH] = "birth",           [ROLE_SEX] = "sex",
    [ROLE_POSTCODE] = "postcode",     [ROLE_ADDRESS] = "address",
    [ROLE_STREET_NUMBER] = "number",  [ROLE_TOWN] = "town",
    [ROLE_PHONE] = "phone",           [ROLE_EMAIL] = "email",
    [ROLE_NHS] = "nhs",               [ROLE_UPN] = "upn",
    [ROLE_OTHER_ID] = "other_id",     [ROLE_PLACE] = "place",
    [ROLE_OCCUPATION] = "occupation", [ROLE_CODE] = "code",
    [ROLE_OTHER] = "text",
};

const char *role_term_of(int32_t role)
{
    return role >= 0 && role < (int32_t)ROLES ? ROLE[role] : NULL;
}

bool role_term_find(struct str text, int32_t *out)
{
    for (int32_t i = 0; i < (int32_t)ROLES; i++)
        if (ROLE[i] && str_eq_fold(text, str_of(ROLE[i]))) {
            *out = i;
            return true;
        }
    return false;
}

static const struct test_term {
    const char *name;
    enum link_test_kind test;
} TESTS[] = {
    { "jaro_similarity", TEST_JARO },
    { "jaro_sim", TEST_JARO },
    { "jaro_winkler_similarity", TEST_JARO_WINKLER },
    { "jaro_winkler", TEST_JARO_WINKLER },
    { "levenshtein", TEST_LEVENSHTEIN },
    { "osa", TEST_OSA },
    { "damerau_levenshtein", TEST_DAMERAU },
    { "jaro_winkler_points", TEST_JARO_WINKLER_POINTS },
    { "osa_points", TEST_OSA_POINTS },
    { "jaccard", TEST_JACCARD },
    { "starts", TEST_STARTS },
    { "has_word", TEST_HAS_WORD },
};

bool test_term_find(struct str name, enum link_test_kind *out)
{
    for (size_t i = 0; i < COUNT_OF(TESTS); i++)
        if (str_eq_fold(name, str_of(TESTS[i].name))) {
            *out = TESTS[i].test;
            return true;
        }
    return false;
}

const char *test_term_of(enum link_test_kind test)
{
    for (size_t i = 0; i < COUNT_OF(TESTS); i++)
        if (TESTS[i].test == test)
            return TESTS[i].name;
    return NULL;
}

bool term_is_known(struct str name)
{
    static const char *const OTHERS[] = {
        "abs",       "acos",           "array_intersect", "array_length", "array_size",
        "cardinality", "ceil",         "cos",             "date",         "date_diff",
        "datediff",
        "epoch",     "floor",          "left",            "len",          "list_concat",
        "list_intersect", "list_unique", "nullif",        "radians",      "regexp_extract",
        "sin",       "size",           "strptime",        "substr",       "substring",
        "to_date",   "to_timestamp",   "try_strptime",    "try_to_timestamp",
        "unix_timestamp", "year",
    };
    enum link_test_kind test;

    for (size_t i = 0; i < COUNT_OF(OTHERS); i++)
        if (str_eq_fold(name, str_of(OTHERS[i])))
            return true;
    return step_term_named(name) != NULL || test_term_find(name, &test);
}
