#include "web/areas_page.h"

#include "web/areas_view.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"

static bool rows(struct request *rq, int category, struct areas_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct figure_row *row = arena_new(rq->arena, struct figure_row, b->rows + 1);

    if (!row)
        return err_memory(err, "the areas");
    v->category = rq->shot->tally.category[category].label;
    for (size_t i = 0; i < b->rows; i++) {
        struct url_words w = url_begin(rq, "area");

        if (b->row[i].level != BRIEF_AREA || !str_eq(b->row[i].priority, v->category))
            continue;
        url_part(&w, b->row[i].area_code);
        if (!figure_row(&b->row[i], rq->arena, &row[v->rows], err) ||
            !url_end(&w, &row[v->rows].url, err))
            return false;
        row[v->rows++].name = b->row[i].area;
    }
    v->row = row;
    return true;
}

bool areas_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .title = STR("Areas"), .nav = NAV_AREAS, .wide = true };
    struct str asked = field_at(&rq->query, "category");
    struct buf b = { .arena = rq->arena };
    struct areas_view v = { 0 };
    int category = -1;

    for (size_t i = 0; i < rq->shot->tally.categories; i++)
        if (asked.at ? str_eq(rq->shot->tally.category[i].code, asked)
                     : rq->shot->tally.category[i].priority == 1)
            category = (int)i;
    if (category < 0 && asked.at)
        return err_set(err, ERR_MISSING, "there is no such category here");
    if (category >= 0 && !rows(rq, category, &v, err))
        return false;
    page_areas(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
