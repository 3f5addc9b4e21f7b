/* link/derive_list - which expressions a model has, each once, and which column of a table each is of. */
#ifndef LINK_DERIVE_LIST_H
#define LINK_DERIVE_LIST_H

#include "link/derive.h"

/*
 * Fills slots and slot with expr and column. A column of the model is found by
 * its name, then by its name without case and punctuation, then by the role its
 * name suggests.
 *
 * fails  as slots_make()
 */
bool list_slots(struct link_slots *s, const struct link_model *m, struct arena *a, struct err *err) MUST_USE;

#endif
