#include "base/crew.h"
#include "link/key.h"

enum {
    CHUNKS_MAX = 64,
    CHUNK_LEAST = 1 << 16,
    DIGIT_BITS_MAX = 10,
    DIGITS_MAX = 1 << DIGIT_BITS_MAX,
};

struct sort {
    const struct block_key *key;
    uint64_t *from, *to;
    size_t keys;
    size_t chunks, chunk;     /* how many, and how long each is but the last */
    size_t *made;             /* per chunk: keys found in it */
    size_t (*place)[DIGITS_MAX]; /* per chunk: how many of each digit, then where the next one goes */
    unsigned shift, bits;     /* of the digit at work */
    bool by_source;           /* the digit at work is the record's source */
};

static size_t chunk_end(const struct sort *s, size_t chunk, size_t all)
{
    size_t end = (chunk + 1) * s->chunk;

    return chunk + 1 == s->chunks || end > all ? all : end;
}

static bool find_keys(void *with, unsigned worker, size_t chunk, struct err *err)
{
    struct sort *s = with;
    const struct block_key *k = s->key;
    size_t begin = chunk * s->chunk, made = begin;
    uint64_t key;

    (void)worker, (void)err;
    for (size_t r = begin; r < chunk_end(s, chunk, k->slots->table->records); r++)
        if (key_of(k, (uint32_t)r, &key))
            s->from[made++] = key << k->record_bits | r;
    s->made[chunk] = made - begin;
    return true;
}

static inline size_t digit_of(const struct sort *s, uint64_t entry)
{
    if (s->by_source)
        return s->key->slots->table->source_of[key_record(s->key, entry)];
    return (size_t)(entry >> s->shift & ((UINT64_C(1) << s->bits) - 1));
}

static bool count_digits(void *with, unsigned worker, size_t chunk, struct err *err)
{
    struct sort *s = with;
    size_t *count = s->place[chunk];

    (void)worker, (void)err;
    memset(count, 0, sizeof s->place[chunk]);
    for (size_t i = chunk * s->chunk; i < chunk_end(s, chunk, s->keys); i++)
        count[digit_of(s, s->from[i])]++;
    return true;
}

static bool deal_out(void *with, unsigned worker, size_t chunk, struct err *err)
{
    struct sort *s = with;
    size_t *place = s->place[chunk];

    (void)worker, (void)err;
    for (size_t i = chunk * s->chunk; i < chunk_end(s, chunk, s->keys); i++)
        s->to[place[digit_of(s, s->from[i])]++] = s->from[i];
    return true;
}

/* From how many of each digit to where they go. Returns whether all have the same. */
static bool find_places(struct sort *s)
{
    size_t at = 0;

    for (size_t d = 0; d < DIGITS_MAX; d++) {
        size_t before = at;
        for (size_t c = 0; c < s->chunks; c++) {
            size_t count = s->place[c][d];
            s->place[c][d] = at;
            at += count;
        }
        if (at - before == s->keys)
            return true;
    }
    return false;
}

static bool sort_by_digit(struct sort *s, unsigned threads, struct err *err)
{
    uint64_t *sorted = s->to;

    if (!crew_run(threads, s->chunks, count_digits, s, err))
        return false;
    if (find_places(s))
        return true;
    if (!crew_run(threads, s->chunks, deal_out, s, err))
        return false;
    s->to = s->from;
    s->from = sorted;
    return true;
}

static bool sort_by_key(struct sort *s, unsigned threads, struct err *err)
{
    unsigned left = s->key->key_bits, passes = (left + DIGIT_BITS_MAX - 1) / DIGIT_BITS_MAX;

    if (s->key->slots->table->sources > 1) {
        s->by_source = true;
        if (!sort_by_digit(s, threads, err))
            return false;
        s->by_source = false;
    }
    s->shift = s->key->record_bits;
    for (; passes > 0; passes--) {
        s->bits = (left + passes - 1) / passes;
        if (!sort_by_digit(s, threads, err))
            return false;
        s->shift += s->bits;
        left -= s->bits;
    }
    return true;
}

/* Equal parts of `all` things, one at least. */
static void cut(struct sort *s, size_t all)
{
    s->chunks = all / CHUNK_LEAST;
    s->chunks = s->chunks < 1 ? 1 : s->chunks > CHUNKS_MAX ? CHUNKS_MAX : s->chunks;
    s->chunk = (all + s->chunks - 1) / s->chunks;
}

bool keys_sort(const struct block_key *k, unsigned threads, struct arena *a, struct key_list *out,
               struct err *err)
{
    size_t records = k->slots->table->records;
    struct sort s = { .key = k };

    cut(&s, records);
    s.from = arena_new(a, uint64_t, records);
    s.to = arena_new(a, uint64_t, records);
    s.made = arena_new(a, size_t, s.chunks);
    s.place = arena_alloc(a, s.chunks, sizeof *s.place, _Alignof(size_t));
    if (!s.from || !s.to || !s.made || !s.place)
        return err_memory(err, "the keys of a blocking rule");
    if (!crew_run(threads, s.chunks, find_keys, &s, err))
        return false;
    for (size_t c = 0; c < s.chunks; c++) {
        memmove(s.from + s.keys, s.from + c * s.chunk, s.made[c] * sizeof *s.from);
        s.keys += s.made[c];
    }
    cut(&s, s.keys);
    if (!sort_by_key(&s, threads, err))
        return false;
    *out = (struct key_list){ s.from, s.to, s.keys };
    return true;
}
