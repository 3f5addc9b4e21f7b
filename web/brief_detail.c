/* web/brief_detail - behind the tables of the page "Brief": feeds, notes, sources, runs. */
#include <inttypes.h>

#include "brief/words.h"
#include "web/brief_page.h"
#include "web/brief_view.h"
#include "web/snapshot.h"

static bool feed_view(struct arena *a, const struct brief_feed *f, struct brief_feed_view *out,
                      struct err *err)
{
    struct str *notice = arena_new(a, struct str, f->notices + 1);
    struct buf day = { .arena = a };

    if (!notice)
        return err_memory(err, "the feeds");
    for (size_t i = 0; i < f->notices; i++) {
        struct buf b = { .arena = a };

        brief_add_notice(&b, &f->notice[i]);
        if (!buf_done(&b, "a notice", &notice[i], err))
            return false;
    }
    if (f->received)
        buf_add_date_short(&day, f->complete_to);
    *out = (struct brief_feed_view){ f->agency, f->kind, { 0 }, { f->rows }, notice, f->notices };
    return buf_done(&day, "a day", &out->complete_to, err);
}

static bool feeds(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_feed_view *feed = arena_new(rq->arena, struct brief_feed_view, b->feeds + 1);

    if (!feed)
        return err_memory(err, "the feeds");
    for (size_t i = 0; i < b->feeds; i++)
        if (!feed_view(rq->arena, &b->feed[i], &feed[i], err))
            return false;
    v->feed = feed;
    v->feeds = b->feeds;
    return true;
}

static bool sources(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_pair_view *source = arena_new(rq->arena, struct brief_pair_view, b->sources + 1);

    if (!source)
        return err_memory(err, "the sources");
    for (size_t i = 0; i < b->sources; i++) {
        const struct brief_source *s = &b->source[i];
        struct buf words = { .arena = rq->arena };

        buf_add(&words, s->licence);
        buf_add_text(&words, s->licence.len && s->attribution.len ? ". " : "");
        buf_add(&words, s->attribution);
        source[i].term = s->name;
        if (!buf_done(&words, "the sources", &source[i].words, err))
            return false;
    }
    v->source = source;
    v->sources = b->sources;
    return true;
}

static bool runs(struct request *rq, struct brief_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct brief_run_view *run = arena_new(rq->arena, struct brief_run_view, b->runs + 1);

    if (!run)
        return err_memory(err, "the runs");
    for (size_t i = 0; i < b->runs; i++) {
        const struct brief_run *r = &b->run[i];
        struct buf words = { .arena = rq->arena };

        buf_add(&words, r->parameters);
        buf_addf(&words, "; seed %" PRIu64, r->seed);
        run[i] = (struct brief_run_view){ r->id, r->method, { 0 }, r->command, r->stale };
        if (!buf_done(&words, "a run", &run[i].parameters, err))
            return false;
    }
    v->run = run;
    v->runs = b->runs;
    return true;
}

bool brief_view_detail(struct request *rq, struct brief_view *v, struct err *err)
{
    v->note = rq->shot->brief.note;
    v->notes = rq->shot->brief.notes;
    return feeds(rq, v, err) && sources(rq, v, err) && runs(rq, v, err);
}
