/* Imports lie beneath these: seconds; memory is refused in the one that fills a snapshot by hand. */
#include "web/snapshot_store.h"

#include "base/chance.h"
#include "brief/gather.h"
#include "brief/json.h"
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
                town_crimes(&b, (struct month){ town_month(2024, 9).n + m }, i, TYPE[k],
                            (int)chance_below(&c, 5));
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

/* ---- flags ---- */

/* Two years of one feed that says "domestic" of most rows, and "knife" of none. */
static struct str flagged(struct arena *a)
{
    struct buf b = { .arena = a };
    struct chance c;
    int id = 0;

    chance_open(&c, 11, 0);
    buf_add_text(&b, "id,date,category,lon,lat,domestic\n");
    for (int m = 0; m < 22; m++)
        for (int i = 0; i < TOWN_AREAS; i++)
            for (int n = (int)chance_below(&c, 6); n > 0; n--) {
                struct date d = { month_first((struct month){ town_month(2024, 1).n + m }).days + n };
                struct lonlat p = town_middle(i);
                bool blank = m == 5 || chance_below(&c, 10) == 0; /* June 2024: left out of every row */
                buf_addf(&b, "%d,", ++id);
                buf_add_date(&b, d);
                buf_addf(&b, ",%s,%.5f,%.5f,%s\n", n % 2 ? "robbery" : "burglary", p.lon, p.lat,
                         blank ? "" : chance_below(&c, 3) ? "no" : "yes");
            }
    return town_text(&b);
}

/* The last day of October 2025, so that its month has ended for a feed known to the day. */
static bool begin_flagged(struct visit *v, struct arena *a, struct err *err)
{
    struct import_outcome out;

    return town_open(&v->town, a, err) &&
           town_import(&v->town, "housing", KIND_INCIDENTS, flagged(a), &out, err) &&
           open_site(v, false, err) && snapshot_take(v->place, NULL, &v->shot, err);
}

TEST_ONCE(what_a_feed_cannot_say_is_not_known_and_never_none)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(begin_flagged(&v, a, err));
    const struct snapshot *s = v.shot;
    struct shot_what all = { snapshot_category(s, STR("robbery")), FLAG_ANY }, domestic = all, knife = all;
    domestic.flag = FLAG_DOMESTIC;
    knife.flag = FLAG_KNIFE;
    int64_t seen = 0;
    for (size_t m = 0; m < s->tally.months; m++) {
        struct shot_count n = snapshot_count(s, domestic, SHOT_WHOLE, 0, m);
        CHECK(!snapshot_count(s, knife, SHOT_WHOLE, 0, m).known && !snapshot_held(s, knife, m));
        CHECK(n.known == (snapshot_held(s, all, m) && m != 5) && snapshot_held(s, domestic, m) == n.known);
        CHECK(n.n <= snapshot_count(s, all, SHOT_WHOLE, 0, m).n);
        seen += n.n;
        for (int c = -1; c < (int)s->tally.categories; c++)
            for (enum flag f = FLAG_ANY; f < FLAGS; f++)
                CHECK(adds_up(s, (struct shot_what){ c, f }, m));
    }
    CHECK(seen > 0);
    size_t last = s->tally.months - 2;
    struct comparison c = snapshot_compare(s, domestic, SHOT_WHOLE, 0, last);
    /* all earlier months but the one it could not say */
    CHECK(c.held && c.usual.known && c.past == last - 1);
    CHECK(!snapshot_compare(s, knife, SHOT_WHOLE, 0, last).usual.known);
    CHECK(!snapshot_compare(s, domestic, SHOT_WHOLE, 0, 5).held);
    CHECK(snapshot_feed(s, all) && !snapshot_feed(s, knife));
}

TEST_ONCE(questions_about_what_is_not_there_are_answered_with_nothing)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    enum shot_level level;
    REQUIRE(begin_visit(&v, a, err));
    struct shot_what no = { 99, FLAG_ANY }, yes = { -1, FLAG_ANY };
    CHECK(!snapshot_count(v.shot, no, SHOT_WHOLE, 0, 0).known && !snapshot_held(v.shot, no, 0));
    CHECK(!snapshot_count(v.shot, yes, SHOT_WARD, TOWN_SIDE, 0).known);
    CHECK(!snapshot_count(v.shot, yes, SHOT_SMALL, AREA_NONE, 0).known);
    CHECK(!snapshot_count(v.shot, yes, SHOT_WHOLE, 0, 14).known);
    CHECK(!snapshot_compare(v.shot, yes, SHOT_WHOLE, 0, 14).held);
    CHECK(!snapshot_rate(v.shot, yes, SHOT_WHOLE, 0, 14, 12).known);
    CHECK(snapshot_category(v.shot, STR("no-such")) == -1 && !snapshot_alert(v.shot, 1));
    CHECK(snapshot_area(v.shot, STR("E05000002"), &level) == 1 && level == SHOT_WARD);
    CHECK(snapshot_area(v.shot, STR("E01000105"), &level) == 4 && level == SHOT_SMALL);
    CHECK(snapshot_area(v.shot, STR("E99999999"), &level) == AREA_NONE);
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
    CHECK(!then->newest && then->date.days == may.days && then->tally.months == 9 &&
          v.shot->tally.months == 14);
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

/* ---- other days: counted from what all days share ---- */

/* Every row of the census looked at, for what a snapshot says of one month, area and flag. */
static int64_t counted_plainly(const struct census *c, const struct snapshot *s, struct shot_what what,
                               enum shot_level level, int area, size_t month)
{
    const struct feed *f = snapshot_feed(s, what);
    int64_t n = 0;

    for (size_t i = 0; f && i < c->streams; i++) {
        const struct census_stream *from = &c->stream[i];
        if (from->agency_id != f->agency_id || !str_eq(from->kind, f->kind) ||
            (what.category >= 0 && !str_eq(from->category, s->tally.category[what.category].code)))
            continue;
        for (size_t k = 0; k < from->rows; k++) {
            const struct census_row *r = &from->row[k];
            int small = r->area < c->areas.small.len ? (int)r->area : AREA_NONE;
            int ward = small == AREA_NONE ? AREA_NONE : c->areas.small.at[small].ward;
            bool here = level == SHOT_WHOLE || (level == SHOT_WARD ? ward : small) == area;
            bool so = what.flag == FLAG_ANY || (r->said & r->is) >> (what.flag - 1) & 1;
            n += here && so && r->month == s->tally.first.n + (int32_t)month;
        }
    }
    return n;
}

static size_t areas_at(const struct snapshot *s, enum shot_level level)
{
    return level == SHOT_WHOLE ? 1 : level == SHOT_WARD ? s->tally.areas.ward.len : s->tally.areas.small.len;
}

static bool counts_agree(const struct census *c, const struct snapshot *s, struct shot_what what)
{
    for (int level = SHOT_WHOLE; level <= SHOT_SMALL; level++)
        for (size_t i = 0; i < areas_at(s, (enum shot_level)level); i++)
            for (size_t m = 0; m < s->tally.months; m++) {
                struct shot_count n = snapshot_count(s, what, (enum shot_level)level, (int)i, m);
                if (n.known && n.n != counted_plainly(c, s, what, (enum shot_level)level, (int)i, m))
                    return false;
            }
    return true;
}

/* The tally of that day as the database itself counts it. */
static bool tally_agrees(const struct snapshot *s, const struct tally *t)
{
    const struct tally *mine = &s->tally;

    if (mine->streams != t->streams || mine->feeds != t->feeds || mine->months != t->months ||
        mine->first.n != t->first.n)
        return false;
    for (size_t f = 0; f < t->feeds; f++) {
        const struct feed *x = &mine->feed[f], *y = &t->feed[f];
        if (x->rows != y->rows || x->without_place != y->without_place || x->last.n != y->last.n ||
            x->placed_by_point != y->placed_by_point || x->complete_to.days != y->complete_to.days ||
            memcmp(x->held, y->held, t->months * sizeof *x->held) != 0)
            return false;
    }
    for (size_t k = 0; k < t->streams; k++) {
        const struct stream *x = &mine->stream[k], *y = &t->stream[k];
        if (x->feed != y->feed || x->category != y->category || x->total != y->total ||
            memcmp(x->odd, y->odd, t->months * sizeof *x->odd) != 0)
            return false;
        for (size_t m = 0; m < t->months; m++) {
            if (tally_whole(mine, x, m) != tally_whole(t, y, m))
                return false;
            for (size_t i = 0; i < t->areas.small.len; i++)
                if (tally_small(mine, x, (int)i, m) != tally_small(t, y, (int)i, m))
                    return false;
        }
    }
    return true;
}

struct afresh {             /* the store read by itself, for one day */
    struct store *store;
    struct txn txn;
    struct census census;
    struct tally tally;
    struct brief brief;
};

static void afresh_close(struct afresh *f)
{
    txn_end(&f->txn);
    store_close(&f->store);
}

static bool count_afresh(struct afresh *f, const char *path, struct date day, struct arena *a,
                         struct err *err)
{
    struct sql_import_newest_out newest;
    struct as_of then = { { true, 0 }, { true, INT64_MAX } };
    bool found;

    if (!store_open(&f->store, path, STORE_READ, err) ||
        !txn_begin(&f->txn, f->store, TXN_READ, STR("tester"), (struct instant){ 0 }, err) ||
        !sql_import_newest(&f->txn, a, &newest, &found, err))
        return false;
    then.import.n = newest.id; /* so that it is the database that counts */
    return census_read(&f->txn, a, a, &f->census, err) && tally_read(&f->txn, day, then, a, &f->tally, err) &&
           gather_brief(&f->txn, day, a, &f->brief, err);
}

static bool same_day(const struct visit *v, struct date day, struct arena *a, struct err *err)
{
    struct afresh f _cleanup_(afresh_close) = { 0 };
    const struct snapshot *s = NULL;
    struct str mine, its;

    if (!count_afresh(&f, v->town.f.path, day, a, err) || !snapshot_take(v->place, &day, &s, err))
        return false;
    bool same = tally_agrees(s, &f.tally) && brief_json(&s->brief, a, &mine, err) &&
                brief_json(&f.brief, a, &its, err) && str_eq(mine, its);
    for (int c = -1; same && c < (int)s->tally.categories; c++)
        for (enum flag k = FLAG_ANY; same && k < FLAGS; k++)
            same = counts_agree(&f.census, s, (struct shot_what){ c, k });
    snapshot_give_back(&s);
    return same;
}

/* A feed by the month beside one by the day that says flags; days in the midst of months, too. */
TEST_ONCE(any_day_is_as_if_it_were_counted_afresh)
{
    static const struct {
        int year, month, day;
    } DAY[] = { { 2025, 12, 31 }, { 2025, 10, 31 }, { 2025, 10, 30 }, { 2025, 7, 13 }, { 2025, 3, 31 },
                { 2024, 9, 30 },  { 2024, 6, 1 },   { 2024, 2, 1 } };
    struct visit v _cleanup_(visit_close) = { 0 };
    struct import_outcome out;

    REQUIRE(town_open(&v.town, a, err));
    REQUIRE(town_import(&v.town, "housing", KIND_INCIDENTS, flagged(a), &out, err));
    REQUIRE(town_import(&v.town, "police", KIND_POLICE_UK, some_crimes(a, 14, 7), &out, err));
    REQUIRE(open_site(&v, true, err));
    for (size_t i = 0; i < COUNT_OF(DAY); i++)
        CHECK(same_day(&v, town_date(DAY[i].year, DAY[i].month, DAY[i].day), a, err));
}

/* However many days are asked for, the store is read once and a handful of days is kept. */
TEST_ONCE(days_without_number_take_the_memory_of_a_few)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct snapshot *s = NULL;

    REQUIRE(begin_visit(&v, a, err));
    const struct shot_base *base = v.place->base;
    for (int i = 0; i < 300; i++) {
        struct date day = { town_date(2025, 10, 30).days + i };
        REQUIRE(snapshot_take(v.place, &day, &s, err));
        snapshot_give_back(&s);
    }
    CHECK(v.place->base == base);
    CHECK(base->uses == 1 + 1 + SNAPSHOTS_KEPT); /* the site itself, the newest day, the days kept */
    for (size_t i = 0; i < SNAPSHOTS_KEPT; i++)
        CHECK(v.place->held[i] && v.place->held[i]->uses == 1 &&
              v.place->held[i]->arena.used < 2 * v.place->newest->arena.used);
    REQUIRE(partnership_write(v.place, import_more, &v.town, err));
    CHECK(v.place->base != base && v.place->base->uses == 2); /* older days are let go */
    CHECK(base->uses == 1);                                   /* but for who still looks at one */
}

/* ---- threads, and memory ---- */

enum { VISITORS = 4, VISITS = 40 };

static void *take_and_give(void *with)
{
    struct visit *v = with;
    struct err err = { 0 };

    for (int i = 0; i < VISITS; i++) {
        const struct snapshot *s = NULL;
        struct date day = month_last((struct month){ town_month(2025, 1).n + i % 9 });
        if (!snapshot_take(v->place, i % 3 ? NULL : &day, &s, &err) || s->tally.months == 0)
            return with;
        snapshot_give_back(&s);
    }
    return NULL;
}

TEST_ONCE(threads_take_and_give_back_while_the_store_changes)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    pthread_t thread[VISITORS];
    size_t began = 0;
    REQUIRE(begin_visit(&v, a, err));
    while (began < VISITORS && pthread_create(&thread[began], NULL, take_and_give, &v) == 0)
        began++;
    bool good = partnership_write(v.place, import_more, &v.town, err);
    for (size_t i = 0; i < began; i++) {
        void *failed;
        CHECK(pthread_join(thread[i], &failed) == 0 && !failed);
    }
    CHECK(good && began == VISITORS);
    const struct held_snapshot *mine = (const struct held_snapshot *)(const void *)v.shot;
    CHECK(mine->uses == 1 && v.place->newest->uses == 1); /* the one visitor who stayed; the site itself */
}

TEST_ONCE(another_process_that_writes_is_noticed_and_the_old_figures_answer_meanwhile)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct snapshot *old = NULL, *now = NULL;
    REQUIRE(begin_visit(&v, a, err));
    partnership_writer_release(v.place);
    REQUIRE(store_open(&v.town.f.store, v.town.f.path, STORE_WRITE, err));
    struct store *theirs = v.town.f.store;
    REQUIRE(import_more(theirs, &v.town, err));
    store_close(&theirs);
    REQUIRE(snapshot_take(v.place, NULL, &old, err));
    CHECK(old == v.shot); /* nobody waits: another thread counts */
    (void)pthread_mutex_lock(&v.place->lock);
    bool counting = v.place->counter_began;
    (void)pthread_mutex_unlock(&v.place->lock);
    CHECK(counting);
    REQUIRE(pthread_join(v.place->counter, NULL) == 0);
    v.place->counter_began = false;
    REQUIRE(snapshot_take(v.place, NULL, &now, err));
    CHECK(now != old && now->tally.months == 15);
    snapshot_give_back(&old);
    snapshot_give_back(&now);
}

/* Memory is refused: the store is made once, outside the arena that refuses. */
TEST(a_snapshot_that_finds_no_memory_leaves_nothing_behind)
{
    static struct town town;
    static bool made;
    struct held_snapshot h = { 0 };
    struct shot_base base = { 0 };
    struct arena first _cleanup_(arena_close), inside _cleanup_(arena_close), shared _cleanup_(arena_close);
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct import_outcome out;

    arena_open(&first, (size_t)64 << 20);
    if (!made) {
        REQUIRE(town_open(&town, &first, err));
        REQUIRE(town_import(&town, "police", KIND_POLICE_UK, some_crimes(&first, 3, 7), &out, err));
        made = true;
    }
    arena_open_in(&shared, a, SNAPSHOT_CAP);
    arena_open_in(&inside, a, SNAPSHOT_CAP);
    base.arena = shared;
    h.arena = inside;
    bool good = txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err) &&
                base_fill(&base, &txn, err) && snapshot_fill(&h, &base, &txn, NULL, err);
    shared = base.arena;
    inside = h.arena;
    CHECK(good && h.shot.tally.months == 3 && h.shot.newest);
    CHECK(good || err->kind != ERR_NONE);
}
