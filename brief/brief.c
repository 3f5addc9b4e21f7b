#include "brief/brief.h"

#include <math.h>

enum brief_verdict brief_judge(struct brief_count count, struct brief_usual usual)
{
    if (!count.known || !usual.known)
        return BRIEF_UNKNOWN;
    if (count.n < usual.low)
        return BRIEF_BELOW;
    return count.n > usual.high ? BRIEF_ABOVE : BRIEF_USUAL;
}

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7f)
            return false;
    return str_is_utf8(s);
}

static bool all_plain(const struct str *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_plain(s[i]))
            return false;
    return true;
}

static bool usual_fits(struct brief_usual u)
{
    return !u.known || (u.low >= 0 && u.low <= u.high && isfinite(u.expected) && u.expected >= 0);
}

static bool period_fits(struct brief_period p)
{
    return p.from.days <= p.to.days && (p.kind == BRIEF_MONTH || p.kind == BRIEF_WEEK);
}

static bool splits_fit(const struct brief_count split[BRIEF_SPLITS], struct brief_count of)
{
    for (size_t s = 0; s < BRIEF_SPLITS; s++)
        if (split[s].known && (!of.known || split[s].n < 0 || split[s].n > of.n))
            return false;
    return true;
}

static bool series_fits(const struct brief_series *s)
{
    return s->periods == 0 ||
           (s->count && period_fits(s->first) && period_fits(s->last) &&
            s->first.from.days <= s->last.from.days && s->first.kind == s->last.kind);
}

static bool check_thing(const struct brief *b, size_t i, struct err *err)
{
    const struct brief_thing *t = &b->thing[i];
    const struct str text[] = { t->priority, t->place, t->reason,   t->already_there,
                                t->decision, t->owner, t->due,      t->command };

    if (t->priority.len == 0 || t->place.len == 0)
        return err_set(err, ERR_BUG, "thing %zu of the brief has no priority or place", i + 1);
    if (!all_plain(text, COUNT_OF(text)) || !all_plain(t->evidence, t->evidences))
        return err_set(err, ERR_BUG, "thing %zu of the brief has text that is not plain", i + 1);
    if (!period_fits(t->period) || !usual_fits(t->usual) || t->observed < 0)
        return err_set(err, ERR_BUG, "thing %zu of the brief has figures that cannot be", i + 1);
    if (!(t->p >= 0 && t->p <= 1) || !(t->recurrence_days >= 0) || !isfinite(t->recurrence_days))
        return err_set(err, ERR_BUG, "thing %zu of the brief has a chance outside 0 to 1", i + 1);
    if (!splits_fit(t->split, (struct brief_count){ true, t->observed }))
        return err_set(err, ERR_BUG, "thing %zu of the brief splits into more than it has", i + 1);
    if (t->right < 0 || t->right > t->reviewed)
        return err_set(err, ERR_BUG, "thing %zu of the brief was right too often", i + 1);
    if (t->has_area && t->area >= b->areas)
        return err_set(err, ERR_BUG, "thing %zu of the brief lies in no area", i + 1);
    if (t->has_circle && (!place_is_british(t->centre) || !(t->radius_km >= 0) ||
                          t->radius_km > 500))
        return err_set(err, ERR_BUG, "thing %zu of the brief has a circle off the map", i + 1);
    return series_fits(&t->series) ||
           err_set(err, ERR_BUG, "thing %zu of the brief has a series that cannot be", i + 1);
}

static bool check_row_figures(const struct brief_row *r, size_t i, struct err *err)
{
    if (!usual_fits(r->usual) || (r->count.known && r->count.n < 0))
        return err_set(err, ERR_BUG, "row %zu of the brief has a range or count that cannot be", i);
    if (r->verdict != brief_judge(r->count, r->usual))
        return err_set(err, ERR_BUG, "row %zu of the brief has a verdict its range denies", i);
    if (!splits_fit(r->split, r->count))
        return err_set(err, ERR_BUG, "row %zu of the brief splits into more than it has", i);
    if (r->months_held < 0 || r->months_held > 12 || (r->twelve.known && r->months_held == 0))
        return err_set(err, ERR_BUG, "row %zu of the brief holds an odd number of months", i);
    if (r->rate.known && (!isfinite(r->rate.per_1000) || r->rate.per_1000 < 0 ||
                          r->rate.months < 1 || r->rate.denominator.len == 0))
        return err_set(err, ERR_BUG, "row %zu of the brief has a rate of nothing named", i);
    if (r->rank.known && (r->rank.rank < 1 || r->rank.rank > r->rank.of))
        return err_set(err, ERR_BUG, "row %zu of the brief has a rank outside its list", i);
    return true;
}

static bool check_row(const struct brief_row *r, size_t i, struct err *err)
{
    const struct str text[] = { r->priority,         r->feed,         r->area, r->area_code,
                                r->rate.denominator, r->rate.why_not };

    if (r->priority.len == 0 || r->area.len == 0)
        return err_set(err, ERR_BUG, "row %zu of the brief has no priority or area", i);
    if (!all_plain(text, COUNT_OF(text)))
        return err_set(err, ERR_BUG, "row %zu of the brief has text that is not plain", i);
    if (r->level != BRIEF_WHOLE && r->level != BRIEF_AREA)
        return err_set(err, ERR_BUG, "row %zu of the brief has no level", i);
    if (!period_fits(r->period) || !series_fits(&r->series))
        return err_set(err, ERR_BUG, "row %zu of the brief has a period that cannot be", i);
    return check_row_figures(r, i, err);
}

static bool check_feed(const struct brief_feed *f, size_t i, struct err *err)
{
    if (!is_plain(f->agency) || !is_plain(f->kind) || f->agency.len == 0)
        return err_set(err, ERR_BUG, "feed %zu of the brief has no plain name", i);
    for (size_t k = 0; k < f->notices; k++) {
        const struct brief_notice *n = &f->notice[k];
        bool dated = n->kind == BRIEF_QUIET || n->kind == BRIEF_DOUBLED || n->kind == BRIEF_GAP;

        if ((unsigned)n->kind >= BRIEF_NOTICES || !usual_fits(n->usual) || !is_plain(n->category) ||
            (dated && !period_fits(n->period)))
            return err_set(err, ERR_BUG, "feed %zu of the brief has a notice that cannot be", i);
    }
    return true;
}

static bool check_area(const struct brief_area *area, size_t i, struct err *err)
{
    if (area->name.len == 0 || !is_plain(area->name) || !is_plain(area->code))
        return err_set(err, ERR_BUG, "area %zu of the brief has no plain name", i);
    if (!usual_fits(area->usual) || area->verdict != brief_judge(area->count, area->usual))
        return err_set(err, ERR_BUG, "area %zu of the brief has a verdict its range denies", i);
    return true;
}

static bool check_origin(const struct brief *b, struct err *err)
{
    for (size_t i = 0; i < b->sources; i++) {
        const struct brief_source *s = &b->source[i];
        if (!is_plain(s->name) || !is_plain(s->licence) || !is_plain(s->attribution))
            return err_set(err, ERR_BUG, "source %zu of the brief has text not plain", i + 1);
    }
    for (size_t i = 0; i < b->runs; i++) {
        const struct brief_run *r = &b->run[i];
        const struct str text[] = { r->method, r->parameters, r->inputs, r->result, r->command };
        if (!all_plain(text, COUNT_OF(text)))
            return err_set(err, ERR_BUG, "run %zu of the brief has text not plain", i + 1);
    }
    return true;
}

static bool check_frame(const struct brief *b, struct err *err)
{
    const struct str text[] = { b->partnership, b->marking, b->version,
                                b->command,     b->map_of,  b->looked_for };

    if (b->partnership.len == 0 || b->marking.len == 0)
        return err_set(err, ERR_BUG, "the brief has no partnership or marking");
    if (!all_plain(text, COUNT_OF(text)) || !all_plain(b->note, b->notes) ||
        !all_plain(b->stale, b->stales) || !all_plain(b->overdue.line, b->overdue.lines) ||
        !all_plain(b->panels.line, b->panels.lines))
        return err_set(err, ERR_BUG, "the brief has text that is not plain");
    if (b->things > BRIEF_THINGS_MAX || b->things_more < 0)
        return err_set(err, ERR_BUG, "the brief has more than %d things", BRIEF_THINGS_MAX);
    return true;
}

bool brief_check(const struct brief *b, struct err *err)
{
    if (!check_frame(b, err) || !check_origin(b, err))
        return false;
    for (size_t i = 0; i < b->things; i++)
        if (!check_thing(b, i, err))
            return false;
    for (size_t i = 0; i < b->rows; i++)
        if (!check_row(&b->row[i], i + 1, err))
            return false;
    for (size_t i = 0; i < b->feeds; i++)
        if (!check_feed(&b->feed[i], i + 1, err))
            return false;
    for (size_t i = 0; i < b->areas; i++)
        if (!check_area(&b->area[i], i + 1, err))
            return false;
    return true;
}
