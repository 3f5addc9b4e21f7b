#include "link/accuracy.h"

#include <math.h>

void share_interval(uint64_t n, uint64_t of, double *low, double *high)
{
    static const double z = 1.959963984540054;
    double total = (double)of;

    *low = 0;
    *high = 1;
    if (of == 0)
        return;
    double share = (double)n / total, whole = 1 + z * z / total, middle = share + z * z / (2 * total);
    double half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total));
    if (n > 0)
        *low = (middle - half) / whole;
    if (n < of)
        *high = (middle + half) / whole;
}

static void settle(struct accuracy *x)
{
    x->precision = x->called ? (double)x->right / (double)x->called : 0;
    x->recall = x->there ? (double)x->right / (double)x->there : 0;
    share_interval(x->right, x->called, &x->precision_low, &x->precision_high);
    share_interval(x->right, x->there, &x->recall_low, &x->recall_high);
    x->f1 = x->called + x->there ? 2 * (double)x->right / ((double)x->called + (double)x->there) : 0;
}

/* ---- records side by side with those of the same number ---- */

struct sorting {
    uint32_t *record, *spare, *count;
    uint32_t records;
};

/* Stable, by of[record], which is below `numbers`. */
static void sort_by(struct sorting *s, const uint32_t *of, uint32_t numbers)
{
    uint32_t *was = s->record, sum = 0;

    memset(s->count, 0, ((size_t)numbers + 1) * sizeof *s->count);
    for (uint32_t i = 0; i < s->records; i++)
        s->count[of[was[i]]]++;
    for (uint32_t n = 0; n < numbers; n++) {
        uint32_t here = s->count[n];
        s->count[n] = sum;
        sum += here;
    }
    for (uint32_t i = 0; i < s->records; i++)
        s->spare[s->count[of[was[i]]]++] = was[i];
    s->record = s->spare;
    s->spare = was;
}

/* The records that have a truth. */
static bool open_sorting(const struct link_table *t, uint32_t numbers, struct arena *a, struct sorting *s,
                         struct err *err)
{
    *s = (struct sorting){ .record = arena_new(a, uint32_t, (size_t)t->records + 1),
                           .spare = arena_new(a, uint32_t, (size_t)t->records + 1),
                           .count = arena_new(a, uint32_t, (size_t)numbers + 1) };
    if (!s->record || !s->spare || !s->count)
        return err_memory(err, "the comparison with the truth");
    for (uint32_t i = 0; i < t->records; i++)
        if (t->truth[i])
            s->record[s->records++] = i;
    return true;
}

static uint64_t choose_two(uint64_t n)
{
    return n < 2 ? 0 : n * (n - 1) / 2;
}

/* Pairs among some records; across: of different sources. */
static uint64_t pairs_among(const struct link_table *t, const uint32_t *record, uint32_t records, bool across)
{
    uint32_t of[LINK_SOURCES_MAX] = { 0 };
    uint64_t pairs = choose_two(records);

    if (!across || records < 2)
        return pairs;
    for (uint32_t i = 0; i < records; i++)
        of[t->source_of[record[i]]]++;
    for (size_t s = 0; s < t->sources; s++)
        pairs -= choose_two(of[s]);
    return pairs;
}

/* Pairs in runs of records that are equal in `one` and, unless it is NULL, in `two`. */
static uint64_t pairs_in_runs(const struct link_table *t, const struct sorting *s, const uint32_t *one,
                              const uint32_t *two, bool across)
{
    uint64_t pairs = 0;

    for (uint32_t from = 0, to; from < s->records; from = to) {
        uint32_t first = s->record[from];
        for (to = from + 1; to < s->records; to++)
            if (one[s->record[to]] != one[first] || (two && two[s->record[to]] != two[first]))
                break;
        pairs += pairs_among(t, s->record + from, to - from, across);
    }
    return pairs;
}

/* ---- what others call ---- */

bool accuracy_of_pairs(const struct link_table *t, const struct link_edge *edge, size_t edges,
                       double threshold, bool across, struct arena *a, struct accuracy *out, struct err *err)
{
    struct arena mine _cleanup_(arena_close);
    struct accuracy x = { 0 };
    struct sorting s;

    arena_open_in(&mine, a, SIZE_MAX);
    if (!open_sorting(t, t->truths + 1, &mine, &s, err))
        return false;
    sort_by(&s, t->truth, t->truths + 1);
    x.there = pairs_in_runs(t, &s, t->truth, NULL, across);
    for (size_t i = 0; i < edges; i++) {
        uint32_t one = edge[i].one, two = edge[i].two;
        if ((double)edge[i].weight < threshold || !t->truth[one] || !t->truth[two] ||
            (across && t->source_of[one] == t->source_of[two]))
            continue;
        x.called++;
        x.right += t->truth[one] == t->truth[two];
    }
    settle(&x);
    *out = x;
    return true;
}

bool accuracy_of_clusters(const struct link_table *t, const struct clusters *c, bool across, struct arena *a,
                          struct accuracy *out, struct err *err)
{
    uint32_t numbers = t->truths + 1 > c->clusters ? t->truths + 1 : c->clusters;
    struct arena mine _cleanup_(arena_close);
    struct accuracy x = { 0 };
    struct sorting s;

    arena_open_in(&mine, a, SIZE_MAX);
    if (!open_sorting(t, numbers, &mine, &s, err))
        return false;
    sort_by(&s, t->truth, numbers);
    x.there = pairs_in_runs(t, &s, t->truth, NULL, across);
    sort_by(&s, c->of, numbers);
    x.called = pairs_in_runs(t, &s, c->of, NULL, across);
    x.right = pairs_in_runs(t, &s, c->of, t->truth, across);
    settle(&x);
    *out = x;
    return true;
}
