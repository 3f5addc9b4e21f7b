/* Each import is tortured by `an_import_refused_memory_anywhere_leaves_nothing`; the rest run once. */
#include "picture/fixture_test.h"

#include "base/chance.h"

static const char BURGLARY[] = "Burglary", ROBBERY[] = "Robbery", ASB[] = "Anti-social behaviour";

static struct month october(void)
{
    return town_month(2025, 10);
}

/* A police.uk file of so many rows in one area and month. */
static struct str crimes(struct arena *a, struct month month, int area, const char *type, int times)
{
    struct buf b = { .arena = a };

    town_crime_header(&b);
    town_crimes(&b, month, area, type, times);
    return town_text(&b);
}

#define OPEN_TOWN(t)                          \
    struct town t _cleanup_(town_close) = { 0 }; \
    UNUSED struct import_outcome out;         \
    UNUSED int64_t n = -1, stale = -1;        \
    REQUIRE(town_open(&(t), a, err))
#define CHECK_INCIDENTS(town, want)              \
    do {                                      \
        REQUIRE(town_incidents(&(town), &n, err)); \
        CHECK(n == (want));                   \
    } while (0)

TEST_ONCE(import_keeps_repeated_antisocial_behaviour_rows_all)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 4, ASB, 5), &out, err));
    CHECK(out.id > 0 && out.rows_read == 5 && out.rows_kept == 5 && out.rows_refused == 0);
    CHECK_INCIDENTS(town, 5);
}

TEST_ONCE(import_of_the_same_file_twice_changes_nothing)
{
    OPEN_TOWN(town);
    struct str text = crimes(a, october(), 4, ASB, 5);
    int64_t audits, imports;
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
    REQUIRE(town_audits(&town, &audits, err) && town_imports(&town, &imports, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
    CHECK(out.same_file && out.id == 0);
    CHECK_INCIDENTS(town, 5);
    REQUIRE(town_audits(&town, &n, err));
    CHECK(n == audits);
    REQUIRE(town_imports(&town, &n, err));
    CHECK(n == imports);
    /* Another partner's is its own. */
    REQUIRE(town_import(&town, "housing", KIND_POLICE_UK, text, &out, err));
    CHECK(!out.same_file && out.id > 0);
}

TEST_ONCE(import_of_a_file_that_was_replaced_since_is_news)
{
    OPEN_TOWN(town);
    struct str first = crimes(a, october(), 4, ASB, 5), second = crimes(a, october(), 4, ASB, 2);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, first, &out, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, second, &out, err));
    CHECK_INCIDENTS(town, 2);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, first, &out, err));
    CHECK(!out.same_file && out.id > 0);
    CHECK_INCIDENTS(town, 5);
}

TEST_ONCE(import_of_a_file_that_spoke_of_a_month_without_rows_is_news_once_that_month_was_filled)
{
    OPEN_TOWN(town);
    struct lonlat far = { .7, 51.6 };
    struct buf b = { .arena = a };
    town_crime_header(&b);
    town_crime(&b, october(), "E01999999", &far, ROBBERY);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.rows_kept == 0 && out.rows_elsewhere == 1);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 4, ROBBERY, 3), &out, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(!out.same_file);
    CHECK_INCIDENTS(town, 0);
}

TEST_ONCE(import_of_a_file_sent_before_the_boundaries_came_is_news)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct str text = crimes(a, october(), 0, ROBBERY, 3);
    static const char AREA[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"LSOA21CD\":\"E01000101\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        "[[[0.5,51.38],[0.51,51.38],[0.51,51.386],[0.5,51.386],[0.5,51.38]]]}}]}";
    REQUIRE(town_open_bare(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
    CHECK(out.rows_elsewhere == 3);
    REQUIRE(town_import(&town, "ons", KIND_AREAS, str_of(AREA), &out, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
    CHECK(!out.same_file && out.rows_kept == 3);
}

TEST_ONCE(import_of_a_police_month_replaces_that_month_and_no_other)
{
    OPEN_TOWN(town);
    struct buf b = { .arena = a };
    town_crime_header(&b);
    town_crimes(&b, town_month(2025, 9), 1, ROBBERY, 4);
    town_crimes(&b, october(), 1, ROBBERY, 7);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK_INCIDENTS(town, 11);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 2, ROBBERY, 1), &out, err));
    CHECK_INCIDENTS(town, 5);
}

TEST_ONCE(import_of_a_police_month_without_a_row_of_ours_still_replaces_it)
{
    OPEN_TOWN(town);
    struct lonlat far = { .7, 51.6 };
    struct buf b = { .arena = a };
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 7), &out, err));
    int64_t first = out.id;
    town_crime_header(&b);
    town_crime(&b, october(), "E01999999", &far, ROBBERY);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.rows_elsewhere == 1 && out.rows_kept == 0);
    CHECK_INCIDENTS(town, 0);
    REQUIRE(town_withdraw(&town, out.id, &stale, err)); /* and taken back, what it replaced counts again */
    CHECK_INCIDENTS(town, 7);
    REQUIRE(town_withdraw(&town, first, &stale, err));
    CHECK_INCIDENTS(town, 0);
}

static struct str incidents(struct arena *a, const char *rows)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "id,date,category,lon,lat\n");
    buf_add_text(&b, rows);
    return town_text(&b);
}

TEST_ONCE(import_replaces_by_the_partners_own_id)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        incidents(a, "H1,2025-10-01,robbery,0.505,51.383\n"
                                     "H2,2025-10-02,burglary,0.505,51.383\n"),
                        &out, err));
    CHECK(out.rows_kept == 2 && out.rows_same == 0);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        incidents(a, "H2,2025-10-02,burglary,0.505,51.383\n"
                                     "H3,2025-10-04,robbery,0.505,51.383\n"),
                        &out, err));
    CHECK(out.rows_kept == 2 && out.rows_same == 1);
    CHECK_INCIDENTS(town, 3);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        incidents(a, "H1,2025-10-01,burglary,0.505,51.383\n"), &out, err));
    CHECK(out.rows_same == 0);
    CHECK_INCIDENTS(town, 3);
    REQUIRE(town_import(&town, "hospital", KIND_INCIDENTS, /* another partner's H1 is another event */
                        incidents(a, "H1,2025-10-01,burglary,0.505,51.383\n"), &out, err));
    CHECK_INCIDENTS(town, 4);
}

TEST_ONCE(import_refuses_a_row_that_bears_an_earlier_rows_id)
{
    OPEN_TOWN(town);
    struct str text = incidents(a, "H1,2025-10-01,robbery,0.505,51.383\n"
                                     "H1,2025-10-02,burglary,0.505,51.383\n");
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, text, &out, err));
    CHECK(out.rows_kept == 1 && out.rows_refused == 1);
    CHECK(out.faults.len == 1 && out.faults.at[0].row == 3 && out.faults.at[0].column == 0);
    CHECK_INCIDENTS(town, 1);
}

TEST_ONCE(import_without_ids_tells_rows_by_content_and_ordinal)
{
    OPEN_TOWN(town);
    static const char TWICE[] = "date,category,lon,lat\n2025-10-01,robbery,0.505,51.383\n"
                                "2025-10-01,robbery,0.505,51.383\n";
    static const char THRICE[] = "date,category,lon,lat\n2025-10-01,robbery,0.505,51.383\n"
                                 "2025-10-01,robbery,0.505,51.383\n2025-10-01,robbery,0.505,51.383\n";
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, str_of(TWICE), &out, err));
    CHECK_INCIDENTS(town, 2);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, str_of(THRICE), &out, err));
    CHECK(out.rows_same == 2);
    CHECK_INCIDENTS(town, 3);
}

TEST_ONCE(import_knows_rows_again_when_a_partner_moves_a_column)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        STR("date,category,lon,lat\n2025-10-01,robbery,0.505,51.383\n"), &out, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        STR("lat,category,lon,date\n51.383,robbery,0.505,2025-10-01\n"), &out, err));
    CHECK(out.rows_same == 1);
    CHECK_INCIDENTS(town, 1);
}

TEST_ONCE(import_of_a_corrected_figure_replaces_it)
{
    OPEN_TOWN(town);
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_figure_list_out row;
    REQUIRE(town_import(&town, "ons", KIND_COUNTS,
                        STR("measure,area,month,value\nexclusions,E06000035,2025-10,4\n"), &out, err));
    REQUIRE(town_import(&town, "ons", KIND_COUNTS,
                        STR("measure,area,month,value\nexclusions,E06000035,2025-10,6\n"), &out, err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(sql_figure_list_begin(&q, &txn, err));
    REQUIRE(sql_figure_list_next(&q, &row, err) == ROW_SOME);
    CHECK_NEAR(row.value, 6, 1e-12);
    CHECK(sql_figure_list_next(&q, &row, err) == ROW_NONE);
}

/* ---- withdrawing ---- */

TEST_ONCE(import_withdrawn_brings_back_what_it_replaced)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 7), &out, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 2), &out, err));
    int64_t second = out.id;
    REQUIRE(town_withdraw(&town, second, &stale, err));
    CHECK_INCIDENTS(town, 7);
    CHECK(!town_withdraw(&town, second, &stale, err) && err->kind == ERR_CLASH);
    CHECK(!town_withdraw(&town, 4711, &stale, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 2), &out, err));
    CHECK(!out.same_file); /* what was withdrawn may be sent again */
    CHECK_INCIDENTS(town, 2);
}

TEST_ONCE(import_withdrawn_beneath_a_newer_one_changes_nothing_that_counts)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 7), &out, err));
    int64_t first = out.id;
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 1, ROBBERY, 2), &out, err));
    int64_t second = out.id;
    REQUIRE(town_withdraw(&town, first, &stale, err));
    CHECK_INCIDENTS(town, 2);
    REQUIRE(town_withdraw(&town, second, &stale, err));
    CHECK_INCIDENTS(town, 0);
}

/*
 * The slow model: for each scope, the rows of the newest import that speaks about it and is not
 * withdrawn. A scope is a month of police.uk's file (0..5), or one of a partner's ids (6..13).
 */
enum { MODEL_MONTHS = 6, MODEL_IDS = 8, MODEL_SCOPES = MODEL_MONTHS + MODEL_IDS, MODEL_IMPORTS = 24 };
struct model_import {
    int64_t id;
    bool withdrawn, speaks[MODEL_SCOPES];
    int rows[MODEL_SCOPES];  /* of ours; -1 for a month that has only a neighbour's row */
};
struct model {
    struct model_import import[MODEL_IMPORTS];
    int imports;
};

static int64_t model_incidents(const struct model *m)
{
    int64_t n = 0;

    for (int scope = 0; scope < MODEL_SCOPES; scope++)
        for (int i = m->imports - 1; i >= 0; i--)
            if (!m->import[i].withdrawn && m->import[i].speaks[scope]) {
                n += m->import[i].rows[scope];
                break;
            }
    return n;
}

static struct str model_police(struct chance *c, struct arena *a, struct model_import *m)
{
    struct lonlat far = { .7, 51.6 };
    struct buf b = { .arena = a };

    town_crime_header(&b);
    for (int i = 0; i < MODEL_MONTHS; i++) {
        struct month month = town_month(2025, i + 1);
        m->speaks[i] = chance_below(c, 2) || i == m->id % MODEL_MONTHS;
        if (!m->speaks[i])
            continue;
        m->rows[i] = (int)chance_below(c, 4);
        town_crime(&b, month, "E01999999", &far, ROBBERY);
        town_crimes(&b, month, (int)chance_below(c, TOWN_AREAS), BURGLARY, m->rows[i]);
    }
    return town_text(&b);
}

static struct str model_partner(struct chance *c, struct arena *a, struct model_import *m)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, "id,date,category,lon,lat\n");
    for (int i = 0; i < MODEL_IDS; i++) {
        int scope = MODEL_MONTHS + i;
        m->speaks[scope] = chance_below(c, 2) || i == m->id % MODEL_IDS;
        m->rows[scope] = m->speaks[scope];
        if (m->speaks[scope])
            buf_addf(&b, "X%d,2025-0%u-1%u,robbery,0.505,51.383\n", i,
                     1 + (unsigned)chance_below(c, 9), (unsigned)chance_below(c, 10));
    }
    return town_text(&b);
}

static bool model_step(struct town *t, struct model *m, struct chance *c, struct err *err)
{
    struct model_import *next = &m->import[m->imports];
    struct import_outcome out;
    int64_t stale;

    if (m->imports && chance_below(c, 3) == 0) {
        struct model_import *old = &m->import[chance_below(c, (uint64_t)m->imports)];
        if (old->withdrawn)
            return true;
        old->withdrawn = true;
        return town_withdraw(t, old->id, &stale, err);
    }
    *next = (struct model_import){ .id = m->imports };
    bool police = chance_below(c, 2) != 0;
    struct str text = police ? model_police(c, t->arena, next) : model_partner(c, t->arena, next);
    if (!town_import(t, police ? "police" : "housing", police ? KIND_POLICE_UK : KIND_INCIDENTS, text, &out,
                     err))
        return false;
    next->id = out.id;
    m->imports += out.id > 0; /* exactly the file in force: nothing happened */
    return true;
}

TEST_ONCE(imports_and_withdrawals_in_any_order_count_as_a_slow_model_does)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct model m = { 0 };
        struct chance c;
        OPEN_TOWN(town);
        chance_open(&c, seed, 0);
        for (int step = 0; step < 30 && m.imports < MODEL_IMPORTS; step++) {
            REQUIRE(model_step(&town, &m, &c, err));
            CHECK_INCIDENTS(town, model_incidents(&m));
        }
    }
}

/* ---- whole or not at all ---- */

TEST(an_import_refused_memory_anywhere_leaves_nothing)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct arena safe _cleanup_(arena_close);
    struct import_outcome out;
    int64_t incidents_held = -1, imports = -1, audits = -1, before_audits = -1, before_imports = -1;
    struct buf b = { .arena = &safe };
    arena_open(&safe, (size_t)16 << 20);
    town_crime_header(&b);
    town_crimes(&b, october(), 4, ROBBERY, 2);
    REQUIRE(town_open(&town, &safe, err));
    REQUIRE(town_audits(&town, &before_audits, err) && town_imports(&town, &before_imports, err));
    town.arena = a; /* from here on memory may be refused */
    bool kept = town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err);
    town.arena = &safe;
    REQUIRE(town_incidents(&town, &incidents_held, err) && town_imports(&town, &imports, err) &&
            town_audits(&town, &audits, err));
    CHECK(kept);
    /* Also asked when memory was refused: whatever happened, it happened whole. */
    if (incidents_held != (kept ? 2 : 0) || imports != before_imports + kept ||
        audits != before_audits + 2 * kept) { /* the import, and the look at its feed */
        (void)fprintf(stderr, "an import refused memory left a part of itself\n");
        abort();
    }
}

TEST_ONCE(import_that_fails_in_the_middle_leaves_nothing)
{
    OPEN_TOWN(town);
    struct buf b = { .arena = a };
    int64_t imports;
    town_crime_header(&b);
    town_crimes(&b, october(), 4, ROBBERY, 50);
    buf_add_text(&b, "no,crime,row\n");
    REQUIRE(town_imports(&town, &imports, err));
    town.strict = true;
    CHECK(!town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(err->kind == ERR_INPUT && out.rows_refused == 1);
    CHECK_INCIDENTS(town, 0);
    REQUIRE(town_imports(&town, &n, err));
    CHECK(n == imports);
    *err = (struct err){ 0 };
    town.strict = false; /* every other guard satisfied: without `strict` the good rows stay */
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    CHECK(out.rows_kept == 50 && out.rows_refused == 1 && out.faults.len == 1);
    CHECK_INCIDENTS(town, 50);
}

/* Lets the import go on so often, then stops it. */
struct patience {
    int times, asked;
    int64_t rows;
    uint64_t bytes;
};

static bool go_on(void *with, uint64_t bytes, int64_t rows, struct err *err)
{
    struct patience *p = with;

    p->bytes = bytes;
    p->rows = rows;
    return p->asked++ < p->times || err_set(err, ERR_STORE, "enough");
}

TEST_ONCE(import_that_is_stopped_on_its_way_or_at_its_end_leaves_nothing)
{
    OPEN_TOWN(town);
    struct patience p;
    int64_t imports;
    struct str text = crimes(a, october(), 4, ROBBERY, 2100);

    REQUIRE(town_imports(&town, &imports, err));
    town.progress = go_on;
    town.with = &p;
    for (int times = 0; times < 4; times++) { /* after 1,024 rows, 2,048, all, and before they are kept */
        p = (struct patience){ .times = times };
        *err = (struct err){ 0 };
        CHECK(!town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
        CHECK(err->kind == ERR_STORE && p.asked == times + 1);
        CHECK(p.rows == (times < 2 ? 1024 * (times + 1) : 2100));
        CHECK(times < 2 || p.bytes == text.len);
        CHECK_INCIDENTS(town, 0);
        REQUIRE(town_imports(&town, &n, err));
        CHECK(n == imports);
    }
    p = (struct patience){ .times = 4 };
    *err = (struct err){ 0 };
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, text, &out, err));
    CHECK(p.asked == 4 && out.rows_kept == 2100);
    CHECK_INCIDENTS(town, 2100);
}

TEST_ONCE(import_previewed_says_what_would_come_and_keeps_nothing)
{
    OPEN_TOWN(town);
    town.preview = true;
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 4, ROBBERY, 9), &out, err));
    CHECK(out.id == 0 && out.rows_kept == 9);
    CHECK_INCIDENTS(town, 0);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, STR("date,category,lon,lat,Officer\n"), &out, err));
    CHECK(out.columns.field[4] == COLUMN_UNKNOWN);
}

TEST_ONCE(import_refuses_what_it_may_not_or_cannot_take)
{
    OPEN_TOWN(town);
    CHECK(!town_import(&town, "housing", KIND_PEOPLE, STR("name\nx\n"), &out, err));
    CHECK(err->kind == ERR_DENIED);
    CHECK(!town_import(&town, "nobody", KIND_INCIDENTS, STR("a\n"), &out, err));
    CHECK(err->kind == ERR_MISSING);
    CHECK(!town_import(&town, "housing", KIND_INCIDENTS, STR(""), &out, err));
    CHECK(err->kind == ERR_INPUT);
    CHECK(!town_import(&town, "ons", KIND_AREAS,
                       STR("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                           "\"properties\":{\"AREACD\":\"E01000999\"},"
                           "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                           "[[[0.5,51.4],[0.6,51.4],[0.6,51.5],[0.5,51.4]]]}}]}"), &out, err));
    CHECK(err->kind == ERR_INPUT); /* of which year? */
    *err = (struct err){ 0 };
}

/* ---- the column map ---- */

TEST_ONCE(import_refuses_an_unknown_column_until_it_is_mapped_or_dropped_and_keeps_the_map)
{
    OPEN_TOWN(town);
    struct str text = STR("date,What was it,lon,lat,Officer\n2025-10-01,robbery,0.505,51.383,x\n");
    struct str later = STR("date,What was it,lon,lat,Officer\n2025-10-02,robbery,0.505,51.383,x\n");
    struct column_rule rule[] = { { STR("What was it"), STR("category") }, { STR("Officer"), STR("") } };
    CHECK(!town_import(&town, "housing", KIND_INCIDENTS, text, &out, err) && err->kind == ERR_INPUT);
    CHECK_INCIDENTS(town, 0);
    *err = (struct err){ 0 };
    town.rule = rule;
    town.rules = 1;
    CHECK(!town_import(&town, "housing", KIND_INCIDENTS, text, &out, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    town.rules = 2;
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, text, &out, err));
    town.rules = 0;
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, later, &out, err));
    CHECK(out.rows_kept == 1);
    CHECK_INCIDENTS(town, 2);
    CHECK(!town_import(&town, "hospital", KIND_INCIDENTS, later, &out, err)); /* the map is one partner's */
    *err = (struct err){ 0 };
}

/* ---- what is kept ---- */

TEST_ONCE(import_keeps_an_assaults_area_and_not_its_words)
{
    OPEN_TOWN(town);
    struct txn txn _cleanup_(txn_end) = { 0 };
    REQUIRE(town_import(&town, "ons", KIND_PLACES, STR("name,lon,lat\nHigh Street,0.515,51.389\n"), &out,
                        err));
    REQUIRE(town_import(&town, "hospital", KIND_ASSAULTS,
                        STR("id,arrived,location\nA1,2025-10-04 01:10,outside the club in High Street\n"
                            "A2,2025-10-05 02:10,somewhere or other\n"), &out, err));
    CHECK(out.rows_kept == 2 && out.without_place == 1);
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_incident_months_out row;
    bool placed = false;
    REQUIRE(sql_incident_months_begin(&q, &txn, &(struct sql_incident_months_in){ .last_month = INT32_MAX },
                                      err));
    while (sql_incident_months_next(&q, &row, err) == ROW_SOME)
        placed |= row.area_code.at && str_eq(row.area_code, str_of(town_code(4)));
    CHECK(placed);
    FILE *f = fopen(town.f.path, "rb");
    REQUIRE(f);
    struct buf whole = { .arena = a };
    char chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&whole, (struct str){ chunk, got });
    (void)fclose(f);
    CHECK(memmem(whole.at, whole.len, "outside the club", 16) == NULL);
}

TEST_ONCE(import_and_withdrawal_leave_an_entry_each_and_one_for_the_look_at_the_feed)
{
    OPEN_TOWN(town);
    int64_t before;
    REQUIRE(town_audits(&town, &before, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, crimes(a, october(), 4, ROBBERY, 9), &out, err));
    REQUIRE(town_audits(&town, &n, err));
    CHECK(n == before + 2);
    REQUIRE(town_withdraw(&town, out.id, &stale, err));
    REQUIRE(town_audits(&town, &n, err));
    CHECK(n == before + 4);
}

TEST_ONCE(import_hands_over_each_refused_row_after_the_header)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        incidents(a, "H1,2025-10-01,robbery,0.505,51.383\n"
                                     "H2,31 foo,robbery,0.505,51.383\n"),
                        &out, err));
    CHECK(out.rows_read == 2 && out.rows_kept == 1 && out.rows_refused == 1);
    CHECK(out.faults.at[0].row == 3 && out.faults.at[0].column == 1);
}

TEST_ONCE(import_refuses_a_figure_a_postcode_or_an_area_said_twice_in_one_file)
{
    OPEN_TOWN(town);
    REQUIRE(town_import(&town, "ons", KIND_COUNTS,
                        STR("measure,area,month,value\nx,E07000001,2025-10,4\nx,E07000001,2025-10,5\n"), &out,
                        err));
    CHECK(out.rows_kept == 1 && out.rows_refused == 1 && out.faults.at[0].column == 0);
    REQUIRE(town_import(&town, "ons", KIND_PLACES,
                        STR("postcode,lon,lat\nME4 4TR,0.505,51.383\nme44tr,0.515,51.383\n"), &out, err));
    CHECK(out.rows_kept == 1 && out.rows_refused == 1 && out.faults.at[0].row == 3);
    REQUIRE(town_import(&town, "ons", KIND_PLACES, /* a street's name may be many places */
                        STR("name,lon,lat\nMill Lane,0.505,51.383\nMill Lane,0.515,51.383\n"), &out, err));
    CHECK(out.rows_kept == 2 && out.rows_refused == 0);
}

TEST_ONCE(import_lets_a_newer_rule_for_a_column_take_the_kept_ones_place)
{
    OPEN_TOWN(town);
    struct column_rule drop = { STR("What"), STR("") }, use = { STR("What"), STR("category") };
    struct str text = STR("date,category,What,lon,lat\n2025-10-01,robbery,x,0.505,51.383\n");
    struct str other = STR("date,What,lon,lat\n2025-10-01,burglary,0.505,51.383\n");
    town.rule = &drop;
    town.rules = 1;
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, text, &out, err));
    town.rule = &use;
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, other, &out, err));
    town.rules = 0;
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, /* and is kept in its turn */
                        STR("date,What,lon,lat\n2025-10-02,burglary,0.505,51.383\n"), &out, err));
    CHECK_INCIDENTS(town, 3);
}
