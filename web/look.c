#include "web/look.h"

#include "picture/import.h"
#include "web/site.h"

enum { WORK_CAP = 1 << 30 };

struct trial {
    struct job *job;
    struct import_order order;
    struct arena *arena; /* as big as the file asks: gone when the job ends */
    struct import_outcome out;
    bool good;
    struct arena row;    /* one refused row's */
    int64_t refused_bytes;
};

static void trial_end(struct trial *t)
{
    arena_close(&t->row);
}

/* ---- running it ---- */

static bool ending(struct err *err)
{
    return err_set(err, ERR_STORE, "the program was told to end, so nothing of the file was kept");
}

static bool on_progress(void *with, uint64_t bytes, int64_t rows, struct err *err)
{
    struct trial *t = with;
    bool all = (int64_t)bytes >= t->job->file.bytes && !t->order.preview;

    return job_goes_on(t->job, all ? JOB_WRITES : JOB_READS, (int64_t)bytes, rows) || ending(err);
}

static bool add_refused(void *with, const struct record *r, struct err *err)
{
    struct trial *t = with;
    struct buf b = { .arena = &t->row };
    struct str line;

    for (size_t i = 0; i < r->fields; i++) {
        if (i)
            buf_add_byte(&b, ',');
        /* It is sent in again: a guard against formulas would change what it says. */
        buf_add_csv_as_it_is(&b, r->field[i]);
    }
    buf_add_text(&b, "\r\n");
    if (!buf_done(&b, "a refused row", &line, err))
        return false;
    if (t->refused_bytes >= 0 && t->refused_bytes + (int64_t)line.len > LOOK_REFUSED_MAX)
        t->refused_bytes = -1;
    if (t->refused_bytes >= 0) {
        if (fwrite(line.at, 1, line.len, t->job->refused) != line.len)
            return err_set(err, ERR_STORE, "could not keep the refused rows: the temporary folder is full");
        t->refused_bytes += (int64_t)line.len;
    }
    arena_reset(&t->row);
    return true;
}

static bool run(struct store *s, void *with, struct err *err)
{
    struct trial *t = with;
    struct job_seen seen;

    t->order.store = s;
    if (lseek(t->order.fd, 0, SEEK_SET) != 0)
        return err_set(err, ERR_STORE, "could not read the file again; bring it in once more");
    if (!job_goes_on(t->job, JOB_READS, 0, 0))
        return ending(err);
    t->good = import_file(&t->order, t->arena, &t->out, err);
    seen = job_ask(t->job);
    (void)job_goes_on(t->job, JOB_COUNTS, seen.bytes, seen.rows);
    return t->good && t->out.id != 0; /* else nothing is to be counted again */
}

/* What was said of columns, as rules for the import. */
static bool make_rules(const struct waiting *w, struct arena *a, struct import_order *o, struct err *err)
{
    const struct kind_spec *spec = kind_spec(w->kind);
    struct column_rule *rule = arena_new(a, struct column_rule, w->columns + 1);

    if (!rule)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < w->columns; i++) {
        int field = w->column[i].field;
        if (field != WAITING_UNSAID)
            rule[o->rules++] = (struct column_rule){ str_of(w->column[i].header),
                                                     field < 0 ? STR("") : str_of(spec->field[field].name) };
    }
    o->rule = rule;
    return true;
}

static bool try(struct job *j, struct arena *a, bool preview, struct trial *t, struct err *err)
{
    *t = (struct trial){ .job = j, .arena = a,
                         .order = { .actor = STR("site"), .now = { j->number }, .kind = j->file.kind,
                                    .agency = str_of(j->file.agency), .fd = j->file.fd,
                                    .label = j->file.name, .preview = preview,
                                    .refused = j->refused ? add_refused : NULL,
                                    .progress = on_progress, .with = t } };
    arena_open_in(&t->row, a, WORK_CAP);
    return make_rules(&j->file, a, &t->order, err) &&
           (partnership_write(j->of, run, t, err) || t->good);
}

/* ---- what is kept of a look ---- */

static bool keep_taken(const struct columns *c, size_t i, struct arena *a, struct str *out, struct err *err)
{
    const struct kind_field *field = &c->kind->field[c->field[i]];
    struct buf b = { .arena = a };

    buf_add_text(&b, field->name);
    buf_add_text(&b, ": ");
    buf_add_text(&b, field->help);
    return buf_done(&b, "a field", out, err);
}

static bool keep_columns(const struct columns *c, struct arena *a, struct look *l, struct err *err)
{
    struct look_column *column = arena_new(a, struct look_column, c->count + 1);

    if (!column)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < c->count; i++) {
        struct buf b = { .arena = a };
        columns_word(c, i, &b);
        column[i].unknown = c->field[i] == COLUMN_UNKNOWN;
        column[i].header = arena_copy(a, c->header[i]);
        if (!column[i].header.at || !buf_done(&b, "a column", &column[i].words, err) ||
            (c->field[i] >= 0 && !keep_taken(c, i, a, &column[i].taken, err)))
            return false;
    }
    l->column = column;
    l->columns = c->count;
    return true;
}

static bool keep_faults(const struct import_outcome *o, struct arena *a, struct look *l, struct err *err)
{
    size_t n = o->faults.len < LOOK_FAULTS ? o->faults.len : LOOK_FAULTS;
    struct str *fault = arena_new(a, struct str, n + 1);

    if (!fault)
        return err_memory(err, "the faults");
    for (size_t i = 0; i < n; i++) {
        struct buf b = { .arena = a };
        columns_fault_word(&o->columns, &o->faults.at[i], &b);
        if (!buf_done(&b, "a fault", &fault[i], err))
            return false;
    }
    l->fault = fault;
    l->faults = n;
    l->faults_more = o->faults.len - n;
    return true;
}

static bool keep(struct job *j, const struct trial *t, struct err *err)
{
    const struct import_outcome *o = &t->out;
    struct look *l = arena_new(&j->arena, struct look, 1);

    if (!l)
        return err_memory(err, "what was found");
    *l = (struct look){ .read = o->rows_read, .kept = o->rows_kept, .same = o->rows_same,
                        .elsewhere = o->rows_elsewhere, .refused = o->rows_refused,
                        .without_place = o->without_place, .same_file = o->same_file,
                        .problem = arena_copy(&j->arena, o->refusal), .refused_bytes = t->refused_bytes };
    if (!l->problem.at)
        return err_memory(err, "what was found");
    if (fflush(j->refused) != 0)
        return err_set(err, ERR_STORE, "could not keep the refused rows: the temporary folder is full");
    j->look = l;
    return keep_columns(&o->columns, &j->arena, l, err) && keep_faults(o, &j->arena, l, err);
}

bool look_through(struct job *j, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct trial t _cleanup_(trial_end) = { 0 };

    arena_open(&a, WORK_CAP);
    j->refused = tmpfile();
    if (!j->refused)
        return err_set(err, ERR_STORE, "could not keep the refused rows: the temporary folder takes no file");
    return try(j, &a, true, &t, err) && keep(j, &t, err);
}

bool look_import(struct job *j, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct trial t _cleanup_(trial_end) = { 0 };

    arena_open(&a, WORK_CAP);
    if (!try(j, &a, false, &t, err))
        return false;
    j->import_id = t.out.id;
    waiting_drop(str_of(j->file.id), j->of);
    return true;
}
