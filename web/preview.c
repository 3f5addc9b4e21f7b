#include "web/preview.h"

#include "web/feed_page.h"
#include "web/frame.h"
#include "web/look.h"
#include "web/pages.h"
#include "web/snapshot.h"
#include "web/url.h"
#include "web/working.h"

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

/* ---- the look at it ---- */

/* The look at the file as it stands, begun where there is none. Give it back. */
static bool find_look(struct request *rq, const struct waiting *w, struct job **out, struct err *err)
{
    struct job_order order = { JOB_LOOK, w, rq->shot->seq, rq->now, look_through };

    return job_begin(site_jobs(rq->site), &order, out, err);
}

/* What goes wrong with the file is said beside what can be mended; what goes wrong with us is an error. */
static bool is_of_the_file(const struct err *e)
{
    return e->kind == ERR_INPUT || e->kind == ERR_DENIED || e->kind == ERR_LIMIT;
}

static bool failed(const struct job *j, struct err *err)
{
    *err = j->err;
    return false;
}

bool preview_state_json(struct request *rq, const struct waiting *w, struct reply *rp, struct err *err)
{
    struct job *j _cleanup_(job_give_back) = NULL;

    return find_look(rq, w, &j, err) && working_json(rq, j, rp, err);
}

static bool read_refused(const struct job *j, struct buf *b, struct err *err)
{
    char piece[16 << 10];
    int64_t at = 0;
    ssize_t n;

    while ((n = pread(fileno(j->refused), piece, sizeof piece, at)) > 0) {
        buf_add(b, (struct str){ piece, (size_t)n });
        at += n;
    }
    return at == j->look->refused_bytes || err_set(err, ERR_STORE, "could not read the refused rows again");
}

bool preview_refused(struct request *rq, const struct waiting *w, struct reply *rp, struct err *err)
{
    struct job *j _cleanup_(job_give_back) = NULL;
    struct buf b = { .arena = rq->arena };

    rp->cache = CACHE_NEVER;
    if (!find_look(rq, w, &j, err))
        return false;
    if (!job_wait(j, WORKING_WAIT_MS))
        return working_page(rq, j, "data/upload", str_of(w->id), rp, err);
    if (!j->look)
        return failed(j, err);
    if (j->look->refused_bytes < 0)
        return err_set(err, ERR_LIMIT,
                       "more than %d MB of rows are refused; mend the columns, or the file where it is made",
                       LOOK_REFUSED_MAX >> 20);
    return read_refused(j, &b, err) && reply_csv(rq, &b, "refused", rp, err);
}

/* ---- the page ---- */

static int said_of(const struct waiting *w, struct str header)
{
    for (size_t i = 0; i < w->columns; i++)
        if (str_eq(str_of(w->column[i].header), header))
            return (int)i;
    return -1;
}

static void note_unknown(struct waiting *w, const struct look *l)
{
    for (size_t i = 0; i < l->columns && w->columns < WAITING_COLUMNS; i++) {
        struct waiting_column *to = &w->column[w->columns];
        struct str header = l->column[i].header;
        if (!l->column[i].unknown || said_of(w, header) >= 0 || header.len == 0 ||
            header.len >= sizeof to->header)
            continue;
        *to = (struct waiting_column){ .field = WAITING_UNSAID };
        memcpy(to->header, header.at, header.len);
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

static bool one_column(struct request *rq, const struct waiting *w, const struct look_column *c,
                       struct preview_column *to, struct err *err)
{
    int said = said_of(w, c->header);

    *to = (struct preview_column){ .left_out = c->taken.len == 0,
                                   .name = arena_copy(rq->arena, c->words),
                                   .taken = arena_copy(rq->arena, c->taken) };
    if (!to->name.at || !to->taken.at)
        return err_memory(err, "the columns");
    return said < 0 || (number_of(rq, (size_t)said, &to->number, err) &&
                        choices(rq, w, (size_t)said, to, err));
}

static bool columns(struct request *rq, const struct waiting *w, const struct look *l,
                    struct preview_view *v, struct err *err)
{
    struct preview_column *column = arena_new(rq->arena, struct preview_column, l->columns + 1);

    if (!column)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < l->columns; i++) {
        if (!one_column(rq, w, &l->column[i], &column[i], err))
            return false;
        v->people = v->people || preview_about_persons(l->column[i].header);
        v->unsaid = v->unsaid || column[i].choices > 0;
        if (column[i].unknown && v->first_unknown.len == 0)
            v->first_unknown = column[i].number;
    }
    v->column = column;
    v->columns = l->columns;
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

/* Where a message's last part says how to mend it at the command line, the page has words of its own. */
static struct str for_a_page(struct str say)
{
    const char *way = say.len ? memrchr(say.at, ';', say.len) : NULL;

    if (way && memmem(way, say.len - (size_t)(way - say.at), " --", 3))
        say.len = (size_t)(way - say.at);
    return say;
}

/* The look is lent for as long as the page is made from it. */
static bool found(struct request *rq, struct waiting *w, const struct look *l, struct preview_view *v,
                  struct err *err)
{
    note_unknown(w, l);
    v->read = (struct grouped){ l->read };
    v->kept = (struct grouped){ l->kept };
    v->same = (struct grouped){ l->same };
    v->elsewhere = (struct grouped){ l->elsewhere };
    v->refused = (struct grouped){ l->refused };
    v->without_place = (struct grouped){ l->without_place };
    v->has_refused = l->refused > 0;
    v->same_file = l->same_file;
    v->problem = for_a_page(l->problem);
    v->counted = l->problem.len == 0 && !l->same_file;
    v->may_import = v->counted && l->kept > 0;
    v->fault = l->fault;
    v->faults = l->faults;
    v->faults_more = l->faults_more;
    return columns(rq, w, l, v, err);
}

bool preview_show(struct request *rq, struct waiting *w, struct reply *rp, struct err *err)
{
    struct job *j _cleanup_(job_give_back) = NULL;
    struct frame f = { .title = STR("What this file would bring"), .nav = NAV_FIGURES };
    struct preview_view v = { 0 };
    struct buf b = { .arena = rq->arena };

    if (!find_look(rq, w, &j, err))
        return false;
    if (!job_wait(j, WORKING_WAIT_MS))
        return working_page(rq, j, "data/upload", str_of(w->id), rp, err);
    if (!j->look && !is_of_the_file(&j->err))
        return failed(j, err);
    if (!j->look)
        v.problem = for_a_page(str_of(j->err.say));
    if (!names(rq, w, &v, err) || (j->look && !found(rq, w, j->look, &v, err)))
        return false;
    f.has_error = v.problem.len > 0;
    page_preview(&b, &v);
    rp->cache = CACHE_NEVER;
    return frame_reply(rq, &f, &b, rp, err);
}
