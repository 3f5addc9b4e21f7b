#include "scan/scan.h"

#include "scan/rank.h"

struct scan_settings scan_defaults(void)
{
    return (struct scan_settings){
        .max_population_share = .5, .max_time_share = .5,
        .replications = 999, .seed = 1, .days_a_step = 1,
    };
}

static bool is_share(double share)
{
    return share > 0 && share <= 1;
}

static bool check_settings(const struct scan_settings *s, struct err *err)
{
    if (!is_share(s->max_population_share))
        return err_set(err, ERR_INPUT, "the greatest share of cases is above 0 and at most 1");
    if (s->max_steps == 0 && !is_share(s->max_time_share))
        return err_set(err, ERR_INPUT, "the greatest share of the study's time is above 0 and at "
                                       "most 1");
    if (!isfinite(s->max_radius) || s->max_radius < 0)
        return err_set(err, ERR_INPUT, "the greatest radius is not negative");
    if (s->replications == 0)
        return err_set(err, ERR_INPUT, "at least one replication is needed: 999 is usual");
    if (!isfinite(s->days_a_step) || s->days_a_step <= 0)
        return err_set(err, ERR_INPUT, "a step lasts some days");
    return true;
}

static bool check_cases(const struct scan_cases *c, struct err *err)
{
    if (c->cases == 0)
        return err_set(err, ERR_INPUT, "there are no cases to scan");
    if (c->steps == 0 || c->steps > UINT32_MAX / 2 || c->places > UINT32_MAX / 2 ||
        c->cases > UINT32_MAX / 2)
        return err_set(err, ERR_LIMIT, "the scan takes at most %u places, steps and cases",
                       UINT32_MAX / 2);
    for (size_t i = 0; i < c->cases; i++) {
        if (c->place[i] >= c->places)
            return err_set(err, ERR_INPUT, "case %zu is at a place that is not there", i + 1);
        if (c->step[i] >= c->steps)
            return err_set(err, ERR_INPUT, "case %zu is outside the study's time", i + 1);
    }
    return true;
}

static size_t longest(const struct scan_cases *c, const struct scan_settings *s)
{
    size_t steps = s->max_steps;

    if (steps == 0)
        steps = (size_t)floor((double)c->steps * s->max_time_share + 1e-9);
    return steps == 0 ? 1 : steps > c->steps ? c->steps : steps;
}

/* Which row each place's cases are in; of no meaning for a place without any. */
static uint16_t *rows_of_places(const struct scan_cases *c, const struct study *study,
                                struct arena *a)
{
    uint16_t *of_site = arena_new(a, uint16_t, study->sites.count);
    uint16_t *of_place = arena_new(a, uint16_t, c->places);

    if (!of_site || !of_place)
        return NULL;
    for (size_t r = 0; r < study->zones.rows; r++)
        of_site[study->zones.site[r]] = (uint16_t)r;
    for (size_t p = 0; p < c->places; p++)
        of_place[p] = of_site[study->sites.of_place[p]];
    return of_place;
}

static bool study_make(const struct scan_cases *c, const struct scan_settings *s,
                       const uint32_t *per_step, struct arena *a, struct study *out,
                       struct err *err)
{
    out->all = c->cases;
    if (!sites_make(c, s->geometry, s->max_radius, a, &out->sites, err) ||
        !windows_make(per_step, c->steps, longest(c, s), s->retrospective, a, &out->windows,
                      err) ||
        !zones_make(&out->sites, out->all, out->windows.most > 0 ? out->windows.most : 1,
                    s->max_population_share, a, &out->zones, err) ||
        !bars_make(&out->windows, &out->zones, out->all, a, &out->bars, err) ||
        !deal_make(&out->zones, per_step, c->steps, out->windows.ages, a, &out->deal, err))
        return false;
    out->row_of_place = rows_of_places(c, out, a);
    if (!out->row_of_place)
        return err_memory(err, "the scan's places");
    return !s->conform || deal_conform(c, out->row_of_place, a, &out->deal, err);
}

/* The cases as they are: those young enough for some window, as rows and ages. */
static bool list_cases(const struct scan_cases *c, const struct study *study, struct arena *a,
                       uint16_t **row, uint32_t **age, struct err *err)
{
    size_t at = 0;

    *row = arena_new(a, uint16_t, study->deal.drawn);
    *age = arena_new(a, uint32_t, study->deal.drawn);
    if (!*row || !*age)
        return err_memory(err, "the scan's cases");
    for (size_t i = 0; i < c->cases; i++) {
        uint32_t old = (uint32_t)(c->steps - 1) - c->step[i];
        if (old >= study->windows.ages)
            continue;
        (*row)[at] = study->row_of_place[c->place[i]];
        (*age)[at++] = old;
    }
    return true;
}

/* Each centre's best on the cases as they are. */
static bool find_best(const struct scan_cases *c, const struct study *study, struct best *best,
                      struct arena *a, struct err *err)
{
    struct counts counts;
    struct sweep sweep = { .windows = &study->windows, .zones = &study->zones,
                           .bars = &study->bars, .counts = &counts, .all = study->all };
    uint16_t *row;
    uint32_t *age;

    sweep.scratch = lanes_make(a, study->windows.flat ? study->zones.classes : 0);
    if (!sweep.scratch)
        return err_memory(err, "the scan's zones");
    if (!list_cases(c, study, a, &row, &age, err) ||
        !counts_make(&study->windows, study->zones.rows, a, &counts, err))
        return false;
    for (size_t batch = 0; batch < study->windows.batches; batch++) {
        counts_fill(&counts, batch, row, age, study->deal.drawn);
        for (size_t centre = 0; centre < study->zones.centres; centre++)
            sweep_centres(&sweep, centre, centre + 1, bars_level(best[centre].statistic),
                          &best[centre]);
    }
    return true;
}

bool scan_run(const struct scan_cases *cases, const struct scan_settings *settings,
              struct arena *a, struct scan_result *result, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct study study = { 0 };
    struct scan_result found = { .replications = settings->replications,
                                 .seed = settings->seed };
    uint32_t *per_step;
    struct best *best;

    arena_open_in(&scratch, a, a->cap);
    if (!check_settings(settings, err) || !check_cases(cases, err))
        return false;
    per_step = arena_new(&scratch, uint32_t, cases->steps);
    if (!per_step)
        return err_memory(err, "the scan's days");
    for (size_t i = 0; i < cases->cases; i++)
        per_step[cases->step[i]]++;
    if (!study_make(cases, settings, per_step, &scratch, &study, err))
        return false;
    best = arena_new(&scratch, struct best, study.zones.centres);
    found.simulated = arena_new(a, double, settings->replications);
    if (!best || !found.simulated)
        return err_memory(err, "the scan's results");
    if (!find_best(cases, &study, best, &scratch, err) ||
        !replicate_run(&study, settings, &scratch, found.simulated, err) ||
        !rank_clusters(&study, cases, settings, best, a, &found, err))
        return false;
    *result = found;
    return true;
}
