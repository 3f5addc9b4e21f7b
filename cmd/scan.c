/* safekeep scan - is there too much, here, lately? Over a store, or over an analyst's own files. */
#include "cmd/scan_input.h"
#include "cmd/scan_store.h"

static int64_t clock_ms(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000
                                                   : 0;
}

static void on_progress(void *with, uint32_t done, uint32_t of)
{
    (void)of;
    progress_show(with, done);
}

/* ---- what was asked for ---- */

static int settle_choice(const struct call *c, const char *option, const char *const *word,
                         int *chosen, struct err *err)
{
    const char *value = call_value(c, option), *label = option;

    for (int i = 0; value && word[i]; i++)
        if (strcmp(value, word[i]) == 0) {
            *chosen = i;
            return EXIT_FINE;
        }
    if (!value)
        return EXIT_FINE;
    return USAGE(err, "%s does not take this word; \"safekeep scan --help\" lists them", label);
}

static int settle_sources(const struct call *c, struct scan_sources *from, struct err *err)
{
    static const char *const GEOMETRY[] = { "plane", "sphere", NULL };
    static const char *const UNIT[] = { "day", "month", "year", NULL };
    static const char *const MODEL[] = { "space-time-permutation", NULL };
    int geometry = 0, unit = 0, model = 0;

    *from = (struct scan_sources){
        .incidents = call_value(c, "--incidents"), .time = call_value(c, "--time"),
        .x = call_value(c, "--x"), .y = call_value(c, "--y"),
        .cases = call_value(c, "--cases"), .coordinates = call_value(c, "--coordinates"),
        .has_start = call_has(c, "--start"), .has_end = call_has(c, "--end"),
    };
    if (settle_choice(c, "--geometry", GEOMETRY, &geometry, err) != EXIT_FINE ||
        settle_choice(c, "--time-unit", UNIT, &unit, err) != EXIT_FINE ||
        settle_choice(c, "--model", MODEL, &model, err) != EXIT_FINE)
        return EXIT_USAGE;
    from->geometry = geometry == 0 ? SCAN_PLANE : SCAN_SPHERE;
    from->unit = unit == 0 ? UNIT_DAY : unit == 1 ? UNIT_MONTH : UNIT_YEAR;
    if (!call_date(c, "--start", &from->start, err) || !call_date(c, "--end", &from->end, err))
        return EXIT_USAGE;
    if (from->has_start && from->has_end && from->end.days < from->start.days)
        return USAGE(err, "--end is before --start");
    if (from->incidents ? from->cases || from->coordinates : !from->cases || !from->coordinates)
        return USAGE(err, "give --store, or --incidents with --time, --x and --y, or --cases with "
                          "--coordinates");
    if (from->incidents && (!from->time || !from->x || !from->y))
        return USAGE(err, "--incidents needs the names of its columns: --time, --x and --y");
    if (from->cases && strcmp(from->cases, "-") == 0 && strcmp(from->coordinates, "-") == 0)
        return USAGE(err, "only one of --cases and --coordinates can be standard input");
    return EXIT_FINE;
}

static int settle_settings(const struct call *c, const struct scan_sources *from,
                           struct scan_settings *s, struct err *err)
{
    int64_t replications = s->replications, seed = (int64_t)s->seed, threads = 0, days = 0;

    if (call_has(c, "--prospective") && call_has(c, "--retrospective"))
        return USAGE(err, "--prospective and --retrospective exclude each other");
    if (call_has(c, "--max-days") && call_has(c, "--max-time-share"))
        return USAGE(err, "--max-days and --max-time-share exclude each other");
    if (!call_whole(c, "--replications", 1, 999999, &replications, err) ||
        !call_whole(c, "--seed", 0, INT64_MAX, &seed, err) ||
        !call_whole(c, "--threads", 1, 256, &threads, err) ||
        !call_whole(c, "--max-days", 1, 1000000, &days, err) ||
        !call_real(c, "--max-time-share", 1e-6, 1, &s->max_time_share, err) ||
        !call_real(c, "--max-population-share", 1e-6, 1, &s->max_population_share, err) ||
        !call_real(c, "--max-radius", 0, 1e12, &s->max_radius, err))
        return EXIT_USAGE;
    s->geometry = from->geometry;
    s->retrospective = call_has(c, "--retrospective");
    s->conform = call_has(c, "--conform");
    s->replications = (uint32_t)replications;
    s->seed = (uint64_t)seed;
    s->threads = (unsigned)threads;
    s->days_a_step = scan_unit_days(from->unit);
    if (days > 0) {
        double steps = floor((double)days / s->days_a_step + .5);
        s->max_steps = steps < 1 ? 1 : (size_t)steps;
    }
    return EXIT_FINE;
}

/* ---- what was found ---- */

struct found {
    const struct scan_sources *from;
    const struct scan_settings *settings;
    const struct scan_input *in;
    const struct scan_result *result;
    double seconds;
};

enum { DECIMALS = 9 };

static void json_name(struct json_out *j, const struct found *f, uint32_t place)
{
    json_str(j, f->in->name[place]);
}

static void json_cluster(struct json_out *j, const struct found *f, const struct scan_cluster *c)
{
    json_open_object(j);
    json_key(j, "locations");
    json_open_array(j);
    for (size_t i = 0; i < c->places; i++)
        json_name(j, f, c->place[i]);
    json_close_array(j);
    json_key(j, "centre");
    json_name(j, f, c->centre);
    json_member_real(j, "radius", c->radius, DECIMALS);
    json_member_date(j, "start", scan_step_first(f->in, c->from_step));
    json_member_date(j, "end", scan_step_last(f->in, c->to_step));
    json_member_int(j, "observed", c->observed);
    json_member_real(j, "expected", c->expected, DECIMALS);
    json_member_real(j, "statistic", c->statistic, DECIMALS);
    json_member_real(j, "p_value", c->p_value, DECIMALS);
    json_key(j, "recurrence_days");
    if (f->settings->retrospective)
        json_null(j);
    else
        json_real(j, c->recurrence_days, DECIMALS);
    json_close_object(j);
}

static void json_study(struct json_out *j, const struct found *f)
{
    json_member_text(j, "model", "space-time-permutation");
    json_member_text(j, "analysis", f->settings->retrospective ? "retrospective" : "prospective");
    json_member_text(j, "geometry", f->settings->geometry == SCAN_PLANE ? "plane" : "sphere");
    json_member_date(j, "start", scan_step_first(f->in, 0));
    json_member_date(j, "end", scan_step_last(f->in, (uint32_t)f->in->cases.steps - 1));
    json_member_int(j, "cases", (int64_t)f->in->cases.cases);
    json_member_int(j, "places", (int64_t)f->in->cases.places);
    json_member_int(j, "cases_outside", (int64_t)f->in->outside);
    json_member_int(j, "events_without_place", (int64_t)f->in->placeless);
}

static void answer_json(const struct found *f, struct buf *b)
{
    struct json_out j = { .buf = b };

    json_open_object(&j);
    json_study(&j, f);
    json_key(&j, "clusters");
    json_open_array(&j);
    for (size_t i = 0; i < f->result->clusters; i++)
        json_cluster(&j, f, &f->result->cluster[i]);
    json_close_array(&j);
    json_member_int(&j, "replications", f->result->replications);
    json_member_int(&j, "seed", (int64_t)f->result->seed);
    json_member_bool(&j, "conform", f->settings->conform);
    if (f->settings->conform) {
        json_key(&j, "simulated");
        json_open_array(&j);
        for (uint32_t i = 0; i < f->result->replications; i++)
            json_real(&j, f->result->simulated[i], DECIMALS);
        json_close_array(&j);
    }
    json_member_real(&j, "seconds", f->seconds, 6);
    json_close_object(&j);
    buf_add_byte(b, '\n');
}

static void text_cluster(const struct found *f, size_t number, struct buf *b)
{
    const struct scan_cluster *c = &f->result->cluster[number];
    enum { NAMED = 8 };

    buf_addf(b, "\n%zu. ", number + 1);
    buf_add_date_words(b, scan_step_first(f->in, c->from_step));
    buf_add_text(b, " to ");
    buf_add_date_words(b, scan_step_last(f->in, c->to_step));
    buf_addf(b, ": %lld cases where ", (long long)c->observed);
    buf_add_real(b, c->expected, 2);
    buf_add_text(b, " were expected\n   around ");
    buf_add(b, f->in->name[c->centre]);
    if (c->places > 1) {
        buf_add_text(b, ", radius ");
        buf_add_real(b, c->radius, 2);
        buf_add_text(b, f->settings->geometry == SCAN_SPHERE ? " km" : "");
    }
    buf_addf(b, ", %zu place%s:", c->places, c->places == 1 ? "" : "s");
    for (size_t i = 0; i < c->places && i < NAMED; i++) {
        buf_add_byte(b, ' ');
        buf_add(b, f->in->name[c->place[i]]);
    }
    buf_add_text(b, c->places > NAMED ? " ...\n   statistic " : "\n   statistic ");
    buf_add_real(b, c->statistic, 6);
    buf_add_text(b, ", p ");
    buf_add_real(b, c->p_value, 4);
    if (!f->settings->retrospective) {
        buf_add_text(b, ", by chance about once in ");
        buf_add_real(b, c->recurrence_days, 0);
        buf_add_text(b, " days");
    }
    buf_add_byte(b, '\n');
}

static void answer_text(const struct found *f, struct buf *b)
{
    buf_add_count(b, (int64_t)f->in->cases.cases);
    buf_add_text(b, " cases at ");
    buf_add_count(b, (int64_t)f->in->cases.places);
    buf_add_text(b, " places, ");
    buf_add_date_words(b, scan_step_first(f->in, 0));
    buf_add_text(b, " to ");
    buf_add_date_words(b, scan_step_last(f->in, (uint32_t)f->in->cases.steps - 1));
    buf_addf(b, ", %s.\n",
             f->settings->retrospective ? "windows anywhere in the study"
                                        : "windows that reach its last day");
    if (f->in->outside)
        buf_addf(b, "%zu cases outside the study are left out.\n", f->in->outside);
    if (f->in->placeless)
        buf_addf(b, "%zu events without coordinates are left out.\n", f->in->placeless);
    if (f->result->clusters == 0)
        buf_add_text(b, "No circle of places holds more cases than its own past would have it.\n");
    for (size_t i = 0; i < f->result->clusters; i++)
        text_cluster(f, i, b);
}

static int scan_files(struct call *c, struct err *err)
{
    struct scan_settings settings = scan_defaults();
    struct buf b = { .arena = c->arena };
    struct scan_sources from;
    struct scan_input in;
    struct scan_result result;
    struct progress bar;
    struct found found = { &from, &settings, &in, &result, 0 };

    if (settle_sources(c, &from, err) != EXIT_FINE ||
        settle_settings(c, &from, &settings, err) != EXIT_FINE)
        return EXIT_USAGE;
    int64_t began = clock_ms();
    if (!scan_input_read(&from, c->arena, &in, err))
        return FAILED(err);
    progress_begin(&bar, "scanning", settings.replications);
    settings.progress = on_progress;
    settings.with = &bar;
    bool ok = scan_run(&in.cases, &settings, c->arena, &result, err);
    progress_end(&bar);
    if (!ok)
        return FAILED(err);
    found.seconds = (double)(clock_ms() - began) / 1000;
    if (c->json)
        answer_json(&found, &b);
    else
        answer_text(&found, &b);
    return call_answer(&b, err);
}

static int run(struct call *c, struct err *err)
{
    return call_has(c, "--store") ? scan_over_store(c, err) : scan_files(c, err);
}

static struct verb scan = {
    .name = "scan",
    .summary = "find places and days with more cases than their own past would have",
    .operands = "",
    .text =
        "Scans circles of places over the last days (or, with --retrospective, over any days) for\n"
        "more cases than the circle's and the days' own totals lead one to expect, and tells how\n"
        "often chance alone would show as much (space-time permutation scan, Kulldorff et al.\n"
        "2005). It needs no population. It scans places, never persons.\n"
        "\n"
        "With --store the run is recorded and can be repeated: see \"safekeep repeat\". Without,\n"
        "it reads an analyst's own files: one CSV with an event a row (--incidents), or a case\n"
        "file \"id count date\" and a coordinate file \"id x y\" (on the sphere \"id latitude\n"
        "longitude\"). A file named - is standard input.\n",
    .option = (const struct option[]){
        { "--store", "FILE", "scan what the store holds, and record the run", false, false },
        { "--false-alarms", "N", "with --store: alert so often a year by chance alone", false, false },
        { "--discovered", NULL, "with --store: also what police find by looking for it", false, false },
        { "--incidents", "FILE", "a CSV with one event a row", false, false },
        { "--time", "COLUMN", "its column of dates: 2025-10-31 or 31/10/2025, with a time or without",
          false, false },
        { "--x", "COLUMN", "its column of eastings, or longitudes on the sphere", false, false },
        { "--y", "COLUMN", "its column of northings, or latitudes on the sphere", false, false },
        { "--cases", "FILE", "a case file: id, count, date", false, false },
        { "--coordinates", "FILE", "its coordinate file", false, false },
        { "--model", "NAME", "space-time-permutation, the only one there is", false, false },
        { "--prospective", NULL, "only windows that reach the study's last day (the default)", false,
          false },
        { "--retrospective", NULL, "windows anywhere in the study", false, false },
        { "--geometry", "NAME", "plane (the default), or sphere: degrees, radius in km", false, false },
        { "--time-unit", "NAME", "day (the default), month or year: the step of time", false, false },
        { "--start", "DATE", "the study's first day (default: the first case's)", false, false },
        { "--end", "DATE", "the study's last day (default: the last case's)", false, false },
        { "--max-radius", "R", "the largest circle, in the coordinates' unit, or in km on the sphere",
          false, false },
        { "--max-population-share", "S", "the most of all cases a circle may hold (default 0.5)",
          false, false },
        { "--max-days", "N", "the longest window, in days (for months and years: rounded to them)",
          false, false },
        { "--max-time-share", "S", "or as a share of the study (default 0.5)", false, false },
        { "--replications", "N", "how often the dates are dealt out anew (default 999)", false, false },
        { "--seed", "N", "the same seed gives the same answer (default 1)", false, false },
        { "--conform", NULL,
          "deal as SaTScan does, whatever the seed, to compare with it;\n"
          "--json then lists each simulated maximum",
          false, false },
        { "--threads", "N", "how many at once (default: one a processor); the answer is the same",
          false, false },
        { 0 } },
    .example = (const struct example[]){
        { "An analyst's events, in degrees, the last four weeks at most",
          "safekeep scan --incidents events.csv --time date --x lon --y lat --geometry sphere "
          "--max-days 28" },
        { "A case and a coordinate file, as JSON",
          "safekeep scan --cases A.cas --coordinates A.geo --start 2023-01-01 --end 2023-12-31 "
          "--max-days 28 --json" },
        { "The nightly run over the store", "safekeep scan --store csp.safekeep" },
        { 0 } },
    .run = run,
};
VERB(scan)
