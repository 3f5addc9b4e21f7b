/* web/brief_things - the cards of the page "Brief": at most three, in words and links. */
#include "brief/spark.h"
#include "brief/words.h"
#include "web/brief_page.h"
#include "web/brief_view.h"
#include "web/snapshot.h"

bool brief_view_splits(struct arena *a, const struct brief_count *split, int64_t of,
                       struct str *can, struct str *cannot, struct err *err)
{
    struct buf yes = { .arena = a }, no = { .arena = a };

    for (int s = 0; s < BRIEF_SPLITS; s++) {
        struct buf *b = split[s].known ? &yes : &no;
        bool first = b->len == 0;

        buf_add_text(b, first ? "" : ", ");
        if (split[s].known) {
            buf_add_count(b, split[s].n);
            if (first) {
                buf_add_text(b, " of ");
                buf_add_count(b, of);
            }
            buf_add_byte(b, ' ');
        }
        buf_add_text(b, brief_split_word((enum brief_split_kind)s));
    }
    return buf_done(&yes, "the splits", can, err) && buf_done(&no, "the splits", cannot, err);
}

static bool period_words(struct arena *a, const struct brief_thing *t, struct str *out,
                         struct err *err)
{
    int days = t->period.to.days - t->period.from.days + 1;
    struct buf b = { .arena = a };

    if (t->period.kind == BRIEF_WEEK)
        buf_addf(&b, days == 1 ? "%d day, " : "%d days, ", days);
    brief_add_period(&b, t->period);
    return buf_done(&b, "a period", out, err);
}

static bool chance_words(struct arena *a, const struct brief_thing *t, struct str *out,
                         struct err *err)
{
    struct buf b = { .arena = a };

    if (t->recurrence_days > 0) {
        buf_add_text(&b, "By chance alone as much would be seen ");
        brief_add_recurrence(&b, t->recurrence_days);
        buf_add_byte(&b, '.');
    } else {
        buf_add_text(&b, "How often chance alone shows as much has not been worked out.");
    }
    return buf_done(&b, "a chance", out, err);
}

static bool record_words(struct arena *a, const struct brief_thing *t, struct str *out,
                         struct err *err)
{
    struct buf b = { .arena = a };

    brief_add_record(&b, t->reviewed, t->right);
    if (b.len && b.at[0] >= 'a' && b.at[0] <= 'z')
        b.at[0] = (char)(b.at[0] - 'a' + 'A');
    return buf_done(&b, "a record", out, err);
}

/* The alert this thing was made of: the same run, days and count, of a category of the same words.
 */
static const struct shot_alert *alert_of(const struct snapshot *s, const struct brief_thing *t)
{
    for (size_t i = 0; i < s->alerts; i++) {
        const struct shot_alert *a = &s->alert[i];

        if (a->run != t->run || a->from.days != t->period.from.days ||
            a->to.days != t->period.to.days || a->observed != t->observed)
            continue;
        for (size_t c = 0; c < s->tally.categories; c++)
            if (str_eq(s->tally.category[c].code, a->category) &&
                str_eq(s->tally.category[c].label, t->priority))
                return a;
    }
    return NULL;
}

static bool links(struct request *rq, const struct brief_thing *t, struct brief_thing_view *v,
                  struct err *err)
{
    const struct shot_alert *alert = alert_of(rq->shot, t);
    struct url_words map = url_begin(rq, "map"), page = url_begin(rq, "alert");
    struct buf id = { .arena = rq->arena };
    struct str nr;

    url_query(&map, "category", brief_view_category(rq->shot, t->priority));
    if (!url_end(&map, &v->map, err))
        return false;
    if (!alert)
        return true;
    buf_add_int(&id, alert->id);
    if (!buf_done(&id, "an address", &nr, err))
        return false;
    url_part(&page, nr);
    return url_end(&page, &v->alert, err);
}

static bool thing_view(struct request *rq, size_t i, struct brief_thing_view *v, struct err *err)
{
    const struct brief_thing *t = &rq->shot->brief.thing[i];
    enum brief_verdict verdict = brief_judge((struct brief_count){ true, t->observed }, t->usual);
    struct buf usual = { .arena = rq->arena }, spark = { .arena = rq->arena };

    *v = (struct brief_thing_view){ .nr = i + 1,
                                    .priority = t->priority,
                                    .place = t->place,
                                    .ongoing = t->ongoing,
                                    .observed = { t->observed },
                                    .reason = t->reason,
                                    .evidence = t->evidence,
                                    .evidences = t->evidences,
                                    .already_there = { t->already_there },
                                    .decision = { t->decision },
                                    .owner = { t->owner },
                                    .due = { t->due } };
    brief_add_usual(&usual, t->usual);
    brief_add_spark(&spark, &t->series, t->usual, verdict);
    return buf_done(&usual, "a range", &v->usual, err) &&
           buf_done(&spark, "a picture", &v->spark.text, err) &&
           period_words(rq->arena, t, &v->when, err) &&
           chance_words(rq->arena, t, &v->chance, err) &&
           record_words(rq->arena, t, &v->record, err) && links(rq, t, v, err) &&
           brief_view_splits(rq->arena, t->split, t->observed, &v->can, &v->cannot, err);
}

static bool looked_words(struct request *rq, struct str *out, struct err *err)
{
    const struct brief *brief = &rq->shot->brief;
    struct buf b = { .arena = rq->arena };

    if (brief->things_more > 0) {
        buf_add_count(&b, brief->things_more);
        buf_add_text(&b, brief->things_more == 1 ? " more count is" : " more counts are");
        buf_add_text(&b, " outside the usual range: see the tables. ");
    }
    buf_add(&b, brief->looked_for);
    return buf_done(&b, "the brief", out, err);
}

bool brief_view_things(struct request *rq, struct brief_view *v, struct err *err)
{
    static const char *const HEAD[] = { "Nothing unusual was found", "One thing to decide",
                                        "Two things to decide", "Three things to decide" };
    const struct brief *brief = &rq->shot->brief;
    struct brief_thing_view *thing =
        arena_new(rq->arena, struct brief_thing_view, BRIEF_THINGS_MAX);

    if (!thing)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < brief->things; i++)
        if (!thing_view(rq, i, &thing[i], err))
            return false;
    v->head = str_of(HEAD[brief->things]);
    v->thing = thing;
    v->things = brief->things;
    return looked_words(rq, &v->looked, err);
}
