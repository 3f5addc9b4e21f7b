#include "web/card_ask_page.h"

#include "cards/card_request.h"
#include "cards/edition.h"
#include "cards/line.h"
#include "cards/mailbox.h"
#include "web/card_ask_view.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/site.h"
#include "web/throttle.h"
#include "web/url.h"

enum { CHOICES_MAX = 40, QUOTA_WAIT_SECONDS = 7 * 24 * 60 * 60 };

/* What was sent, and what is wrong with it, field by field; NULL: nothing. */
struct ask {
    struct card_asked asked;
    struct partnership *of;
    const char *card_wrong, *kind_wrong, *mailbox_wrong;
    struct str organisation_wrong, area_wrong;
    bool kind_chosen;
};

struct offer { /* a card that is shown somewhere on this site */
    struct partnership *of;
    struct str card, value; /* value: "northmere.emergency" */
};

/* ---- which cards there are ---- */

static bool offer_of(struct partnership *p, struct request *rq, struct offer *at, size_t *n, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    const struct edition *e;
    size_t editions;

    if (!txn_begin(&t, partnership_store(p), TXN_READ, STR("site"), rq->now, err) ||
        !edition_list(&t, true, rq->arena, &e, &editions, err))
        return false;
    for (size_t i = 0; i < editions && *n < CHOICES_MAX; i++) {
        struct buf b = { .arena = rq->arena };

        buf_add(&b, partnership_name(p));
        buf_add_byte(&b, '.');
        buf_add(&b, e[i].card);
        at[*n] = (struct offer){ .of = p, .card = e[i].card };
        if (!buf_done(&b, "a card", &at[(*n)++].value, err))
            return false;
    }
    return true;
}

static bool offers(struct request *rq, const struct offer **out, size_t *n, struct err *err)
{
    struct offer *at = arena_new(rq->arena, struct offer, CHOICES_MAX);

    if (!at)
        return err_memory(err, "the cards");
    *n = 0;
    for (size_t i = 0; i < site_partnerships(rq->site); i++)
        if (!offer_of(site_partnership(rq->site, i), rq, at, n, err))
            return false;
    *out = at;
    return true;
}

/* By its value, or by the card's name alone, as a link from the card's page has it. */
static const struct offer *chosen(const struct offer *at, size_t n, struct str value)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].value, value) || str_eq(at[i].card, value))
            return &at[i];
    return NULL;
}

/* ---- the form ---- */

static bool card_choices(struct request *rq, const struct offer *at, size_t n, const struct offer *now,
                         struct part_choices *out, struct err *err)
{
    struct part_choice *choice = arena_new(rq->arena, struct part_choice, n + 1);

    if (!choice)
        return err_memory(err, "the cards");
    for (size_t i = 0; i < n; i++)
        choice[i] = (struct part_choice){ .value = at[i].value,
                                          .words = { .text = at[i].card },
                                          .hint = { .text = partnership_title(at[i].of) },
                                          .checked = now == &at[i] || n == 1 };
    out->id = out->name = STR("card");
    out->legend.text = STR("Which card?");
    out->legend_classes = STR("govuk-fieldset__legend--s");
    out->classes = STR("govuk-radios--small");
    out->choice = choice;
    out->choices = n;
    return part_number_choices(out->id, choice, n, rq->arena, err);
}

static bool kind_choices(struct request *rq, const struct ask *a, struct part_choices *out, struct err *err)
{
    struct part_choice *choice = arena_new(rq->arena, struct part_choice, ASKERS);

    if (!choice)
        return err_memory(err, "the kinds");
    for (int i = 0; i < ASKERS; i++)
        choice[i] = (struct part_choice){ .value = str_of(asker_word((enum asker)i)),
                                          .words = { .text = str_of(asker_label((enum asker)i)) },
                                          .checked = a->kind_chosen && a->asked.kind == (enum asker)i };
    out->id = out->name = STR("kind");
    out->legend.text = STR("Who asks?");
    out->legend_classes = STR("govuk-fieldset__legend--s");
    out->classes = STR("govuk-radios--small");
    out->choice = choice;
    out->choices = ASKERS;
    return part_number_choices(out->id, choice, ASKERS, rq->arena, err);
}

static void input(struct part_input *in, const char *name, const char *label, const char *hint,
                  struct str value)
{
    in->field = (struct part_field){ .id = str_of(name), .name = str_of(name),
                                     .label = { .text = str_of(label) }, .hint = { .text = str_of(hint) },
                                     .label_classes = STR("govuk-label--s") };
    in->value = value.at ? value : STR("");
}

static void fields(const struct ask *a, struct card_ask_view *v)
{
    input(&v->organisation, "organisation", "Name of the organisation", "Not the name of a person.",
          a->asked.organisation);
    v->organisation.autocomplete = STR("organization");
    v->organisation.field.error.text = a->organisation_wrong;
    input(&v->mailbox, "mailbox", "Your office’s shared mailbox",
          "For example community.safety@example.org. Not one person’s address: we do not want to "
          "keep anybody’s name.",
          a->asked.mailbox);
    v->mailbox.type = STR("email");
    v->mailbox.spellcheck = STR("false");
    v->mailbox.field.error.text = str_of(a->mailbox_wrong);
    input(&v->area, "area", "The area it is for", "For example a county, a district or a town.",
          a->asked.area);
    v->area.field.error.text = a->area_wrong;
    v->send = (struct part_button){ .words = { .text = STR("Ask for this card") } };
    v->card.error.text = str_of(a->card_wrong);
    v->kind.error.text = str_of(a->kind_wrong);
}

static bool problems(struct request *rq, struct card_ask_view *v, struct err *err)
{
    const struct {
        const char *at;
        struct str words;
    } each[] = { { "card", v->card.error.text },
                 { "kind", v->kind.error.text },
                 { "organisation", v->organisation.field.error.text },
                 { "mailbox", v->mailbox.field.error.text },
                 { "area", v->area.field.error.text } };
    struct part_error *error = arena_new(rq->arena, struct part_error, COUNT_OF(each));

    if (!error)
        return err_memory(err, "what is wrong");
    v->problem.error = error;
    for (size_t i = 0; i < COUNT_OF(each); i++)
        if (each[i].words.len > 0)
            error[v->problem.errors++] =
                (struct part_error){ .at = str_of(each[i].at), .words = { .text = each[i].words } };
    v->wrong = v->problem.errors > 0;
    return true;
}

static bool here(struct request *rq, struct url *out, struct err *err)
{
    struct url_words w = url_root(rq, "/cards/request");

    return url_end(&w, out, err);
}

static bool form(struct request *rq, const struct ask *a, const struct offer *at, size_t n,
                 const struct offer *now, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Ask for a safety card") };
    struct card_ask_view v = { .none = n == 0, .read_only = site_read_only(rq->site),
                               .token = site_token(rq->site), .open_days = CARD_ERASE_OPEN_DAYS,
                               .decided_days = CARD_ERASE_DECIDED_DAYS };
    struct buf b = { .arena = rq->arena };

    fields(a, &v);
    if (!card_choices(rq, at, n, now, &v.card, err) || !kind_choices(rq, a, &v.kind, err) ||
        !problems(rq, &v, err) || !here(rq, &v.here, err))
        return false;
    f.has_error = v.wrong;
    f.status = v.wrong ? 400 : 200;
    page_card_ask(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool card_ask_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct ask none = { 0 };
    const struct offer *at;
    size_t n;

    return offers(rq, &at, &n, err) &&
           form(rq, &none, at, n, chosen(at, n, field_at(&rq->query, "card")), rp, err);
}

/* ---- what was sent ---- */

static bool line_said(struct request *rq, const char *label, struct str s, struct str *out, struct err *err)
{
    const char *wrong = card_line_wrong(s);
    struct buf b = { .arena = rq->arena };

    if (!wrong)
        return true;
    buf_add_text(&b, label);
    buf_add_byte(&b, ' ');
    buf_add_text(&b, wrong);
    return buf_done(&b, "what is wrong", out, err);
}

static bool read_form(struct request *rq, struct ask *a, struct err *err)
{
    enum mailbox_fault fault;

    a->asked.organisation = str_trim(field_at(&rq->form, "organisation"));
    a->asked.mailbox = str_trim(field_at(&rq->form, "mailbox"));
    a->asked.area = str_trim(field_at(&rq->form, "area"));
    a->kind_chosen = asker_read(field_at(&rq->form, "kind"), &a->asked.kind);
    a->kind_wrong = a->kind_chosen ? NULL : "Choose who asks";
    fault = mailbox_check(a->asked.mailbox);
    a->mailbox_wrong = fault == MAILBOX_FITS ? NULL : mailbox_fault_word(fault);
    return line_said(rq, "The organisation’s name", a->asked.organisation, &a->organisation_wrong, err) &&
           line_said(rq, "The area", a->asked.area, &a->area_wrong, err);
}

static bool is_whole(const struct ask *a)
{
    return !a->card_wrong && !a->kind_wrong && !a->mailbox_wrong && a->organisation_wrong.len == 0 &&
           a->area_wrong.len == 0;
}

/* 429: said plainly, with when to come again. */
static bool wait_a_while(struct request *rq, int64_t seconds, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Too many requests just now"), .status = 429 };
    struct buf b = { .arena = rq->arena }, when = { .arena = rq->arena };
    struct card_wait_view v = { 0 };
    int64_t minutes = (seconds + 59) / 60;

    if (minutes > 24 * 60)
        buf_add_text(&when, "in a week");
    else
        buf_addf(&when, "in %lld minute%s", (long long)minutes, minutes == 1 ? "" : "s");
    if (!buf_done(&when, "a while", &v.when, err) || !here(rq, &v.here, err))
        return false;
    rp->retry_seconds = seconds;
    page_card_wait(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

struct sent {
    const struct card_asked *asked;
    struct arena *arena;
    int64_t id;
};

static bool keep(struct txn *t, void *with, struct err *err)
{
    struct sent *s = with;

    return card_request_add(t, s->asked, s->arena, &s->id, err);
}

static bool thank(struct request *rq, const struct ask *a, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Your request is kept") };
    struct card_asked_view v = { partnership_title(a->of), CARD_LINK_DAYS, CARD_ERASE_OPEN_DAYS,
                                 CARD_ERASE_DECIDED_DAYS };
    struct buf b = { .arena = rq->arena };

    page_card_asked(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool card_ask_take(struct request *rq, struct reply *rp, struct err *err)
{
    struct ask a = { 0 };
    struct sent sent = { &a.asked, rq->arena, 0 };
    const struct offer *at, *now;
    size_t n;
    int64_t seconds = 0;

    if (!offers(rq, &at, &n, err) || !read_form(rq, &a, err))
        return false;
    now = chosen(at, n, field_at(&rq->form, "card"));
    a.card_wrong = now ? NULL : "Choose a card";
    if (!is_whole(&a))
        return form(rq, &a, at, n, now, rp, err);
    a.of = now->of;
    a.asked.card = now->card;
    if (!throttle_take(site_throttle(rq->site), rq->caller, rq->now, &seconds))
        return wait_a_while(rq, seconds, rp, err);
    if (partnership_note(a.of, STR("site"), rq->now, keep, &sent, err))
        return thank(rq, &a, rp, err);
    if (err->kind != ERR_LIMIT)
        return false;
    *err = (struct err){ 0 };
    return wait_a_while(rq, QUOTA_WAIT_SECONDS, rp, err);
}

/* ---- taking what was granted ---- */

static bool gone(struct err *err)
{
    return err_set(err, ERR_MISSING, "this link has ended, was used up, or its card was withdrawn; ask the "
                                     "partnership for a new one");
}

static bool seek(struct request *rq, struct partnership **of, struct card_link *link, struct err *err)
{
    bool found = false;

    for (size_t i = 0; !found && i < site_partnerships(rq->site); i++) {
        struct txn t _cleanup_(txn_end) = { 0 };

        *of = site_partnership(rq->site, i);
        if (!txn_begin(&t, partnership_store(*of), TXN_READ, STR("site"), rq->now, err) ||
            !card_link_find(&t, rq->id, rq->arena, link, &found, err))
            return false;
    }
    return found || gone(err);
}

bool card_link_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("A safety card for you") };
    struct url_words w = url_root(rq, "/cards/bundle");
    struct buf b = { .arena = rq->arena };
    struct card_link_view v = { .token = site_token(rq->site),
                                .take = { .words = { .text = STR("Take the card") } } };
    struct partnership *of;
    struct card_link link;

    if (!seek(rq, &of, &link, err))
        return false;
    url_part(&w, rq->id);
    if (!url_end(&w, &v.here, err))
        return false;
    v.card = link.card;
    v.left = link.left;
    v.until = instant_local_date(link.ends);
    page_card_link(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

struct taking {
    struct request *rq;
    struct str card, bundle;
};

static bool take(struct txn *t, void *with, struct err *err)
{
    struct taking *k = with;
    bool found;

    return card_link_take(t, k->rq->id, k->rq->arena, &k->card, &k->bundle, &found, err) &&
           (found || gone(err));
}

bool card_link_give(struct request *rq, struct reply *rp, struct err *err)
{
    struct taking k = { .rq = rq };
    struct buf b = { .arena = rq->arena };
    struct partnership *of;
    struct card_link link;

    if (!seek(rq, &of, &link, err) || !partnership_note(of, STR("site"), rq->now, take, &k, err))
        return false;
    buf_add(&b, k.card);
    buf_add_text(&b, ".card");
    if (!buf_done(&b, "a file's name", &rp->file_name, err))
        return false;
    rp->type = "application/x-tar";
    rp->body = k.bundle;
    return true;
}
