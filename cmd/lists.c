/* safekeep imports, runs, audit - what the store holds, as lists. */
#include "cmd/store_verbs.h"

typedef bool (*list_fn)(struct call *c, struct txn *t, struct buf *b, struct json_out *j, struct err *err);

static int run_list(struct call *c, list_fn list, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err))
        return FAILED(err);
    if (c->json)
        json_open_array(&j);
    if (!list(c, &t, &b, &j, err))
        return FAILED(err);
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(&b, '\n');
    }
    return call_answer(&b, err);
}

static void key_instant(struct json_out *j, const char *key, int64_t ms)
{
    json_key(j, key);
    json_instant(j, (struct instant){ ms });
}

static bool list_imports(struct call *c, struct txn *t, struct buf *b, struct json_out *j,
                         struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_import_list_out row;
    enum row r;

    if (!sql_import_list_begin(&q, t, err))
        return false;
    while ((r = sql_import_list_next(&q, &row, err)) == ROW_SOME) {
        if (!c->json) {
            buf_addf(b, "%4lld  ", (long long)row.id);
            buf_add_instant(b, (struct instant){ row.at_ms });
            buf_addf(b, "  %-14.*s %-11.*s %8lld kept %8lld counting now  ", STR_ARG(row.agency_code),
                     STR_ARG(row.kind), (long long)row.rows_kept, (long long)row.rows_live);
            buf_add(b, row.file_name);
            buf_add_text(b, row.withdrawn_ms.some ? "  WITHDRAWN\n" : "\n");
            continue;
        }
        json_open_object(j);
        json_member_int(j, "import", row.id);
        json_member_str(j, "agency", row.agency_code);
        json_member_str(j, "kind", row.kind);
        json_member_str(j, "file", row.file_name);
        json_key(j, "sha256");
        json_hex(j, row.file_hash);
        json_member_int(j, "rows_read", row.rows_read);
        json_member_int(j, "rows_kept", row.rows_kept);
        json_member_int(j, "rows_live", row.rows_live);
        json_member_int(j, "rows_elsewhere", row.rows_elsewhere);
        json_member_int(j, "rows_refused", row.rows_refused);
        key_instant(j, "at", row.at_ms);
        json_member_bool(j, "withdrawn", row.withdrawn_ms.some);
        json_close_object(j);
    }
    return r == ROW_NONE;
}

static bool list_runs(struct call *c, struct txn *t, struct buf *b, struct json_out *j, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_run_list_out row;
    enum row r;

    if (!sql_run_list_begin(&q, t, err))
        return false;
    while ((r = sql_run_list_next(&q, &row, err)) == ROW_SOME) {
        if (!c->json) {
            buf_addf(b, "%4lld  ", (long long)row.id);
            buf_add_instant(b, (struct instant){ row.at_ms });
            buf_addf(b, "  %-6.*s seed %lld, %lld alert(s)%s  ", STR_ARG(row.kind), (long long)row.seed,
                     (long long)row.alerts, row.stale_ms.some ? ", STALE" : "");
            buf_add_hex(b, row.result_hash.at, 8);
            buf_add_byte(b, '\n');
            continue;
        }
        json_open_object(j);
        json_member_int(j, "run", row.id);
        json_member_str(j, "kind", row.kind);
        json_key(j, "parameters");
        json_raw(j, row.parameters);
        json_member_int(j, "seed", row.seed);
        json_member_str(j, "version", row.version);
        json_member_int(j, "alerts", row.alerts);
        json_key(j, "inputs_sha256");
        json_hex(j, row.inputs_hash);
        json_key(j, "result_sha256");
        json_hex(j, row.result_hash);
        key_instant(j, "at", row.at_ms);
        json_member_bool(j, "stale", row.stale_ms.some);
        json_close_object(j);
    }
    return r == ROW_NONE;
}

static bool list_audit(struct call *c, struct txn *t, struct buf *b, struct json_out *j, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_audit_list_in in = { 0 };
    struct sql_audit_list_out row;
    enum row r;

    if (!call_whole(c, "--after", 0, INT64_MAX, &in.after_seq, err) ||
        !sql_audit_list_begin(&q, t, &in, err))
        return false;
    while ((r = sql_audit_list_next(&q, &row, err)) == ROW_SOME) {
        if (!c->json) {
            buf_addf(b, "%6lld  ", (long long)row.seq);
            buf_add_instant(b, (struct instant){ row.at_ms });
            buf_addf(b, "  %-12.*s %-12.*s %.*s %.*s %lld\n", STR_ARG(row.actor), STR_ARG(row.verb),
                     STR_ARG(row.event), STR_ARG(row.about_kind), (long long)row.about_id);
            continue;
        }
        json_open_object(j);
        json_member_int(j, "seq", row.seq);
        key_instant(j, "at", row.at_ms);
        json_member_str(j, "actor", row.actor);
        json_member_str(j, "verb", row.verb);
        json_member_str(j, "event", row.event);
        json_member_str(j, "about", row.about_kind);
        json_member_int(j, "id", row.about_id);
        json_close_object(j);
    }
    return r == ROW_NONE;
}

static int run_imports(struct call *c, struct err *err)
{
    return run_list(c, list_imports, err);
}

static int run_runs(struct call *c, struct err *err)
{
    return run_list(c, list_runs, err);
}

static int run_audit(struct call *c, struct err *err)
{
    return run_list(c, list_audit, err);
}

static struct verb imports = {
    .name = "imports",
    .summary = "list the files that came in",
    .operands = "",
    .text = "Number, time, partner, kind, rows kept, rows that count now (newer files may have replaced\n"
            "some), file; withdrawn ones too. The number is what --withdraw takes.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){ { "All files", "safekeep imports --store csp.safekeep" }, { 0 } },
    .run = run_imports,
};
VERB(imports)

static struct verb runs = {
    .name = "runs",
    .summary = "list the recorded runs",
    .operands = "",
    .text = "Number, time, kind, seed, alerts, and the beginning of the result's digest. A stale run stood\n"
            "on a file that was withdrawn or replaced since.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){ { "All runs", "safekeep runs --store csp.safekeep" }, { 0 } },
    .run = run_runs,
};
VERB(runs)

static struct verb audit = {
    .name = "audit",
    .summary = "list who did what",
    .operands = "",
    .text = "Each change to the store left an entry in the same transaction: number, time, who, which\n"
            "of the six verbs of the Data Protection Act 2018 s.62, what happened, to what.\n",
    .option = (const struct option[]){ STORE_OPTION,
                                       { "--after", "NUMBER", "only entries after this one", false, false },
                                       { 0 } },
    .example = (const struct example[]){ { "The whole log", "safekeep audit --store csp.safekeep" },
                                         { 0 } },
    .run = run_audit,
};
VERB(audit)
