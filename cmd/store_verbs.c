#include "cmd/store_verbs.h"

#include "store/lend.h"

enum { WRITER_PATIENCE_SECONDS = 60 };

bool call_store(const struct call *c, enum store_mode mode, struct store **out, struct err *err)
{
    const char *path = call_value(c, "--store");

    return mode == STORE_WRITE ? store_borrow(out, path, WRITER_PATIENCE_SECONDS, err)
                               : store_open(out, path, mode, err);
}

bool call_read(const struct call *c, struct store *s, struct txn *t, struct err *err)
{
    return txn_begin(t, s, TXN_READ, c->actor, c->now, err);
}

bool call_write(const struct call *c, struct store *s, struct txn *t, struct err *err)
{
    return txn_begin(t, s, TXN_WRITE, c->actor, c->now, err);
}

int call_answer(struct buf *b, struct err *err)
{
    struct str out;

    if (!buf_done(b, "the answer", &out, err) || !cmd_print(out, err))
        return FAILED(err);
    return EXIT_FINE;
}
