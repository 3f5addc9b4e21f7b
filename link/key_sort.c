#include "base/crew.h"
#include "link/key.h"

enum {
    CHUNKS_MAX = 64,
    CHUNK_LEAST = 1 << 16,
    BUCKET_BITS_MAX = 10,
    BUCKETS_MAX = 1 << BUCKET_BITS_MAX,
    BUCKET_FAIR = 1 << 10,   /* keys; a bucket of so many is sorted within the cache */
    FEW = 24,                /* keys; so many are sorted by hand */
    DIGIT_BITS = 8,
    DIGITS = 1 << DIGIT_BITS,
    PASSES_MAX = 64 / DIGIT_BITS,
};

struct sort {
    const struct block_key *key;
    uint64_t *from, *to;
    size_t keys;
    size_t chunks, chunk;     /* how many, and how long each is but the last */
    size_t *made;             /* per chunk: keys found in it */
    size_t (*place)[BUCKETS_MAX]; /* per chunk: how many go to each bucket, then where the next one goes */
    unsigned shift, bits;     /* which bits of a key say the bucket */
    bool by_source;           /* the bucket is the record's source */
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

/* ---- into buckets: all threads together, chunk by chunk ---- */

static inline size_t bucket_of(const struct sort *s, uint64_t entry)
{
    if (s->by_source)
        return s->key->slots->table->source_of[key_record(s->key, entry)];
    return (size_t)(entry >> s->shift & ((UINT64_C(1) << s->bits) - 1));
}

static bool count_chunk(void *with, unsigned worker, size_t chunk, struct err *err)
{
    struct sort *s = with;
    size_t *count = s->place[chunk];

    (void)worker, (void)err;
    memset(count, 0, sizeof s->place[chunk]);
    for (size_t i = chunk * s->chunk; i < chunk_end(s, chunk, s->keys); i++)
        count[bucket_of(s, s->from[i])]++;
    return true;
}

static bool deal_chunk(void *with, unsigned worker, size_t chunk, struct err *err)
{
    struct sort *s = with;
    size_t *place = s->place[chunk];

    (void)worker, (void)err;
    for (size_t i = chunk * s->chunk; i < chunk_end(s, chunk, s->keys); i++)
        s->to[place[bucket_of(s, s->from[i])]++] = s->from[i];
    return true;
}

/* From how many go to each bucket to where they go. */
static void find_places(struct sort *s)
{
    size_t at = 0;

    for (size_t b = 0; b < BUCKETS_MAX; b++)
        for (size_t c = 0; c < s->chunks; c++) {
            size_t count = s->place[c][b];
            s->place[c][b] = at;
            at += count;
        }
}

static bool deal_out(struct sort *s, unsigned threads, struct err *err)
{
    uint64_t *dealt = s->to;

    if (!crew_run(threads, s->chunks, count_chunk, s, err))
        return false;
    find_places(s);
    if (!crew_run(threads, s->chunks, deal_chunk, s, err))
        return false;
    s->to = s->from;
    s->from = dealt;
    return true;
}

/* ---- a bucket by itself ---- */

static void sort_few(uint64_t *at, size_t keys, unsigned shift)
{
    for (size_t i = 1; i < keys; i++) {
        uint64_t moved = at[i];
        size_t to = i;
        for (; to > 0 && at[to - 1] >> shift > moved >> shift; to--)
            at[to] = at[to - 1];
        at[to] = moved;
    }
}

/* By one digit; false when all have the same. */
static bool sort_digit(const uint64_t *from, uint64_t *to, size_t keys, unsigned shift, uint32_t *count)
{
    uint32_t at = 0;

    for (size_t d = 0; d < DIGITS; d++) {
        uint32_t before = at;
        at += count[d];
        if (count[d] == keys)
            return false;
        count[d] = before;
    }
    for (size_t i = 0; i < keys; i++)
        to[count[from[i] >> shift & (DIGITS - 1)]++] = from[i];
    return true;
}

/* By `bits` bits of the key from `shift` on, digit by digit from the last; `spare` has room for as many. */
static void sort_many(uint64_t *at, uint64_t *spare, size_t keys, unsigned shift, unsigned bits)
{
    uint32_t count[PASSES_MAX][DIGITS];
    unsigned passes = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    uint64_t *from = at, *to = spare;

    memset(count, 0, passes * sizeof count[0]);
    for (size_t i = 0; i < keys; i++)
        for (unsigned p = 0; p < passes; p++)
            count[p][at[i] >> (shift + p * DIGIT_BITS) & (DIGITS - 1)]++;
    for (unsigned p = 0; p < passes; p++)
        if (sort_digit(from, to, keys, shift + p * DIGIT_BITS, count[p])) {
            uint64_t *sorted = to;
            to = from;
            from = sorted;
        }
    if (from != at)
        memcpy(at, from, keys * sizeof *at);
}

static bool sort_bucket(void *with, unsigned worker, size_t bucket, struct err *err)
{
    struct sort *s = with;
    const size_t *end = s->place[s->chunks - 1]; /* where the last chunk would put one more */
    size_t from = bucket ? end[bucket - 1] : 0, keys = end[bucket] - from;
    unsigned record_bits = s->key->record_bits;

    (void)worker, (void)err;
    if (keys <= FEW)
        sort_few(s->from + from, keys, record_bits);
    else
        sort_many(s->from + from, s->to + from, keys, record_bits, s->shift - record_bits);
    return true;
}

static bool sort_by_key(struct sort *s, unsigned threads, struct err *err)
{
    unsigned most = s->key->key_bits < BUCKET_BITS_MAX ? s->key->key_bits : BUCKET_BITS_MAX;

    if (s->key->slots->table->sources > 1) {
        s->by_source = true;
        if (!deal_out(s, threads, err))
            return false;
        s->by_source = false;
    }
    while (s->bits < most && s->keys >> s->bits > BUCKET_FAIR)
        s->bits++;
    s->shift = s->key->record_bits + s->key->key_bits - s->bits;
    return deal_out(s, threads, err) && crew_run(threads, (size_t)1 << s->bits, sort_bucket, s, err);
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
