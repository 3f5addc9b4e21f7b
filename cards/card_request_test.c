#include "cards/card_request.h"

#include "base/test.h"
#include "cards/edition.h"
#include "cards/edition_sample_test.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

static const struct card_asked ASKED = { { "emergency", 9 }, ASKER_POLICE, { "Northforce Police", 17 },
                                         { "cards.office@northforce.example", 31 }, { "Northshire", 10 } };

struct desk {
    struct fixture f;
    struct txn t;
    int64_t edition, id;
};

static void desk_close(struct desk *d)
{
    txn_end(&d->t);
    fixture_close(&d->f);
}

static bool begin(struct desk *d, struct arena *a, struct err *err)
{
    return fixture_open(&d->f, err) &&
           txn_begin(&d->t, d->f.store, TXN_WRITE, STR("ann"), (struct instant){ 1000 }, err) &&
           sample_people(&d->t, err) && sample_edition(&d->t, STR("one"), &d->edition, err) &&
           card_request_add(&d->t, &ASKED, a, &d->id, err);
}

static bool approve(struct desk *d, const struct card_token *token, struct arena *a, struct err *err)
{
    struct card_grant g = { d->id, d->edition, STR(SAMPLE_TWO), STR("an archive"), token };

    return card_request_approve(&d->t, &g, a, err);
}

TEST(a_request_is_kept_once_however_often_the_button_is_pressed)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    const struct card_request *r = NULL;
    struct card_asked again = ASKED;
    int64_t id = 0;
    size_t n = 0;

    REQUIRE(begin(&d, a, err));
    again.mailbox = STR("Cards.Office@northforce.example");
    REQUIRE(card_request_add(&d.t, &again, a, &id, err));
    CHECK(id == d.id);
    again.mailbox = STR("info@northforce.example");
    REQUIRE(card_request_add(&d.t, &again, a, &id, err));
    CHECK(id != d.id);
    REQUIRE(card_request_list(&d.t, a, &r, &n, err) && n == 2);
    CHECK_STR(r[0].organisation, ASKED.organisation);
    CHECK_STR(r[0].kind, STR("police"));
    CHECK_STR(r[0].state, STR("open"));
    CHECK(r[0].erase.ms == 1000 + CARD_ERASE_OPEN_DAYS * DAY_MS);
    CHECK(txn_commit(&d.t, err));
}

TEST(what_does_not_fit_is_not_kept)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_asked q[4] = { ASKED, ASKED, ASKED, ASKED };
    static const enum err_kind KIND[] = { ERR_INPUT, ERR_INPUT, ERR_INPUT, ERR_MISSING };
    int64_t id;

    REQUIRE(begin(&d, a, err));
    q[0].organisation = STR("");
    q[1].mailbox = STR("ann.quill@northforce.example");
    q[2].area = STR("ring 01634 123456");
    q[3].card = STR("none");
    for (size_t i = 0; i < COUNT_OF(q); i++) {
        *err = (struct err){ 0 };
        CHECK(!card_request_add(&d.t, &q[i], a, &id, err) && err->kind == KIND[i]);
    }
    *err = (struct err){ 0 };
    REQUIRE(edition_withdraw(&d.t, d.edition, STR(SAMPLE_ONE), STR("words"), a, err));
    q[0] = ASKED;
    CHECK(!card_request_add(&d.t, &q[0], a, &id, err) && err->kind == ERR_MISSING);
}

TEST_ONCE(so_many_wait_at_once_and_no_more)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_asked q = ASKED;
    char mailbox[64];
    int64_t id;

    REQUIRE(begin(&d, a, err));
    for (int i = 1; i < CARD_REQUESTS_OPEN_MAX; i++) {
        (void)snprintf(mailbox, sizeof mailbox, "office%d@northforce.example", i);
        q.mailbox = str_of(mailbox);
        REQUIRE(card_request_add(&d.t, &q, a, &id, err));
    }
    q.mailbox = STR("office@northforce.example");
    CHECK(!card_request_add(&d.t, &q, a, &id, err) && err->kind == ERR_LIMIT);
    *err = (struct err){ 0 };
    CHECK(card_request_add(&d.t, &ASKED, a, &id, err)); /* it waits already */
    REQUIRE(card_request_refuse(&d.t, d.id, STR(SAMPLE_ONE), a, err));
    CHECK(card_request_add(&d.t, &q, a, &id, err));
}

TEST(a_link_is_taken_so_often_and_so_long_and_by_who_has_it)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_token token = { "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };
    struct str card, bundle, key = str_of(token.text);
    struct card_link link;
    bool found = false;

    REQUIRE(begin(&d, a, err) && approve(&d, &token, a, err));
    REQUIRE(card_link_find(&d.t, STR("guess"), a, &link, &found, err));
    CHECK(!found);
    for (int left = CARD_LINK_FETCHES; left > 0; left--) {
        REQUIRE(card_link_find(&d.t, key, a, &link, &found, err) && found);
        CHECK(link.left == left);
        REQUIRE(card_link_take(&d.t, key, a, &card, &bundle, &found, err) && found);
        CHECK_STR(bundle, STR("an archive"));
        CHECK_STR(card, STR("emergency"));
    }
    REQUIRE(card_link_take(&d.t, key, a, &card, &bundle, &found, err));
    CHECK(!found);
    REQUIRE(card_request_relink(&d.t, d.id, &token, a, err));
    d.t.now.ms += CARD_LINK_DAYS * DAY_MS - 1;
    REQUIRE(card_link_find(&d.t, key, a, &link, &found, err));
    CHECK(found);
    d.t.now.ms++;
    REQUIRE(card_link_find(&d.t, key, a, &link, &found, err));
    CHECK(!found);
    CHECK(txn_commit(&d.t, err));
}

TEST(a_link_ends_with_a_newer_one_and_with_its_edition)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_token old = { "old" }, new = { "new" };
    struct card_link link;
    bool found = true;

    REQUIRE(begin(&d, a, err) && approve(&d, &old, a, err));
    REQUIRE(card_request_relink(&d.t, d.id, &new, a, err));
    REQUIRE(card_link_find(&d.t, STR("old"), a, &link, &found, err));
    CHECK(!found);
    REQUIRE(card_link_find(&d.t, STR("new"), a, &link, &found, err));
    CHECK(found);
    REQUIRE(edition_withdraw(&d.t, d.edition, STR(SAMPLE_ONE), STR("number"), a, err));
    REQUIRE(card_link_find(&d.t, STR("new"), a, &link, &found, err));
    CHECK(!found);
    CHECK(!card_request_relink(&d.t, d.id, &old, a, err) && err->kind == ERR_DENIED);
}

TEST(a_request_is_answered_once_by_somebody_of_the_list_with_an_edition_that_stands)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_token token = { "secret" };
    struct card_grant g = { 0, 0, STR("Nobody"), STR("x"), &token };

    REQUIRE(begin(&d, a, err));
    g.request = d.id;
    g.edition = d.edition;
    CHECK(!card_request_approve(&d.t, &g, a, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    CHECK(!card_request_relink(&d.t, d.id, &token, a, err) && err->kind == ERR_CLASH);
    *err = (struct err){ 0 };
    REQUIRE(card_request_refuse(&d.t, d.id, STR(SAMPLE_ONE), a, err));
    CHECK(!approve(&d, &token, a, err) && err->kind == ERR_CLASH);
    *err = (struct err){ 0 };
    CHECK(!card_request_refuse(&d.t, d.id, STR(SAMPLE_ONE), a, err) && err->kind == ERR_CLASH);
}

/* ---- erased ---- */

TEST(words_are_erased_by_rule_and_a_count_stays)
{
    struct desk d _cleanup_(desk_close) = { 0 };
    struct sql_card_request_count_out count = { 0 };
    struct card_token token = { "secret" };
    struct card_asked late = ASKED;
    int64_t n = -1, other;
    bool found;

    REQUIRE(begin(&d, a, err) && approve(&d, &token, a, err));
    late.mailbox = STR("info@northforce.example");
    REQUIRE(card_request_add(&d.t, &late, a, &other, err));
    d.t.now.ms += CARD_ERASE_DECIDED_DAYS * DAY_MS - 1;
    REQUIRE(card_requests_erase(&d.t, a, &n, err));
    CHECK(n == 0);
    d.t.now.ms++;
    REQUIRE(card_requests_erase(&d.t, a, &n, err));
    CHECK(n == 1);
    d.t.now.ms = 1000 + CARD_ERASE_OPEN_DAYS * DAY_MS;
    REQUIRE(card_requests_erase(&d.t, a, &n, err));
    CHECK(n == 1);
    REQUIRE(sql_card_request_count(&d.t, a, &count, &found, err));
    CHECK(count.all_time == 2 && count.erased == 2);
    CHECK(!card_request_erase(&d.t, d.id, a, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    CHECK(txn_commit(&d.t, err));
}

/* How often `text` stands in the file. */
static size_t times_in_file(const char *path, const char *text)
{
    static char at[4 << 20];
    FILE *f = fopen(path, "rb");
    size_t len = f ? fread(at, 1, sizeof at, f) : 0, n = 0, step = strlen(text);

    if (f)
        (void)fclose(f);
    for (size_t i = 0; i + step <= len; i++)
        n += memcmp(at + i, text, step) == 0;
    return n;
}

static size_t times_on_disk(const struct fixture *f, const char *text)
{
    char log[100];

    (void)snprintf(log, sizeof log, "%s-wal", f->path);
    return times_in_file(f->path, text) + times_in_file(log, text);
}

/* The canaries: words of the request, and the archive's bytes, over more than one page. */
TEST_ONCE(what_was_erased_is_in_no_byte_of_the_store_or_its_log)
{
    static const char *const CANARY[] = { "Canaryforce", "canary.office@", "Canaryshire", "canary-archive" };
    struct desk d _cleanup_(desk_close) = { 0 };
    struct card_asked q = ASKED;
    struct card_token token = { "secret" };
    struct buf b = { .arena = a };
    struct card_grant g = { .by = STR(SAMPLE_TWO), .token = &token };
    int64_t n;
    bool done = false;

    REQUIRE(begin(&d, a, err));
    q.organisation = STR("Canaryforce Police");
    q.mailbox = STR("canary.office@northforce.example");
    q.area = STR("Canaryshire");
    for (int i = 0; i < 2000; i++)
        buf_add_text(&b, "canary-archive ");
    REQUIRE(!b.failed && card_request_add(&d.t, &q, a, &g.request, err));
    g.edition = d.edition;
    g.bundle = (struct str){ b.at, b.len };
    REQUIRE(card_request_approve(&d.t, &g, a, err) && txn_commit(&d.t, err));
    REQUIRE(store_forget(d.f.store, &done, err) && done);
    for (size_t i = 0; i < COUNT_OF(CANARY); i++)
        CHECK(times_on_disk(&d.f, CANARY[i]) > 0); /* else this test would see nothing */
    REQUIRE(txn_begin(&d.t, d.f.store, TXN_WRITE, STR("ann"), (struct instant){ 1000 }, err) &&
            card_request_erase(&d.t, g.request, a, err) && txn_commit(&d.t, err));
    n = (int64_t)times_on_disk(&d.f, CANARY[3]);
    CHECK(n > 0); /* the log has it still */
    REQUIRE(store_forget(d.f.store, &done, err) && done);
    for (size_t i = 0; i < COUNT_OF(CANARY); i++)
        CHECK(times_on_disk(&d.f, CANARY[i]) == 0);
}
