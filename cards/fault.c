#include "cards/fault.h"

#include "base/json.h"

#include <stdarg.h>

void card_fault_add(struct card_faults *f, enum fault_weight weight, struct fault_at at, const char *fmt, ...)
{
    char say[600];
    va_list ap;

    if (f->len == CARD_FAULTS_MAX) {
        f->more[weight]++;
        return;
    }
    va_start(ap, fmt);
    (void)vsnprintf(say, sizeof say, fmt, ap);
    va_end(ap);
    struct str copy = arena_copy(f->arena, str_of(say)), file = arena_copy(f->arena, at.file);
    if (!copy.at || !file.at || !arena_grow(f->arena, &f->at, &f->room, f->len, f->len + 1, sizeof *f->at)) {
        f->failed = true;
        return;
    }
    f->at[f->len++] = (struct card_fault){ weight, file, at.line, at.column, copy };
}

size_t card_faults_count(const struct card_faults *f, enum fault_weight weight)
{
    size_t n = f->more[weight];

    for (size_t i = 0; i < f->len; i++)
        n += f->at[i].weight == weight;
    return n;
}

const char *fault_weight_word(enum fault_weight weight)
{
    static const char *const WORD[FAULT_WEIGHTS] = { "note", "draft", "stop" };

    return WORD[weight];
}

static bool is_before(const struct card_fault *one, const struct card_fault *two)
{
    int order = str_order(one->file, two->file);

    if (order)
        return order < 0;
    return one->line != two->line ? one->line < two->line : one->column < two->column;
}

/* By insertion: faults of one place stay in the order in which they were found, and they are few. */
void card_faults_sort(struct card_faults *f)
{
    for (size_t i = 1; i < f->len; i++) {
        struct card_fault moving = f->at[i];
        size_t to = i;
        for (; to && is_before(&moving, &f->at[to - 1]); to--)
            f->at[to] = f->at[to - 1];
        f->at[to] = moving;
    }
}

void card_faults_text(const struct card_faults *f, struct buf *b)
{
    size_t more = 0;

    for (size_t i = 0; i < f->len; i++) {
        const struct card_fault *x = &f->at[i];
        buf_add(b, x->file);
        if (x->line)
            buf_addf(b, ":%u", x->line);
        if (x->line && x->column)
            buf_addf(b, ":%u", x->column);
        buf_add(b, STR(": "));
        buf_add(b, x->say);
        buf_add_byte(b, '\n');
    }
    for (size_t w = 0; w < FAULT_WEIGHTS; w++)
        more += f->more[w];
    if (more)
        buf_addf(b, "and %zu more\n", more);
}

void card_faults_json(const struct card_faults *f, struct json_out *j)
{
    json_open_array(j);
    for (size_t i = 0; i < f->len; i++) {
        const struct card_fault *x = &f->at[i];
        json_open_object(j);
        json_member_str(j, "file", x->file);
        json_member_int(j, "line", x->line);
        json_member_int(j, "column", x->column);
        json_member_text(j, "weight", fault_weight_word(x->weight));
        json_member_str(j, "say", x->say);
        json_close_object(j);
    }
    json_close_array(j);
}
