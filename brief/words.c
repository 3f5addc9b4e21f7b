#include "brief/words.h"

#include <inttypes.h>

const char *brief_verdict_word(enum brief_verdict v)
{
    static const char *const WORD[BRIEF_VERDICTS] = { "not enough past", "below usual", "usual",
                                                      "above usual" };
    return WORD[v];
}

const char *brief_verdict_key(enum brief_verdict v)
{
    static const char *const KEY[BRIEF_VERDICTS] = { "unknown", "below", "usual", "above" };
    return KEY[v];
}

const char *brief_split_word(enum brief_split_kind s)
{
    static const char *const WORD[BRIEF_SPLITS] = {
        "under 25",          "domestic", "knife-enabled",
        "in a public place", "at night", "repeat",
    };
    return WORD[s];
}

const char *brief_split_key(enum brief_split_kind s)
{
    static const char *const KEY[BRIEF_SPLITS] = { "under_25", "domestic",     "knife",
                                                   "public_place", "night", "repeat" };
    return KEY[s];
}

const char *brief_notice_key(enum brief_notice_kind k)
{
    static const char *const KEY[BRIEF_NOTICES] = { "never", "late", "quiet", "doubled", "gap" };
    return KEY[k];
}

const char *brief_period_key(enum brief_period_kind k)
{
    return k == BRIEF_MONTH ? "month" : "week";
}

const char *brief_thing_key(enum brief_thing_kind k)
{
    return k == BRIEF_CLUSTER ? "cluster" : "series";
}

const char *brief_level_key(enum brief_level l)
{
    return l == BRIEF_WHOLE ? "whole" : "area";
}

static void add_month_name(struct buf *b, struct month m)
{
    buf_add(b, (struct str){ month_word(month_of_year(m)), 3 });
}

static void add_day(struct buf *b, struct date d, bool with_year)
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    buf_add_int(b, day);
    buf_add_byte(b, ' ');
    add_month_name(b, month_of(d));
    if (with_year)
        buf_addf(b, " %d", year);
}

void brief_add_period(struct buf *b, struct brief_period p)
{
    struct month from = month_of(p.from), to = month_of(p.to);
    bool same_year = month_year(from) == month_year(to);
    bool whole_months = p.from.days == month_first(from).days && p.to.days == month_last(to).days;

    if (p.kind == BRIEF_MONTH && whole_months && from.n == to.n) {
        buf_add_month_words(b, from);
        return;
    }
    if (p.kind == BRIEF_MONTH && whole_months) {
        add_month_name(b, from);
        if (!same_year)
            buf_addf(b, " %d", month_year(from));
        buf_add_text(b, " to ");
        buf_add_month_short(b, to);
        return;
    }
    if (p.from.days != p.to.days) {
        add_day(b, p.from, !same_year);
        buf_add_text(b, " to ");
    }
    add_day(b, p.to, true);
}

void brief_add_usual(struct buf *b, struct brief_usual u)
{
    if (!u.known) {
        buf_add_text(b, "not enough past to say what is usual");
        return;
    }
    buf_add_text(b, "usual ");
    buf_add_count(b, u.low);
    if (u.high != u.low) {
        buf_add_text(b, " to ");
        buf_add_count(b, u.high);
    }
}

void brief_add_recurrence(struct buf *b, double days)
{
    double years = days / 365.25, months = days / 30.4375;

    if (years >= 1000)
        buf_add_text(b, "less than once in 1,000 years");
    else if (years >= 1.95) {
        buf_add_text(b, "about once in ");
        buf_add_count(b, (int64_t)(years + 0.5));
        buf_add_text(b, " years");
    } else if (months >= 1.95) {
        buf_addf(b, "about once in %" PRId64 " months", (int64_t)(months + 0.5));
    } else if (days >= 1.5) {
        buf_addf(b, "about once in %" PRId64 " days", (int64_t)(days + 0.5));
    } else {
        buf_add_text(b, "about once a day");
    }
}

static void add_what(struct buf *b, const struct brief_notice *n)
{
    buf_add_text(b, n->category.len ? " " : " rows");
    buf_add(b, n->category);
}

void brief_add_notice(struct buf *b, const struct brief_notice *n)
{
    if (n->kind == BRIEF_NEVER || n->kind == BRIEF_LATE) {
        if (n->category.len) {
            buf_add(b, n->category);
            buf_add_text(b, ": ");
        }
        buf_add_text(b, n->kind == BRIEF_NEVER ? "nothing received yet" : "later than usual");
        return;
    }
    brief_add_period(b, n->period);
    buf_add_text(b, ": ");
    if (n->kind == BRIEF_GAP) {
        buf_add(b, n->category);
        buf_add_text(b, n->category.len ? " not held" : "not held");
        return;
    }
    if (n->observed.known) {
        buf_add_count(b, n->observed.n);
        add_what(b, n);
        buf_add_text(b, ", ");
        brief_add_usual(b, n->usual);
        buf_add_text(b, n->kind == BRIEF_QUIET ? "; the feed went quiet" : "; the feed doubled");
        return;
    }
    buf_add_text(b, n->kind == BRIEF_QUIET ? "the feed went quiet" : "the feed doubled");
}

void brief_add_record(struct buf *b, int64_t reviewed, int64_t right)
{
    if (reviewed <= 0) {
        buf_add_text(b, "no record yet of how often such alerts are right");
        return;
    }
    buf_add_text(b, "such alerts were right ");
    buf_add_count(b, right);
    buf_add_text(b, " of ");
    buf_add_count(b, reviewed);
    buf_add_text(b, reviewed == 1 ? " time" : " times");
}

void brief_add_series(struct buf *b, const struct brief_series *s)
{
    if (s->periods == 0) {
        buf_add_text(b, "no earlier periods held");
        return;
    }
    struct brief_period all = { s->first.kind, s->first.from, s->last.to };

    brief_add_period(b, all);
    buf_add_byte(b, ':');
    for (size_t i = 0; i < s->periods; i++) {
        buf_add_text(b, i ? ", " : " ");
        if (s->count[i] < 0)
            buf_add_text(b, "not held");
        else
            buf_add_int(b, s->count[i]);
        if (s->doubtful && s->doubtful[i] && s->count[i] >= 0)
            buf_add_text(b, " (feed doubtful)");
    }
}
