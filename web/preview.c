#include "web/preview.h"

#include "picture/import.h"
#include "web/feed_page.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"
#include "web/url.h"

enum { FAULTS_SHOWN = 20, REFUSED_MAX = 32 << 20 };

bool preview_url(struct request *rq, const struct waiting *w, const char *last, struct url *out,
                 struct err *err)
{
    struct url_words u = url_begin(rq, "data/upload");

    url_part(&u, str_of(w->id));
    if (*last)
        url_part(&u, str_of(last));
    url_without_date(&u);
    return url_end(&u, out, err);
}

bool preview_about_persons(struct str header)
{
    static const char WORDS[] =
        "surname lastname familyname forename forenames firstname givenname fullname "
        "personname victimname offendername suspectname childname name# dob dateofbirth "
        "birthdate nhsnumber nhsno nationalinsurancenumber nino passportnumber pncid email "
        "emailaddress phone phonenumber telephone mobile mobilenumber";
    char folded[64];
    size_t len = kind_fold(header, folded, sizeof folded);

    return kind_match(WORDS, (struct str){ folded, len }) >= 0;
}

/* ---- running the import ---- */

struct trial {
    struct import_order order;
    struct arena *arena;
    struct import_outcome out;
    bool good;
};

static bool run(struct store *s, void *with, struct err *err)
{
    struct trial *t = with;

    t->order.store = s;
    if (lseek(t->order.fd, 0, SEEK_SET) != 0)
        return err_set(err, ERR_STORE, "could not read the file again; bring it in once more");
    t->good = import_file(&t->order, t->arena, &t->out, err);
    return t->good && !t->order.preview; /* a preview changed nothing: nothing is to be counted again */
}

static bool look_through(struct request *rq, struct trial *t, struct err *err)
{
    return partnership_write(rq->partnership, run, t, err) || t->good;
}

/* What was said of columns, as rules for the import. */
static bool make_rules(const struct waiting *w, struct arena *a, struct import_order *o,
                       struct err *err)
{
    const struct kind_spec *spec = kind_spec(w->kind);
    struct column_rule *rule = arena_new(a, struct column_rule, w->columns + 1);

    if (!rule)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < w->columns; i++) {
        int field = w->column[i].field;
        if (field != WAITING_UNSAID)
            rule[o->rules++] =
                (struct column_rule){ str_of(w->column[i].header),
                                      field < 0 ? STR("") : str_of(spec->field[field].name) };
    }
    o->rule = rule;
    return true;
}

static bool begin(struct request *rq, const struct waiting *w, struct arena *a, bool preview,
                  struct trial *t, struct err *err)
{
    *t = (struct trial){ .arena = a,
                         .order = { .actor = STR("site"),
                                    .now = rq->now,
                                    .kind = w->kind,
                                    .agency = str_of(w->agency),
                                    .fd = w->fd,
                                    .label = w->name,
                                    .preview = preview } };
    return make_rules(w, a, &t->order, err);
}

bool preview_import(struct request *rq, struct waiting *w, int64_t *id, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct trial t;
    bool good;

    arena_open(&a, (size_t)1 << 30);
    good = begin(rq, w, &a, false, &t, err) && partnership_write(rq->partnership, run, &t, err);
    if (good)
        *id = t.out.id;
    return good;
}

/* ---- the refused rows ---- */

struct refused {
    struct buf *buf;
};

static bool add_refused(void *with, const struct record *r, struct err *err)
{
    struct buf *b = ((struct refused *)with)->buf;

    for (size_t i = 0; i < r->fields; i++) {
        if (i)
            buf_add_byte(b, ',');
        buf_add_csv_as_it_is(
            b, r->field[i]); /* it is sent in again: a guard would change what it says */
    }
    buf_add_text(b, "\r\n");
    return b->len <= REFUSED_MAX ||
           err_set(err, ERR_LIMIT,
                   "too many rows are refused to be shown at once; mend the columns first");
}

bool preview_refused(struct request *rq, struct waiting *w, struct reply *rp, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct buf b = { .arena = rq->arena };
    struct refused to = { &b };
    struct trial t;
    bool good;

    arena_open(&a, (size_t)1 << 30);
    good = begin(rq, w, &a, true, &t, err);
    t.order.refused = add_refused;
    t.order.with = &to;
    rp->cache = CACHE_NEVER;
    return good && look_through(rq, &t, err) &&
           reply_csv(rq, &b, "refused", rp, err);
}

/* ---- the page ---- */

static int said_of(const struct waiting *w, struct str header)
{
    for (size_t i = 0; i < w->columns; i++)
        if (str_eq(str_of(w->column[i].header), header))
            return (int)i;
    return -1;
}

static void note_unknown(struct waiting *w, const struct columns *c)
{
    for (size_t i = 0; i < c->count && w->columns < WAITING_COLUMNS; i++) {
        struct waiting_column *to = &w->column[w->columns];
        if (c->field[i] != COLUMN_UNKNOWN || said_of(w, c->header[i]) >= 0 ||
            c->header[i].len == 0 || c->header[i].len >= sizeof to->header)
            continue;
        *to = (struct waiting_column){ .field = WAITING_UNSAID };
        memcpy(to->header, c->header[i].at, c->header[i].len);
        w->columns++;
    }
    waiting_say(w);
}

static bool choices(struct request *rq, const struct waiting *w, size_t n,
                    struct preview_column *to, struct err *err)
{
    const struct kind_spec *spec = kind_spec(w->kind);
    struct upload_choice *choice = arena_new(rq->arena, struct upload_choice, spec->fields + 2);
    int said = w->column[n].field;

    if (!choice)
        return err_memory(err, "the fields");
    choice[0] = (struct upload_choice){ .value = STR(""),
                                        .text = STR("Choose"),
                                        .selected = said == WAITING_UNSAID };
    choice[1] = (struct upload_choice){ .value = STR("-"),
                                        .text = STR("Leave it out"),
                                        .selected = said == WAITING_LEFT_OUT };
    for (size_t i = 0; i < spec->fields; i++) {
        struct buf b = { .arena = rq->arena };
        struct upload_choice *c = &choice[i + 2];
        buf_add_text(&b, spec->field[i].name);
        buf_add_text(&b, ": ");
        buf_add_text(&b, spec->field[i].help);
        *c = (struct upload_choice){ .value = str_of(spec->field[i].name),
                                     .selected = said == (int)i };
        if (!buf_done(&b, "a field", &c->text, err))
            return false;
    }
    to->choice = choice;
    to->choices = spec->fields + 2;
    to->unknown = said == WAITING_UNSAID;
    return true;
}

static bool number_of(struct request *rq, size_t n, struct str *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_addf(&b, "column-%zu", n + 1);
    return buf_done(&b, "a column", out, err);
}

static bool taken_for(struct request *rq, const struct kind_field *field, struct str *out,
                      struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add_text(&b, field->name);
    buf_add_text(&b, ": ");
    buf_add_text(&b, field->help);
    return buf_done(&b, "a field", out, err);
}

static bool one_column(struct request *rq, const struct waiting *w, const struct columns *c,
                       size_t i, struct preview_column *to, struct err *err)
{
    struct buf name = { .arena = rq->arena };
    int said = said_of(w, c->header[i]);

    *to = (struct preview_column){ .left_out = c->field[i] < 0 };
    columns_word(c, i, &name);
    if (!buf_done(&name, "a column", &to->name, err))
        return false;
    if (said >= 0)
        return number_of(rq, (size_t)said, &to->number, err) &&
               choices(rq, w, (size_t)said, to, err);
    return c->field[i] < 0 || taken_for(rq, &c->kind->field[c->field[i]], &to->taken, err);
}

static bool columns(struct request *rq, const struct waiting *w, const struct columns *c,
                    struct preview_view *v, struct err *err)
{
    struct preview_column *column = arena_new(rq->arena, struct preview_column, c->count + 1);

    if (!column)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < c->count; i++) {
        if (!one_column(rq, w, c, i, &column[i], err))
            return false;
        v->people = v->people || preview_about_persons(c->header[i]);
        v->unsaid = v->unsaid || column[i].choices > 0;
    }
    v->column = column;
    v->columns = c->count;
    return true;
}

static bool faults(struct request *rq, const struct import_outcome *o, struct preview_view *v,
                   struct err *err)
{
    size_t n = o->faults.len < FAULTS_SHOWN ? o->faults.len : FAULTS_SHOWN;
    struct str *fault = arena_new(rq->arena, struct str, n + 1);

    if (!fault)
        return err_memory(err, "the faults");
    for (size_t i = 0; i < n; i++) {
        struct buf b = { .arena = rq->arena };
        columns_fault_word(&o->columns, &o->faults.at[i], &b);
        if (!buf_done(&b, "a fault", &fault[i], err))
            return false;
    }
    v->fault = fault;
    v->faults = n;
    v->faults_more = o->faults.len - n;
    return true;
}

static bool names(struct request *rq, const struct waiting *w, struct preview_view *v,
                  struct err *err)
{
    struct url_words drop = url_begin(rq, "data/upload");

    v->file_name = arena_copy(rq->arena, str_of(w->name));
    v->agency = arena_copy(rq->arena, str_of(w->agency));
    for (size_t i = 0; i < rq->shot->agencies; i++)
        if (str_eq(rq->shot->agency[i].code, v->agency))
            v->agency = rq->shot->agency[i].name;
    v->kind = feed_kind_word(str_of(kind_spec(w->kind)->name));
    v->token = site_token(rq->site);
    url_without_date(&drop);
    return url_end(&drop, &v->drop, err) && preview_url(rq, w, "", &v->here, err) &&
           preview_url(rq, w, "refused.csv", &v->refused_csv, err);
}

/* What was found; the trial's own texts go with its arena, so all that is shown is made in the
 * request's. */
static bool found(struct request *rq, struct waiting *w, const struct import_outcome *o,
                  struct preview_view *v, struct err *err)
{
    note_unknown(w, &o->columns);
    v->read = (struct grouped){ o->rows_read };
    v->kept = (struct grouped){ o->rows_kept };
    v->same = (struct grouped){ o->rows_same };
    v->elsewhere = (struct grouped){ o->rows_elsewhere };
    v->refused = (struct grouped){ o->rows_refused };
    v->without_place = (struct grouped){ o->without_place };
    v->has_refused = o->rows_refused > 0;
    v->same_file = o->same_file;
    v->problem = arena_copy(rq->arena, o->refusal);
    v->may_import = o->refusal.len == 0 && !o->same_file && o->rows_kept > 0;
    return columns(rq, w, &o->columns, v, err) && faults(rq, o, v, err);
}

static bool look(struct request *rq, struct waiting *w, struct preview_view *v, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct err why = { 0 };
    struct trial t;

    arena_open(&a, (size_t)1 << 30);
    if (!begin(rq, w, &a, true, &t, err))
        return false;
    if (look_through(rq, &t, &why))
        return found(rq, w, &t.out, v, err);
    if (why.kind != ERR_INPUT && why.kind != ERR_DENIED && why.kind != ERR_LIMIT) {
        *err = why;
        return false;
    }
    v->problem = arena_copy(rq->arena, str_of(why.say)); /* of the file: a person mends it */
    return v->problem.at || err_memory(err, "the preview");
}

bool preview_show(struct request *rq, struct waiting *w, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("What this file would bring"), .nav = NAV_FIGURES };
    struct preview_view v = { 0 };
    struct buf b = { .arena = rq->arena };

    if (!names(rq, w, &v, err) || !look(rq, w, &v, err))
        return false;
    f.has_error = v.problem.len > 0;
    page_preview(&b, &v);
    rp->cache = CACHE_NEVER;
    return frame_reply(rq, &f, &b, rp, err);
}
