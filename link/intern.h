/*
 * link/intern - texts to numbers: equal texts the same number, 1, 2, 3 ... in the order they first came.
 *
 * A hash table with open addressing beside a pool that holds each text once.
 * A million texts do not fit a processor's cache, so numbering one after the
 * other waits for memory three times a text; they are numbered many at once
 * instead, each step asking for the next one's memory before it is needed.
 * Texts lie in whole words of 8 bytes, padded with zeros, and are hashed and
 * compared a word at a time.
 *
 * Each growing part is an arena of its own, so that what is outgrown is given
 * back; all count in the meter of the arena they are opened in (base/arena.h).
 */
#ifndef LINK_INTERN_H
#define LINK_INTERN_H

#include "base/arena.h"

/* A text as it lies in a pool or waits to be numbered. */
struct interned {
    uint32_t mark;   /* waiting: its hash; in a pool: its number */
    uint32_t len;    /* bytes; at most INTERN_TEXT_MAX */
    uint64_t word[]; /* padded with zeros */
};
#define INTERN_TEXT_MAX 0x7fffffffu

/* Words of 8 bytes that a text of so many bytes takes, its head among them. */
static inline size_t interned_words(size_t len)
{
    return 1 + (len + 7) / 8;
}
static inline struct str interned_text(const struct interned *e)
{
    return (struct str){ (const char *)e->word, e->len };
}

/* Lays the text down at `at`, which has room for interned_words(), with its hash as mark. */
void interned_write(struct interned *at, struct str text);

/* A 64-bit hash of a text laid down; the same on every machine and in every run. */
uint64_t interned_hash(const struct interned *e);
/* Mixes two into one. */
uint64_t hash_mix(uint64_t a, uint64_t b);

/* ---- a pool: texts one after the other, each with a 32-bit name ---- */

struct pool {
    struct arena arena;
    uint64_t **block;   /* of POOL_WORDS words; one that is longer takes several places side by side */
    size_t blocks, room;
    uint32_t next;      /* where the next text goes, in words; 0 names none */
    uint64_t bytes;     /* of all texts, without heads and padding */
};
#define POOL_WORDS 8192u

void pool_open(struct pool *p, struct arena *a);
/* Copies what was laid down. false when memory or names ran out. */
bool pool_add(struct pool *p, const struct interned *e, uint32_t mark, uint32_t *name) MUST_USE;
static inline struct interned *pool_at(const struct pool *p, uint32_t name)
{
    return (struct interned *)(void *)&p->block[name / POOL_WORDS][name % POOL_WORDS];
}
/* The name of the text after this one, in the order they were added; of the first, after 0. 0: no more. */
uint32_t pool_next(const struct pool *p, uint32_t name);
void pool_close(struct pool *p);

/* ---- numbers ---- */

struct intern {
    struct pool pool;       /* in the order of the numbers */
    struct arena arena;     /* of slot */
    struct intern_slot {
        uint32_t hash, name;
    } *slot;                /* 1 << bits; NULL before the first text */
    unsigned bits;
    uint32_t values;        /* numbers given out */
    struct arena *within;   /* what it was opened in */
    bool alone;
    uint64_t *one;          /* where intern_add() lays down */
    size_t one_words;
};

void intern_open(struct intern *n, struct arena *a);

/* For a thread of its own: its arenas count in the meter, but no more in the refusals of those above. */
void intern_alone(struct intern *n);

/*
 * Numbers `texts` texts laid down by interned_write(): number[i] for text[i].
 * false when memory ran out; those before are numbered.
 */
bool intern_many(struct intern *n, const struct interned *const *text, size_t texts, uint32_t *number)
    MUST_USE;
/* One, which need not be laid down. "" is a text like any other. */
bool intern_add(struct intern *n, struct str text, uint32_t *number) MUST_USE;
/* Its number, or 0 when it is not there. false when memory ran out. */
bool intern_find(struct intern *n, struct str text, uint32_t *number) MUST_USE;

void intern_close_slots(struct intern *n); /* the pool stays; nothing can be added any more */
void intern_close(struct intern *n);       /* safe to call twice */

#endif
