/* Imports and runs lie beneath these: seconds; one asks what happens when memory is refused. */
#include "brief/gather.h"

#include "base/chance.h"
#include "brief/json.h"
#include "picture/fixture_test.h"

static const char ROBBERY[] = "Robbery", BURGLARY[] = "Burglary";

/* Twelve months up to October 2025, some six rows an area; `extra` more in `area` in each of the last. */
static void add_year(struct buf *b, const char *type, int area, int extra, int months, uint64_t seed)
{
    struct chance c;

    chance_open(&c, seed, 0);
    for (int m = 0; m < 12; m++)
        for (int i = 0; i < TOWN_AREAS; i++) {
            struct month month = { town_month(2024, 11).n + m };
            town_crimes(b, month, i, type, 4 + (int)chance_below(&c, 5) +
                                            (i == area && m >= 12 - months ? extra : 0));
        }
}

static bool import_year(struct town *town, const char *type, int area, int extra, struct err *err)
{
    struct buf b = { .arena = town->arena };
    struct import_outcome out;

    town_crime_header(&b);
    add_year(&b, type, area, extra, 1, 5);
    return town_import(town, "police", KIND_POLICE_UK, town_text(&b), &out, err);
}

static bool record(struct town *town, struct date until, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct run_order order = run_order_defaults(until);
    struct run_outcome run;

    order.replications = 199;
    order.threads = 1;
    town->now.ms += 1000;
    return txn_begin(&txn, town->f.store, TXN_WRITE, STR("tester"), town->now, err) &&
           run_scan(&txn, &order, (struct as_of){ 0 }, town->arena, &run, err) &&
           run_record(&txn, &order, &run, town->arena, &run.id, err) && txn_commit(&txn, err);
}

static bool gathered(struct town *town, struct date day, struct brief *out, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };

    return txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) &&
           gather_brief(&txn, day, town->arena, out, err) && brief_check(out, err);
}

static struct date october(void)
{
    return town_date(2025, 10, 31);
}

static const struct brief_row *whole_row(const struct brief *b, const char *priority, const char *agency)
{
    for (size_t i = 0; i < b->rows; i++)
        if (b->row[i].level == BRIEF_WHOLE && str_eq(b->row[i].priority, str_of(priority)) &&
            str_starts(b->row[i].feed, str_of(agency)))
            return &b->row[i];
    return NULL;
}

static bool says(struct str s, const char *words)
{
    return memmem(s.at, s.len, words, strlen(words)) != NULL;
}

TEST_ONCE(gather_shows_one_matter_once_with_its_place_reason_and_usual_range)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 40, err) && record(&town, october(), err));
    REQUIRE(gathered(&town, october(), &b, err));
    CHECK(b.things == 1 && b.things_more == 0); /* the cluster and its ward's own alert are one matter */
    const struct brief_thing *thing = &b.thing[0];
    CHECK_STR(thing->priority, STR("Robbery"));
    CHECK(says(thing->place, "Place") && thing->observed > thing->usual.high && thing->reason.len);
    CHECK(!thing->ongoing && thing->run > 0 && thing->evidences == 1 && thing->reviewed == 0);
    CHECK(b.rows == 1 + TOWN_SIDE && b.areas == TOWN_SIDE && b.runs == 1 && b.stales == 0);
    CHECK(says(b.looked_for, "1 streams were scanned") && says(b.looked_for, "about 1.0 alerts a year"));
    const struct brief_row *row = whole_row(&b, ROBBERY, "police");
    REQUIRE(row);
    CHECK(row->complete_to.days == october().days && row->period.kind == BRIEF_MONTH);
    CHECK(row->verdict == BRIEF_ABOVE && row->months_held == 12 && !row->year_ago.known);
    for (size_t i = 0; i < BRIEF_SPLITS; i++)
        CHECK(!row->split[i].known && !thing->split[i].known); /* this feed cannot say */
    CHECK(!row->rate.known && !row->rank.known);
}

TEST_ONCE(gather_shows_three_things_at_most_and_counts_the_others)
{
    static const char *const TYPE[] = { "Robbery", "Burglary", "Shoplifting", "Bicycle theft",
                                         "Other theft" };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf text = { .arena = a };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    for (size_t i = 0; i < COUNT_OF(TYPE); i++)
        add_year(&text, TYPE[i], (int)i, 50, 1, i);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    REQUIRE(record(&town, october(), err) && gathered(&town, october(), &b, err));
    CHECK(b.things == BRIEF_THINGS_MAX && b.things_more == 2);
    for (size_t i = 0; i < b.things; i++)
        for (size_t k = 0; k < i; k++)
            CHECK(!str_eq(b.thing[i].priority, b.thing[k].priority));
}

TEST_ONCE(gather_calls_a_matter_of_the_brief_before_ongoing)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf text = { .arena = a };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    add_year(&text, ROBBERY, 4, 50, 2, 1);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    REQUIRE(record(&town, town_date(2025, 9, 30), err) && record(&town, october(), err));
    REQUIRE(gathered(&town, october(), &b, err));
    CHECK(b.things == 1 && b.thing[0].ongoing);
    REQUIRE(gathered(&town, town_date(2025, 9, 30), &b, err));
    CHECK(b.things == 1 && !b.thing[0].ongoing);
}

TEST_ONCE(gather_of_a_day_is_the_same_whether_later_months_are_held_or_not)
{
    struct town then _cleanup_(town_close) = { 0 }, now _cleanup_(town_close) = { 0 };
    struct date day = town_date(2025, 9, 30);
    struct import_outcome out;
    struct buf year = { .arena = a }, rows = { .arena = a };
    struct brief b;
    struct str before, after;
    REQUIRE(town_open(&then, a, err) && town_open(&now, a, err));
    town_crime_header(&year);
    add_year(&year, ROBBERY, 4, 3, 1, 1); /* its last month is October */
    REQUIRE(town_import(&now, "police", KIND_POLICE_UK, town_text(&year), &out, err));
    struct str rest = town_text(&year);
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        if (!str_starts(line, STR(",2025-10"))) {
            buf_add(&rows, line);
            buf_add_byte(&rows, '\n');
        }
    }
    REQUIRE(town_import(&then, "police", KIND_POLICE_UK, town_text(&rows), &out, err));
    REQUIRE(gathered(&then, day, &b, err) && brief_json(&b, a, &before, err));
    REQUIRE(gathered(&now, day, &b, err) && brief_json(&b, a, &after, err));
    CHECK_STR(before, after);
}

TEST_ONCE(gather_without_a_run_says_so_and_shows_no_thing)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 40, err) && gathered(&town, october(), &b, err));
    CHECK(b.things == 0 && b.runs == 0 && says(b.looked_for, "No scan that still stands"));
    REQUIRE(record(&town, town_date(2025, 9, 30), err)); /* another day's run is not this day's */
    REQUIRE(gathered(&town, october(), &b, err));
    CHECK(b.things == 0 && b.runs == 0);
}

TEST_ONCE(gather_says_that_a_run_of_this_day_is_stale_until_there_is_a_newer_one)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 40, err) && record(&town, october(), err));
    REQUIRE(import_year(&town, ROBBERY, 4, 0, err)); /* sent again, corrected */
    REQUIRE(gathered(&town, october(), &b, err));
    CHECK(b.things == 0 && b.stales == 1 && says(b.stale[0], "scan again"));
    REQUIRE(gathered(&town, town_date(2025, 9, 30), &b, err));
    CHECK(b.stales == 0); /* it was not made for that day */
    REQUIRE(record(&town, october(), err) && gathered(&town, october(), &b, err));
    CHECK(b.stales == 0 && b.runs == 1);
}

TEST_ONCE(gather_merges_missing_months_and_shows_the_newest_notice_first)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf text = { .arena = a };
    struct brief b;
    static const int COUNT[] = { 100, 105, 98, 0, 0, 99, 101, 30, 103, 98 };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    for (int i = 0; i < 10; i++)
        town_crimes(&text, town_month(2025, i + 1), 4, ROBBERY, COUNT[i]);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    REQUIRE(gathered(&town, october(), &b, err));
    REQUIRE(b.feeds == 1 && b.feed[0].notices == 2);
    const struct brief_notice *n = b.feed[0].notice;
    CHECK(n[0].kind == BRIEF_QUIET && n[0].period.from.days == town_date(2025, 8, 1).days);
    CHECK(n[1].kind == BRIEF_GAP && n[1].period.from.days == town_date(2025, 4, 1).days &&
          n[1].period.to.days == town_date(2025, 5, 31).days);
    REQUIRE(gathered(&town, town_date(2025, 8, 15), &b, err));
    CHECK(b.feed[0].notices == 1 && b.feed[0].notice[0].kind == BRIEF_GAP);
}

/* A partner's robberies, two a day but for the last week's five, each third with a knife. */
static struct str knives(struct arena *a, struct date last)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "id,date,category,lon,lat,knife,domestic\n");
    for (int32_t d = last.days - 99; d <= last.days; d++)
        for (int i = 0; i < (d > last.days - 7 ? 5 : 2); i++) {
            buf_addf(&b, "%d-%d,", d, i);
            buf_add_date(&b, (struct date){ d });
            buf_addf(&b, ",robbery,0.505,51.383,%s,\n", i % 3 ? "no" : "yes");
        }
    return town_text(&b);
}

TEST_ONCE(gather_speaks_of_weeks_and_splits_where_the_feed_can_say)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct brief b;
    struct date sunday = town_date(2025, 10, 26);
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, knives(a, sunday), &out, err));
    REQUIRE(gathered(&town, sunday, &b, err));
    const struct brief_row *row = whole_row(&b, ROBBERY, "housing");
    REQUIRE(row);
    CHECK(row->period.kind == BRIEF_WEEK && row->period.to.days == sunday.days);
    CHECK(row->count.known && row->count.n == 35 && row->verdict == BRIEF_ABOVE);
    CHECK(row->split[BRIEF_KNIFE].known && row->split[BRIEF_KNIFE].n == 14);
    CHECK(!row->split[BRIEF_DOMESTIC].known && !row->split[BRIEF_NIGHT].known);
}

TEST_ONCE(gather_takes_a_things_splits_from_the_feed_its_alert_came_from)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, knives(a, october()), &out, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 60, err) && record(&town, october(), err));
    REQUIRE(gathered(&town, october(), &b, err));
    REQUIRE(b.things >= 1);
    bool police = false;
    for (size_t i = 0; i < b.things; i++) {
        const struct brief_thing *thing = &b.thing[i];
        if (thing->period.kind != BRIEF_MONTH)
            continue;
        police = true;
        CHECK(!thing->split[BRIEF_KNIFE].known);
        CHECK(thing->evidences == 1 && says(thing->evidence[0], "housing counted"));
    }
    CHECK(police);
}

TEST_ONCE(gather_says_nothing_of_splits_once_rows_came_after_the_run)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf more = { .arena = a };
    struct brief b;
    struct date sunday = town_date(2025, 10, 26);
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, knives(a, sunday), &out, err));
    REQUIRE(town_import(&town, "hospital", KIND_INCIDENTS, /* elsewhere in town, so that places differ */
                        STR("id,date,category,lon,lat\n1,2025-10-01,burglary,0.525,51.395\n"), &out, err));
    buf_add_text(&more, "id,date,category,lon,lat,knife\n");
    for (int i = 0; i < 10; i++)
        buf_addf(&more, "late%d,2025-09-%02d,robbery,0.515,51.389,yes\n", i, 1 + i % 30);
    for (int i = 0; i < 30; i++)
        buf_addf(&more, "new%d,2025-10-%02d,robbery,0.515,51.389,yes\n", i, 22 + i % 3);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, town_text(&more), &out, err));
    REQUIRE(record(&town, sunday, err) && gathered(&town, sunday, &b, err));
    REQUIRE(b.things >= 1);
    CHECK(b.thing[0].split[BRIEF_KNIFE].known);
    more.len = 0;
    buf_add_text(&more, "id,date,category,lon,lat,knife\n");
    for (int i = 0; i < 90; i++)
        buf_addf(&more, "after%d,2025-10-%02d,robbery,%s,yes\n", i, 22 + i % 3,
                 i % 2 ? "0.515,51.389" : "0.505,51.383");
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, town_text(&more), &out, err));
    CHECK(out.runs_stale == 0);
    REQUIRE(gathered(&town, sunday, &b, err)); /* brief_check() would refuse 100 knives of 40 */
    for (size_t i = 0; i < b.things; i++)
        CHECK(!b.thing[i].split[BRIEF_KNIFE].known);
}

static struct str districts(struct arena *a)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 3; i++)
        buf_addf(&b, "%s{\"type\":\"Feature\",\"properties\":{\"LAD21CD\":\"E0700000%d\"},\"geometry\":"
                     "{\"type\":\"Polygon\",\"coordinates\":[[[%d.4,51.3],[%d.6,51.3],[%d.6,51.5],"
                     "[%d.4,51.5],[%d.4,51.3]]]}}", i ? "," : "", i + 1, i, i, i, i, i);
    buf_add_text(&b, "]}");
    return town_text(&b);
}

TEST_ONCE(gather_ranks_the_district_only_when_all_figures_cover_the_same_time)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 0, err));
    REQUIRE(town_import(&town, "ons", KIND_AREAS, districts(a), &out, err));
    REQUIRE(town_import(&town, "ons", KIND_AREA_FACTS,
                        STR("LAD21CD,residents\nE07000001,1000\nE07000002,2000\nE07000003,1000\n"), &out,
                        err));
    REQUIRE(town_import(&town, "police", KIND_COUNTS,
                        STR("measure,area,month,value\nrobbery,E07000001,2025-10,30\n"
                            "robbery,E07000002,2025-10,80\nrobbery,E07000003,2025-10,10\n"), &out, err));
    REQUIRE(gathered(&town, october(), &b, err));
    const struct brief_row *row = whole_row(&b, ROBBERY, "police");
    REQUIRE(row);
    CHECK(row->rank.known && row->rank.rank == 2 && row->rank.of == 3);
    REQUIRE(town_import(&town, "police", KIND_COUNTS,
                        STR("measure,area,month,value\nrobbery,E07000001,2025-09,30\n"), &out, err));
    REQUIRE(gathered(&town, october(), &b, err));
    CHECK(!whole_row(&b, ROBBERY, "police")->rank.known);
}

TEST_ONCE(gather_rates_by_residents_or_households_where_all_are_held)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf facts = { .arena = a }, text = { .arena = a };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    town_crimes(&text, town_month(2025, 10), 4, ROBBERY, 18);
    town_crimes(&text, town_month(2025, 10), 4, BURGLARY, 9);
    town_crimes(&text, town_month(2025, 10), 4, "Shoplifting", 9);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    buf_add_text(&facts, "LSOA21CD,residents,households\n");
    for (int i = 0; i < TOWN_AREAS; i++)
        buf_addf(&facts, "%s,1000,%s\n", town_code(i), i < 8 ? "500" : "");
    REQUIRE(town_import(&town, "ons", KIND_AREA_FACTS, town_text(&facts), &out, err));
    REQUIRE(gathered(&town, october(), &b, err));
    const struct brief_row *robbery = whole_row(&b, ROBBERY, "police");
    const struct brief_row *burglary = whole_row(&b, BURGLARY, "police");
    const struct brief_row *shops = whole_row(&b, "Shoplifting", "police");
    REQUIRE(robbery && burglary && shops);
    CHECK(robbery->rate.known && robbery->rate.months == 1);
    CHECK_NEAR(robbery->rate.per_1000, 2, 1e-9);
    CHECK(!burglary->rate.known); /* one area's households are missing */
    CHECK_STR(burglary->rate.why_not, STR("not held"));
    CHECK(!shops->rate.known && says(shops->rate.why_not, "shops"));
}

TEST_ONCE(gather_calls_a_feed_late_that_is_far_behind_the_newest)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf text = { .arena = a };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    town_crimes(&text, town_month(2025, 6), 4, ROBBERY, 9);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, knives(a, october()), &out, err));
    REQUIRE(gathered(&town, october(), &b, err));
    REQUIRE(b.feeds == 2);
    for (size_t i = 0; i < b.feeds; i++) {
        bool late = b.feed[i].notices && b.feed[i].notice[0].kind == BRIEF_LATE;
        CHECK(late == str_eq(b.feed[i].agency, STR("police")));
    }
    CHECK(b.data_to.days == october().days);
}

TEST_ONCE(gather_of_a_store_without_incidents_is_missing)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    CHECK(!gathered(&town, october(), &b, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
}

/* Once over is a second's work here, so every thirteenth allocation is refused, and all are freed. */
TEST_ONCE(gather_refused_memory_says_so_and_leaves_nothing_behind)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct brief b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 4, 40, err) && record(&town, october(), err));
    for (long n = 0; n < 2000; n += 13) {
        struct arena small _cleanup_(arena_close);
        struct err refused = { 0 };
        arena_open(&small, (size_t)1 << 30);
        small.fail_after = n;
        town.arena = &small;
        bool ok = gathered(&town, october(), &b, &refused);
        CHECK(ok == !small.failed);
        CHECK(ok || refused.kind == ERR_LIMIT);
    }
    town.arena = a;
}

TEST_ONCE(gather_says_when_no_hospital_feed_is_held)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct buf text = { .arena = a };
    struct brief b;
    static const char VIOLENCE[] = "Violence and sexual offences";
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&text);
    add_year(&text, VIOLENCE, 4, 30, 1, 1);
    town_crimes(&text, town_month(2025, 10), 3, VIOLENCE, 20);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&text), &out, err));
    REQUIRE(record(&town, october(), err) && gathered(&town, october(), &b, err));
    bool no_hospital = false;
    for (size_t i = 0; i < b.things; i++)
        for (size_t k = 0; k < b.thing[i].evidences; k++)
            no_hospital |= says(b.thing[i].evidence[k], "No hospital feed");
    CHECK(b.things >= 1 && no_hospital);
}

static bool has_note(const struct brief *b, struct str words)
{
    for (size_t i = 0; i < b->notes; i++)
        if (b->note[i].len && memmem(b->note[i].at, b->note[i].len, words.at, words.len))
            return true;
    return false;
}

TEST_ONCE(gather_shows_the_newest_figure_a_partner_sent_and_the_one_before_it)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct brief brief;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(import_year(&town, ROBBERY, 0, 0, err));
    REQUIRE(town_import(&town, "housing", KIND_COUNTS,
                        STR("measure,area_code,month,value\n"
                            "Numbers in treatment,E01000101,2025-08,1210\n"
                            "Numbers in treatment,E01000101,2025-09,1204\n"
                            "Numbers in treatment,E01000101,2025-11,9999\n" /* after the brief's day */
                            "Permanent exclusions,E01000101,2025-09,3\n"
                            "robbery,E01000101,2025-09,77\n" /* a category's: for the rank only */
                            "<b>x</b>,E01000101,2025-09,55\n"), &out, err));
    CHECK(out.rows_kept == 6);
    REQUIRE(gathered(&town, october(), &brief, err));
    CHECK(has_note(&brief, STR("Numbers in treatment, ")));
    CHECK(has_note(&brief, STR(": 1,204 (1 Sep 2025 to 30 Sep 2025); the period before 1,210.")));
    CHECK(has_note(&brief, STR("Permanent exclusions, ")) && has_note(&brief, STR(": fewer than 5 (")));
    CHECK(!has_note(&brief, STR("9,999")) && !has_note(&brief, STR("77")) && !has_note(&brief, STR("55")));
}
