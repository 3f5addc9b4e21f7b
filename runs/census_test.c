/* An import lies beneath these; what counts stand on rows is in web/snapshot_test.c, too. */
#include "runs/census.h"

#include "picture/fixture_test.h"

struct counted {
    struct town town;
    struct txn txn;
    struct census census;
};

static void counted_close(struct counted *c)
{
    txn_end(&c->txn);
    town_close(&c->town);
}

/* Rows of three months with one between them that has none; every third says "domestic". */
static bool counted_open(struct counted *c, struct arena *a, struct err *err)
{
    struct buf b = { .arena = a };
    struct import_outcome out;

    if (!town_open(&c->town, a, err))
        return false;
    buf_add_text(&b, "id,date,category,lon,lat,domestic\n");
    for (int i = 0; i < 60; i++) {
        struct lonlat p = town_middle(i % TOWN_AREAS);
        struct date d = town_date(2025, i % 3 == 2 ? 5 : 2 + i % 3, 1 + i % 28);
        buf_addf(&b, "%d,", i);
        buf_add_date(&b, d);
        buf_addf(&b, ",%s,%.5f,%.5f,%s\n", i % 2 ? "robbery" : "burglary", p.lon, p.lat,
                 i % 3 ? "" : i % 2 ? "yes" : "no");
    }
    return town_import(&c->town, "housing", KIND_INCIDENTS, town_text(&b), &out, err) &&
           txn_begin(&c->txn, c->town.f.store, TXN_READ, STR("tester"), c->town.now, err) &&
           census_read(&c->txn, a, a, &c->census, err) && census_count_flags(&c->census, a, err);
}

static size_t rows_in(const struct counted *c, const struct census_stream *s, int from, int to)
{
    struct census_rows r = census_months(&c->census, s, town_month(2025, from), town_month(2025, to));

    return (size_t)(r.end - r.at);
}

TEST_ONCE(census_lays_rows_month_by_month_and_finds_any_span_of_months)
{
    struct counted c _cleanup_(counted_close) = { 0 };
    REQUIRE(counted_open(&c, a, err));
    REQUIRE(c.census.streams == 2 && c.census.feeds == 1 && c.census.months == 4);
    CHECK(c.census.first.n == town_month(2025, 2).n);
    for (size_t i = 0; i < c.census.streams; i++) {
        const struct census_stream *s = &c.census.stream[i];
        for (size_t k = 1; k < s->rows; k++)
            CHECK(s->row[k - 1].month <= s->row[k].month);
        CHECK(s->rows == 30 && rows_in(&c, s, 2, 2) == 10 && rows_in(&c, s, 4, 4) == 0);
        CHECK(rows_in(&c, s, 1, 12) == 30 && rows_in(&c, s, 3, 5) == 20 && rows_in(&c, s, 5, 5) == 10);
        CHECK(rows_in(&c, s, 1, 1) == 0 && rows_in(&c, s, 6, 12) == 0 && rows_in(&c, s, 5, 3) == 0);
    }
}

TEST_ONCE(census_counts_flags_where_they_are_said_and_feeds_as_the_sum_of_their_streams)
{
    struct counted c _cleanup_(counted_close) = { 0 };
    REQUIRE(counted_open(&c, a, err));
    const struct census_figures *burglary = &c.census.stream[0].count, *robbery = &c.census.stream[1].count;
    const struct census_figures *both = &c.census.feed[0].count;
    CHECK(burglary->said[CENSUS_DOMESTIC][0] == 10 && burglary->said[CENSUS_DOMESTIC][1] == 0);
    CHECK(burglary->flag[CENSUS_DOMESTIC].whole[0] == 0 && robbery->flag[CENSUS_DOMESTIC].whole[0] == 10);
    CHECK(both->flag[CENSUS_DOMESTIC].whole[0] == 10 && both->said[CENSUS_DOMESTIC][0] == 20);
    CHECK(!both->flag[CENSUS_KNIFE].small && !robbery->flag[CENSUS_KNIFE].small);
    for (size_t m = 0; m < c.census.months; m++) {
        int64_t small = 0, ward = 0;
        for (size_t i = 0; i <= c.census.areas.small.len; i++)
            small += both->all.small[i * c.census.months + m];
        for (size_t w = 0; w < c.census.areas.ward.len; w++)
            ward += both->all.ward[w * c.census.months + m];
        CHECK(both->all.whole[m] == burglary->all.whole[m] + robbery->all.whole[m]);
        CHECK(small == both->all.whole[m] && ward == small && small == (m == 2 ? 0 : 20));
    }
}
