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

/* What all days share, part by part. */
static bool share_parts(struct txn *t, struct shot_base *b, struct err *err)
{
    struct snapshot *s = &b->all;
    double at = now();

    if (!census_read(t, &b->arena, &b->arena, &b->census, err))
        return false;
    at = step("census", at);
    if (!census_newest_day(&b->census, &b->newest, err) || !census_count_flags(&b->census, &b->arena, err))
        return false;
    at = step("its flags", at);
    s->tally.areas = b->census.areas;
    if (!snapshot_fill_areas(s, t, &b->arena, err))
        return false;
    at = step("areas and outlines", at);
    if (!snapshot_fill_runs(s, t, &b->arena, err) || !snapshot_fill_alerts(s, t, &b->arena, err))
        return false;
    at = step("alerts and runs", at);
    if (!snapshot_fill_files(s, t, &b->arena, err) || !snapshot_fill_reasons(s, t, &b->arena, err))
        return false;
    at = step("files", at);
    if (!snapshot_fill_places(s, t, &b->arena, err))
        return false;
    (void)step("places", at);
    return true;
}

/* One day, counted from that. */
static bool count_parts(struct txn *t, const struct shot_base *b, struct arena *a, struct err *err)
{
    struct snapshot shot = b->all, *s = &shot;
    double at = now();

    s->date = b->newest;
    if (!tally_count(t, &b->census, s->date, a, &s->tally, err))
        return false;
    at = step("tally", at);
    if (!gather_counted(t, &b->census, &s->tally, s->date, a, &s->brief, err))
        return false;
    at = step("brief", at);
    if (!snapshot_fill_series(s, &b->census, a, err))
        return false;
    at = step("counts by flag and level", at);
    if (!snapshot_pick_runs(s, &b->all, a, err) || !snapshot_pick_alerts(s, &b->all, a, err))
        return false;
    (void)step("its alerts and runs", at);
    return true;
}

static bool parts(struct store *store, struct err *err)
{
    struct shot_base b = { 0 };
    struct arena a _cleanup_(arena_close);
    struct txn t _cleanup_(txn_end) = { 0 };

    arena_open(&b.arena, SNAPSHOT_CAP);
    arena_open(&a, SNAPSHOT_CAP);
    bool good = txn_begin(&t, store, TXN_READ, STR("bench"), (struct instant){ 0 }, err) &&
                share_parts(&t, &b, err) && count_parts(&t, &b, &a, err);
    if (good)
        printf("  memory: %.1f MB shared by all days, %.1f MB a day\n", (double)b.arena.used / 1e6,
               (double)a.used / 1e6);
    arena_close(&b.arena);
    return good;
}

enum { DAYS = 60 };

/* Days that were never asked for, a month apart. */
static bool days(struct partnership *p, struct date newest, struct err *err)
{
    double most = 0, all = 0, was = busy();
    int n = 0;

    for (struct date day = newest; n < DAYS; n++) {
        const struct snapshot *s;
        day.days -= 30;
        double at = now();
        if (!snapshot_take(p, &day, &s, err))
            break;
        snapshot_give_back(&s);
        at = now() - at;
        most = at > most ? at : most;
        all += at;
    }
    if (n < DAYS && err->kind != ERR_MISSING)
        return false;
    double each = 1e3 / (n ? n : 1);
    printf("  %-44s %8.1f ms on average, %.1f ms of it busy, %.1f ms at most, of %d\n",
           "another day, first asked for", all * each, (busy() - was) * each, most * 1e3, n);
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
    if (!store_open(&store, path, STORE_READ, err) || !parts(store, err) ||
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
    bool good = days(site_partnership(site, 0), s->date, err);
    snapshot_give_back(&s);
    return good;
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
