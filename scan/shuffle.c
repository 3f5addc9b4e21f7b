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

    if (d->conform)
        h.draw = arena_new(a, struct draw, d->cases);
    if (!h.row || (d->conform && !h.draw))
        return err_memory(err, "the scan's cases");
    *out = h;
    return true;
}

void deal_shuffle(const struct deal *d, uint64_t seed, uint32_t replicate, struct hand *hand)
{
    struct chance chance;

    if (d->conform) {
        conform_draw(hand->draw, d->cases, replicate);
        for (size_t i = 0; i < d->cases; i++)
            hand->row[hand->draw[i].slot] = d->row[i];
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
