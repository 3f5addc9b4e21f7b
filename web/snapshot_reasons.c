/* web/snapshot_reasons - why an alert may be put aside: the store's list, in its order. */
#include "web/snapshot_store.h"

bool snapshot_fill_reasons(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_review_reason_list_out row;
    struct shot_reason *list = NULL;
    size_t room = 0;
    enum row r;

    if (!sql_review_reason_list_begin(&q, t, err))
        return false;
    while ((r = sql_review_reason_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &list, &room, s->reasons, s->reasons + 1, sizeof *list))
            return err_memory(err, "a snapshot");
        list[s->reasons] =
            (struct shot_reason){ arena_copy(a, row.code), arena_copy(a, row.label) };
        if (!list[s->reasons].code.at || !list[s->reasons].label.at)
            return err_memory(err, "a snapshot");
        s->reasons++;
    }
    s->reason = list;
    return r == ROW_NONE;
}
