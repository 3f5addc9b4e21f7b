/* Imports lie beneath most of these: their memory is refused in picture/import_test.c. */
#include "picture/feed.h"

#include "picture/fixture_test.h"

/* One file with so many rows of a type in each month from `first` on. */
static bool months(struct town *town, struct month first, const int *count, size_t n, const char *type,
                   struct buf *b)
{
    for (size_t i = 0; i < n; i++)
        town_crimes(b, (struct month){ first.n + (int32_t)i }, (int)i % TOWN_AREAS, type, count[i]);
    return !b->failed && town->arena;
}

static const struct feed_notice *notice_of(const struct import_outcome *out, struct month m,
                                           enum feed_what what)
{
    for (size_t i = 0; i < out->notices; i++)
        if (out->notice[i].month.n == m.n && out->notice[i].what == what)
            return &out->notice[i];
    return NULL;
}

TEST(feed_streams_are_told_by_the_way_they_come)
{
    CHECK_STR(feed_stream(STR("police-uk"), STR("robbery")), STR("recorded crime"));
    CHECK_STR(feed_stream(STR("police-uk"), STR("anti-social-behaviour")), STR("anti-social-behaviour"));
    CHECK_STR(feed_stream(STR("incidents"), STR("robbery")), STR("all rows"));
    CHECK(strcmp(feed_what_word(FEED_QUIET), "quiet") == 0);
    CHECK(strcmp(feed_what_word(FEED_DOUBLED), "doubled") == 0);
    CHECK(strcmp(feed_what_word(FEED_MISSING), "missing") == 0);
}

TEST_ONCE(feed_of_medway_2018_went_quiet_in_november_and_december_and_antisocial_behaviour_did_not)
{
    static const int CRIME[] = { 296, 160, 98, 267, 246 }, ASB[] = { 47, 36, 35, 35, 37 };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf b = { .arena = a };
    struct month first = town_month(2018, 10);
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    REQUIRE(months(&town, first, CRIME, 5, "Burglary", &b));
    REQUIRE(months(&town, first, ASB, 5, "Anti-social behaviour", &b));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.notices == 2);
    const struct feed_notice *n = notice_of(&out, town_month(2018, 12), FEED_QUIET);
    REQUIRE(n);
    CHECK_STR(n->stream, STR("recorded crime"));
    CHECK(n->observed == 98 && n->low > 98 && n->expected > 200);
    CHECK(notice_of(&out, town_month(2018, 11), FEED_QUIET));
}

TEST_ONCE(feed_that_doubles_is_said)
{
    static const int COUNT[] = { 100, 105, 98, 204, 99, 101 };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    REQUIRE(months(&town, town_month(2025, 1), COUNT, 6, "Burglary", &b));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.notices == 1 && notice_of(&out, town_month(2025, 4), FEED_DOUBLED));
}

TEST_ONCE(feed_that_leaves_months_out_is_said_and_the_months_around_are_not_accused)
{
    static const int COUNT[] = { 100, 105, 0, 0, 99, 101 };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    REQUIRE(months(&town, town_month(2025, 1), COUNT, 6, "Burglary", &b));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.notices == 2);
    CHECK(notice_of(&out, town_month(2025, 3), FEED_MISSING));
    CHECK(notice_of(&out, town_month(2025, 4), FEED_MISSING));
}

/* A partner's feed: so many events on each day up to and with `last`. */
static struct str daily(struct arena *a, struct date first, struct date last, int a_day)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "id,date,category,lon,lat\n");
    for (int32_t d = first.days; d <= last.days; d++)
        for (int i = 0; i < a_day; i++) {
            buf_addf(&b, "%d-%d,", d, i);
            buf_add_date(&b, (struct date){ d });
            buf_add_text(&b, ",robbery,0.505,51.383\n");
        }
    return town_text(&b);
}

TEST_ONCE(feed_known_to_the_day_is_not_called_quiet_for_a_month_that_has_not_ended)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        daily(a, town_date(2025, 1, 1), town_date(2025, 8, 6), 2), &out, err));
    CHECK(out.rows_kept == 2 * 218 && out.notices == 0);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, /* what was half a month then is one now */
                        daily(a, town_date(2025, 10, 1), town_date(2025, 10, 31), 2), &out, err));
    CHECK(notice_of(&out, town_month(2025, 8), FEED_QUIET));
    CHECK(notice_of(&out, town_month(2025, 9), FEED_MISSING));
}

TEST_ONCE(feed_notices_stand_in_the_store_under_the_import_that_showed_them)
{
    static const int COUNT[] = { 100, 105, 98, 204, 99, 101 };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_notice_list_out row;
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    REQUIRE(months(&town, town_month(2025, 1), COUNT, 6, "Burglary", &b));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(sql_feed_notice_list_begin(&q, &txn, &(struct sql_feed_notice_list_in){ 0 }, err));
    REQUIRE(sql_feed_notice_list_next(&q, &row, err) == ROW_SOME);
    CHECK(row.import_id == out.id && row.month == town_month(2025, 4).n);
    CHECK_STR(row.what, STR("doubled"));
    CHECK(sql_feed_notice_list_next(&q, &row, err) == ROW_NONE);
}

static size_t notices_held(struct town *town, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_notice_list_out row;
    size_t n = 0;

    if (!txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) ||
        !sql_feed_notice_list_begin(&q, &txn, &(struct sql_feed_notice_list_in){ 0 }, err))
        return SIZE_MAX;
    while (sql_feed_notice_list_next(&q, &row, err) == ROW_SOME)
        n++;
    return n;
}

TEST_ONCE(feed_is_looked_at_anew_when_a_file_is_withdrawn)
{
    static const int USUAL[] = { 100, 105, 98, 101, 99, 101 }, QUIET = 20;
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome good, bad;
    struct buf first = { .arena = a }, second = { .arena = a };
    int64_t stale;
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&first);
    REQUIRE(months(&town, town_month(2025, 1), USUAL, 6, "Burglary", &first));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&first), &good, err));
    CHECK(notices_held(&town, err) == 0);
    town_crime_header(&second);
    REQUIRE(months(&town, town_month(2025, 3), &QUIET, 1, "Burglary", &second));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&second), &bad, err));
    CHECK(notices_held(&town, err) == 1);
    REQUIRE(town_withdraw(&town, bad.id, &stale, err));
    CHECK(notices_held(&town, err) == 0);
    REQUIRE(town_withdraw(&town, good.id, &stale, err));
    CHECK(notices_held(&town, err) == 0);
}
