/* record - a run's parameters, its record in the store, and doing it again. */
#include "runs/run.h"

#include "base/number.h"
#include "governance/audit.h"

/* With as many digits as bring the very number back. */
static void exact_real(struct json_out *j, double x)
{
    char text[40];
    int n = snprintf(text, sizeof text, "%.17g", x);

    json_raw(j, (struct str){ text, n > 0 ? (size_t)n : 0 });
}

bool run_parameters(const struct run_order *order, int64_t as_of_import, struct arena *a,
                    struct str *out, struct err *err)
{
    struct buf b = { .arena = a };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    json_member_date(&j, "until", order->until);
    json_member_int(&j, "as_of_import", as_of_import);
    json_member_int(&j, "replications", order->replications);
    json_member_int(&j, "seed", (int64_t)order->seed);
    json_key(&j, "false_alarms_a_year");
    exact_real(&j, order->false_alarms_a_year);
    json_key(&j, "max_radius_km");
    exact_real(&j, order->max_radius_km);
    json_key(&j, "max_population_share");
    exact_real(&j, order->max_population_share);
    json_member_bool(&j, "discovered", order->discovered);
    json_close_object(&j);
    return buf_done(&b, "the run's parameters", out, err);
}

/* By its text: a seed may have more digits than a double. */
static int64_t whole_at(const struct json *in, const char *key, int64_t otherwise)
{
    const struct json *v = json_at(in, key);
    int64_t n;

    return v && v->type == JSON_NUMBER && number_int(v->text, &n) ? n : otherwise;
}

static double number_at(const struct json *in, const char *key, double otherwise)
{
    const struct json *v = json_at(in, key);

    return v && v->type == JSON_NUMBER ? v->number : otherwise;
}

bool run_order_read(struct str parameters, struct run_order *out, int64_t *as_of_import,
                    struct arena *a, struct err *err)
{
    const struct json *root, *until, *discovered;
    struct run_order order;

    if (!json_read(parameters, a, &root, err))
        return false;
    until = json_at(root, "until");
    discovered = json_at(root, "discovered");
    order = run_order_defaults((struct date){ 0 });
    if (!until || !date_read(until->text, &order.until))
        return err_set(err, ERR_BUG, "a recorded run has no day");
    order.replications = (uint32_t)whole_at(root, "replications", 999);
    order.seed = (uint64_t)whole_at(root, "seed", 1);
    order.false_alarms_a_year = number_at(root, "false_alarms_a_year", 1);
    order.max_radius_km = number_at(root, "max_radius_km", 3);
    order.max_population_share = number_at(root, "max_population_share", .5);
    order.discovered = discovered && discovered->type == JSON_TRUE;
    *as_of_import = whole_at(root, "as_of_import", 0);
    *out = order;
    return true;
}

/* ---- into the store ---- */

struct inputs {
    int64_t *id;
    size_t len, room;
};

static bool read_inputs(struct txn *t, struct arena *a, struct inputs *in, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_import_input_list_out row;
    enum row r;

    if (!sql_import_input_list_begin(&q, t, err))
        return false;
    while ((r = sql_import_input_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &in->id, &in->room, in->len, in->len + 1, sizeof *in->id))
            return err_memory(err, "the run's inputs");
        in->id[in->len++] = row.id;
    }
    return r == ROW_NONE;
}

static struct maybe_real maybe(bool some, double x)
{
    return (struct maybe_real){ some, some ? x : 0 };
}

static bool record_alert(struct txn *t, int64_t run_id, const struct run_alert *alert, struct arena *a,
                         struct err *err)
{
    struct buf b = { .arena = a };
    struct json_out j = { .buf = &b };
    struct sql_alert_add_in in = {
        .run_id = run_id, .method = str_of(alert->method), .category = alert->category,
        .agency_id = alert->agency_id, .feed = alert->feed,
        .lon = maybe(alert->has_circle, alert->centre.lon),
        .lat = maybe(alert->has_circle, alert->centre.lat),
        .radius_km = maybe(alert->has_circle, alert->radius_km), .from_day = alert->from.days,
        .to_day = alert->to.days, .observed = alert->observed, .expected = alert->expected,
        .low = alert->low, .high = alert->high, .p_value = alert->p_value,
        .recurrence_days = alert->recurrence_days
    };

    json_open_array(&j);
    for (size_t i = 0; i < alert->areas; i++)
        json_str(&j, alert->area[i]);
    json_close_array(&j);
    return buf_done(&b, "an alert", &in.area_codes, err) && sql_alert_add(t, &in, err);
}

static struct str bytes_of(const struct digest *d)
{
    return (struct str){ (const char *)d->at, sizeof d->at };
}

bool run_record(struct txn *t, const struct run_order *order, const struct run_outcome *run,
                struct arena *a, int64_t *id, struct err *err)
{
    struct inputs inputs = { 0 };
    struct sql_import_newest_out newest;
    bool found;
    struct sql_run_add_in in = { .kind = STR("scan"), .inputs_hash = bytes_of(&run->inputs),
                                 .seed = (int64_t)order->seed, .version = STR(SAFEKEEP_VERSION),
                                 .result = run->json, .result_hash = bytes_of(&run->result),
                                 .at_ms = t->now.ms, .took_ms = run->took_ms };

    if (!read_inputs(t, a, &inputs, err) || !sql_import_newest(t, a, &newest, &found, err) ||
        !run_parameters(order, newest.id, a, &in.parameters, err) || !sql_run_add(t, &in, err))
        return false;
    *id = t->last_id;
    for (size_t i = 0; i < inputs.len; i++)
        if (!sql_run_input_add(t, &(struct sql_run_input_add_in){ *id, inputs.id[i] }, err))
            return false;
    for (size_t i = 0; i < run->alerts; i++)
        if (!record_alert(t, *id, &run->alert[i], a, err))
            return false;
    return audit_add(t, AUDIT_COMBINATION, "run.recorded", "run", *id, err);
}

bool run_repeat(struct txn *t, int64_t id, unsigned threads, struct arena *a, struct run_repeat *out,
                struct err *err)
{
    struct sql_run_by_id_out row;
    struct run_order order;
    int64_t as_of_import;
    bool found;

    if (!sql_run_by_id(t, &(struct sql_run_by_id_in){ id }, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no run %lld in this store; \"safekeep runs\" lists "
                                         "them", (long long)id);
    if (!run_order_read(row.parameters, &order, &as_of_import, a, err))
        return false;
    order.threads = threads;
    struct as_of as_of = { { true, as_of_import }, { true, row.at_ms } };
    if (!run_scan(t, &order, as_of, a, &out->again, err))
        return false;
    out->same_inputs = str_eq(bytes_of(&out->again.inputs), row.inputs_hash);
    out->same_result = str_eq(bytes_of(&out->again.result), row.result_hash);
    out->same_version = str_eq(row.version, STR(SAFEKEEP_VERSION));
    return true;
}
