#include "cards/card_request.h"

#include <sys/random.h>

#include "cards/edition.h"
#include "cards/line.h"
#include "cards/mailbox.h"
#include "cards/people.h"
#include "governance/audit.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

static const struct {
    const char *word, *label;
} ASKER[] = {
    { "police", "Police force" },
    { "council", "Council or community safety partnership" },
    { "school", "School, college or university" },
    { "youth", "Youth service or youth centre" },
    { "health", "Health service" },
    { "charity", "Charity or community group" },
    { "other", "Another organisation" },
};

const char *asker_word(enum asker k)
{
    return ASKER[k].word;
}

const char *asker_label(enum asker k)
{
    return ASKER[k].label;
}

bool asker_read(struct str s, enum asker *out)
{
    for (int i = 0; i < ASKERS; i++)
        if (str_eq(s, str_of(ASKER[i].word))) {
            *out = (enum asker)i;
            return true;
        }
    return false;
}

/* ---- asking ---- */

static bool texts_fit(const struct card_asked *q, struct err *err)
{
    const char *label = card_line_wrong(q->organisation);

    if (label)
        return err_set(err, ERR_INPUT, "the organisation's name %s", label);
    label = card_line_wrong(q->area);
    if (label)
        return err_set(err, ERR_INPUT, "the area %s", label);
    return mailbox_check(q->mailbox) == MAILBOX_FITS ||
           err_set(err, ERR_INPUT, "the mailbox is not one that an office shares");
}

static bool may_wait(struct txn *t, const struct card_asked *q, struct arena *a, int64_t *same,
                     struct err *err)
{
    struct sql_card_request_waiting_out row = { 0 };
    bool found;

    if (!edition_card(t, q->card, a, NULL, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no such card to ask for");
    if (!sql_card_request_waiting(t, &(struct sql_card_request_waiting_in){ q->card, q->mailbox }, a, &row,
                                  &found, err))
        return false;
    *same = row.same;
    return row.same || row.waiting < CARD_REQUESTS_OPEN_MAX ||
           err_set(err, ERR_LIMIT,
                   "too many requests are waiting for an answer just now; try again in a week");
}

bool card_request_add(struct txn *t, const struct card_asked *q, struct arena *a, int64_t *id,
                      struct err *err)
{
    struct sql_card_request_add_in in = { .card = q->card, .kind = str_of(asker_word(q->kind)),
                                          .organisation = q->organisation, .mailbox = q->mailbox,
                                          .area = q->area, .asked_ms = t->now.ms,
                                          .erase_ms = t->now.ms + CARD_ERASE_OPEN_DAYS * DAY_MS };
    int64_t same;

    if (!texts_fit(q, err) || !may_wait(t, q, a, &same, err))
        return false;
    if (same) {
        *id = same;
        return true;
    }
    if (!sql_card_request_add(t, &in, err))
        return false;
    int64_t made = t->last_id;
    if (!audit_add(t, AUDIT_COLLECTION, "request.asked", "card request", made, err))
        return false;
    *id = made;
    return true;
}

/* ---- listing ---- */

static bool keep(const struct sql_card_request_list_out *row, struct arena *a, struct card_request *r,
                 struct err *err)
{
    enum { TEXTS = 7 };
    const struct str *const from[TEXTS] = { &row->card, &row->kind, &row->organisation, &row->mailbox,
                                            &row->area, &row->state, &row->decided_by };
    struct str *const to[TEXTS] = { &r->card, &r->kind, &r->organisation, &r->mailbox,
                                    &r->area, &r->state, &r->decided_by };

    *r = (struct card_request){ .id = row->id,
                                .edition = row->edition_id.some ? row->edition_id.n : 0,
                                .asked = { row->asked_ms },
                                .decided = { row->decided_ms.some ? row->decided_ms.n : 0 },
                                .link_ends = { row->link_ends_ms.some ? row->link_ends_ms.n : 0 },
                                .mailed = { row->mailed_ms.some ? row->mailed_ms.n : 0 },
                                .erase = { row->erase_ms },
                                .fetched = row->fetched };
    for (size_t i = 0; i < TEXTS; i++) {
        *to[i] = arena_copy(a, from[i]->at ? *from[i] : STR(""));
        if (!to[i]->at)
            return err_memory(err, "the requests");
    }
    return true;
}

static bool list(struct txn *t, struct maybe_int id, struct arena *a, struct card_request **out, size_t *len,
                 struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_request_list_out row;
    struct card_request *at = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_card_request_list_begin(&q, t, &(struct sql_card_request_list_in){ id }, err))
        return false;
    while ((r = sql_card_request_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &at, &room, n, n + 1, sizeof *at))
            return err_memory(err, "the requests");
        if (!keep(&row, a, &at[n++], err))
            return false;
    }
    *out = at;
    *len = n;
    return r != ROW_FAILED;
}

bool card_request_list(struct txn *t, struct arena *a, const struct card_request **out, size_t *len,
                       struct err *err)
{
    struct card_request *at;
    size_t n;

    if (!list(t, (struct maybe_int){ 0 }, a, &at, &n, err))
        return false;
    *out = at;
    *len = n;
    return true;
}

bool card_request_by_id(struct txn *t, int64_t id, struct arena *a, struct card_request *out,
                        struct err *err)
{
    struct card_request *at;
    size_t n;

    if (!list(t, (struct maybe_int){ true, id }, a, &at, &n, err))
        return false;
    if (n == 0)
        return err_set(err, ERR_MISSING, "there is no request %lld in this store, or it was erased; "
                                         "\"safekeep card request list\" lists them", (long long)id);
    *out = at[0];
    return true;
}

/* ---- answering ---- */

bool card_token_draw(struct card_token *out, struct err *err)
{
    static const char DIGIT[] = "0123456789abcdef";
    unsigned char byte[32];

    if (getrandom(byte, sizeof byte, 0) != (ssize_t)sizeof byte)
        return err_set(err, ERR_STORE, "could not draw a secret from the system");
    for (size_t i = 0; i < sizeof byte; i++) {
        out->text[2 * i] = DIGIT[byte[i] >> 4];
        out->text[2 * i + 1] = DIGIT[byte[i] & 15];
    }
    out->text[64] = '\0';
    return true;
}

/* What is kept of a token. A token that is none of ours hashes to nothing we hold. */
static struct digest token_hash(struct str token)
{
    return hash_of(token);
}

static bool is_open(const struct card_request *r, struct err *err)
{
    return str_eq(r->state, STR("open")) ||
           err_set(err, ERR_CLASH, "request %lld was answered already", (long long)r->id);
}

static bool may_pass_on(const struct edition *e, struct str card, struct err *err)
{
    if (!str_eq(e->card, card))
        return err_set(err, ERR_DENIED, "edition %lld is of another card than was asked for",
                       (long long)e->id);
    return e->state == EDITION_APPROVED || e->state == EDITION_PRINTED ||
           err_set(err, ERR_DENIED, "edition %lld is not approved, or was withdrawn: it is not passed on",
                   (long long)e->id);
}

/* Another who answered in the same moment leaves no row to change. */
static bool answered(struct txn *t, int64_t id, struct err *err)
{
    return t->changed == 1 || err_set(err, ERR_CLASH, "request %lld was answered already", (long long)id);
}

bool card_request_approve(struct txn *t, const struct card_grant *g, struct arena *a, struct err *err)
{
    struct digest hash = token_hash(str_of(g->token->text));
    struct sql_card_request_approve_in in = { .request_id = g->request, .at_ms = t->now.ms,
                                              .edition_id = g->edition,
                                              .token_hash = { (const char *)hash.at, sizeof hash.at },
                                              .link_ends_ms = t->now.ms + CARD_LINK_DAYS * DAY_MS,
                                              .erase_ms = t->now.ms + CARD_ERASE_DECIDED_DAYS * DAY_MS };
    struct card_request r;
    struct edition e;

    if (!card_request_by_id(t, g->request, a, &r, err) || !is_open(&r, err) ||
        !edition_by_id(t, g->edition, a, &e, err) || !may_pass_on(&e, r.card, err) ||
        !people_find(t, g->by, a, &in.reviewer_id, err) || !sql_card_request_approve(t, &in, err) ||
        !answered(t, r.id, err))
        return false;
    return sql_card_bundle_add(t, &(struct sql_card_bundle_add_in){ r.id, g->bundle }, err) &&
           audit_add(t, AUDIT_ALTERATION, "request.answered", "card request", r.id, err);
}

bool card_request_refuse(struct txn *t, int64_t id, struct str by, struct arena *a, struct err *err)
{
    struct sql_card_request_refuse_in in = { .request_id = id, .at_ms = t->now.ms,
                                             .erase_ms = t->now.ms + CARD_ERASE_DECIDED_DAYS * DAY_MS };
    struct card_request r;

    return card_request_by_id(t, id, a, &r, err) && is_open(&r, err) &&
           people_find(t, by, a, &in.reviewer_id, err) && sql_card_request_refuse(t, &in, err) &&
           answered(t, id, err) &&
           audit_add(t, AUDIT_ALTERATION, "request.answered", "card request", id, err);
}

bool card_request_relink(struct txn *t, int64_t id, const struct card_token *token, struct arena *a,
                         struct err *err)
{
    struct digest hash = token_hash(str_of(token->text));
    struct sql_card_request_relink_in in = { id, { (const char *)hash.at, sizeof hash.at },
                                             t->now.ms + CARD_LINK_DAYS * DAY_MS,
                                             t->now.ms + CARD_ERASE_DECIDED_DAYS * DAY_MS };
    struct card_request r;
    struct edition e;

    if (!card_request_by_id(t, id, a, &r, err))
        return false;
    if (!str_eq(r.state, STR("approved")))
        return err_set(err, ERR_CLASH, "request %lld has not been approved", (long long)id);
    return edition_by_id(t, r.edition, a, &e, err) && may_pass_on(&e, r.card, err) &&
           sql_card_request_relink(t, &in, err) && answered(t, id, err) &&
           audit_add(t, AUDIT_ALTERATION, "request.answered", "card request", id, err);
}

bool card_request_mailed(struct txn *t, int64_t id, struct err *err)
{
    return sql_card_request_mailed(t, &(struct sql_card_request_mailed_in){ id, t->now.ms }, err) &&
           audit_add(t, AUDIT_DISCLOSURE, "request.mailed", "card request", id, err);
}

/* ---- the link ---- */

bool card_link_find(struct txn *t, struct str token, struct arena *a, struct card_link *out, bool *found,
                    struct err *err)
{
    struct digest hash = token_hash(token);
    struct sql_card_link_in in = { { (const char *)hash.at, sizeof hash.at }, t->now.ms, CARD_LINK_FETCHES };
    struct sql_card_link_out row = { 0 };

    if (!sql_card_link(t, &in, a, &row, found, err))
        return false;
    if (*found)
        *out = (struct card_link){ row.id, CARD_LINK_FETCHES - row.fetched, row.card, { row.link_ends_ms } };
    return true;
}

bool card_link_take(struct txn *t, struct str token, struct arena *a, struct str *card, struct str *bundle,
                    bool *found, struct err *err)
{
    struct sql_card_bundle_out row = { 0 };
    struct card_link link;
    bool some;

    if (!card_link_find(t, token, a, &link, &some, err))
        return false;
    if (!some) {
        *found = false;
        return true;
    }
    if (!sql_card_bundle(t, &(struct sql_card_bundle_in){ link.request }, a, &row, &some, err))
        return false;
    if (!some)
        return err_set(err, ERR_STORE, "the archive of request %lld is not there", (long long)link.request);
    if (!sql_card_link_take(t, &(struct sql_card_link_take_in){ link.request }, err) ||
        !audit_add(t, AUDIT_DISCLOSURE, "bundle.taken", "card request", link.request, err))
        return false;
    *card = link.card;
    *bundle = row.bytes;
    *found = true;
    return true;
}

/* ---- erasing ---- */

static bool erase(struct txn *t, int64_t id, struct err *err)
{
    return sql_card_request_erase(t, &(struct sql_card_request_erase_in){ id, t->now.ms }, err) &&
           sql_card_bundle_erase(t, &(struct sql_card_bundle_erase_in){ id }, err) &&
           audit_add(t, AUDIT_ERASURE, "request.erased", "card request", id, err);
}

bool card_requests_erase(struct txn *t, struct arena *a, int64_t *erased, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_request_due_out row;
    int64_t *id = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_card_request_due_begin(&q, t, &(struct sql_card_request_due_in){ t->now.ms }, err))
        return false;
    while ((r = sql_card_request_due_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &id, &room, n, n + 1, sizeof *id))
            return err_memory(err, "what is to be erased");
        id[n++] = row.id;
    }
    query_end(&q);
    if (r == ROW_FAILED)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!erase(t, id[i], err))
            return false;
    *erased = (int64_t)n;
    return true;
}

bool card_request_erase(struct txn *t, int64_t id, struct arena *a, struct err *err)
{
    struct card_request r;

    return card_request_by_id(t, id, a, &r, err) && erase(t, id, err);
}
