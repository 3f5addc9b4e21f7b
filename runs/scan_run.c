/* scan_run - what a run looks at: every stream by the scan, every ward against its own past. */
#include "runs/run.h"

#include "runs/compare.h"
#include "scan/scan.h"

enum { STUDY_DAYS = 365, WINDOW_DAYS = 28, STUDY_MONTHS = 24, WINDOW_MONTHS = 3, CASES_MIN = 20,
       PERIODS_MIN = 6 };
static const double DAYS_A_MONTH = 30.4375;

struct run_order run_order_defaults(struct date until)
{
    return (struct run_order){ .until = until, .replications = 999, .seed = 1,
                               .false_alarms_a_year = 1, .max_radius_km = 3,
                               .max_population_share = .5 };
}

/* ---- one stream's cases ---- */

struct study {
    struct scan_cases cases;
    uint32_t *place, *step;
    size_t room;
    struct date first;       /* of step 0 */
    bool by_day;
    const char *left_out;    /* why it is not scanned; NULL: it is */
};

static bool add_cases(struct study *s, uint32_t place, uint32_t step, int64_t n, struct arena *a,
                      struct err *err)
{
    size_t want = s->cases.cases + (size_t)n, room = s->room;

    if (!arena_grow(a, &s->place, &room, s->cases.cases, want, sizeof *s->place) ||
        !arena_grow(a, &s->step, &s->room, s->cases.cases, want, sizeof *s->step))
        return err_memory(err, "a stream's cases");
    for (int64_t i = 0; i < n; i++) {
        s->place[s->cases.cases] = place;
        s->step[s->cases.cases++] = step;
    }
    return true;
}

/* The months held without a break up to the feed's last. */
static bool study_months(const struct tally *t, const struct stream *s, struct arena *a,
                         struct study *out, struct err *err)
{
    int last = t->feed[s->feed].last.n - t->first.n, first = last;

    while (first > 0 && last - first + 1 < STUDY_MONTHS && tally_held(t, s, (size_t)first - 1))
        first--;
    if (last < 0)
        return true;
    out->first = month_first((struct month){ t->first.n + first });
    out->cases.steps = (size_t)(last - first + 1);
    for (size_t i = 0; i < t->areas.small.len; i++)
        for (int m = first; m <= last; m++)
            if (!add_cases(out, (uint32_t)i, (uint32_t)(m - first), tally_small(t, s, (int)i, (size_t)m),
                           a, err))
                return false;
    return true;
}

static bool study_days(struct txn *txn, const struct tally *t, const struct stream *s,
                       struct as_of as_of, struct arena *a, struct study *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    const struct feed *f = &t->feed[s->feed];
    struct sql_incident_days_in in = { as_of.import, as_of.ms, f->agency_id, f->kind,
                                       t->category[s->category].code,
                                       f->complete_to.days - STUDY_DAYS + 1, f->complete_to.days };
    struct sql_incident_days_out row;
    enum row r;

    out->by_day = true;
    out->first.days = f->complete_to.days - STUDY_DAYS + 1;
    out->cases.steps = STUDY_DAYS;
    if (!sql_incident_days_begin(&q, txn, &in, err))
        return false;
    while ((r = sql_incident_days_next(&q, &row, err)) == ROW_SOME) {
        int small = area_by_code(&t->areas.small, row.area_code);
        if (small != AREA_NONE && !add_cases(out, (uint32_t)small, (uint32_t)(row.day - out->first.days),
                                             row.count, a, err))
            return false;
    }
    return r == ROW_NONE;
}

/* A feed that began inside the study has nothing to say about the days before it. */
static void trim_study(struct study *s, struct date began)
{
    if (!s->by_day || s->cases.cases == 0 || began.days <= s->first.days)
        return;
    uint32_t least = (uint32_t)(began.days - s->first.days);
    for (size_t i = 0; i < s->cases.cases; i++)
        s->step[i] -= least;
    s->cases.steps -= least;
    s->first.days += (int32_t)least;
}

static bool make_study(struct txn *txn, const struct tally *t, const struct stream *s,
                       struct as_of as_of, const struct run_order *order, struct arena *a,
                       struct study *out, struct err *err)
{
    const struct category *c = &t->category[s->category];
    double *x = arena_new(a, double, t->areas.small.len + 1);
    double *y = arena_new(a, double, t->areas.small.len + 1);
    bool ok;

    *out = (struct study){ 0 };
    if (!x || !y)
        return err_memory(err, "a stream's places");
    if (c->discovered && !order->discovered)
        out->left_out = "found by police looking";
    else if (c->priority == 0)
        out->left_out = "not in the brief";
    ok = t->feed[s->feed].by_day ? study_days(txn, t, s, as_of, a, out, err)
                                 : study_months(t, s, a, out, err);
    if (!ok)
        return false;
    trim_study(out, t->feed[s->feed].first_day);
    for (size_t i = 0; i < t->areas.small.len; i++) {
        x[i] = t->areas.small.at[i].middle.lon;
        y[i] = t->areas.small.at[i].middle.lat;
    }
    out->cases.places = t->areas.small.len;
    out->cases.x = x;
    out->cases.y = y;
    out->cases.place = out->place;
    out->cases.step = out->step;
    if (!out->left_out && out->cases.cases < CASES_MIN)
        out->left_out = "fewer than 20 cases";
    else if (!out->left_out && out->cases.steps < PERIODS_MIN)
        out->left_out = "fewer than 6 periods in a row";
    return true;
}

static void hash_study(struct hash *h, const struct tally *t, const struct stream *s,
                       const struct study *study)
{
    hash_add_str(h, t->feed[s->feed].agency_code);
    hash_add_str(h, t->feed[s->feed].kind);
    hash_add_str(h, t->category[s->category].code);
    hash_add_int(h, study->first.days);
    hash_add_int(h, (int64_t)study->cases.steps);
    hash_add_int(h, (int64_t)study->cases.cases);
    for (size_t i = 0; i < study->cases.cases; i++) {
        hash_add_int(h, study->place[i]);
        hash_add_int(h, study->step[i]);
    }
    for (size_t i = 0; i < study->cases.places; i++) {
        hash_add_str(h, t->areas.small.at[i].code);
        hash_add_int(h, t->areas.small.at[i].ward);
        hash_add(h, &study->cases.x[i], sizeof(double));
        hash_add(h, &study->cases.y[i], sizeof(double));
    }
}

/* ---- running ---- */

struct running {
    struct txn *txn;
    const struct run_order *order;
    struct as_of as_of;
    struct arena *arena;
    struct tally tally;
    struct hash hash;
    struct buf json;
    struct json_out j;
    struct run_outcome *out;
    size_t alert_room;
    uint32_t done;
};

/*
 * The chance a look may have: half of the false alarms a year the dial allows go to the clusters
 * and half to the wards, shared among all that is looked at.
 */
static double threshold(const struct run_order *order, double days_a_look, size_t looks)
{
    return order->false_alarms_a_year / 2 * days_a_look / 365.25 / (double)(looks ? looks : 1);
}

enum { REPLICATIONS_MAX = 99999 };

/* A chance rarer than 1 in replications + 1 cannot be told: enough to be able to pass the dial. */
static uint32_t replications(const struct run_order *order, double at_most)
{
    double needed = ceil(1 / at_most) - 1;

    if (needed <= order->replications)
        return order->replications;
    return needed < REPLICATIONS_MAX ? (uint32_t)needed : REPLICATIONS_MAX;
}

/* The central 95 %, summed from ten standard deviations below: exp(-mean) alone is 0 from 746 on. */
static void poisson_range(double mean, int64_t *low, int64_t *high)
{
    double first = floor(fmax(0, mean - 10 * sqrt(mean))), sum = 0;
    bool low_done = false;

    for (double n = first;; n++) {
        sum += exp(n * log(mean) - mean - lgamma(n + 1));
        if (!low_done && sum > .025) {
            *low = (int64_t)n;
            low_done = true;
        }
        if (sum >= .975 || n > mean + 20 * sqrt(mean) + 20) {
            *high = (int64_t)n;
            return;
        }
    }
}

static struct run_alert *add_alert(struct running *r, struct run_alert alert, struct err *err)
{
    if (!arena_grow(r->arena, &r->out->alert, &r->alert_room, r->out->alerts, r->out->alerts + 1,
                    sizeof alert)) {
        (void)err_memory(err, "the alerts");
        return NULL;
    }
    r->out->alert[r->out->alerts] = alert;
    return &r->out->alert[r->out->alerts++];
}

static struct date step_first(const struct study *s, uint32_t step)
{
    if (s->by_day)
        return (struct date){ s->first.days + (int32_t)step };
    return month_first((struct month){ month_of(s->first).n + (int32_t)step });
}

static struct date step_last(const struct study *s, uint32_t step)
{
    if (s->by_day)
        return (struct date){ s->first.days + (int32_t)step };
    return month_last((struct month){ month_of(s->first).n + (int32_t)step });
}

static bool alert_cluster(struct running *r, size_t stream, const struct study *study,
                          const struct scan_cluster *c, struct err *err)
{
    const struct stream *s = &r->tally.stream[stream];
    struct run_alert alert = {
        .category = r->tally.category[s->category].code, .method = "scan", .stream = stream,
        .agency_id = r->tally.feed[s->feed].agency_id, .feed = r->tally.feed[s->feed].kind,
        .area = arena_new(r->arena, struct str, c->places), .areas = c->places, .has_circle = true,
        .centre = r->tally.areas.small.at[c->centre].middle, .radius_km = c->radius,
        .from = step_first(study, c->from_step), .to = step_last(study, c->to_step),
        .observed = c->observed, .expected = c->expected, .p_value = c->p_value,
        .recurrence_days = c->recurrence_days
    };

    if (!alert.area)
        return err_memory(err, "the alerts");
    for (size_t i = 0; i < c->places; i++)
        alert.area[i] = r->tally.areas.small.at[c->place[i]].code;
    poisson_range(c->expected, &alert.low, &alert.high);
    return add_alert(r, alert, err) != NULL;
}

static void write_cluster(struct running *r, const struct study *study, const struct scan_cluster *c)
{
    struct json_out *j = &r->j;

    json_open_object(j);
    json_key(j, "areas");
    json_open_array(j);
    for (size_t i = 0; i < c->places; i++)
        json_str(j, r->tally.areas.small.at[c->place[i]].code);
    json_close_array(j);
    json_member_real(j, "radius_km", c->radius, 6);
    json_member_date(j, "start", step_first(study, c->from_step));
    json_member_date(j, "end", step_last(study, c->to_step));
    json_member_int(j, "observed", c->observed);
    json_member_real(j, "expected", c->expected, 6);
    json_member_real(j, "statistic", c->statistic, 6);
    json_member_real(j, "p_value", c->p_value, 6);
    json_member_real(j, "recurrence_days", c->recurrence_days, 6);
    json_close_object(j);
}

static bool scan_study(struct running *r, size_t stream, const struct study *study, size_t streams,
                       struct arena *a, struct err *err)
{
    struct scan_settings set = scan_defaults();
    struct scan_result result;

    set.geometry = SCAN_SPHERE;
    set.max_radius = r->order->max_radius_km;
    set.max_population_share = r->order->max_population_share;
    set.max_steps = study->by_day ? WINDOW_DAYS : WINDOW_MONTHS;
    set.max_time_share = .5;
    set.seed = r->order->seed;
    set.threads = r->order->threads;
    set.days_a_step = study->by_day ? 1 : DAYS_A_MONTH;
    double at_most = threshold(r->order, set.days_a_step, streams);
    set.replications = replications(r->order, at_most);
    if (!scan_run(&study->cases, &set, a, &result, err))
        return false;
    for (size_t i = 0; i < result.clusters; i++) {
        write_cluster(r, study, &result.cluster[i]);
        if (result.cluster[i].p_value <= at_most &&
            !alert_cluster(r, stream, study, &result.cluster[i], err))
            return false;
    }
    return true;
}

static size_t streams_to_scan(const struct running *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->tally.streams; i++) {
        const struct category *c = &r->tally.category[r->tally.stream[i].category];
        n += c->priority > 0 && (!c->discovered || r->order->discovered);
    }
    return n;
}

static bool scan_stream(struct running *r, size_t i, size_t streams, struct err *err)
{
    const struct stream *s = &r->tally.stream[i];
    const struct feed *f = &r->tally.feed[s->feed];
    struct arena a _cleanup_(arena_close);
    struct study study;

    arena_open_in(&a, r->arena, (size_t)2 << 30);
    if (!make_study(r->txn, &r->tally, s, r->as_of, r->order, &a, &study, err))
        return false;
    hash_study(&r->hash, &r->tally, s, &study);
    json_open_object(&r->j);
    json_member_str(&r->j, "agency", f->agency_code);
    json_member_str(&r->j, "category", r->tally.category[s->category].code);
    json_member_text(&r->j, "unit", study.by_day ? "day" : "month");
    json_member_int(&r->j, "periods", (int64_t)study.cases.steps);
    json_member_int(&r->j, "cases", (int64_t)study.cases.cases);
    json_key(&r->j, "left_out");
    study.left_out ? json_text(&r->j, study.left_out) : json_null(&r->j);
    json_key(&r->j, "clusters");
    json_open_array(&r->j);
    if (!study.left_out) {
        if (!scan_study(r, i, &study, streams, &a, err))
            return false;
        r->out->streams++;
    }
    json_close_array(&r->j);
    json_close_object(&r->j);
    if (r->order->progress)
        r->order->progress(r->order->with, ++r->done, (uint32_t)r->tally.streams);
    return true;
}

/* ---- wards against their own past ---- */

static bool alert_ward(struct running *r, size_t stream, int ward, const struct comparison *c,
                       struct err *err)
{
    const struct stream *s = &r->tally.stream[stream];
    struct month month = { r->tally.first.n + (int32_t)c->month };
    struct run_alert alert = {
        .category = r->tally.category[s->category].code, .method = "usual", .stream = stream,
        .agency_id = r->tally.feed[s->feed].agency_id, .feed = r->tally.feed[s->feed].kind,
        .area = &r->tally.areas.ward.at[ward].code, .areas = 1, .from = month_first(month),
        .to = month_last(month), .observed = c->observed, .expected = c->usual.expected,
        .low = c->usual.low, .high = c->usual.high, .p_value = c->usual.p_high,
        .recurrence_days = DAYS_A_MONTH / fmax(c->usual.p_high, 1e-9)
    };

    return add_alert(r, alert, err) != NULL;
}

static void write_ward(struct running *r, const struct stream *s, size_t ward,
                       const struct comparison *c)
{
    struct json_out *j = &r->j;

    json_open_object(j);
    json_member_str(j, "agency", r->tally.feed[s->feed].agency_code);
    json_member_str(j, "category", r->tally.category[s->category].code);
    json_member_str(j, "ward", r->tally.areas.ward.at[ward].code);
    json_member_int(j, "observed", c->observed);
    json_member_real(j, "expected", c->usual.expected, 6);
    json_member_int(j, "low", c->usual.low);
    json_member_int(j, "high", c->usual.high);
    json_member_real(j, "p_high", c->usual.p_high, 9);
    json_close_object(j);
}

/* All that the wards' usual ranges stand on. */
static void hash_past(struct running *r, const struct compare_base *base)
{
    for (size_t m = 0; m < r->tally.months; m++) {
        hash_add_int(&r->hash, tally_held(&r->tally, base->stream, m));
        hash_add_int(&r->hash, base->stream->odd[m]);
        for (size_t w = 0; w < r->tally.areas.ward.len; w++)
            hash_add_int(&r->hash, compare_count(base, (int)w, m));
    }
}

static bool compare_wards(struct running *r, size_t stream, size_t streams, struct err *err)
{
    const struct stream *s = &r->tally.stream[stream];
    const struct category *c = &r->tally.category[s->category];
    int last = r->tally.feed[s->feed].last.n - r->tally.first.n;
    size_t wards = r->tally.areas.ward.len;
    struct compare_base base;

    if (last < 0 || c->priority == 0 || (c->discovered && !r->order->discovered))
        return true;
    if (!compare_base(&r->tally, s, COMPARE_WARD, r->arena, &base, err))
        return false;
    hash_past(r, &base);
    for (size_t w = 0; w < wards; w++) {
        struct comparison compared = compare_month(&base, (int)w, (size_t)last);
        if (!compared.held || !compared.usual.known)
            continue;
        r->out->series++;
        write_ward(r, s, w, &compared);
        if (compared.usual.p_high <= threshold(r->order, DAYS_A_MONTH, streams * wards) &&
            !alert_ward(r, stream, (int)w, &compared, err))
            return false;
    }
    return true;
}

/* Least likely by chance first; equally unlikely, the one further above its expectation; else by name. */
static int order_alerts(const void *x, const void *y)
{
    const struct run_alert *a = x, *b = y;
    double ax = a->p_value, bx = b->p_value;
    double ar = (double)a->observed / a->expected, br = (double)b->observed / b->expected;

    if (ax != bx)
        return (ax > bx) - (ax < bx);
    if (ar != br)
        return (ar < br) - (ar > br);
    if (a->stream != b->stream)
        return a->stream < b->stream ? -1 : 1;
    return a->areas && b->areas ? str_order(a->area[0], b->area[0]) : 0;
}

bool run_scan(struct txn *t, const struct run_order *order, struct as_of as_of, struct arena *a,
              struct run_outcome *out, struct err *err)
{
    struct running r = { .txn = t, .order = order, .as_of = as_of, .arena = a, .out = out,
                         .json = { .arena = a } };
    size_t streams;

    *out = (struct run_outcome){ 0 };
    r.j.buf = &r.json;
    hash_begin(&r.hash);
    if (!tally_read(t, order->until, as_of, a, &r.tally, err))
        return false;
    streams = streams_to_scan(&r);
    json_open_object(&r.j);
    json_key(&r.j, "scans");
    json_open_array(&r.j);
    for (size_t i = 0; i < r.tally.streams; i++)
        if (!scan_stream(&r, i, streams, err))
            return false;
    json_close_array(&r.j);
    json_key(&r.j, "wards");
    json_open_array(&r.j);
    for (size_t i = 0; i < r.tally.streams; i++)
        if (!compare_wards(&r, i, streams, err))
            return false;
    json_close_array(&r.j);
    json_close_object(&r.j);
    if (out->alerts)
        qsort(out->alert, out->alerts, sizeof *out->alert, order_alerts);
    out->inputs = hash_end(&r.hash);
    if (!buf_done(&r.json, "the run's result", &out->json, err))
        return false;
    out->result = hash_of(out->json);
    return true;
}
