#include "link/loader_finish.h"

struct finish {
    struct loader *l;
    struct link_table *t;
    struct arena *scratch;
    struct order_records records;
    struct order_file file[LINK_SOURCES_MAX];
    const uint32_t *order;                 /* i-th record of the table -> as loaded */
    size_t source_at[LINK_SOURCES_MAX];    /* source of the table -> file */
    uint8_t source_of[LINK_SOURCES_MAX];   /* file -> source */
    int column_at[LINK_COLUMNS_MAX];       /* column of the table -> of the union */
};

/* ---- sources: by name ---- */

static bool name_sources(struct finish *f, struct err *err)
{
    struct loader *l = f->l;

    f->t->sources = l->files;
    f->t->source = arena_new(l->arena, struct str, l->files);
    if (!f->t->source)
        return err_memory(err, "the files' names");
    for (size_t i = 0; i < l->files; i++) {
        size_t at = i;
        for (; at > 0 && str_order(l->file[f->source_at[at - 1]].name, l->file[i].name) > 0; at--)
            f->source_at[at] = f->source_at[at - 1];
        f->source_at[at] = i;
        f->file[i] = l->file[i].order;
    }
    for (size_t i = 0; i < l->files; i++) {
        f->t->source[i] = l->file[f->source_at[i]].name;
        f->source_of[f->source_at[i]] = (uint8_t)i;
    }
    return true;
}

/* ---- columns: as the files have them, the first source's first ---- */

static void order_columns(struct finish *f)
{
    bool seen[LINK_COLUMNS_MAX] = { 0 };
    size_t n = 0;

    for (size_t s = 0; s < f->l->files; s++) {
        const struct file_columns *c = &f->l->file[f->source_at[s]].columns;
        for (size_t i = 0; i < c->fields; i++) {
            int at = c->column[i];
            if (at == FIELD_LEFT_OUT || seen[at])
                continue;
            seen[at] = true;
            f->t->column[n] = (struct link_column){ .name = c->name[i], .role = c->role[i],
                                                    .bears = f->l->columns.column[at].bears };
            f->column_at[n++] = at;
        }
    }
}

static bool is_taken(const struct link_table *t, struct str name)
{
    for (size_t i = 0; i < t->columns; i++)
        if (!t->column[i].bears && str_eq_fold(t->column[i].name, name))
            return true;
    return false;
}

/* One file's only phone is another file's second: where its name is taken, a column goes by that of a later file. */
static void rename_taken(struct finish *f, size_t column)
{
    struct link_column *c = &f->t->column[column];

    for (size_t s = 0; s < f->l->files && is_taken(f->t, c->name); s++) {
        const struct file_columns *h = &f->l->file[f->source_at[s]].columns;
        for (size_t i = 0; i < h->fields; i++)
            if (h->column[i] == f->column_at[column])
                c->name = h->name[i];
    }
}

/* ---- records ---- */

static bool order_records(struct finish *f, struct err *err)
{
    struct loader *l = f->l;
    uint32_t *order = arena_new(f->scratch, uint32_t, l->records);

    if (!order)
        return err_memory(err, "the records' order");
    f->records = (struct order_records){ f->file, l->files, l->records, &l->ids, &l->row };
    f->order = order;
    return order_make(&f->records, l->arena, order, err);
}

static bool name_records(struct finish *f, struct err *err)
{
    struct link_table *t = f->t;

    t->source_of = arena_new(f->l->arena, uint8_t, t->records);
    t->row_of = arena_new(f->l->arena, uint32_t, t->records);
    if (!t->source_of || !t->row_of)
        return err_memory(err, "the records' rows");
    for (uint32_t i = 0; i < t->records; i++) {
        t->source_of[i] = f->source_of[order_file_of(&f->records, f->order[i])];
        t->row_of[i] = *rows_at(&f->l->row, f->order[i]);
    }
    rows_close(&f->l->row);
    return true;
}

static bool finish_id_texts(struct finish *f, struct err *err)
{
    const struct ids *ids = &f->l->ids;
    uint32_t records = f->t->records;
    char *text = arena_new(f->l->arena, char, ids->text.bytes);
    uint64_t *start = arena_new(f->l->arena, uint64_t, (size_t)records + 1), at = 0;

    if (!text || !start)
        return err_memory(err, "the records' ids");
    for (uint32_t i = 0; i < records; i++) {
        struct str id = interned_text(pool_at(&ids->text, *rows_at(&ids->row, f->order[i])));
        memcpy(text + at, id.at, id.len);
        start[i] = at;
        at += id.len;
    }
    start[records] = at;
    f->t->id = (struct link_ids){ .text = text, .start = start };
    return true;
}

static bool finish_id_numbers(struct finish *f, struct err *err)
{
    uint32_t *number = arena_new(f->l->arena, uint32_t, f->t->records);

    if (!number)
        return err_memory(err, "the records' ids");
    for (uint32_t i = 0; i < f->t->records; i++)
        number[i] = *rows_at(&f->l->ids.row, f->order[i]);
    f->t->id = (struct link_ids){ .number = number };
    return true;
}

static bool finish_ids(struct finish *f, struct err *err)
{
    bool ok = true;

    if (f->l->ids.texts)
        ok = finish_id_texts(f, err);
    else if (f->l->has_id)
        ok = finish_id_numbers(f, err);
    ids_close(&f->l->ids);
    return ok;
}

/* ---- values ---- */

/*
 * Gives each number a new one, in the order the records first have it, and
 * writes it into every `step`-th entry of `cell`; counts how many records have it.
 */
static void renumber(const struct finish *f, const struct rows *from, uint32_t *now, uint32_t *cell, size_t step,
                     uint32_t *count)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < f->t->records; i++) {
        uint32_t was = rows_value(from, f->order[i]);
        if (was && now[was] == 0)
            now[was] = ++last;
        cell[(size_t)i * step] = now[was];
        if (count)
            count[now[was]]++;
    }
}

/* The pool's texts, one after the other in the order of their new numbers. */
static void lay_texts(const struct pool *p, const uint32_t *now, uint32_t values, uint64_t *start, char *text)
{
    for (uint32_t at = pool_next(p, 0); at; at = pool_next(p, at))
        start[now[pool_at(p, at)->mark] + 1] = pool_at(p, at)->len;
    for (uint32_t v = 1; v <= values; v++)
        start[v + 1] += start[v];
    for (uint32_t at = pool_next(p, 0); at; at = pool_next(p, at)) {
        struct str s = interned_text(pool_at(p, at));
        memcpy(text + start[now[pool_at(p, at)->mark]], s.at, s.len);
    }
}

static bool finish_column(struct finish *f, size_t c, struct err *err)
{
    struct union_column *u = &f->l->columns.column[f->column_at[c]];
    struct link_column *to = &f->t->column[c];
    struct arena scratch _cleanup_(arena_close) = { 0 };
    size_t values = u->values.values;
    uint32_t *now, *count = arena_new(f->l->arena, uint32_t, values + 1);
    uint64_t *start = arena_new(f->l->arena, uint64_t, values + 2);
    char *text = arena_new(f->l->arena, char, u->values.pool.bytes + 1);

    arena_open_in(&scratch, f->l->arena, SIZE_MAX);
    now = arena_new(&scratch, uint32_t, values + 1);
    if (!now || !count || !start || !text)
        return err_memory(err, "a column's values");
    renumber(f, &u->cells, now, f->t->cell + c, f->t->columns, count);
    lay_texts(&u->values.pool, now, (uint32_t)values, start, text);
    *to = (struct link_column){ to->name, to->role, to->bears, (uint32_t)values, text, start, count };
    intern_close(&u->values);
    rows_close(&u->cells);
    return true;
}

static bool finish_columns(struct finish *f, struct err *err)
{
    struct link_table *t = f->t;

    t->columns = f->l->columns.columns;
    t->column = arena_new(f->l->arena, struct link_column, t->columns);
    t->cell = arena_new(f->l->arena, uint32_t, (size_t)t->records * t->columns);
    if (!t->column || !t->cell)
        return err_memory(err, "the records' values");
    order_columns(f);
    for (size_t c = 0; c < t->columns; c++)
        if (t->column[c].bears)
            rename_taken(f, c);
    for (size_t c = 0; c < t->columns; c++)
        if (!finish_column(f, c, err))
            return false;
    return true;
}

static bool finish_truth(struct finish *f, struct err *err)
{
    struct link_table *t = f->t;
    uint32_t *now;

    if (f->l->how.truth.len == 0)
        return true;
    t->truths = f->l->truths.values;
    intern_close(&f->l->truths);
    t->truth = arena_new(f->l->arena, uint32_t, t->records);
    now = arena_new(f->scratch, uint32_t, (size_t)t->truths + 1);
    if (!t->truth || !now)
        return err_memory(err, "the truth column");
    renumber(f, &f->l->truth, now, t->truth, 1, NULL);
    rows_close(&f->l->truth);
    return true;
}

/* ---- in all ---- */

static void close_slots(struct loader *l)
{
    for (size_t i = 0; i < l->columns.columns; i++)
        intern_close_slots(&l->columns.column[i].values);
    intern_close_slots(&l->truths);
}

static bool check_whole(const struct loader *l, struct err *err)
{
    if (l->records == 0)
        return err_set(err, ERR_INPUT, "there is no row in %s; give files that have some",
                       l->files == 1 ? "the file" : "any file");
    if (l->how.id.len && !l->has_id)
        return err_set(err, ERR_INPUT, "no file has the id column that was named; look at the files' first lines");
    return true;
}

bool loader_finish(struct loader *l, struct link_table *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct link_table t = { .records = l->records };
    struct finish f = { .l = l, .t = &t, .scratch = &scratch };

    arena_open_in(&scratch, l->arena, SIZE_MAX);
    close_slots(l);
    if (!check_whole(l, err) || !name_sources(&f, err) || !order_records(&f, err) || !name_records(&f, err) ||
        !finish_ids(&f, err) || !finish_truth(&f, err) || !finish_columns(&f, err))
        return false;
    *out = t;
    return true;
}
