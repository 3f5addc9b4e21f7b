#include "web/about_page.h"

#include "web/about_view.h"
#include "web/alert_words.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"

/* Whose figures of a category are held: the agencies' names, each once. */
static bool whose(const struct tally *t, size_t category, struct arena *a, struct str *out,
                  struct err *err)
{
    struct buf b = { .arena = a };

    for (size_t i = 0; i < t->streams; i++) {
        struct str name = t->feed[t->stream[i].feed].agency_name;
        bool said = t->stream[i].category != category;

        for (size_t k = 0; k < i && !said; k++)
            said = t->stream[k].category == category &&
                   str_eq(t->feed[t->stream[k].feed].agency_name, name);
        if (said)
            continue;
        buf_add_text(&b, b.len ? ", " : "");
        buf_add(&b, name);
    }
    return buf_done(&b, "the agencies' names", out, err);
}

static bool add_categories(struct request *rq, struct about_view *v, struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct about_category *row = arena_new(rq->arena, struct about_category, t->categories + 1);
    struct buf missing = { .arena = rq->arena };

    if (!row)
        return err_memory(err, "what is held");
    for (size_t i = 0; i < t->categories; i++) {
        const struct category *c = &t->category[i];
        struct about_category *to = &row[v->categories];

        if (!whose(t, i, rq->arena, &to->whose, err))
            return false;
        if (to->whose.len == 0) {
            buf_add_text(&missing, missing.len ? "; " : "");
            buf_add(&missing, c->label);
            continue;
        }
        to->label = c->label;
        to->discovered = c->discovered;
        to->denominator = str_eq(c->denominator, STR("none")) ? STR("") : c->denominator;
        v->discovered += c->discovered;
        v->categories++;
    }
    v->category = row;
    return buf_done(&missing, "what is not held", &v->missing, err);
}

static bool add_feeds(struct request *rq, struct about_view *v, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct about_feed *row = arena_new(rq->arena, struct about_feed, b->feeds + 1);
    struct about_source *source = arena_new(rq->arena, struct about_source, b->sources + 1);

    if (!row || !source)
        return err_memory(err, "the feeds");
    for (size_t i = 0; i < b->feeds; i++) {
        const struct brief_feed *f = &b->feed[i];

        row[i] =
            (struct about_feed){ f->agency, f->kind, f->received, f->complete_to, { f->rows } };
    }
    for (size_t i = 0; i < b->sources; i++)
        source[i] = (struct about_source){ b->source[i].name, b->source[i].licence,
                                           b->source[i].attribution };
    v->feed = row;
    v->feeds = b->feeds;
    v->source = source;
    v->sources = b->sources;
    return true;
}

static bool add_records(struct request *rq, struct about_view *v, struct err *err)
{
    static const struct {
        struct str method;
        const char *word;
    } WAY[] = { { { "scan", 4 }, "Clusters in place and time" },
                { { "usual", 5 }, "A ward against its own past" } };
    struct about_record *row = arena_new(rq->arena, struct about_record, COUNT_OF(WAY));

    if (!row)
        return err_memory(err, "the record of alerts");
    for (size_t i = 0; i < COUNT_OF(WAY); i++) {
        struct alert_record r = alert_record(rq->shot, WAY[i].method);

        row[i] = (struct about_record){ .method = WAY[i].word,
                                        .right = r.right,
                                        .not_right = r.not_right,
                                        .acted_on = r.acted_on,
                                        .dismissed = r.dismissed,
                                        .watched = r.watched,
                                        .open = r.open,
                                        .alerts = r.right + r.not_right + r.acted_on + r.dismissed +
                                                  r.watched + r.open };
        v->reviewed += r.right + r.not_right;
    }
    v->record = row;
    v->records = COUNT_OF(WAY);
    return true;
}

static void add_run(struct request *rq, struct about_view *v)
{
    const struct shot_run *r = rq->shot->runs ? &rq->shot->run[0] : NULL;

    if (!r)
        return;
    v->has_run = true;
    v->false_alarms_a_year =
        (struct shown){ r->false_alarms_a_year, r->false_alarms_a_year < 1 ? 1 : 0 };
    v->looks_at_discovered = r->discovered;
    v->streams = r->streams;
    v->series = r->series;
}

bool about_page(struct request *rq, struct reply *rp, struct err *err)
{
    const struct brief *b = &rq->shot->brief;
    struct about_view v = { .partnership = b->partnership,
                            .version = b->version,
                            .looked_for = b->looked_for,
                            .invented = b->invented,
                            .date = rq->shot->date,
                            .note = b->note,
                            .notes = b->notes };
    struct frame f = { .title = STR("About these pages"), .nav = NAV_ABOUT };
    struct buf out = { .arena = rq->arena };

    add_run(rq, &v);
    if (!add_categories(rq, &v, err) || !add_feeds(rq, &v, err) || !add_records(rq, &v, err))
        return false;
    page_about(&out, &v);
    return frame_reply(rq, &f, &out, rp, err);
}
