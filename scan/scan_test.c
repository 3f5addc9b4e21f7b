#include "scan/scan.h"

#include "base/chance.h"
#include "base/test.h"
#include "scan/shuffle.h"

/* ---- small random studies ---- */

struct made {
    struct scan_cases cases;
    double *x, *y;
    uint32_t *place, *step;
};

/* On the plane a lattice, where distances and points are often equal and exactly so; on the sphere
 * only points are. */
static bool make_study(struct arena *a, uint64_t seed, size_t places, size_t steps, size_t cases,
                       enum scan_geometry geometry, struct made *m)
{
    struct chance chance;

    chance_open(&chance, seed, 99);
    m->x = arena_new(a, double, places);
    m->y = arena_new(a, double, places);
    m->place = arena_new(a, uint32_t, cases);
    m->step = arena_new(a, uint32_t, cases);
    if (!m->x || !m->y || !m->place || !m->step)
        return false;
    for (size_t i = 0; i < places; i++) {
        bool again = i > 0 && i % 5 == 0, plane = geometry == SCAN_PLANE;
        m->x[i] = plane ? (double)chance_below(&chance, 6) : 6 * chance_unit(&chance);
        m->y[i] = plane ? (double)chance_below(&chance, 6) : 50 + 6 * chance_unit(&chance);
        m->x[i] = again ? m->x[i - 1] : m->x[i];
        m->y[i] = again ? m->y[i - 1] : m->y[i];
    }
    for (size_t i = 0; i < cases; i++) {
        /* Some places have many cases, some none. */
        size_t most = 1 + (size_t)chance_below(&chance, places);
        m->place[i] = (uint32_t)chance_below(&chance, most);
        m->step[i] = (uint32_t)chance_below(&chance, steps);
    }
    m->cases = (struct scan_cases){ .places = places, .x = m->x, .y = m->y, .steps = steps,
                                    .cases = cases, .place = m->place, .step = m->step };
    return true;
}

/* ---- the same thing written plainly ---- */

struct plain {
    double statistic, expected;
    int64_t observed;
    uint32_t centre, from, to;
};

static double plain_distance(const struct scan_cases *c, bool sphere, size_t a, size_t b)
{
    const double turn = acos(-1) / 180;

    if (!sphere)
        return hypot(c->x[a] - c->x[b], c->y[a] - c->y[b]);
    double up = sin((c->y[a] - c->y[b]) * turn / 2), across = sin((c->x[a] - c->x[b]) * turn / 2);
    double h = up * up + cos(c->y[a] * turn) * cos(c->y[b] * turn) * across * across;
    return 2 * 6367 * asin(h < 1 ? sqrt(h) : 1);
}

/* The highest statistic of any circle that holds whole rings of equal distance or part of one in
 * the order of coordinates: tries every pair of centre and last place. */
static bool is_before(const struct scan_cases *c, const struct scan_settings *s, size_t centre,
                      size_t p, size_t q)
{
    bool sphere = s->geometry == SCAN_SPHERE;
    double dp = plain_distance(c, sphere, centre, p), dq = plain_distance(c, sphere, centre, q);
    double p1 = sphere ? c->y[p] : c->x[p], q1 = sphere ? c->y[q] : c->x[q];
    double p2 = sphere ? c->x[p] : c->y[p], q2 = sphere ? c->x[q] : c->y[q];

    if (fabs(dp - dq) > 1e-9)
        return dp < dq;
    if (fabs(p1 - q1) > 1e-12)
        return p1 < q1;
    return p2 <= q2;
}

static struct plain plain_zone(const struct scan_cases *c, const struct scan_settings *s,
                               size_t centre, size_t last, const bool *in, size_t longest)
{
    struct plain best = { 0 };
    double all = (double)c->cases, zone = 0;

    for (size_t i = 0; i < c->cases; i++)
        zone += in[c->place[i]];
    if (zone > all * s->max_population_share + 1e-9 ||
        (s->max_radius > 0 && plain_distance(c, s->geometry == SCAN_SPHERE, centre, last) >
                                  s->max_radius * (1 + 1e-10)))
        return best;
    for (size_t from = 0; from < c->steps; from++)
        for (size_t to = from; to < c->steps && to - from < longest; to++) {
            double n = 0, window = 0;
            if (!s->retrospective && to + 1 < c->steps)
                continue;
            for (size_t i = 0; i < c->cases; i++)
                if (c->step[i] >= from && c->step[i] <= to) {
                    window++;
                    n += in[c->place[i]];
                }
            double mu = zone * window / all;
            if (n < 2 || n <= mu)
                continue;
            double value = n * log(n / mu);
            if (all > n)
                value += (all - n) * log((all - n) / (all - mu));
            if (value > best.statistic)
                best = (struct plain){ value, mu, (int64_t)n, (uint32_t)centre, (uint32_t)from,
                                       (uint32_t)to };
        }
    return best;
}

static struct plain plain_best(const struct scan_cases *c, const struct scan_settings *s,
                               size_t centre, size_t longest)
{
    struct plain best = { 0 };

    for (size_t last = 0; last < c->places; last++) {
        bool in[64] = { 0 };
        for (size_t p = 0; p < c->places; p++)
            in[p] = is_before(c, s, centre, p, last);
        struct plain now = plain_zone(c, s, centre, last, in, longest);
        if (now.statistic > best.statistic)
            best = now;
    }
    return best;
}

static size_t plain_longest(const struct scan_cases *c, const struct scan_settings *s)
{
    size_t half = (size_t)((double)c->steps * s->max_time_share);

    return s->max_steps ? s->max_steps : half ? half : 1;
}

static void vary(struct scan_settings *s, uint64_t seed)
{
    *s = scan_defaults();
    s->replications = 9;
    s->threads = 1;
    s->retrospective = seed % 2;
    s->geometry = seed / 2 % 2 ? SCAN_SPHERE : SCAN_PLANE;
    s->max_radius = seed % 3 == 0 ? (s->geometry == SCAN_SPHERE ? 300 : 2) : 0;
    s->max_steps = seed % 5 == 0 ? 3 : 0;
    s->max_population_share = seed % 7 == 0 ? .2 : seed % 7 == 1 ? 1 : .5;
}

static bool same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (1 + fabs(b));
}

TEST_ONCE(scan_finds_what_a_plain_search_of_every_circle_finds) /* hundreds of slow searches */
{
    for (uint64_t seed = 0; seed < 120; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result r;
        size_t places = 2 + seed % 19, steps = 1 + seed % 11, cases = 5 + 3 * (seed % 37);
        vary(&s, seed);
        REQUIRE(make_study(a, seed, places, steps, cases, s.geometry, &m));
        REQUIRE(scan_run(&m.cases, &s, a, &r, err));
        double best = 0;
        for (size_t centre = 0; centre < places; centre++) {
            struct plain p = plain_best(&m.cases, &s, centre, plain_longest(&m.cases, &s));
            best = p.statistic > best ? p.statistic : best;
        }
        REQUIRE((r.clusters == 0) == (best <= 0));
        for (size_t i = 0; i < r.clusters; i++) {
            const struct scan_cluster *c = &r.cluster[i];
            struct plain p = plain_best(&m.cases, &s, c->centre, plain_longest(&m.cases, &s));
            REQUIRE(same(c->statistic, p.statistic));
            CHECK(i > 0 || same(c->statistic, best));
            CHECK(i == 0 || c->statistic <= r.cluster[i - 1].statistic);
        }
    }
}

/* Replicate `number` of a study as a study of its own. */
static bool deal_out(const struct made *m, const struct scan_settings *s, uint32_t number,
                     struct arena *a, struct made *dealt, struct err *err)
{
    const struct scan_cases *c = &m->cases;
    struct sites sites;
    struct zones zones;
    struct deal deal;
    struct hand hand;
    uint32_t *per_step = arena_new(a, uint32_t, c->steps);

    *dealt = *m;
    dealt->place = arena_new(a, uint32_t, c->cases);
    dealt->step = arena_new(a, uint32_t, c->cases);
    if (!per_step || !dealt->place || !dealt->step)
        return err_memory(err, "a test");
    for (size_t i = 0; i < c->cases; i++)
        per_step[c->step[i]]++;
    uint32_t ages = s->retrospective ? (uint32_t)c->steps : (uint32_t)plain_longest(c, s);
    ages = ages < c->steps ? ages : (uint32_t)c->steps;
    if (!sites_make(c, s->geometry, s->max_radius, a, &sites, err) ||
        !zones_make(&sites, c->cases, c->cases, s->max_population_share, a, &zones, err) ||
        !deal_make(&zones, per_step, c->steps, ages, a, &deal, err) ||
        !hand_make(&deal, a, &hand, err))
        return false;
    deal_shuffle(&deal, s->seed, number, &hand);
    for (size_t i = 0; i < c->cases; i++) {
        dealt->place[i] = sites.place[sites.start[zones.site[hand.row[i]]]];
        dealt->step[i] = (uint32_t)c->steps - 1 - deal.age[i];
    }
    dealt->cases.place = dealt->place;
    dealt->cases.step = dealt->step;
    return true;
}

TEST_ONCE(scan_gives_a_replicate_the_maximum_a_plain_search_finds_in_it) /* hundreds of slow searches */
{
    for (uint64_t seed = 0; seed < 30; seed++) {
        struct made m, dealt;
        struct scan_settings s;
        struct scan_result r;
        vary(&s, seed);
        REQUIRE(make_study(a, seed, 12, 9, 80, s.geometry, &m));
        s.replications = 6;
        REQUIRE(scan_run(&m.cases, &s, a, &r, err));
        for (uint32_t i = 0; i < s.replications; i++) {
            double best = 0;
            REQUIRE(deal_out(&m, &s, i, a, &dealt, err));
            for (size_t centre = 0; centre < 12; centre++) {
                struct plain p = plain_best(&dealt.cases, &s, centre,
                                            plain_longest(&m.cases, &s));
                best = p.statistic > best ? p.statistic : best;
            }
            CHECK(same(r.simulated[i], best));
        }
    }
}

/* ---- properties ---- */

static bool same_result(const struct scan_result *a, const struct scan_result *b,
                        const uint32_t *name_a, const uint32_t *name_b, double scale)
{
    if (a->clusters != b->clusters || a->replications != b->replications)
        return false;
    for (uint32_t i = 0; i < a->replications; i++)
        if (!same(a->simulated[i], b->simulated[i]))
            return false;
    for (size_t i = 0; i < a->clusters; i++) {
        const struct scan_cluster *p = &a->cluster[i], *q = &b->cluster[i];
        if (p->places != q->places || p->from_step != q->from_step || p->to_step != q->to_step ||
            p->observed != q->observed || !same(p->expected, q->expected) ||
            !same(p->statistic, q->statistic) || !same(p->p_value, q->p_value) ||
            !same(p->radius * scale, q->radius) ||
            !same(p->recurrence_days, q->recurrence_days) ||
            name_a[p->centre] != name_b[q->centre])
            return false;
    }
    return true;
}

static void name_all(uint32_t *name, size_t n)
{
    for (size_t i = 0; i < n; i++)
        name[i] = (uint32_t)i;
}

TEST_ONCE(scan_gives_the_same_on_one_thread_and_on_eight) /* starts threads */
{
    uint32_t name[40];
    name_all(name, COUNT_OF(name));
    for (uint64_t seed = 0; seed < 6; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result one, many;
        vary(&s, seed);
        REQUIRE(make_study(a, seed, 40, 30, 600, s.geometry, &m));
        s.replications = 99;
        REQUIRE(scan_run(&m.cases, &s, a, &one, err));
        for (unsigned threads = 2; threads <= 8; threads++) {
            s.threads = threads;
            REQUIRE(scan_run(&m.cases, &s, a, &many, err));
            CHECK(same_result(&one, &many, name, name, 1));
        }
    }
}

TEST_ONCE(scan_does_not_depend_on_the_order_of_cases) /* many whole scans */
{
    uint32_t name[20];
    name_all(name, COUNT_OF(name));
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result before, after;
        struct chance chance;
        vary(&s, seed);
        REQUIRE(make_study(a, seed, 20, 12, 200, s.geometry, &m));
        s.conform = seed % 4 == 3;
        REQUIRE(scan_run(&m.cases, &s, a, &before, err));
        chance_open(&chance, seed, 3);
        for (size_t i = 200; i > 1; i--) {
            size_t j = (size_t)chance_below(&chance, i);
            uint32_t place = m.place[j], step = m.step[j];
            m.place[j] = m.place[i - 1];
            m.step[j] = m.step[i - 1];
            m.place[i - 1] = place;
            m.step[i - 1] = step;
        }
        REQUIRE(scan_run(&m.cases, &s, a, &after, err));
        CHECK(same_result(&before, &after, name, name, 1));
    }
}

/* Places renumbered: ties between centres fall to the lower number, so p, statistics and counts of
 * the first cluster stand, and so does every replicate. */
TEST_ONCE(scan_replicates_do_not_depend_on_the_numbering_of_places) /* many whole scans */
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result before, after;
        vary(&s, seed);
        REQUIRE(make_study(a, seed, 20, 12, 200, s.geometry, &m));
        REQUIRE(scan_run(&m.cases, &s, a, &before, err));
        for (size_t i = 0; i < 10; i++) {
            double x = m.x[i], y = m.y[i];
            m.x[i] = m.x[19 - i];
            m.y[i] = m.y[19 - i];
            m.x[19 - i] = x;
            m.y[19 - i] = y;
        }
        for (size_t i = 0; i < 200; i++)
            m.place[i] = 19 - m.place[i];
        REQUIRE(scan_run(&m.cases, &s, a, &after, err));
        for (size_t i = 0; i < s.replications; i++)
            CHECK(same(before.simulated[i], after.simulated[i]));
        REQUIRE(before.clusters > 0 && after.clusters > 0);
        CHECK(same(before.cluster[0].statistic, after.cluster[0].statistic));
        CHECK(same(before.cluster[0].p_value, after.cluster[0].p_value));
    }
}

TEST_ONCE(scan_on_the_plane_does_not_depend_on_the_unit) /* many whole scans */
{
    uint32_t name[25];
    name_all(name, COUNT_OF(name));
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result before, after;
        double scale = seed % 2 ? 1024 : 1.0 / 64;
        vary(&s, seed);
        s.geometry = SCAN_PLANE;
        REQUIRE(make_study(a, seed, 25, 10, 150, SCAN_PLANE, &m));
        s.max_radius = seed % 3 == 0 ? 2 : 0;
        REQUIRE(scan_run(&m.cases, &s, a, &before, err));
        for (size_t i = 0; i < 25; i++) {
            m.x[i] *= scale;
            m.y[i] *= scale;
        }
        s.max_radius *= scale;
        REQUIRE(scan_run(&m.cases, &s, a, &after, err));
        CHECK(same_result(&before, &after, name, name, scale));
    }
}

TEST(scan_clusters_share_no_place_and_step_and_their_p_is_a_chance)
{
    for (uint64_t seed = 0; seed < 4; seed++) {
        struct made m;
        struct scan_settings s;
        struct scan_result r;
        vary(&s, seed);
        REQUIRE(make_study(a, seed + 50, 16, 10, 150, s.geometry, &m));
        s.replications = 19;
        REQUIRE(scan_run(&m.cases, &s, a, &r, err));
        for (size_t i = 0; i < r.clusters; i++) {
            const struct scan_cluster *c = &r.cluster[i];
            int64_t inside = 0;
            CHECK(c->p_value >= 1.0 / 20 && c->p_value <= 1);
            CHECK(s.retrospective ? c->recurrence_days <= 0
                                  : same(c->recurrence_days, 1 / c->p_value));
            CHECK(c->place[0] == c->centre || c->radius <= 0);
            CHECK(c->from_step <= c->to_step && c->to_step < 10);
            CHECK(s.retrospective || c->to_step == 9);
            for (size_t k = 0; k < m.cases.cases; k++)
                for (size_t p = 0; p < c->places; p++)
                    inside += m.place[k] == c->place[p] && m.step[k] >= c->from_step &&
                              m.step[k] <= c->to_step;
            CHECK(inside == c->observed);
            for (size_t j = 0; j < i; j++)
                for (size_t p = 0; p < c->places; p++)
                    for (size_t q = 0; q < r.cluster[j].places; q++)
                        CHECK(c->place[p] != r.cluster[j].place[q] ||
                              c->to_step < r.cluster[j].from_step ||
                              r.cluster[j].to_step < c->from_step);
        }
    }
}

TEST(scan_counts_ties_as_at_least_as_high)
{
    /* Two cases on one day at one place of many: every replicate ties or falls short. */
    double x[4] = { 0, 10, 20, 30 }, y[4] = { 0 };
    uint32_t place[4] = { 0, 0, 1, 2 }, step[4] = { 1, 1, 0, 0 };
    struct scan_cases c = { 4, x, y, 2, 4, place, step };
    struct scan_settings s = scan_defaults();
    struct scan_result r;
    size_t high = 0;
    s.threads = 1;
    REQUIRE(scan_run(&c, &s, a, &r, err));
    REQUIRE(r.clusters >= 1);
    for (uint32_t i = 0; i < r.replications; i++)
        high += r.simulated[i] >= r.cluster[0].statistic;
    CHECK(high > 50); /* exact ties: one deal in six or so */
    CHECK_NEAR(r.cluster[0].p_value, (1 + (double)high) / 1000, 1e-12);
}

TEST(scan_lets_places_at_one_point_enter_together)
{
    double x[3] = { 5, 5, 9 }, y[3] = { 5, 5, 9 };
    uint32_t place[6] = { 0, 1, 2, 2, 2, 2 }, step[6] = { 3, 3, 0, 1, 2, 0 };
    struct scan_cases c = { 3, x, y, 4, 6, place, step };
    struct scan_settings s = scan_defaults();
    struct scan_result r;
    s.threads = 1;
    s.replications = 9;
    REQUIRE(scan_run(&c, &s, a, &r, err));
    REQUIRE(r.clusters >= 1);
    CHECK(r.cluster[0].places == 2 && r.cluster[0].observed == 2);
    CHECK(r.cluster[0].radius <= 0);
}

/* ---- guards: each with all others satisfied ---- */

struct small {
    double x[2], y[2];
    uint32_t place[3], step[3];
    struct scan_cases cases;
    struct scan_settings settings;
};

static void make_small(struct small *m)
{
    *m = (struct small){ .x = { 0, 1 }, .y = { 0, 1 }, .place = { 0, 1, 1 }, .step = { 0, 1, 2 } };
    m->cases = (struct scan_cases){ 2, m->x, m->y, 3, 3, m->place, m->step };
    m->settings = scan_defaults();
    m->settings.replications = 9;
    m->settings.threads = 1;
}

static bool refused(const struct small *m, struct arena *a, struct err *err)
{
    struct scan_result r = { .clusters = 77 };

    *err = (struct err){ 0 };
    return !scan_run(&m->cases, &m->settings, a, &r, err) && err->kind == ERR_INPUT &&
           r.clusters == 77;
}

TEST(scan_refuses_what_cannot_be_scanned)
{
    struct small m;
    struct scan_result r;
    make_small(&m);
    REQUIRE(scan_run(&m.cases, &m.settings, a, &r, err));
    m.cases.cases = 0;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.step[2] = 3;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.place[1] = 2;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.x[1] = (double)NAN;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.geometry = SCAN_SPHERE;
    m.y[1] = 91;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.max_population_share = 1.5;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.max_time_share = 0;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.replications = 0;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.max_radius = -1;
    CHECK(refused(&m, a, err));
    make_small(&m);
    m.settings.days_a_step = 0;
    CHECK(refused(&m, a, err));
    *err = (struct err){ 0 };
}

static void remember(void *with, uint32_t done, uint32_t of)
{
    uint32_t *last = with;

    *last = done <= of && done == *last + 1 ? done : UINT32_MAX / 2;
}

TEST_ONCE(scan_tells_its_progress_step_by_step) /* starts threads */
{
    struct made m;
    struct scan_settings s = scan_defaults();
    struct scan_result r;
    uint32_t last = 0;
    REQUIRE(make_study(a, 1, 20, 12, 200, SCAN_PLANE, &m));
    s.replications = 50;
    s.threads = 4;
    s.progress = remember;
    s.with = &last;
    REQUIRE(scan_run(&m.cases, &s, a, &r, err));
    CHECK(last == 50);
}
