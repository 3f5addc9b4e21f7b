/* web/brief_side - beside the cards: where, what is missing or late, what is owed, who meets next.
 */
#include "brief/map.h"
#include "brief/words.h"
#include "web/brief_page.h"
#include "web/brief_view.h"
#include "web/snapshot.h"

enum { AREAS_NAMED = 4, NOTICES_SHOWN = 5 };

static bool named(struct request *rq, const struct brief_area *area, struct brief_named_view *out,
                  struct err *err)
{
    struct url_words w = url_begin(rq, "area");
    struct buf b = { .arena = rq->arena };

    buf_add_count(&b, area->count.n);
    buf_add_text(&b, " (");
    brief_add_usual(&b, area->usual);
    buf_add_byte(&b, ')');
    url_part(&w, area->code);
    out->name = area->name;
    return buf_done(&b, "the areas", &out->words, err) && url_end(&w, &out->url, err);
}

static bool all_named(struct request *rq, enum brief_verdict verdict,
                      const struct brief_named_view **out, size_t *n, size_t *more, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_named_view *at = arena_new(rq->arena, struct brief_named_view, AREAS_NAMED);

    if (!at)
        return err_memory(err, "the areas");
    for (size_t i = 0; i < b->areas; i++) {
        if (b->area[i].verdict != verdict)
            continue;
        if (*n == AREAS_NAMED)
            (*more)++;
        else if (!named(rq, &b->area[i], &at[(*n)++], err))
            return false;
    }
    *out = at;
    return true;
}

static bool where(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct buf map = { .arena = rq->arena };

    for (size_t i = 0; i < b->areas; i++) {
        v->seen_above |= b->area[i].verdict == BRIEF_ABOVE;
        v->seen_usual |= b->area[i].verdict == BRIEF_USUAL;
        v->seen_below |= b->area[i].verdict == BRIEF_BELOW;
        v->seen_unknown |= b->area[i].verdict == BRIEF_UNKNOWN;
    }
    v->map_of = b->map_of;
    brief_add_map(&map, b);
    return buf_done(&map, "the map", &v->map.text, err) &&
           all_named(rq, BRIEF_ABOVE, &v->above, &v->aboves, &v->above_more, err) &&
           all_named(rq, BRIEF_BELOW, &v->below, &v->belows, &v->below_more, err);
}

static bool notice(struct request *rq, const struct brief_feed *f, const struct brief_notice *n,
                   struct brief_late_view *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add(&b, f->kind);
    buf_add_text(&b, ": ");
    brief_add_notice(&b, n);
    if (n->kind == BRIEF_LATE && f->received) {
        buf_add_text(&b, "; complete to ");
        buf_add_date_short(&b, f->complete_to);
    }
    out->agency = f->agency;
    return buf_done(&b, "a notice", &out->words, err);
}

/* What is late now comes before what was quiet once. */
static bool late(struct request *rq, struct brief_view *v, struct err *err)
{
    static const enum brief_notice_kind ORDER[] = { BRIEF_NEVER, BRIEF_LATE, BRIEF_QUIET,
                                                    BRIEF_DOUBLED, BRIEF_GAP };
    const struct brief *b = &rq->shot->brief;
    struct brief_late_view *at = arena_new(rq->arena, struct brief_late_view, NOTICES_SHOWN);

    if (!at)
        return err_memory(err, "the notices");
    for (size_t o = 0; o < COUNT_OF(ORDER); o++)
        for (size_t i = 0; i < b->feeds; i++)
            for (size_t k = 0; k < b->feed[i].notices; k++) {
                if (b->feed[i].notice[k].kind != ORDER[o])
                    continue;
                if (v->lates == NOTICES_SHOWN)
                    v->late_more++;
                else if (!notice(rq, &b->feed[i], &b->feed[i].notice[k], &at[v->lates++], err))
                    return false;
            }
    v->late = at;
    v->has_feeds = b->feeds > 0;
    return true;
}

bool brief_view_side(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;

    v->overdue = b->overdue.line;
    v->overdues = b->overdue.kept ? b->overdue.lines : 0;
    v->overdue_none = b->overdue.kept ? STR("No action is overdue.")
                                      : STR("Actions are not kept in safekeep yet.");
    v->panel = b->panels.line;
    v->panels = b->panels.kept ? b->panels.lines : 0;
    v->panels_none = b->panels.kept ? STR("No panel is planned.")
                                    : STR("Panel dates are not kept in safekeep yet.");
    return where(rq, v, err) && late(rq, v, err);
}
