#include "brief/json.h"
#include "base/json.h"
#include "brief/words.h"

#include <inttypes.h>

enum { DECIMALS = 6 };

static void member_real(struct json_out *j, const char *key, double x)
{
    json_member_real(j, key, x, DECIMALS);
}

static void member_count(struct json_out *j, const char *key, struct brief_count c)
{
    json_key(j, key);
    if (c.known)
        json_int(j, c.n);
    else
        json_null(j);
}

static void member_date(struct json_out *j, const char *key, struct date d)
{
    char text[32];
    int year, month, day;

    date_split(d, &year, &month, &day);
    (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    json_member_text(j, key, text);
}

static void member_strs(struct json_out *j, const char *key, const struct str *s, size_t n)
{
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < n; i++)
        json_str(j, s[i]);
    json_close_array(j);
}

static void member_period(struct json_out *j, struct brief_period p)
{
    json_key(j, "period");
    json_open_object(j);
    json_member_text(j, "kind", brief_period_key(p.kind));
    member_date(j, "from", p.from);
    member_date(j, "to", p.to);
    json_close_object(j);
}

static void member_usual(struct json_out *j, struct brief_usual u)
{
    json_key(j, "usual");
    if (!u.known) {
        json_null(j);
        return;
    }
    json_open_object(j);
    json_member_int(j, "low", u.low);
    json_member_int(j, "high", u.high);
    member_real(j, "expected", u.expected);
    json_close_object(j);
}

static void member_series(struct json_out *j, const struct brief_series *s)
{
    json_key(j, "series");
    json_open_object(j);
    if (s->periods) {
        member_date(j, "from", s->first.from);
        member_date(j, "to", s->last.to);
    }
    json_key(j, "count");
    json_open_array(j);
    for (size_t i = 0; i < s->periods; i++) {
        if (s->count[i] < 0)
            json_null(j);
        else
            json_int(j, s->count[i]);
    }
    json_close_array(j);
    json_key(j, "doubtful");
    json_open_array(j);
    for (size_t i = 0; i < s->periods; i++)
        json_bool(j, s->doubtful && s->doubtful[i]);
    json_close_array(j);
    json_close_object(j);
}

/* Known splits as numbers, the others as the words a reader must see. */
static void member_splits(struct json_out *j, const struct brief_count split[BRIEF_SPLITS])
{
    json_key(j, "splits");
    json_open_object(j);
    for (int s = 0; s < BRIEF_SPLITS; s++) {
        json_key(j, brief_split_key((enum brief_split_kind)s));
        if (split[s].known)
            json_int(j, split[s].n);
        else
            json_text(j, BRIEF_CANNOT_SAY);
    }
    json_close_object(j);
}

static void member_where(struct json_out *j, const struct brief *b, const struct brief_thing *t)
{
    json_key(j, "circle");
    if (t->has_circle) {
        json_open_object(j);
        member_real(j, "longitude", t->centre.lon);
        member_real(j, "latitude", t->centre.lat);
        member_real(j, "radius_km", t->radius_km);
        json_close_object(j);
    } else {
        json_null(j);
    }
    json_key(j, "area_code");
    if (t->has_area)
        json_str(j, b->area[t->area].code);
    else
        json_null(j);
}

static void add_thing(struct json_out *j, const struct brief *b, const struct brief_thing *t)
{
    json_open_object(j);
    json_member_text(j, "kind", brief_thing_key(t->kind));
    json_member_str(j, "priority", t->priority);
    json_member_str(j, "place", t->place);
    json_member_bool(j, "ongoing", t->ongoing);
    member_period(j, t->period);
    json_member_int(j, "observed", t->observed);
    member_usual(j, t->usual);
    member_real(j, "p", t->p);
    member_real(j, "recurrence_days", t->recurrence_days);
    json_member_int(j, "looked_at", t->looked_at);
    json_member_str(j, "reason", t->reason);
    member_strs(j, "evidence", t->evidence, t->evidences);
    member_splits(j, t->split);
    json_member_str(j, "already_there", t->already_there);
    json_member_str(j, "decision", t->decision);
    json_member_str(j, "owner", t->owner);
    json_member_str(j, "due", t->due);
    json_member_int(j, "reviewed", t->reviewed);
    json_member_int(j, "right", t->right);
    member_where(j, b, t);
    member_series(j, &t->series);
    json_member_str(j, "command", t->command);
    json_member_int(j, "run", t->run);
    json_close_object(j);
}

static void member_rate(struct json_out *j, const struct brief_row *r)
{
    json_key(j, "rate");
    json_open_object(j);
    json_key(j, "per_1000");
    if (r->rate.known)
        json_real(j, r->rate.per_1000, DECIMALS);
    else
        json_null(j);
    if (r->rate.known) {
        json_member_int(j, "months", r->rate.months);
        json_member_str(j, "of", r->rate.denominator);
    } else {
        json_member_str(j, "why_not", r->rate.why_not);
    }
    json_close_object(j);
    json_key(j, "force_rank");
    if (r->rank.known) {
        json_open_object(j);
        json_member_int(j, "rank", r->rank.rank);
        json_member_int(j, "of", r->rank.of);
        json_close_object(j);
    } else {
        json_null(j);
    }
}

static void add_row(struct json_out *j, const struct brief_row *r)
{
    json_open_object(j);
    json_member_text(j, "level", brief_level_key(r->level));
    json_member_str(j, "priority", r->priority);
    json_member_str(j, "area", r->area);
    json_member_str(j, "area_code", r->area_code);
    json_member_str(j, "feed", r->feed);
    member_period(j, r->period);
    member_date(j, "complete_to", r->complete_to);
    member_count(j, "count", r->count);
    member_usual(j, r->usual);
    json_member_text(j, "verdict", brief_verdict_key(r->verdict));
    member_count(j, "year_ago", r->year_ago);
    member_count(j, "twelve_months", r->twelve);
    json_member_int(j, "months_held", r->months_held);
    member_rate(j, r);
    member_splits(j, r->split);
    member_series(j, &r->series);
    json_close_object(j);
}

static void add_notice(struct json_out *j, const struct brief_notice *n)
{
    json_open_object(j);
    json_member_text(j, "kind", brief_notice_key(n->kind));
    json_member_str(j, "category", n->category);
    if (n->kind != BRIEF_NEVER && n->kind != BRIEF_LATE)
        member_period(j, n->period);
    member_count(j, "observed", n->observed);
    member_usual(j, n->usual);
    json_close_object(j);
}

static void add_feed(struct json_out *j, const struct brief_feed *f)
{
    json_open_object(j);
    json_member_str(j, "agency", f->agency);
    json_member_str(j, "kind", f->kind);
    json_member_bool(j, "received", f->received);
    if (f->received)
        member_date(j, "complete_to", f->complete_to);
    json_member_int(j, "rows", f->rows);
    json_key(j, "notices");
    json_open_array(j);
    for (size_t i = 0; i < f->notices; i++)
        add_notice(j, &f->notice[i]);
    json_close_array(j);
    json_close_object(j);
}

static void add_area(struct json_out *j, const struct brief_area *area)
{
    json_open_object(j);
    json_member_str(j, "name", area->name);
    json_member_str(j, "code", area->code);
    member_count(j, "count", area->count);
    member_usual(j, area->usual);
    json_member_text(j, "verdict", brief_verdict_key(area->verdict));
    json_close_object(j);
}

static void add_source(struct json_out *j, const struct brief_source *s)
{
    json_open_object(j);
    json_member_str(j, "name", s->name);
    json_member_str(j, "licence", s->licence);
    json_member_str(j, "attribution", s->attribution);
    json_close_object(j);
}

static void add_run(struct json_out *j, const struct brief_run *r)
{
    json_open_object(j);
    json_member_int(j, "id", r->id);
    json_member_str(j, "method", r->method);
    json_member_str(j, "parameters", r->parameters);
    /* As text: a seed has 64 bits, and most programs read a JSON number with 53. */
    char seed[24];
    (void)snprintf(seed, sizeof seed, "%" PRIu64, r->seed);
    json_member_text(j, "seed", seed);
    json_member_str(j, "inputs", r->inputs);
    json_member_str(j, "result", r->result);
    json_member_str(j, "command", r->command);
    json_member_bool(j, "stale", r->stale);
    json_close_object(j);
}

static void member_lines(struct json_out *j, const char *key, const struct brief_lines *l)
{
    json_key(j, key);
    json_open_object(j);
    json_member_bool(j, "kept", l->kept);
    member_strs(j, "lines", l->line, l->lines);
    json_close_object(j);
}

static void add_findings(struct json_out *j, const struct brief *b)
{
    json_key(j, "things");
    json_open_array(j);
    for (size_t i = 0; i < b->things; i++)
        add_thing(j, b, &b->thing[i]);
    json_close_array(j);
    json_member_int(j, "things_more", b->things_more);
    json_member_str(j, "looked_for", b->looked_for);
    json_key(j, "rows");
    json_open_array(j);
    for (size_t i = 0; i < b->rows; i++)
        add_row(j, &b->row[i]);
    json_close_array(j);
    json_key(j, "feeds");
    json_open_array(j);
    for (size_t i = 0; i < b->feeds; i++)
        add_feed(j, &b->feed[i]);
    json_close_array(j);
    json_key(j, "areas");
    json_open_array(j);
    for (size_t i = 0; i < b->areas; i++)
        add_area(j, &b->area[i]);
    json_close_array(j);
    json_member_str(j, "map_of", b->map_of);
}

static void add_origin(struct json_out *j, const struct brief *b)
{
    member_lines(j, "overdue", &b->overdue);
    member_lines(j, "panels", &b->panels);
    member_strs(j, "notes", b->note, b->notes);
    member_strs(j, "stale", b->stale, b->stales);
    json_key(j, "sources");
    json_open_array(j);
    for (size_t i = 0; i < b->sources; i++)
        add_source(j, &b->source[i]);
    json_close_array(j);
    json_key(j, "runs");
    json_open_array(j);
    for (size_t i = 0; i < b->runs; i++)
        add_run(j, &b->run[i]);
    json_close_array(j);
}

bool brief_json(const struct brief *b, struct arena *a, struct str *out, struct err *err)
{
    struct buf text = { .arena = a };
    struct json_out j = { .buf = &text };

    if (!brief_check(b, err))
        return false;
    json_open_object(&j);
    json_member_str(&j, "partnership", b->partnership);
    json_member_bool(&j, "invented", b->invented);
    json_member_str(&j, "marking", b->marking);
    member_date(&j, "date", b->date);
    member_date(&j, "data_to", b->data_to);
    json_member_str(&j, "version", b->version);
    json_member_str(&j, "command", b->command);
    add_findings(&j, b);
    add_origin(&j, b);
    json_close_object(&j);
    buf_add_byte(&text, '\n');
    return buf_done(&text, "the brief's JSON", out, err);
}
