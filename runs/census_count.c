#include "runs/census_count.h"

static bool make_counts(const struct census *c, struct arena *a, struct census_counts *out, struct err *err)
{
    out->small = arena_new(a, int64_t, (c->areas.small.len + 1) * c->months);
    out->ward = arena_new(a, int64_t, c->areas.ward.len * c->months + 1);
    out->whole = arena_new(a, int64_t, c->months);
    return (out->small && out->ward && out->whole) || err_memory(err, "the incidents' counts");
}

/* Rows without a place are in the whole's counts and in no ward's. */
static void sum_levels(const struct census *c, struct census_counts *n)
{
    for (size_t i = 0; i <= c->areas.small.len; i++) {
        int ward = i < c->areas.small.len ? c->areas.small.at[i].ward : AREA_NONE;
        const int64_t *from = n->small + i * c->months;
        for (size_t m = 0; m < c->months; m++) {
            n->whole[m] += from[m];
            if (ward != AREA_NONE)
                n->ward[(size_t)ward * c->months + m] += from[m];
        }
    }
}

static void add_smalls(const struct census *c, const struct census_counts *n, struct census_counts *to)
{
    for (size_t k = 0; k < (c->areas.small.len + 1) * c->months; k++)
        to->small[k] += n->small[k];
}

/* ---- all rows ---- */

static void count_rows(const struct census *c, const struct census_stream *s, int64_t *small,
                       struct census_placed *placed)
{
    for (size_t m = 0; m < c->months; m++) {
        placed[m + 1] = placed[m];
        for (const struct census_row *r = s->row + s->from[m]; r < s->row + s->from[m + 1]; r++) {
            small[r->area * c->months + m]++;
            placed[m + 1].by_point += r->placed == CENSUS_BY_POINT;
            placed[m + 1].nowhere += r->placed == CENSUS_NO_PLACE;
        }
    }
}

static bool count_stream(const struct census *c, struct census_stream *s, struct arena *a, struct err *err)
{
    struct census_placed *placed = arena_new(a, struct census_placed, c->months + 1);

    if (!placed)
        return err_memory(err, "the incidents' counts");
    if (!make_counts(c, a, &s->count.all, err))
        return false;
    count_rows(c, s, s->count.all.small, placed);
    sum_levels(c, &s->count.all);
    s->placed = placed;
    return true;
}

static bool is_of(const struct census_feed *f, const struct census_stream *s)
{
    return f->agency_id == s->agency_id && str_eq(f->kind, s->kind);
}

/* Streams stand by feed, so a feed's follow one another. */
static bool make_feeds(struct census *c, struct arena *a, struct err *err)
{
    c->feed = arena_new(a, struct census_feed, c->streams + 1);
    if (!c->feed)
        return err_memory(err, "the incidents' counts");
    for (size_t i = 0; i < c->streams; i++) {
        const struct census_stream *s = &c->stream[i];
        if (c->feeds && is_of(&c->feed[c->feeds - 1], s))
            continue;
        c->feed[c->feeds] = (struct census_feed){ .agency_id = s->agency_id, .kind = s->kind };
        if (!make_counts(c, a, &c->feed[c->feeds++].count.all, err))
            return false;
    }
    return true;
}

bool census_count(struct census *c, struct arena *a, struct err *err)
{
    if (!make_feeds(c, a, err))
        return false;
    for (size_t i = 0; i < c->streams; i++)
        if (!count_stream(c, &c->stream[i], a, err))
            return false;
    for (size_t f = 0; f < c->feeds; f++) {
        for (size_t i = 0; i < c->streams; i++)
            if (is_of(&c->feed[f], &c->stream[i]))
                add_smalls(c, &c->stream[i].count.all, &c->feed[f].count.all);
        sum_levels(c, &c->feed[f].count.all);
    }
    return true;
}

/* ---- flags ---- */

static unsigned flags_said(const struct census_stream *s)
{
    unsigned said = 0;

    for (size_t i = 0; i < s->rows; i++)
        said |= s->row[i].said;
    return said;
}

static bool make_flags(const struct census *c, unsigned said, struct arena *a, struct census_figures *out,
                       struct err *err)
{
    for (int f = 0; f < CENSUS_FLAGS; f++) {
        if (!(said >> f & 1) || out->flag[f].small)
            continue;
        out->said[f] = arena_new(a, int64_t, c->months);
        if (!out->said[f])
            return err_memory(err, "the incidents' counts");
        if (!make_counts(c, a, &out->flag[f], err))
            return false;
    }
    return true;
}

static void count_flag(const struct census *c, const struct census_stream *s, int flag,
                       struct census_figures *to)
{
    for (size_t m = 0; m < c->months; m++)
        for (const struct census_row *r = s->row + s->from[m]; r < s->row + s->from[m + 1]; r++) {
            to->said[flag][m] += r->said >> flag & 1;
            to->flag[flag].small[r->area * c->months + m] += r->said >> flag & r->is >> flag & 1;
        }
    sum_levels(c, &to->flag[flag]);
}

static bool flag_stream(const struct census *c, struct census_stream *s, struct census_feed *feed,
                        struct arena *a, struct err *err)
{
    unsigned said = flags_said(s);

    if (!make_flags(c, said, a, &s->count, err) || !make_flags(c, said, a, &feed->count, err))
        return false;
    for (int f = 0; f < CENSUS_FLAGS; f++) {
        if (!(said >> f & 1))
            continue;
        count_flag(c, s, f, &s->count);
        add_smalls(c, &s->count.flag[f], &feed->count.flag[f]);
        for (size_t m = 0; m < c->months; m++)
            feed->count.said[f][m] += s->count.said[f][m];
    }
    return true;
}

bool census_count_flags(struct census *c, struct arena *a, struct err *err)
{
    for (size_t f = 0; f < c->feeds; f++) {
        for (size_t i = 0; i < c->streams; i++)
            if (is_of(&c->feed[f], &c->stream[i]) && !flag_stream(c, &c->stream[i], &c->feed[f], a, err))
                return false;
        for (int k = 0; k < CENSUS_FLAGS; k++)
            if (c->feed[f].count.flag[k].small)
                sum_levels(c, &c->feed[f].count.flag[k]);
    }
    return true;
}
