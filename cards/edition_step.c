/* cards/edition_step - what changes an edition: added, checked, approved, withdrawn. */
#include "cards/edition.h"
#include "cards/people.h"
#include "governance/audit.h"

/* ---- people ---- */

/* The next letter or digit of a name, in lower case, as a number; 0 at its end. Other signs do not count. */
static unsigned next_sign(struct str *s)
{
    while (s->len > 0) {
        unsigned c = (unsigned char)s->at[0], low = s->len > 1 ? (unsigned char)s->at[1] : 0;

        *s = str_from(*s, 1);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
        if (c >= 'A' && c <= 'Z')
            return c + 32;
        if (c == 0xc3 && low) { /* U+00C0 to U+00FF: the capitals stand 32 before */
            *s = str_from(*s, 1);
            return 0x10000 | (low < 0x9f ? low + 32 : low);
        }
        if (c == 0xc2 && low) { /* no letters there, but a space that does not break */
            *s = str_from(*s, 1);
            continue;
        }
        if (c >= 0x80)
            return c;
    }
    return 0;
}

bool edition_same_person(struct str a, struct str b)
{
    unsigned x, y;

    do {
        x = next_sign(&a);
        y = next_sign(&b);
    } while (x == y && x);
    return x == y;
}

bool people_find(struct txn *t, struct str name, struct arena *a, int64_t *id, struct err *err)
{
    struct sql_reviewer_by_name_out row = { 0 };
    bool found;

    if (!sql_reviewer_by_name(t, &(struct sql_reviewer_by_name_in){ name }, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no reviewer of that name; \"safekeep reviewer list\" "
                                         "lists them, and \"safekeep reviewer add\" adds one");
    *id = row.id;
    return true;
}

/* ---- adding ---- */

static bool may_be_added(struct txn *t, const struct card *c, struct str digest, struct arena *a,
                         struct err *err)
{
    struct sql_card_edition_waiting_out row = { 0 };
    bool found;

    if (c->name.len == 0)
        return err_set(err, ERR_INPUT, "card.json does not say the card's name, so this cannot be kept; "
                                       "\"safekeep card check\" says what is wrong");
    if (str_eq(c->name, STR("request")) || str_eq(c->name, STR("bundle")))
        return err_set(err, ERR_INPUT, "a card cannot bear this name: it stands in addresses of our own");
    if (!sql_card_edition_waiting(t, &(struct sql_card_edition_waiting_in){ digest }, a, &row, &found, err))
        return false;
    return !found || err_set(err, ERR_CLASH, "edition %lld holds exactly these files already",
                             (long long)row.id);
}

static bool add_parts(struct txn *t, int64_t id, const struct card_files *f, const struct card *c,
                      struct err *err)
{
    for (size_t i = 0; i < f->len; i++)
        if (!sql_card_file_add(t, &(struct sql_card_file_add_in){ id, f->at[i].name, f->at[i].bytes }, err))
            return false;
    for (size_t i = 0; i < c->wordings; i++) {
        struct sql_card_language_add_in in = { id, str_of(c->wording[i].tongue->code), (int64_t)i,
                                               c->wording[i].checked };

        if (!sql_card_language_add(t, &in, err))
            return false;
    }
    return true;
}

bool edition_add(struct txn *t, const struct card_files *files, struct arena *a, struct card_faults *faults,
                 int64_t *id, struct err *err)
{
    struct digest digest = card_files_digest(files);
    struct str bytes = { (const char *)digest.at, sizeof digest.at };
    struct card *c = arena_new(a, struct card, 1);

    if (!c)
        return err_memory(err, "a card");
    if (!card_read(files, a, faults, c, err) || !may_be_added(t, c, bytes, a, err))
        return false;
    struct sql_card_edition_add_in in = { c->name, bytes, c->area.at ? c->area : STR(""), t->now.ms,
                                          t->actor };
    if (!sql_card_edition_add(t, &in, err))
        return false;
    int64_t made = t->last_id;
    if (!add_parts(t, made, files, c, err) ||
        !audit_add(t, AUDIT_COLLECTION, "edition.added", "edition", made, err))
        return false;
    *id = made;
    return true;
}

/* ---- checking and approving ---- */

static bool clear_way(const struct card *c, const struct card_faults *faults, struct date today,
                      struct err *err)
{
    size_t stops = card_faults_count(faults, FAULT_STOP), numbers = 0;

    for (size_t i = 0; i < c->contacts; i++)
        numbers += contact_state(&c->contact[i], today) != CONTACT_GOOD;
    if (stops == 0 && numbers == 0)
        return true;
    return err_set(err, ERR_INPUT,
                   "%zu number(s) of this edition are not confirmed or are overdue, and %zu thing(s) stop "
                   "it from being printed: mend the card's folder and add it as a new edition",
                   numbers, stops);
}

/* Are the files still those that were added, and is the card fit to be handed out today? */
static bool fit_today(struct txn *t, const struct edition *e, struct arena *a, struct card_faults *faults,
                      struct err *err)
{
    struct card_files *files = arena_new(a, struct card_files, 1);
    struct card *c = arena_new(a, struct card, 1);
    struct date today = instant_local_date(t->now);

    if (!files || !c)
        return err_memory(err, "a card");
    if (!edition_files(t, e->id, a, files, err))
        return false;
    struct digest d = card_files_digest(files);
    if (memcmp(d.at, e->digest.at, sizeof d.at) != 0)
        return err_set(err, ERR_STORE, "the files of edition %lld are not those that were added: restore a "
                                       "backup", (long long)e->id);
    return card_read(files, a, faults, c, err) && card_check(c, files, today, a, faults, err) &&
           clear_way(c, faults, today, err);
}

static bool at_state(const struct edition *e, enum edition_state wanted, struct err *err)
{
    static const char *const NEXT[] = { "it is a draft: it is checked first, then approved",
                                        "it was checked already: now another person approves it",
                                        "it was approved already", "it was approved and printed already",
                                        "it was withdrawn: add the card anew" };
    const char *label = NEXT[e->state];

    return e->state == wanted || err_set(err, ERR_CLASH, "edition %lld cannot take this step: %s",
                                         (long long)e->id, label);
}

/* A step that another took in the same moment changes no row. */
static bool stepped(struct txn *t, const char *event, int64_t id, struct err *err)
{
    if (t->changed != 1)
        return err_set(err, ERR_CLASH, "somebody else took a step with edition %lld first", (long long)id);
    return audit_add(t, AUDIT_ALTERATION, event, "edition", id, err);
}

bool edition_check(struct txn *t, int64_t id, struct str by, struct arena *a, struct card_faults *faults,
                   struct err *err)
{
    struct sql_card_edition_check_in in = { id, t->now.ms, 0 };
    struct edition e;

    if (!edition_by_id(t, id, a, &e, err) || !at_state(&e, EDITION_DRAFT, err) ||
        !people_find(t, by, a, &in.reviewer_id, err) || !fit_today(t, &e, a, faults, err))
        return false;
    return sql_card_edition_check(t, &in, err) && stepped(t, "edition.checked", id, err);
}

bool edition_approve(struct txn *t, int64_t id, struct str by, struct arena *a, struct card_faults *faults,
                     struct err *err)
{
    struct sql_card_edition_approve_in in = { id, t->now.ms, 0 };
    struct edition e;

    if (!edition_by_id(t, id, a, &e, err) || !at_state(&e, EDITION_CHECKED, err) ||
        !people_find(t, by, a, &in.reviewer_id, err))
        return false;
    if (edition_same_person(by, e.checked_by))
        return err_set(err, ERR_DENIED, "who checked an edition cannot approve it too: another person does");
    if (!fit_today(t, &e, a, faults, err))
        return false;
    return sql_card_edition_approve(t, &in, err) && stepped(t, "edition.approved", id, err);
}

/* ---- withdrawing ---- */

static bool reason_known(struct txn *t, struct str why, bool *known, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_reason_list_out row;
    enum row r = ROW_NONE;

    *known = false;
    if (!sql_card_reason_list_begin(&q, t, err))
        return false;
    while (!*known && (r = sql_card_reason_list_next(&q, &row, err)) == ROW_SOME)
        *known = str_eq(row.code, why);
    return r != ROW_FAILED;
}

bool edition_withdraw(struct txn *t, int64_t id, struct str by, struct str why, struct arena *a,
                      struct err *err)
{
    struct sql_card_edition_withdraw_in in = { id, t->now.ms, 0, why };
    struct edition e;
    bool known;

    if (!reason_known(t, why, &known, err))
        return false;
    if (!known)
        return err_set(err, ERR_INPUT, "an edition is withdrawn for a reason: number, words, replaced, asked "
                                       "or mistake");
    if (!edition_by_id(t, id, a, &e, err) || !people_find(t, by, a, &in.reviewer_id, err))
        return false;
    if (e.state == EDITION_WITHDRAWN)
        return err_set(err, ERR_CLASH, "edition %lld was withdrawn already", (long long)id);
    return sql_card_edition_withdraw(t, &in, err) && stepped(t, "edition.withdrawn", id, err);
}
