#include "web/import_page.h"

#include "base/number.h"
#include "web/error_view.h"
#include "web/frame.h"
#include "web/look.h"
#include "web/pages.h"
#include "web/preview.h"
#include "web/snapshot.h"
#include "web/url.h"
#include "web/working.h"

static bool lead_to(struct request *rq, struct job *j, struct reply *rp, struct err *err)
{
    struct url to;

    return working_url(rq, j, &to, err) && reply_see_other(rq, to, rp, err);
}

bool import_is_begun(struct request *rq, struct str file, bool *begun, struct reply *rp, struct err *err)
{
    struct job *j _cleanup_(job_give_back) = job_import_of(site_jobs(rq->site), rq->partnership, file);
    struct job_seen seen;

    *begun = false;
    if (!j)
        return true;
    seen = job_ask(j);
    *begun = seen.state != JOB_FAILED; /* else it may be begun again */
    return !*begun || lead_to(rq, j, rp, err);
}

bool import_begin(struct request *rq, const struct waiting *w, struct reply *rp, struct err *err)
{
    struct job *j _cleanup_(job_give_back) = NULL;
    struct job_order order = { JOB_IMPORT, w, 0, rq->now, look_import };
    struct url back;

    if (job_begin(site_jobs(rq->site), &order, &j, err))
        return lead_to(rq, j, rp, err);
    if (!j)
        return false;
    *err = (struct err){ 0 };
    return preview_url(rq, w, "", &back, err) && working_busy(rq, j, back, rp, err);
}

/* ---- how it ended ---- */

static bool to_file(struct request *rq, int64_t id, struct reply *rp, struct err *err)
{
    struct url_words w = url_begin(rq, id ? "data/file" : "data");
    struct buf b = { .arena = rq->arena };
    struct str number;
    struct url to;

    buf_add_int(&b, id);
    if (!buf_done(&b, "a file's number", &number, err))
        return false;
    if (id)
        url_part(&w, number);
    url_without_date(&w);
    return url_end(&w, &to, err) && reply_see_other(rq, to, rp, err);
}

/* What the store says: 0 when no import of that instant is there. */
static int64_t kept(const struct snapshot *s, int64_t number)
{
    for (size_t i = 0; i < s->imports; i++)
        if (s->import[i].at_ms == number)
            return s->import[i].id;
    return 0;
}

static bool step(struct request *rq, const char *page, const char *id, const char *text,
                 struct error_view *v, struct error_step *to, struct err *err)
{
    struct url_words w = url_begin(rq, page);

    if (*id)
        url_part(&w, str_of(id));
    url_without_date(&w);
    to[v->steps] = (struct error_step){ .text = str_of(text) };
    return url_end(&w, &to[v->steps++].url, err);
}

/* `j` NULL: nobody knows of it, and neither does the store. */
static bool did_not_happen(struct request *rq, const struct job *j, struct reply *rp, struct err *err)
{
    struct error_step to[3];
    struct error_view v = { .title = STR("This import did not happen"), .step = to };
    struct frame f = { .title = v.title, .nav = NAV_FIGURES, .has_error = true, .status = j ? 400 : 404 };
    struct buf b = { .arena = rq->arena }, say = { .arena = rq->arena };

    if (!j) {
        buf_add_text(&say, "Nothing of the file was kept: the program ended before the import did, or "
                           "there never was an import of this number. Bring the file in again.");
    } else {
        buf_add_text(&say, j->err.unknown ? "Whether the file was kept is not known: "
                                          : "Nothing of the file was kept: ");
        buf_add_text(&say, j->err.say);
        buf_add_byte(&say, '.');
        f.status = err_http_status(j->err.kind);
    }
    if (!buf_done(&say, "the page", &v.say, err) ||
        (j && !step(rq, "data/upload", j->file.id, "Look at the file again", &v, to, err)) ||
        !step(rq, "data/upload", "", "Choose a file", &v, to, err) ||
        !step(rq, "data", "", "See the files that came in", &v, to, err))
        return false;
    page_error(&b, &v);
    rp->cache = CACHE_NEVER;
    return frame_reply(rq, &f, &b, rp, err);
}

static bool ended(struct request *rq, const struct job *j, int64_t number, struct reply *rp, struct err *err)
{
    int64_t id = j && !j->err.kind ? j->import_id : kept(rq->shot, number);

    if (id || (j && !j->err.kind))
        return to_file(rq, id, rp, err);
    return did_not_happen(rq, j, rp, err);
}

bool import_page(struct request *rq, struct reply *rp, struct err *err)
{
    int64_t number = 0;
    bool known = number_int(rq->id, &number);
    struct job *j _cleanup_(job_give_back) =
        known ? job_numbered(site_jobs(rq->site), rq->partnership, number) : NULL;

    if (j && !job_wait(j, WORKING_WAIT_MS))
        return working_page(rq, j, "data/import", rq->id, rp, err);
    return ended(rq, j, number, rp, err);
}

bool import_state_json(struct request *rq, struct reply *rp, struct err *err)
{
    int64_t number = 0;
    struct job *j _cleanup_(job_give_back) =
        number_int(rq->id, &number) ? job_numbered(site_jobs(rq->site), rq->partnership, number) : NULL;

    return j ? working_json(rq, j, rp, err)
             : err_set(err, ERR_MISSING, "no import of this number is under way");
}
