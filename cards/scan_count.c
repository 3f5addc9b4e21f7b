#include "cards/scan_count.h"

#include "governance/audit.h"

bool scan_counts_add(struct txn *t, const struct scan_count *at, size_t len, struct err *err)
{
    int64_t added = 0;
    bool ran = false;

    for (size_t i = 0; i < len; i++) {
        struct sql_scan_count_add_in in = { at[i].card, at[i].language, at[i].day.days, at[i].n };

        if (at[i].n < 1)
            continue;
        if (!sql_scan_count_add(t, &in, err))
            return false;
        ran = true;
        added += t->changed;
    }
    /* Also when it added nothing: a statement that ran owes its entry. */
    return !ran || audit_add(t, AUDIT_COLLECTION, "scans.counted", "scans", added, err);
}

bool scan_counts_list(struct txn *t, struct date from, struct date to, struct arena *a,
                      const struct scan_count **out, size_t *len, struct err *err)
{
    struct sql_scan_count_list_in in = { from.days, to.days };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_scan_count_list_out row;
    struct scan_count *s = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_scan_count_list_begin(&q, t, &in, err))
        return false;
    while ((r = sql_scan_count_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &s, &room, n, n + 1, sizeof *s))
            return err_memory(err, "the scans");
        s[n] = (struct scan_count){ arena_copy(a, row.card), arena_copy(a, row.language),
                                    { (int32_t)row.day }, row.n };
        if (!s[n].card.at || !s[n].language.at)
            return err_memory(err, "the scans");
        n++;
    }
    if (r == ROW_FAILED)
        return false;
    *out = s;
    *len = n;
    return true;
}
