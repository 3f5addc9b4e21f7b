#include "web/withdraw_page.h"

#include "base/number.h"
#include "picture/import.h"
#include "web/feed_page.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"
#include "web/upload_view.h"
#include "web/url.h"
#include "web/working.h"

static const struct {
    const char *code, *words;
} REASON[] = {
    { "wrong-file", "It is the wrong file" },
    { "wrong-partner", "It stands under the wrong partner or kind" },
    { "wrong-columns", "Its columns were taken for something else" },
    { "too-much", "It holds more than the partner may share" },
    { "asked", "The partner asked for it back" },
};

static bool find_file(struct request *rq, const struct shot_import **out, struct err *err)
{
    const struct snapshot *s = rq->shot;
    int64_t id = 0;

    if (number_int(rq->id, &id))
        for (size_t i = 0; i < s->imports; i++)
            if (s->import[i].id == id) {
                *out = &s->import[i];
                return true;
            }
    return err_set(err, ERR_MISSING, "no file of this number came in; the list of files shows all");
}

static bool file_url(struct request *rq, struct str last, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, "data/file");

    url_part(&w, rq->id);
    if (last.len > 0)
        url_part(&w, last);
    url_without_date(&w);
    return url_end(&w, out, err);
}

static bool fill(struct request *rq, struct file_view *v, struct err *err)
{
    struct url_words brief = url_begin(rq, ""), list = url_begin(rq, "data");
    const struct shot_import *f;

    if (!find_file(rq, &f, err))
        return false;
    *v = (struct file_view){ .id = f->id,
                             .name = f->file_name,
                             .agency = f->agency,
                             .kind = feed_kind_word(f->kind),
                             .hash = f->hash,
                             .bytes = { f->bytes },
                             .came = instant_local_date((struct instant){ f->at_ms }),
                             .read = { f->rows_read },
                             .kept = { f->rows_kept },
                             .same = { f->rows_same },
                             .elsewhere = { f->rows_elsewhere },
                             .refused = { f->rows_refused },
                             .live = { f->rows_live },
                             .withdrawn = f->withdrawn,
                             .may_withdraw = !f->withdrawn && feed_may_write(rq) };
    url_without_date(&brief);
    url_without_date(&list);
    return url_end(&brief, &v->brief, err) && url_end(&list, &v->list, err) &&
           file_url(rq, STR("withdraw"), &v->withdraw, err) && file_url(rq, STR(""), &v->here, err);
}

bool file_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("A file that came in"), .nav = NAV_FIGURES };
    struct buf b = { .arena = rq->arena };
    struct file_view v;

    if (!fill(rq, &v, err))
        return false;
    page_file(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

static bool ask(struct request *rq, const char *label, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Withdraw a file"),
                       .nav = NAV_FIGURES,
                       .has_error = label != NULL,
                       .status = label ? 400 : 200 };
    struct upload_choice *reason = arena_new(rq->arena, struct upload_choice, COUNT_OF(REASON));
    struct buf b = { .arena = rq->arena };
    struct file_view v;

    if (!feed_may_write(rq))
        return err_set(err, ERR_DENIED,
                       "a file is taken back at the machine these pages come from");
    if (!reason)
        return err_memory(err, "the reasons");
    if (!fill(rq, &v, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(REASON); i++)
        reason[i] = (struct upload_choice){ .value = str_of(REASON[i].code),
                                            .text = str_of(REASON[i].words) };
    v.reason = reason;
    v.reasons = COUNT_OF(REASON);
    v.token = site_token(rq->site);
    v.problem = label ? str_of(label) : STR("");
    page_withdraw(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool withdraw_page(struct request *rq, struct reply *rp, struct err *err)
{
    return ask(rq, NULL, rp, err);
}

struct withdrawal {
    int64_t id, stale;
    struct instant now;
    struct str why;
};

static bool withdraw(struct store *s, void *with, struct err *err)
{
    struct withdrawal *w = with;

    return import_withdraw(s, STR("site"), w->now, w->id, w->why, &w->stale, err);
}

bool withdraw_take(struct request *rq, struct reply *rp, struct err *err)
{
    struct withdrawal w = { .now = rq->now };
    struct str reason = field_at(&rq->form, "reason");
    struct job *j _cleanup_(job_give_back) = NULL;
    const struct shot_import *f;
    struct url to;

    if (!feed_may_write(rq))
        return err_set(err, ERR_DENIED,
                       "a file is taken back at the machine these pages come from");
    if (!find_file(rq, &f, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(REASON); i++)
        if (str_eq(reason, str_of(REASON[i].code)))
            w.why = str_of(REASON[i].words);
    if (w.why.len == 0)
        return ask(rq, "Say why this file is taken back", rp, err);
    if ((j = job_under_way(site_jobs(rq->site), rq->partnership)))
        return file_url(rq, STR(""), &to, err) && working_busy(rq, j, to, rp, err);
    w.id = f->id;
    return partnership_write(rq->partnership, withdraw, &w, err) &&
           file_url(rq, STR(""), &to, err) && reply_see_other(rq, to, rp, err);
}
