#include "brief/sample_test.h"

#include "base/chance.h"

#include <math.h>

enum { PRIORITIES = 14, PERIODS = 22, SIDE = 9 };

static const char *const PRIORITY[PRIORITIES] = {
    "Violence and sexual offences", "Anti-social behaviour",  "Criminal damage and arson",
    "Public order",                 "Shoplifting",            "Vehicle crime",
    "Other theft",                  "Burglary",               "Drugs",
    "Robbery",                      "Possession of weapons",  "Theft from the person",
    "Bicycle theft",                "Assaults seen by hospital",
};
static const double LEVEL[PRIORITIES] = { 640, 410, 190, 150, 140, 110, 105, 70,
                                          48,  22,  18,  12,  9,   61 };
static const char *const WARD[] = {
    "Quayside",    "Old Harbour", "Castle Mound",       "Millfield",
    "Saltmarsh",   "Eastgate",    "Long Strand",        "Priory Park",
    "Station and Arches",         "Windmill Hill",      "Northfleet End", "Sandhaven",
};

/* A name too long for anything, with all that might break a page. */
#define HOSTILE                                                                             \
    "</title><script>alert('1')</script><b onclick=\"x\"> & \xe2\x80\x94 \xc5\x81\xc3\xb3"  \
    "d\xc5\xba ward\"; @import 'x'; } </style> of Llanfairpwllgwyngyllgogerychwyrndrobwll"

#define LIT(s) { s, sizeof s - 1 } /* STR() where C wants a constant */

const char *sample_word(enum sample which)
{
    static const char *const WORD[SAMPLES] = { "ordinary", "calm", "empty", "worst" };
    return WORD[which];
}

static struct date day(int year, int month, int of_month)
{
    struct date d = { 0 };

    (void)!date_make(year, month, of_month, &d);
    return d;
}

static struct brief_period month_period(int year, int month)
{
    struct month m = { 0 };

    (void)!month_make(year, month, &m);
    return (struct brief_period){ BRIEF_MONTH, month_first(m), month_last(m) };
}

static struct brief_usual usual_of(double expected)
{
    double spread = 2 * sqrt(expected);

    return (struct brief_usual){ true, (int64_t)fmax(0, floor(expected - spread)),
                                 (int64_t)ceil(expected + spread), expected };
}

/* ---- an outline of no place ---- */

static struct lonlat corner(int column, int row, int columns)
{
    struct chance r;

    chance_open(&r, 7, (uint64_t)(row * 64 + column));
    double east = (chance_unit(&r) - 0.5) * 0.4, north = (chance_unit(&r) - 0.5) * 0.4;
    return (struct lonlat){ 0.90 + 0.3 * (column + east) / columns,
                            53.06 - 0.15 * (row + north) / 3 };
}

/* The points of an edge from one corner to the next, the same from either side. */
static size_t add_edge(struct lonlat *to, struct lonlat from, struct lonlat until)
{
    for (int i = 0; i < SIDE; i++) {
        double t = (double)i / SIDE;
        double bend = 0.003 * sin(t * 3.14159265) * sin((from.lon + until.lon) * 450);
        to[i] = (struct lonlat){ from.lon + (until.lon - from.lon) * t + bend,
                                 from.lat + (until.lat - from.lat) * t + bend / 2 };
    }
    return SIDE;
}

static struct shape make_shape(struct lonlat *point, int column, int row, int columns)
{
    static const uint32_t RING[] = { 4 * SIDE };
    struct lonlat at[4] = { corner(column, row, columns), corner(column + 1, row, columns),
                            corner(column + 1, row + 1, columns),
                            corner(column, row + 1, columns) };
    size_t n = 0;

    for (int side = 0; side < 4; side++)
        n += add_edge(point + n, at[side], at[(side + 1) % 4]);
    return (struct shape){ point, RING, n, 1, shape_box(point, n) };
}

static bool make_areas(struct arena *a, enum sample which, struct brief *b, struct err *err)
{
    size_t n = which == SAMPLE_WORST ? 30 : COUNT_OF(WARD);
    struct brief_area *area = arena_new(a, struct brief_area, n);
    struct lonlat *point = arena_new(a, struct lonlat, n * 4 * SIDE);

    if (!area || !point)
        return err_memory(err, "making a sample");
    for (size_t i = 0; i < n; i++) {
        struct brief_area *w = &area[i];
        int columns = (int)n / 3;
        double expected = 80 + 20.0 * (double)(i % 5);

        w->name = which == SAMPLE_WORST ? STR(HOSTILE) : str_of(WARD[i]);
        w->code = STR("X05000001");
        w->usual = usual_of(expected);
        w->count = (struct brief_count){ true, (int64_t)expected };
        if (which != SAMPLE_CALM && (i == 1 || i == 8))
            w->count.n = w->usual.high + 14;
        if (which != SAMPLE_CALM && i == 5)
            w->count.n = w->usual.low - 9;
        if (i == 11)
            w->usual.known = false;
        w->verdict = brief_judge(w->count, w->usual);
        w->shape = make_shape(point + i * 4 * SIDE, (int)i % columns, (int)i / columns, columns);
    }
    b->area = area;
    b->areas = n;
    return true;
}

/* ---- rows ---- */

static struct brief_series make_series(int64_t count[PERIODS], double expected, uint64_t stream,
                                       int64_t last)
{
    static const bool DOUBTFUL[PERIODS] = { [12] = true };
    struct chance r;

    chance_open(&r, 11, stream);
    for (size_t i = 0; i < PERIODS; i++)
        count[i] = (int64_t)(expected * (0.75 + 0.5 * chance_unit(&r)));
    count[4] = count[5] = count[9] = -1;
    count[12] /= 3;
    count[PERIODS - 1] = last;
    return (struct brief_series){ count, DOUBTFUL, PERIODS, month_period(2024, 1),
                                  month_period(2025, 10) };
}

static void fill_rate(struct brief_row *r, size_t priority, double share)
{
    bool burglary = priority == 7, hospital = priority == 13;

    r->rate.known = !hospital && r->area.len > 0 && !str_eq(r->area, STR("Quayside"));
    r->rate.per_1000 = LEVEL[priority] * share * 10 / (burglary ? 41 : 98);
    r->rate.months = 10;
    r->rate.denominator = burglary ? STR("households") : STR("residents");
    r->rate.why_not = hospital ? STR("attendances not held") : STR("no residents");
}

static void fill_splits(struct brief_row *r, size_t priority, bool all)
{
    for (int s = 0; s < BRIEF_SPLITS; s++)
        if (all || (priority == 13 && s != BRIEF_DOMESTIC && s != BRIEF_REPEAT))
            r->split[s] = (struct brief_count){ true, r->count.n * (s + 1) / 8 };
}

static void fill_row(int64_t past[PERIODS], enum sample which, size_t priority, struct str name,
                     double share, uint64_t stream, struct brief_row *r)
{
    double expected = LEVEL[priority] * share;
    struct chance chance;

    chance_open(&chance, 3, stream);
    r->priority = which == SAMPLE_WORST ? STR(HOSTILE) : str_of(PRIORITY[priority]);
    r->feed = priority == 13 ? STR("Northmere Hospital, assaults") : STR("Police, street level");
    r->area = name;
    r->area_code = STR("X05000001");
    r->period = month_period(2025, 10);
    r->complete_to = r->period.to;
    r->usual = usual_of(expected);
    r->count.known = true;
    r->count.n = (int64_t)(expected * (0.9 + 0.2 * chance_unit(&chance)));
    if (which != SAMPLE_CALM && stream % 29 == 9)
        r->count.n = r->usual.high + 3;
    if (which != SAMPLE_CALM && stream % 41 == 7 && r->usual.low > 1)
        r->count.n = r->usual.low - 1;
    if (priority == 13 && which != SAMPLE_WORST)
        r->usual.known = false;
    r->verdict = brief_judge(r->count, r->usual);
    r->year_ago = (struct brief_count){ priority % 5 != 3, (int64_t)(expected * 1.04) };
    r->twelve = (struct brief_count){ true, (int64_t)(expected * 10) };
    r->months_held = priority % 3 ? 10 : 12;
    fill_rate(r, priority, share);
    fill_splits(r, priority, which == SAMPLE_WORST);
    r->series = make_series(past, expected, stream, r->count.n);
}

static bool make_rows(struct arena *a, enum sample which, struct brief *b, struct err *err)
{
    size_t n = PRIORITIES * (1 + b->areas), at = 0;
    struct brief_row *row = arena_new(a, struct brief_row, n);
    int64_t *past = arena_new(a, int64_t, n * PERIODS);

    if (!row || !past)
        return err_memory(err, "making a sample");
    for (size_t p = 0; p < PRIORITIES; p++, at++) {
        fill_row(past + at * PERIODS, which, p, STR("Northmere"), 1, at, &row[at]);
        row[at].rank = (struct brief_rank){ p != 13, (int)(p % 6) + 1, 9 };
        row[at].level = BRIEF_WHOLE;
    }
    for (size_t p = 0; p < PRIORITIES; p++)
        for (size_t i = 0; i < b->areas; i++, at++) {
            double share = (1 + (double)(i % 4)) / 30;
            fill_row(past + at * PERIODS, which, p, b->area[i].name, share, at, &row[at]);
            row[at].level = BRIEF_AREA;
        }
    b->row = row;
    b->rows = n;
    return true;
}

/* ---- things ---- */

static const struct str EVIDENCE[] = {
    LIT("The hospital saw 4 assaults there that the police did not."),
    LIT("Anti-social behaviour in the same streets: 31, usual 18 to 34."),
};

static void fill_cluster(struct brief_thing *t)
{
    t->kind = BRIEF_CLUSTER;
    t->priority = STR("Assaults seen by hospital");
    t->place = STR("near the bus station, Quayside");
    t->period = (struct brief_period){ BRIEF_WEEK, day(2025, 10, 23), day(2025, 11, 2) };
    t->observed = 9;
    t->usual = (struct brief_usual){ true, 1, 4, 2.3 };
    t->p = 0.004;
    t->recurrence_days = 1100;
    t->looked_at = 5120;
    t->evidence = EVIDENCE;
    t->evidences = COUNT_OF(EVIDENCE);
    t->split[BRIEF_NIGHT] = (struct brief_count){ true, 6 };
    t->already_there = STR("Street team on Fridays");
    t->decision = STR("Extend to Saturdays?");
    t->reviewed = 10;
    t->right = 6;
    t->has_circle = true;
    t->centre = (struct lonlat){ 0.955, 53.04 };
    t->radius_km = 0.9;
    t->command = STR("safekeep scan --store northmere.db --seed 1");
    t->run = 1;
}

static bool fill_series(struct arena *a, const struct brief *b, struct brief_thing *t,
                        const char *priority, size_t area, int64_t observed, struct err *err)
{
    int64_t *past = arena_new(a, int64_t, PERIODS);

    if (!past)
        return err_memory(err, "making a sample");
    t->kind = BRIEF_SERIES;
    t->priority = str_of(priority);
    t->place = b->area[area].name;
    t->period = month_period(2025, 10);
    t->observed = observed;
    t->usual = usual_of((double)observed / 2);
    t->p = 0.00006;
    t->recurrence_days = 30.4375 * 20;
    t->looked_at = 168;
    t->ongoing = area == 8;
    t->reason = STR("October is no season for it: the rise is of this ward alone.");
    t->has_area = true;
    t->area = area;
    t->series = make_series(past, (double)observed / 2, area, observed);
    return true;
}

static bool make_things(struct arena *a, enum sample which, struct brief *b, struct err *err)
{
    static const struct str LONG[] = { LIT(HOSTILE),
                                       LIT(HOSTILE) };

    b->things = 3;
    b->things_more = 4;
    fill_cluster(&b->thing[0]);
    if (!fill_series(a, b, &b->thing[1], "Shoplifting", 1, 44, err) ||
        !fill_series(a, b, &b->thing[2], "Possession of weapons", 8, 11, err))
        return false;
    for (size_t i = 0; which == SAMPLE_WORST && i < b->things; i++) {
        struct brief_thing *t = &b->thing[i];
        t->priority = t->place = t->already_there = t->decision = t->owner = STR(HOSTILE);
        t->evidence = LONG;
        t->evidences = COUNT_OF(LONG);
        t->command = STR(HOSTILE);
    }
    return true;
}

/* ---- feeds and origin ---- */

static struct brief_notice NOTICE[] = {
    { .kind = BRIEF_LATE },
    { .kind = BRIEF_QUIET,
      .category = LIT("anti-social behaviour"),
      .observed = { true, 96 },
      .usual = { true, 350, 470, 409 } },
    { .kind = BRIEF_GAP },
    { .kind = BRIEF_DOUBLED, .observed = { true, 130 }, .usual = { true, 44, 78, 60 } },
    { .kind = BRIEF_NEVER },
};

static bool make_feeds(struct arena *a, enum sample which, struct brief *b, struct err *err)
{
    struct brief_feed *feed = arena_new(a, struct brief_feed, 4);

    if (!feed)
        return err_memory(err, "making a sample");
    NOTICE[1].period = month_period(2025, 1);
    NOTICE[2].period = (struct brief_period){ BRIEF_MONTH, day(2024, 5, 1), day(2024, 6, 30) };
    NOTICE[3].period = month_period(2024, 10);
    feed[0] = (struct brief_feed){ .agency = STR("Northmere Police"), .kind = STR("street level"),
                                   .received = true, .complete_to = day(2025, 10, 31),
                                   .rows = 30412, .notice = &NOTICE[1], .notices = 3 };
    feed[1] = (struct brief_feed){ .agency = STR("Northmere Hospital"), .kind = STR("assaults"),
                                   .received = true, .complete_to = day(2025, 11, 2),
                                   .rows = 1190 };
    feed[2] = (struct brief_feed){ .agency = STR("Northmere Homes"), .kind = STR("complaints"),
                                   .received = true, .complete_to = day(2025, 9, 12), .rows = 812,
                                   .notice = &NOTICE[0], .notices = 1 };
    feed[3] = (struct brief_feed){ .agency = STR("Northmere Schools"), .kind = STR("exclusions"),
                                   .notice = &NOTICE[4], .notices = 1 };
    if (which == SAMPLE_WORST)
        for (size_t i = 0; i < 4; i++)
            feed[i].agency = feed[i].kind = STR(HOSTILE);
    b->feed = feed;
    b->feeds = 4;
    return true;
}

static void fill_origin(struct brief *b)
{
    static const struct str NOTE[] = {
        LIT("Rows of 2024 carry older areas: placed by point in polygon, 1,204 rows, 3 outside."),
        LIT("The street-level feed says \"violence and sexual offences\": not serious violence."),
    };
    static const struct str PANEL[] = { LIT("Task force, Thursday 6 November") };
    static const struct brief_source SOURCE[] = {
        { .name = LIT("Northmere's feeds"), .licence = LIT("Invented"),
          .attribution = LIT("Made up for tests.") },
    };
    static const struct brief_run RUN[] = {
        { .id = 1, .method = LIT("Space-time permutation scan"),
          .parameters = LIT("prospective, by day, 999 replications"), .seed = 1,
          .inputs = LIT("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
          .result = LIT("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
          .command = LIT("safekeep run repeat 1") },
    };

    b->note = NOTE;
    b->notes = COUNT_OF(NOTE);
    b->panels = (struct brief_lines){ true, PANEL, COUNT_OF(PANEL) };
    b->source = SOURCE;
    b->sources = COUNT_OF(SOURCE);
    b->run = RUN;
    b->runs = COUNT_OF(RUN);
    b->map_of = STR("All recorded incidents, October 2025");
    b->looked_for = STR("168 monthly counts of 14 priorities in 12 wards were compared with their "
                        "own past, and assaults scanned by day.");
}

bool sample_make(enum sample which, struct arena *a, struct brief *out, struct err *err)
{
    static const struct str STALE[] = {
        LIT("run 1 stands on a file withdrawn on 3 November 2025")
    };
    struct brief b = { .partnership = STR("Northmere Community Safety Partnership"),
                       .invented = true, .marking = STR("OFFICIAL"), .date = day(2025, 11, 3),
                       .data_to = day(2025, 11, 2), .version = STR("0.1.0"),
                       .command = STR("safekeep brief --store northmere.db --date 2025-11-03") };

    if (which != SAMPLE_EMPTY) {
        fill_origin(&b);
        if (!make_areas(a, which, &b, err) || !make_rows(a, which, &b, err) ||
            !make_feeds(a, which, &b, err))
            return false;
    }
    if ((which == SAMPLE_ORDINARY || which == SAMPLE_WORST) && !make_things(a, which, &b, err))
        return false;
    if (which == SAMPLE_WORST) {
        b.partnership = b.marking = STR(HOSTILE);
        b.stale = STALE;
        b.stales = COUNT_OF(STALE);
    }
    *out = b;
    return true;
}
