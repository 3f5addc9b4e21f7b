#include "link/accuracy.h"

#include "base/chance.h"
#include "base/test.h"

enum { RECORDS = 120 };

static uint8_t no_source[RECORDS];

/* Newcombe, Statistics in Medicine 17, 1998, table I, method 3. */
TEST(intervals_are_those_published)
{
    static const struct {
        uint64_t n, of;
        double low, high;
    } known[] = {
        { 81, 263, .2553, .3662 }, { 15, 148, .0624, .1605 }, { 0, 20, 0, .1611 }, { 1, 29, .0061, .1718 },
    };

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        double low, high;
        share_interval(known[i].n, known[i].of, &low, &high);
        CHECK_NEAR(low, known[i].low, .00005);
        CHECK_NEAR(high, known[i].high, .00005);
        share_interval(known[i].of - known[i].n, known[i].of, &low, &high);
        CHECK_NEAR(1 - low, known[i].high, .00005); /* the same from the other side */
    }
}

TEST(an_interval_holds_its_share_and_nothing_seen_says_nothing)
{
    double low, high;

    share_interval(0, 0, &low, &high);
    CHECK(low <= 0 && high >= 1);
    for (uint64_t of = 1; of < 40; of++)
        for (uint64_t n = 0; n <= of; n++) {
            double share = (double)n / (double)of;
            share_interval(n, of, &low, &high);
            CHECK(low >= 0 && low <= share && share <= high && high <= 1 && high - low > 0);
        }
}

/* Persons 1 1 1 2 2 0: three pairs of person 1 and one of person 2; the last has no truth. */
TEST(a_small_case_is_what_the_hand_counts)
{
    uint32_t truth[] = { 1, 1, 1, 2, 2, 0 }, of[] = { 0, 0, 1, 1, 1, 1 };
    struct link_table table = { .records = 6, .sources = 1, .source_of = no_source,
                                .truth = truth, .truths = 2 };
    struct link_edge edge[] = { { 0, 1, 9, 0 }, { 1, 3, 5, 0 }, { 3, 4, 4.5F, 0 }, { 4, 5, 8, 0 },
                                { 0, 2, 3, 0 } };
    struct clusters c = { .of = of, .clusters = 2 };
    struct accuracy x;

    REQUIRE(accuracy_of_pairs(&table, edge, COUNT_OF(edge), 4, false, a, &x, err));
    CHECK(x.called == 3 && x.right == 2 && x.there == 4);
    CHECK_NEAR(x.precision, 2. / 3, 1e-12);
    CHECK_NEAR(x.recall, .5, 1e-12);
    CHECK_NEAR(x.f1, 4. / 7, 1e-12);
    CHECK(x.precision_low < x.precision && x.precision < x.precision_high);
    CHECK(x.recall_low < x.recall && x.recall < x.recall_high);
    REQUIRE(accuracy_of_clusters(&table, &c, false, a, &x, err));
    CHECK(x.called == 4 && x.right == 2 && x.there == 4); /* {1,1} and {1,2,2} */
}

TEST(nothing_called_is_right_in_no_case)
{
    uint32_t truth[] = { 1, 1, 0 };
    struct link_table table = { .records = 3, .sources = 1, .source_of = no_source,
                                .truth = truth, .truths = 1 };
    struct accuracy x;

    REQUIRE(accuracy_of_pairs(&table, NULL, 0, 4, false, a, &x, err));
    CHECK(x.called == 0 && x.there == 1 && x.precision <= 0 && x.recall <= 0 && x.f1 <= 0);
    CHECK(x.precision_low <= 0 && x.precision_high >= 1);
    truth[0] = 0;
    REQUIRE(accuracy_of_pairs(&table, NULL, 0, 4, false, a, &x, err));
    CHECK(x.there == 0 && x.f1 <= 0 && x.recall_high >= 1);
}

/* Pair by pair, the plain way. */
static void count_plainly(const struct link_table *t, const uint32_t *of, bool across, struct accuracy *x)
{
    *x = (struct accuracy){ 0 };
    for (uint32_t i = 0; i < t->records; i++)
        for (uint32_t j = i + 1; j < t->records; j++) {
            if (!t->truth[i] || !t->truth[j] || (across && t->source_of[i] == t->source_of[j]))
                continue;
            x->called += of[i] == of[j];
            x->right += of[i] == of[j] && t->truth[i] == t->truth[j];
            x->there += t->truth[i] == t->truth[j];
        }
}

static bool same_counts(const struct accuracy *x, const struct accuracy *y)
{
    return x->called == y->called && x->right == y->right && x->there == y->there;
}

TEST(pairs_and_clusters_are_counted_as_pair_by_pair)
{
    uint32_t truth[RECORDS], of[RECORDS];
    uint8_t source[RECORDS];
    struct chance r;

    chance_open(&r, 3, 3);
    for (int round = 0; round < 12; round++) {
        uint32_t persons = 1 + (uint32_t)chance_below(&r, 60), clusters = 1 + (uint32_t)chance_below(&r, 90);
        struct link_edge edge[RECORDS * (RECORDS - 1) / 2];
        struct clusters c = { .of = of, .clusters = clusters };
        bool across = round % 2;
        struct accuracy x, y;
        size_t edges = 0;

        for (uint32_t i = 0; i < RECORDS; i++) {
            truth[i] = (uint32_t)chance_below(&r, persons + 1);
            of[i] = (uint32_t)chance_below(&r, clusters);
            source[i] = (uint8_t)chance_below(&r, 3);
        }
        struct link_table table = { .records = RECORDS, .sources = 3, .source_of = source, .truth = truth,
                                .truths = persons };
        for (uint32_t i = 0; i < RECORDS; i++) /* the clusters' pairs above the threshold, the others below */
            for (uint32_t j = i + 1; j < RECORDS; j++)
                edge[edges++] = (struct link_edge){ i, j, of[i] == of[j] ? 5 : 3, 0 };
        count_plainly(&table, of, across, &y);
        REQUIRE(accuracy_of_clusters(&table, &c, across, a, &x, err));
        CHECK(same_counts(&x, &y));
        REQUIRE(accuracy_of_pairs(&table, edge, edges, 4, across, a, &x, err));
        CHECK(same_counts(&x, &y));
    }
}
