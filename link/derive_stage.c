#include "link/derive_stage.h"

#include "link/loader_line.h"

struct staging {
    const struct stage *stage;
    const struct distinct *in;
    struct arena *arena;
    char *side[2];      /* where answers are written, in turn */
    size_t room[2];
    struct line line;
};

static bool lies_in(struct str s, const char *side, size_t room)
{
    return side && s.at >= side && s.at < side + room;
}

/* All steps, one after the other, over one value's text. */
static bool apply(struct staging *g, uint32_t v, struct str *out)
{
    const struct stage *s = g->stage;
    struct str text = distinct_text(g->in, v);

    for (size_t i = 0; i < s->steps && text.len; i++) {
        unsigned to = lies_in(text, g->side[0], g->room[0]);
        enum clean how = CLEAN_AS_IT_IS;
        if (!arena_grow(g->arena, &g->side[to], &g->room[to], 0, step_room(text.len), 1))
            return false;
        text = step_text(&s->step[i], s->model, text, g->side[to], &how);
        if (s->step[i].kind == STEP_CLEAN && s->cleaned)
            s->cleaned[how] += g->in->count[v];
    }
    *out = text;
    return true;
}

/* The first value that becomes another: from here on results are numbered, those before it as they were. */
static bool begin(struct staging *g, uint32_t before, uint32_t **of, struct intern *results)
{
    *of = arena_new(g->arena, uint32_t, (size_t)g->in->values + 1);
    if (!*of || !line_columns(&g->line, &results, 1))
        return false;
    for (uint32_t v = 1; v < before; v++)
        if (!line_add(&g->line, 0, distinct_text(g->in, v), *of + v))
            return false;
    return true;
}

static bool stage_values(struct staging *g, uint32_t **of, struct intern *results)
{
    for (uint32_t v = 1; v <= g->in->values; v++) {
        struct str text = { "", 0 };
        if (g->in->count[v] <= g->stage->most && !apply(g, v, &text))
            return false;
        if (!*of && str_eq(text, distinct_text(g->in, v)))
            continue;
        if (!*of && !begin(g, v, of, results))
            return false;
        if (text.len && !line_add(&g->line, 0, text, *of + v))
            return false;
    }
    return line_drain(&g->line);
}

bool stage_run(const struct stage *s, const struct distinct *in, struct arena *a, uint32_t **of,
               struct intern *results, struct err *err)
{
    struct staging g = { .stage = s, .in = in, .arena = a };

    bool ok;

    *of = NULL;
    intern_open(results, a);
    line_open(&g.line, 1, a);
    ok = stage_values(&g, of, results);
    line_close(&g.line);
    return ok || err_memory(err, "the values of an expression");
}
