#include "web/alerts_page.h"

#include "brief/words.h"
#include "web/alert_page.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/site.h"
#include "web/url.h"

bool alerts_row_fill(struct request *rq, const struct shot_alert *a, struct alerts_row *row,
                     struct err *err)
{
    struct arena *to = rq->arena;
    struct url_words url = url_begin(rq, "alert");
    struct buf period = { .arena = to }, usual = { .arena = to }, chance = { .arena = to },
               id = { .arena = to };
    struct str number;

    *row = (struct alerts_row){ .category = alert_category(rq->shot, a),
                                .observed = { a->observed },
                                .feed = a->agency,
                                .state = alert_state(a) };
    row->method = alert_is_cluster(a) ? "A cluster of small areas" : "A ward against its own past";
    row->state_word = alert_state_word(row->state);
    brief_add_period(&period, alert_period(rq->shot, a));
    buf_addf(&usual, "%lld to %lld", (long long)a->low, (long long)a->high);
    alert_add_chance(&chance, rq->shot, a);
    buf_add_int(&id, a->id);
    if (!buf_done(&id, "an alert's number", &number, err))
        return false;
    url_part(&url, number);
    return url_end(&url, &row->url, err) && alert_place(rq->shot, a, to, &row->place, err) &&
           buf_done(&period, "a period", &row->period, err) &&
           buf_done(&usual, "a range", &row->usual, err) &&
           buf_done(&chance, "a chance", &row->chance, err);
}

static bool add_rows(struct request *rq, struct alerts_view *v, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct alerts_row *row = arena_new(rq->arena, struct alerts_row, s->alerts + 1);
    size_t standing = 0, rows = 0;

    if (!row)
        return err_memory(err, "the alerts");
    for (size_t i = 0; i < s->alerts; i++) {
        if (!alert_listed(&s->alert[i]))
            continue;
        if (!alerts_row_fill(rq, &s->alert[i], &row[rows++], err))
            return false;
        if (s->alert[i].standing)
            standing = rows;
    }
    v->standing = (struct alerts_table){ "Alerts that stand", row, standing };
    v->earlier = (struct alerts_table){ "Earlier alerts", row + standing, rows - standing };
    return true;
}

static bool add_urls(struct request *rq, struct alerts_view *v, struct err *err)
{
    struct url_words about = url_begin(rq, "about"), csv = url_begin(rq, "alerts.csv");
    struct url_words json = url_root(rq, "/api/v1");

    url_part(&json, partnership_name(rq->partnership));
    url_part(&json, STR("alerts"));
    if (!rq->shot->newest)
        url_query_date(&json, "date", rq->shot->date);
    return url_end(&about, &v->about, err) && url_end(&csv, &v->csv, err) &&
           url_end(&json, &v->json, err);
}

bool alerts_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct alerts_view v = { .date = rq->shot->date,
                             .scanned = rq->shot->brief.runs > 0,
                             .looked_for = rq->shot->brief.looked_for };
    struct frame f = { .title = STR("Alerts"), .nav = NAV_ALERTS };
    struct buf b = { .arena = rq->arena };

    if (!add_rows(rq, &v, err) || !add_urls(rq, &v, err))
        return false;
    page_alerts(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
