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

/* A told cluster on a site; a site's marks are a chain. */
struct mark {
    uint32_t young, old, before; /* `before`: the next of the chain, or NO_MARK */
};
#define NO_MARK UINT32_MAX

struct ranking {
    const struct study *study;
    const struct scan_cases *cases;
    const struct scan_settings *settings;
    struct arena *scratch;
    struct near *near, *spare; /* [sites] */
    uint32_t *last_mark;       /* per site */
    struct mark *mark;
    size_t marks, mark_room;
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

static uint32_t places_at(const struct sites *s, uint32_t site)
{
    return s->start[site + 1] - s->start[site];
}

static bool site_free(const struct ranking *r, const struct best *b, uint32_t site)
{
    if (!r->mark) /* nothing was ranked so far */
        return true;
    for (uint32_t m = r->last_mark[site]; m != NO_MARK; m = r->mark[m].before)
        if (b->young < r->mark[m].old && r->mark[m].young < b->old)
            return false;
    return true;
}

/* By the zone's rows alone, which is cheap and settles most. */
static bool rows_free(const struct ranking *r, const struct best *b)
{
    const struct zones *z = &r->study->zones;

    for (size_t i = 0; i < b->rows; i++)
        if (!site_free(r, b, z->site[z->row[z->start[b->centre] + i]]))
            return false;
    return true;
}

static bool sites_free(const struct ranking *r, const struct best *b, size_t sites)
{
    for (size_t i = 0; i < sites; i++)
        if (!site_free(r, b, r->near[i].site))
            return false;
    return true;
}

static bool list_places(struct ranking *r, const struct best *b, size_t sites, struct arena *a,
                        struct scan_cluster *c, struct err *err)
{
    const struct sites *s = &r->study->sites;

    for (size_t i = 0; i < sites; i++)
        c->places += places_at(s, r->near[i].site);
    c->place = arena_new(a, uint32_t, c->places);
    if (!c->place || !arena_grow(r->scratch, &r->mark, &r->mark_room, r->marks, r->marks + sites,
                                 sizeof *r->mark))
        return err_memory(err, "the scan's clusters");
    for (size_t i = 0, at = 0; i < sites; i++) {
        uint32_t site = r->near[i].site;
        r->mark[r->marks] = (struct mark){ b->young, b->old, r->last_mark[site] };
        r->last_mark[site] = (uint32_t)r->marks++;
        for (uint32_t p = s->start[site]; p < s->start[site + 1]; p++)
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
    return list_places(r, b, sites, a, c, err);
}

struct tied {
    struct best best;
    uint32_t places, first; /* in the zone; the centre's first place */
};

static int by_places(const void *left, const void *right)
{
    const struct tied *a = left, *b = right;

    if (a->places != b->places)
        return a->places < b->places ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Puts candidates of one statistic in order: the smaller zone, then the place numbered first. */
static bool order_tied(struct ranking *r, struct best *best, size_t count, struct err *err)
{
    const struct sites *s = &r->study->sites;
    struct arena a _cleanup_(arena_close) = { 0 };
    struct tied *tied;
    double distance2;

    if (count < 2)
        return true;
    arena_open_in(&a, r->scratch, r->scratch->cap);
    tied = arena_new(&a, struct tied, count);
    if (!tied)
        return err_memory(err, "the scan's clusters");
    for (size_t i = 0; i < count; i++) {
        size_t sites = zone_sites(r, &best[i], &distance2);
        tied[i] = (struct tied){ .best = best[i], .first = s->place[s->start[best[i].centre]] };
        for (size_t k = 0; k < sites; k++)
            tied[i].places += places_at(s, r->near[k].site);
    }
    qsort(tied, count, sizeof *tied, by_places);
    for (size_t i = 0; i < count; i++)
        best[i] = tied[i].best;
    return true;
}

static bool rank_one(struct ranking *r, const struct best *b, double p, size_t *room,
                     struct arena *a, struct scan_result *result, struct err *err)
{
    double distance2;
    size_t sites;

    if (!rows_free(r, b))
        return true;
    sites = zone_sites(r, b, &distance2);
    if (!sites_free(r, b, sites))
        return true;
    if (!arena_grow(a, &result->cluster, room, result->clusters, result->clusters + 1,
                    sizeof *result->cluster))
        return err_memory(err, "the scan's clusters");
    if (!tell_cluster(r, b, p, sites, distance2, a, &result->cluster[result->clusters], err))
        return false;
    result->clusters++;
    return true;
}

static bool rank_all(struct ranking *r, struct best *best, size_t count, struct arena *a,
                     struct scan_result *result, struct err *err)
{
    size_t room = 0, reps = r->settings->replications, same;

    for (size_t i = 0; i < count && best[i].statistic > 0; i += same) {
        double p = (1 + (double)at_least(r->rising, reps, best[i].statistic)) / (1 + (double)reps);
        if (result->clusters > 0 && p >= 1)
            break;
        for (same = 1; i + same < count && best[i + same].statistic >= best[i].statistic;)
            same++;
        if (!order_tied(r, best + i, same, err))
            return false;
        for (size_t k = i; k < i + same && (p < 1 || result->clusters == 0); k++)
            if (!rank_one(r, &best[k], p, &room, a, result, err))
                return false;
    }
    return true;
}

bool rank_clusters(const struct study *study, const struct scan_cases *cases,
                   const struct scan_settings *settings, struct best *best, struct arena *a,
                   struct scan_result *result, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct ranking r = { .study = study, .cases = cases, .settings = settings,
                         .scratch = &scratch };
    size_t reps = settings->replications, sites = study->sites.count;

    arena_open_in(&scratch, a, a->cap);
    r.near = arena_new(&scratch, struct near, sites);
    r.spare = arena_new(&scratch, struct near, sites);
    r.last_mark = arena_new(&scratch, uint32_t, sites);
    r.rising = arena_new(&scratch, double, reps);
    if (!r.near || !r.spare || !r.last_mark || !r.rising)
        return err_memory(err, "the scan's clusters");
    memset(r.last_mark, 0xff, sites * sizeof *r.last_mark); /* NO_MARK */
    memcpy(r.rising, result->simulated, reps * sizeof *r.rising);
    qsort(r.rising, reps, sizeof *r.rising, by_value);
    qsort(best, study->zones.centres, sizeof *best, best_order);
    return rank_all(&r, best, study->zones.centres, a, result, err);
}
