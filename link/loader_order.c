#include "link/loader_order.h"

/* A key is the hash's 33 high bits and the record's 31: what is equal in those is looked at once more. */
enum { RECORD_BITS = 31, DIGIT_BITS = 11, DIGITS = 3 };
#define RECORD_MASK ((UINT64_C(1) << RECORD_BITS) - 1)

size_t order_file_of(const struct order_records *r, uint32_t record)
{
    size_t low = 0, high = r->files;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (r->file[middle].first <= record)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint64_t hash_of_record(const struct order_records *r, uint32_t record)
{
    return hash_mix(r->file[order_file_of(r, record)].hash, ids_hash(r->ids, record));
}

static void sort_keys(uint64_t **key, uint64_t **spare, uint32_t n)
{
    for (unsigned d = 0; d < DIGITS; d++) {
        unsigned shift = RECORD_BITS + d * DIGIT_BITS;
        uint32_t start[1u << DIGIT_BITS] = { 0 }, sum = 0;
        uint64_t *from = *key, *to = *spare;
        for (uint32_t i = 0; i < n; i++)
            start[from[i] >> shift & ((1u << DIGIT_BITS) - 1)]++;
        for (size_t i = 0; i < COUNT_OF(start); i++) {
            uint32_t here = start[i];
            start[i] = sum;
            sum += here;
        }
        for (uint32_t i = 0; i < n; i++)
            to[start[from[i] >> shift & ((1u << DIGIT_BITS) - 1)]++] = from[i];
        *key = to;
        *spare = from;
    }
}

/* By the whole hash, then source, then id; 0 only for one id twice in a file. */
static int compare(const struct order_records *r, uint32_t one, uint32_t two)
{
    uint64_t a = hash_of_record(r, one), b = hash_of_record(r, two);
    size_t f = order_file_of(r, one), g = order_file_of(r, two);

    if (a != b)
        return a < b ? -1 : 1;
    if (f != g)
        return strcmp(r->file[f].label, r->file[g].label);
    return ids_order(r->ids, one, two);
}

static bool repeated(const struct order_records *r, uint32_t one, uint32_t two, struct err *err)
{
    const struct order_file *f = &r->file[order_file_of(r, one)];

    return err_set(err, ERR_INPUT, "%s: data rows %u and %u have the same id; give each row its own, name "
                                   "another column as the id, or take the column away", f->label,
                   *rows_at(r->row, one < two ? one : two), *rows_at(r->row, one < two ? two : one));
}

/* Puts one record among those before it that have the same key. */
static bool settle(const struct order_records *r, uint32_t *order, uint32_t from, uint32_t at,
                   struct err *err)
{
    uint32_t mine = order[at];

    for (; at > from; at--) {
        int c = compare(r, order[at - 1], mine);
        if (c == 0)
            return repeated(r, order[at - 1], mine, err);
        if (c < 0)
            break;
        order[at] = order[at - 1];
    }
    order[at] = mine;
    return true;
}

static bool settle_all(const struct order_records *r, const uint64_t *key, uint32_t *order, struct err *err)
{
    uint32_t from = 0;

    for (uint32_t i = 0; i < r->records; i++) {
        order[i] = (uint32_t)(key[i] & RECORD_MASK);
        if (key[i] >> RECORD_BITS != key[from] >> RECORD_BITS)
            from = i;
        if (from < i && !settle(r, order, from, i, err))
            return false;
    }
    return true;
}

bool order_make(const struct order_records *r, struct arena *a, uint32_t *order, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    uint64_t *key, *spare;

    arena_open_in(&scratch, a, SIZE_MAX);
    key = arena_new(&scratch, uint64_t, (size_t)r->records + 1);
    spare = arena_new(&scratch, uint64_t, (size_t)r->records + 1);
    if (!key || !spare)
        return err_memory(err, "the records' order");
    for (uint32_t i = 0; i < r->records; i++)
        key[i] = (hash_of_record(r, i) & ~RECORD_MASK) | i;
    sort_keys(&key, &spare, r->records);
    return settle_all(r, key, order, err);
}
