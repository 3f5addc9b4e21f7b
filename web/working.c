#include "web/working.h"

#include "base/json.h"
#include "web/error_view.h"
#include "web/feed_page.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"
#include "web/url.h"
#include "web/working_view.h"

static bool own_url(struct request *rq, const char *page, struct str id, const char *last, struct url *out,
                    struct err *err)
{
    struct url_words w = url_begin(rq, page);

    if (id.len > 0)
        url_part(&w, id);
    if (*last)
        url_part(&w, str_of(last));
    url_without_date(&w);
    return url_end(&w, out, err);
}

bool working_url(struct request *rq, const struct job *j, struct url *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct str number;

    buf_add_int(&b, j->number);
    return buf_done(&b, "an import's number", &number, err) &&
           own_url(rq, "data/import", number, "", out, err);
}

static struct str agency_name(struct request *rq, const struct job *j)
{
    struct str code = str_of(j->file.agency);

    for (size_t i = 0; i < rq->shot->agencies; i++)
        if (str_eq(rq->shot->agency[i].code, code))
            return rq->shot->agency[i].name;
    return code;
}

/* Of the file; nothing is said of how long the writing takes, so it stands at its end meanwhile. */
static int percent(const struct job *j, const struct job_seen *seen)
{
    return j->file.bytes > 0 ? (int)(seen->bytes * 100 / j->file.bytes) : 0;
}

/* "reading the rows" becomes "Reading the rows". */
static struct str state_words(enum job_state s, struct arena *a)
{
    struct str word = arena_copy(a, str_of(job_state_word(s)));

    if (word.len > 0)
        ((char *)(uintptr_t)word.at)[0] = (char)(word.at[0] - 'a' + 'A');
    return word;
}

bool working_page(struct request *rq, struct job *j, const char *last, struct str id, struct reply *rp,
                  struct err *err)
{
    bool importing = j->kind == JOB_IMPORT;
    struct frame f = { .title = importing ? STR("Import under way") : STR("Looking through the file"),
                       .nav = NAV_FIGURES,
                       .script = { "working.js" } };
    struct job_seen seen = job_ask(j);
    struct buf b = { .arena = rq->arena };
    struct working_view v = { .title = f.title,
                              .file_name = arena_copy(rq->arena, str_of(j->file.name)),
                              .agency = agency_name(rq, j),
                              .kind = feed_kind_word(str_of(kind_spec(j->file.kind)->name)),
                              .state = state_words(seen.state, rq->arena),
                              .rows = { seen.rows },
                              .done_kb = { seen.bytes / 1000 },
                              .all_kb = { (j->file.bytes + 999) / 1000 },
                              .percent = percent(j, &seen),
                              .importing = importing };

    if (!own_url(rq, last, id, "", &v.here, err) || !own_url(rq, last, id, "state.json", &v.json, err) ||
        !own_url(rq, "data", STR(""), "", &v.list, err))
        return false;
    page_working(&b, &v);
    rp->cache = CACHE_NEVER;
    return frame_reply(rq, &f, &b, rp, err);
}

bool working_json(struct request *rq, struct job *j, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out out = { .buf = &b };
    struct job_seen seen = job_ask(j);

    json_open_object(&out);
    json_member_text(&out, "state", job_state_word(seen.state));
    json_member_int(&out, "rows", seen.rows);
    json_member_int(&out, "bytes", seen.bytes);
    json_member_int(&out, "of", j->file.bytes);
    json_member_int(&out, "percent", percent(j, &seen));
    json_member_bool(&out, "ended", seen.ended);
    json_close_object(&out);
    rp->cache = CACHE_NEVER;
    return reply_json(rq, &b, rp, err);
}

bool working_busy(struct request *rq, struct job *j, struct url back, struct reply *rp, struct err *err)
{
    struct error_step step[] = {
        { .text = STR("See how far it is") },
        { .text = STR("When it has ended, go back and send it again"), .url = back },
    };
    struct error_view v = { .title = STR("An import is under way"),
                            .step = step, .steps = COUNT_OF(step) };
    struct frame f = { .title = v.title, .nav = NAV_FIGURES, .status = 409 };
    struct buf b = { .arena = rq->arena }, say = { .arena = rq->arena };

    buf_add_text(&say, j->file.name);
    buf_add_text(&say, " is being imported, and nothing else can be changed until that has ended. "
                       "What you sent has changed nothing.");
    if (!buf_done(&say, "the page", &v.say, err) || !working_url(rq, j, &step[0].url, err))
        return false;
    page_error(&b, &v);
    rp->cache = CACHE_NEVER;
    return frame_reply(rq, &f, &b, rp, err);
}
