/* Imports and scans lie beneath most of these: seconds. Memory is refused in the parameters' tests. */
#include "runs/run.h"

#include "base/chance.h"
#include "picture/fixture_test.h"

/* ---- parameters ---- */

TEST(run_parameters_come_back_as_they_went)
{
    struct run_order order = run_order_defaults(town_date(2025, 10, 31)), back;
    struct str text;
    int64_t as_of;
    order.seed = 9007199254740993u; /* one more than a double can tell apart */
    order.false_alarms_a_year = 1.0 / 3;
    order.max_radius_km = .1234567;
    order.discovered = true;
    REQUIRE(run_parameters(&order, 17, a, &text, err));
    REQUIRE(run_order_read(text, &back, &as_of, a, err));
    CHECK(as_of == 17 && back.seed == order.seed && back.until.days == order.until.days);
    CHECK(back.replications == order.replications && back.discovered);
    CHECK(memcmp(&back.false_alarms_a_year, &order.false_alarms_a_year, sizeof(double)) == 0);
    CHECK(memcmp(&back.max_radius_km, &order.max_radius_km, sizeof(double)) == 0);
    CHECK(memcmp(&back.max_population_share, &order.max_population_share, sizeof(double)) == 0);
}

TEST(run_parameters_without_a_day_are_refused)
{
    struct run_order back;
    int64_t as_of;
    CHECK(!run_order_read(STR("{\"seed\":1}"), &back, &as_of, a, err) && err->kind != ERR_NONE);
    CHECK(!run_order_read(STR("no json"), &back, &as_of, a, err));
    *err = (struct err){ 0 };
}

/* ---- a town with something to find ---- */

/* Twelve months of some six rows an area; in October `extra` more in area 4. */
static struct str monthly(struct arena *a, const char *type, int extra)
{
    struct chance c;
    struct buf b = { .arena = a };

    chance_open(&c, 11, 0);
    town_crime_header(&b);
    for (int m = 0; m < 12; m++)
        for (int area = 0; area < TOWN_AREAS; area++)
            town_crimes(&b, (struct month){ town_month(2024, 11).n + m }, area, type,
                        4 + (int)chance_below(&c, 5));
    town_crimes(&b, town_month(2025, 10), 4, type, extra);
    return town_text(&b);
}

/* Two hundred days of some events a day anywhere; on the last three, `extra` a day in area 4. */
static struct str daily(struct arena *a, int extra)
{
    struct date last = town_date(2025, 10, 31);
    struct chance c;
    struct buf b = { .arena = a };

    chance_open(&c, 12, 0);
    buf_add_text(&b, "id,date,category,lon,lat\n");
    for (int32_t d = last.days - 199; d <= last.days; d++)
        for (int i = 0; i < 4 + (d > last.days - 3 ? extra : 0); i++) {
            struct lonlat p = town_middle(i < 4 ? (int)chance_below(&c, TOWN_AREAS) : 4);
            buf_addf(&b, "%d-%d,", d, i);
            buf_add_date(&b, (struct date){ d });
            buf_addf(&b, ",burglary,%.6f,%.6f\n", p.lon, p.lat);
        }
    return town_text(&b);
}

static struct run_order quick(void)
{
    struct run_order order = run_order_defaults(town_date(2025, 10, 31));

    order.replications = 199;
    order.threads = 1;
    return order;
}

static bool scan(struct town *town, const struct run_order *order, struct run_outcome *out, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };

    return txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) &&
           run_scan(&txn, order, (struct as_of){ 0 }, town->arena, out, err);
}

static bool recorded(struct town *town, const struct run_order *order, struct run_outcome *out,
                     struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };

    town->now.ms += 1000;
    return scan(town, order, out, err) &&
           txn_begin(&txn, town->f.store, TXN_WRITE, STR("tester"), town->now, err) &&
           run_record(&txn, order, out, town->arena, &out->id, err) && txn_commit(&txn, err);
}

static bool repeated(struct town *town, int64_t id, unsigned threads, struct run_repeat *out,
                     struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };

    return txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) &&
           run_repeat(&txn, id, threads, town->arena, out, err);
}

static const struct run_alert *alert_of(const struct run_outcome *run, const char *method)
{
    for (size_t i = 0; i < run->alerts; i++)
        if (strcmp(run->alert[i].method, method) == 0)
            return &run->alert[i];
    return NULL;
}

static bool has_area(const struct run_alert *alert, const char *code)
{
    for (size_t i = 0; i < alert->areas; i++)
        if (str_eq(alert->area[i], str_of(code)))
            return true;
    return false;
}

TEST_ONCE(run_finds_a_planted_cluster_by_the_month_and_its_ward)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 40), &in, err));
    REQUIRE(scan(&town, &order, &run, err));
    const struct run_alert *cluster = alert_of(&run, "scan"), *ward = alert_of(&run, "usual");
    REQUIRE(cluster && ward);
    CHECK(has_area(cluster, town_code(4)) && cluster->observed > 40 && cluster->has_circle);
    CHECK(cluster->observed > cluster->high && cluster->low <= cluster->high);
    CHECK(cluster->to.days == town_date(2025, 10, 31).days);
    CHECK_STR(cluster->category, STR("robbery"));
    CHECK_STR(cluster->feed, STR("police-uk"));
    CHECK_STR(ward->area[0], STR("E05000002"));
    CHECK(ward->observed > ward->high && ward->areas == 1 && !ward->has_circle);
    CHECK(run.streams == 1 && run.series == TOWN_SIDE);
    for (size_t i = 1; i < run.alerts; i++)
        CHECK(run.alert[i - 1].p_value <= run.alert[i].p_value);
}

TEST_ONCE(run_over_nothing_unusual_alerts_to_nothing_at_a_strict_dial)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 0), &in, err));
    order.false_alarms_a_year = .1;
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(run.alerts == 0 && run.streams == 1);
    order.false_alarms_a_year = 1000; /* and the dial is what kept them away */
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(run.alerts > 0);
}

TEST_ONCE(run_finds_a_planted_cluster_by_the_day_though_chance_must_be_rarer_there)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, daily(a, 6), &in, err));
    REQUIRE(scan(&town, &order, &run, err)); /* 199 replications alone could never pass one a year */
    const struct run_alert *cluster = alert_of(&run, "scan");
    REQUIRE(cluster);
    CHECK(has_area(cluster, town_code(4)) && cluster->p_value < 1. / 365);
    CHECK(cluster->from.days >= town_date(2025, 10, 29).days - 2);
    CHECK(cluster->to.days == town_date(2025, 10, 31).days);
    CHECK_STR(cluster->feed, STR("incidents"));
}

TEST_ONCE(run_leaves_out_what_police_find_by_looking_unless_asked)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Drugs", 40), &in, err));
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(run.alerts == 0 && run.streams == 0 && run.series == 0);
    CHECK(memmem(run.json.at, run.json.len, "found by police looking", 23));
    order.discovered = true;
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(run.streams == 1 && alert_of(&run, "scan"));
}

TEST_ONCE(run_gives_the_same_bytes_on_one_two_and_four_threads_and_other_bytes_by_another_seed)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome first, run;
    struct run_order order = quick();
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 9), &in, err));
    REQUIRE(scan(&town, &order, &first, err));
    for (unsigned threads = 2; threads <= 4; threads *= 2) {
        order.threads = threads;
        REQUIRE(scan(&town, &order, &run, err));
        CHECK_STR(run.json, first.json);
        CHECK(memcmp(run.result.at, first.result.at, 32) == 0);
        CHECK(memcmp(run.inputs.at, first.inputs.at, 32) == 0);
    }
    order.seed = 2;
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(memcmp(run.inputs.at, first.inputs.at, 32) == 0);
    CHECK(!str_eq(run.json, first.json));
}

TEST_ONCE(run_recorded_repeats_to_the_same_bytes_after_newer_files_and_withdrawals)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct lonlat far = { .7, 51.6 };
    struct import_outcome in, silent;
    struct run_outcome run;
    struct run_repeat again;
    struct run_order order = quick();
    struct buf b = { .arena = a };
    int64_t stale;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 40), &in, err));
    town_crime_header(&b); /* the newest import when the run was made held no row of ours */
    town_crime(&b, town_month(2025, 3), "E01999999", &far, "Robbery");
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &silent, err));
    REQUIRE(recorded(&town, &order, &run, err));
    REQUIRE(repeated(&town, run.id, 2, &again, err));
    CHECK(again.same_inputs && again.same_result && again.same_version);
    town.now.ms += 1000;
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 2), &silent, err));
    CHECK(silent.runs_stale == 1);
    REQUIRE(repeated(&town, run.id, 1, &again, err));
    CHECK(again.same_inputs && again.same_result);
    town.now.ms += 1000;
    REQUIRE(town_withdraw(&town, in.id, &stale, err));
    REQUIRE(repeated(&town, run.id, 4, &again, err));
    CHECK(again.same_inputs && again.same_result);
    CHECK(!repeated(&town, 4711, 1, &again, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
}

TEST_ONCE(run_that_stood_on_a_withdrawn_file_is_stale)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in, other;
    struct run_outcome run;
    struct run_order order = quick();
    int64_t stale = 0;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 4), &in, err));
    REQUIRE(recorded(&town, &order, &run, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, /* new rows replace nothing: it still stands */
                        STR("id,date,category,lon,lat\n1,2025-11-01,robbery,0.505,51.383\n"), &other, err));
    CHECK(other.runs_stale == 0);
    REQUIRE(town_withdraw(&town, other.id, &stale, err));
    CHECK(stale == 0);
    REQUIRE(town_withdraw(&town, in.id, &stale, err));
    CHECK(stale == 1);
}

TEST_ONCE(run_that_stood_on_a_file_with_no_row_of_ours_is_stale_when_it_is_withdrawn)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in, silent;
    struct run_outcome run;
    struct run_order order = quick();
    struct buf b = { .arena = a };
    struct lonlat far = { 0.9, 51.2 };
    int64_t stale = 0;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 4), &in, err));
    town_crime_header(&b); /* it empties a month of ours, and the run stands on that */
    town_crime(&b, town_month(2025, 3), "E01999999", &far, "Robbery");
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &silent, err));
    REQUIRE(recorded(&town, &order, &run, err));
    REQUIRE(town_withdraw(&town, silent.id, &stale, err));
    CHECK(stale == 1);
}

TEST_ONCE(run_records_its_alerts_with_the_feed_they_are_about)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_list_out row;
    size_t n = 0;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, monthly(a, "Robbery", 40), &in, err));
    REQUIRE(recorded(&town, &order, &run, err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(sql_alert_list_begin(&q, &txn, &(struct sql_alert_list_in){ run.id }, err));
    for (; sql_alert_list_next(&q, &row, err) == ROW_SOME; n++) {
        CHECK_STR(row.feed, STR("police-uk"));
        CHECK(row.agency_id == run.alert[0].agency_id && row.observed > row.high);
    }
    CHECK(n == run.alerts && n > 0);
}

TEST_ONCE(run_over_a_stream_too_short_or_too_small_says_why_it_was_left_out)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome in;
    struct run_outcome run;
    struct run_order order = quick();
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    town_crimes(&b, town_month(2025, 10), 4, "Robbery", 30);
    town_crimes(&b, town_month(2025, 10), 4, "Burglary", 3);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &in, err));
    REQUIRE(scan(&town, &order, &run, err));
    CHECK(run.streams == 0 && run.alerts == 0);
    CHECK(memmem(run.json.at, run.json.len, "fewer than 6 periods", 20));
    CHECK(memmem(run.json.at, run.json.len, "fewer than 20 cases", 19));
}
