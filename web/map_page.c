#include "web/map_page.h"

#include "brief/words.h"
#include "web/frame.h"
#include "web/map_alerts.h"
#include "web/map_choice.h"
#include "web/map_json.h"
#include "web/map_view.h"
#include "web/pages.h"
#include "web/site.h"

/* ---- words ---- */

static void add_what(struct buf *b, const struct snapshot *s, const struct map_ask *ask)
{
    if (ask->what.category < 0)
        buf_add_text(b, "Everything recorded");
    else
        buf_add(b, s->tally.category[ask->what.category].label);
    if (ask->what.flag != FLAG_ANY) {
        buf_add_text(b, " (");
        buf_add_text(b, flag_label(ask->what.flag));
        buf_add_byte(b, ')');
    }
}

static const char *by_words(const struct map_ask *ask)
{
    return ask->level == SHOT_SMALL ? " by small area, " : " by ward, ";
}

/* Where there are several feeds the title says whose figures these are, as the form does. */
static void add_whose(struct buf *b, const struct snapshot *s, const struct map_figures *f)
{
    if (s->tally.feeds < 2 || f->agency.len == 0)
        return;
    buf_add_text(b, ", ");
    buf_add(b, f->agency);
}

static bool title_words(const struct request *rq, const struct map_figures *f, struct str *out,
                        struct err *err)
{
    struct buf b = { .arena = rq->arena };

    add_what(&b, rq->shot, &f->ask);
    buf_add_text(&b, by_words(&f->ask));
    buf_add_month_words(&b, f->month);
    add_whose(&b, rq->shot, f);
    return buf_done(&b, "the map's title", out, err);
}

/* How many in the whole partnership, and what that is held against: or why there is nothing to shade. */
static bool lead_words(const struct request *rq, const struct map_figures *f, struct str *out,
                       struct err *err)
{
    struct buf b = { .arena = rq->arena };

    if (f->state == MAP_MONTH_NOT_HELD)
        buf_add_text(&b, "This month is not held. Nothing is shaded: that is not calm, it is not known.");
    else if (f->state == MAP_CANNOT_SAY)
        buf_add_text(&b, "Nothing is shaded: this feed cannot say which incidents these are.");
    else {
        buf_add_count(&b, f->whole.count.n);
        buf_add_text(&b, " in all of the partnership, ");
        brief_add_usual(&b, f->whole.usual);
        buf_add_text(&b, ", as ");
        buf_add(&b, f->agency);
        buf_add_text(
            &b, f->others
                    ? " sent them. Other partners' feeds are not added: the same incident may stand in two."
                    : " sent them.");
    }
    if (f->doubtful)
        buf_add_text(&b,
                     " The feed was quiet or doubled in this month: do not take its figures for the town's.");
    return buf_done(&b, "the map's lead", out, err);
}

/* ---- the table ---- */

static bool count_words(struct arena *a, const struct map_figures *f, const struct map_row *r,
                        struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    if (f->state == MAP_CANNOT_SAY)
        buf_add_text(&b, BRIEF_CANNOT_SAY);
    else if (!r->count.known)
        buf_add_text(&b, "not held");
    else
        buf_add_count(&b, r->count.n);
    return buf_done(&b, "a count", out, err);
}

static bool usual_words(struct arena *a, const struct map_row *r, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    if (!r->usual.known)
        buf_add_text(&b, "–");
    else {
        buf_add_count(&b, r->usual.low);
        if (r->usual.high != r->usual.low) {
            buf_add_text(&b, " to ");
            buf_add_count(&b, r->usual.high);
        }
    }
    return buf_done(&b, "a usual range", out, err);
}

static bool rate_words(struct arena *a, const struct map_figures *f, const struct map_row *r, struct str *out,
                       struct err *err)
{
    struct buf b = { .arena = a };

    if (f->state != MAP_HELD)
        buf_add_text(&b, "–");
    else if (r->rate.known)
        buf_add_real(&b, r->rate.per_1000, 1);
    else
        buf_add(&b, r->rate.why_not.len ? r->rate.why_not : STR("not held"));
    return buf_done(&b, "a rate", out, err);
}

static bool fill_row(const struct request *rq, const struct map_figures *f, const struct map_row *r,
                     struct map_view_row *out, struct err *err)
{
    struct buf said = { .arena = rq->arena };

    out->look = map_look_word(r->look);
    out->verdict = brief_verdict_key(r->verdict);
    out->verdict_word = f->state == MAP_HELD ? brief_verdict_word(r->verdict) : "not known";
    map_add_said(&said, f, r);
    return buf_done(&said, "an area's words", &out->said, err) &&
           count_words(rq->arena, f, r, &out->count, err) && usual_words(rq->arena, r, &out->usual, err) &&
           rate_words(rq->arena, f, r, &out->rate, err);
}

static bool fill_area(const struct request *rq, const struct map_figures *f, const struct map_row *r,
                      struct map_view_row *out, struct err *err)
{
    struct url_words w = url_begin(rq, "area");
    struct buf key = { .arena = rq->arena };

    url_part(&w, r->code);
    map_add_key(&key, r->look);
    out->code = r->code;
    out->name = r->name;
    out->pointed_out = r->area == f->ask.at;
    return fill_row(rq, f, r, out, err) && url_end(&w, &out->area, err) &&
           buf_done(&key, "a row's key", &out->key.text, err);
}

static bool rate_label(const struct request *rq, const struct map_figures *f, struct map_view *v,
                       struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add_text(&b, "Each 1,000");
    if (f->denominator.len > 0) {
        buf_add_byte(&b, ' ');
        buf_add(&b, f->denominator);
    }
    return buf_done(&b, "a column's name", &v->rate_label, err);
}

static bool table(const struct request *rq, const struct map_figures *f, struct map_view *v, struct err *err)
{
    struct map_view_row *row = arena_new(rq->arena, struct map_view_row, f->rows + 1);
    struct buf b = { .arena = rq->arena };

    if (!row)
        return err_memory(err, "the map's table");
    for (size_t i = 0; i < f->rows; i++)
        if (!fill_area(rq, f, &f->row[i], &row[i], err))
            return false;
    v->row = row;
    v->rows = f->rows;
    v->level_label = f->ask.level == SHOT_SMALL ? STR("Small area") : STR("Ward");
    buf_add_text(&b, f->ask.show == MAP_USUAL  ? "Above and below usual first"
                     : f->ask.show == MAP_RATE ? "The highest rate first"
                                               : "The highest count first");
    v->whole.name = STR("All areas");
    return fill_row(rq, f, &f->whole, &v->whole, err) && rate_label(rq, f, v, err) &&
           buf_done(&b, "the table's caption", &v->caption, err);
}

/* ---- the legend ---- */

static void add_bound(struct buf *b, const struct map_figures *f, int64_t n)
{
    if (f->ask.show == MAP_RATE)
        buf_add_real(b, (double)n / 10, 1);
    else
        buf_add_count(b, n);
}

static void add_key_words(struct buf *b, const struct map_figures *f, const struct map_legend *l)
{
    if (l->look <= MAP_CLASS_5) {
        add_bound(b, f, l->from);
        if (l->to != l->from) {
            buf_add_text(b, " to ");
            add_bound(b, f, l->to);
        }
    } else if (l->look == MAP_NOT_KNOWN)
        buf_add_text(b, f->state == MAP_CANNOT_SAY       ? BRIEF_CANNOT_SAY
                        : f->state == MAP_MONTH_NOT_HELD ? "not held"
                        : f->ask.show == MAP_RATE        ? "no rate"
                        : f->ask.show == MAP_USUAL       ? "not enough past"
                                                         : "not held");
    else
        buf_add_text(b, l->look == MAP_ABOVE   ? "above usual"
                        : l->look == MAP_BELOW ? "below usual"
                                               : "usual");
    buf_addf(b, " (%zu %s)", l->areas, l->areas == 1 ? "area" : "areas");
}

static bool legend(const struct request *rq, const struct map_figures *f, struct map_view *v, struct err *err)
{
    struct map_view_key *key = arena_new(rq->arena, struct map_view_key, MAP_LOOKS);
    struct buf title = { .arena = rq->arena };

    if (!key)
        return err_memory(err, "the map's legend");
    for (size_t i = 0; i < f->legends; i++) {
        struct buf picture = { .arena = rq->arena }, words = { .arena = rq->arena };

        map_add_key(&picture, f->legend[i].look);
        add_key_words(&words, f, &f->legend[i]);
        if (!buf_done(&picture, "a legend", &key[i].picture.text, err) ||
            !buf_done(&words, "a legend", &key[i].text, err))
            return false;
    }
    v->key = key;
    v->keys = f->legends;
    buf_add_text(&title,
                 f->ask.show == MAP_USUAL ? "Against the area's own usual range" : "Incidents in the month");
    if (f->ask.show == MAP_RATE) {
        buf_add_text(&title, " for each 1,000 ");
        buf_add(&title, f->denominator.len ? f->denominator : STR("of a number that is not held"));
    }
    return buf_done(&title, "a legend", &v->legend_title, err);
}

static bool notes(const struct request *rq, const struct map_figures *f, struct map_view *v, struct err *err)
{
    struct str *note = arena_new(rq->arena, struct str, 4);

    if (!note)
        return err_memory(err, "the map's notes");
    if (f->ask.show == MAP_RATE)
        note[v->notes++] =
            STR("A rate divides what happened in an area by those who live or keep house there. Town "
                "centres, stations and shopping streets have few of them and many visitors: a high "
                "rate there does not mean that residents are at greater risk.");
    if (f->ask.show == MAP_RATE && f->without_rate > 0 && f->state == MAP_HELD)
        note[v->notes++] = STR("Areas without a rate say why in the table.");
    if (f->ask.show == MAP_COUNT)
        note[v->notes++] =
            STR("A count says where most was recorded, not where it is unusual: larger and busier "
                "areas have more.");
    if (f->ask.show == MAP_USUAL)
        note[v->notes++] =
            STR("Usual is what the area's own sound earlier months lead one to expect, 95 times of 100. "
                "Of 100 areas some five lie outside by chance alone.");
    v->note = note;
    return true;
}

/* ---- the page ---- */

static bool barred(const struct request *rq, const struct map_ask *ask, struct map_view *v)
{
    for (int f = 0; f < FLAGS; f++)
        if (!map_can_say(rq->shot, ask->what.category, (enum flag)f, ask->month))
            v->barred =
                STR("A filter marked “this feed cannot say” is not to be had: no partner's file for this "
                    "month says it of each incident. It is not nought.");
    return true;
}

static struct str attribution(const struct snapshot *s)
{
    for (size_t i = 0; i < s->imports; i++)
        for (size_t g = 0; g < s->agencies; g++)
            if (str_eq(s->import[i].kind, STR("areas")) && !s->import[i].withdrawn &&
                str_eq(s->import[i].agency_code, s->agency[g].code))
                return s->agency[g].attribution;
    return STR("");
}

static bool addresses(const struct request *rq, const struct map_ask *ask, struct map_view *v,
                      struct err *err)
{
    struct url_words plain = url_begin(rq, "map"), alerts = url_begin(rq, "alerts");

    url_without_date(&plain);
    v->as_of = !rq->shot->newest;
    v->date = rq->shot->date;
    if (ask->at != AREA_NONE)
        v->at = map_areas(rq->shot, ask->level)->at[ask->at].code;
    return url_end(&plain, &v->plain, err) && url_end(&alerts, &v->alerts_page, err) &&
           map_ask_url(rq, ask, "map", &v->self, err) && map_ask_url(rq, ask, "map.csv", &v->csv, err) &&
           map_ask_api(rq, ask, &v->json, err) && map_outlines_url(rq, ask->level, &v->outlines, err);
}

static bool picture(const struct request *rq, const struct map_figures *f, const struct map_alerts *m,
                    struct map_view *v, struct err *err)
{
    struct buf b = { .arena = rq->arena }, patterns = { .arena = rq->arena };
    struct map_drawing d = { rq->shot, f, m->mark, m->marks, v->title };

    v->has_picture = map_has_outline(rq->shot, f->ask.level);
    map_add_patterns(&patterns);
    map_add_picture(&b, &d);
    return buf_done(&patterns, "the map", &v->patterns.text, err) &&
           buf_done(&b, "the map", &v->picture.text, err);
}

bool map_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct map_ask ask;
    struct map_figures f;
    struct map_alerts m;
    struct map_view v = { .attribution = attribution(rq->shot) };
    struct frame frame = { .nav = NAV_MAP, .wide = true, .script = { "leaflet.js", "map.js" } };
    struct buf b = { .arena = rq->arena };

    if (!map_ask_read(rq, &ask, err) || !map_figures_make(rq->shot, &ask, rq->arena, &f, err) ||
        !map_alerts_find(rq, &ask, &m, err) || !title_words(rq, &f, &v.title, err) ||
        !lead_words(rq, &f, &v.lead, err) || !table(rq, &f, &v, err) || !legend(rq, &f, &v, err) ||
        !notes(rq, &f, &v, err) || !addresses(rq, &ask, &v, err) || !picture(rq, &f, &m, &v, err) ||
        !map_alerts_list(rq, &m, &v, err) || !barred(rq, &ask, &v) ||
        !map_choice_selects(rq, &ask, &v, err) || !map_choice_months(rq, &ask, &v, err))
        return false;
    frame.title = v.title;
    page_map(&b, &v);
    return frame_reply(rq, &frame, &b, rp, err);
}
