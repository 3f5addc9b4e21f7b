#include "link/propose.h"

#include "link/propose_block.h"
#include "link/propose_make.h"

/* The first column of a role bears it. */
static void roles_find(const struct link_table *t, struct propose_roles *out)
{
    for (size_t r = 0; r < ROLES; r++)
        out->column[r] = NO_COLUMN;
    for (size_t c = t->columns; c-- > 0;)
        out->column[t->column[c].role] = (uint32_t)c;
}

static bool names_are_told(const struct propose_roles *r)
{
    return r->column[ROLE_FORENAME] != NO_COLUMN && r->column[ROLE_SURNAME] != NO_COLUMN;
}

static void column_explain(const struct link_table *t, const struct propose_roles *r, size_t c,
                           struct propose_column *out)
{
    enum link_role role = t->column[c].role;

    *out = (struct propose_column){ .name = t->column[c].name, .role = role };
    if (role == ROLE_NONE || role == ROLE_ID || role == ROLE_TRUTH || role == ROLE_SOURCE)
        out->why = role == ROLE_NONE ? STR("not known to us") : str_of(role_word(role));
    else if (r->column[role] != c)
        out->why = STR("another column says the same");
    else if (role == ROLE_FULL_NAME && names_are_told(r))
        out->why = STR("repeats forename and surname");
    else {
        out->used = true;
        out->why = str_of(role_word(role));
    }
}

static bool columns_explain(const struct link_table *t, const struct propose_roles *r, struct arena *a,
                            struct proposal *out, struct err *err)
{
    out->columns = t->columns;
    out->column = arena_new(a, struct propose_column, t->columns + 1);
    if (!out->column)
        return err_memory(err, "proposing a model");
    for (size_t c = 0; c < t->columns; c++)
        column_explain(t, r, c, &out->column[c]);
    return true;
}

static bool names_copy(const struct link_table *t, struct arena *a, struct link_model *m, struct err *err)
{
    m->columns = t->columns;
    m->column = arena_new(a, struct str, t->columns + 1);
    if (!m->column)
        return err_memory(err, "proposing a model");
    for (size_t c = 0; c < t->columns; c++)
        m->column[c] = t->column[c].name;
    return true;
}

static bool nothing_to_go_by(struct err *err)
{
    return err_set(err, ERR_INPUT,
                   "no column that says who somebody is: name one forename and surname, full name, date of "
                   "birth, postcode, address, phone, e-mail, NHS number, UPN or another identifier");
}

/* No rule was worth its pairs: because nothing is filled in, or because all say the same? */
static bool nothing_to_choose(const struct proposal *p, struct err *err)
{
    for (size_t i = 0; i < p->candidates; i++)
        if (p->candidate[i].count.records > 1)
            return err_set(err, ERR_INPUT,
                           "too many records say the same for their pairs to be looked at; take repeated "
                           "rows out, or add a column in which people differ");
    return err_set(err, ERR_INPUT,
                   "the columns that say who somebody is are empty, or hold only placeholders; fill them in");
}

/* Is there a column by which records of two files can agree? */
static bool sources_meet(const struct link_table *t, const struct proposal *p)
{
    uint64_t filled[LINK_COLUMNS_MAX] = { 0 };

    for (uint32_t r = 0; r < t->records; r++)
        for (size_t c = 0; c < t->columns; c++) {
            filled[c] |= (uint64_t)(p->column[c].used && link_cells(t, r)[c]) << t->source_of[r];
            if (filled[c] & (filled[c] - 1))
                return true;
        }
    return false;
}

static bool check_sources(const struct link_table *t, const struct propose_order *o, const struct proposal *p,
                          struct err *err)
{
    if (!o->pairs.across || o->pairs.within || sources_meet(t, p))
        return true;
    return err_set(err, ERR_INPUT,
                   "no column that says who somebody is stands filled in two of the files: name columns that "
                   "mean the same alike, or link inside each file too");
}

bool model_propose(const struct link_table *t, const struct propose_order *o, struct arena *a,
                   struct proposal *out, struct err *err)
{
    struct propose_roles roles;
    struct proposal p = { .model = { .lambda = NAN } };
    struct maker k = { .arena = a, .comparison = arena_new(a, struct link_comparison, LINK_COMPARISONS_MAX) };

    if (!k.comparison)
        return err_memory(err, "proposing a model");
    roles_find(t, &roles);
    if (!names_copy(t, a, &p.model, err) || !columns_explain(t, &roles, a, &p, err))
        return false;
    comparisons_propose(&k, t, &roles);
    if (k.failed)
        return err_memory(err, "proposing a model");
    p.model.comparison = k.comparison;
    p.model.comparisons = k.comparisons;
    if (!candidates_make(&roles, t, a, &p, err))
        return false;
    if (k.comparisons == 0 || p.candidates == 0)
        return nothing_to_go_by(err);
    if (!check_sources(t, o, &p, err) || !candidates_choose(t, &roles, o, a, &p, err))
        return false;
    if (p.model.rules == 0)
        return nothing_to_choose(&p, err);
    *out = p;
    return true;
}
