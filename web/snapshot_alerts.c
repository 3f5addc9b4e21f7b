/* web/snapshot_alerts - the alerts of all runs, with what people said of them; and those up to a day. */
#include "base/json.h"
#include "web/snapshot_store.h"

struct alert_list {
    struct shot_alert *at;
    size_t len, room;
};

static bool keep(struct arena *a, struct str from, struct str *to, struct err *err)
{
    *to = arena_copy(a, from);
    return to->at || err_memory(err, "the alerts");
}

static const struct shot_run *run_of(const struct snapshot *s, int64_t id)
{
    for (size_t i = 0; i < s->runs; i++)
        if (s->run[i].id == id)
            return &s->run[i];
    return NULL;
}

/* Of one day the newest run that stands counts; another's alerts are kept for who looks them up. */
static bool is_replaced(const struct snapshot *s, const struct shot_run *run)
{
    for (const struct shot_run *r = s->run; r < run; r++) /* the newer ones */
        if (r->until.days == run->until.days && !r->stale)
            return true;
    return run->stale;
}

static bool read_areas(struct str codes, struct arena *a, struct shot_alert *alert, struct err *err)
{
    const struct json *list;

    if (!json_read(codes, a, &list, err))
        return false;
    struct str *area = arena_new(a, struct str, list->count + 1);
    if (!area)
        return err_memory(err, "the alerts");
    for (const struct json *v = list->first; v; v = v->next)
        area[alert->areas++] = v->text;
    alert->area = area;
    return true;
}

static bool add_alert(const struct sql_alert_list_all_out *row, const struct snapshot *s,
                      const struct shot_run *run, struct arena *a, struct alert_list *list, struct err *err)
{
    struct shot_alert alert = {
        .id = row->id, .run = row->run_id, .replaced = is_replaced(s, run), .run_until = run->until,
        .has_circle = row->lon.some && row->lat.some, .centre = { row->lon.x, row->lat.x },
        .radius_km = row->radius_km.x, .from = { (int32_t)row->from_day }, .to = { (int32_t)row->to_day },
        .observed = row->observed, .low = row->low, .high = row->high, .expected = row->expected,
        .p_value = row->p_value, .recurrence_days = row->recurrence_days
    };

    if (!keep(a, row->method, &alert.method, err) || !keep(a, row->category, &alert.category, err) ||
        !keep(a, row->agency_name, &alert.agency, err) || !keep(a, row->feed, &alert.feed, err) ||
        !read_areas(row->area_codes, a, &alert, err))
        return false;
    if (!arena_grow(a, &list->at, &list->room, list->len, list->len + 1, sizeof alert))
        return err_memory(err, "the alerts");
    list->at[list->len++] = alert;
    return true;
}

static bool read_alerts(const struct snapshot *s, struct txn *t, struct arena *a, struct alert_list *list,
                        struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_list_all_out row;
    enum row r;

    if (!sql_alert_list_all_begin(&q, t, err))
        return false;
    while ((r = sql_alert_list_all_next(&q, &row, err)) == ROW_SOME) {
        const struct shot_run *run = run_of(s, row.run_id);
        if (run && !add_alert(&row, s, run, a, list, err))
            return false;
    }
    return r == ROW_NONE;
}

static struct shot_alert *alert_of(struct alert_list *list, int64_t id)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].id == id)
            return &list->at[i];
    return NULL;
}

/* Rows come by alert, so each alert's reviews stand in one array that the next begins behind. */
static bool read_reviews(struct txn *t, struct arena *a, struct alert_list *list, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_review_list_out row;
    struct shot_review *review = NULL;
    struct shot_alert *alert = NULL;
    size_t room = 0;
    enum row r;

    if (!sql_alert_review_list_begin(&q, t, &(struct sql_alert_review_list_in){ 0 }, err))
        return false;
    while ((r = sql_alert_review_list_next(&q, &row, err)) == ROW_SOME) {
        if (!alert || alert->id != row.alert_id) {
            alert = alert_of(list, row.alert_id);
            review = NULL;
            room = 0;
        }
        if (!alert)
            continue;
        if (!arena_grow(a, &review, &room, alert->reviews, alert->reviews + 1, sizeof *review))
            return err_memory(err, "the alerts");
        struct shot_review *to = &review[alert->reviews];
        to->at_ms = row.at_ms;
        if (!keep(a, row.reviewer.at ? row.reviewer : row.actor, &to->reviewer, err) ||
            !keep(a, row.verdict, &to->verdict, err) ||
            !keep(a, row.reason.at ? row.reason : STR(""), &to->reason, err))
            return false;
        alert->review = review;
        alert->reviews++;
    }
    return r == ROW_NONE;
}

static bool read_reviewers(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_reviewer_list_out row;
    struct str *name = NULL;
    size_t room = 0, n = 0;
    enum row r;

    if (!sql_reviewer_list_begin(&q, t, err))
        return false;
    while ((r = sql_reviewer_list_next(&q, &row, err)) == ROW_SOME) {
        if (row.retired_ms.some)
            continue;
        if (!arena_grow(a, &name, &room, n, n + 1, sizeof *name))
            return err_memory(err, "the alerts");
        if (!keep(a, row.name, &name[n++], err))
            return false;
    }
    s->reviewer = name;
    s->reviewers = n;
    return r == ROW_NONE;
}

bool snapshot_fill_alerts(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct alert_list list = { 0 };

    if (!read_alerts(s, t, a, &list, err) || !read_reviews(t, a, &list, err) || !read_reviewers(s, t, a, err))
        return false;
    s->alert = list.at;
    s->alerts = list.len;
    return true;
}

/* One pass for the standing ones, one for the others: each keeps the order of chance. */
bool snapshot_pick_alerts(struct snapshot *s, const struct snapshot *all, struct arena *a, struct err *err)
{
    struct shot_alert *alert = arena_new(a, struct shot_alert, all->alerts + 1);
    size_t n = 0;

    if (!alert)
        return err_memory(err, "the alerts");
    for (int standing = 1; standing >= 0; standing--)
        for (size_t i = 0; i < all->alerts; i++) {
            const struct shot_alert *from = &all->alert[i];
            bool stands = !from->replaced && from->run_until.days == s->date.days;
            if (from->run_until.days > s->date.days || stands != (standing == 1))
                continue;
            alert[n] = *from;
            alert[n++].standing = stands;
        }
    s->alert = alert;
    s->alerts = n;
    return true;
}
