#include "scan/rank.h"

#include "scan/statistic.h"

static int by_value(const void *left, const void *right)
{
    double a, b;

    memcpy(&a, left, sizeof a);
    memcpy(&b, right, sizeof b);
    return a < b ? -1 : a > b;
}

/* Of count rising values, how many are at least x. */
static size_t at_least(const double *rising, size_t count, double x)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rising[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return count - low;
}

struct ranking {
    const struct study *study;
    const struct scan_cases *cases;
    const struct scan_settings *settings;
    struct near *near, *spare; /* [sites] */
    bool *taken;               /* per site */
    double *rising;            /* the replicates' maxima */
};

/* The zone's sites by distance, those without cases too; the last one's distance. */
static size_t zone_sites(struct ranking *r, const struct best *b, double *distance2)
{
    const struct sites *s = &r->study->sites;
    const struct zones *z = &r->study->zones;
    uint32_t last = z->site[z->row[z->start[b->centre] + b->rows - 1]];
    struct near edge = { sites_distance2(s, b->centre, last), last };
    size_t count = 0;

    for (size_t i = 0; i < s->count; i++) {
        struct near n = { sites_distance2(s, b->centre, i), (uint32_t)i };
        if (!near_before(edge, n))
            r->near[count++] = n;
    }
    near_sort(r->near, count, r->spare);
    *distance2 = edge.distance2;
    return count;
}

static bool rows_free(const struct ranking *r, const struct best *b)
{
    const struct zones *z = &r->study->zones;

    for (size_t i = 0; i < b->rows; i++)
        if (r->taken[z->site[z->row[z->start[b->centre] + i]]])
            return false;
    return true;
}

static bool list_places(struct ranking *r, size_t sites, struct arena *a, struct scan_cluster *c,
                        struct err *err)
{
    const struct sites *s = &r->study->sites;

    for (size_t i = 0; i < sites; i++)
        c->places += s->start[r->near[i].site + 1] - s->start[r->near[i].site];
    c->place = arena_new(a, uint32_t, c->places);
    if (!c->place)
        return err_memory(err, "the scan's clusters");
    for (size_t i = 0, at = 0; i < sites; i++) {
        r->taken[r->near[i].site] = true;
        for (uint32_t p = s->start[r->near[i].site]; p < s->start[r->near[i].site + 1]; p++)
            c->place[at++] = s->place[p];
    }
    return true;
}

static bool tell_cluster(struct ranking *r, const struct best *b, double p, size_t sites,
                         double distance2, struct arena *a, struct scan_cluster *c,
                         struct err *err)
{
    const struct sites *s = &r->study->sites;
    uint32_t last = (uint32_t)r->cases->steps - 1;

    *c = (struct scan_cluster){
        .centre = s->place[s->start[b->centre]],
        .radius = sites_radius(s, distance2),
        .from_step = last - (b->old - 1),
        .to_step = last - b->young,
        .observed = (int64_t)b->observed,
        .expected = statistic_expected(b->zone_cases, b->window_cases, r->study->all),
        .statistic = b->statistic,
        .p_value = p,
        .recurrence_days = r->settings->retrospective ? 0 : r->settings->days_a_step / p,
    };
    return list_places(r, sites, a, c, err);
}

static bool rank_all(struct ranking *r, const struct best *best, struct arena *a,
                     struct scan_result *result, struct err *err)
{
    size_t room = 0, reps = r->settings->replications, count = r->study->zones.centres;

    for (size_t i = 0; i < count && best[i].statistic > 0; i++) {
        double p = (1 + (double)at_least(r->rising, reps, best[i].statistic)) / (1 + (double)reps);
        double distance2;
        if (result->clusters > 0 && p >= 1)
            break;
        if (!rows_free(r, &best[i]))
            continue;
        size_t sites = zone_sites(r, &best[i], &distance2);
        bool free = true;
        for (size_t k = 0; k < sites; k++)
            free &= !r->taken[r->near[k].site];
        if (!free)
            continue;
        if (!arena_grow(a, &result->cluster, &room, result->clusters, result->clusters + 1,
                        sizeof *result->cluster))
            return err_memory(err, "the scan's clusters");
        if (!tell_cluster(r, &best[i], p, sites, distance2, a,
                          &result->cluster[result->clusters], err))
            return false;
        result->clusters++;
    }
    return true;
}

bool rank_clusters(const struct study *study, const struct scan_cases *cases,
                   const struct scan_settings *settings, struct best *best, struct arena *a,
                   struct scan_result *result, struct err *err)
{
    struct arena scratch _cleanup_(arena_close);
    struct ranking r = { .study = study, .cases = cases, .settings = settings };
    size_t reps = settings->replications;

    arena_open_in(&scratch, a, a->cap);
    r.near = arena_new(&scratch, struct near, study->sites.count);
    r.spare = arena_new(&scratch, struct near, study->sites.count);
    r.taken = arena_new(&scratch, bool, study->sites.count);
    r.rising = arena_new(&scratch, double, reps);
    if (!r.near || !r.spare || !r.taken || !r.rising)
        return err_memory(err, "the scan's clusters");
    memcpy(r.rising, result->simulated, reps * sizeof *r.rising);
    qsort(r.rising, reps, sizeof *r.rising, by_value);
    qsort(best, study->zones.centres, sizeof *best, best_order);
    return rank_all(&r, best, a, result, err);
}
