#include "web/alert_page.h"

#include "base/number.h"
#include "brief/words.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/url.h"

/* ---- what was seen and what was expected ---- */

static bool fill_head(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                      struct err *err)
{
    struct arena *to = rq->arena;
    struct buf title = { .arena = to }, range = { .arena = to }, days = { .arena = to };
    int n = a->to.days - a->from.days + 1;

    if (!alerts_row_fill(rq, a, &v->row, err))
        return false;
    v->category = v->row.category;
    v->place = v->row.place;
    v->agency = a->agency;
    v->standing = a->standing;
    v->cluster = alert_is_cluster(a);
    v->expected = (struct shown){ a->expected, 1 };
    buf_add(&title, v->category);
    buf_add_text(&title, ", ");
    buf_add(&title, v->place);
    brief_add_usual(&range, alert_usual(a));
    if (alert_period(rq->shot, a).kind == BRIEF_WEEK)
        buf_addf(&days, n == 1 ? "%d day" : "%d days", n);
    return buf_done(&title, "a title", &v->title, err) &&
           buf_done(&range, "a range", &v->range, err) &&
           buf_done(&days, "a period", &v->days, err);
}

/* ---- why it stands out ---- */

static bool fill_why(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                     struct err *err)
{
    struct buf why = { .arena = rq->arena };

    if (v->cluster) {
        buf_addf(&why, "%zu small area%s within ", a->areas, a->areas == 1 ? "" : "s");
        buf_add_real(&why, a->radius_km, 1);
        buf_add_text(
            &why,
            " km hold more in these days than their own level and the days’ own level lead one to "
            "expect. A busy place expects much, and so does a busy week: what stands out is the "
            "two "
            "together.");
    } else
        buf_add_text(
            &why,
            "The ward is held against its own sound earlier months, with the season taken into "
            "account. Other wards’ counts play no part.");
    return buf_done(&why, "a reason", &v->why, err);
}

static bool fill_chance(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                        struct err *err)
{
    struct buf chance = { .arena = rq->arena }, compared = { .arena = rq->arena };
    const struct shot_run *r = alert_run(rq->shot, a);
    int64_t n = alert_looked_at(rq->shot, a);

    if (n > 0 && a->recurrence_days > 0) {
        buf_add_text(&chance, "By chance alone as much would be seen ");
        alert_add_chance(&chance, rq->shot, a);
        buf_add_text(&chance, ", somewhere among all that was looked at.");
    } else
        buf_add_text(&chance, "How often chance alone shows as much has not been worked out.");
    if (n > 0 && v->cluster) {
        buf_addf(&compared,
                 "%lld stream%s of incidents %s looked through, each for all circles up to ",
                 (long long)n, n == 1 ? "" : "s", n == 1 ? "was" : "were");
        buf_add_real(&compared, r->max_radius_km, 1);
        buf_add_text(&compared,
                     " km around every place; the chance allows for every circle that was tried.");
    } else if (n > 0)
        buf_addf(&compared,
                 "%lld series of wards and categories were held against their own past at the same "
                 "time; "
                 "the chance allows for all of them.",
                 (long long)n);
    return buf_done(&chance, "a chance", &v->chance, err) &&
           buf_done(&compared, "a chance", &v->compared, err);
}

/* What another feed saw in the months of the alert, in its areas or its ward. */
static bool other_feed(struct request *rq, const struct shot_alert *a, const struct stream *own,
                       const struct stream *other, struct str *out, struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    int from = month_of(a->from).n - t->first.n, to = month_of(a->to).n - t->first.n;
    struct buf b = { .arena = rq->arena };
    int64_t n = 0;

    *out = STR("");
    if (other->feed == own->feed || from < 0 || (size_t)to >= t->months ||
        !tally_held(t, other, (size_t)to))
        return true;
    for (int m = from; m <= to; m++)
        for (size_t i = 0; i < a->areas; i++) {
            int small = area_by_code(&t->areas.small, a->area[i]),
                ward = area_by_code(&t->areas.ward, a->area[i]);

            n += small != AREA_NONE  ? tally_small(t, other, small, (size_t)m)
                 : ward != AREA_NONE ? tally_ward(t, other, ward, (size_t)m)
                                     : 0;
        }
    buf_add(&b, t->feed[other->feed].agency_name);
    buf_addf(&b, " counted %lld of ", (long long)n);
    buf_add(&b, t->category[other->category].label);
    buf_add_text(&b, " there in the same months.");
    return buf_done(&b, "what others saw", out, err);
}

static bool fill_evidence(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                          struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    const struct stream *own = alert_stream(rq->shot, a);
    struct str *line = arena_new(rq->arena, struct str, t->streams + 1);

    if (!line)
        return err_memory(err, "what others saw");
    for (size_t i = 0; own && i < t->streams; i++) {
        const struct stream *s = &t->stream[i];

        if (s->category != own->category &&
            !str_eq(t->category[s->category].code, STR("hospital-assault")))
            continue;
        if (!other_feed(rq, a, own, s, &line[v->evidences], err))
            return false;
        v->evidences += line[v->evidences].len > 0;
    }
    if (v->evidences == 0)
        line[v->evidences++] = STR("No other feed is held that could confirm or contradict it.");
    v->evidence = line;
    return true;
}

/* Its splits, where it is one of the brief's things: "6 of 9 at night"; and what the feed cannot
 * say. */
static bool fill_splits(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                        struct err *err)
{
    const struct brief *brief = &rq->shot->brief;
    struct buf can = { .arena = rq->arena }, cannot = { .arena = rq->arena };

    for (size_t i = 0; i < brief->things; i++) {
        const struct brief_thing *t = &brief->thing[i];

        if (t->run != a->run || t->observed != a->observed || t->period.from.days != a->from.days ||
            t->period.to.days != a->to.days || !str_eq(t->priority, v->category))
            continue;
        for (int k = 0; k < BRIEF_SPLITS; k++) {
            struct buf *b = t->split[k].known ? &can : &cannot;

            buf_add_text(b, b->len ? ", " : "");
            if (t->split[k].known)
                buf_addf(b, "%lld of %lld ", (long long)t->split[k].n, (long long)a->observed);
            buf_add_text(b, brief_split_word((enum brief_split_kind)k));
        }
    }
    return buf_done(&can, "the splits", &v->splits, err) &&
           buf_done(&cannot, "the splits", &v->cannot, err);
}

/* ---- the run ---- */

static struct alert_fact fact(const char *term, struct buf *b)
{
    return (struct alert_fact){ term, { b->at, b->len } };
}

static bool fill_run(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                     struct err *err)
{
    const struct shot_run *r = alert_run(rq->shot, a);
    struct arena *to = rq->arena;
    struct buf command = { .arena = to }, run = { .arena = to }, up_to = { .arena = to },
               circle = { .arena = to }, deal = { .arena = to }, dial = { .arena = to },
               in = { .arena = to }, p = { .arena = to };
    struct alert_fact *f = arena_new(to, struct alert_fact, 8);

    if (!f)
        return err_memory(err, "the settings");
    buf_addf(&command, "safekeep repeat --store STORE %lld", (long long)a->run);
    v->fact = f;
    if (!buf_done(&command, "a command", &v->command, err) || !r)
        return err->kind == ERR_NONE;
    v->has_run = true;
    buf_addf(&run, "%lld, made by safekeep ", (long long)r->id);
    buf_add(&run, r->version);
    buf_add_date_words(&up_to, r->until);
    buf_add_text(&circle, "up to ");
    buf_add_real(&circle, r->max_radius_km, 1);
    buf_add_text(&circle, " km, and ");
    buf_add_real(&circle, r->max_population_share * 100, 0);
    buf_add_text(&circle, " % of cases at most");
    buf_addf(&deal, "%lld, seed %lld", (long long)r->replications, (long long)r->seed);
    buf_add_real(&dial, r->false_alarms_a_year, r->false_alarms_a_year < 1 ? 1 : 0);
    buf_add_text(&dial, " a year, over all that was looked at");
    buf_add(&in, r->inputs);
    buf_add_real(&p, a->p_value, a->p_value < .0001 ? 9 : 4);
    f[v->facts++] = fact("Run", &run);
    f[v->facts++] = fact("Looked at up to", &up_to);
    f[v->facts++] = fact("Chance of as much or more, in this series alone (p)", &p);
    f[v->facts++] = fact("False alarms accepted", &dial);
    f[v->facts++] = fact("Circles", &circle);
    f[v->facts++] = fact("Dates dealt out anew", &deal);
    if (r->inputs.len)
        f[v->facts++] = fact("What went in (digest)", &in);
    return !(run.failed || up_to.failed || circle.failed || deal.failed || dial.failed ||
             in.failed || p.failed) ||
           err_memory(err, "the settings");
}

static bool fill_record(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                        struct err *err)
{
    struct alert_record r = alert_record(rq->shot, a->method);
    struct buf b = { .arena = rq->arena };

    brief_add_record(&b, r.right + r.not_right, r.right);
    if (b.len && b.at[0] >= 'a' && b.at[0] <= 'z')
        b.at[0] = (char)(b.at[0] - 'a' + 'A');
    return buf_done(&b, "the record", &v->record, err);
}

static bool fill_related(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                         struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct alerts_row *row = arena_new(rq->arena, struct alerts_row, s->alerts + 1);

    if (!row)
        return err_memory(err, "the alerts");
    v->related = (struct alerts_table){ "Other alerts of the same place", row, 0 };
    for (size_t i = 0; i < s->alerts; i++)
        if (alert_related(s, a, &s->alert[i]) && alert_listed(&s->alert[i]) &&
            !alerts_row_fill(rq, &s->alert[i], &row[v->related.rows++], err))
            return false;
    return true;
}

/* ---- the page ---- */

static bool fill_urls(struct request *rq, struct alert_view *v, struct err *err)
{
    struct url_words about = url_begin(rq, "about"), alerts = url_begin(rq, "alerts");

    url_fragment(&about, "wrong");
    return url_end(&about, &v->about, err) && url_end(&alerts, &v->alerts, err);
}

bool alert_asked_for(const struct request *rq, const struct shot_alert **out, struct err *err)
{
    int64_t id;

    *out = number_int(rq->id, &id) && id > 0 ? snapshot_alert(rq->shot, id) : NULL;
    return *out || err_set(err, ERR_MISSING,
                           "there is no such alert; the page Alerts lists those there are");
}

bool alert_reply(struct request *rq, const struct shot_alert *a, const struct alert_asked *asked,
                 struct reply *rp, struct err *err)
{
    struct alert_view v = { .replaced = a->replaced };
    struct buf b = { .arena = rq->arena };
    struct frame_link crumb = { .text = STR("Alerts") };

    if (!fill_head(rq, a, &v, err) || !fill_why(rq, a, &v, err) || !fill_chance(rq, a, &v, err) ||
        !fill_evidence(rq, a, &v, err) || !fill_splits(rq, a, &v, err) ||
        !fill_run(rq, a, &v, err) || !fill_record(rq, a, &v, err) ||
        !fill_related(rq, a, &v, err) || !fill_urls(rq, &v, err) ||
        !alert_fill_past(rq, a, &v, err) || !alert_fill_where(rq, a, &v, err) ||
        !alert_fill_review(rq, a, asked, &v, err))
        return false;
    crumb.url = v.alerts;
    struct frame f = { .title = v.title,
                       .nav = NAV_ALERTS,
                       .crumb = &crumb,
                       .crumbs = 1,
                       .has_error = v.has_errors,
                       .status = v.clash        ? 409
                                 : v.has_errors ? 400
                                                : 0 };

    page_alert(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}

bool alert_page(struct request *rq, struct reply *rp, struct err *err)
{
    const struct shot_alert *a;

    return alert_asked_for(rq, &a, err) && alert_reply(rq, a, NULL, rp, err);
}
