/* Imports lie beneath these: seconds; memory is refused in the one that fills a snapshot by hand. */
#include "web/snapshot_store.h"

#include "base/chance.h"
#include "picture/fixture_test.h"

static const char *const TYPE[] = { "Robbery", "Burglary", "Shoplifting", "Drugs" };

/* Fourteen months up to October 2025, all nine areas. */
static struct str some_crimes(struct arena *a, int months, uint64_t seed)
{
    struct buf b = { .arena = a };
    struct chance c;

    chance_open(&c, seed, 0);
    town_crime_header(&b);
    for (int m = 0; m < months; m++)
        for (int i = 0; i < TOWN_AREAS; i++)
            for (size_t k = 0; k < COUNT_OF(TYPE); k++)
                town_crimes(&b, (struct month){ town_month(2024, 9).n + m }, i, TYPE[k], (int)chance_below(&c, 5));
    return town_text(&b);
}

struct visit {
    struct town town;
    struct site *site;
    struct partnership *place;
    const struct snapshot *shot;
};

static void visit_close(struct visit *v)
{
    snapshot_give_back(&v->shot);
    site_close(&v->site);
    town_close(&v->town);
}

static bool open_site(struct visit *v, bool read_only, struct err *err)
{
    struct site_order order = { .path = { v->town.f.path }, .name = { STR("town") }, .partnerships = 1,
                                .read_only = read_only };

    store_close(&v->town.f.store); /* the site is the one that writes */
    if (!site_open(&v->site, &order, err))
        return false;
    v->place = site_partnership(v->site, 0);
    return true;
}

static bool begin_visit(struct visit *v, struct arena *a, struct err *err)
{
    struct import_outcome out;

    return town_open(&v->town, a, err) &&
           town_import(&v->town, "police", KIND_POLICE_UK, some_crimes(a, 14, 7), &out, err) &&
           open_site(v, false, err) && snapshot_take(v->place, NULL, &v->shot, err);
}

/* Small areas add up to their ward, wards and what has no place to the whole. */
static bool adds_up(const struct snapshot *s, struct shot_what what, size_t month)
{
    struct shot_count whole = snapshot_count(s, what, SHOT_WHOLE, 0, month);
    int64_t all = 0, wards = 0;

    for (size_t w = 0; w < s->tally.areas.ward.len; w++) {
        struct shot_count ward = snapshot_count(s, what, SHOT_WARD, (int)w, month);
        int64_t sum = 0;
        for (size_t i = 0; i < s->tally.areas.small.len; i++)
            if (s->tally.areas.small.at[i].ward == (int)w)
                sum += snapshot_count(s, what, SHOT_SMALL, (int)i, month).n;
        if (sum != ward.n || ward.known != whole.known)
            return false;
        wards += ward.n;
    }
    for (size_t i = 0; i < s->tally.areas.small.len; i++)
        all += snapshot_count(s, what, SHOT_SMALL, (int)i, month).n;
    return all <= whole.n && wards <= whole.n && (whole.known || whole.n == 0);
}

TEST_ONCE(small_areas_add_up_to_wards_and_wards_to_the_whole)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(begin_visit(&v, a, err));
    const struct snapshot *s = v.shot;
    int64_t all = 0;
    for (int c = -1; c < (int)s->tally.categories; c++)
        for (enum flag f = FLAG_ANY; f < FLAGS; f++)
            for (size_t m = 0; m < s->tally.months; m++)
                CHECK(adds_up(s, (struct shot_what){ c, f }, m));
    for (int c = 0; c < (int)s->tally.categories; c++)
        all += snapshot_count(s, (struct shot_what){ c, FLAG_ANY }, SHOT_WHOLE, 0, 13).n;
    CHECK(all > 0 && all == snapshot_count(s, (struct shot_what){ -1, FLAG_ANY }, SHOT_WHOLE, 0, 13).n);
}

TEST_ONCE(a_snapshot_says_of_the_last_month_what_the_brief_says)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(begin_visit(&v, a, err));
    const struct brief *b = &v.shot->brief;
    REQUIRE(b->rows == COUNT_OF(TYPE) * (1 + TOWN_SIDE));
    for (size_t i = 0; i < b->rows; i++) {
        const struct brief_row *row = &b->row[i];
        enum shot_level level = SHOT_WHOLE;
        int area = row->area_code.len ? snapshot_area(v.shot, row->area_code, &level) : 0;
        struct shot_what what = { 0, FLAG_ANY };
        while (!str_eq(v.shot->tally.category[what.category].label, row->priority))
            what.category++;
        struct comparison c = snapshot_compare(v.shot, what, level, area, 13);
        CHECK(c.held && c.observed == row->count.n && c.usual.known == row->usual.known);
        CHECK(c.usual.low == row->usual.low && c.usual.high == row->usual.high && c.twelve == row->twelve.n);
        CHECK(snapshot_count(v.shot, what, level, area, 13).n == row->count.n);
        struct brief_rate rate = snapshot_rate(v.shot, what, level, area, 13, 12);
        CHECK(rate.known == row->rate.known && str_eq(rate.why_not, row->rate.why_not));
    }
}

TEST_ONCE(a_snapshot_of_an_earlier_day_holds_nothing_after_it)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct snapshot *then = NULL, *again = NULL;
    struct date may = town_date(2025, 5, 31);
    REQUIRE(begin_visit(&v, a, err));
    CHECK(v.shot->newest && v.shot->date.days == town_date(2025, 10, 31).days);
    REQUIRE(snapshot_take(v.place, &may, &then, err) && snapshot_take(v.place, &may, &again, err));
    CHECK(then == again); /* kept */
    CHECK(!then->newest && then->date.days == may.days && then->tally.months == 9 && v.shot->tally.months == 14);
    for (size_t m = 0; m < then->tally.months; m++)
        CHECK(snapshot_count(then, (struct shot_what){ -1, FLAG_ANY }, SHOT_WHOLE, 0, m).n ==
              snapshot_count(v.shot, (struct shot_what){ -1, FLAG_ANY }, SHOT_WHOLE, 0, m).n);
    snapshot_give_back(&then);
    snapshot_give_back(&again);
    struct date before = town_date(2020, 1, 1);
    CHECK(!snapshot_take(v.place, &before, &then, err) && err->kind == ERR_MISSING);
}

static bool import_more(struct store *s, void *with, struct err *err)
{
    struct town *town = with;
    struct import_outcome out;

    town->f.store = s;
    bool good = town_import(town, "police", KIND_POLICE_UK, some_crimes(town->arena, 15, 8), &out, err);
    town->f.store = NULL;
    return good;
}

TEST_ONCE(who_changes_the_store_sees_the_change_and_who_looks_on_keeps_what_they_have)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct snapshot *after = NULL;
    REQUIRE(begin_visit(&v, a, err));
    size_t months = v.shot->tally.months;
    REQUIRE(partnership_write(v.place, import_more, &v.town, err));
    REQUIRE(snapshot_take(v.place, NULL, &after, err));
    CHECK(after != v.shot && after->seq > v.shot->seq && after->tally.months == 15);
    CHECK(after->date.days == town_date(2025, 11, 30).days && after->imports == v.shot->imports + 1);
    CHECK(after->import[0].id > after->import[1].id && after->import[0].hash.len == 64);
    CHECK(v.shot->tally.months == months && months == 14);
    CHECK(partnership_trouble(v.place) == ERR_NONE);
    snapshot_give_back(&after);
}

TEST_ONCE(a_site_that_only_shows_changes_nothing_and_one_that_lent_the_writing_waits)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(begin_visit(&v, a, err));
    partnership_writer_release(v.place);
    CHECK(!partnership_write(v.place, import_more, &v.town, err) && err->kind == ERR_CLASH);
    REQUIRE(partnership_writer_take(v.place, err));
    CHECK(partnership_write(v.place, import_more, &v.town, err));
    snapshot_give_back(&v.shot);
    site_close(&v.site);
    REQUIRE(open_site(&v, true, err));
    CHECK(!partnership_write(v.place, import_more, &v.town, err) && err->kind == ERR_DENIED);
}
