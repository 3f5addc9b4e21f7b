#include "link/intern.h"

#include <endian.h>

enum { GROUP = 32, BITS_FIRST = 10, BITS_MOST = 31 };

/* A pool's first blocks come singly, later ones several at once: blocks that big go back to the system. */
enum { SINGLE = 16, AT_ONCE_MOST = 64 };

/* ---- a text ---- */

/* Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014: the finalizer. */
static uint64_t finish(uint64_t h)
{
    h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
    h = (h ^ h >> 27) * 0x94d049bb133111ebu;
    return h ^ h >> 31;
}

static uint64_t begin_hash(size_t len)
{
    return len * UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t hash_word(uint64_t h, uint64_t w)
{
    h = (h ^ w) * 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
}

uint64_t interned_hash(const struct interned *e)
{
    size_t words = interned_words(e->len) - 1;
    uint64_t h = begin_hash(e->len);

    for (size_t i = 0; i < words; i++)
        h = hash_word(h, le64toh(e->word[i]));
    return finish(h);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
    return finish(a * 0x9e3779b97f4a7c15u + b);
}

static uint64_t read_8(const char *at)
{
    uint64_t w;

    memcpy(&w, at, sizeof w);
    return le64toh(w);
}

static uint64_t read_4(const char *at)
{
    uint32_t w;

    memcpy(&w, at, sizeof w);
    return le32toh(w);
}

static uint64_t read_1(const char *at)
{
    return (unsigned char)*at;
}

/* The text's last `left` bytes, 1 to 7, by reads that overlap and stay inside it. */
static uint64_t read_rest(struct str s, size_t left)
{
    const char *at = s.at + s.len - left;

    if (s.len >= 8)
        return read_8(s.at + s.len - 8) >> 8 * (8 - left);
    if (left >= 4)
        return read_4(at) | read_4(at + left - 4) << 8 * (left - 4);
    return read_1(at) | read_1(at + left / 2) << 8 * (left / 2) | read_1(at + left - 1) << 8 * (left - 1);
}

void interned_write(struct interned *at, struct str text)
{
    uint64_t *to = at->word, h = begin_hash(text.len), w;
    size_t left = text.len % 8;

    at->len = (uint32_t)text.len;
    for (const char *from = text.at; to < at->word + text.len / 8; from += 8) {
        w = read_8(from);
        *to++ = htole64(w);
        h = hash_word(h, w);
    }
    if (left) {
        w = read_rest(text, left);
        *to = htole64(w);
        h = hash_word(h, w);
    }
    at->mark = (uint32_t)(finish(h) >> 32);
}

static bool same(const struct interned *a, const struct interned *b)
{
    size_t words = interned_words(a->len) - 1;

    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < words; i++)
        if (a->word[i] != b->word[i])
            return false;
    return true;
}

/* ---- the pool ---- */

void pool_open(struct pool *p, struct arena *a)
{
    *p = (struct pool){ .next = 1 };
    arena_open_in(&p->arena, a, SIZE_MAX);
}

void pool_close(struct pool *p)
{
    arena_close(&p->arena);
    p->block = NULL;
    p->blocks = p->room = 0;
}

/* Room for `words` words side by side; a text is never cut by a block's end. */
static bool pool_widen(struct pool *p, size_t words)
{
    size_t more = (words + POOL_WORDS - 1) / POOL_WORDS;
    size_t at_once = p->blocks < SINGLE ? 1 : p->blocks < AT_ONCE_MOST ? p->blocks : AT_ONCE_MOST;
    uint64_t *at;

    more = more > at_once ? more : at_once;
    if (p->blocks + more > UINT32_MAX / POOL_WORDS ||
        !arena_grow(&p->arena, &p->block, &p->room, p->blocks, p->blocks + more, sizeof *p->block))
        return false;
    at = arena_new(&p->arena, uint64_t, more * POOL_WORDS);
    if (!at)
        return false;
    p->next = (uint32_t)(p->blocks * POOL_WORDS) + (p->blocks == 0);
    for (size_t i = 0; i < more; i++)
        p->block[p->blocks++] = at + i * POOL_WORDS;
    return true;
}

bool pool_add(struct pool *p, const struct interned *e, uint32_t mark, uint32_t *name)
{
    size_t words = interned_words(e->len);
    uint64_t *at;

    if (p->next + words > p->blocks * POOL_WORDS && !pool_widen(p, words + (p->blocks == 0)))
        return false;
    *name = p->next;
    at = &p->block[p->next / POOL_WORDS][p->next % POOL_WORDS];
    memcpy(at, e, words * sizeof *at);
    ((struct interned *)(void *)at)->mark = mark;
    p->next += (uint32_t)words;
    p->bytes += e->len;
    return true;
}

/* A head of zeros is where a block's texts end: marks start at 1. */
uint32_t pool_next(const struct pool *p, uint32_t name)
{
    name = name ? name + (uint32_t)interned_words(pool_at(p, name)->len) : 1;
    while (name < p->next && pool_at(p, name)->mark == 0)
        name = (name / POOL_WORDS + 1) * POOL_WORDS;
    return name < p->next ? name : 0;
}

/* ---- the table ---- */

void intern_open(struct intern *n, struct arena *a)
{
    *n = (struct intern){ .within = a };
    pool_open(&n->pool, a);
    arena_open_in(&n->arena, a, SIZE_MAX);
}

void intern_alone(struct intern *n)
{
    n->pool.arena.parent = n->arena.parent = NULL;
    n->alone = true;
}

void intern_close_slots(struct intern *n)
{
    arena_close(&n->arena);
    n->slot = NULL;
    n->bits = 0;
}

void intern_close(struct intern *n)
{
    intern_close_slots(n);
    pool_close(&n->pool);
}

/* The slot a hash is looked for first: by its high bits, so that a wider table has them in the same order. */
static size_t home(const struct intern *n, uint32_t hash)
{
    return hash >> (32 - n->bits);
}

static bool widen(struct intern *n, unsigned bits)
{
    struct intern wide = { .bits = bits };
    size_t mask = ((size_t)1 << bits) - 1, slots = n->slot ? (size_t)1 << n->bits : 0;

    arena_open_in(&wide.arena, n->within, SIZE_MAX);
    if (n->alone)
        wide.arena.parent = NULL;
    wide.slot = arena_new(&wide.arena, struct intern_slot, mask + 1);
    if (!wide.slot)
        return false;
    for (size_t i = 0; i < slots; i++) {
        size_t at = home(&wide, n->slot[i].hash);
        if (n->slot[i].name == 0)
            continue;
        while (wide.slot[at].name)
            at = (at + 1) & mask;
        wide.slot[at] = n->slot[i];
    }
    arena_close(&n->arena);
    n->arena = wide.arena;
    n->slot = wide.slot;
    n->bits = bits;
    return true;
}

/* At most two thirds of the slots are ever taken. */
static bool make_room(struct intern *n, size_t more)
{
    unsigned bits = n->slot ? n->bits : BITS_FIRST;

    while ((n->values + more) * 3 > ((size_t)1 << bits) * 2)
        bits++;
    return (n->slot && bits == n->bits) || (bits <= BITS_MOST && widen(n, bits));
}

/* The first slot from `at` on that is free or whose text has the same hash. */
static size_t walk(const struct intern *n, size_t at, uint32_t hash)
{
    size_t mask = ((size_t)1 << n->bits) - 1;

    while (n->slot[at].name && n->slot[at].hash != hash)
        at = (at + 1) & mask;
    return at;
}

/* The slot where `e` is or, being free, should be. */
static size_t find(const struct intern *n, size_t at, const struct interned *e)
{
    size_t mask = ((size_t)1 << n->bits) - 1;

    for (;;) {
        at = walk(n, at, e->mark);
        if (n->slot[at].name == 0 || same(pool_at(&n->pool, n->slot[at].name), e))
            return at;
        at = (at + 1) & mask;
    }
}

static bool number_one(struct intern *n, size_t at, const struct interned *e, uint32_t *number)
{
    struct intern_slot *s = &n->slot[find(n, at, e)];

    if (s->name == 0) {
        uint32_t name;
        if (!pool_add(&n->pool, e, n->values + 1, &name))
            return false;
        *s = (struct intern_slot){ e->mark, name };
        n->values++;
    }
    *number = pool_at(&n->pool, s->name)->mark;
    return true;
}

/* First all slots are asked for, then all texts they name, then they are compared. */
static bool number_group(struct intern *n, const struct interned *const *e, size_t texts, uint32_t *number)
{
    size_t at[GROUP];

    for (size_t i = 0; i < texts; i++) {
        at[i] = home(n, e[i]->mark);
        __builtin_prefetch(&n->slot[at[i]]);
    }
    for (size_t i = 0; i < texts; i++) {
        at[i] = walk(n, at[i], e[i]->mark);
        if (n->slot[at[i]].name)
            __builtin_prefetch(pool_at(&n->pool, n->slot[at[i]].name));
    }
    for (size_t i = 0; i < texts; i++)
        if (!number_one(n, at[i], e[i], &number[i]))
            return false;
    return true;
}

bool intern_many(struct intern *n, const struct interned *const *text, size_t texts, uint32_t *number)
{
    for (size_t i = 0; i < texts; i += GROUP) {
        size_t some = texts - i < GROUP ? texts - i : GROUP;
        if (!make_room(n, some) || !number_group(n, text + i, some, number + i))
            return false;
    }
    return true;
}

/* Lays one text down in a place kept for it; NULL when memory ran out. */
static struct interned *lay_one(struct intern *n, struct str text)
{
    struct interned *e;

    if (text.len > INTERN_TEXT_MAX ||
        !arena_grow(&n->pool.arena, &n->one, &n->one_words, 0, interned_words(text.len), sizeof *n->one))
        return NULL;
    e = (struct interned *)(void *)n->one;
    interned_write(e, text);
    return e;
}

bool intern_add(struct intern *n, struct str text, uint32_t *number)
{
    struct interned *e = lay_one(n, text);

    return e && make_room(n, 1) && number_one(n, home(n, e->mark), e, number);
}

bool intern_find(struct intern *n, struct str text, uint32_t *number)
{
    struct interned *e = lay_one(n, text);
    uint32_t name;

    if (!e)
        return false;
    name = n->slot ? n->slot[find(n, home(n, e->mark), e)].name : 0;
    *number = name ? pool_at(&n->pool, name)->mark : 0;
    return true;
}
