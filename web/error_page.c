#include "web/error_page.h"

#include "base/json.h"
#include "web/error_view.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/url.h"

enum { STEPS_MAX = 4 };

static const struct {
    int status;
    const char *title;
} TITLE[] = {
    { 400, "This address or form cannot be used" },
    { 403, "Not allowed from here" },
    { 404, "Page not found" },
    { 405, "This address does not take that" },
    { 409, "Somebody else was first" },
    { 413, "Too much at once" },
    { 415, "Not sent as a form" },
    { 500, "Something went wrong" },
    { 503, "Not available just now" },
};

static struct str title_of(int status)
{
    for (size_t i = 0; i < COUNT_OF(TITLE); i++)
        if (TITLE[i].status == status)
            return str_of(TITLE[i].title);
    return status < 500 ? STR("This cannot be answered") : STR("Something went wrong");
}

/* "the form is old" becomes "The form is old." */
static bool sentence(const struct err *err, struct arena *a, struct str *out, struct err *why)
{
    struct buf b = { .arena = a };
    struct str say = str_of(err->say);

    if (say.len > 0)
        buf_add_byte(&b, say.at[0] >= 'a' && say.at[0] <= 'z' ? (char)(say.at[0] - 'a' + 'A') : say.at[0]);
    buf_add(&b, str_from(say, 1));
    buf_add_byte(&b, '.');
    return buf_done(&b, "an error's page", out, why);
}

static bool link_to(struct request *rq, const char *page, const char *text, struct error_view *v,
                    struct error_step *step, struct err *err)
{
    struct url_words w = url_begin(rq, page);

    url_without_date(&w);
    step[v->steps] = (struct error_step){ .text = str_of(text) };
    return url_end(&w, &step[v->steps++].url, err);
}

static void words(const char *text, struct error_view *v, struct error_step *step)
{
    step[v->steps++] = (struct error_step){ .text = str_of(text), .url = { STR("") } };
}

static bool steps_of(struct request *rq, int status, struct error_view *v, struct error_step *step,
                     struct err *err)
{
    bool post = rq->method == METHOD_POST;

    v->step = step;
    if (status == 503 || status == 409)
        words("Wait a moment, then try again.", v, step);
    if (post && status == 403)
        words("Open the page with the form again and send it once more from there.", v, step);
    if (post && (status == 400 || status == 413 || status == 415))
        words("Go back, mend the form and send it again: nothing was changed.", v, step);
    if (status == 500)
        words("Tell whoever looks after this site, with the time and this address.", v, step);
    if (!rq->partnership) {
        words("Choose a partnership at the top of this page.", v, step);
        return true;
    }
    return link_to(rq, "", "Open the newest brief", v, step, err);
}

static bool offer_search(struct request *rq, int status, struct error_view *v, struct err *err)
{
    struct url_words w;

    v->may_search = status == 404 && rq->partnership && (!rq->route || rq->shot); /* else no page opens yet */
    if (!v->may_search)
        return true;
    w = url_begin(rq, "search");
    url_without_date(&w);
    return url_end(&w, &v->search, err);
}

static bool whole_page(struct request *rq, const struct err *wrong, int status, struct reply *rp,
                       struct err *err)
{
    struct error_view v = { .title = title_of(status), .unknown = wrong->unknown };
    struct error_step step[STEPS_MAX];
    struct frame f = { .title = v.title, .status = status };
    struct buf b = { .arena = rq->arena };

    if (!sentence(wrong, rq->arena, &v.say, err) || !steps_of(rq, status, &v, step, err) ||
        !offer_search(rq, status, &v, err))
        return false;
    page_error(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

static bool as_json(struct request *rq, const struct err *wrong, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    json_key(&j, "error");
    json_open_object(&j);
    json_member_text(&j, "kind", err_kind_word(wrong->kind));
    json_member_text(&j, "say", wrong->say);
    json_close_object(&j);
    json_close_object(&j);
    rp->type = "application/json";
    return buf_done(&b, "an error", &rp->body, err);
}

/* Needs no memory. */
static void last_words(bool json, struct reply *rp)
{
    rp->type = json ? "application/json" : "text/html; charset=utf-8";
    rp->body =
        json ? STR("{\"error\":{\"kind\":\"limit\",\"say\":\"this could not be answered; try again\"}}")
             : STR("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
                   "<title>Something went wrong</title></head><body><main><h1>Something went wrong</h1>"
                   "<p>This could not be answered. Nothing was changed by reading it. "
                   "Wait a moment, then try again.</p></main></body></html>\n");
}

void error_page(struct request *rq, const struct err *err, struct reply *rp)
{
    int status = rp->status ? rp->status : err_http_status(err->kind);
    bool json = str_starts(rq->path, STR("/api/")), made;
    struct reply page = { .allow = rp->allow };
    struct err why = { 0 };

    made = json ? as_json(rq, err, &page, &why) : whole_page(rq, err, status, &page, &why);
    if (!made)
        last_words(json, &page);
    page.status = status;
    page.cache = CACHE_NEVER;
    *rp = page;
}
