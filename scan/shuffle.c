#include "scan/shuffle.h"

/* One case's draw, as the bits of a float that is not negative: they rise with it. */
struct draw {
    uint32_t key, slot;
};

bool deal_make(const struct zones *zones, const uint32_t *per_step, size_t steps, uint32_t ages,
               struct arena *a, struct deal *out, struct err *err)
{
    struct deal d = { 0 };
    uint16_t *row;
    uint32_t *age;
    size_t at = 0;

    for (size_t r = 0; r < zones->rows; r++)
        d.cases += zones->row_cases[r];
    for (size_t i = 0; i < ages; i++)
        d.drawn += per_step[steps - 1 - i];
    row = arena_new(a, uint16_t, d.cases);
    age = arena_new(a, uint32_t, d.cases);
    if (!row || !age)
        return err_memory(err, "the scan's cases");
    for (size_t r = 0; r < zones->rows; r++)
        for (uint32_t i = 0; i < zones->row_cases[r]; i++)
            row[at++] = (uint16_t)r;
    at = 0;
    for (uint32_t i = 0; i < steps; i++)
        for (uint32_t n = per_step[steps - 1 - i]; n > 0; n--)
            age[at++] = i;
    d.row = row;
    d.age = age;
    *out = d;
    return true;
}

struct listed {
    uint32_t age, place;
    uint16_t row;
};

static int by_age_and_place(const void *left, const void *right)
{
    const struct listed *a = left, *b = right;

    if (a->age != b->age)
        return a->age < b->age ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

bool deal_conform(const struct scan_cases *cases, const uint16_t *row_of, struct arena *a,
                  struct deal *deal, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct listed *listed;
    uint16_t *row = arena_new(a, uint16_t, cases->cases);

    arena_open_in(&scratch, a, a->cap);
    listed = arena_new(&scratch, struct listed, cases->cases);
    if (!row || !listed)
        return err_memory(err, "the scan's cases");
    for (size_t i = 0; i < cases->cases; i++)
        listed[i] = (struct listed){ (uint32_t)(cases->steps - 1) - cases->step[i],
                                     cases->place[i], row_of[cases->place[i]] };
    qsort(listed, cases->cases, sizeof *listed, by_age_and_place);
    for (size_t i = 0; i < cases->cases; i++)
        row[i] = listed[i].row;
    deal->row = row;
    deal->conform = true;
    return true;
}

bool hand_make(const struct deal *d, struct arena *a, struct hand *out, struct err *err)
{
    struct hand h = { .row = arena_new(a, uint16_t, d->cases) };

    if (d->conform) {
        h.draw = arena_new(a, struct draw, d->cases);
        h.spare = arena_new(a, struct draw, d->cases);
    }
    if (!h.row || (d->conform && (!h.draw || !h.spare)))
        return err_memory(err, "the scan's cases");
    *out = h;
    return true;
}

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };

static void radix_pass(const struct draw *from, struct draw *to, size_t count, int shift)
{
    uint32_t place[RADIX] = { 0 }, sum = 0;

    for (size_t i = 0; i < count; i++)
        place[from[i].key >> shift & (RADIX - 1)]++;
    for (size_t i = 0; i < RADIX; i++) {
        uint32_t here = place[i];
        place[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[place[from[i].key >> shift & (RADIX - 1)]++] = from[i];
}

static void shuffle_conforming(const struct deal *d, uint32_t replicate, struct hand *hand)
{
    const uint64_t times = 48271, modulus = 2147483647;
    uint64_t state = (UINT64_C(12345678) + replicate + 1) % modulus;

    for (size_t i = 0; i < d->cases; i++) {
        float drawn;
        state = state * times % modulus;
        drawn = (float)state / (float)modulus;
        memcpy(&hand->draw[i].key, &drawn, sizeof drawn);
        hand->draw[i].slot = (uint32_t)i;
    }
    radix_pass(hand->draw, hand->spare, d->cases, 0);
    radix_pass(hand->spare, hand->draw, d->cases, RADIX_BITS);
    radix_pass(hand->draw, hand->spare, d->cases, 2 * RADIX_BITS);
    for (size_t i = 0; i < d->cases; i++)
        hand->row[hand->spare[i].slot] = d->row[i];
}

void deal_shuffle(const struct deal *d, uint64_t seed, uint32_t replicate, struct hand *hand)
{
    struct chance chance;

    if (d->conform) {
        shuffle_conforming(d, replicate, hand);
        return;
    }
    chance_open(&chance, seed, replicate);
    memcpy(hand->row, d->row, d->cases * sizeof *hand->row);
    for (size_t i = 0; i < d->drawn; i++) {
        size_t j = i + (size_t)chance_below(&chance, d->cases - i);
        uint16_t drawn = hand->row[j];
        hand->row[j] = hand->row[i];
        hand->row[i] = drawn;
    }
}
