#include "web/alert_words.h"

#include "brief/words.h"

static const struct {
    const char *key, *word;
} STATE[ALERT_STATES] = {
    [ALERT_OPEN] = { "open", "Not reviewed" }, [ALERT_WATCHED] = { "watch", "Watched" },
    [ALERT_ACTED_ON] = { "act", "Acted on" },  [ALERT_DISMISSED] = { "dismiss", "Dismissed" },
    [ALERT_RIGHT] = { "right", "Was right" },  [ALERT_FALSE] = { "false", "False alarm" },
};

enum alert_state alert_state_of(struct str verdict)
{
    for (int s = ALERT_WATCHED; s < ALERT_STATES; s++)
        if (str_eq(verdict, str_of(STATE[s].key)))
            return (enum alert_state)s;
    return ALERT_OPEN;
}

enum alert_state alert_state(const struct shot_alert *a)
{
    return a->reviews ? alert_state_of(a->review[0].verdict) : ALERT_OPEN;
}

const char *alert_state_word(enum alert_state s)
{
    return STATE[s].word;
}

const char *alert_state_key(enum alert_state s)
{
    return STATE[s].key;
}

bool alert_listed(const struct shot_alert *a)
{
    return !a->replaced || a->reviews > 0;
}

bool alert_is_cluster(const struct shot_alert *a)
{
    return str_eq(a->method, STR("scan"));
}

const struct stream *alert_stream(const struct snapshot *s, const struct shot_alert *a)
{
    const struct tally *t = &s->tally;

    for (size_t i = 0; i < t->streams; i++) {
        const struct feed *f = &t->feed[t->stream[i].feed];

        if (str_eq(f->agency_name, a->agency) && str_eq(f->kind, a->feed) &&
            str_eq(t->category[t->stream[i].category].code, a->category))
            return &t->stream[i];
    }
    return NULL;
}

struct str alert_category(const struct snapshot *s, const struct shot_alert *a)
{
    for (size_t i = 0; i < s->tally.categories; i++)
        if (str_eq(s->tally.category[i].code, a->category))
            return s->tally.category[i].label;
    return a->category;
}

struct brief_period alert_period(const struct snapshot *s, const struct shot_alert *a)
{
    const struct stream *stream = alert_stream(s, a);
    bool by_day = stream && s->tally.feed[stream->feed].by_day;

    return (struct brief_period){ by_day ? BRIEF_WEEK : BRIEF_MONTH, a->from, a->to };
}

struct brief_usual alert_usual(const struct shot_alert *a)
{
    return (struct brief_usual){ true, a->low, a->high, a->expected };
}

const struct shot_run *alert_run(const struct snapshot *s, const struct shot_alert *a)
{
    for (size_t i = 0; i < s->runs; i++)
        if (s->run[i].id == a->run)
            return &s->run[i];
    return NULL;
}

int64_t alert_looked_at(const struct snapshot *s, const struct shot_alert *a)
{
    const struct shot_run *r = alert_run(s, a);

    return !r ? 0 : alert_is_cluster(a) ? r->streams : r->series;
}

void alert_add_chance(struct buf *b, const struct snapshot *s, const struct shot_alert *a)
{
    int64_t looked_at = alert_looked_at(s, a);

    if (looked_at > 0 && a->recurrence_days > 0)
        brief_add_recurrence(b, a->recurrence_days / (double)looked_at);
    else
        buf_add_text(b, "not worked out");
}

/* ---- where ---- */

enum { WARDS_SEEN = 64 };
struct ward_share {
    int ward;
    size_t smalls;
};

static int ward_of_code(const struct snapshot *s, struct str code)
{
    int small = area_by_code(&s->tally.areas.small, code);

    return small == AREA_NONE ? area_by_code(&s->tally.areas.ward, code)
                              : s->tally.areas.small.at[small].ward;
}

/* The wards an alert's areas belong to, the one with most of them first. */
static size_t wards_of(const struct snapshot *s, const struct shot_alert *a, struct ward_share *out)
{
    size_t n = 0;

    for (size_t i = 0; i < a->areas; i++) {
        int ward = ward_of_code(s, a->area[i]);
        size_t at = 0;

        while (at < n && out[at].ward != ward)
            at++;
        if (at == n && (ward == AREA_NONE || n == WARDS_SEEN))
            continue;
        if (at == n)
            out[n++] = (struct ward_share){ ward, 0 };
        out[at].smalls++;
        for (; at > 0 && out[at].smalls > out[at - 1].smalls; at--) {
            struct ward_share swap = out[at];

            out[at] = out[at - 1];
            out[at - 1] = swap;
        }
    }
    return n;
}

bool alert_place(const struct snapshot *s, const struct shot_alert *a, struct arena *arena,
                 struct str *out, struct err *err)
{
    struct ward_share ward[WARDS_SEEN];
    size_t n = wards_of(s, a, ward);
    struct buf b = { .arena = arena };

    buf_add(&b, n ? s->tally.areas.ward.at[ward[0].ward].name : STR("the partnership’s area"));
    if (n > 1) {
        buf_add_text(&b, n == 2 ? " and " : ", ");
        buf_add(&b, s->tally.areas.ward.at[ward[1].ward].name);
    }
    if (n > 2)
        buf_addf(&b, " and %zu more ward%s", n - 2, n == 3 ? "" : "s");
    return buf_done(&b, "the name of a place", out, err);
}

int alert_ward(const struct snapshot *s, const struct shot_alert *a)
{
    struct ward_share ward[WARDS_SEEN];

    return wards_of(s, a, ward) ? ward[0].ward : AREA_NONE;
}

bool alert_related(const struct snapshot *s, const struct shot_alert *a, const struct shot_alert *b)
{
    int ward = alert_ward(s, a);

    if (a->id == b->id)
        return false;
    for (size_t i = 0; i < a->areas; i++)
        for (size_t k = 0; k < b->areas; k++)
            if (str_eq(a->area[i], b->area[k]))
                return true;
    return ward != AREA_NONE && ward == alert_ward(s, b);
}

/* ---- how often such alerts were right ---- */

struct alert_record alert_record(const struct snapshot *s, struct str method)
{
    struct alert_record r = { 0 };
    int64_t *const COUNT[ALERT_STATES] = {
        [ALERT_OPEN] = &r.open,         [ALERT_WATCHED] = &r.watched,
        [ALERT_ACTED_ON] = &r.acted_on, [ALERT_DISMISSED] = &r.dismissed,
        [ALERT_RIGHT] = &r.right,       [ALERT_FALSE] = &r.not_right,
    };

    for (size_t i = 0; i < s->alerts; i++)
        if (method.len == 0 || str_eq(s->alert[i].method, method))
            ++*COUNT[alert_state(&s->alert[i])];
    return r;
}
