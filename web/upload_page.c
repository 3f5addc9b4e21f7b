#include "web/upload_page.h"

#include "picture/import.h"
#include "web/feed_page.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/preview.h"
#include "web/snapshot.h"
#include "web/upload_view.h"
#include "web/url.h"

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

static bool choose(struct request *rq, const char *label, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Bring in a file"),
                       .nav = NAV_FIGURES,
                       .has_error = label != NULL,
                       .status = label ? 400 : 200 };
    struct url_words here = url_begin(rq, "data/upload"), list = url_begin(rq, "data");
    struct upload_view v = { .problem = label ? str_of(label) : STR(""),
                             .token = site_token(rq->site) };
    struct buf b = { .arena = rq->arena };

    url_without_date(&here);
    url_without_date(&list);
    if (!allowed(rq, err) || !kinds(rq, &v, field_at(&rq->form, "kind"), err) ||
        !agencies(rq, &v, field_at(&rq->form, "agency"), err) || !url_end(&here, &v.here, err) ||
        !url_end(&list, &v.list, err))
        return false;
    page_upload(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool upload_page(struct request *rq, struct reply *rp, struct err *err)
{
    return choose(rq, NULL, rp, err);
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

bool upload_take(struct request *rq, struct reply *rp, struct err *err)
{
    struct str agency = field_at(&rq->form, "agency"), kind = field_at(&rq->form, "kind");
    struct waiting w = { .of = rq->partnership };
    struct url to;

    if (!allowed(rq, err))
        return false;
    if (!find_agency(rq->shot, agency) || agency.len >= sizeof w.agency)
        return choose(rq, "Say whose file it is", rp, err);
    if (!kind_find(kind, &w.kind) || w.kind == KIND_PEOPLE)
        return choose(rq, "Say what is in it", rp, err);
    if (rq->uploads == 0 || rq->upload[0].bytes == 0)
        return choose(rq, "Choose a file that is not empty", rp, err);
    keep_text(w.agency, sizeof w.agency, agency);
    keep_text(w.name, sizeof w.name,
              rq->upload[0].file_name.len ? rq->upload[0].file_name : STR("upload"));
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

/* What the form says of each column that was not known. */
static void settle_columns(struct request *rq, struct waiting *w)
{
    const struct kind_spec *spec = kind_spec(w->kind);

    for (size_t i = 0; i < w->columns; i++) {
        char name[32], chosen[64];
        struct str said;
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
    }
    waiting_say(w);
}

static bool bring_in(struct request *rq, struct waiting *w, struct reply *rp, struct err *err)
{
    struct url_words to = url_begin(rq, "data/file"), list = url_begin(rq, "data");
    struct buf b = { .arena = rq->arena };
    struct str number;
    struct url url;
    int64_t id = 0;

    if (!preview_import(rq, w, &id, err)) {
        if (err->kind != ERR_INPUT || err->unknown)
            return false;
        *err = (struct err){ 0 }; /* the preview says it again, beside what can be mended */
        return preview_show(rq, w, rp, err);
    }
    waiting_drop(rq->id, rq->partnership);
    buf_add_int(&b, id);
    if (!buf_done(&b, "a file's number", &number, err))
        return false;
    url_part(&to, number);
    url_without_date(&to);
    url_without_date(&list);
    return url_end(id ? &to : &list, &url, err) && reply_see_other(rq, url, rp, err);
}

bool upload_settle(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };
    struct url_words again = url_begin(rq, "data/upload");
    struct str step = field_at(&rq->form, "step");
    struct url to;

    if (!find(rq, &w, err))
        return false;
    if (str_eq(step, STR("drop"))) {
        waiting_drop(rq->id, rq->partnership);
        url_without_date(&again);
        return url_end(&again, &to, err) && reply_see_other(rq, to, rp, err);
    }
    settle_columns(rq, &w);
    if (str_eq(step, STR("import")))
        return bring_in(rq, &w, rp, err);
    return preview_url(rq, &w, "", &to, err) && reply_see_other(rq, to, rp, err);
}

bool upload_refused_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct waiting w _cleanup_(end_waiting) = { 0 };

    return find(rq, &w, err) && preview_refused(rq, &w, rp, err);
}
