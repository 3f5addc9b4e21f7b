/* web/snapshot_alerts - the alerts of all runs up to a snapshot's day, with what people said of them. */
#include "base/json.h"
#include "runs/run.h"
#include "web/snapshot_store.h"

struct known_run {
    int64_t id;
    struct date until;
    bool stale;
};
struct run_list {
    struct known_run *at;    /* oldest first */
    size_t len, room;
};
struct alert_list {
    struct shot_alert *at;
    size_t len, room;
};

static bool keep(struct arena *a, struct str from, struct str *to, struct err *err)
{
    *to = arena_copy(a, from);
    return to->at || err_memory(err, "the alerts");
}

static bool read_runs(struct txn *t, struct arena *a, struct run_list *list, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_run_list_out row;
    enum row r;

    if (!sql_run_list_begin(&q, t, err))
        return false;
    while ((r = sql_run_list_next(&q, &row, err)) == ROW_SOME) {
        struct run_order order;
        int64_t as_of;
        if (!run_order_read(row.parameters, &order, &as_of, a, err))
            return false;
        if (!arena_grow(a, &list->at, &list->room, list->len, list->len + 1, sizeof *list->at))
            return err_memory(err, "the alerts");
        list->at[list->len++] = (struct known_run){ row.id, order.until, row.stale_ms.some };
    }
    return r == ROW_NONE;
}

static const struct known_run *run_of(const struct run_list *list, int64_t id)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].id == id)
            return &list->at[i];
    return NULL;
}

/* Of one day the newest run that stands counts; another's alerts are kept for who looks them up. */
static bool is_replaced(const struct run_list *list, const struct known_run *run)
{
    for (const struct known_run *r = run + 1; r < list->at + list->len; r++)
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

static bool add_alert(const struct sql_alert_list_all_out *row, const struct run_list *runs,
                      const struct known_run *run, struct date day, struct arena *a, struct alert_list *list,
                      struct err *err)
{
    struct shot_alert alert = {
        .id = row->id, .run = row->run_id, .replaced = is_replaced(runs, run), .run_until = run->until,
        .has_circle = row->lon.some && row->lat.some, .centre = { row->lon.x, row->lat.x },
        .radius_km = row->radius_km.x, .from = { (int32_t)row->from_day }, .to = { (int32_t)row->to_day },
        .observed = row->observed, .low = row->low, .high = row->high, .expected = row->expected,
        .p_value = row->p_value, .recurrence_days = row->recurrence_days
    };

    alert.standing = !alert.replaced && run->until.days == day.days;
    if (!keep(a, row->method, &alert.method, err) || !keep(a, row->category, &alert.category, err) ||
        !keep(a, row->agency_name, &alert.agency, err) || !keep(a, row->feed, &alert.feed, err) ||
        !read_areas(row->area_codes, a, &alert, err))
        return false;
    if (!arena_grow(a, &list->at, &list->room, list->len, list->len + 1, sizeof alert))
        return err_memory(err, "the alerts");
    list->at[list->len++] = alert;
    return true;
}

/* One pass for the standing ones, one for the others: each keeps the order of chance. */
static bool read_alerts(struct txn *t, const struct run_list *runs, struct date day, bool standing,
                        struct arena *a, struct alert_list *list, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_list_all_out row;
    enum row r;

    if (!sql_alert_list_all_begin(&q, t, err))
        return false;
    while ((r = sql_alert_list_all_next(&q, &row, err)) == ROW_SOME) {
        const struct known_run *run = run_of(runs, row.run_id);
        if (!run || run->until.days > day.days)
            continue;
        bool stands = run->until.days == day.days && !is_replaced(runs, run);
        if (stands == standing && !add_alert(&row, runs, run, day, a, list, err))
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
    struct run_list runs = { 0 };
    struct alert_list list = { 0 };

    if (!read_runs(t, a, &runs, err) || !read_alerts(t, &runs, s->date, true, a, &list, err) ||
        !read_alerts(t, &runs, s->date, false, a, &list, err) || !read_reviews(t, a, &list, err) ||
        !read_reviewers(s, t, a, err))
        return false;
    s->alert = list.at;
    s->alerts = list.len;
    return true;
}
