/* web/brief_tables - the rows of the page "Brief": a priority each, then each priority by area. */
#include "web/brief_page.h"
#include "web/brief_view.h"
#include "web/snapshot.h"

static bool is_alike(const struct brief_row *a, const struct brief_row *b)
{
    return str_eq(a->priority, b->priority) && str_eq(a->feed, b->feed);
}

/* The feed's name where another feed sends figures of the same priority, so that the two can be
 * told apart. */
static struct str whose_of(const struct brief *b, const struct brief_row *r)
{
    for (size_t i = 0; i < b->rows; i++)
        if (str_eq(b->row[i].priority, r->priority) && !str_eq(b->row[i].feed, r->feed))
            return r->feed;
    return STR("");
}

static bool priority_row(struct request *rq, const struct brief_row *r, struct figure_row *out,
                         struct err *err)
{
    struct url_words w = url_begin(rq, "areas");

    url_query(&w, "category", brief_view_category(rq->shot, r->priority));
    if (!figure_row(r, rq->arena, out, err))
        return false;
    out->whose = whose_of(&rq->shot->brief, r);
    return url_end(&w, &out->url, err);
}

static bool area_row(struct request *rq, const struct brief_row *r, struct figure_row *out,
                     struct err *err)
{
    struct url_words w = url_begin(rq, "area");

    url_part(&w, r->area_code);
    url_query(&w, "category", brief_view_category(rq->shot, r->priority));
    if (!figure_row(r, rq->arena, out, err))
        return false;
    out->name = r->area;
    return url_end(&w, &out->url, err);
}

static bool whole_rows(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct figure_row *row = arena_new(rq->arena, struct figure_row, b->rows + 1);
    static const struct brief_count NONE[BRIEF_SPLITS];
    bool said = false;
    struct str can;

    if (!row)
        return err_memory(err, "the table");
    for (size_t i = 0; i < b->rows; i++) {
        if (b->row[i].level != BRIEF_WHOLE)
            continue;
        for (int s = 0; s < BRIEF_SPLITS; s++)
            said |= b->row[i].split[s].known;
        if (!priority_row(rq, &b->row[i], &row[v->rows++], err))
            return false;
    }
    v->row = row;
    return said || brief_view_splits(rq->arena, NONE, 0, &can, &v->row_cannot, err);
}

/* The areas of one priority, and what its whole row says of splits. */
static bool by_area(struct request *rq, const struct brief_row *of, size_t nr,
                    struct brief_priority_view *out, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct figure_row *row = arena_new(rq->arena, struct figure_row, b->areas + b->rows + 1);
    struct url_words areas = url_begin(rq, "areas"), map = url_begin(rq, "map");
    struct buf id = { .arena = rq->arena };
    struct brief_priority_view v = { .priority = of->priority, .row = row };

    if (!row)
        return err_memory(err, "the table");
    for (size_t i = 0; i < b->rows; i++) {
        const struct brief_row *r = &b->row[i];

        if (!is_alike(r, of))
            continue;
        if (r->level == BRIEF_WHOLE) {
            v.feed = r->feed;
            if (!brief_view_splits(rq->arena, r->split, r->count.n, &v.can, &v.cannot, err))
                return false;
            continue;
        }
        v.above += r->verdict == BRIEF_ABOVE;
        v.below += r->verdict == BRIEF_BELOW;
        v.unknown += r->verdict == BRIEF_UNKNOWN;
        if (!area_row(rq, r, &row[v.rows++], err))
            return false;
    }
    v.whose = whose_of(b, of);
    buf_addf(&id, "priority-%zu", nr);
    url_query(&areas, "category", brief_view_category(rq->shot, of->priority));
    url_query(&map, "category", brief_view_category(rq->shot, of->priority));
    *out = v;
    return buf_done(&id, "an id", &out->id, err) && url_end(&areas, &out->areas, err) &&
           url_end(&map, &out->map, err);
}

static bool is_first(const struct brief *b, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (b->row[k].level == BRIEF_AREA && is_alike(&b->row[k], &b->row[i]))
            return false;
    return b->row[i].level == BRIEF_AREA;
}

bool brief_view_tables(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_priority_view *priority;
    size_t n = 0;

    for (size_t i = 0; i < b->rows; i++)
        n += is_first(b, i);
    priority = arena_new(rq->arena, struct brief_priority_view, n + 1);
    if (!priority)
        return err_memory(err, "the tables");
    for (size_t i = 0; i < b->rows; i++)
        if (is_first(b, i) &&
            !by_area(rq, &b->row[i], v->priorities + 1, &priority[v->priorities], err))
            return false;
        else if (is_first(b, i))
            v->priorities++;
    v->priority = priority;
    return whole_rows(rq, v, err);
}
