#include "scan/shuffle.h"

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
    age = arena_new(a, uint32_t, d.drawn);
    if (!row || !age)
        return err_memory(err, "the scan's cases");
    for (size_t r = 0; r < zones->rows; r++)
        for (uint32_t i = 0; i < zones->row_cases[r]; i++)
            row[at++] = (uint16_t)r;
    at = 0;
    for (uint32_t i = 0; i < ages; i++)
        for (uint32_t n = per_step[steps - 1 - i]; n > 0; n--)
            age[at++] = i;
    d.row = row;
    d.age = age;
    *out = d;
    return true;
}

void deal_shuffle(const struct deal *d, uint64_t seed, uint32_t replicate, uint16_t *hand)
{
    struct chance chance;

    chance_open(&chance, seed, replicate);
    memcpy(hand, d->row, d->cases * sizeof *hand);
    for (size_t i = 0; i < d->drawn; i++) {
        size_t j = i + (size_t)chance_below(&chance, d->cases - i);
        uint16_t drawn = hand[j];
        hand[j] = hand[i];
        hand[i] = drawn;
    }
}
