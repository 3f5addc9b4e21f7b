#include "web/areas_page.h"

#include <stdlib.h>

#include "base/json.h"
#include "web/area_page.h"
#include "web/areas_view.h"
#include "web/frame.h"
#include "web/pages.h"

enum areas_order { BY_NAME, BY_COUNT, BY_RATE, BY_AGAINST, BY_DECILE, BY_RESIDENTS, ORDERS };
static const struct {
    const char *word, *text;
} ORDER[ORDERS] = { { "", "Name" },
                    { "count", "Count" },
                    { "rate", "Rate" },
                    { "against", "Against usual" },
                    { "deprivation", "Deprivation" },
                    { "residents", "Residents" } };

struct areas_ask {
    struct shot_what what;
    enum shot_level level;
    enum areas_order order;
};

static bool ask_read(struct request *rq, struct areas_ask *out, struct err *err)
{
    struct areas_ask ask = { .what = { .category = -1 }, .level = SHOT_WARD };
    struct str category = field_at(&rq->query, "category"), level = field_at(&rq->query, "level");
    struct str sort = field_at(&rq->query, "sort");
    size_t order = ORDERS;

    if (category.len && (ask.what.category = snapshot_category(rq->shot, category)) < 0)
        return err_set(err, ERR_MISSING, "there is no such category here");
    if (level.len && !str_eq(level, STR("small")) && !str_eq(level, STR("ward")))
        return err_set(err, ERR_INPUT, "level is ward or small");
    for (size_t i = 0; i < ORDERS; i++)
        if (str_eq(sort.at ? sort : STR(""), str_of(ORDER[i].word)))
            order = i;
    if (order == ORDERS)
        return err_set(err, ERR_INPUT, "sort is count, rate, against, deprivation or residents");
    ask.order = (enum areas_order)order;
    if (str_eq(level, STR("small")) || rq->shot->tally.areas.ward.len == 0)
        ask.level = SHOT_SMALL;
    *out = ask;
    return true;
}

/* ---- the rows ---- */

static bool area_row(struct request *rq, const struct areas_ask *ask, int index, size_t month,
                     bool held, struct areas_row *out, struct err *err)
{
    struct figure_area area = { ask->level, index };
    const struct area *place = area_place(rq->shot, area);
    const struct shot_area *all = ask->level == SHOT_WARD ? rq->shot->ward : rq->shot->small;
    struct url_words w = url_begin(rq, "area");
    struct brief_row row = { .level = BRIEF_AREA };

    if (held && !figure_brief_row(rq->shot, ask->what, area, month, rq->arena, &row, err))
        return false;
    url_part(&w, place->code);
    if (ask->what.category >= 0)
        url_query(&w, "category", rq->shot->tally.category[ask->what.category].code);
    if (!figure_row(&row, rq->arena, &out->figure, err) || !url_end(&w, &out->figure.url, err) ||
        !area_residents_words(rq->arena, rq->shot, area, &out->residents, err) ||
        !area_decile_words(rq->arena, rq->shot, area, &out->decile, err))
        return false;
    out->figure.name = place->name;
    out->figure.code = place->code;
    out->residents_n = all && all[index].residents > 0 ? all[index].residents : -1;
    out->decile_n = all && all[index].imd_decile > 0 ? all[index].imd_decile : -1;
    return true;
}

/* How many usual half-widths it is off the middle of its range: what stands out most comes first.
 */
static double off_usual(const struct figure_row *r)
{
    double middle = ((double)r->low.n.n + (double)r->high.n.n) / 2,
           half = (double)(r->high.n.n - r->low.n.n) / 2 + .5;

    if (!r->count.known || !r->low.known)
        return -1;
    return fabs((double)r->count.n.n - middle) / half;
}

/* The greatest first, what is not held last; deprivation: the most deprived first. */
static double key_of(const struct areas_row *r, enum areas_order by)
{
    switch (by) {
    case BY_COUNT: return r->figure.count.known ? (double)r->figure.count.n.n : -1;
    case BY_RATE: return r->figure.has_rate ? r->figure.rate.x : -1;
    case BY_AGAINST: return off_usual(&r->figure);
    case BY_DECILE: return r->decile_n < 0 ? -1 : 11 - r->decile_n;
    case BY_RESIDENTS: return r->residents_n;
    default: return 0;
    }
}

static void sort_rows(struct areas_row *row, size_t n, enum areas_order by)
{
    for (size_t i = 1; i < n; i++) {
        struct areas_row r = row[i];
        size_t at = i;

        while (at > 0 && (by == BY_NAME ? str_order(row[at - 1].figure.name, r.figure.name) > 0
                                        : key_of(&row[at - 1], by) < key_of(&r, by))) {
            row[at] = row[at - 1];
            at--;
        }
        row[at] = r;
    }
}

static bool sum_words(struct arena *a, const struct areas_view *v, const struct areas_ask *ask,
                      struct str *out, struct err *err)
{
    size_t n[BRIEF_VERDICTS] = { 0 };
    struct buf b = { .arena = a };

    for (size_t i = 0; i < v->rows; i++)
        n[v->row[i].figure.verdict]++;
    buf_add_count(&b, (int64_t)v->rows);
    buf_add_text(&b, ask->level == SHOT_WARD ? " wards" : " small areas");
    buf_addf(&b, ": %zu above usual, %zu below, %zu usual", n[BRIEF_ABOVE], n[BRIEF_BELOW],
             n[BRIEF_USUAL]);
    if (n[BRIEF_UNKNOWN])
        buf_addf(&b, ", %zu with not enough past", n[BRIEF_UNKNOWN]);
    buf_add_text(&b, ". About one in twenty lies outside its usual range by chance alone.");
    return buf_done(&b, "the areas", out, err);
}

static bool rows(struct request *rq, const struct areas_ask *ask, struct areas_view *v,
                 struct err *err)
{
    const struct area_book *book = &rq->shot->tally.areas;
    size_t n = ask->level == SHOT_WARD ? book->ward.len : book->small.len, month = 0;
    struct areas_row *row = arena_new(rq->arena, struct areas_row, n + 1);

    if (!row)
        return err_memory(err, "the areas");
    v->has_last = figure_last_month(rq->shot, ask->what, &month);
    v->last.n = rq->shot->tally.first.n + (int32_t)month;
    for (size_t i = 0; i < n; i++)
        if (!area_row(rq, ask, (int)i, month, v->has_last, &row[i], err))
            return false;
    sort_rows(row, n, ask->order);
    v->row = row;
    v->rows = n;
    return sum_words(rq->arena, v, ask, &v->sum, err);
}

/* ---- links ---- */

static bool address(struct request *rq, const struct areas_ask *ask, const char *page,
                    enum shot_level level, enum areas_order order, struct url *out, struct err *err)
{
    struct url_words w = *page == '/' ? url_root(rq, "/api/v1") : url_begin(rq, page);

    if (*page == '/') {
        url_part(&w, partnership_name(rq->partnership));
        url_part(&w, STR("areas"));
    }
    if (ask->what.category >= 0)
        url_query(&w, "category", rq->shot->tally.category[ask->what.category].code);
    if (level == SHOT_SMALL)
        url_query(&w, "level", STR("small"));
    url_query(&w, "sort", str_of(ORDER[order].word));
    if (*page == '/' && !rq->shot->newest)
        url_query_date(&w, "date", rq->shot->date);
    return url_end(&w, out, err);
}

static bool links(struct request *rq, const struct areas_ask *ask, struct areas_view *v,
                  struct err *err)
{
    struct areas_link *look = arena_new(rq->arena, struct areas_link, 2);
    struct areas_link *order = arena_new(rq->arena, struct areas_link, ORDERS);
    struct url_words here = url_begin(rq, "areas");

    if (!look || !order)
        return err_memory(err, "the areas");
    look[0] = (struct areas_link){ .text = STR("Wards"), .chosen = ask->level == SHOT_WARD };
    look[1] = (struct areas_link){ .text = STR("Small areas"), .chosen = ask->level == SHOT_SMALL };
    for (size_t i = 0; i < 2; i++)
        if (!address(rq, ask, "areas", i ? SHOT_SMALL : SHOT_WARD, ask->order, &look[i].url, err))
            return false;
    for (size_t i = 0; i < ORDERS; i++) {
        order[i] =
            (struct areas_link){ .text = str_of(ORDER[i].text), .chosen = i == (size_t)ask->order };
        if (!address(rq, ask, "areas", ask->level, (enum areas_order)i, &order[i].url, err))
            return false;
    }
    v->look = look;
    v->order = order;
    v->looks = 2;
    v->orders = ORDERS;
    url_without_date(&here);
    return url_end(&here, &v->here, err) &&
           address(rq, ask, "areas.csv", ask->level, ask->order, &v->csv, err) &&
           (!rq->partnership || address(rq, ask, "/", ask->level, ask->order, &v->json, err)) &&
           address(rq, ask, "map", SHOT_WARD, BY_NAME, &v->map, err);
}

static bool choices(struct request *rq, const struct areas_ask *ask, struct areas_view *v,
                    struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct area_option *choice = arena_new(rq->arena, struct area_option, t->categories + 1);
    size_t month;

    if (!choice)
        return err_memory(err, "the categories");
    choice[v->choices++] =
        (struct area_option){ STR(""), area_category_name(rq->shot, -1), ask->what.category < 0 };
    for (size_t c = 0; c < t->categories; c++)
        if (figure_last_month(rq->shot, (struct shot_what){ .category = (int)c }, &month))
            choice[v->choices++] = (struct area_option){ t->category[c].code, t->category[c].label,
                                                         ask->what.category == (int)c };
    v->choice = choice;
    return true;
}

bool areas_view_make(struct request *rq, struct areas_view *out, struct err *err)
{
    struct areas_view v = { .asked_date = !rq->shot->newest, .date = rq->shot->date };
    struct areas_ask ask;

    if (!ask_read(rq, &ask, err))
        return false;
    v.category_name = area_category_name(rq->shot, ask.what.category);
    v.level_word = ask.level == SHOT_WARD ? STR("Wards") : STR("Small areas");
    v.level = ask.level == SHOT_SMALL ? STR("small") : STR("");
    v.sort = str_of(ORDER[ask.order].word);
    if (!rows(rq, &ask, &v, err) || !links(rq, &ask, &v, err) || !choices(rq, &ask, &v, err))
        return false;
    *out = v;
    return true;
}

bool areas_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Areas"), .nav = NAV_AREAS };
    struct buf b = { .arena = rq->arena };
    struct areas_view v;

    if (!areas_view_make(rq, &v, err))
        return false;
    page_areas(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

static bool figures(struct request *rq, struct figure_row **row, size_t *n, struct err *err)
{
    struct areas_view v;

    if (!areas_view_make(rq, &v, err))
        return false;
    *row = arena_new(rq->arena, struct figure_row, v.rows + 1);
    if (!*row)
        return err_memory(err, "the areas");
    for (*n = 0; *n < v.rows; (*n)++)
        (*row)[*n] = v.row[*n].figure;
    return true;
}

bool areas_page_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct figure_row *row;
    size_t n;

    if (!figures(rq, &row, &n, err))
        return false;
    figure_csv(&b, "area", row, n);
    return reply_csv(rq, &b, "areas", rp, err);
}

bool areas_page_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };
    struct figure_row *row;
    size_t n;

    if (!figures(rq, &row, &n, err))
        return false;
    json_open_object(&j);
    json_member_date(&j, "date", rq->shot->date);
    json_key(&j, "areas");
    figure_json(&j, row, n);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}
