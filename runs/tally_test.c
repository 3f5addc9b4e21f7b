/* Imports lie beneath these: seconds, and their memory is refused in picture/import_test.c. */
#include "runs/tally.h"

#include "base/chance.h"
#include "picture/fixture_test.h"

static bool tallied(struct town *town, struct date until, struct as_of as_of, struct tally *out,
                    struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };

    return txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) &&
           tally_read(&txn, until, as_of, town->arena, out, err);
}

static const struct stream *stream_named(const struct tally *t, const char *category)
{
    for (size_t i = 0; i < t->streams; i++)
        if (str_eq(t->category[t->stream[i].category].code, str_of(category)))
            return &t->stream[i];
    return NULL;
}

static struct str two_months(struct arena *a)
{
    struct buf b = { .arena = a };

    town_crime_header(&b);
    town_crimes(&b, town_month(2025, 8), 0, "Robbery", 3);
    town_crimes(&b, town_month(2025, 8), 4, "Robbery", 2);
    town_crimes(&b, town_month(2025, 10), 4, "Robbery", 5);
    town_crimes(&b, town_month(2025, 10), 4, "Drugs", 1);
    return town_text(&b);
}

TEST_ONCE(tally_counts_by_area_ward_and_whole)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct tally t1;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, two_months(a), &out, err));
    REQUIRE(tallied(&town, town_date(2025, 10, 31), (struct as_of){ 0 }, &t1, err));
    const struct stream *s = stream_named(&t1, "robbery");
    const struct stream *drugs = stream_named(&t1, "drugs");
    REQUIRE(s && drugs && t1.months == 3 && t1.first.n == town_month(2025, 8).n);
    CHECK(tally_small(&t1, s, 0, 0) == 3 && tally_small(&t1, s, 4, 0) == 2 && tally_small(&t1, s, 4, 2) == 5);
    CHECK(tally_ward(&t1, s, 0, 0) == 3 && tally_ward(&t1, s, 1, 0) == 2 && tally_ward(&t1, s, 2, 0) == 0);
    CHECK(tally_whole(&t1, s, 0) == 5 && tally_whole(&t1, s, 1) == 0 && tally_whole(&t1, s, 2) == 5);
    CHECK(tally_held(&t1, s, 0) && !tally_held(&t1, s, 1) && tally_held(&t1, s, 2));
    CHECK(!tally_held(&t1, s, 3) && s->total == 10);
    CHECK(t1.feed[0].rows == 11 && !t1.feed[0].by_day);
    CHECK(t1.feed[0].complete_to.days == town_date(2025, 10, 31).days);
    CHECK(t1.category[drugs->category].discovered);
    CHECK(t1.stream[0].category < t1.stream[1].category);
}

TEST_ONCE(tally_up_to_the_middle_of_a_month_stops_at_the_month_before)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct tally t1;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, two_months(a), &out, err));
    REQUIRE(tallied(&town, town_date(2025, 10, 30), (struct as_of){ 0 }, &t1, err));
    CHECK(t1.months == 2 && t1.feed[0].last.n == town_month(2025, 8).n);
    CHECK(t1.feed[0].complete_to.days == town_date(2025, 8, 31).days);
    CHECK(t1.feed[0].rows == 5); /* what came for later months is not counted */
    CHECK(!tallied(&town, town_date(2025, 8, 30), (struct as_of){ 0 }, &t1, err));
    CHECK(err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
}

TEST_ONCE(tally_of_a_daily_feed_holds_only_the_months_it_has_ended)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct tally t1;
    struct date day;
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    buf_add_text(&b, "id,date,category,lon,lat\n");
    for (struct date d = town_date(2025, 8, 4); d.days <= town_date(2025, 10, 20).days; d.days++) {
        buf_addf(&b, "%d,", d.days);
        buf_add_date(&b, d);
        buf_add_text(&b, ",robbery,0.505,51.383\n");
    }
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, town_text(&b), &out, err));
    REQUIRE(tallied(&town, town_date(2025, 10, 31), (struct as_of){ 0 }, &t1, err));
    const struct feed *f = &t1.feed[0];
    CHECK(f->by_day && f->first_day.days == town_date(2025, 8, 4).days);
    CHECK(f->complete_to.days == town_date(2025, 10, 20).days);
    CHECK(f->last.n == town_month(2025, 9).n && !f->held[2]);
    REQUIRE(tallied(&town, town_date(2025, 9, 30), (struct as_of){ 0 }, &t1, err));
    CHECK(t1.feed[0].complete_to.days == town_date(2025, 9, 30).days && t1.feed[0].rows == 58);
    struct txn txn _cleanup_(txn_end) = { 0 };
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(tally_newest_day(&txn, &day, err));
    CHECK(day.days == town_date(2025, 10, 20).days);
}

TEST_ONCE(tally_marks_months_the_feed_was_quiet_in)
{
    static const int CRIME[] = { 296, 160, 98, 267, 246 };
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct tally t1;
    struct buf b = { .arena = a };
    REQUIRE(town_open(&town, a, err));
    town_crime_header(&b);
    for (int i = 0; i < 5; i++) {
        struct month m = { town_month(2018, 10).n + i };
        town_crimes(&b, m, i, "Robbery", CRIME[i]);
        town_crimes(&b, m, i, "Anti-social behaviour", 40);
    }
    REQUIRE(town_import(&town, "police", KIND_POLICE_UK, town_text(&b), &out, err));
    REQUIRE(tallied(&town, town_date(2019, 2, 28), (struct as_of){ 0 }, &t1, err));
    const struct stream *s = stream_named(&t1, "robbery"), *asb = stream_named(&t1, "anti-social-behaviour");
    REQUIRE(s && asb);
    for (size_t m = 0; m < 5; m++) {
        CHECK(s->odd[m] == (m == 1 || m == 2) && !asb->odd[m]);
        CHECK(tally_sound(&t1, s, m) == !s->odd[m] && tally_held(&t1, s, m));
    }
}

TEST_ONCE(tally_of_a_store_without_incidents_is_missing)
{
    struct town town _cleanup_(town_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct tally t1;
    struct date day;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    CHECK(!tally_read(&txn, town_date(2025, 10, 31), (struct as_of){ 0 }, a, &t1, err));
    CHECK(err->kind == ERR_MISSING);
    CHECK(!tally_newest_day(&txn, &day, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
}

/* ---- as it was then ---- */

static int64_t fingerprint(const struct tally *t)
{
    int64_t n = 0, weight = 1;

    for (size_t s = 0; s < t->streams; s++)
        for (size_t c = 0; c < (t->areas.small.len + 1) * t->months; c++)
            n += t->stream[s].count[c / t->months * t->stride + c % t->months] *
                 (weight++ + (int64_t)t->stream[s].category * 7919);
    for (size_t f = 0; f < t->feeds; f++)
        n += t->feed[f].rows * 1000003 + t->feed[f].last.n;
    return n;
}

enum { MOMENTS = 16 };
struct moment {
    struct as_of when;
    int64_t counted; /* -1: nothing was held */
};

static bool remember(struct town *town, struct moment *m, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct sql_import_newest_out newest;
    struct tally t;
    bool found;

    if (!txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) ||
        !sql_import_newest(&txn, town->arena, &newest, &found, err))
        return false;
    m->when = (struct as_of){ { true, newest.id }, { true, town->now.ms } };
    m->counted = -1;
    if (tally_read(&txn, town_date(2025, 12, 31), (struct as_of){ 0 }, town->arena, &t, err))
        m->counted = fingerprint(&t);
    else if (err->kind != ERR_MISSING)
        return false;
    *err = (struct err){ 0 };
    return true;
}

static bool change_something(struct town *town, struct chance *c, struct err *err)
{
    struct lonlat far = { .7, 51.6 };
    struct buf b = { .arena = town->arena };
    struct import_outcome out;
    struct err ignored = { 0 };
    int64_t stale, imports;

    town->now.ms += 60000;
    if (chance_below(c, 3) == 0) { /* of any import: one withdrawn already, or boundaries, is let be */
        if (!town_imports(town, &imports, err))
            return false;
        if (imports > 3)
            (void)!town_withdraw(town, 4 + (int64_t)chance_below(c, (uint64_t)imports - 3), &stale, &ignored);
        return true;
    }
    town_crime_header(&b);
    for (int m = 1; m <= 5; m++)
        if (chance_below(c, 2)) {
            town_crime(&b, town_month(2025, m), "E01999999", &far, "Robbery");
            town_crimes(&b, town_month(2025, m), (int)chance_below(c, TOWN_AREAS),
                        chance_below(c, 2) ? "Robbery" : "Burglary", (int)chance_below(c, 4));
        }
    return town_import(town, "police", KIND_POLICE_UK, town_text(&b), &out, err);
}

TEST_ONCE(tally_as_of_any_earlier_moment_is_what_it_was_then)
{
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct town town _cleanup_(town_close) = { 0 };
        struct moment moment[MOMENTS];
        struct chance c;
        REQUIRE(town_open(&town, a, err));
        chance_open(&c, seed, 0);
        for (size_t i = 0; i < MOMENTS; i++)
            REQUIRE(change_something(&town, &c, err) && remember(&town, &moment[i], err));
        for (size_t i = 0; i < MOMENTS; i++) {
            struct tally t1;
            bool held = tallied(&town, town_date(2025, 12, 31), moment[i].when, &t1, err);
            REQUIRE(held || err->kind == ERR_MISSING);
            *err = (struct err){ 0 };
            CHECK((held ? fingerprint(&t1) : -1) == moment[i].counted);
        }
    }
}
