/* make bench-snapshot - how long one snapshot of a store takes to count, and each question to it. */
#include "brief/gather.h"
#include "web/snapshot_store.h"

#include <time.h>

static double now(void)
{
    struct timespec t = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double busy(void)
{
    struct timespec t = { 0 };

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double step(const char *what, double began)
{
    printf("  %-44s %8.1f ms\n", what, (now() - began) * 1e3);
    return now();
}

/* The parts of one count, one after the other. */
static bool count_parts(struct store *store, struct err *err)
{
    struct held_snapshot h = { 0 };
    struct arena a _cleanup_(arena_close), rows _cleanup_(arena_close);
    struct txn t _cleanup_(txn_end) = { 0 };
    struct census c;
    struct snapshot *s = &h.shot;

    arena_open(&a, SNAPSHOT_CAP);
    arena_open(&rows, SNAPSHOT_CAP);
    double at = now();
    if (!txn_begin(&t, store, TXN_READ, STR("bench"), (struct instant){ 0 }, err) ||
        !census_read(&t, &a, &rows, &c, err))
        return false;
    at = step("census", at);
    if (!census_newest_day(&c, &s->date, err) || !tally_count(&t, &c, s->date, &a, &s->tally, err))
        return false;
    at = step("tally", at);
    if (!gather_counted(&t, &c, &s->tally, s->date, &a, &s->brief, err))
        return false;
    at = step("brief", at);
    if (!snapshot_fill_series(s, &c, &a, err))
        return false;
    at = step("counts by flag and level", at);
    if (!snapshot_fill_areas(s, &t, &a, err))
        return false;
    at = step("areas and outlines", at);
    if (!snapshot_fill_alerts(s, &t, &a, err) || !snapshot_fill_runs(s, &t, &a, err))
        return false;
    at = step("alerts and runs", at);
    if (!snapshot_fill_files(s, &t, &a, err))
        return false;
    at = step("files", at);
    if (!snapshot_fill_places(s, &t, &a, err))
        return false;
    (void)step("places", at);
    size_t small = 0, ward = 0, rings = 0;
    for (size_t i = 0; i < s->tally.areas.small.len; i++) {
        small += s->small[i].path.len;
        rings += s->small[i].rings.len;
    }
    for (size_t i = 0; i < s->tally.areas.ward.len; i++)
        ward += s->ward[i].path.len;
    printf("  %zu small areas: %zu bytes of path, %zu of GeoJSON; %zu wards: %zu\n", s->tally.areas.small.len,
           small, rings, s->tally.areas.ward.len, ward);
    printf("  memory: %.1f MB kept, %.1f MB of rows\n", (double)a.used / 1e6, (double)rows.used / 1e6);
    return true;
}

static void ask(const struct snapshot *s)
{
    size_t smalls = s->tally.areas.small.len, last = s->tally.months - 1;
    int64_t sum = 0;
    double at = now();

    for (size_t i = 0; i < smalls; i++)
        sum += snapshot_compare(s, (struct shot_what){ -1, FLAG_ANY }, SHOT_SMALL, (int)i, last).observed;
    at = step("every small area's month held against its past", at);
    for (int c = 0; c < (int)s->tally.categories; c++)
        for (size_t i = 0; i < smalls; i++)
            sum += snapshot_compare(s, (struct shot_what){ c, FLAG_ANY }, SHOT_SMALL, (int)i, last).observed;
    at = step("the same of every category", at);
    for (size_t m = 0; m < s->tally.months; m++)
        sum += snapshot_compare(s, (struct shot_what){ -1, FLAG_ANY }, SHOT_WHOLE, 0, m).observed;
    (void)step("every month of the whole", at);
    printf("  (%lld)\n", (long long)sum);
}

static bool bench(const char *path, struct err *err)
{
    struct store *store _cleanup_(store_close) = NULL;
    struct site *site _cleanup_(site_close) = NULL;
    struct site_order order = { .path = { path }, .name = { STR("bench") }, .partnerships = 1,
                                .read_only = true };
    const struct snapshot *s;

    printf("%s\n", path);
    if (!store_open(&store, path, STORE_READ, err) || !count_parts(store, err) ||
        !site_open(&site, &order, err))
        return false;
    double at = now(), was = busy();
    if (!snapshot_take(site_partnership(site, 0), NULL, &s, err))
        return false;
    printf("  %-44s %8.1f ms, %.1f ms busy, %lld incidents\n", "one snapshot, first asked for",
           (now() - at) * 1e3,
           (busy() - was) * 1e3, (long long)s->tally.feed[0].rows);
    snapshot_give_back(&s);
    at = now();
    for (int i = 0; i < 1000; i++) {
        if (!snapshot_take(site_partnership(site, 0), NULL, &s, err))
            return false;
        if (i < 999)
            snapshot_give_back(&s);
    }
    printf("  %-44s %8.3f ms\n", "taken and given back", now() - at);
    ask(s);
    snapshot_give_back(&s);
    return true;
}

int main(int argc, char **argv)
{
    struct err err = { 0 };

    for (int i = 1; i < argc; i++)
        if (!bench(argv[i], &err)) {
            (void)fprintf(stderr, "snapshot_bench: %s\n", err.say);
            return 1;
        }
    return argc > 1 ? 0 : 2;
}
