/* Each begins with a site over a store, and runs once. */
#include "web/card_shelf.h"

#include "cards/edition.h"
#include "cards/example.h"
#include "cards/scan_count.h"
#include "governance/audit.h"
#include "web/card_count.h"
#include "web/card_sample_test.h"
#include "web/visit_test.h"

/* Northmere's card with every number confirmed, and its name. */
static bool confirmed(const char *name, struct arena *a, struct card_files *out, struct err *err)
{
    static const char FROM[] = "\"confirmed\": false", OWN[] = "\"name\": \"emergency\"";
    struct card_files example = { 0 };
    struct str json;
    struct buf b = { .arena = a };

    card_example(&example);
    json = card_files_at(&example, STR("card.json"))->bytes;
    while (json.len > 0) {
        if (str_starts(json, str_of(FROM))) {
            buf_add_text(&b, "\"confirmed\": true, \"confirmed_by\": \"Sam Carter\", \"confirmed_on\": "
                             "\"2025-10-01\", \"review\": \"2026-10-01\"");
            json = str_from(json, sizeof FROM - 1);
        } else if (str_starts(json, str_of(OWN))) {
            buf_add_text(&b, "\"name\": \"");
            buf_add_text(&b, name);
            buf_add_byte(&b, '"');
            json = str_from(json, sizeof OWN - 1);
        } else {
            buf_add_byte(&b, json.at[0]);
            json = str_from(json, 1);
        }
    }
    *out = example;
    return buf_done(&b, "a card", &json, err) && card_files_put(out, STR("card.json"), json, err);
}

struct step {
    struct arena *arena;
    const char *name;
    int64_t id;
};

static bool approve(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;
    struct card_faults faults = { .arena = s->arena };
    struct card_files *files = arena_new(s->arena, struct card_files, 1);

    return files && confirmed(s->name, s->arena, files, err) &&
           edition_add(t, files, s->arena, &faults, &s->id, err) &&
           edition_check(t, s->id, STR("Sam Carter"), s->arena, &faults, err) &&
           edition_approve(t, s->id, STR("Alex Reed"), s->arena, &faults, err);
}

static bool withdraw(struct txn *t, void *with, struct err *err)
{
    struct step *s = with;

    return edition_withdraw(t, s->id, STR("Sam Carter"), STR("number"), s->arena, err);
}

static bool add_people(struct txn *t, void *with, struct err *err)
{
    (void)with;
    return sql_reviewer_add(t, &(struct sql_reviewer_add_in){ STR("Sam Carter"), 1 }, err) &&
           audit_add(t, AUDIT_COLLECTION, "reviewer.added", "reviewer", t->last_id, err) &&
           sql_reviewer_add(t, &(struct sql_reviewer_add_in){ STR("Alex Reed"), 1 }, err) &&
           audit_add(t, AUDIT_COLLECTION, "reviewer.added", "reviewer", t->last_id, err);
}

static bool change(struct visit *v, bool (*what)(struct txn *, void *, struct err *), struct step *s,
                   struct err *err)
{
    return partnership_change(site_partnership(v->site, 0), STR("tester"), v->town.now, what, s, err);
}

static int ask(struct visit *v, const char *target, struct arena *a, struct reply *rp)
{
    struct request rq;

    *rp = (struct reply){ 0 };
    return visit(v, &(struct visit_ask){ .target = target }, a, &rq, rp) ? rp->status : -1;
}

TEST_ONCE(a_card_is_served_from_its_approval_until_it_is_withdrawn)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    CHECK(ask(&v, "/cards", a, &rp) == 200 && card_says(rp.body, "No card is published here yet.") == 1);
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 404 && card_says(rp.body, "href=\"tel:999\"") == 1);
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200 && card_says(rp.body, "If you feel unsafe") > 0);
    CHECK(rp.cache == CACHE_ASK && rp.etag.len == 22 && card_says(rp.body, "Draft.") == 0);
    CHECK(ask(&v, "/cards/emergency/en", a, &rp) == 200 && ask(&v, "/cards/emergency/pl", a, &rp) == 200);
    CHECK(card_says(rp.body, "<html lang=\"pl\"") == 1);
    CHECK(ask(&v, "/cards/emergency/fr", a, &rp) == 404);
    CHECK(ask(&v, "/cards", a, &rp) == 200 && card_says(rp.body, "href=\"/cards/emergency/pa\"") == 1);
    REQUIRE(change(&v, withdraw, &s, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 404 && ask(&v, "/cards/emergency/pl", a, &rp) == 404);
    CHECK(ask(&v, "/cards", a, &rp) == 200 && card_says(rp.body, "No card is published") == 1);
}

TEST_ONCE(a_card_page_is_small_for_who_takes_gzip_and_its_worker_rules_its_own_address_alone)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct request rq;
    struct reply whole, small;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    REQUIRE(ask(&v, "/cards/emergency", a, &whole) == 200);
    REQUIRE(visit(&v, &(struct visit_ask){ .target = "/cards/emergency", .gzip = true }, a, &rq, &small));
    CHECK(small.gzipped && small.body.len < whole.body.len / 2 && str_eq(small.etag, whole.etag));
    CHECK(whole.worker_scope.len == 0);
    REQUIRE(ask(&v, "/cards/emergency/worker.js", a, &whole) == 200);
    CHECK_STR(whole.worker_scope, STR("/cards/emergency"));
}

TEST_ONCE(a_number_becomes_overdue_by_itself_the_day_after_its_review)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200 && card_says(rp.body, "tel:08001111") == 1);
    v.town.now = instant_make(town_date(2026, 10, 1), 720);
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200 && card_says(rp.body, "tel:08001111") == 1);
    v.town.now = instant_make(town_date(2026, 10, 2), 720);
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200 && card_says(rp.body, "tel:08001111") == 0);
    CHECK(card_says(rp.body, "0800 1111") == 1 && card_says(rp.body, "tel:999") == 1);
}

struct sum {
    struct arena *arena;
    int64_t english, polish, all;
};

static bool add_up(struct txn *t, void *with, struct err *err)
{
    struct sum *s = with;
    const struct scan_count *row;
    size_t n;

    if (!scan_counts_list(t, town_date(2025, 1, 1), town_date(2027, 1, 1), s->arena, &row, &n, err))
        return false;
    s->english = s->polish = s->all = 0;
    for (size_t i = 0; i < n; i++) {
        s->all += row[i].n;
        s->english += str_eq(row[i].language, STR("en")) ? row[i].n : 0;
        s->polish += str_eq(row[i].language, STR("pl")) ? row[i].n : 0;
    }
    return true;
}

static bool counted(struct visit *v, struct sum *s, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return txn_begin(&t, partnership_store(site_partnership(v->site, 0)), TXN_READ, STR("tester"),
                     (struct instant){ 0 }, err) &&
           add_up(&t, s, err);
}

TEST_ONCE(openings_are_counted_by_card_language_and_day_and_written_in_one_batch)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct sum sum = { .arena = a };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    for (int i = 0; i < 3; i++)
        CHECK(ask(&v, "/cards/emergency", a, &rp) == 200);
    CHECK(ask(&v, "/cards/emergency/pl", a, &rp) == 200);
    CHECK(ask(&v, "/cards/emergency/colours.css", a, &rp) == 200);
    CHECK(ask(&v, "/cards/emergency/fr", a, &rp) == 404 && ask(&v, "/cards", a, &rp) == 200);
    REQUIRE(counted(&v, &sum, err) && sum.all == 0);
    card_counts_write(site_counts(v.site));
    REQUIRE(counted(&v, &sum, err));
    CHECK(sum.english == 3 && sum.polish == 1 && sum.all == 4);
    card_counts_write(site_counts(v.site));
    REQUIRE(counted(&v, &sum, err));
    CHECK(sum.all == 4);
}

TEST_ONCE(what_could_not_be_written_while_a_command_writes_is_written_later)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct sum sum = { .arena = a };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200);
    partnership_writer_release(site_partnership(v.site, 0));
    card_counts_write(site_counts(v.site));
    REQUIRE(counted(&v, &sum, err) && sum.all == 0);
    REQUIRE(partnership_writer_take(site_partnership(v.site, 0), err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200);
    card_counts_write(site_counts(v.site));
    REQUIRE(counted(&v, &sum, err));
    CHECK(sum.all == 2);
}

TEST_ONCE(two_partnerships_may_each_have_a_card_of_one_name)
{
    struct fixture f _cleanup_(fixture_close) = { 0 }, g _cleanup_(fixture_close) = { 0 };
    struct site *site _cleanup_(site_close) = NULL;
    struct visit v = { .town.now = instant_make(town_date(2025, 11, 3), 720) };
    struct step s = { .arena = a, .name = "emergency" };
    struct reply rp;

    REQUIRE(fixture_open(&f, err) && fixture_open(&g, err));
    store_close(&f.store);
    store_close(&g.store);
    struct site_order order = { .path = { f.path, g.path }, .name = { STR("one"), STR("two") },
                                .partnerships = 2 };
    REQUIRE(site_open(&site, &order, err));
    v.site = site;
    for (size_t i = 0; i < 2; i++) {
        struct partnership *p = site_partnership(site, i);

        REQUIRE(partnership_change(p, STR("tester"), v.town.now, add_people, NULL, err) &&
                partnership_change(p, STR("tester"), v.town.now, approve, &s, err));
    }
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200 && ask(&v, "/cards/two.emergency/ar", a, &rp) == 200);
    CHECK(card_says(rp.body, "href=\"/cards/two.emergency\" hreflang=\"en\"") == 1);
    CHECK(ask(&v, "/cards/one.emergency", a, &rp) == 404);
    CHECK(ask(&v, "/cards", a, &rp) == 200 && card_says(rp.body, "href=\"/cards/two.emergency\"") > 0);
}

TEST_ONCE(nothing_is_counted_where_the_site_only_shows)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct sum sum = { .arena = a };
    struct site_order order = { .name = { STR("town") }, .partnerships = 1, .read_only = true };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    site_close(&v.site);
    order.path[0] = v.town.f.path;
    REQUIRE(site_open(&v.site, &order, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200);
    card_counts_write(site_counts(v.site));
    REQUIRE(counted(&v, &sum, err));
    CHECK(sum.all == 0);
}

TEST_ONCE(what_was_gathered_is_written_when_the_site_stops)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct step s = { .arena = a, .name = "emergency" };
    struct sum sum = { .arena = a };
    struct site_order order = { .name = { STR("town") }, .partnerships = 1 };
    struct reply rp;

    REQUIRE(visit_open(&v, false, a, err));
    REQUIRE(change(&v, add_people, NULL, err) && change(&v, approve, &s, err));
    CHECK(ask(&v, "/cards/emergency", a, &rp) == 200);
    site_close(&v.site);
    order.path[0] = v.town.f.path;
    REQUIRE(site_open(&v.site, &order, err) && counted(&v, &sum, err));
    CHECK(sum.all == 1);
}
