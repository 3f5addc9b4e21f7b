#include "cards/edition_sample_test.h"

#include "base/hash.h"
#include "governance/audit.h"

static bool person(struct txn *t, struct str name, struct err *err)
{
    return sql_reviewer_add(t, &(struct sql_reviewer_add_in){ name, 1 }, err) &&
           audit_add(t, AUDIT_COLLECTION, "reviewer.added", "reviewer", 1, err);
}

bool sample_people(struct txn *t, struct err *err)
{
    return person(t, STR(SAMPLE_ONE), err) && person(t, STR(SAMPLE_TWO), err);
}

bool sample_edition(struct txn *t, struct str text, int64_t *id, struct err *err)
{
    struct digest d = hash_of(text);
    struct str digest = { (const char *)d.at, sizeof d.at };
    struct sql_card_edition_add_in in = { STR("emergency"), digest, STR("Northmere"), t->now.ms, STR("ann") };

    if (!sql_card_edition_add(t, &in, err))
        return false;
    *id = t->last_id;
    return sql_card_file_add(t, &(struct sql_card_file_add_in){ *id, STR("card.json"), text }, err) &&
           sql_card_language_add(t, &(struct sql_card_language_add_in){ *id, STR("en"), 0, 1 }, err) &&
           sql_card_language_add(t, &(struct sql_card_language_add_in){ *id, STR("pl"), 1, 0 }, err) &&
           audit_add(t, AUDIT_COLLECTION, "edition.added", "edition", *id, err) &&
           sql_card_edition_check(t, &(struct sql_card_edition_check_in){ *id, t->now.ms, 1 }, err) &&
           audit_add(t, AUDIT_ALTERATION, "edition.checked", "edition", *id, err) &&
           sql_card_edition_approve(t, &(struct sql_card_edition_approve_in){ *id, t->now.ms, 2 }, err) &&
           audit_add(t, AUDIT_ALTERATION, "edition.approved", "edition", *id, err);
}
