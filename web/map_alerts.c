#include "web/map_alerts.h"

#include <math.h>

#include "brief/words.h"

static bool stands_here(const struct snapshot *s, const struct map_ask *ask, const struct shot_alert *a)
{
    return a->standing && (ask->what.category < 0 || ask->what.category == snapshot_category(s, a->category));
}

/* Where it lies: its circle, or the middle of its first area that has one. */
static bool where(const struct snapshot *s, const struct shot_alert *a, struct lonlat *out)
{
    if (a->has_circle) {
        *out = a->centre;
        return true;
    }
    for (size_t i = 0; i < a->areas; i++) {
        enum shot_level level;
        int area = snapshot_area(s, a->area[i], &level);

        if (area == AREA_NONE || level == SHOT_WHOLE || !map_areas(s, level)->at[area].has_shape)
            continue;
        *out = map_areas(s, level)->at[area].middle;
        return true;
    }
    return false;
}

static struct str category_label(const struct snapshot *s, struct str code)
{
    int c = snapshot_category(s, code);

    return c < 0 ? code : s->tally.category[c].label;
}

static void add_place(struct buf *b, const struct snapshot *s, const struct shot_alert *a)
{
    enum shot_level level;
    int area = a->areas ? snapshot_area(s, a->area[0], &level) : AREA_NONE;

    if (area == AREA_NONE || level == SHOT_WHOLE)
        return;
    if (level == SHOT_SMALL && map_areas(s, level)->at[area].ward != AREA_NONE) {
        area = map_areas(s, level)->at[area].ward;
        level = SHOT_WARD;
    }
    buf_add_text(b, ", ");
    buf_add(b, map_areas(s, level)->at[area].name);
}

/* "Robbery, Quayside: 9, 3 to 13 Oct 2025; usual 1 to 4" */
static bool label_of(const struct request *rq, const struct shot_alert *a, struct str *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct brief_period period = { BRIEF_MONTH, a->from, a->to }; /* by the day where it is no whole month */

    buf_add(&b, category_label(rq->shot, a->category));
    add_place(&b, rq->shot, a);
    buf_add_text(&b, ": ");
    buf_add_count(&b, a->observed);
    buf_add_text(&b, ", ");
    brief_add_period(&b, period);
    buf_add_text(&b, "; ");
    brief_add_usual(&b, (struct brief_usual){ true, a->low, a->high, a->expected });
    return buf_done(&b, "an alert's words", out, err);
}

bool map_alerts_find(const struct request *rq, const struct map_ask *ask, struct map_alerts *out,
                     struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct map_alerts m = { 0 };

    for (size_t i = 0; i < s->alerts; i++) {
        struct map_mark mark = { .number = (int)m.marks + 1 };

        if (!stands_here(s, ask, &s->alert[i]) || !where(s, &s->alert[i], &mark.at))
            continue;
        if (m.marks == MAP_MARKS_MAX) {
            m.more++;
            continue;
        }
        mark.radius_km = s->alert[i].has_circle ? s->alert[i].radius_km : 0;
        if (!label_of(rq, &s->alert[i], &mark.label, err))
            return false;
        m.of[m.marks] = &s->alert[i];
        m.mark[m.marks++] = mark;
    }
    *out = m;
    return true;
}

static bool real_words(const struct request *rq, double x, int decimals, struct str *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add_real(&b, x, decimals);
    return buf_done(&b, "a place", out, err);
}

bool map_alerts_list(const struct request *rq, const struct map_alerts *m, struct map_view *v,
                     struct err *err)
{
    struct map_view_alert *alert = arena_new(rq->arena, struct map_view_alert, MAP_MARKS_MAX);

    if (!alert)
        return err_memory(err, "the map's alerts");
    for (size_t i = 0; i < m->marks; i++) {
        struct url_words w = url_begin(rq, "alert");
        struct buf id = { .arena = rq->arena };
        struct str part;

        buf_add_int(&id, m->of[i]->id);
        if (!buf_done(&id, "an alert's number", &part, err))
            return false;
        url_part(&w, part);
        alert[i].number = m->mark[i].number;
        alert[i].text = m->mark[i].label;
        if (!url_end(&w, &alert[i].url, err) || !real_words(rq, m->mark[i].at.lon, 5, &alert[i].lon, err) ||
            !real_words(rq, m->mark[i].at.lat, 5, &alert[i].lat, err) ||
            !real_words(rq, m->mark[i].radius_km * 1000, 0, &alert[i].radius_m, err))
            return false;
    }
    v->alert = alert;
    v->alerts = m->marks;
    v->alerts_more = m->more;
    return true;
}
