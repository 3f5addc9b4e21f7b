#include "web/map_json.h"

#include "brief/words.h"
#include "web/map_figures.h"
#include "web/route.h"

static void add_str(struct buf *b, struct str s)
{
    buf_add_csv(b, s);
    buf_add_byte(b, ',');
}

static void add_int(struct buf *b, bool known, int64_t n)
{
    if (known)
        buf_add_int(b, n);
    buf_add_byte(b, ',');
}

/* What all rows share: the month, what is counted, and by which areas. */
static void add_asked(struct buf *b, const struct snapshot *s, const struct map_figures *f)
{
    int category = f->ask.what.category;

    buf_add_month(b, f->month);
    buf_add_byte(b, ',');
    add_str(b, category < 0 ? STR("all") : s->tally.category[category].code);
    add_str(b, str_of(f->ask.what.flag == FLAG_ANY ? "all" : flag_word(f->ask.what.flag)));
    add_str(b, str_of(map_state_word(f->state)));
}

static void add_row(struct buf *b, const struct snapshot *s, const struct map_figures *f,
                    const struct map_row *r)
{
    add_asked(b, s, f);
    add_str(b, str_of(r->area == AREA_NONE ? "whole" : map_level_word(f->ask.level)));
    add_str(b, r->code);
    add_str(b, r->name);
    add_int(b, r->count.known, r->count.n);
    add_int(b, r->usual.known, r->usual.low);
    add_int(b, r->usual.known, r->usual.high);
    if (r->usual.known)
        buf_add_real(b, r->usual.expected, 3);
    buf_add_byte(b, ',');
    add_str(b, str_of(brief_verdict_key(r->verdict)));
    if (r->rate.known)
        buf_add_real(b, r->rate.per_1000, 3);
    buf_add_byte(b, ',');
    buf_add_csv(b, r->rate.known ? r->rate.denominator : STR(""));
    buf_add_text(b, "\r\n");
}

bool map_figures_csv(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct map_figures f;
    struct map_ask ask;

    if (!map_ask_read(rq, &ask, err) || !map_figures_make(rq->shot, &ask, rq->arena, &f, err))
        return false;
    buf_add_text(&b,
                 "month,category,only,state,level,area_code,area,count,usual_low,usual_high,expected,verdict,"
                 "rate_per_1000,rate_of\r\n");
    f.whole.code = f.whole.name = STR("all");
    add_row(&b, rq->shot, &f, &f.whole);
    for (size_t i = 0; i < f.rows; i++)
        add_row(&b, rq->shot, &f, &f.row[i]);
    return reply_csv(rq, &b, "map", rp, err);
}
