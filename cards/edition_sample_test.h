/* cards/edition_sample - a store with two reviewers and an approved edition of a card called "emergency". */
#ifndef CARDS_EDITION_SAMPLE_TEST_H
#define CARDS_EDITION_SAMPLE_TEST_H

#include "store/fixture.h"

#define SAMPLE_ONE "Sgt Quill"
#define SAMPLE_TWO "B. Wren"

/* Adds both reviewers, with their audit entries. */
bool sample_people(struct txn *t, struct err *err) MUST_USE;
/* Adds an approved edition, past all its steps; its one file says `text`. */
bool sample_edition(struct txn *t, struct str text, int64_t *id, struct err *err) MUST_USE;

#endif
