#include "web/alerts_files.h"

#include "base/json.h"
#include "web/alert_page.h"
#include "web/site.h"

/* ---- CSV ---- */

static void end_field(struct buf *b)
{
    buf_add_byte(b, ',');
}

static void add_str(struct buf *b, struct str s)
{
    buf_add_csv(b, s);
    end_field(b);
}

static void add_int(struct buf *b, int64_t n)
{
    buf_add_int(b, n);
    end_field(b);
}

static void add_real(struct buf *b, double x, int decimals)
{
    buf_add_real(b, x, decimals);
    end_field(b);
}

static void add_date(struct buf *b, struct date d)
{
    buf_add_date(b, d);
    end_field(b);
}

static void add_areas(struct buf *b, const struct shot_alert *a)
{
    for (size_t i = 0; i < a->areas; i++) {
        buf_add_text(b, i ? " " : "");
        buf_add(b, a->area[i]); /* codes: letters and digits */
    }
    end_field(b);
}

static bool add_line(struct request *rq, const struct shot_alert *a, struct buf *b, struct err *err)
{
    struct str place;

    if (!alert_place(rq->shot, a, rq->arena, &place, err))
        return false;
    add_int(b, a->id);
    add_str(b, a->standing ? STR("yes") : STR("no"));
    add_str(b, a->method);
    add_str(b, a->category);
    add_str(b, alert_category(rq->shot, a));
    add_str(b, place);
    add_areas(b, a);
    add_str(b, a->agency);
    add_date(b, a->from);
    add_date(b, a->to);
    add_int(b, a->observed);
    add_int(b, a->low);
    add_int(b, a->high);
    add_real(b, a->expected, 6);
    add_real(b, a->p_value, 9);
    if (alert_looked_at(rq->shot, a) > 0)
        buf_add_real(b, a->recurrence_days / (double)alert_looked_at(rq->shot, a), 3);
    end_field(b);
    add_str(b, str_of(alert_state_key(alert_state(a))));
    add_str(b, a->reviews ? a->review[0].reviewer : STR(""));
    add_str(b, a->reviews ? a->review[0].reason : STR(""));
    buf_add_int(b, a->run);
    buf_add_text(b, "\r\n");
    return true;
}

bool alerts_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add_text(
        &b,
        "alert,standing,method,category,category_label,place,area_codes,agency,start,end,observed,"
        "usual_low,usual_high,expected,p_value,by_chance_once_in_days,review,reviewer,reason,"
        "run\r\n");
    for (size_t i = 0; i < rq->shot->alerts; i++)
        if (alert_listed(&rq->shot->alert[i]) && !add_line(rq, &rq->shot->alert[i], &b, err))
            return false;
    return reply_csv(rq, &b, "alerts", rp, err);
}

/* ---- JSON ---- */

static void json_areas(struct json_out *j, const struct shot_alert *a)
{
    json_key(j, "areas");
    json_open_array(j);
    for (size_t i = 0; i < a->areas; i++)
        json_str(j, a->area[i]);
    json_close_array(j);
    json_key(j, "circle");
    if (!a->has_circle) {
        json_null(j);
        return;
    }
    json_open_object(j);
    json_member_real(j, "longitude", a->centre.lon, 6);
    json_member_real(j, "latitude", a->centre.lat, 6);
    json_member_real(j, "radius_km", a->radius_km, 6);
    json_close_object(j);
}

static void json_reviews(struct json_out *j, const struct shot_alert *a)
{
    json_key(j, "reviews");
    json_open_array(j);
    for (size_t i = 0; i < a->reviews; i++) {
        json_open_object(j);
        json_key(j, "at");
        json_instant(j, (struct instant){ a->review[i].at_ms });
        json_member_str(j, "reviewer", a->review[i].reviewer);
        json_member_str(j, "verdict", a->review[i].verdict);
        json_member_str(j, "reason", a->review[i].reason);
        json_close_object(j);
    }
    json_close_array(j);
}

static bool json_alert(struct request *rq, const struct shot_alert *a, struct json_out *j,
                       struct err *err)
{
    int64_t looked_at = alert_looked_at(rq->shot, a);
    struct str place;

    if (!alert_place(rq->shot, a, rq->arena, &place, err))
        return false;
    json_open_object(j);
    json_member_int(j, "alert", a->id);
    json_member_int(j, "run", a->run);
    json_member_bool(j, "standing", a->standing);
    json_member_bool(j, "replaced", a->replaced);
    json_member_str(j, "method", a->method);
    json_member_str(j, "category", a->category);
    json_member_str(j, "category_label", alert_category(rq->shot, a));
    json_member_str(j, "place", place);
    json_member_str(j, "agency", a->agency);
    json_member_date(j, "start", a->from);
    json_member_date(j, "end", a->to);
    json_member_int(j, "observed", a->observed);
    json_member_int(j, "usual_low", a->low);
    json_member_int(j, "usual_high", a->high);
    json_member_real(j, "expected", a->expected, 6);
    json_member_real(j, "p_value", a->p_value, 9);
    json_key(j, "by_chance_once_in_days");
    if (looked_at > 0)
        json_real(j, a->recurrence_days / (double)looked_at, 3);
    else
        json_null(j);
    json_member_text(j, "review", alert_state_key(alert_state(a)));
    json_areas(j, a);
    json_reviews(j, a);
    json_close_object(j);
    return true;
}

bool alerts_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    json_member_str(&j, "partnership", partnership_name(rq->partnership));
    json_member_bool(&j, "invented", partnership_invented(rq->partnership));
    json_member_date(&j, "date", rq->shot->date);
    json_key(&j, "alerts");
    json_open_array(&j);
    for (size_t i = 0; i < rq->shot->alerts; i++)
        if (alert_listed(&rq->shot->alert[i]) && !json_alert(rq, &rq->shot->alert[i], &j, err))
            return false;
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return reply_json(rq, &b, rp, err);
}

bool alert_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };
    const struct shot_alert *a;

    if (!alert_asked_for(rq, &a, err) || !json_alert(rq, a, &j, err))
        return false;
    buf_add_byte(&b, '\n');
    return reply_json(rq, &b, rp, err);
}
