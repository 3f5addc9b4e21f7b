#include "web/map_ask.h"

#include "web/site.h"

static const struct {
    const char *word, *label;
} SHOW[MAP_SHOWS] = {
    [MAP_COUNT] = { "count", "Count" },
    [MAP_RATE] = { "rate", "Rate for each 1,000" },
    [MAP_USUAL] = { "usual", "Against usual" },
};

const char *map_show_word(enum map_show s)
{
    return SHOW[s].word;
}

const char *map_show_label(enum map_show s)
{
    return SHOW[s].label;
}

const char *map_level_word(enum shot_level level)
{
    return level == SHOT_SMALL ? "small" : "ward";
}

const char *map_level_label(enum shot_level level)
{
    return level == SHOT_SMALL ? "Small areas" : "Wards";
}

struct month map_month(const struct snapshot *s, size_t month)
{
    return (struct month){ s->tally.first.n + (int32_t)month };
}

static bool read_level(struct str word, struct map_ask *out, struct err *err)
{
    if (word.len == 0 || str_eq(word, STR("ward")))
        out->level = SHOT_WARD;
    else if (str_eq(word, STR("small")))
        out->level = SHOT_SMALL;
    else
        return err_set(err, ERR_INPUT, "level must be ward or small");
    return true;
}

static bool read_show(struct str word, struct map_ask *out, struct err *err)
{
    if (word.len == 0)
        return true;
    for (int i = 0; i < MAP_SHOWS; i++)
        if (str_eq(word, str_of(SHOW[i].word))) {
            out->show = (enum map_show)i;
            return true;
        }
    return err_set(err, ERR_INPUT, "show must be count, rate or usual");
}

static bool read_what(const struct snapshot *s, struct str category, struct str flag, struct map_ask *out,
                      struct err *err)
{
    out->what.category = -1;
    if (category.len > 0) {
        out->what.category = snapshot_category(s, category);
        if (out->what.category < 0)
            return err_set(err, ERR_INPUT, "there is no such category here; take one from the list");
    }
    for (int f = 0; f < FLAGS; f++)
        if (str_eq(flag, str_of(flag_word((enum flag)f)))) {
            out->what.flag = (enum flag)f;
            return true;
        }
    return err_set(err, ERR_INPUT, "there is no such flag; take one from the list");
}

/* The newest month held; when none is, the last one there is, which then says so. */
static size_t newest_month(const struct snapshot *s, struct shot_what what)
{
    for (size_t m = s->tally.months; m-- > 0;)
        if (snapshot_held(s, what, m))
            return m;
    return s->tally.months - 1;
}

static bool read_month(const struct snapshot *s, struct str word, struct map_ask *out, struct err *err)
{
    struct month m;

    out->month = newest_month(s, (struct shot_what){ out->what.category, FLAG_ANY });
    if (word.len == 0)
        return true;
    if (!month_read(word, &m))
        return err_set(err, ERR_INPUT, "month must be written like 2025-10");
    if (m.n < s->tally.first.n || m.n >= s->tally.first.n + (int32_t)s->tally.months)
        return err_set(err, ERR_INPUT, "that month lies outside the months held; take one from the list");
    out->month = (size_t)(m.n - s->tally.first.n);
    return true;
}

bool map_ask_read(struct request *rq, struct map_ask *out, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct str at = field_at(&rq->query, "at");
    struct map_ask ask = { .at = AREA_NONE };

    if (s->tally.months == 0)
        return err_set(err, ERR_MISSING, "no month is held yet");
    if (!read_level(field_at(&rq->query, "level"), &ask, err) ||
        !read_show(field_at(&rq->query, "show"), &ask, err) ||
        !read_what(s, field_at(&rq->query, "category"), field_at(&rq->query, "flag"), &ask, err) ||
        !read_month(s, field_at(&rq->query, "month"), &ask, err))
        return false;
    if (at.len > 0) { /* an area of the other level is no fault: the level was changed since */
        enum shot_level level;
        int area = snapshot_area(s, at, &level);

        if (area != AREA_NONE && level == ask.level)
            ask.at = area;
    }
    *out = ask;
    return true;
}

static void add_words(struct url_words *w, const struct request *rq, const struct map_ask *ask)
{
    const struct snapshot *s = rq->shot;
    struct buf month = { .arena = rq->arena };

    if (ask->level == SHOT_SMALL)
        url_query(w, "level", STR("small"));
    if (ask->show != MAP_COUNT)
        url_query(w, "show", str_of(map_show_word(ask->show)));
    if (ask->what.category >= 0)
        url_query(w, "category", s->tally.category[ask->what.category].code);
    url_query(w, "flag", str_of(flag_word(ask->what.flag)));
    buf_add_month(&month, map_month(s, ask->month));
    w->buf.failed = w->buf.failed || month.failed;
    if (!month.failed)
        url_query(w, "month", (struct str){ month.at, month.len });
    if (ask->at != AREA_NONE)
        url_query(w, "at",
                  ask->level == SHOT_SMALL ? s->tally.areas.small.at[ask->at].code
                                           : s->tally.areas.ward.at[ask->at].code);
}

bool map_ask_url(const struct request *rq, const struct map_ask *ask, const char *page, struct url *out,
                 struct err *err)
{
    struct url_words w = url_begin(rq, page);

    add_words(&w, rq, ask);
    return url_end(&w, out, err);
}

bool map_ask_api(const struct request *rq, const struct map_ask *ask, struct url *out, struct err *err)
{
    struct url_words w = url_root(rq, "/api/v1");

    url_part(&w, partnership_name(rq->partnership));
    url_part(&w, STR("map"));
    w.keep_date = !rq->shot->newest;
    add_words(&w, rq, ask);
    return url_end(&w, out, err);
}
