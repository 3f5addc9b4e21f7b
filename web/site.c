#include "web/site.h"

#include <pthread.h>
#include <stdlib.h>

#include "web/snapshot_store.h"

struct site {
    struct partnership at[SITE_PARTNERSHIPS_MAX];
    size_t partnerships;
    bool read_only;
    struct arena arena;
};

static struct str name_of_file(const char *path)
{
    struct str name = str_of(path), last = name;

    while (name.len > 0)
        last = str_cut(&name, '/');
    return str_cut(&last, '.');
}

bool site_open(struct site **out, const struct site_order *order, struct err *err)
{
    struct site *s = calloc(1, sizeof *s);

    if (!s)
        return err_memory(err, "the site");
    arena_open(&s->arena, (size_t)1 << 20);
    s->read_only = order->read_only;
    for (; s->partnerships < order->partnerships; s->partnerships++) {
        struct str name = order->name[s->partnerships];
        const char *path = order->path[s->partnerships];

        if (name.len == 0)
            name = name_of_file(path);
        if (!partnership_open(&s->at[s->partnerships], path, name, order->read_only, err)) {
            site_close(&s);
            return false;
        }
    }
    *out = s;
    return true;
}

void site_close(struct site **s)
{
    if (!*s)
        return;
    for (size_t i = 0; i < (*s)->partnerships; i++)
        partnership_close(&(*s)->at[i]);
    arena_close(&(*s)->arena);
    free(*s);
    *s = NULL;
}

size_t site_partnerships(const struct site *s)
{
    return s->partnerships;
}

struct partnership *site_partnership(struct site *s, size_t n)
{
    return n < s->partnerships ? &s->at[n] : NULL;
}

struct partnership *site_find(struct site *s, struct str name)
{
    for (size_t i = 0; i < s->partnerships; i++)
        if (str_eq(partnership_name(&s->at[i]), name))
            return &s->at[i];
    return NULL;
}

bool site_read_only(const struct site *s)
{
    return s->read_only;
}
