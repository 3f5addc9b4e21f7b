#include "link/cluster.h"

#include "base/chance.h"
#include "base/test.h"

/* A world of n records of known persons: two records of one person weigh `alike`, of two `apart`. */
struct world {
    struct link_table t;
    struct str source[LINK_SOURCES_MAX];
    struct link_column column;
    uint32_t *person;
    double alike, apart;
    _Atomic uint64_t asked;
};

static bool open_world(struct world *w, uint32_t n, size_t sources, struct arena *a)
{
    *w = (struct world){ .alike = 8, .apart = -15 };
    w->t = (struct link_table){ .records = n, .columns = 1, .column = &w->column, .sources = sources,
                                .source = w->source };
    w->t.cell = arena_new(a, uint32_t, n);
    w->t.source_of = arena_new(a, uint8_t, n);
    w->t.row_of = arena_new(a, uint32_t, n);
    w->person = arena_new(a, uint32_t, n);
    if (!w->t.cell || !w->t.source_of || !w->t.row_of || !w->person)
        return false;
    for (uint32_t i = 0; i < n; i++)
        w->t.cell[i] = i + 1;
    return true;
}

static double weigh(void *with, unsigned worker, uint32_t one, uint32_t two)
{
    struct world *w = with;

    (void)worker;
    if (one >= two)
        abort();
    w->asked++;
    return w->person[one] == w->person[two] ? w->alike : w->apart;
}

/* Differs for every pair, so that nothing hangs on ties; the same whatever the records are called. */
static double weigh_finely(void *with, unsigned worker, uint32_t one, uint32_t two)
{
    struct world *w = with;
    uint32_t a = w->t.cell[one], b = w->t.cell[two];
    double low = a < b ? a : b, high = a < b ? b : a, part = fmod(low * 17.317 + high * high * .7131, 9);

    return weigh(with, worker, one, two) + part;
}

#define EDGE(one, two, weight) { (one), (two), (weight), 0 }
#define MAKE(w, edge, order, out) \
    clusters_make(&(w).t, (edge), COUNT_OF(edge), (order), a, (out), err)

TEST(without_edges_everybody_is_alone_and_numbered_in_order)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 5, 1, a));
    o.with = &w;
    REQUIRE(clusters_make(&w.t, NULL, 0, &o, a, &c, err));
    CHECK(c.clusters == 5 && c.edges_cut == 0 && c.components_split == 0);
    for (uint32_t i = 0; i < 5; i++)
        CHECK(c.of[i] == i);
}

TEST(clusters_are_numbered_by_their_first_record)
{
    struct cluster_order o = { .threshold = 4, .plain = true };
    struct link_edge edge[] = { EDGE(1, 4, 5), EDGE(0, 3, 6) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 6, 1, a));
    REQUIRE(MAKE(w, edge, &o, &c));
    uint32_t want[] = { 0, 1, 2, 0, 1, 3 };
    CHECK(c.clusters == 4 && memcmp(c.of, want, sizeof want) == 0);
}

TEST(two_groups_joined_by_a_thread_stay_two)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, 8), EDGE(0, 2, 8), EDGE(1, 2, 8), EDGE(3, 4, 8),
                                EDGE(3, 5, 8), EDGE(4, 5, 8), EDGE(2, 3, 5) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 6, 1, a));
    o.with = &w;
    for (uint32_t i = 3; i < 6; i++)
        w.person[i] = 1;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 2 && c.edges_cut == 1 && c.components_split == 1);
    CHECK(c.of[0] == c.of[2] && c.of[3] == c.of[5] && c.of[2] != c.of[3]);
    o.plain = true;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1 && c.edges_cut == 0 && c.components_split == 0);
}

TEST(an_edge_its_neighbours_contradict_is_cut_even_when_it_is_not_the_lightest_there_could_be)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, 12), EDGE(1, 2, 11) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.person[2] = 1;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.of[0] == c.of[1] && c.of[1] != c.of[2] && c.edges_cut == 1);
}

TEST(a_chain_that_nothing_contradicts_holds)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, 5), EDGE(1, 2, 6), EDGE(2, 3, 7) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 4, 1, a));
    o.with = &w;
    for (uint32_t i = 0; i < 4; i++)
        w.person[i] = i;
    w.apart = CLUSTER_AGAINST; /* just not against */
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1);
    w.apart = CLUSTER_AGAINST - .01;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters > 1);
}

TEST(one_hopeless_pair_counts_no_less_than_the_least)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, 9), EDGE(1, 2, 8) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.person[0] = 1; /* 0 and 1 are heard for 2: one pair for, one against */
    w.person[1] = w.person[2] = 2;
    w.alike = 2 * CLUSTER_AGAINST - CLUSTER_LEAST;
    w.apart = -1e9;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1);
    w.alike -= .01;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 2);
}

TEST(edges_below_the_threshold_join_only_together)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge alone[] = { EDGE(0, 1, 3.9F) };
    struct link_edge both[] = { EDGE(0, 1, 9), EDGE(0, 2, 2), EDGE(1, 2, 2) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.alike = 2; /* twice that is the threshold */
    REQUIRE(MAKE(w, alone, &o, &c));
    CHECK(c.clusters == 3 && c.edges_cut == 0);
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 1 && c.components_split == 0);
    w.alike = 1.9;
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 2);
    w.alike = 2;
    o.weight = NULL; /* nothing to hear: they are not used */
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 2);
    o.weight = weigh;
    o.plain = true;
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 2);
}

TEST(edges_below_the_threshold_join_nothing_that_is_doubtful_on_the_whole)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, 9), EDGE(0, 2, 3.9F) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.person[1] = 1; /* 2 is like 0 and unlike 1 */
    w.alike = 5;
    w.apart = -5;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1);
    w.apart = -5.01;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 2 && c.of[0] == c.of[1]);
}

TEST(a_copy_of_a_record_is_not_heard_twice)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge both[] = { EDGE(0, 1, 9), EDGE(0, 2, 3), EDGE(1, 2, 3) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.alike = 3;
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 1);
    w.t.cell[1] = w.t.cell[0];
    REQUIRE(MAKE(w, both, &o, &c));
    CHECK(c.clusters == 2 && c.of[0] == c.of[1]);
}

TEST(of_a_source_that_holds_nobody_twice_a_cluster_has_one_record_the_best)
{
    bool single[2] = { false, true };
    struct cluster_order o = { .threshold = 4, .weight = weigh, .single = single };
    struct link_edge edge[] = { EDGE(0, 1, 6), EDGE(0, 2, 7), EDGE(0, 3, 5) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 4, 2, a));
    o.with = &w;
    w.t.source_of[1] = w.t.source_of[2] = 1;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.of[0] == c.of[2] && c.of[0] == c.of[3] && c.of[0] != c.of[1] && c.edges_cut == 1);
    o.weight = NULL; /* also where nothing is weighed */
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.of[0] == c.of[2] && c.of[0] != c.of[1]);
    single[1] = false;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1);
}

TEST(between_equal_edges_the_records_with_lower_numbers_win)
{
    bool single[2] = { false, true };
    struct cluster_order o = { .threshold = 4, .single = single };
    struct link_edge edge[] = { EDGE(0, 2, 6), EDGE(0, 1, 6) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 2, a));
    w.t.source_of[1] = w.t.source_of[2] = 1;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.of[0] == c.of[1] && c.of[0] != c.of[2]);
}

TEST(a_threshold_below_what_speaks_against_is_obeyed)
{
    struct cluster_order o = { .threshold = -10, .weight = weigh };
    struct link_edge edge[] = { EDGE(0, 1, -9), EDGE(1, 2, -9), EDGE(0, 2, -9) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    o.with = &w;
    w.alike = -9;
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1);
}

TEST(an_edge_of_records_that_are_not_there_is_a_bug)
{
    struct cluster_order o = { .threshold = 4 };
    struct link_edge edge[] = { EDGE(0, 3, 5) };
    struct clusters c;
    struct world w;

    REQUIRE(open_world(&w, 3, 1, a));
    CHECK(!MAKE(w, edge, &o, &c) && err->kind == ERR_BUG);
}

/* ---- properties, on worlds made by chance ---- */

enum { MANY = 400 };

/* Persons of a few records; edges mostly inside, some between, some below the threshold. */
static bool make_town(struct world *w, size_t sources, uint64_t seed, struct arena *a,
                      struct link_edge **edge, size_t *edges)
{
    struct chance r;
    size_t n = 0;

    chance_open(&r, seed, 0);
    if (!open_world(w, MANY, sources, a))
        return false;
    *edge = arena_new(a, struct link_edge, (size_t)MANY * MANY / 2);
    if (!*edge)
        return false;
    for (uint32_t i = 0; i < MANY; i++) {
        w->person[i] = (uint32_t)chance_below(&r, MANY / 4);
        w->t.source_of[i] = (uint8_t)chance_below(&r, sources);
    }
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t j = i + 1; j < MANY; j++) {
            bool same = w->person[i] == w->person[j];
            if (chance_unit(&r) >= (same ? .7 : .002))
                continue;
            (*edge)[n++] = (struct link_edge){ i, j, (float)(chance_unit(&r) * 12), 0 };
        }
    *edges = n;
    return true;
}

static void shuffle(struct link_edge *edge, size_t edges, uint64_t seed)
{
    struct chance r;

    chance_open(&r, seed, 1);
    for (size_t i = edges; i > 1; i--) {
        size_t j = chance_below(&r, i);
        struct link_edge e = edge[i - 1];
        edge[i - 1] = edge[j];
        edge[j] = e;
    }
}

/* By flood, the plain way. */
static void flood(const struct link_edge *edge, size_t edges, double threshold, uint32_t *of)
{
    bool more = true;

    for (uint32_t i = 0; i < MANY; i++)
        of[i] = i;
    while (more) {
        more = false;
        for (size_t i = 0; i < edges; i++) {
            uint32_t low = of[edge[i].one] < of[edge[i].two] ? of[edge[i].one] : of[edge[i].two];
            if ((double)edge[i].weight < threshold || of[edge[i].one] == of[edge[i].two])
                continue;
            of[edge[i].one] = of[edge[i].two] = low;
            more = true;
        }
    }
}

static bool same_partition(const uint32_t *one, const uint32_t *two)
{
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t j = i + 1; j < MANY; j++)
            if ((one[i] == one[j]) != (two[i] == two[j]))
                return false;
    return true;
}

TEST(plain_clusters_are_connected_components)
{
    struct cluster_order o = { .threshold = 6, .plain = true, .weight = weigh };

    for (uint64_t seed = 0; seed < 4; seed++) {
        uint32_t want[MANY];
        struct link_edge *edge;
        struct clusters c;
        struct world w;
        size_t edges;
        REQUIRE(make_town(&w, 1, seed, a, &edge, &edges));
        REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
        flood(edge, edges, 6, want);
        CHECK(same_partition(c.of, want));
        CHECK(w.asked == 0);
    }
}

TEST(neither_the_order_of_edges_nor_threads_change_the_clusters)
{
    struct cluster_order o = { .threshold = 6, .weight = weigh_finely };
    struct link_edge *edge;
    struct clusters first, c;
    struct world w;
    size_t edges;

    REQUIRE(make_town(&w, 1, 5, a, &edge, &edges));
    o.with = &w;
    REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &first, err));
    CHECK(first.edges_cut > 0 && first.components_split > 0);
    for (unsigned threads = 1; threads <= 8; threads++) {
        shuffle(edge, edges, threads);
        o.threads = threads;
        REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
        CHECK(c.clusters == first.clusters && c.edges_cut == first.edges_cut &&
              c.components_split == first.components_split);
        CHECK(memcmp(c.of, first.of, sizeof *c.of * MANY) == 0);
    }
}

TEST(what_the_records_are_called_does_not_change_who_stands_together)
{
    struct cluster_order o = { .threshold = 6, .weight = weigh_finely };
    uint32_t back[MANY];
    struct link_edge *edge, *other;
    struct clusters c, renamed;
    struct world w, v;
    size_t edges;

    REQUIRE(make_town(&w, 1, 6, a, &edge, &edges));
    o.with = &w;
    REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
    other = arena_new(a, struct link_edge, edges);
    REQUIRE(other && open_world(&v, MANY, 1, a));
    for (uint32_t i = 0; i < MANY; i++) { /* i is called i * 7 + 3 */
        v.person[(i * 7 + 3) % MANY] = w.person[i];
        v.t.cell[(i * 7 + 3) % MANY] = w.t.cell[i];
    }
    for (size_t i = 0; i < edges; i++) {
        uint32_t one = (edge[i].one * 7 + 3) % MANY, two = (edge[i].two * 7 + 3) % MANY;
        other[i] = (struct link_edge){ one < two ? one : two, one < two ? two : one, edge[i].weight, 0 };
    }
    o.with = &v;
    REQUIRE(clusters_make(&v.t, other, edges, &o, a, &renamed, err));
    for (uint32_t i = 0; i < MANY; i++)
        back[i] = renamed.of[(i * 7 + 3) % MANY];
    CHECK(same_partition(back, c.of) && renamed.edges_cut == c.edges_cut);
}

TEST(refinement_raises_precision_where_the_weights_know_better)
{
    struct cluster_order o = { .threshold = 6, .weight = weigh };
    struct link_edge *edge;
    struct clusters c;
    struct world w;
    size_t edges;

    REQUIRE(make_town(&w, 1, 7, a, &edge, &edges));
    o.with = &w;
    REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
    size_t called = 0, right = 0, plain = 0, plain_right = 0;
    uint32_t of[MANY];
    flood(edge, edges, 6, of);
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t j = i + 1; j < MANY; j++) {
            called += c.of[i] == c.of[j];
            right += c.of[i] == c.of[j] && w.person[i] == w.person[j];
            plain += of[i] == of[j];
            plain_right += of[i] == of[j] && w.person[i] == w.person[j];
        }
    CHECK((double)right / (double)called > 5 * (double)plain_right / (double)plain);
    CHECK((double)right > .7 * (double)plain_right);
}

TEST(no_cluster_has_two_records_of_a_single_source)
{
    bool single[5] = { true, false, true, true, false };
    struct cluster_order o = { .threshold = 3, .weight = weigh, .single = single };

    for (uint64_t seed = 0; seed < 4; seed++) {
        struct link_edge *edge;
        struct clusters c;
        struct world w;
        size_t edges;
        REQUIRE(make_town(&w, 5, seed, a, &edge, &edges));
        o.with = &w;
        REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
        for (uint32_t i = 0; i < MANY; i++)
            for (uint32_t j = i + 1; j < MANY; j++)
                CHECK(c.of[i] != c.of[j] || w.t.source_of[i] != w.t.source_of[j] ||
                      !single[w.t.source_of[i]]);
    }
}

TEST(a_component_of_friends_is_not_weighed_again)
{
    struct cluster_order o = { .threshold = 4, .weight = weigh };
    struct link_edge edge[45];
    struct clusters c;
    struct world w;
    size_t n = 0;

    REQUIRE(open_world(&w, 10, 1, a));
    o.with = &w;
    for (uint32_t i = 0; i < 10; i++)
        for (uint32_t j = i + 1; j < 10; j++)
            edge[n++] = (struct link_edge)EDGE(i, j, 5);
    REQUIRE(MAKE(w, edge, &o, &c));
    CHECK(c.clusters == 1 && w.asked == 0);
}

/* Once: tens of thousands of records. */
TEST_ONCE(the_work_of_a_large_component_grows_with_its_edges)
{
    enum { LARGE = 30000 };
    struct cluster_order o = { .threshold = 4, .weight = weigh, .threads = 2 };
    struct link_edge *edge = arena_new(a, struct link_edge, (size_t)3 * LARGE);
    struct clusters c;
    struct chance r;
    struct world w;
    size_t edges = 0;

    REQUIRE(edge && open_world(&w, LARGE, 1, a));
    o.with = &w;
    chance_open(&r, 1, 1);
    for (uint32_t i = 1; i < LARGE; i++)
        for (int k = 0; k < 3; k++)
            edge[edges++] = (struct link_edge){ (uint32_t)chance_below(&r, i), i, 5, 0 };
    REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
    CHECK(c.clusters == 1);
    CHECK(w.asked <= edges * 4 * 4);
    w.asked = 0;
    for (uint32_t i = 0; i < LARGE; i++)
        w.person[i] = i;
    REQUIRE(clusters_make(&w.t, edge, edges, &o, a, &c, err));
    CHECK(c.clusters > LARGE / 4 && w.asked <= edges * 4 * 4);
}
