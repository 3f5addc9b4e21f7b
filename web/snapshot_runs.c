/* web/snapshot_runs - the runs: what each was told, and how much it looked at; and those up to a day. */
#include "base/json.h"
#include "runs/run.h"
#include "web/snapshot_store.h"

static bool hexadecimal(struct arena *a, struct str bytes, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    buf_add_hex(&b, bytes.at, bytes.len);
    return buf_done(&b, "a snapshot", out, err);
}

static bool add_run(const struct sql_run_list_out *row, const struct run_order *o, struct arena *a,
                    struct shot_run *to, struct err *err)
{
    *to = (struct shot_run){
        .id = row->id, .at_ms = row->at_ms, .until = o->until, .replications = o->replications,
        .seed = row->seed, .false_alarms_a_year = o->false_alarms_a_year, .max_radius_km = o->max_radius_km,
        .max_population_share = o->max_population_share, .discovered = o->discovered,
        .stale = row->stale_ms.some, .version = arena_copy(a, row->version)
    };
    return (to->version.at || err_memory(err, "a snapshot")) &&
           hexadecimal(a, row->inputs_hash, &to->inputs, err) &&
           hexadecimal(a, row->result_hash, &to->result, err);
}

static int64_t looks(const struct json *result, const char *key)
{
    const struct json *list = json_at(result, key);
    int64_t n = 0;

    for (const struct json *v = list ? list->first : NULL; v; v = v->next) {
        const struct json *left_out = json_at(v, "left_out");
        n += !left_out || left_out->type == JSON_NULL;
    }
    return n;
}

static bool look_into(struct txn *t, struct arena *parent, struct shot_run *run, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct sql_run_by_id_out row;
    const struct json *result;
    bool found;

    arena_open_in(&a, parent, (size_t)256 << 20);
    if (!sql_run_by_id(t, &(struct sql_run_by_id_in){ run->id }, &a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_BUG, "a run went away while it was read");
    if (!json_read(row.result, &a, &result, err))
        return false;
    run->streams = looks(result, "scans");
    run->series = looks(result, "wards");
    return true;
}

static bool read_runs(struct txn *t, struct arena *a, struct shot_run **out, size_t *runs, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_run_list_out row;
    size_t room = 0;
    enum row r;

    if (!sql_run_list_begin(&q, t, err))
        return false;
    while ((r = sql_run_list_next(&q, &row, err)) == ROW_SOME) {
        struct run_order order;
        int64_t as_of;
        if (!run_order_read(row.parameters, &order, &as_of, a, err))
            return false;
        if (!arena_grow(a, out, &room, *runs, *runs + 1, sizeof **out))
            return err_memory(err, "a snapshot");
        if (!add_run(&row, &order, a, &(*out)[(*runs)++], err))
            return false;
    }
    return r == ROW_NONE;
}

bool snapshot_fill_runs(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct shot_run *run = NULL;
    size_t n = 0;

    if (!read_runs(t, a, &run, &n, err))
        return false;
    for (size_t i = 0; i < n / 2; i++) { /* the store lists the oldest first */
        struct shot_run swap = run[i];
        run[i] = run[n - 1 - i];
        run[n - 1 - i] = swap;
    }
    for (size_t i = 0; i < n; i++)
        if (!look_into(t, a, &run[i], err))
            return false;
    s->run = run;
    s->runs = n;
    return true;
}

bool snapshot_pick_runs(struct snapshot *s, const struct snapshot *all, struct arena *a, struct err *err)
{
    struct shot_run *run = arena_new(a, struct shot_run, all->runs + 1);

    if (!run)
        return err_memory(err, "a snapshot");
    s->run = run;
    s->runs = 0;
    for (size_t i = 0; i < all->runs; i++)
        if (all->run[i].until.days <= s->date.days)
            run[s->runs++] = all->run[i];
    return true;
}
