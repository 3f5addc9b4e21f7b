/* web/area_export - an area's tables as CSV, and all of it as JSON. */
#include "base/json.h"
#include "brief/words.h"
#include "web/area_page.h"
#include "web/area_view.h"

static void add_count(struct buf *b, struct shot_count n)
{
    if (n.known)
        buf_add_int(b, n.n);
    buf_add_byte(b, ',');
}

static void add_month_line(struct buf *b, const struct area_ask *ask, size_t month)
{
    struct shot_count n =
        snapshot_count(ask->shot, ask->what, ask->area.level, ask->area.index, month);
    struct comparison c =
        snapshot_compare(ask->shot, ask->what, ask->area.level, ask->area.index, month);
    struct brief_usual usual = { c.usual.known, c.usual.low, c.usual.high, c.usual.expected };
    bool ranged = n.known && usual.known;

    buf_add_month(b, (struct month){ ask->shot->tally.first.n + (int32_t)month });
    buf_add_byte(b, ',');
    add_count(b, n);
    add_count(b, (struct shot_count){ ranged, usual.low });
    add_count(b, (struct shot_count){ ranged, usual.high });
    buf_add_text(b, brief_verdict_key(brief_judge((struct brief_count){ n.known, n.n }, usual)));
    buf_add_byte(b, ',');
    buf_add_text(b, !n.known                                      ? "not held"
                    : snapshot_sound(ask->shot, ask->what, month) ? ""
                                                                  : "feed quiet or doubled");
    buf_add_text(b, "\r\n");
}

bool area_page_trend_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct area_ask ask;

    if (!area_ask_read(rq, &ask, err))
        return false;
    buf_add_text(&b, "month,count,usual_low,usual_high,verdict,noted\r\n");
    for (size_t m = 0; ask.has_last && m <= ask.last; m++)
        add_month_line(&b, &ask, m);
    return reply_csv(rq, &b, "area-trend", rp, err);
}

bool area_page_categories_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct area_view v = { 0 };
    struct area_ask ask;

    if (!area_ask_read(rq, &ask, err) || !area_view_tables(rq, &ask, &v, err))
        return false;
    figure_csv(&b, "category", v.row, v.rows);
    return reply_csv(rq, &b, "area-categories", rp, err);
}

bool area_page_parts_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct area_view v = { 0 };
    struct area_ask ask;

    if (!area_ask_read(rq, &ask, err) || !area_view_tables(rq, &ask, &v, err))
        return false;
    figure_csv(&b, "area", v.part, v.parts);
    return reply_csv(rq, &b, "area-parts", rp, err);
}

static void add_months(struct json_out *j, const struct area_ask *ask)
{
    for (size_t m = 0; ask->has_last && m <= ask->last; m++) {
        struct shot_count n =
            snapshot_count(ask->shot, ask->what, ask->area.level, ask->area.index, m);
        struct comparison c =
            snapshot_compare(ask->shot, ask->what, ask->area.level, ask->area.index, m);
        struct buf word = { .arena = j->buf->arena };

        if (!n.known)
            continue;
        buf_add_month(&word, (struct month){ ask->shot->tally.first.n + (int32_t)m });
        j->buf->failed |= word.failed;
        json_open_object(j);
        json_member_str(j, "month", (struct str){ word.at, word.len });
        json_member_int(j, "count", n.n);
        json_key(j, "usual");
        if (c.usual.known) {
            json_open_array(j);
            json_int(j, c.usual.low);
            json_int(j, c.usual.high);
            json_close_array(j);
        } else {
            json_null(j);
        }
        json_member_bool(j, "feed_sound", snapshot_sound(ask->shot, ask->what, m));
        json_close_object(j);
    }
}

bool area_page_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };
    struct area_view v = { 0 };
    struct area_ask ask;

    if (!area_ask_read(rq, &ask, err) || !area_view_tables(rq, &ask, &v, err))
        return false;
    json_open_object(&j);
    json_member_str(&j, "code", ask.place->code);
    json_member_str(&j, "name", ask.place->name);
    json_member_text(&j, "level", ask.area.level == SHOT_WARD ? "ward" : "small");
    json_member_date(&j, "date", rq->shot->date);
    json_member_str(&j, "category", area_category_name(ask.shot, ask.what.category));
    json_key(&j, "months");
    json_open_array(&j);
    add_months(&j, &ask);
    json_close_array(&j);
    json_key(&j, "categories");
    figure_json(&j, v.row, v.rows);
    json_key(&j, "small_areas");
    figure_json(&j, v.part, v.parts);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}
