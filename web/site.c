#include "web/site.h"

#include <pthread.h>
#include <sys/random.h>

#include "web/cache.h"
#include "web/card_count.h"
#include "web/card_shelf.h"
#include "web/snapshot_store.h"
#include "web/throttle.h"

struct site {
    struct partnership at[SITE_PARTNERSHIPS_MAX];
    size_t partnerships;
    bool read_only;
    struct arena arena; /* it lies in there itself */
    char token[SITE_TOKEN_BYTES * 2 + 1];
    struct page_cache cache;
    struct throttle throttle;
    struct card_shelf *shelf;
    struct card_counts *counts;
};

/* ---- names ---- */

static struct str name_of_file(const char *path)
{
    struct str name = str_of(path), last = name;

    while (name.len > 0)
        last = str_cut(&name, '/');
    return str_cut(&last, '.');
}

static bool name_fits(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
            return false;
    }
    return name.len > 0 && name.len <= 64;
}

/* Words that stand first in addresses of our own. */
static bool name_is_taken(const struct site *s, struct str name)
{
    static const char *const OWN[] = { "assets", "api", "about", "health", "cards" };

    for (size_t i = 0; i < COUNT_OF(OWN); i++)
        if (str_eq(name, str_of(OWN[i])))
            return true;
    for (size_t i = 0; i < s->partnerships; i++)
        if (str_eq(s->at[i].name, name))
            return true;
    return false;
}

static bool name_partnership(const struct site *s, const struct site_order *order, struct str *out,
                             struct err *err)
{
    size_t n = s->partnerships;
    struct str name = order->name[n].len ? order->name[n] : name_of_file(order->path[n]);

    if (!name_fits(name))
        return err_set(err, ERR_INPUT,
                       "store %zu needs a short name of small letters, digits and hyphens, as in "
                                       "\"medway\": rename the file to medway.safekeep", n + 1);
    if (name_is_taken(s, name))
        return err_set(err, ERR_INPUT, "store %zu has a short name that is taken already; rename the file",
                       n + 1);
    *out = name;
    return true;
}

/* ---- opening ---- */

static bool make_token(struct site *s, struct err *err)
{
    static const char DIGIT[] = "0123456789abcdef";
    unsigned char byte[SITE_TOKEN_BYTES];

    if (getrandom(byte, sizeof byte, 0) != (ssize_t)sizeof byte)
        return err_set(err, ERR_STORE, "could not draw a secret from the system");
    for (size_t i = 0; i < sizeof byte; i++) {
        s->token[2 * i] = DIGIT[byte[i] >> 4];
        s->token[2 * i + 1] = DIGIT[byte[i] & 15];
    }
    return true;
}

static bool open_all(struct site *s, const struct site_order *order, struct err *err)
{
    if (order->partnerships > SITE_PARTNERSHIPS_MAX)
        return err_set(err, ERR_LIMIT, "at most %d stores can be served at once", SITE_PARTNERSHIPS_MAX);
    for (; s->partnerships < order->partnerships; s->partnerships++) {
        struct partnership *p = &s->at[s->partnerships];
        struct str name;
        if (!name_partnership(s, order, &name, err) ||
            !partnership_open(p, order->path[s->partnerships], name, order->read_only, err))
            return false;
    }
    return true;
}

bool site_open(struct site **out, const struct site_order *order, struct err *err)
{
    struct arena arena;
    struct site *s;

    arena_open(&arena, (size_t)1 << 20);
    s = arena_new(&arena, struct site, 1);
    if (!s)
        return err_memory(err, "the site");
    s->arena = arena;
    s->read_only = order->read_only;
    cache_open(&s->cache, CACHE_BYTES);
    throttle_open(&s->throttle);
    s->shelf = card_shelf_open(&s->arena);
    s->counts = card_counts_open(&s->arena, s);
    if (!s->shelf || !s->counts) {
        site_close(&s);
        return err_memory(err, "the site");
    }
    if (!make_token(s, err) || !open_all(s, order, err)) {
        site_close(&s);
        return false;
    }
    *out = s;
    return true;
}

void site_close(struct site **s)
{
    if (!*s)
        return;
    card_counts_close((*s)->counts); /* it still writes */
    card_shelf_close((*s)->shelf);
    for (size_t i = 0; i < (*s)->partnerships; i++)
        partnership_close(&(*s)->at[i]);
    cache_close(&(*s)->cache);
    throttle_close(&(*s)->throttle);
    struct arena arena = (*s)->arena;
    arena_close(&arena);
    *s = NULL;
}

/* ---- asking ---- */

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

struct str site_token(const struct site *s)
{
    return (struct str){ s->token, sizeof s->token - 1 };
}

struct page_cache *site_cache(struct site *s)
{
    return &s->cache;
}

struct card_shelf *site_shelf(struct site *s)
{
    return s->shelf;
}

struct card_counts *site_counts(struct site *s)
{
    return s->counts;
}

struct throttle *site_throttle(struct site *s)
{
    return &s->throttle;
}
