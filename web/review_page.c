#include "web/review_page.h"

#include "base/number.h"
#include "picture/review.h"
#include "web/alert_page.h"
#include "web/site.h"
#include "web/snapshot.h"
#include "web/url.h"
#include "web/working.h"

struct sent {
    struct review review;
    int64_t seen; /* when the newest review was made that the sender had before them */
    struct arena *arena;
    bool clash;
};

struct newest {
    bool found;
    int64_t at_ms;
    struct str reviewer, verdict, reason;
};

static bool find_newest(struct txn *t, int64_t alert, struct arena *a, struct newest *out,
                        struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_review_list_in in = { { 0 } };
    struct sql_alert_review_list_out row;
    enum row r = ROW_NONE;

    *out = (struct newest){ 0 };
    if (!sql_alert_review_list_begin(&q, t, &in, err))
        return false;
    while (!out->found && (r = sql_alert_review_list_next(&q, &row, err)) == ROW_SOME)
        if (row.alert_id == alert)
            *out = (struct newest){ true, row.at_ms, arena_copy(a, row.reviewer),
                                    arena_copy(a, row.verdict), arena_copy(a, row.reason) };
    if (out->found && (!out->reviewer.at || !out->verdict.at || !out->reason.at))
        return err_memory(err, "a review");
    return r != ROW_FAILED;
}

static bool add(struct txn *t, void *with, struct err *err)
{
    struct sent *s = with;
    struct newest n;

    if (!find_newest(t, s->review.alert_id, s->arena, &n, err))
        return false;
    if (!n.found || n.at_ms <= s->seen)
        return review_add(t, &s->review, s->arena, err);
    if (str_eq(n.verdict, s->review.verdict) && str_eq(n.reviewer, s->review.reviewer) &&
        str_eq(n.reason, s->review.reason))
        return true; /* the button was pressed twice */
    s->clash = true;
    return err_set(err, ERR_CLASH, "somebody reviewed this alert meanwhile");
}

/* ---- what the form says ---- */

static bool is_reviewer(const struct snapshot *s, struct str name)
{
    for (size_t i = 0; i < s->reviewers; i++)
        if (str_eq(s->reviewer[i], name))
            return true;
    return false;
}

static bool is_reason(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->reasons; i++)
        if (str_eq(s->reason[i].code, code))
            return true;
    return false;
}

static bool check_asked(const struct snapshot *s, struct alert_asked *a)
{
    bool takes_reason = str_eq(a->verdict, STR("dismiss")) || str_eq(a->verdict, STR("false"));

    if (!review_verdict_known(a->verdict))
        a->verdict_error = "Choose what is to be done, or what came of it";
    if (str_eq(a->verdict, STR("dismiss")) && a->reason.len == 0)
        a->reason_error = "Choose why it is dismissed";
    else if (a->reason.len > 0 && !a->verdict_error && !takes_reason)
        a->reason_error =
            "Leave the reason out: only an alert that is dismissed or was false has one";
    else if (a->reason.len > 0 && !is_reason(s, a->reason))
        a->reason_error = "Choose a reason from the list";
    if (!is_reviewer(s, a->reviewer))
        a->reviewer_error = "Choose who looked into it";
    return !a->verdict_error && !a->reason_error && !a->reviewer_error;
}

/* The page as it is now, which has what the other person said. */
static bool look_again(struct request *rq, struct alert_asked *asked, struct reply *rp,
                       struct err *err)
{
    struct date day = rq->shot->date;
    bool newest = rq->shot->newest;
    const struct shot_alert *a;

    *err = (struct err){ 0 };
    asked->clash = true;
    snapshot_give_back(&rq->shot);
    return snapshot_take(rq->partnership, newest ? NULL : &day, &rq->shot, err) &&
           alert_asked_for(rq, &a, err) && alert_reply(rq, a, asked, rp, err);
}

/* `done`: what was just kept; "" nothing. */
static bool alert_url(struct request *rq, struct str done, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, "alert");

    url_part(&w, rq->id);
    url_query(&w, "done", done);
    return url_end(&w, out, err);
}

bool review_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct alert_asked asked = { .verdict = field_at(&rq->form, "verdict"),
                                 .reason = field_at(&rq->form, "reason"),
                                 .reviewer = field_at(&rq->form, "reviewer") };
    struct job *j _cleanup_(job_give_back) = NULL;
    const struct shot_alert *a;
    struct sent sent = { .arena = rq->arena };
    struct url to;

    if (!alert_asked_for(rq, &a, err))
        return false;
    if (!check_asked(rq->shot, &asked))
        return alert_reply(rq, a, &asked, rp, err);
    if (!number_int(field_at(&rq->form, "seen"), &sent.seen))
        sent.seen = 0;
    if ((j = job_under_way(site_jobs(rq->site), rq->partnership))) /* it holds the writing until it ends */
        return alert_url(rq, STR(""), &to, err) && working_busy(rq, j, to, rp, err);
    sent.review = (struct review){ a->id, asked.reviewer, asked.verdict, asked.reason };
    if (!partnership_change(rq->partnership, STR("site"), rq->now, add, &sent, err))
        return sent.clash && look_again(rq, &asked, rp, err);
    return alert_url(rq, asked.verdict, &to, err) && reply_see_other(rq, to, rp, err);
}
