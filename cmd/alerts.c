/* safekeep alerts, review - what the newest run found, and whether it was right. */
#include "cmd/store_verbs.h"
#include "governance/audit.h"

static void add_alert(const struct call *c, const struct sql_alert_list_out *row, struct buf *b,
                      struct json_out *j)
{
    struct date from = { (int32_t)row->from_day }, to = { (int32_t)row->to_day };

    if (!c->json) {
        buf_addf(b, "%4lld  %-6.*s %-24.*s ", (long long)row->id, STR_ARG(row->method),
                 STR_ARG(row->category));
        buf_add_date(b, from);
        buf_add_text(b, " to ");
        buf_add_date(b, to);
        buf_addf(b, "  %lld where %lld to %lld are usual, p %.6f\n", (long long)row->observed,
                 (long long)row->low, (long long)row->high, row->p_value);
        return;
    }
    json_open_object(j);
    json_member_int(j, "alert", row->id);
    json_member_str(j, "method", row->method);
    json_member_str(j, "category", row->category);
    json_key(j, "areas");
    json_raw(j, row->area_codes);
    json_member_date(j, "start", from);
    json_member_date(j, "end", to);
    json_member_int(j, "observed", row->observed);
    json_member_real(j, "expected", row->expected, 6);
    json_member_int(j, "low", row->low);
    json_member_int(j, "high", row->high);
    json_member_real(j, "p_value", row->p_value, 9);
    json_member_real(j, "recurrence_days", row->recurrence_days, 6);
    json_close_object(j);
}

static bool list(const struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct json_out j = { .buf = b };
    struct sql_run_latest_out run;
    struct sql_alert_list_out row;
    bool found;
    enum row r = ROW_NONE;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !sql_run_latest(&t, &(struct sql_run_latest_in){ STR("scan") }, c->arena, &run, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "no run stands in this store; \"safekeep scan --store\" makes one");
    if (!sql_alert_list_begin(&q, &t, &(struct sql_alert_list_in){ run.id }, err))
        return false;
    if (c->json)
        json_open_array(&j);
    while ((r = sql_alert_list_next(&q, &row, err)) == ROW_SOME)
        add_alert(c, &row, b, &j);
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(b, '\n');
    }
    return r == ROW_NONE;
}

static int run_alerts(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

static bool review(const struct call *c, int64_t id, struct str verdict, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_alert_by_id_out held;
    struct sql_alert_review_add_in in = { id, c->now.ms, c->actor, verdict };
    bool found;

    if (!call_store(c, STORE_WRITE, &s, err) || !call_write(c, s, &t, err) ||
        !sql_alert_by_id(&t, &(struct sql_alert_by_id_in){ id }, c->arena, &held, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no alert %lld in this store; \"safekeep alerts\" lists "
                                         "them", (long long)id);
    return sql_alert_review_add(&t, &in, err) &&
           audit_add(&t, AUDIT_ALTERATION, "alert.reviewed", "alert", id, err) && txn_commit(&t, err);
}

static int run_review(struct call *c, struct err *err)
{
    struct str verdict = str_of(call_value(c, "--verdict"));
    struct buf b = { .arena = c->arena };
    int64_t id;

    if (!number_int(str_of(c->operand[0]), &id) || id < 1)
        return USAGE(err, "NUMBER is an alert's number, as \"safekeep alerts\" lists it");
    if (!str_eq(verdict, STR("right")) && !str_eq(verdict, STR("false")) &&
        !str_eq(verdict, STR("watch")))
        return USAGE(err, "--verdict takes right, false or watch");
    if (!review(c, id, verdict, err))
        return FAILED(err);
    buf_add_text(&b, c->json ? "{\"reviewed\":true}\n" : "Kept. The next brief counts it.\n");
    return call_answer(&b, err);
}

static struct verb alerts = {
    .name = "alerts",
    .summary = "list what the newest run found",
    .operands = "",
    .text = "The alerts of the newest run that still stands, the least likely by chance first. The number\n"
            "is what \"safekeep review\" takes.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){ { "All alerts", "safekeep alerts --store csp.safekeep" }, { 0 } },
    .run = run_alerts,
};
VERB(alerts)

static struct verb review_verb = {
    .name = "review",
    .summary = "say whether an alert was right",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "A person looked into the alert: it was right, it was false, or it is to be watched. From these\n"
            "the brief says how often such alerts were right before.\n",
    .option = (const struct option[]){ STORE_OPTION,
                                       { "--verdict", "WORD", "right, false or watch", true, false },
                                       { 0 } },
    .example = (const struct example[]){
        { "It was real", "safekeep review --store csp.safekeep 1 --verdict right" }, { 0 } },
    .run = run_review,
};
VERB(review_verb)
