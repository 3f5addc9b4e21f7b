#include "web/map_figures.h"

#include <math.h>
#include <stdlib.h>

#include "brief/words.h"
#include "web/snapshot_store.h"

const char *map_look_word(enum map_look l)
{
    static const char *const WORD[MAP_LOOKS] = { "step-0", "step-1", "step-2", "step-3", "step-4",
                                                 "above",  "usual",  "below",  "unknown" };
    return WORD[l];
}

const char *map_state_word(enum map_state s)
{
    return s == MAP_HELD ? "held" : s == MAP_MONTH_NOT_HELD ? "not held" : BRIEF_CANNOT_SAY;
}

const struct area_list *map_areas(const struct snapshot *s, enum shot_level level)
{
    return level == SHOT_SMALL ? &s->tally.areas.small : &s->tally.areas.ward;
}

bool map_can_say(const struct snapshot *s, int category, enum flag flag, size_t month)
{
    return flag == FLAG_ANY ||
           snapshot_count(s, (struct shot_what){ category, flag }, SHOT_WHOLE, 0, month).known;
}

static enum map_state state_of(const struct snapshot *s, const struct map_ask *ask)
{
    if (!snapshot_held(s, (struct shot_what){ ask->what.category, FLAG_ANY }, ask->month))
        return MAP_MONTH_NOT_HELD;
    return map_can_say(s, ask->what.category, ask->what.flag, ask->month) ? MAP_HELD : MAP_CANNOT_SAY;
}

static void fill(const struct snapshot *s, const struct map_figures *f, enum shot_level level, int area,
                 struct map_row *r)
{
    int at = area == AREA_NONE ? 0 : area;
    struct comparison c;

    r->area = area;
    r->look = MAP_NOT_KNOWN;
    if (f->state != MAP_HELD)
        return;
    r->count = snapshot_count(s, f->ask.what, level, at, f->ask.month);
    c = snapshot_compare(s, f->ask.what, level, at, f->ask.month);
    r->usual = (struct brief_usual){ c.usual.known, c.usual.low, c.usual.high, c.usual.expected };
    r->verdict = brief_judge((struct brief_count){ r->count.known, r->count.n }, r->usual);
    r->rate = snapshot_rate(s, f->ask.what, level, at, f->ask.month, 1);
}

/* ---- what is shown of a row, as a whole number ---- */

static bool shown_of(const struct map_row *r, enum map_show show, int64_t *out)
{
    if (show == MAP_RATE) {
        if (!r->rate.known)
            return false;
        *out = (int64_t)llround(r->rate.per_1000 * 10);
        return true;
    }
    *out = r->count.n;
    return r->count.known;
}

static enum map_look look_of_verdict(enum brief_verdict v)
{
    return v == BRIEF_ABOVE   ? MAP_ABOVE
           : v == BRIEF_BELOW ? MAP_BELOW
           : v == BRIEF_USUAL ? MAP_INSIDE
                              : MAP_NOT_KNOWN;
}

static void add_legend(struct map_figures *f, enum map_look look, int64_t from, int64_t to)
{
    size_t areas = 0;

    for (size_t i = 0; i < f->rows; i++)
        areas += f->row[i].look == look;
    if (areas > 0)
        f->legend[f->legends++] = (struct map_legend){ look, from, to, areas };
}

static bool class_rows(struct map_figures *f, struct arena *a, struct err *err)
{
    int64_t *value = arena_new(a, int64_t, f->rows + 1), v;
    struct map_scale scale;
    size_t n = 0;

    if (!value)
        return err_memory(err, "the map's classes");
    for (size_t i = 0; i < f->rows; i++)
        if (shown_of(&f->row[i], f->ask.show, &v))
            value[n++] = v;
    scale = map_scale_of(value, n);
    for (size_t i = 0; i < f->rows; i++)
        if (shown_of(&f->row[i], f->ask.show, &v))
            f->row[i].look = (enum map_look)(MAP_CLASS_1 + map_scale_class(&scale, v));
    for (int i = 0; i < scale.classes; i++)
        add_legend(f, (enum map_look)(MAP_CLASS_1 + i), scale.from[i], scale.to[i]);
    add_legend(f, MAP_NOT_KNOWN, 0, 0);
    return true;
}

static void judge_rows(struct map_figures *f)
{
    for (size_t i = 0; i < f->rows; i++)
        f->row[i].look = look_of_verdict(f->row[i].verdict);
    for (int l = MAP_ABOVE; l < MAP_LOOKS; l++)
        add_legend(f, (enum map_look)l, 0, 0);
}

/* ---- order ---- */

static int by_number(double a, double b)
{
    return (a < b) - (a > b);
}

static int by_name(const struct map_row *a, const struct map_row *b)
{
    int n = str_order(a->name, b->name);

    return n ? n : str_order(a->code, b->code);
}

static double count_or_none(const struct map_row *r)
{
    return r->count.known ? (double)r->count.n : -1;
}

static int by_count(const void *x, const void *y)
{
    const struct map_row *a = x, *b = y;
    int n = by_number(count_or_none(a), count_or_none(b));

    return n ? n : by_name(a, b);
}

static int by_rate(const void *x, const void *y)
{
    const struct map_row *a = x, *b = y;
    int n = by_number(a->rate.known ? a->rate.per_1000 : -1, b->rate.known ? b->rate.per_1000 : -1);

    return n ? n : by_name(a, b);
}

static int by_verdict(const void *x, const void *y)
{
    static const int PLACE[BRIEF_VERDICTS] = {
        [BRIEF_ABOVE] = 0, [BRIEF_BELOW] = 1, [BRIEF_USUAL] = 2, [BRIEF_UNKNOWN] = 3
    };
    const struct map_row *a = x, *b = y;
    int n = PLACE[a->verdict] - PLACE[b->verdict];

    return n ? n : by_count(x, y);
}

static void sort_rows(struct map_figures *f)
{
    if (f->rows == 0)
        return;
    qsort(f->row, f->rows, sizeof *f->row,
          f->ask.show == MAP_RATE    ? by_rate
          : f->ask.show == MAP_USUAL ? by_verdict
                                     : by_count);
}

static void note_rates(struct map_figures *f)
{
    f->denominator = f->why_no_rate = STR("");
    for (size_t i = 0; i < f->rows; i++) {
        const struct brief_rate *r = &f->row[i].rate;

        if (r->known && f->denominator.len == 0)
            f->denominator = r->denominator;
        if (!r->known && f->without_rate++ == 0)
            f->why_no_rate = r->why_not;
    }
}

/* The same incident may stand in two partners' feeds: one feed is counted, and which it is must be said. */
static void note_feed(const struct snapshot *s, struct map_figures *f)
{
    const struct shot_series *of = &s->series[(size_t)(f->ask.what.category + 1) * FLAGS];
    const struct tally *t = &s->tally;

    f->agency = STR("");
    if (!of->any)
        return;
    f->agency = t->feed[of->stream.feed].agency_name;
    for (size_t i = 0; i < t->streams; i++)
        f->others = f->others ||
                    (t->stream[i].feed != of->stream.feed && t->stream[i].total > 0 &&
                     (f->ask.what.category < 0 || t->stream[i].category == (size_t)f->ask.what.category));
}

bool map_figures_make(const struct snapshot *s, const struct map_ask *ask, struct arena *a,
                      struct map_figures *out, struct err *err)
{
    struct map_figures f = { .ask = *ask, .month = map_month(s, ask->month), .state = state_of(s, ask) };
    const struct area_list *areas = map_areas(s, ask->level);

    f.doubtful = f.state == MAP_HELD && !snapshot_sound(s, ask->what, ask->month);
    f.row = arena_new(a, struct map_row, areas->len + 1);
    if (!f.row)
        return err_memory(err, "the map's figures");
    for (; f.rows < areas->len; f.rows++) {
        struct map_row *r = &f.row[f.rows];

        fill(s, &f, ask->level, (int)f.rows, r);
        r->code = areas->at[f.rows].code;
        r->name = areas->at[f.rows].name;
    }
    fill(s, &f, SHOT_WHOLE, AREA_NONE, &f.whole);
    note_rates(&f);
    note_feed(s, &f);
    if (ask->show == MAP_USUAL)
        judge_rows(&f);
    else if (!class_rows(&f, a, err))
        return false;
    sort_rows(&f);
    *out = f;
    return true;
}
