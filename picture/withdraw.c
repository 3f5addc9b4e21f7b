/* withdraw - a wrong import taken back, whole: see picture/import.h. */
#include "picture/import.h"

#include "governance/audit.h"

bool import_withdraw(struct store *s, struct str actor, struct instant now, int64_t id,
                     struct str why, int64_t *runs_stale, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_import_withdraw_in in = { id, now.ms, why };
    struct sql_import_by_id_out row;
    struct arena a _cleanup_(arena_close);
    const struct feed_notice *notice;
    size_t notices;
    bool found;

    arena_open(&a, (size_t)64 << 20);
    if (!txn_begin(&t, s, TXN_WRITE, actor, now, err) ||
        !sql_import_by_id(&t, &(struct sql_import_by_id_in){ id }, &a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no import %lld in this store; \"safekeep imports\" "
                                         "lists them", (long long)id);
    if (row.withdrawn_ms.some)
        return err_set(err, ERR_CLASH, "import %lld was withdrawn already", (long long)id);
    if (!sql_import_withdraw(&t, &in, err) ||
        !sql_run_stale_by_withdrawn(&t, &(struct sql_run_stale_by_withdrawn_in){ id, now.ms }, err))
        return false;
    *runs_stale = t.changed;
    return sql_source_rows_retired(&t, &(struct sql_source_rows_retired_in){ id }, err) &&
           sql_source_rows_revived(&t, &(struct sql_source_rows_revived_in){ id }, err) &&
           feed_look(&t, row.agency_id, row.kind, id, &a, &notice, &notices, err) &&
           audit_add(&t, AUDIT_ERASURE, "import.withdrawn", "import", id, err) && txn_commit(&t, err);
}
