#include "link/cluster.h"

#include "link/group.h"

#define SOME_MOST 16u
enum { JOB_EDGES = 8192 };

struct work {
    const struct link_table *t;
    const struct cluster_order *o;
    double against;
    struct groups groups;
    uint32_t components;
    uint32_t *start;        /* per component: its first edge; one more at the end */
    uint32_t *records;      /* per component */
    struct link_edge *edge; /* by component */
    size_t jobs;
    uint32_t *job;          /* per job: its first component; one more at the end */
};

/* ---- two groups ---- */

struct hearing {
    double mean;    /* of all pairs between the groups */
    double support; /* sum of those that speak for a match, copies left out */
};

static bool copies(const struct link_table *t, uint32_t one, uint32_t two)
{
    return memcmp(link_cells(t, one), link_cells(t, two), t->columns * sizeof *t->cell) == 0;
}

/* Marks each record that is equal to an earlier one of the list. */
static void mark_copies(const struct link_table *t, const uint32_t *record, size_t n, bool *copy)
{
    for (size_t i = 0; i < n; i++) {
        copy[i] = false;
        for (size_t j = 0; j < i && !copy[i]; j++)
            copy[i] = copies(t, record[i], record[j]);
    }
}

static struct hearing hear(const struct work *w, unsigned worker, uint32_t a, uint32_t b, size_t most,
                           bool support)
{
    uint32_t one[SOME_MOST], two[SOME_MOST];
    bool copy_one[SOME_MOST] = { false }, copy_two[SOME_MOST] = { false };
    size_t ones = group_some(&w->groups, a, most, one), twos = group_some(&w->groups, b, most, two);
    struct hearing h = { 0 };

    if (support) {
        mark_copies(w->t, one, ones, copy_one);
        mark_copies(w->t, two, twos, copy_two);
    }
    for (size_t i = 0; i < ones; i++)
        for (size_t j = 0; j < twos; j++) {
            uint32_t first = one[i] < two[j] ? one[i] : two[j], second = one[i] < two[j] ? two[j] : one[i];
            double weight = w->o->weight(w->o->with, worker, first, second);
            h.mean += weight > CLUSTER_LEAST ? weight : CLUSTER_LEAST;
            if (weight > 0 && !copy_one[i] && !copy_two[j])
                h.support += weight;
        }
    h.mean /= (double)(ones * twos);
    return h;
}

/* ---- one component ---- */

static bool before(const struct link_edge *a, const struct link_edge *b)
{
    if (a->weight > b->weight || a->weight < b->weight)
        return a->weight > b->weight;
    return a->one != b->one ? a->one < b->one : a->two < b->two;
}

static int heaviest_first(const void *left, const void *right)
{
    const struct link_edge *a = left, *b = right;

    return before(a, b) ? -1 : before(b, a);
}

static void sort_edges(struct link_edge *edge, size_t edges)
{
    enum { FEW = 24 };

    if (edges > FEW) {
        qsort(edge, edges, sizeof *edge, heaviest_first);
        return;
    }
    for (size_t i = 1; i < edges; i++) {
        struct link_edge e = edge[i];
        size_t at = i;
        for (; at > 0 && before(&e, &edge[at - 1]); at--)
            edge[at] = edge[at - 1];
        edge[at] = e;
    }
}

/* Every two of its records are joined by an edge at or above the threshold: nothing speaks against. */
static bool is_whole(const struct work *w, const struct link_edge *edge, size_t edges, size_t records)
{
    if (edges != records * (records - 1) / 2)
        return false;
    for (size_t i = 0; i < edges; i++)
        if ((double)edge[i].weight < w->o->threshold)
            return false;
    return true;
}

static size_t heard_at_most(size_t edges)
{
    return edges > 65536 ? 4 : edges > 4096 ? 8 : SOME_MOST;
}

static void join_component(struct work *w, unsigned worker, struct link_edge *edge, size_t edges,
                           size_t records)
{
    struct groups *g = &w->groups;
    bool agreed = !w->o->weight || is_whole(w, edge, edges, records);
    size_t most = heard_at_most(edges);

    sort_edges(edge, edges);
    for (size_t i = 0; i < edges; i++) {
        uint32_t a = group_of(g, edge[i].one), b = group_of(g, edge[i].two);
        bool strong = (double)edge[i].weight >= w->o->threshold;
        bool alone = a != b && g->size[a] == 1 && g->size[b] == 1;

        if (a == b || (g->sources && g->sources[a] & g->sources[b]) || (alone && !strong))
            continue;
        if (!agreed && !alone) {
            struct hearing h = hear(w, worker, a, b, most, !strong);
            if (h.mean < (strong ? w->against : 0) || (!strong && h.support < w->o->threshold))
                continue;
        }
        group_join(g, a, b);
    }
}

static bool join_job(void *with, unsigned worker, size_t job, struct err *err)
{
    struct work *w = with;

    (void)err;
    for (uint32_t c = w->job[job]; c < w->job[job + 1]; c++)
        if (w->start[c + 1] > w->start[c])
            join_component(w, worker, w->edge + w->start[c], w->start[c + 1] - w->start[c], w->records[c]);
    return true;
}

/* ---- all of them ---- */

static bool is_used(const struct cluster_order *o, const struct link_edge *e)
{
    return (double)e->weight >= o->threshold || (o->weight && !o->plain);
}

/* The components of all edges that are used (`helping`), or only of those that reach the threshold. */
static bool find_components(const struct link_edge *edge, size_t edges, const struct cluster_order *o,
                            bool helping, struct groups *g, struct err *err)
{
    for (size_t i = 0; i < edges; i++) {
        if (edge[i].one >= g->records || edge[i].two >= g->records)
            return err_set(err, ERR_BUG, "an edge joins records that are not there");
        if (helping ? is_used(o, &edge[i]) : (double)edge[i].weight >= o->threshold)
            group_join(g, group_of(g, edge[i].one), group_of(g, edge[i].two));
    }
    return true;
}

/* Edges side by side with the others of their component; `of` says which that is. */
static bool gather_edges(struct work *w, const uint32_t *of, const struct link_edge *edge, size_t edges,
                         struct arena *a, struct err *err)
{
    size_t used = 0;
    uint32_t sum = 0;

    for (size_t i = 0; i < edges; i++)
        used += is_used(w->o, &edge[i]);
    if (used > UINT32_MAX)
        return err_set(err, ERR_LIMIT, "more than 4,294,967,295 matching pairs; raise the threshold");
    w->start = arena_new(a, uint32_t, (size_t)w->components + 2);
    w->records = arena_new(a, uint32_t, (size_t)w->components + 1);
    w->edge = arena_new(a, struct link_edge, used + 1);
    if (!w->start || !w->records || !w->edge)
        return err_memory(err, "the matching pairs of each component");
    for (uint32_t i = 0; i < w->t->records; i++)
        w->records[of[i]]++;
    for (size_t i = 0; i < edges; i++)
        if (is_used(w->o, &edge[i]))
            w->start[of[edge[i].one] + 2]++;
    for (size_t c = 2; c < (size_t)w->components + 2; c++)
        w->start[c] = sum += w->start[c];
    for (size_t i = 0; i < edges; i++)
        if (is_used(w->o, &edge[i]))
            w->edge[w->start[of[edge[i].one] + 1]++] = edge[i];
    return true;
}

/* Jobs of about as many edges each, the same on any number of threads. */
static bool cut_jobs(struct work *w, struct arena *a, struct err *err)
{
    size_t most = w->start[w->components] / JOB_EDGES + 1;
    uint32_t begun = 0;

    w->job = arena_new(a, uint32_t, most + 2);
    if (!w->job)
        return err_memory(err, "the jobs of clustering");
    for (uint32_t c = 0; c < w->components; c++)
        if (w->start[c + 1] - begun >= JOB_EDGES) {
            w->job[++w->jobs] = c + 1;
            begun = w->start[c + 1];
        }
    w->job[++w->jobs] = w->components;
    return true;
}

static bool mark_sources(struct work *w, struct arena *a, struct err *err)
{
    bool any = false;

    for (size_t i = 0; w->o->single && i < w->t->sources; i++)
        any |= w->o->single[i];
    if (!any)
        return true;
    w->groups.sources = arena_new(a, uint64_t, (size_t)w->t->records + 1);
    if (!w->groups.sources)
        return err_memory(err, "the sources of each group");
    for (uint32_t i = 0; i < w->t->records; i++)
        w->groups.sources[i] = (uint64_t)w->o->single[w->t->source_of[i]] << w->t->source_of[i];
    return true;
}

static bool join_all(struct work *w, const uint32_t *of, const struct link_edge *edge, size_t edges,
                     struct arena *a, struct err *err)
{
    return gather_edges(w, of, edge, edges, a, err) && cut_jobs(w, a, err) &&
           groups_open(&w->groups, w->t->records, true, a, err) && mark_sources(w, a, err) &&
           crew_run(w->o->threads, w->jobs, join_job, w, err);
}

/* What refinement changed against plain components, whose groups these are. */
static bool count_cuts(struct clusters *c, struct groups *plain, const struct link_edge *edge, size_t edges,
                       double threshold, struct arena *a, struct err *err)
{
    bool *split = arena_new(a, bool, (size_t)plain->records + 1);

    if (!split)
        return err_memory(err, "the components");
    for (size_t i = 0; i < edges; i++)
        c->edges_cut += (double)edge[i].weight >= threshold && c->of[edge[i].one] != c->of[edge[i].two];
    for (uint32_t i = 0; i < plain->records; i++) {
        uint32_t first = group_of(plain, i);
        if (c->of[first] != c->of[i] && !split[first]) {
            split[first] = true;
            c->components_split++;
        }
    }
    return true;
}

static bool refine(const struct link_table *t, const struct link_edge *edge, size_t edges,
                   const struct cluster_order *o, struct clusters *c, struct arena *a, struct err *err)
{
    struct work w = { .t = t, .o = o, .components = c->clusters };
    struct arena mine _cleanup_(arena_close);
    struct groups plain;

    w.against = o->threshold < CLUSTER_AGAINST ? o->threshold : CLUSTER_AGAINST;
    arena_open_in(&mine, a, SIZE_MAX);
    if (!join_all(&w, c->of, edge, edges, &mine, err))
        return false;
    c->clusters = groups_number(&w.groups, c->of);
    arena_reset(&mine);
    return groups_open(&plain, t->records, false, &mine, err) &&
           find_components(edge, edges, o, false, &plain, err) &&
           count_cuts(c, &plain, edge, edges, o->threshold, &mine, err);
}

bool clusters_make(const struct link_table *t, const struct link_edge *edge, size_t edges,
                   const struct cluster_order *o, struct arena *a, struct clusters *out, struct err *err)
{
    struct clusters c = { .of = arena_new(a, uint32_t, (size_t)t->records + 1) };
    struct arena mine _cleanup_(arena_close);
    struct groups g;

    arena_open_in(&mine, a, SIZE_MAX);
    if (!c.of)
        return err_memory(err, "the clusters");
    if (!groups_open(&g, t->records, false, &mine, err) || !find_components(edge, edges, o, true, &g, err))
        return false;
    c.clusters = groups_number(&g, c.of);
    arena_close(&mine);
    if (!o->plain && !refine(t, edge, edges, o, &c, a, err))
        return false;
    *out = c;
    return true;
}
