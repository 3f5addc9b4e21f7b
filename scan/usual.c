#include "scan/usual.h"

#include <assert.h>

/* ---- one count against its past ---- */

/* A negative binomial by its mean and size; variance = mean + mean^2 / size. */
struct predictive {
    double mean, size;
};

/* P(x + 1) / P(x) */
static double step_up(const struct predictive *p, double x)
{
    return (x + p->size) / (x + 1) * (p->mean / (p->size + p->mean));
}

static double mode_of(const struct predictive *p)
{
    return p->size > 1 ? floor((p->size - 1) * p->mean / p->size) : 0;
}

/* Weights are relative to the mode's; below this they add nothing. */
#define NEGLIGIBLE 1e-20

struct weights {
    double first, at_first;  /* the least count that weighs, and its weight */
    double total;
};

static struct weights weigh(const struct predictive *p)
{
    double mode = mode_of(p), weight;
    struct weights w = { .first = mode, .at_first = 1 };

    while (w.first > 0) {
        weight = w.at_first / step_up(p, w.first - 1);
        if (weight < NEGLIGIBLE)
            break;
        w.at_first = weight;
        w.first--;
    }
    weight = w.at_first;
    for (double x = w.first; x <= mode || weight > NEGLIGIBLE; x++) {
        w.total += weight;
        weight *= step_up(p, x);
    }
    return w;
}

static void fill_range(const struct predictive *p, int64_t observed, struct usual_range *out)
{
    struct weights w = weigh(p);
    double weight = w.at_first, below = 0, above = 0, mode = mode_of(p);
    bool low_done = false, high_done = false;

    for (double x = w.first;; x++) {
        if (x >= (double)observed)
            above += weight;
        if (x <= (double)observed)
            out->p_low += weight / w.total;
        below += weight / w.total;
        if (!low_done && below > .025) {
            out->low = (int64_t)x;
            low_done = true;
        }
        if (!high_done && below >= .975) {
            out->high = (int64_t)x;
            high_done = true;
        }
        weight *= step_up(p, x);
        bool past = x >= (double)observed && x > mode;
        if (past && high_done && weight <= above * NEGLIGIBLE)
            break;
        if (!(weight > 0))
            break;
    }
    out->p_high = above / w.total < 1 ? above / w.total : 1;
    out->p_low = out->p_low < 1 ? out->p_low : 1;
}

struct usual_range usual_range(const struct usual_past *past, double exposure_now, int64_t observed)
{
    struct usual_range out = { .p_high = 1, .p_low = 1 };
    double cases = .5, exposure = 0, wider = past->dispersion > 1 ? past->dispersion : 1;
    struct predictive p;

    assert(observed >= 0);
    for (size_t i = 0; i < past->periods; i++) {
        cases += (double)past->count[i];
        exposure += past->exposure ? past->exposure[i] : 1;
    }
    if (past->periods < USUAL_PERIODS_MIN || !(exposure > 0) || !(exposure_now > 0))
        return out;
    p.mean = cases * exposure_now / exposure;
    /* variance = wider * mean * (1 + exposure_now / exposure); Poisson's own when wider is 1 */
    p.size = p.mean / (wider * (1 + exposure_now / exposure) - 1);
    out.p_low = 0;
    fill_range(&p, observed, &out);
    out.expected = p.mean;
    out.known = true;
    return out;
}

/* ---- season and dispersion ---- */

static void season_of(const double *total, const int *month, size_t periods,
                      struct usual_season *s)
{
    double seen[12] = { 0 }, times[12] = { 0 }, all = 0, used = 0, sum = 0, months = 0;

    for (size_t i = 0; i < periods; i++)
        if (month[i] > 0) {
            seen[month[i] - 1] += total[i];
            times[month[i] - 1]++;
            all += total[i];
            used++;
        }
    s->seasonal = used >= 24;
    if (!s->seasonal || !(all > 0))
        return;
    for (int m = 0; m < 12; m++)
        if (times[m] > 0) {
            s->factor[m] = (seen[m] + USUAL_SEASON_PRIOR) /
                           (times[m] * all / used + USUAL_SEASON_PRIOR);
            sum += s->factor[m];
            months++;
        }
    for (int m = 0; m < 12; m++)
        if (times[m] > 0)
            s->factor[m] *= months / sum;
}

/* Months of the year that bear a factor of their own, but one: their mean is 1. */
static double season_freedom(const int *month, size_t periods)
{
    bool seen[12] = { false };
    double n = -1;

    for (size_t i = 0; i < periods; i++)
        if (month[i] > 0 && !seen[month[i] - 1]) {
            seen[month[i] - 1] = true;
            n++;
        }
    return fmax(0, n);
}

static double dispersion_of(const int64_t *count, size_t areas, size_t periods, const int *month,
                            const struct usual_season *s)
{
    double pearson = 0, freedom = s->seasonal ? -season_freedom(month, periods) : 0;

    for (size_t area = 0; area < areas; area++) {
        const int64_t *at = count + area * periods;
        double cases = 0, exposure = 0, used = 0;
        for (size_t i = 0; i < periods; i++)
            if (month[i] > 0) {
                cases += (double)at[i];
                exposure += s->factor[month[i] - 1];
                used++;
            }
        if (!(cases > 0) || used < 2)
            continue;
        freedom += used - 1;
        for (size_t i = 0; i < periods; i++)
            if (month[i] > 0) {
                double mean = cases * s->factor[month[i] - 1] / exposure;
                pearson += ((double)at[i] - mean) * ((double)at[i] - mean) / mean;
            }
    }
    return freedom > 0 && pearson > freedom ? pearson / freedom : 1;
}

bool usual_season(const int64_t *count, size_t areas, size_t periods, const int *month_of_year,
                  struct arena *a, struct usual_season *out, struct err *err)
{
    struct usual_season s = { .dispersion = 1 };
    double *total = arena_new(a, double, periods);

    if (!total)
        return err_memory(err, "the usual range");
    for (int m = 0; m < 12; m++)
        s.factor[m] = 1;
    for (size_t area = 0; area < areas; area++)
        for (size_t i = 0; i < periods; i++) {
            assert(month_of_year[i] >= 0 && month_of_year[i] <= 12);
            total[i] += (double)count[area * periods + i];
        }
    season_of(total, month_of_year, periods, &s);
    s.dispersion = dispersion_of(count, areas, periods, month_of_year, &s);
    *out = s;
    return true;
}

/* ---- feeds ---- */

struct feed {
    const int64_t *count;
    const struct usual_feed *out; /* verdicts so far */
    size_t periods, reach;
    double *value;                /* scratch: [periods] */
};

static bool counts_at(const struct feed *f, size_t i)
{
    return f->count[i] >= 0 && f->out[i].verdict == 0;
}

static int by_value(const void *left, const void *right)
{
    double a, b;

    memcpy(&a, left, sizeof a);
    memcpy(&b, right, sizeof b);
    return a < b ? -1 : a > b;
}

static double median(double *value, size_t n)
{
    qsort(value, n, sizeof *value, by_value);
    return n == 0 ? 0 : n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

/* The counts that may be used in [from, to), but for `at`, into f->value. */
static size_t gather(const struct feed *f, size_t from, size_t to, size_t at)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (i != at && counts_at(f, i))
            f->value[n++] = (double)f->count[i];
    return n;
}

struct around {
    size_t from, to;        /* within reach */
    size_t before, after;   /* periods that may be used on each side */
    double median, spread;  /* of both sides together */
    double least, most;     /* the lesser and the greater side */
};

/* With one side empty, the two nearest periods stand for the sides. */
static void nearest_two(const struct feed *f, size_t at, struct around *w)
{
    size_t found = 0;

    for (size_t far = 1; far <= f->reach && found < 2; far++)
        for (int side = 0; side < 2 && found < 2; side++) {
            bool there = side ? at + far < f->periods : at >= far;
            size_t i = side ? at + far : at - far;
            if (!there || !counts_at(f, i))
                continue;
            double value = (double)f->count[i];
            w->least = found == 0 || value < w->least ? value : w->least;
            w->most = found == 0 || value > w->most ? value : w->most;
            found++;
        }
}

static struct around look_around(const struct feed *f, size_t at)
{
    struct around w = { .from = at > f->reach ? at - f->reach : 0,
                        .to = f->periods - at > f->reach ? at + f->reach + 1 : f->periods };
    double before, after;
    size_t n;

    w.before = gather(f, w.from, at, at);
    before = median(f->value, w.before);
    w.after = gather(f, at + 1, w.to, at);
    after = median(f->value, w.after);
    w.least = before < after ? before : after;
    w.most = before < after ? after : before;
    if (w.before == 0 || w.after == 0)
        nearest_two(f, at, &w);
    n = gather(f, w.from, w.to, at);
    w.median = median(f->value, n);
    for (size_t i = 0; i < n; i++)
        f->value[i] = fabs(f->value[i] - w.median);
    w.spread = 1.4826 * median(f->value, n);
    w.spread = w.spread > sqrt(w.median) ? w.spread : sqrt(w.median);
    return w;
}

static bool clear_of_chance(double a, double b)
{
    return fabs(a - b) >= 4 * sqrt(a + b);
}

/* How odd a period is: negative quiet, positive doubled, 0 neither. */
static double oddity(const struct feed *f, size_t at)
{
    struct around w = look_around(f, at);
    double count = (double)f->count[at];
    bool edge = w.before == 0 || w.after == 0;
    double quiet = edge ? .5 : USUAL_QUIET;

    if (w.before + w.after < 3)
        return 0;
    if (count < quiet * w.least && clear_of_chance(count, w.least))
        return log((count + .5) / (w.least + .5));
    if (edge && w.before + w.after >= 6 && count < .75 * w.median &&
        w.median - count > 6 * w.spread && clear_of_chance(count, w.median))
        return log((count + .5) / (w.median + .5));
    if (count > USUAL_DOUBLED * w.most && clear_of_chance(count, w.most))
        return log((count + .5) / (w.most + .5));
    return 0;
}

/* What the rule itself takes for usual there, so that no odd count is ever said to lie inside. */
static void describe(const struct feed *f, size_t at, struct usual_feed *out)
{
    struct around w = look_around(f, at);
    double quiet = w.before == 0 || w.after == 0 ? .5 : USUAL_QUIET;
    double low = ceil(quiet * w.least), high = floor(USUAL_DOUBLED * w.most);

    if (out->verdict < 0 && (double)f->count[at] >= low)
        low = ceil(.75 * w.median); /* an edge period, held against its median */
    out->expected = w.median;
    out->low = (int64_t)low;
    out->high = (int64_t)high;
}

bool usual_feed(const int64_t *count, size_t periods, size_t reach, struct arena *a,
                struct usual_feed *out, struct err *err)
{
    struct feed f = { .count = count, .periods = periods, .reach = reach };
    struct usual_feed *now = arena_new(a, struct usual_feed, periods);

    f.value = arena_new(a, double, periods);
    f.out = now;
    if (!f.value || !now)
        return err_memory(err, "the feed's past");
    for (;;) {
        double worst = 0;
        size_t which = 0;
        for (size_t i = 0; i < periods; i++) {
            double odd = counts_at(&f, i) ? oddity(&f, i) : 0;
            if (fabs(odd) > fabs(worst)) {
                worst = odd;
                which = i;
            }
        }
        if (fabs(worst) <= 0)
            break;
        now[which].verdict = worst < 0 ? -1 : 1;
    }
    for (size_t i = 0; i < periods; i++)
        describe(&f, i, &now[i]);
    memcpy(out, now, periods * sizeof *out);
    return true;
}
