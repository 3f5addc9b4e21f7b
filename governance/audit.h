/*
 * governance/audit - who did what, when, to what: one entry a change, written
 * in the change's own transaction, so that neither can be there alone.
 *
 * The six verbs are those the Data Protection Act 2018, section 62, asks to be
 * logged. The event is the word in the `audit:` line of the statement that
 * made the change; the commit refuses while it is owed (store/store.h).
 * Entries name things by kind and number, never by what they say.
 */
#ifndef GOVERNANCE_AUDIT_H
#define GOVERNANCE_AUDIT_H

#include "store/store.h"

enum audit_verb {
    AUDIT_COLLECTION,
    AUDIT_ALTERATION,
    AUDIT_CONSULTATION,
    AUDIT_DISCLOSURE,
    AUDIT_COMBINATION,
    AUDIT_ERASURE,
};

const char *audit_verb_word(enum audit_verb verb); /* "collection" ... */

/*
 * Appends one entry, by t->actor at t->now.
 *
 *     audit_add(&t, AUDIT_COLLECTION, "agency.added", "agency", t.last_id, err)
 *
 * event  from an `audit:` line; any other is ERR_BUG
 * about  what it was done to: a kind, a word of ours, and its id
 * fails  ERR_STORE, ERR_BUG; then nothing was added and the caller must not commit
 *
 * t->last_id and t->changed are the entry's afterwards: read yours before.
 */
bool audit_add(struct txn *t, enum audit_verb verb, const char *event, const char *about_kind,
               int64_t about_id, struct err *err) MUST_USE;

#endif
