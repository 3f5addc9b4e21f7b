#include "link/explain.h"

#include "base/json.h"

enum { LINES_MAX = LINK_COMPARISONS_MAX };

/* ---- parts of sentences ---- */

/* A value as it may be shown on a terminal: control characters, also those of two bytes, as '?'. */
static void add_shown(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i], next = i + 1 < s.len ? (unsigned char)s.at[i + 1] : 0;
        if (c == 0xc2 && next >= 0x80 && next < 0xa0) {
            buf_add_byte(b, '?');
            i++;
        } else
            buf_add_byte(b, c < 0x20 || c == 0x7f ? '?' : (char)c);
    }
}

static void add_quoted(struct buf *b, struct str s)
{
    if (s.len == 0) {
        buf_add_text(b, "nothing");
        return;
    }
    buf_add_byte(b, '"');
    add_shown(b, s);
    buf_add_byte(b, '"');
}

/* "date_of_birth" as "Date of birth". */
static void add_title(struct buf *b, struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i] == '_' ? ' ' : name.at[i];
        if (i == 0 && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        add_shown(b, (struct str){ &c, 1 });
    }
}

static void add_lower(struct buf *b, struct str words)
{
    bool lower = words.len > 1 && words.at[0] >= 'A' && words.at[0] <= 'Z' &&
                 words.at[1] >= 'a' && words.at[1] <= 'z';

    if (lower)
        buf_add_byte(b, (char)(words.at[0] - 'A' + 'a'));
    add_shown(b, str_from(words, lower));
}

static void add_signed(struct buf *b, double x, int decimals)
{
    if (x >= 0)
        buf_add_byte(b, '+');
    buf_add_real(b, x, decimals);
}

/* "28 in 100", "1 in 4,000". */
static void add_chance(struct buf *b, double p)
{
    static const double TINY = 1e-9;

    if (p >= .995)
        buf_add_text(b, "nearly all");
    else if (p >= .095)
        buf_addf(b, "%d in 100", (int)(p * 100 + .5));
    else if (p > TINY) {
        buf_add_text(b, "1 in ");
        buf_add_count(b, (int64_t)(1 / p + .5));
    } else
        buf_add_text(b, "hardly any");
}

/* ---- sentences ---- */

static double all_of(const struct explain_line *x)
{
    return x->weight + x->term;
}

/* Numbers of the lines, strongest first; equals as the model has them. */
static void order_lines(const struct explain *e, size_t order[LINES_MAX])
{
    for (size_t i = 0; i < e->lines; i++) {
        size_t at = i;
        for (; at > 0 && fabs(all_of(&e->line[order[at - 1]])) < fabs(all_of(&e->line[i])); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static void say_line(const struct explain_line *x, struct buf *b)
{
    buf_add_text(b, "  ");
    add_title(b, x->comparison);
    buf_add_text(b, ": ");
    add_lower(b, x->level);
    if (x->shared_by > 0) {
        buf_add_text(b, ", shared by ");
        add_chance(b, x->shared_by);
        buf_add_text(b, " records");
    }
    buf_add_text(b, ". Seen in ");
    add_chance(b, x->m);
    buf_add_text(b, " pairs of one person, ");
    add_chance(b, x->u);
    buf_add_text(b, " pairs of two: speaks ");
    buf_add_text(b, all_of(x) > 0 ? "for" : all_of(x) < 0 ? "against" : "neither for nor against");
    buf_add_text(b, " (");
    add_signed(b, all_of(x), 1);
    buf_add_text(b, ").\n");
}

static void say_side(const struct explain *e, const char *head, int side, struct buf *b)
{
    size_t order[LINES_MAX];
    bool some = false;

    order_lines(e, order);
    for (size_t i = 0; i < e->lines; i++) {
        const struct explain_line *x = &e->line[order[i]];
        if (x->null || (all_of(x) > 0) - (all_of(x) < 0) != side)
            continue;
        if (!some)
            buf_add_text(b, head);
        some = true;
        say_line(x, b);
    }
}

static void say_silent(const struct explain *e, struct buf *b)
{
    bool some = false;

    for (size_t i = 0; i < e->lines; i++) {
        if (!e->line[i].null)
            continue;
        if (!some)
            buf_add_text(b, "\nSays nothing\n");
        some = true;
        buf_add_text(b, "  ");
        add_title(b, e->line[i].comparison);
        buf_add_text(b, ": ");
        add_lower(b, e->line[i].level);
        buf_add_text(b, ".\n");
    }
}

static void say_name(struct str source, struct str id, struct buf *b)
{
    add_shown(b, source);
    buf_add_byte(b, ':');
    add_shown(b, id);
}

/* How many of ten thousand such pairs; certainty is never said. */
static void say_likely(double p, struct buf *b)
{
    int64_t n = (int64_t)(p * 10000 + .5);

    if (n >= 10000)
        buf_add_text(b, "more than 9,999");
    else if (n <= 0)
        buf_add_text(b, "fewer than 1");
    else
        buf_add_count(b, n);
    buf_add_text(b, " of 10,000 pairs of this weight are one person, if the model is right");
}

static void say_verdict(const struct explain *e, struct buf *b)
{
    bool match = e->weight >= e->threshold;

    say_name(e->source_one, e->id_one, b);
    buf_add_text(b, " and ");
    say_name(e->source_two, e->id_two, b);
    buf_add_text(b, match ? ": a match.\nWeight " : ": no match.\nWeight ");
    add_signed(b, e->weight, 2);
    buf_add_text(b, ", threshold ");
    add_signed(b, e->threshold, 2);
    buf_add_text(b, ": ");
    say_likely(e->probability, b);
    buf_add_text(b, ".\n");
    if (e->same_cluster && !match)
        buf_add_text(b, "They stand in one cluster all the same, through other records.\n");
    if (!e->same_cluster && match && e->blocked)
        buf_add_text(b, "They stand in different clusters all the same: the records around them "
                        "contradict.\n");
    if (!e->blocked)
        buf_add_text(b, "No blocking rule makes this pair: it was not looked at, and is weighed here "
                        "only.\n");
    else {
        buf_addf(b, "Blocking rule %zu makes this pair", e->rule);
        buf_add_text(b, e->left_out ? ", unless its block was left out for its size.\n" : ".\n");
    }
}

/* ---- the table ---- */

static void add_padded(struct buf *b, const char *text, size_t width)
{
    for (size_t i = strlen(text); i < width; i++)
        buf_add_byte(b, ' ');
    buf_add_text(b, text);
}

/* Right-aligned: written, then pushed to the right. */
static void add_column(struct buf *b, double x, int decimals, size_t width)
{
    size_t before = b->len;

    add_signed(b, x, decimals);
    size_t wide = b->len - before;
    for (size_t i = wide; i < width; i++)
        buf_add_byte(b, ' ');
    if (b->failed || wide >= width)
        return;
    memmove(b->at + before + width - wide, b->at + before, wide);
    memset(b->at + before, ' ', width - wide);
}

static void say_table(const struct explain *e, struct buf *b)
{
    double sum = e->prior;

    buf_add_byte(b, '\n');
    add_padded(b, "weight", 8);
    add_padded(b, "commonness", 12);
    add_padded(b, "sum", 9);
    buf_add_byte(b, '\n');
    add_column(b, e->prior, 2, 8);
    add_padded(b, "", 12);
    add_column(b, sum, 2, 9);
    buf_add_text(b, "  before anything is compared: ");
    add_chance(b, weight_probability(e->prior));
    buf_add_text(b, " pairs\n");
    for (size_t i = 0; i < e->lines; i++) {
        const struct explain_line *x = &e->line[i];
        sum += all_of(x);
        add_column(b, x->weight, 2, 8);
        add_column(b, x->term, 2, 12);
        add_column(b, sum, 2, 9);
        buf_add_text(b, "  ");
        add_title(b, x->comparison);
        buf_add_text(b, ": ");
        add_quoted(b, x->one);
        buf_add_text(b, " and ");
        add_quoted(b, x->two);
        buf_add_byte(b, '\n');
    }
}

void explain_words(const struct explain *e, struct buf *b)
{
    say_verdict(e, b);
    say_side(e, "\nFor one person\n", 1, b);
    say_side(e, "\nAgainst\n", -1, b);
    say_side(e, "\nNeither way\n", 0, b);
    say_silent(e, b);
    say_table(e, b);
}

/* ---- JSON ---- */

static void json_record(struct json_out *j, const char *key, struct str source, struct str id)
{
    json_key(j, key);
    json_open_object(j);
    json_member_str(j, "source", source);
    json_member_str(j, "id", id);
    json_close_object(j);
}

static void json_line(struct json_out *j, const struct explain_line *x)
{
    enum { DECIMALS = 9 };

    json_open_object(j);
    json_member_str(j, "comparison", x->comparison);
    json_member_str(j, "level", x->level);
    json_member_str(j, "one", x->one);
    json_member_str(j, "two", x->two);
    json_member_bool(j, "null", x->null);
    json_member_real(j, "m", x->null ? NAN : x->m, DECIMALS);
    json_member_real(j, "u", x->null ? NAN : x->u, DECIMALS);
    json_member_real(j, "weight", x->weight, DECIMALS);
    json_member_real(j, "term_weight", x->term, DECIMALS);
    json_member_real(j, "shared_by", x->shared_by, DECIMALS);
    json_close_object(j);
}

void explain_json(const struct explain *e, struct buf *b)
{
    enum { DECIMALS = 9 };
    struct json_out j = { .buf = b };

    json_open_object(&j);
    json_record(&j, "one", e->source_one, e->id_one);
    json_record(&j, "two", e->source_two, e->id_two);
    json_member_real(&j, "prior_weight", e->prior, DECIMALS);
    json_member_real(&j, "match_weight", e->weight, DECIMALS);
    json_member_real(&j, "match_probability", e->probability, DECIMALS);
    json_member_real(&j, "threshold_weight", e->threshold, DECIMALS);
    json_member_bool(&j, "match", e->weight >= e->threshold);
    json_key(&j, "match_rule");
    if (e->blocked)
        json_int(&j, (int64_t)e->rule);
    else
        json_null(&j);
    json_member_bool(&j, "same_cluster", e->same_cluster);
    json_key(&j, "comparisons");
    json_open_array(&j);
    for (size_t i = 0; i < e->lines; i++)
        json_line(&j, &e->line[i]);
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(b, '\n');
}
