#include "web/upload_page.h"

#include "web/feed_page.h"
#include "web/frame.h"
#include "web/import_page.h"
#include "web/job.h"
#include "web/pages.h"
#include "web/preview.h"
#include "web/snapshot.h"
#include "web/upload_view.h"
#include "web/url.h"
#include "web/working.h"

static bool allowed(const struct request *rq, struct err *err)
{
    return feed_may_write(rq) ||
           err_set(err, ERR_DENIED, "files are brought in at the machine these pages come from");
}

/* ---- choosing ---- */

static bool kinds(struct request *rq, struct upload_view *v, struct str chosen, struct err *err)
{
    struct upload_choice *kind = arena_new(rq->arena, struct upload_choice, KINDS);

    if (!kind)
        return err_memory(err, "the kinds");
    for (int k = 0; k < KINDS; k++) {
        const struct kind_spec *spec = kind_spec((enum kind)k);
        struct str name = str_of(spec->name);
        if (k != KIND_PEOPLE)
            kind[v->kinds++] = (struct upload_choice){ name, feed_kind_word(name),
                                                       str_of(spec->help), str_eq(name, chosen) };
    }
    v->kind = kind;
    return true;
}

static bool agencies(struct request *rq, struct upload_view *v, struct str chosen, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct upload_choice *agency = arena_new(rq->arena, struct upload_choice, s->agencies + 1);

    if (!agency)
        return err_memory(err, "the partners");
    for (size_t i = 0; i < s->agencies; i++)
        agency[i] = (struct upload_choice){ .value = s->agency[i].code,
                                            .text = s->agency[i].name,
                                            .selected = str_eq(s->agency[i].code, chosen) };
    v->agency = agency;
    v->agencies = s->agencies;
    return true;
}

struct wrong { /* what is to be said beside each field; "" nothing */
    struct str agency, kind, file;
};

static bool any(const struct wrong *w)
{
    return w->agency.len + w->kind.len + w->file.len > 0;
}

static bool fill_links(struct request *rq, struct upload_view *v, struct err *err)
{
    struct url_words here = url_begin(rq, "data/upload"), list = url_begin(rq, "data");
    struct job *j _cleanup_(job_give_back) = job_under_way(site_jobs(rq->site), rq->partnership);

    url_without_date(&here);
    url_without_date(&list);
    if (!url_end(&here, &v->here, err) || !url_end(&list, &v->list, err))
        return false;
    if (!j)
        return true;
    v->under_way = arena_copy(rq->arena, str_of(j->file.name));
    return working_url(rq, j, &v->import, err);
}

static bool choose(struct request *rq, const struct wrong *w, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Bring in a file"),
                       .nav = NAV_FIGURES,
                       .has_error = any(w),
                       .status = any(w) ? 400 : 200 };
    struct upload_view v = { .agency_error = w->agency, .kind_error = w->kind, .file_error = w->file,
                             .wrong = any(w), .token = site_token(rq->site) };
    struct buf b = { .arena = rq->arena };

    if (!allowed(rq, err) || !kinds(rq, &v, field_at(&rq->form, "kind"), err) ||
        !agencies(rq, &v, field_at(&rq->form, "agency"), err) || !fill_links(rq, &v, err))
        return false;
    page_upload(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool upload_page(struct request *rq, struct reply *rp, struct err *err)
{
    return choose(rq, &(struct wrong){ 0 }, rp, err);
}

static const struct shot_agency *find_agency(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->agencies; i++)
        if (str_eq(s->agency[i].code, code))
            return &s->agency[i];
    return NULL;
}

static void keep_text(char *to, size_t room, struct str from)
{
    size_t len = from.len < room ? from.len : room - 1;

    while (len > 0 && len < from.len && ((unsigned char)from.at[len] & 0xc0) == 0x80)
        len--; /* no letter is cut through */
    if (len > 0)
        memcpy(to, from.at, len);
    to[len] = '\0';
}

static struct str wrong_file(const struct request *rq)
{
    if (rq->uploads > 1)
        return STR("Choose one file: they come in one after the other");
    if (rq->uploads == 0)
        return STR("Choose a file");
    return rq->upload[0].bytes > 0 ? STR("") : STR("Choose a file that is not empty");
}

bool upload_take(struct request *rq, struct reply *rp, struct err *err)
{
    struct str agency = field_at(&rq->form, "agency"), kind = field_at(&rq->form, "kind");
    struct waiting w = { .of = rq->partnership };
    struct wrong wrong = { .file = wrong_file(rq) };
    struct url to;

    if (!allowed(rq, err))
        return false;
    if (!find_agency(rq->shot, agency) || agency.len >= sizeof w.agency)
        wrong.agency = STR("Say whose file it is");
    if (!kind_find(kind, &w.kind) || w.kind == KIND_PEOPLE)
        wrong.kind = STR("Say what is in it");
    if (any(&wrong))
        return choose(rq, &wrong, rp, err);
    keep_text(w.agency, sizeof w.agency, agency);
    keep_text(w.name, sizeof w.name, rq->upload[0].file_name);
    w.fd = rq->upload[0].fd;
    w.bytes = rq->upload[0].bytes;
    return waiting_add(&w, rq->now, err) && preview_url(rq, &w, "", &to, err) &&
           reply_see_other(rq, to, rp, err);
}

/* ---- looking and settling ---- */

static bool find(struct request *rq, struct waiting *w, struct err *err)
{
    return allowed(rq, err) && waiting_find(rq->id, rq->partnership, rq->now, w, err);
}

static void end_waiting(struct waiting *w)
{
    if (w->fd > 0)
        (void)close(w->fd);
}

bool upload_preview(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };

    return find(rq, &w, err) && preview_show(rq, &w, rp, err);
}

bool upload_state_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };

    return find(rq, &w, err) && preview_state_json(rq, &w, rp, err);
}

/* What the form says of each column that was not known. */
static void settle_columns(struct request *rq, struct waiting *w)
{
    const struct kind_spec *spec = kind_spec(w->kind);
    bool news = false;

    for (size_t i = 0; i < w->columns; i++) {
        char name[32], chosen[64];
        struct str said;
        int was = w->column[i].field;
        (void)snprintf(name, sizeof name, "column-%zu", i + 1);
        said = field_at(&rq->form, name);
        keep_text(chosen, sizeof chosen, said);
        int field = kind_field(spec, chosen);
        if (str_eq(said, STR("-")))
            w->column[i].field = WAITING_LEFT_OUT;
        else if (field >= 0)
            w->column[i].field = field;
        else if (said.at)
            w->column[i].field = WAITING_UNSAID;
        news = news || w->column[i].field != was;
    }
    w->said += news;
    waiting_say(w);
}

static bool settle(struct request *rq, struct waiting *w, struct reply *rp, struct err *err)
{
    struct url_words again = url_begin(rq, "data/upload");
    struct str step = field_at(&rq->form, "step");
    struct url to;

    if (str_eq(step, STR("drop"))) {
        waiting_drop(rq->id, rq->partnership);
        url_without_date(&again);
        return url_end(&again, &to, err) && reply_see_other(rq, to, rp, err);
    }
    settle_columns(rq, w);
    if (str_eq(step, STR("import")))
        return import_begin(rq, w, rp, err);
    return preview_url(rq, w, "", &to, err) && reply_see_other(rq, to, rp, err);
}

/* A form that comes twice: the file may be gone by then, because it came in. */
bool upload_settle(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };
    bool begun = false;

    if (!allowed(rq, err) || !import_is_begun(rq, rq->id, &begun, rp, err))
        return false;
    return begun || (find(rq, &w, err) && settle(rq, &w, rp, err));
}

bool upload_refused_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };

    return find(rq, &w, err) && preview_refused(rq, &w, rp, err);
}
