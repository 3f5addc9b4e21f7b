/*
 * Any bytes as a model's file: refused in words that are ours, or a model that
 * is written, read again and written once more to the same bytes.
 */
#include "link/settings.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

/* A tilde is in none of our words: one in a message came out of the file. */
static void check_quiet(const struct err *err)
{
    require(err->kind == ERR_INPUT || err->kind == ERR_LIMIT);
    require(err->say[0] && !strchr(err->say, '~'));
}

static void check_model(const struct link_model *m)
{
    require(m->columns <= LINK_COLUMNS_MAX && m->rules <= LINK_RULES_MAX);
    require(m->comparisons > 0 && m->comparisons <= LINK_COMPARISONS_MAX);
    require(isnan(m->lambda) || (m->lambda > 0 && m->lambda < 1));
    for (size_t i = 0; i < m->comparisons; i++) {
        const struct link_comparison *c = &m->comparison[i];
        require(c->levels > 0 && c->levels <= LINK_LEVELS_MAX);
        for (size_t k = 0; k < c->levels; k++)
            require((c->level[k].when->kind == NODE_ALWAYS) == (k + 1 == c->levels));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str json = { (const char *)at, len };
    struct link_model m, again;
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 26);
    struct buf first = { .arena = &a }, second = { .arena = &a };
    if (!settings_read(json, "m.json", &a, &m, &err)) {
        check_quiet(&err);
        return 0;
    }
    check_model(&m);
    if (!settings_write(&m, &first, &err))
        return 0;
    /* A rule inside NOT grows when it is written: it may pass the limits it kept to before. */
    if (!settings_read((struct str){ first.at, first.len }, "m.json", &a, &again, &err)) {
        require(err.kind == ERR_LIMIT || strstr(err.say, "too "));
        return 0;
    }
    if (settings_write(&again, &second, &err))
        require(str_eq((struct str){ first.at, first.len }, (struct str){ second.at, second.len }));
    return 0;
}
