/*
 * link/propose_keys - the parts blocking rules are made of, and how often they survive in a match.
 *
 * How often two records of one person have the same value, in truth unknown
 * before training, is taken from what is usual for such a field: it decides
 * which rules are tried first, never what a pair is worth.
 */
#ifndef LINK_PROPOSE_KEYS_H
#define LINK_PROPOSE_KEYS_H

#include "link/propose_make.h"

enum key {
    KEY_NONE,
    KEY_FORENAME, KEY_FORENAME_SOUND, KEY_FORENAME_1, KEY_FORENAME_3,
    KEY_SURNAME, KEY_SURNAME_SOUND, KEY_SURNAME_4,
    KEY_BIRTH, KEY_YEAR_MONTH, KEY_MONTH_DAY, KEY_YEAR,
    KEY_POSTCODE, KEY_SECTOR, KEY_DISTRICT,
    KEY_ADDRESS, KEY_TOWN, KEY_PLACE, KEY_OCCUPATION,
    KEY_EMAIL, KEY_MAILBOX, KEY_PHONE, KEY_NHS, KEY_UPN, KEY_OTHER_ID,
    KEYS
};
#define KEY_PARTS_MAX 3u

struct key_kind {
    enum link_role role;
    const char *says;
    enum link_step_kind step; /* STEP_CLEAN: none beyond cleaning */
    int32_t a, b;
    double same;              /* share of matches whose values are equal... */
    double survives;          /* ...and, of those whose are not, that still share this part of them */
};
const struct key_kind *key_kind(enum key key);

/* Every combination that makes a rule; ends with one without parts. */
extern const enum key key_rules[][KEY_PARTS_MAX];

/* Is there a column for it? Full names stand in for their parts. */
bool key_is_there(const struct propose_roles *roles, enum key key);
struct link_expr key_expr(const struct propose_roles *roles, enum key key);

#endif
