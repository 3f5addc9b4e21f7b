#include "link/propose_keys.h"

static const struct key_kind kinds[KEYS] = {
    [KEY_NONE] = { ROLE_NONE, "", STEP_CLEAN, 0, 0, 0, 0 },
    [KEY_FORENAME] = { ROLE_FORENAME, "forename", STEP_CLEAN, 0, 0, .8, 0 },
    [KEY_FORENAME_SOUND] = { ROLE_FORENAME, "forename's sound", STEP_SOUND, 0, 0, .8, .3 },
    [KEY_FORENAME_1] = { ROLE_FORENAME, "forename's first letter", STEP_SUBSTR, 1, 1, .8, .7 },
    [KEY_FORENAME_3] = { ROLE_FORENAME, "forename's first three letters", STEP_SUBSTR, 1, 3, .8, .5 },
    [KEY_SURNAME] = { ROLE_SURNAME, "surname", STEP_CLEAN, 0, 0, .82, 0 },
    [KEY_SURNAME_SOUND] = { ROLE_SURNAME, "surname's sound", STEP_SOUND, 0, 0, .82, .4 },
    [KEY_SURNAME_4] = { ROLE_SURNAME, "surname's first four letters", STEP_SUBSTR, 1, 4, .82, .4 },
    [KEY_BIRTH] = { ROLE_BIRTH, "date of birth", STEP_CLEAN, 0, 0, .85, 0 },
    [KEY_YEAR_MONTH] = { ROLE_BIRTH, "year and month of birth", STEP_YEAR_MONTH, 0, 0, .85, .35 },
    [KEY_MONTH_DAY] = { ROLE_BIRTH, "month and day of birth", STEP_MONTH_DAY, 0, 0, .85, .4 },
    [KEY_YEAR] = { ROLE_BIRTH, "year of birth", STEP_YEAR, 0, 0, .85, .6 },
    [KEY_POSTCODE] = { ROLE_POSTCODE, "postcode", STEP_CLEAN, 0, 0, .65, 0 },
    [KEY_SECTOR] = { ROLE_POSTCODE, "postcode sector", STEP_SECTOR, 0, 0, .65, .25 },
    [KEY_DISTRICT] = { ROLE_POSTCODE, "postcode district", STEP_DISTRICT, 0, 0, .65, .4 },
    [KEY_ADDRESS] = { ROLE_ADDRESS, "address", STEP_CLEAN, 0, 0, .55, 0 },
    [KEY_TOWN] = { ROLE_TOWN, "town", STEP_CLEAN, 0, 0, .75, 0 },
    [KEY_PLACE] = { ROLE_PLACE, "place of birth", STEP_CLEAN, 0, 0, .75, 0 },
    [KEY_OCCUPATION] = { ROLE_OCCUPATION, "occupation", STEP_CLEAN, 0, 0, .6, 0 },
    [KEY_EMAIL] = { ROLE_EMAIL, "e-mail", STEP_CLEAN, 0, 0, .7, 0 },
    [KEY_MAILBOX] = { ROLE_EMAIL, "e-mail before the @", STEP_BEFORE_AT, 0, 0, .7, .3 },
    [KEY_PHONE] = { ROLE_PHONE, "phone", STEP_DROP_SAME, SAME_PER_MILLION, 0, .65, 0 },
    [KEY_NHS] = { ROLE_NHS, "NHS number", STEP_CLEAN, 0, 0, .95, 0 },
    [KEY_UPN] = { ROLE_UPN, "unique pupil number", STEP_CLEAN, 0, 0, .95, 0 },
    [KEY_OTHER_ID] = { ROLE_OTHER_ID, "other identifier", STEP_CLEAN, 0, 0, .9, 0 },
};

const enum key key_rules[][KEY_PARTS_MAX] = {
    { KEY_NHS },
    { KEY_UPN },
    { KEY_OTHER_ID },
    { KEY_EMAIL },
    { KEY_PHONE, KEY_FORENAME },
    { KEY_SURNAME, KEY_BIRTH },
    { KEY_FORENAME, KEY_BIRTH },
    { KEY_FORENAME, KEY_SURNAME },
    { KEY_FORENAME, KEY_POSTCODE },
    { KEY_SURNAME, KEY_POSTCODE },
    { KEY_BIRTH, KEY_POSTCODE },
    { KEY_FORENAME, KEY_ADDRESS },
    { KEY_SURNAME, KEY_ADDRESS },
    { KEY_PHONE },
    { KEY_ADDRESS },
    { KEY_MAILBOX },
    { KEY_SURNAME_SOUND, KEY_FORENAME_SOUND, KEY_YEAR },
    { KEY_SURNAME_SOUND, KEY_FORENAME_1, KEY_YEAR_MONTH },
    { KEY_SURNAME_SOUND, KEY_MONTH_DAY, KEY_FORENAME_1 },
    { KEY_SURNAME_4, KEY_FORENAME_3 },
    { KEY_SURNAME_SOUND, KEY_FORENAME_1, KEY_DISTRICT },
    { KEY_FORENAME_SOUND, KEY_SURNAME_SOUND },
    { KEY_FORENAME, KEY_MONTH_DAY, KEY_DISTRICT },
    { KEY_BIRTH, KEY_DISTRICT },
    { KEY_BIRTH, KEY_TOWN },
    { KEY_BIRTH, KEY_PLACE },
    { KEY_FORENAME, KEY_PLACE, KEY_OCCUPATION },
    { KEY_SURNAME, KEY_PLACE },
    { KEY_SURNAME, KEY_TOWN },
    { KEY_FORENAME, KEY_TOWN, KEY_YEAR },
    { KEY_BIRTH },
    { KEY_POSTCODE },
    { KEY_SURNAME },
    { KEY_MONTH_DAY },
    { KEY_FORENAME },
    { KEY_YEAR_MONTH },
    { KEY_TOWN },
    { KEY_NONE },
};

const struct key_kind *key_kind(enum key key)
{
    return &kinds[key];
}

static bool stands_in(const struct propose_roles *roles, enum link_role role)
{
    return (role == ROLE_FORENAME || role == ROLE_SURNAME) && roles->column[role] == NO_COLUMN &&
           roles->column[ROLE_FULL_NAME] != NO_COLUMN;
}

bool key_is_there(const struct propose_roles *roles, enum key key)
{
    enum link_role role = kinds[key].role;

    return roles->column[role] != NO_COLUMN || stands_in(roles, role);
}

struct link_expr key_expr(const struct propose_roles *roles, enum key key)
{
    const struct key_kind *k = &kinds[key];
    struct link_expr e;

    if (stands_in(roles, k->role))
        e = expr_then(expr_clean(roles->column[ROLE_FULL_NAME], ROLE_FULL_NAME),
                      k->role == ROLE_FORENAME ? STEP_FORENAME_OF : STEP_SURNAME_OF, 0, 0);
    else
        e = expr_clean(roles->column[k->role], k->role);
    return k->step == STEP_CLEAN ? e : expr_then(e, k->step, k->a, k->b);
}
