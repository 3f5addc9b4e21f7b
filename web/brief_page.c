#include "web/brief_page.h"

#include "brief/csv.h"
#include "brief/html.h"
#include "brief/json.h"
#include "web/brief_view.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"

enum { DAYS_OFFERED = 120 };

struct str brief_view_category(const struct snapshot *s, struct str label)
{
    for (size_t c = 0; c < s->tally.categories; c++)
        if (str_eq(s->tally.category[c].label, label))
            return s->tally.category[c].code;
    return (struct str){ 0 };
}

static bool is_held(const struct tally *t, size_t month)
{
    for (size_t i = 0; i < t->feeds; i++)
        if (t->feed[i].held[month])
            return true;
    return false;
}

/* The days a brief can be asked for: the ends of the months held, the newest first, and this page's
 * own. */
static bool days(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct brief_day_view *day = arena_new(rq->arena, struct brief_day_view, DAYS_OFFERED + 1);

    if (!day)
        return err_memory(err, "the days");
    for (size_t m = s->tally.months; m > 0 && v->days < DAYS_OFFERED; m--) {
        struct date end = month_last((struct month){ s->tally.first.n + (int32_t)m - 1 });

        if (v->days == 0 && end.days != s->date.days)
            day[v->days++] = (struct brief_day_view){ s->date, true };
        if (end.days <= s->date.days && is_held(&s->tally, m - 1))
            day[v->days++] = (struct brief_day_view){ end, end.days == s->date.days };
    }
    v->day = day;
    return true;
}

static bool address(struct request *rq, const char *page, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, page);

    return url_end(&w, out, err);
}

static bool links(struct request *rq, struct brief_view *v, struct err *err)
{
    struct url_words here = url_begin(rq, "");

    url_without_date(&here);
    return url_end(&here, &v->here, err) && address(rq, "map", &v->map_page, err) &&
           address(rq, "data", &v->data_page, err) && address(rq, "alerts", &v->alerts_page, err) &&
           address(rq, "areas", &v->areas_page, err) &&
           address(rq, "brief.html", &v->html_file, err) &&
           address(rq, "brief.csv", &v->csv_file, err) &&
           address(rq, "brief.json", &v->json_file, err);
}

bool brief_view_make(struct request *rq, struct brief_view *out, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_view v = { .partnership = b->partnership,
                            .marking = b->marking,
                            .version = b->version,
                            .weekday = str_of(date_weekday_word(date_weekday(b->date))),
                            .date = b->date,
                            .data_to = b->data_to,
                            .stale = b->stale,
                            .stales = b->stales,
                            .command = b->command,
                            .newest = rq->shot->newest };

    if (!brief_check(b, err) || !links(rq, &v, err) || !days(rq, &v, err) ||
        !brief_view_things(rq, &v, err) || !brief_view_side(rq, &v, err) ||
        !brief_view_tables(rq, &v, err) || !brief_view_detail(rq, &v, err))
        return false;
    *out = v;
    return true;
}

bool brief_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .nav = NAV_BRIEF };
    struct buf b = { .arena = rq->arena }, title = { .arena = rq->arena };
    struct brief_view v;

    if (!brief_view_make(rq, &v, err))
        return false;
    buf_add_text(&title, "Brief, ");
    buf_add(&title, v.weekday);
    buf_add_byte(&title, ' ');
    buf_add_date_words(&title, v.date);
    if (!buf_done(&title, "the title", &f.title, err))
        return false;
    page_brief(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

static bool file_name(struct request *rq, const char *ending, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add(&b, partnership_name(rq->partnership));
    buf_add_text(&b, "-brief-");
    buf_add_date(&b, rq->shot->date);
    buf_add_text(&b, ending);
    return buf_done(&b, "a file's name", &rp->file_name, err);
}

bool brief_page_html(struct request *rq, struct reply *rp, struct err *err)
{
    return brief_html(&rq->shot->brief, rq->arena, &rp->body, err) &&
           file_name(rq, ".html", rp, err);
}

bool brief_page_csv(struct request *rq, struct reply *rp, struct err *err)
{
    rp->type = "text/csv; charset=utf-8";
    return brief_csv(&rq->shot->brief, rq->arena, &rp->body, err) && file_name(rq, ".csv", rp, err);
}

bool brief_page_json(struct request *rq, struct reply *rp, struct err *err)
{
    rp->type = "application/json";
    return brief_json(&rq->shot->brief, rq->arena, &rp->body, err);
}
