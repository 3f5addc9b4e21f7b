#include "web/card_erase.h"

#include "cards/card_request.h"

struct erasing {
    struct instant now;
    struct arena arena;
    int64_t n;
};

static bool erase(struct store *s, void *with, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct erasing *e = with;
    bool done;

    return txn_begin(&t, s, TXN_WRITE, STR("site"), e->now, err) &&
           card_requests_erase(&t, &e->arena, &e->n, err) && txn_commit(&t, err) &&
           store_forget(s, &done, err);
}

/* Asked of a reader first: on most days nothing is due, and nothing is written. */
static bool is_due(struct partnership *p, struct instant now, bool *due, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_request_due_out row;

    if (!txn_begin(&t, partnership_store(p), TXN_READ, STR("site"), now, err) ||
        !sql_card_request_due_begin(&q, &t, &(struct sql_card_request_due_in){ now.ms }, err))
        return false;
    enum row r = sql_card_request_due_next(&q, &row, err);
    *due = r == ROW_SOME;
    return r != ROW_FAILED;
}

static bool erase_one(struct partnership *p, struct instant now, int64_t *erased, struct err *err)
{
    struct erasing e = { .now = now };
    bool due, good;

    if (!is_due(p, now, &due, err) || !due)
        return err->kind == ERR_NONE;
    arena_open(&e.arena, (size_t)16 << 20);
    good = partnership_write(p, erase, &e, err);
    arena_close(&e.arena);
    *erased += good ? e.n : 0;
    return good;
}

bool card_erase_due(struct site *s, struct instant now, int64_t *erased, struct err *err)
{
    bool good = true;

    *erased = 0;
    for (size_t i = 0; i < site_partnerships(s) && !site_read_only(s); i++) {
        struct err why = { 0 };

        if (erase_one(site_partnership(s, i), now, erased, &why))
            continue;
        if (good)
            *err = why;
        good = false;
    }
    return good;
}
