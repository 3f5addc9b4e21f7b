#include "link/loader_finish.h"

#include "base/crew.h"

#include <pthread.h>

enum { TASK_ROWS, TASK_IDS, TASK_TRUTH, TASK_COLUMNS }; /* from there on a task a column */
enum { SPAN = 16384 };                                  /* records laid side by side by one job */

/* What a task allocates for good comes from the caller's arena, one at a time; all else is its own. */
struct finish {
    struct loader *l;
    struct link_table *t;
    unsigned threads;
    pthread_mutex_t lock;
    struct order_records records;
    struct order_file file[LINK_SOURCES_MAX];
    const uint32_t *order;                  /* i-th record of the table -> as loaded */
    size_t source_at[LINK_SOURCES_MAX];     /* source of the table -> file */
    uint8_t source_of[LINK_SOURCES_MAX];    /* file -> source */
    int column_at[LINK_COLUMNS_MAX];        /* column of the table -> of the union */
    size_t task[LINK_COLUMNS_MAX + TASK_COLUMNS]; /* the longest first */
    struct arena scratch[LINK_COLUMNS_MAX];
    uint32_t *number[LINK_COLUMNS_MAX];     /* per column of the table: a value a record */
};

static void *keep(struct finish *f, size_t count, size_t size, size_t align)
{
    void *at;

    pthread_mutex_lock(&f->lock);
    at = arena_alloc(f->l->arena, count, size, align);
    pthread_mutex_unlock(&f->lock);
    return at;
}
#define keep_new(f, type, count) ((type *)keep((f), (count), sizeof(type), _Alignof(type)))

/* A refusal ordered by a test is only followed on one thread. */
static void open_scratch(const struct finish *f, struct arena *a)
{
    arena_open_in(a, f->l->arena, SIZE_MAX);
    if (f->threads > 1)
        a->parent = NULL;
}

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

/*
 * One file's only phone is another file's second: where its name is taken, a
 * column goes by that of a later file.
 */
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

static bool name_columns(struct finish *f, struct err *err)
{
    struct link_table *t = f->t;

    t->columns = f->l->columns.columns;
    t->column = arena_new(f->l->arena, struct link_column, t->columns);
    if (!t->column)
        return err_memory(err, "the columns' names");
    order_columns(f);
    for (size_t c = 0; c < t->columns; c++)
        if (t->column[c].bears)
            rename_taken(f, c);
    return true;
}

/* ---- records ---- */

static bool finish_rows(struct finish *f)
{
    struct link_table *t = f->t;

    t->source_of = keep_new(f, uint8_t, t->records);
    t->row_of = keep_new(f, uint32_t, t->records);
    if (!t->source_of || !t->row_of)
        return false;
    for (uint32_t i = 0; i < t->records; i++) {
        t->source_of[i] = f->source_of[order_file_of(&f->records, f->order[i])];
        t->row_of[i] = *rows_at(&f->l->row, f->order[i]);
    }
    rows_close(&f->l->row);
    return true;
}

static bool finish_id_texts(struct finish *f)
{
    const struct ids *ids = &f->l->ids;
    uint32_t records = f->t->records;
    char *text = keep_new(f, char, ids->text.bytes);
    uint64_t *start = keep_new(f, uint64_t, (size_t)records + 1), at = 0;

    if (!text || !start)
        return false;
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

static bool finish_id_numbers(struct finish *f)
{
    uint32_t *number = keep_new(f, uint32_t, f->t->records);

    if (!number)
        return false;
    for (uint32_t i = 0; i < f->t->records; i++)
        number[i] = *rows_at(&f->l->ids.row, f->order[i]);
    f->t->id = (struct link_ids){ .number = number };
    return true;
}

static bool finish_ids(struct finish *f)
{
    bool ok = true;

    if (f->l->ids.texts)
        ok = finish_id_texts(f);
    else if (f->l->has_id)
        ok = finish_id_numbers(f);
    ids_close(&f->l->ids);
    return ok;
}

/* ---- values ---- */

/*
 * Gives each number a new one, now[], in the order the records first have it,
 * and writes it per record; counts how many records have it. Without a branch
 * on what a record has, which nobody can foresee.
 */
static void renumber(const struct finish *f, const struct rows *from, uint32_t *now, uint32_t *number,
                     uint32_t *count)
{
    enum { SOME = 64 };
    uint32_t was[SOME], last = 0, records = f->t->records;

    for (uint32_t i = 0; i < records; i += SOME) {
        uint32_t some = records - i < SOME ? records - i : SOME;
        for (uint32_t j = 0; j < some; j++)
            was[j] = rows_value(from, f->order[i + j]);
        for (uint32_t j = 0; j < some; j++) {
            uint32_t n = now[was[j]], fresh = (n == 0) & (was[j] != 0);
            last += fresh;
            n = fresh ? last : n;
            now[was[j]] = n;
            number[i + j] = n;
            count[n]++;
        }
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

static bool finish_column(struct finish *f, size_t c)
{
    struct union_column *u = &f->l->columns.column[f->column_at[c]];
    struct link_column *to = &f->t->column[c];
    struct arena scratch _cleanup_(arena_close) = { 0 };
    size_t values = u->values.values;
    uint32_t *now, *count = keep_new(f, uint32_t, values + 1);
    uint64_t *start = keep_new(f, uint64_t, values + 2);
    char *text = keep_new(f, char, u->values.pool.bytes + 1);

    open_scratch(f, &scratch);
    open_scratch(f, &f->scratch[c]);
    f->number[c] = arena_new(&f->scratch[c], uint32_t, f->t->records);
    now = arena_new(&scratch, uint32_t, values + 1);
    if (!now || !count || !start || !text || !f->number[c])
        return false;
    renumber(f, &u->cells, now, f->number[c], count);
    rows_close(&u->cells);
    lay_texts(&u->values.pool, now, (uint32_t)values, start, text);
    intern_close(&u->values);
    to->values = (uint32_t)values;
    to->text = text;
    to->start = start;
    to->count = count;
    return true;
}

static bool finish_truth(struct finish *f)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct link_table *t = f->t;
    uint32_t *now, *count;

    if (f->l->how.truth.len == 0)
        return true;
    t->truths = f->l->truths.values;
    intern_close(&f->l->truths);
    t->truth = keep_new(f, uint32_t, t->records);
    open_scratch(f, &scratch);
    now = arena_new(&scratch, uint32_t, (size_t)t->truths + 1);
    count = arena_new(&scratch, uint32_t, (size_t)t->truths + 1);
    if (!t->truth || !now || !count)
        return false;
    renumber(f, &f->l->truth, now, t->truth, count);
    rows_close(&f->l->truth);
    return true;
}

/* ---- tasks ---- */

static uint32_t size_of_task(const struct finish *f, size_t task)
{
    return task < TASK_COLUMNS ? 0 : f->l->columns.column[f->column_at[task - TASK_COLUMNS]].values.values;
}

static void order_tasks(struct finish *f)
{
    for (size_t i = 0; i < f->t->columns + TASK_COLUMNS; i++) {
        size_t at = i;
        for (; at > 0 && size_of_task(f, f->task[at - 1]) < size_of_task(f, i); at--)
            f->task[at] = f->task[at - 1];
        f->task[at] = i;
    }
}

static bool run_task(void *with, unsigned worker, size_t job, struct err *err)
{
    struct finish *f = with;
    size_t task = f->task[job];
    bool ok = task == TASK_ROWS ? finish_rows(f) : task == TASK_IDS ? finish_ids(f)
              : task == TASK_TRUTH ? finish_truth(f) : finish_column(f, task - TASK_COLUMNS);

    (void)worker;
    return ok || err_memory(err, "the records' values");
}

static bool lay_span(void *with, unsigned worker, size_t job, struct err *err)
{
    struct finish *f = with;
    size_t from = job * SPAN, to = from + SPAN < f->t->records ? from + SPAN : f->t->records;
    size_t columns = f->t->columns;
    uint32_t *cell = f->t->cell + from * columns;

    (void)worker;
    (void)err;
    for (size_t r = from; r < to; r++)
        for (size_t c = 0; c < columns; c++)
            *cell++ = f->number[c][r];
    return true;
}

static bool finish_all(struct finish *f, struct err *err)
{
    struct link_table *t = f->t;

    order_tasks(f);
    if (!crew_run(f->threads, t->columns + TASK_COLUMNS, run_task, f, err))
        return false;
    t->cell = arena_new(f->l->arena, uint32_t, (size_t)t->records * t->columns);
    if (!t->cell)
        return err_memory(err, "the records' values");
    return crew_run(f->threads, (t->records + SPAN - 1) / SPAN, lay_span, f, err);
}

/* ---- in all ---- */

static bool order_records(struct finish *f, struct arena *scratch, struct err *err)
{
    struct loader *l = f->l;
    uint32_t *order = arena_new(scratch, uint32_t, l->records);

    if (!order)
        return err_memory(err, "the records' order");
    f->records = (struct order_records){ f->file, l->files, l->records, &l->ids, &l->row };
    f->order = order;
    return order_make(&f->records, l->arena, order, err);
}

static void close_slots(struct loader *l)
{
    for (size_t i = 0; i < l->columns.columns; i++)
        intern_close_slots(&l->columns.column[i].values);
    intern_close_slots(&l->truths);
}

static bool check_whole(const struct loader *l, struct err *err)
{
    if (l->records == 0)
        return err_set(err, ERR_INPUT, "there is no row below the header of %s; give files that have some",
                       l->files == 1 ? "the file" : "any file");
    if (l->how.id.len && !l->has_id)
        return err_set(err, ERR_INPUT, "no file has the id column that was named; look at the files' first "
                                       "lines");
    return true;
}

static void close_finish(struct finish *f)
{
    for (size_t c = 0; c < LINK_COLUMNS_MAX; c++)
        arena_close(&f->scratch[c]);
    pthread_mutex_destroy(&f->lock);
}

bool loader_finish(struct loader *l, struct link_table *out, struct err *err)
{
    struct link_table t = { .records = l->records };
    struct finish f _cleanup_(close_finish) = { .l = l, .t = &t, .threads = crew_threads(l->how.threads),
                                                .lock = PTHREAD_MUTEX_INITIALIZER };
    struct arena scratch _cleanup_(arena_close) = { 0 };

    arena_open_in(&scratch, l->arena, SIZE_MAX);
    close_slots(l);
    if (!check_whole(l, err) || !name_sources(&f, err) || !name_columns(&f, err) ||
        !order_records(&f, &scratch, err) || !finish_all(&f, err))
        return false;
    *out = t;
    return true;
}
