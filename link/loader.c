#include "base/crew.h"
#include "link/loader_finish.h"
#include "link/loader_parts.h"

bool loader_open(struct loader **out, const struct link_load *how, struct arena *a, struct err *err)
{
    struct loader *l = arena_new(a, struct loader, 1);

    if (!l)
        return err_memory(err, "the files' records");
    l->arena = a;
    l->how = *how;
    l->how.id = arena_copy(a, how->id);
    l->how.truth = arena_copy(a, how->truth);
    l->columns.arena = a;
    if (!l->how.id.at || !l->how.truth.at)
        return err_memory(err, "the files' records");
    line_open(&l->line, crew_threads(how->threads), a);
    ids_open(&l->ids, a);
    rows_open(&l->row, a);
    rows_open(&l->truth, a);
    intern_open(&l->truths, a);
    l->open = true;
    *out = l;
    return true;
}

void loader_close(struct loader **l)
{
    struct loader *it = *l;

    *l = NULL;
    if (!it || !it->open)
        return;
    line_close(&it->line);
    union_close(&it->columns);
    ids_close(&it->ids);
    rows_close(&it->row);
    rows_close(&it->truth);
    intern_close(&it->truths);
    it->open = false;
}

/* Closes it: what failed is not gone on with. */
static bool failed(struct loader *l)
{
    loader_close(&l);
    return false;
}

/* ---- a file ---- */

static bool name_hash(struct arena *a, struct str name, uint64_t *out)
{
    struct interned *e = arena_alloc(a, interned_words(name.len), sizeof(uint64_t), _Alignof(uint64_t));

    if (!e)
        return false;
    interned_write(e, name);
    *out = interned_hash(e);
    return true;
}

static bool check_name(const struct loader *l, struct str name, struct err *err)
{
    for (size_t i = 0; i < l->files; i++)
        if (str_eq(l->file[i].name, name)) {
            const char *label = l->file[i].order.label;
            return err_set(err, ERR_INPUT, "%s: two files have this name, and a record is called by its file "
                                           "and id; rename one of them", label);
        }
    if (l->files == LINK_SOURCES_MAX)
        return err_set(err, ERR_INPUT, "there are more than %u files; put some together", LINK_SOURCES_MAX);
    return true;
}

/* Every field that is kept goes on the line, and the truth after them. */
static bool plan_fields(struct loader *l, const struct file_columns *f, struct err *err)
{
    struct intern *values[LINK_COLUMNS_MAX + 1];
    int *at = arena_new(l->arena, int, f->fields + 1), n = 0;

    if (!at)
        return err_memory(err, "a file's columns");
    for (size_t i = 0; i < f->fields; i++) {
        at[i] = f->column[i] == FIELD_LEFT_OUT ? FIELD_LEFT_OUT : n;
        if (at[i] != FIELD_LEFT_OUT)
            values[n++] = &l->columns.column[f->column[i]].values;
    }
    at[f->fields] = f->truth == f->fields ? FIELD_LEFT_OUT : n;
    if (f->truth < f->fields)
        values[n++] = &l->truths;
    l->line_column = at;
    return line_columns(&l->line, values, (size_t)n) || err_memory(err, "a file's columns");
}

static bool begin_file(struct loader *l, struct str name, const struct str *header, size_t columns,
                       struct err *err)
{
    struct loader_file *f;

    if (!l->open)
        return err_set(err, ERR_BUG, "a loader that failed was given another file");
    if (!line_drain(&l->line))
        return err_memory(err, "a file's values");
    if (!check_name(l, name, err))
        return false;
    f = &l->file[l->files];
    *f = (struct loader_file){ .name = arena_copy(l->arena, name) };
    if (!f->name.at)
        return err_memory(err, "a file's name");
    f->order.label = f->name.at;
    f->order.first = l->records;
    if (!name_hash(l->arena, name, &f->order.hash))
        return err_memory(err, "a file's name");
    if (!split_plan(&l->split, &header, &columns, l->arena, err))
        return false;
    if (!union_add(&l->columns, &l->how, f->order.label, header, columns, &f->columns, err) ||
        !plan_fields(l, &f->columns, err))
        return false;
    l->has_id |= f->columns.id < columns;
    l->files++;
    return true;
}

bool loader_file(struct loader *l, struct str name, const struct str *header, size_t columns,
                 struct err *err)
{
    return begin_file(l, name, header, columns, err) || failed(l);
}

/* ---- a row ---- */

static struct str trimmed(struct str s)
{
    return s.len && (s.at[0] <= ' ' || s.at[s.len - 1] <= ' ') ? str_trim(s) : s;
}

static bool add_id(struct loader *l, const struct loader_file *f, uint64_t row, const struct str *field,
                   size_t fields, struct err *err)
{
    const char *label = f->order.label;
    struct str id = { "", 0 };

    if (f->columns.id == f->columns.fields)
        return ids_add_number(&l->ids, l->records, (uint32_t)row) || err_memory(err, label);
    if (f->columns.id < fields)
        id = trimmed(field[f->columns.id]);
    if (id.len == 0)
        return err_set(err, ERR_INPUT, "%s, data row %llu: the id is empty; fill it in, name another column "
                                       "as the id, or take the column away", label,
                       (unsigned long long)row);
    return ids_add(&l->ids, l->records, id) || err_memory(err, label);
}

static bool add_field(struct loader *l, struct rows *cells, int column, struct str s)
{
    uint32_t *to;

    s = trimmed(s);
    if (s.len == 0)
        return true;
    to = rows_take(cells, l->records);
    return to && line_add(&l->line, (size_t)column, s, to);
}

static bool add_fields(struct loader *l, const struct file_columns *f, const struct str *field, size_t fields)
{
    const int *at = l->line_column;

    for (size_t i = 0; i < f->fields && i < fields; i++)
        if (at[i] != FIELD_LEFT_OUT &&
            !add_field(l, &l->columns.column[f->column[i]].cells, at[i], field[i]))
            return false;
    return f->truth >= fields || at[f->fields] == FIELD_LEFT_OUT ||
           add_field(l, &l->truth, at[f->fields], field[f->truth]);
}

static bool add_row(struct loader *l, uint64_t row, const struct str *field, size_t fields, struct err *err)
{
    struct loader_file *f = &l->file[l->files ? l->files - 1 : 0];
    const char *label = f->order.label;
    uint32_t *to;

    if (!l->open || !l->files)
        return err_set(err, ERR_BUG, "a row came before its file, or after the loader failed");
    if (l->records == LINK_RECORDS_MAX || row > UINT32_MAX)
        return err_set(err, ERR_LIMIT, "%s: there are more than %u records; link fewer at once", label,
                       LINK_RECORDS_MAX);
    split_row(&l->split, &field, &fields);
    if (!add_id(l, f, row, field, fields, err))
        return false;
    to = rows_take(&l->row, l->records);
    if (!to || !add_fields(l, &f->columns, field, fields))
        return err_memory(err, label);
    *to = (uint32_t)row;
    l->records++;
    return true;
}

bool loader_row(struct loader *l, uint64_t row, const struct str *field, size_t fields, struct err *err)
{
    return add_row(l, row, field, fields, err) || failed(l);
}

/* ---- the end ---- */

bool loader_done(struct loader *l, struct link_table *t, struct err *err)
{
    bool ok = !l->open ? err_set(err, ERR_BUG, "a loader that failed was asked for its table")
              : line_drain(&l->line) ? loader_finish(l, t, err) : err_memory(err, "a file's values");

    loader_close(&l);
    return ok;
}
