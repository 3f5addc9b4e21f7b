#include "cards/edition.h"

const char *edition_state_word(enum edition_state s)
{
    static const char *const WORD[] = { "draft", "checked", "approved", "printed", "withdrawn" };

    return WORD[s];
}

bool edition_standing(struct txn *t, struct digest d, bool *approved, struct err *err)
{
    struct str digest = { (const char *)d.at, sizeof d.at };
    struct sql_card_edition_standing_out row = { 0 };
    struct arena none;
    bool found;

    arena_open(&none, (size_t)1 << 16);
    bool good = sql_card_edition_standing(t, &(struct sql_card_edition_standing_in){ digest }, &none, &row,
                                          &found, err);
    arena_close(&none);
    if (good)
        *approved = found && row.n > 0;
    return good;
}

/* ---- files ---- */

static bool keep_file(struct card_files *f, const struct sql_card_file_list_out *row, struct arena *a,
                      struct err *err)
{
    struct card_file *to = &f->at[f->len];

    if (f->len == CARD_FILES_MAX)
        return err_set(err, ERR_STORE, "an edition in this store has more files than a card can have");
    *to = (struct card_file){ arena_copy(a, row->name), arena_copy(a, row->bytes) };
    f->len++;
    return (to->name.at && to->bytes.at) || err_memory(err, "a card's files");
}

bool edition_files(struct txn *t, int64_t id, struct arena *a, struct card_files *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_file_list_out row;
    struct card_files *f = arena_new(a, struct card_files, 1);
    enum row r;

    if (!f)
        return err_memory(err, "a card's files");
    if (!sql_card_file_list_begin(&q, t, &(struct sql_card_file_list_in){ id }, err))
        return false;
    while ((r = sql_card_file_list_next(&q, &row, err)) == ROW_SOME)
        if (!keep_file(f, &row, a, err))
            return false;
    if (r == ROW_FAILED)
        return false;
    if (f->len == 0)
        return err_set(err, ERR_MISSING, "there is no edition %lld in this store; \"safekeep card edition "
                                         "list\" lists them", (long long)id);
    *out = *f;
    return true;
}

bool edition_card(struct txn *t, struct str name, struct arena *a, struct card_files *out, bool *found,
                  struct err *err)
{
    struct sql_card_edition_shown_out row = { 0 };
    bool some;

    if (!sql_card_edition_shown(t, &(struct sql_card_edition_shown_in){ name }, a, &row, &some, err))
        return false;
    some = some && !row.withdrawn_ms.some;
    if (some && out && !edition_files(t, row.id, a, out, err))
        return false;
    *found = some;
    return true;
}

/* ---- lists ---- */

static enum edition_state state_of(const struct sql_card_edition_list_out *row)
{
    return row->withdrawn_ms.some  ? EDITION_WITHDRAWN
           : row->printed_ms.some  ? EDITION_PRINTED
           : row->approved_ms.some ? EDITION_APPROVED
           : row->checked_ms.some  ? EDITION_CHECKED
                                   : EDITION_DRAFT;
}

static struct instant moment(struct maybe_int ms)
{
    return (struct instant){ ms.some ? ms.n : 0 };
}

/* A text of the row, kept; "" where it is NULL. `*good` remembers a refusal. */
static struct str kept(struct arena *a, struct str s, bool *good)
{
    struct str copy = arena_copy(a, s.at ? s : STR(""));

    *good = *good && copy.at;
    return copy;
}

static bool keep_row(const struct sql_card_edition_list_out *row, struct arena *a, struct edition *e,
                     struct err *err)
{
    bool good = true;

    *e = (struct edition){ .id = row->id,
                           .card = kept(a, row->card, &good),
                           .area = kept(a, row->area, &good),
                           .state = state_of(row),
                           .current = row->current != 0,
                           .languages = kept(a, row->languages, &good),
                           .unchecked = kept(a, row->unchecked, &good),
                           .added = { row->added_ms },
                           .checked = moment(row->checked_ms),
                           .approved = moment(row->approved_ms),
                           .printed = moment(row->printed_ms),
                           .withdrawn = moment(row->withdrawn_ms),
                           .added_by = kept(a, row->added_by, &good),
                           .checked_by = kept(a, row->checked_by, &good),
                           .approved_by = kept(a, row->approved_by, &good),
                           .withdrawn_by = kept(a, row->withdrawn_by, &good),
                           .why = kept(a, row->withdrawn_why, &good) };
    if (row->digest.len != sizeof e->digest.at)
        return err_set(err, ERR_STORE, "edition %lld has no digest", (long long)row->id);
    memcpy(e->digest.at, row->digest.at, sizeof e->digest.at);
    return good || err_memory(err, "the list of editions");
}

static bool list(struct txn *t, const struct sql_card_edition_list_in *in, struct arena *a,
                 struct edition **out, size_t *len, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_card_edition_list_out row;
    struct edition *at = NULL;
    size_t n = 0, room = 0;
    enum row r;

    if (!sql_card_edition_list_begin(&q, t, in, err))
        return false;
    while ((r = sql_card_edition_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &at, &room, n, n + 1, sizeof *at))
            return err_memory(err, "the list of editions");
        if (!keep_row(&row, a, &at[n++], err))
            return false;
    }
    if (r == ROW_FAILED)
        return false;
    *out = at;
    *len = n;
    return true;
}

bool edition_list(struct txn *t, bool current, struct arena *a, const struct edition **out, size_t *len,
                  struct err *err)
{
    struct sql_card_edition_list_in in = { .only_current = current };
    struct edition *at;

    if (!list(t, &in, a, &at, len, err))
        return false;
    for (size_t i = 1; current && i < *len; i++) /* few: by name */
        for (size_t j = i; j > 0 && str_order(at[j - 1].card, at[j].card) > 0; j--) {
            struct edition other = at[j];

            at[j] = at[j - 1];
            at[j - 1] = other;
        }
    *out = at;
    return true;
}

bool edition_by_id(struct txn *t, int64_t id, struct arena *a, struct edition *out, struct err *err)
{
    struct sql_card_edition_list_in in = { .edition_id = { true, id } };
    struct edition *at;
    size_t n;

    if (!list(t, &in, a, &at, &n, err))
        return false;
    if (n == 0)
        return err_set(err, ERR_MISSING, "there is no edition %lld in this store; \"safekeep card edition "
                                         "list\" lists them", (long long)id);
    *out = at[0];
    return true;
}
