#include "picture/review.h"

#include "base/test.h"
#include "governance/audit.h"
#include "store/fixture.h"

/* A store with one alert and one reviewer; *alert is the alert's number. */
static bool begin(struct fixture *f, struct txn *t, int64_t *alert, struct err *err)
{
    struct str digest = { "0123456789abcdef0123456789abcdef", 32 };
    struct sql_agency_add_in agency = { STR("p"), STR("Police"), STR("police"), STR(""), STR(""), 1 };
    struct sql_run_add_in run = { .kind = STR("scan"), .parameters = STR("{}"), .inputs_hash = digest,
                                  .version = STR("1"), .result = STR("{}"), .result_hash = digest };
    struct sql_alert_add_in in = { .method = STR("scan"), .category = STR("robbery"), .area_codes = STR("[]"),
                                   .feed = STR("police-uk"), .observed = 9, .expected = 2.5, .high = 4 };

    if (!fixture_open(f, err) ||
        !txn_begin(t, f->store, TXN_WRITE, STR("ann"), (struct instant){ 1000 }, err) ||
        !sql_agency_add(t, &agency, err))
        return false;
    in.agency_id = t->last_id;
    if (!audit_add(t, AUDIT_COLLECTION, "agency.added", "agency", 1, err) || !sql_run_add(t, &run, err))
        return false;
    in.run_id = t->last_id;
    if (!sql_alert_add(t, &in, err))
        return false;
    *alert = t->last_id;
    return audit_add(t, AUDIT_COMBINATION, "run.recorded", "run", in.run_id, err) &&
           sql_reviewer_add(t, &(struct sql_reviewer_add_in){ STR("Sgt Quill"), 1 }, err) &&
           audit_add(t, AUDIT_COLLECTION, "reviewer.added", "reviewer", 1, err);
}

static bool newest(struct txn *t, struct arena *a, struct sql_alert_review_list_out *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };

    if (!sql_alert_review_list_begin(&q, t, &(struct sql_alert_review_list_in){ 0 }, err) ||
        sql_alert_review_list_next(&q, out, err) != ROW_SOME)
        return false;
    out->reviewer = arena_copy(a, out->reviewer);
    out->verdict = arena_copy(a, out->verdict);
    out->reason = arena_copy(a, out->reason);
    return true;
}

TEST(a_review_bears_its_reviewer_and_its_reason)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct sql_alert_review_list_out row;
    int64_t alert;

    REQUIRE(begin(&f, &txn, &alert, err));
    struct review said = { alert, STR("Sgt Quill"), STR("dismiss"), STR("event") };
    REQUIRE(review_add(&txn, &said, a, err));
    REQUIRE(newest(&txn, a, &row, err));
    CHECK_STR(row.reviewer, STR("Sgt Quill"));
    CHECK_STR(row.verdict, STR("dismiss"));
    CHECK_STR(row.reason, STR("event"));
    txn.now.ms++;
    REQUIRE(review_add(&txn, &(struct review){ alert, STR(""), STR("right"), STR("") }, a, err));
    REQUIRE(newest(&txn, a, &row, err));
    CHECK(row.reviewer.len == 0 && row.reason.len == 0);
    CHECK_STR(row.verdict, STR("right"));
    CHECK(txn_commit(&txn, err));
}

TEST(a_review_that_is_not_one_of_ours_is_refused)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    int64_t alert;

    REQUIRE(begin(&f, &txn, &alert, err));
    const struct {
        struct review said;
        enum err_kind kind;
    } BAD[] = {
        { { alert, STR(""), STR("guilty"), STR("") }, ERR_INPUT },
        { { alert, STR(""), STR("dismiss"), STR("") }, ERR_INPUT },
        { { alert, STR(""), STR("dismiss"), STR("because") }, ERR_INPUT },
        { { alert, STR(""), STR("watch"), STR("event") }, ERR_INPUT },
        { { alert, STR("Nobody"), STR("watch"), STR("") }, ERR_MISSING },
        { { alert + 1, STR(""), STR("watch"), STR("") }, ERR_MISSING },
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        *err = (struct err){ 0 };
        CHECK(!review_add(&txn, &BAD[i].said, a, err));
        CHECK(err->kind == BAD[i].kind);
    }
}

TEST(only_what_came_of_alerts_says_how_often_they_were_right)
{
    static const char *const SAID[] = { "right", "false", "watch", "act" };
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct sql_alert_record_out n = { 0 };
    int64_t alert;
    bool found;

    REQUIRE(begin(&f, &txn, &alert, err));
    for (size_t i = 0; i < COUNT_OF(SAID); i++, txn.now.ms++)
        REQUIRE(review_add(&txn, &(struct review){ alert, STR(""), str_of(SAID[i]), STR("") }, a, err));
    REQUIRE(sql_alert_record(&txn, &(struct sql_alert_record_in){ STR("scan") }, a, &n, &found, err));
    CHECK(found);
    CHECK(n.reviewed == 1 && n.correct == 0); /* the later of right and false; watching takes nothing back */
}

TEST(a_retired_reviewer_reviews_no_more_and_may_come_back)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct review said = { 0, STR("Sgt Quill"), STR("watch"), STR("") };

    REQUIRE(begin(&f, &txn, &said.alert_id, err));
    REQUIRE(sql_reviewer_retire(&txn, &(struct sql_reviewer_retire_in){ 1, 5 }, err));
    CHECK(!review_add(&txn, &said, a, err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    REQUIRE(sql_reviewer_add(&txn, &(struct sql_reviewer_add_in){ STR("Sgt Quill"), 9 }, err));
    CHECK(review_add(&txn, &said, a, err));
}

TEST(a_reviewers_name_is_one_short_line)
{
    char text[REVIEWER_NAME_MAX + 2];

    memset(text, 'x', sizeof text);
    CHECK(reviewer_name_fits((struct str){ text, REVIEWER_NAME_MAX }));
    CHECK(!reviewer_name_fits((struct str){ text, REVIEWER_NAME_MAX + 1 }));
    CHECK(reviewer_name_fits(STR("Ann Étienne-Quill")));
    CHECK(!reviewer_name_fits(STR("")));
    CHECK(!reviewer_name_fits(STR(" Ann")));
    CHECK(!reviewer_name_fits(STR("Ann\nQuill")));
    CHECK(!reviewer_name_fits(STR("Ann\xff")));
}
