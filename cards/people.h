/*
 * cards/people - who did something with a card: a name of the list of reviewers, staff of
 * the partners. Nobody else is ever named beside a card in the store.
 */
#ifndef CARDS_PEOPLE_H
#define CARDS_PEOPLE_H

#include "store/store.h"

/* fails  ERR_MISSING nobody of that name, or one who has been retired */
bool people_find(struct txn *t, struct str name, struct arena *a, int64_t *id, struct err *err) MUST_USE;

#endif
