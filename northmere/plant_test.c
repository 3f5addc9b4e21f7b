#include "northmere/plant.h"

#include "base/test.h"

enum { SEEDS = 40 };

TEST_ONCE(there_is_one_plant_of_each_kind_in_areas_that_are_there)
{
    struct town town;
    struct plants p;

    REQUIRE(town_make(1, 1, a, &town, err));
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        plants_choose(&town, seed, &p);
        for (enum plant_kind k = 0; k < PLANT_KINDS; k++) {
            const struct plant *of = &p.at[k];
            CHECK(of->kind == k && of->decoy == (k >= DECOY_SEASON));
            CHECK(of->from.days >= incident_first_day().days && of->to.days <= incident_last_day().days);
            CHECK(of->from.days < of->to.days);
            for (size_t i = 0; i < of->areas; i++)
                CHECK(of->area[i] < town.areas);
            CHECK(of->areas == 0 || town.postcode[of->postcode].area == of->area[0]);
            CHECK((of->areas == 0) == (k == PLANT_QUIET || k == DECOY_SEASON));
        }
        CHECK(p.at[PLANT_CLUSTER].to.days >= incident_last_day().days - 1);
        CHECK(p.at[PLANT_QUIET].keep > 0 && p.at[PLANT_QUIET].keep < .3);
    }
}

TEST_ONCE(no_two_plants_share_an_area)
{
    static const enum plant_kind LOCAL[] = { PLANT_CLUSTER, PLANT_FAINT, PLANT_SERIES, DECOY_REPORTER };
    struct town town;
    struct plants p;

    REQUIRE(town_make(2, 1, a, &town, err));
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        plants_choose(&town, seed, &p);
        for (size_t x = 0; x < COUNT_OF(LOCAL); x++)
            for (size_t y = 0; y < x; y++)
                for (size_t i = 0; i < p.at[LOCAL[x]].areas; i++)
                    for (size_t k = 0; k < p.at[LOCAL[y]].areas; k++)
                        CHECK(p.at[LOCAL[x]].area[i] != p.at[LOCAL[y]].area[k]);
    }
}

static bool same_plants(const struct plants *x, const struct plants *y)
{
    for (enum plant_kind k = 0; k <= PLANT_SERIES; k++)
        if (x->at[k].area[0] != y->at[k].area[0] || x->at[k].from.days != y->at[k].from.days)
            return false;
    return true;
}

TEST_ONCE(another_seed_moves_the_plants_and_the_same_does_not)
{
    struct town town;
    struct plants one, again, other;

    REQUIRE(town_make(1, 1, a, &town, err));
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        plants_choose(&town, seed, &one);
        plants_choose(&town, seed, &again);
        plants_choose(&town, seed + 1, &other);
        CHECK(same_plants(&one, &again) && !same_plants(&one, &other));
    }
}

/* ---- the plants in the rows ---- */

static bool in_areas(const struct plant *p, size_t area)
{
    for (size_t i = 0; i < p->areas; i++)
        if (p->area[i] == area)
            return true;
    return false;
}

TEST_ONCE(planted_rows_lie_where_the_truth_says_and_are_as_many)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct town town;
        struct plants p;
        struct incidents e;
        size_t rows[PLANT_KINDS] = { 0 };
        REQUIRE(town_make(1, 1, a, &town, err));
        plants_choose(&town, seed, &p);
        REQUIRE(incidents_make(&town, &p, a, &e, err));
        for (size_t i = 0; i < e.len; i++) {
            const struct incident *at = &e.at[i];
            if (!at->planted)
                continue;
            REQUIRE(at->planted <= PLANT_KINDS);
            const struct plant *of = &p.at[at->planted - 1];
            rows[of->kind]++;
            CHECK(in_areas(of, at->area) && at->feed == of->feed && at->what == of->what);
            CHECK(at->day.days >= of->from.days && at->until.days <= of->to.days);
        }
        for (enum plant_kind k = 0; k < PLANT_KINDS; k++)
            CHECK(k == PLANT_QUIET || k == DECOY_SEASON || k == DECOY_CENTRE ? rows[k] == 0
                                                                             : rows[k] == p.at[k].rows);
        CHECK(rows[PLANT_CLUSTER] >= 11 && rows[PLANT_SERIES] >= 7 && rows[PLANT_FAINT] >= 3);
        CHECK(p.at[DECOY_CENTRE].rows > 500 && p.at[DECOY_SEASON].rows > 50 && p.at[PLANT_QUIET].rows > 30);
    }
}

/* Nature does not depend on what is hidden in it: all rows of one but for the plants' are the other's. */
TEST_ONCE(moving_the_plants_leaves_the_rest_of_the_police_rows_as_it_was)
{
    struct town town;
    struct plants p[2];
    struct incidents e[2];
    size_t at[2] = { 0 }, same = 0;

    REQUIRE(town_make(4, 1, a, &town, err));
    for (size_t i = 0; i < 2; i++) {
        plants_choose(&town, i + 10, &p[i]);
        REQUIRE(incidents_make(&town, &p[i], a, &e[i], err));
    }
    for (;;) {
        for (size_t i = 0; i < 2; i++)
            while (at[i] < e[i].first[FEED_POLICE + 1] && e[i].at[at[i]].planted)
                at[i]++;
        if (at[0] == e[0].first[FEED_POLICE + 1] || at[1] == e[1].first[FEED_POLICE + 1])
            break;
        CHECK(e[0].at[at[0]].serial == e[1].at[at[1]].serial);
        CHECK(memcmp(&e[0].at[at[0]].at, &e[1].at[at[1]].at, sizeof(struct lonlat)) == 0);
        at[0]++;
        at[1]++;
        same++;
    }
    CHECK(same > 30000 && at[0] == e[0].first[FEED_POLICE + 1] && at[1] == e[1].first[FEED_POLICE + 1]);
}

TEST_ONCE(a_quiet_feed_keeps_some_rows_and_one_reporter_sends_many)
{
    struct town town;
    struct plants p;
    struct incidents e;
    size_t kept = 0, reports = 0;

    REQUIRE(town_make(5, 1, a, &town, err));
    plants_choose(&town, 3, &p);
    REQUIRE(incidents_make(&town, &p, a, &e, err));
    const struct plant *quiet = &p.at[PLANT_QUIET], *reporter = &p.at[DECOY_REPORTER];
    uint32_t who = 0;
    for (size_t i = e.first[quiet->feed]; i < e.first[quiet->feed + 1]; i++)
        kept += e.at[i].day.days >= quiet->from.days;
    CHECK(kept > 0 && kept < quiet->rows);
    for (size_t i = e.first[FEED_COUNCIL]; i < e.first[FEED_COUNCIL + 1]; i++)
        if (e.at[i].planted) {
            who = who ? who : e.at[i].reporter;
            reports++;
            CHECK(e.at[i].reporter == who && e.at[i].postcode == reporter->postcode);
        }
    CHECK(reports > 50 && who);
}

TEST_ONCE(the_truth_is_one_row_a_plant)
{
    struct town town;
    struct plants p;
    struct buf b = { .arena = a };
    size_t lines = 0;

    REQUIRE(town_make(6, 1, a, &town, err));
    plants_choose(&town, 6, &p);
    plant_write(&town, &p, &b);
    REQUIRE(!b.failed);
    struct str rest = { b.at, b.len };
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        size_t fields = 0;
        while (line.len) {
            struct str field = str_cut(&line, ',');
            CHECK(lines > 0 || str_ends(field, STR(" (invented)")));
            fields++;
        }
        CHECK(fields == 10);
        lines++;
    }
    CHECK(lines == PLANT_KINDS + 1);
}
