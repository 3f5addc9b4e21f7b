/* What an edition is to those who ask; its steps with a whole card are in cards/edition_step_test.c. */
#include "cards/edition.h"

#include "base/test.h"
#include "cards/batch.h"
#include "cards/edition_sample_test.h"
#include "cards/scan_count.h"

static bool begin(struct fixture *f, struct txn *t, int64_t *id, struct err *err)
{
    return fixture_open(f, err) &&
           txn_begin(t, f->store, TXN_WRITE, STR("ann"), (struct instant){ 1000 }, err) &&
           sample_people(t, err) && sample_edition(t, STR("one"), id, err);
}

TEST(the_page_shows_the_edition_approved_last_until_it_is_withdrawn)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct card_files files;
    int64_t one, two;
    bool found = false;

    REQUIRE(begin(&f, &txn, &one, err));
    REQUIRE(edition_card(&txn, STR("emergency"), a, &files, &found, err) && found);
    REQUIRE(files.len == 1);
    CHECK_STR(files.at[0].name, STR("card.json"));
    CHECK_STR(files.at[0].bytes, STR("one"));
    txn.now.ms++;
    REQUIRE(sample_edition(&txn, STR("two"), &two, err));
    REQUIRE(edition_card(&txn, STR("emergency"), a, &files, &found, err) && found);
    CHECK_STR(files.at[0].bytes, STR("two"));
    REQUIRE(edition_withdraw(&txn, two, STR(SAMPLE_ONE), STR("number"), a, err));
    REQUIRE(edition_card(&txn, STR("emergency"), a, &files, &found, err));
    CHECK(!found); /* the older one does not come back */
    REQUIRE(edition_card(&txn, STR("other"), a, NULL, &found, err));
    CHECK(!found);
    CHECK(txn_commit(&txn, err));
}

TEST(files_stand_while_an_edition_of_exactly_them_is_approved)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    int64_t id;
    bool standing = false;

    REQUIRE(begin(&f, &txn, &id, err));
    REQUIRE(edition_standing(&txn, hash_of(STR("one")), &standing, err));
    CHECK(standing);
    REQUIRE(edition_standing(&txn, hash_of(STR("onE")), &standing, err));
    CHECK(!standing);
    REQUIRE(edition_withdraw(&txn, id, STR(SAMPLE_TWO), STR("words"), a, err));
    REQUIRE(edition_standing(&txn, hash_of(STR("one")), &standing, err));
    CHECK(!standing);
}

TEST(an_edition_says_who_did_what_and_which_languages_nobody_checked)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    const struct edition *e = NULL;
    size_t n = 0;
    int64_t id;

    REQUIRE(begin(&f, &txn, &id, err));
    REQUIRE(edition_list(&txn, false, a, &e, &n, err) && n == 1);
    CHECK(e->id == id && e->state == EDITION_APPROVED && e->current);
    CHECK_STR(e->languages, STR("en pl"));
    CHECK_STR(e->unchecked, STR("pl"));
    CHECK_STR(e->added_by, STR("ann"));
    CHECK_STR(e->checked_by, STR(SAMPLE_ONE));
    CHECK_STR(e->approved_by, STR(SAMPLE_TWO));
    CHECK(e->approved.ms == 1000 && e->withdrawn.ms == 0 && e->why.len == 0);
    REQUIRE(edition_withdraw(&txn, id, STR(SAMPLE_TWO), STR("asked"), a, err));
    REQUIRE(edition_list(&txn, true, a, &e, &n, err));
    CHECK(n == 0);
    REQUIRE(edition_list(&txn, false, a, &e, &n, err) && n == 1);
    CHECK(e->state == EDITION_WITHDRAWN && !e->current);
    CHECK_STR(e->why, STR("asked"));
}

TEST(an_edition_is_withdrawn_once_by_somebody_of_the_list_for_a_reason_of_ours)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    int64_t id;

    REQUIRE(begin(&f, &txn, &id, err));
    CHECK(!edition_withdraw(&txn, id, STR(SAMPLE_ONE), STR("because"), a, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    CHECK(!edition_withdraw(&txn, id, STR("Nobody"), STR("words"), a, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    CHECK(!edition_withdraw(&txn, id + 1, STR(SAMPLE_ONE), STR("words"), a, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    REQUIRE(edition_withdraw(&txn, id, STR(SAMPLE_ONE), STR("words"), a, err));
    CHECK(!edition_withdraw(&txn, id, STR(SAMPLE_ONE), STR("words"), a, err) && err->kind == ERR_CLASH);
}

TEST(one_name_in_other_letters_is_one_person)
{
    CHECK(edition_same_person(STR("Sgt A. Quill"), STR("SGT  a quill")));
    CHECK(edition_same_person(STR("Ann-Marie"), STR("Ann Marie")));
    CHECK(edition_same_person(STR("\xc3\x89lise"), STR("\xc3\xa9lise")));
    CHECK(edition_same_person(STR("Ann\xc2\xa0Quill"), STR("Ann Quill")));
    CHECK(!edition_same_person(STR("A. Quill"), STR("B. Quill")));
    CHECK(!edition_same_person(STR("Ann"), STR("Anne")));
    (void)a;
    (void)err;
}

/* ---- what was printed ---- */

TEST(cards_of_a_batch_are_given_to_places_until_none_is_left)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct batch_given give = { 0, STR("Riverside School"), 60, { 0 } };
    const struct batch_given *given = NULL;
    const struct batch *list = NULL;
    size_t n = 0, places = 0;
    struct batch b = { .layout = STR("cr80"), .count = 100, .printed_by = STR(SAMPLE_TWO) };

    REQUIRE(begin(&f, &txn, &b.edition, err));
    REQUIRE(batch_add(&txn, &b, a, &give.batch, err));
    REQUIRE(batch_give(&txn, &give, a, err));
    CHECK(!batch_give(&txn, &give, a, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    give.count = 40;
    REQUIRE(batch_give(&txn, &give, a, err));
    give.count = 1;
    CHECK(!batch_give(&txn, &give, a, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    give.place = STR("a@b.example");
    CHECK(!batch_give(&txn, &give, a, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    REQUIRE(edition_withdraw(&txn, b.edition, STR(SAMPLE_ONE), STR("number"), a, err));
    REQUIRE(batch_list(&txn, a, &list, &n, err) && batch_given_list(&txn, a, &given, &places, err));
    CHECK(n == 1 && list->given == 100 && list->withdrawn && places == 2 && given[1].count == 40);
    CHECK(!batch_add(&txn, &b, a, &give.batch, err) && err->kind == ERR_DENIED);
    *err = (struct err){ 0 };
    CHECK(txn_commit(&txn, err));
}

TEST(a_batch_makes_its_edition_printed)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct batch b = { .layout = STR("a7-fold"), .count = 1, .printed_by = STR(SAMPLE_ONE) };
    struct edition e = { 0 };
    int64_t id;

    REQUIRE(begin(&f, &txn, &b.edition, err));
    REQUIRE(batch_add(&txn, &b, a, &id, err));
    REQUIRE(edition_by_id(&txn, b.edition, a, &e, err));
    CHECK(e.state == EDITION_PRINTED && e.current);
    b.layout = STR("a5");
    CHECK(!batch_add(&txn, &b, a, &id, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    CHECK(txn_commit(&txn, err));
}

/* ---- scans ---- */

TEST(only_cards_and_languages_that_were_approved_are_counted)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    const struct scan_count batch[] = {
        { STR("emergency"), STR("pl"), { 20000 }, 3 }, { STR("emergency"), STR("en"), { 20000 }, 1 },
        { STR("emergency"), STR("pl"), { 20001 }, 2 }, { STR("emergency"), STR("pl"), { 20000 }, 4 },
        { STR("emergency"), STR("fr"), { 20000 }, 9 }, { STR("made-up"), STR("en"), { 20000 }, 9 },
        { STR("emergency"), STR("en"), { 20000 }, 0 }, { STR("emergency"), STR("en"), { 20000 }, -5 },
    };
    const struct scan_count *s = NULL;
    size_t n = 0;
    int64_t id;

    REQUIRE(begin(&f, &txn, &id, err));
    REQUIRE(scan_counts_add(&txn, batch, COUNT_OF(batch), err));
    REQUIRE(scan_counts_add(&txn, NULL, 0, err));
    REQUIRE(scan_counts_list(&txn, (struct date){ 20000 }, (struct date){ 20000 }, a, &s, &n, err));
    REQUIRE(n == 2);
    CHECK_STR(s[0].language, STR("en"));
    CHECK(s[0].n == 1 && s[1].n == 7);
    REQUIRE(scan_counts_list(&txn, (struct date){ 0 }, (struct date){ 30000 }, a, &s, &n, err));
    CHECK(n == 3);
    CHECK(txn_commit(&txn, err));
}
