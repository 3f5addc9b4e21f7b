/* web/alert_review - what people said of an alert, and the form in which to say more. */
#include "web/alert_page.h"
#include "web/url.h"

static struct str reason_label(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->reasons; i++)
        if (str_eq(s->reason[i].code, code))
            return s->reason[i].label;
    return code;
}

static bool add_said(struct request *rq, const struct shot_review *r, struct alert_said *out,
                     struct err *err)
{
    struct buf when = { .arena = rq->arena };
    struct instant at = { r->at_ms };
    int minute = instant_local_minute(at);

    buf_add_date_words(&when, instant_local_date(at));
    buf_addf(&when, ", %d:%02d", minute / 60, minute % 60);
    *out = (struct alert_said){ .reviewer = r->reviewer,
                                .word = alert_state_word(alert_state_of(r->verdict)),
                                .reason =
                                    r->reason.len ? reason_label(rq->shot, r->reason) : STR("") };
    return buf_done(&when, "a moment", &out->when, err);
}

static bool add_verdicts(struct arena *a, struct str chosen, struct alert_form_view *f,
                         struct err *err)
{
    static const struct {
        const char *id, *value, *label, *hint;
    } CHOICE[] = {
        { "verdict", "watch", "Watch", "Nothing is done yet; look again with the next brief." },
        { "verdict-act", "act", "Act",
          "Somebody takes it on: what and by when belongs into the meeting’s actions." },
        { "verdict-dismiss", "dismiss", "Dismiss", "It needs nothing. Say why below." },
        { "verdict-right", "right", "It was right",
          "It was looked into, and there was more than usual." },
        { "verdict-false", "false", "It was a false alarm",
          "It was looked into, and there was nothing to it." },
    };
    enum { DECISIONS = 3 };
    struct alert_choice *c = arena_new(a, struct alert_choice, COUNT_OF(CHOICE));

    if (!c)
        return err_memory(err, "a form");
    for (size_t i = 0; i < COUNT_OF(CHOICE); i++)
        c[i] = (struct alert_choice){ CHOICE[i].id, str_of(CHOICE[i].value),
                                      str_of(CHOICE[i].label), str_of(CHOICE[i].hint),
                                      str_eq(chosen, str_of(CHOICE[i].value)) };
    f->verdict = c;
    f->verdicts = DECISIONS;
    f->outcome = c + DECISIONS;
    f->outcomes = COUNT_OF(CHOICE) - DECISIONS;
    return true;
}

static bool add_lists(const struct snapshot *s, const struct alert_asked *asked, struct arena *a,
                      struct alert_form_view *f, struct err *err)
{
    struct alert_choice *reason = arena_new(a, struct alert_choice, s->reasons + 1);
    struct alert_choice *reviewer = arena_new(a, struct alert_choice, s->reviewers + 1);

    if (!reason || !reviewer)
        return err_memory(err, "a form");
    for (size_t i = 0; i < s->reasons; i++)
        reason[i] = (struct alert_choice){ .value = s->reason[i].code,
                                           .label = s->reason[i].label,
                                           .chosen = str_eq(s->reason[i].code, asked->reason) };
    for (size_t i = 0; i < s->reviewers; i++)
        reviewer[i] = (struct alert_choice){ .value = s->reviewer[i],
                                             .label = s->reviewer[i],
                                             .chosen = str_eq(s->reviewer[i], asked->reviewer) };
    f->reason = reason;
    f->reasons = s->reasons;
    f->reviewer = reviewer;
    f->reviewers = s->reviewers;
    return true;
}

static enum alert_form which_form(const struct request *rq)
{
    return !rq->local                 ? ALERT_FORM_ELSEWHERE
           : site_read_only(rq->site) ? ALERT_FORM_READ_ONLY
           : rq->shot->reviewers == 0 ? ALERT_FORM_NO_REVIEWER
                                      : ALERT_FORM_HERE;
}

static bool add_form(struct request *rq, const struct shot_alert *a,
                     const struct alert_asked *asked, struct alert_form_view *f, struct err *err)
{
    struct url_words send = url_begin(rq, "alert");
    struct buf seen = { .arena = rq->arena };

    f->form = which_form(rq);
    if (f->form != ALERT_FORM_HERE)
        return true;
    f->token = site_token(rq->site);
    f->verdict_error = asked->verdict_error;
    f->reason_error = asked->reason_error;
    f->reviewer_error = asked->reviewer_error;
    buf_add_int(&seen, a->reviews ? a->review[0].at_ms : 0);
    url_part(&send, rq->id);
    url_part(&send, STR("review"));
    return add_verdicts(rq->arena, asked->verdict, f, err) &&
           add_lists(rq->shot, asked, rq->arena, f, err) && url_end(&send, &f->send, err) &&
           buf_done(&seen, "a form", &f->seen, err);
}

bool alert_fill_review(struct request *rq, const struct shot_alert *a,
                       const struct alert_asked *asked, struct alert_view *v, struct err *err)
{
    static const struct alert_asked NOTHING;
    struct alert_said *said = arena_new(rq->arena, struct alert_said, a->reviews + 1);
    struct str done = field_at(&rq->query, "done");

    if (!said)
        return err_memory(err, "an alert's reviews");
    for (size_t i = 0; i < a->reviews; i++)
        if (!add_said(rq, &a->review[i], &said[i], err))
            return false;
    v->said = said;
    v->saids = a->reviews;
    asked = asked ? asked : &NOTHING;
    v->has_errors =
        asked->verdict_error || asked->reason_error || asked->reviewer_error || asked->clash;
    v->clash = asked->clash;
    /* Only what really was said is called kept: an address can be written by anybody. */
    v->done = a->reviews && done.len && str_eq(a->review[0].verdict, done);
    v->done_word = alert_state_word(alert_state_of(done));
    return add_form(rq, a, asked, &v->review, err);
}
