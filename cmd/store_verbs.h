/* cmd/store_verbs - what the verbs that open a store share: the option, opening, and one answer. */
#ifndef CMD_STORE_VERBS_H
#define CMD_STORE_VERBS_H

#include "cmd/cmd.h"
#include "store/store.h"

#define STORE_OPTION { "--store", "FILE", "the partnership's store", true, false }

/* For writing it is borrowed from the site that serves it (store/lend.h), where one does. */
bool call_store(const struct call *c, enum store_mode mode, struct store **out, struct err *err)
    MUST_USE;
bool call_read(const struct call *c, struct store *s, struct txn *t, struct err *err) MUST_USE;
bool call_write(const struct call *c, struct store *s, struct txn *t, struct err *err) MUST_USE;

/* Prints what was built to standard output; the verb's exit code. */
int call_answer(struct buf *b, struct err *err);

#endif
