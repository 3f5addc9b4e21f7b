/* safekeep alerts, review - what the newest run found, and whether it was right. */
#include "cmd/store_verbs.h"
#include "picture/review.h"

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

static bool review(const struct call *c, const struct review *said, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };

    return call_store(c, STORE_WRITE, &s, err) && call_write(c, s, &t, err) &&
           review_add(&t, said, c->arena, err) && txn_commit(&t, err);
}

static struct str given(const struct call *c, const char *option)
{
    const char *value = call_value(c, option);

    return value ? str_of(value) : STR("");
}

static int run_review(struct call *c, struct err *err)
{
    struct review said = { 0, given(c, "--reviewer"), given(c, "--verdict"), given(c, "--reason") };
    struct buf b = { .arena = c->arena };

    if (!number_int(str_of(c->operand[0]), &said.alert_id) || said.alert_id < 1)
        return USAGE(err, "NUMBER is an alert's number, as \"safekeep alerts\" lists it");
    if (!review_verdict_known(said.verdict))
        return USAGE(err, "--verdict takes watch, act, dismiss, right or false");
    if (!review(c, &said, err))
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
    .summary = "say what is to be done about an alert, or whether it was right",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "A person looked into the alert: it is to be watched, somebody acts on it, or it is dismissed\n"
            "for a reason; or what came of it: it was right, or it was false. From right and false the\n"
            "brief says how often such alerts were right. The newest word counts, and all are kept.\n"
            "\n"
            "Reasons: known (already dealt with), event (planned), season (time of year), recording\n"
            "(changed, late or doubled), chance, small (too small to act on).\n",
    .option = (const struct option[]){
        STORE_OPTION,
        { "--verdict", "WORD", "watch, act, dismiss, right or false", true, false },
        { "--reason", "WORD",
          "needed to dismiss: known, event, season, recording, chance or small", false, false },
        { "--reviewer", "NAME",
          "as \"safekeep reviewer list\" lists it (default: your login name)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "It was real", "safekeep review --store csp.safekeep 1 --verdict right" },
        { "A fair was in town", "safekeep review --store csp.safekeep 2 --verdict dismiss --reason event" },
        { 0 } },
    .run = run_review,
};
VERB(review_verb)
