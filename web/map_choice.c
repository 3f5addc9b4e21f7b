#include "web/map_choice.h"

#include "brief/words.h"
#include "web/map_figures.h"

enum { SELECTS = 5 };

static struct map_view_option *options_new(const struct request *rq, size_t n, struct err *err)
{
    struct map_view_option *o = arena_new(rq->arena, struct map_view_option, n + 1);

    if (!o)
        (void)err_memory(err, "the map's form");
    return o;
}

static bool some_of(const struct tally *t, size_t category)
{
    for (size_t i = 0; i < t->streams; i++)
        if (t->stream[i].category == category && t->stream[i].total > 0)
            return true;
    return false;
}

/* One feed is counted, never two added: where there are several, each choice says whose figures it shows. */
static bool category_words(const struct request *rq, int category, struct str *out, struct err *err)
{
    const struct feed *of = snapshot_feed(rq->shot, (struct shot_what){ category, FLAG_ANY });
    struct buf b = { .arena = rq->arena };

    if (category < 0)
        buf_add_text(&b, "Everything recorded");
    else
        buf_add(&b, rq->shot->tally.category[category].label);
    if (of && rq->shot->tally.feeds > 1) {
        buf_add_text(&b, category < 0 ? " by " : " – ");
        buf_add(&b, of->agency_name);
    }
    return buf_done(&b, "a category's words", out, err);
}

static bool select_category(const struct request *rq, const struct map_ask *ask, struct map_view_select *out,
                            struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct map_view_option *o = options_new(rq, t->categories + 1, err);
    size_t n = 0;

    if (!o)
        return false;
    o[n] = (struct map_view_option){ .chosen = ask->what.category < 0 };
    if (!category_words(rq, -1, &o[n++].text, err))
        return false;
    for (size_t c = 0; c < t->categories; c++) {
        bool chosen = (int)c == ask->what.category;

        if (!chosen && !some_of(t, c))
            continue;
        o[n] = (struct map_view_option){ .value = t->category[c].code, .chosen = chosen };
        if (!category_words(rq, (int)c, &o[n++].text, err))
            return false;
    }
    *out = (struct map_view_select){ "category", "What", o, n };
    return true;
}

static bool select_flag(const struct request *rq, const struct map_ask *ask, struct map_view_select *out,
                        struct err *err)
{
    struct map_view_option *o = options_new(rq, FLAGS, err);

    if (!o)
        return false;
    for (int f = 0; f < FLAGS; f++) {
        enum flag flag = (enum flag)f;
        struct buf b = { .arena = rq->arena };
        bool says = map_can_say(rq->shot, ask->what.category, flag, ask->month);

        buf_add_text(&b, flag_label(flag));
        if (!says)
            buf_add_text(&b, ": " BRIEF_CANNOT_SAY);
        o[f].value = str_of(flag_word(flag));
        o[f].chosen = flag == ask->what.flag;
        o[f].barred = !says && !o[f].chosen;
        if (!buf_done(&b, "a flag's words", &o[f].text, err))
            return false;
    }
    *out = (struct map_view_select){ "flag", "Only", o, FLAGS };
    return true;
}

static bool select_level(const struct request *rq, const struct map_ask *ask, struct map_view_select *out,
                         struct err *err)
{
    struct map_view_option *o = options_new(rq, 2, err);

    if (!o)
        return false;
    for (int i = 0; i < 2; i++) {
        enum shot_level level = i ? SHOT_SMALL : SHOT_WARD;

        o[i] = (struct map_view_option){ str_of(map_level_word(level)), str_of(map_level_label(level)),
                                         level == ask->level, false };
    }
    *out = (struct map_view_select){ "level", "By", o, 2 };
    return true;
}

static bool select_show(const struct request *rq, const struct map_ask *ask, struct map_view_select *out,
                        struct err *err)
{
    struct map_view_option *o = options_new(rq, MAP_SHOWS, err);

    if (!o)
        return false;
    for (int i = 0; i < MAP_SHOWS; i++)
        o[i] = (struct map_view_option){ str_of(map_show_word((enum map_show)i)),
                                         str_of(map_show_label((enum map_show)i)),
                                         (enum map_show)i == ask->show, false };
    *out = (struct map_view_select){ "show", "Shaded by", o, MAP_SHOWS };
    return true;
}

static bool month_option(const struct request *rq, const struct map_ask *ask, size_t month,
                         struct map_view_option *out, struct err *err)
{
    struct buf value = { .arena = rq->arena }, text = { .arena = rq->arena };

    buf_add_month(&value, map_month(rq->shot, month));
    buf_add_month_words(&text, map_month(rq->shot, month));
    if (!snapshot_held(rq->shot, (struct shot_what){ ask->what.category, FLAG_ANY }, month))
        buf_add_text(&text, ": not held");
    out->chosen = month == ask->month;
    return buf_done(&value, "a month", &out->value, err) && buf_done(&text, "a month", &out->text, err);
}

/* The months held, the newest first, and the one that is shown. */
static bool select_month(const struct request *rq, const struct map_ask *ask, struct map_view_select *out,
                         struct err *err)
{
    size_t months = rq->shot->tally.months, n = 0;
    struct map_view_option *o = options_new(rq, months, err);

    if (!o)
        return false;
    for (size_t m = months; m-- > 0;) {
        if (m != ask->month &&
            !snapshot_held(rq->shot, (struct shot_what){ ask->what.category, FLAG_ANY }, m))
            continue;
        if (!month_option(rq, ask, m, &o[n++], err))
            return false;
    }
    *out = (struct map_view_select){ "month", "Month", o, n };
    return true;
}

bool map_choice_selects(const struct request *rq, const struct map_ask *ask, struct map_view *v,
                        struct err *err)
{
    struct map_view_select *s = arena_new(rq->arena, struct map_view_select, SELECTS);

    if (!s)
        return err_memory(err, "the map's form");
    if (!select_category(rq, ask, &s[0], err) || !select_flag(rq, ask, &s[1], err) ||
        !select_level(rq, ask, &s[2], err) || !select_show(rq, ask, &s[3], err) ||
        !select_month(rq, ask, &s[4], err))
        return false;
    v->select = s;
    v->selects = SELECTS;
    return true;
}

/* ---- the months as links ---- */

static bool month_link(const struct request *rq, const struct map_ask *ask, size_t month,
                       struct map_view_month *out, struct err *err)
{
    struct map_ask other = *ask;
    struct month m = map_month(rq->shot, month);

    other.month = month;
    *out = (struct map_view_month){ .month = m,
                                    .word = { month_word(month_of_year(m)), 3 },
                                    .current = month == ask->month };
    out->held = snapshot_held(rq->shot, (struct shot_what){ ask->what.category, FLAG_ANY }, month);
    return !out->held || map_ask_url(rq, &other, "map", &out->url, err);
}

bool map_choice_months(const struct request *rq, const struct map_ask *ask, struct map_view *v,
                       struct err *err)
{
    size_t months = rq->shot->tally.months;
    struct map_view_month *link = arena_new(rq->arena, struct map_view_month, months + 1);
    struct map_view_year *year = arena_new(rq->arena, struct map_view_year, months + 1);
    bool some = false;

    if (!link || !year)
        return err_memory(err, "the map's months");
    for (size_t m = 0; m < months; m++) {
        int of = month_year(map_month(rq->shot, m));

        if (!month_link(rq, ask, m, &link[m], err))
            return false;
        if (v->years == 0 || year[v->years - 1].year != of) {
            v->years -= v->years > 0 && !some; /* a year of which nothing is held says nothing */
            year[v->years++] = (struct map_view_year){ .year = of, .month = &link[m] };
            some = false;
        }
        year[v->years - 1].months++;
        some = some || link[m].held;
    }
    v->years -= v->years > 0 && !some;
    for (size_t i = 0; i < v->years / 2; i++) { /* the newest first */
        struct map_view_year swap = year[i];

        year[i] = year[v->years - 1 - i];
        year[v->years - 1 - i] = swap;
    }
    v->year = year;
    return true;
}
