#include "brief/csv.h"
#include "brief/words.h"

static void end_field(struct buf *b)
{
    buf_add_byte(b, ',');
}

static void add_str(struct buf *b, struct str s)
{
    buf_add_csv(b, s);
    end_field(b);
}

static void add_text(struct buf *b, const char *s)
{
    add_str(b, str_of(s));
}

static void add_date(struct buf *b, struct date d)
{
    buf_add_date(b, d);
    end_field(b);
}

static void add_int(struct buf *b, bool known, int64_t n)
{
    if (known)
        buf_add_int(b, n);
    end_field(b);
}

static void add_real(struct buf *b, bool known, double x)
{
    if (known)
        buf_add_real(b, x, 6);
    end_field(b);
}

static void add_heads(struct buf *b)
{
    buf_add_text(b, "level,priority,area,area_code,feed,period,period_from,period_to,complete_to,"
                    "count,usual_low,usual_high,expected,verdict,year_ago,twelve_months,"
                    "months_held,rate_per_1000,rate_months,rate_of,force_rank,force_districts");
    for (int s = 0; s < BRIEF_SPLITS; s++) {
        buf_add_byte(b, ',');
        buf_add_text(b, brief_split_key((enum brief_split_kind)s));
    }
    buf_add_text(b, "\r\n");
}

static void add_figures(struct buf *b, const struct brief_row *r)
{
    add_int(b, r->count.known, r->count.n);
    add_int(b, r->usual.known, r->usual.low);
    add_int(b, r->usual.known, r->usual.high);
    add_real(b, r->usual.known, r->usual.expected);
    add_text(b, brief_verdict_key(r->verdict));
    add_int(b, r->year_ago.known, r->year_ago.n);
    add_int(b, r->twelve.known, r->twelve.n);
    add_int(b, true, r->months_held);
    add_real(b, r->rate.known, r->rate.per_1000);
    add_int(b, r->rate.known, r->rate.months);
    add_str(b, r->rate.known ? r->rate.denominator : STR(""));
    add_int(b, r->rank.known, r->rank.rank);
    if (r->rank.known)
        buf_add_int(b, r->rank.of);
}

static void add_row(struct buf *b, const struct brief_row *r)
{
    add_text(b, brief_level_key(r->level));
    add_str(b, r->priority);
    add_str(b, r->area);
    add_str(b, r->area_code);
    add_str(b, r->feed);
    add_text(b, brief_period_key(r->period.kind));
    add_date(b, r->period.from);
    add_date(b, r->period.to);
    add_date(b, r->complete_to);
    add_figures(b, r);
    for (int s = 0; s < BRIEF_SPLITS; s++) {
        buf_add_byte(b, ',');
        if (r->split[s].known)
            buf_add_int(b, r->split[s].n);
        else
            buf_add_text(b, BRIEF_CANNOT_SAY);
    }
    buf_add_text(b, "\r\n");
}

bool brief_csv(const struct brief *b, struct arena *a, struct str *out, struct err *err)
{
    struct buf csv = { .arena = a };

    if (!brief_check(b, err))
        return false;
    add_heads(&csv);
    for (size_t i = 0; i < b->rows; i++)
        add_row(&csv, &b->row[i]);
    return buf_done(&csv, "the brief's CSV", out, err);
}
