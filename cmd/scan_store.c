#include "cmd/scan_store.h"

static void on_progress(void *with, uint32_t done, uint32_t of)
{
    struct progress *p = with;

    p->of = of;
    progress_show(p, done);
}

static int64_t clock_ms(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 : 0;
}

static bool scan_once(struct call *c, struct store *s, struct run_order *order, struct arena *a,
                      struct run_outcome *out, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    int64_t began = clock_ms();

    if (!call_read(c, s, &t, err) || !run_scan(&t, order, (struct as_of){ 0 }, a, out, err))
        return false;
    out->took_ms = clock_ms() - began;
    return true;
}

bool scan_and_record(struct call *c, struct store *s, struct run_order *order, struct arena *a,
                     struct run_outcome *out, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct progress bar;
    bool ok;

    progress_begin(&bar, "scanning", 1);
    order->progress = on_progress;
    order->with = &bar;
    ok = scan_once(c, s, order, a, out, err);
    progress_end(&bar);
    order->progress = NULL;
    order->with = NULL;
    return ok && call_write(c, s, &t, err) && run_record(&t, order, out, a, &out->id, err) &&
           txn_commit(&t, err);
}

void alert_sentence(const struct run_alert *alert, struct buf *b)
{
    buf_add(b, alert->category);
    buf_addf(b, ": %lld where %lld to %lld are usual, ", (long long)alert->observed,
             (long long)alert->low, (long long)alert->high);
    buf_add_date_short(b, alert->from);
    buf_add_text(b, " to ");
    buf_add_date_short(b, alert->to);
    buf_addf(b, ", %s, by chance about once in ", alert->areas == 1 ? "1 area" : "a circle of areas");
    buf_add_real(b, alert->recurrence_days / 365.25, 1);
    buf_add_text(b, " years (each stream by itself)\n");
}

static int settle_order(const struct call *c, struct run_order *o, struct err *err)
{
    int64_t replications = o->replications, seed = (int64_t)o->seed, threads = 0;

    if (!call_whole(c, "--replications", 9, 999999, &replications, err) ||
        !call_whole(c, "--seed", 0, INT64_MAX, &seed, err) ||
        !call_whole(c, "--threads", 1, 256, &threads, err) ||
        !call_real(c, "--max-radius", .05, 500, &o->max_radius_km, err) ||
        !call_real(c, "--max-population-share", .01, 1, &o->max_population_share, err) ||
        !call_real(c, "--false-alarms", .01, 1000, &o->false_alarms_a_year, err))
        return EXIT_USAGE;
    o->replications = (uint32_t)replications;
    o->seed = (uint64_t)seed;
    o->threads = (unsigned)threads;
    o->discovered = call_has(c, "--discovered");
    return EXIT_FINE;
}

static void answer_text(const struct run_outcome *run, struct buf *b)
{
    buf_addf(b, "Run %lld: %zu streams scanned, %zu ward series held against their own past, %zu alert(s).\n",
             (long long)run->id, run->streams, run->series, run->alerts);
    for (size_t i = 0; i < run->alerts; i++) {
        buf_add_text(b, "  ");
        alert_sentence(&run->alert[i], b);
    }
}

static void answer_json(const struct run_outcome *run, const struct run_order *order, struct buf *b)
{
    struct json_out j = { .buf = b };

    json_open_object(&j);
    json_member_int(&j, "run", run->id);
    json_member_date(&j, "until", order->until);
    json_member_int(&j, "alerts", (int64_t)run->alerts);
    json_key(&j, "result_sha256");
    json_hex(&j, (struct str){ (const char *)run->result.at, sizeof run->result.at });
    json_key(&j, "result");
    json_raw(&j, run->json);
    json_member_real(&j, "seconds", (double)run->took_ms / 1000, 3);
    json_close_object(&j);
    buf_add_byte(b, '\n');
}

int scan_over_store(struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct run_order order = run_order_defaults((struct date){ 0 });
    struct buf b = { .arena = c->arena };
    struct run_outcome run;
    int code = settle_order(c, &order, err);

    if (code != EXIT_FINE)
        return code;
    if (!call_date(c, "--end", &order.until, err))
        return EXIT_USAGE;
    if (!call_store(c, STORE_WRITE, &s, err))
        return FAILED(err);
    if (!call_has(c, "--end")) {
        if (!call_read(c, s, &t, err) || !tally_newest_day(&t, &order.until, err))
            return FAILED(err);
        txn_end(&t);
    }
    if (!scan_and_record(c, s, &order, c->arena, &run, err))
        return FAILED(err);
    if (c->json)
        answer_json(&run, &order, &b);
    else
        answer_text(&run, &b);
    return call_answer(&b, err);
}
