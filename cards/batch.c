#include "cards/batch.h"

#include "cards/edition.h"
#include "cards/line.h"
#include "cards/people.h"
#include "governance/audit.h"

bool batch_layout_known(struct str layout)
{
    static const char *const WORD[] = { "cr80", "a7-fold", "sheet-8up", "poster-a4" };

    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq(layout, str_of(WORD[i])))
            return true;
    return false;
}

static bool may_be_printed(const struct edition *e, struct err *err)
{
    if (e->state == EDITION_WITHDRAWN)
        return err_set(err, ERR_DENIED, "edition %lld was withdrawn: it is not printed any more",
                       (long long)e->id);
    return e->state >= EDITION_APPROVED ||
           err_set(err, ERR_DENIED, "edition %lld is not approved: what is printed of it are drafts",
                   (long long)e->id);
}

bool batch_add(struct txn *t, const struct batch *b, struct arena *a, int64_t *id, struct err *err)
{
    struct sql_card_batch_add_in in = { b->edition, b->layout, b->count, t->now.ms, 0 };
    struct edition e;

    if (!batch_layout_known(b->layout))
        return err_set(err, ERR_INPUT, "a layout is cr80, a7-fold, sheet-8up or poster-a4");
    if (b->count < 1 || b->count > BATCH_COUNT_MAX)
        return err_set(err, ERR_INPUT, "a batch has from 1 to %d cards", BATCH_COUNT_MAX);
    if (!edition_by_id(t, b->edition, a, &e, err) || !may_be_printed(&e, err) ||
        !people_find(t, b->printed_by, a, &in.reviewer_id, err) || !sql_card_batch_add(t, &in, err))
        return false;
    *id = t->last_id;
    return sql_card_edition_print(t, &(struct sql_card_edition_print_in){ b->edition, t->now.ms }, err) &&
           audit_add(t, AUDIT_COLLECTION, "batch.printed", "batch", *id, err);
}

bool batch_give(struct txn *t, const struct batch_given *g, struct arena *a, struct err *err)
{
    struct sql_card_batch_left_out row = { 0 };
    const char *label = card_line_wrong(g->place);
    bool found;

    if (label)
        return err_set(err, ERR_INPUT, "the place or organisation %s", label);
    if (!sql_card_batch_left(t, &(struct sql_card_batch_left_in){ g->batch }, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no batch %lld in this store; \"safekeep card batch list\" "
                                         "lists them", (long long)g->batch);
    if (g->count < 1 || g->count > row.left_over)
        return err_set(err, ERR_INPUT, "%lld card(s) of batch %lld are left to give: say from 1 to that many",
                       (long long)row.left_over, (long long)g->batch);
    struct sql_card_given_add_in in = { g->batch, g->place, g->count, t->now.ms };
    return sql_card_given_add(t, &in, err) &&
           audit_add(t, AUDIT_COLLECTION, "batch.given", "batch", g->batch, err);
}

bool batch_list(struct txn *t, struct arena *a, const struct batch **out, size_t *len, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_batch_list_out row;
    struct batch *b = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_card_batch_list_begin(&q, t, err))
        return false;
    while ((r = sql_card_batch_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &b, &room, n, n + 1, sizeof *b))
            return err_memory(err, "the batches");
        b[n] = (struct batch){ row.id, row.edition_id, arena_copy(a, row.card), arena_copy(a, row.layout),
                               arena_copy(a, row.printed_by), row.count, row.given, { row.printed_ms },
                               row.withdrawn != 0 };
        if (!b[n].card.at || !b[n].layout.at || !b[n].printed_by.at)
            return err_memory(err, "the batches");
        n++;
    }
    if (r == ROW_FAILED)
        return false;
    *out = b;
    *len = n;
    return true;
}

bool batch_given_list(struct txn *t, struct arena *a, const struct batch_given **out, size_t *len,
                      struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_given_list_out row;
    struct batch_given *g = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_card_given_list_begin(&q, t, err))
        return false;
    while ((r = sql_card_given_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &g, &room, n, n + 1, sizeof *g))
            return err_memory(err, "the places");
        g[n] = (struct batch_given){ row.batch_id, arena_copy(a, row.place), row.count, { row.at_ms } };
        if (!g[n++].place.at)
            return err_memory(err, "the places");
    }
    if (r == ROW_FAILED)
        return false;
    *out = g;
    *len = n;
    return true;
}
