#include "scan/conform.h"

static void swap(struct draw *a, struct draw *b)
{
    struct draw old = *a;

    *a = *b;
    *b = old;
}

/* Moves the median of a, b and c to `first`. */
static void median_to_first(struct draw *first, struct draw *a, struct draw *b, struct draw *c)
{
    if (a->key < b->key) {
        if (b->key < c->key)
            swap(first, b);
        else
            swap(first, a->key < c->key ? c : a);
    } else if (a->key < c->key) {
        swap(first, a);
    } else {
        swap(first, b->key < c->key ? c : b);
    }
}

/* Parts (first, end) about the key at `first`; returns where the upper part begins. */
static struct draw *part(struct draw *first, struct draw *end)
{
    float pivot;
    struct draw *low = first + 1, *high = end;

    median_to_first(first, first + 1, first + (end - first) / 2, end - 1);
    pivot = first->key;
    for (;;) {
        while (low->key < pivot)
            low++;
        high--;
        while (pivot < high->key)
            high--;
        if (low >= high)
            return low;
        swap(low, high);
        low++;
    }
}

static void sort_coarsely(struct draw *first, struct draw *end, int depth)
{
    enum { FEW = 16 };

    while (end - first > FEW && depth-- > 0) {
        struct draw *cut = part(first, end);
        sort_coarsely(cut, end, depth);
        end = cut;
    }
}

void conform_sort(struct draw *draw, size_t count)
{
    int depth = 0;

    for (size_t n = count; n > 1; n /= 2)
        depth += 2;
    sort_coarsely(draw, draw + count, depth);
    for (size_t i = 1; i < count; i++) {
        struct draw moving = draw[i];
        size_t j = i;
        for (; j > 0 && moving.key < draw[j - 1].key; j--)
            draw[j] = draw[j - 1];
        draw[j] = moving;
    }
}

void conform_draw(struct draw *draw, size_t count, uint32_t number)
{
    const uint64_t times = 48271, modulus = 2147483647;
    uint64_t state = (UINT64_C(12345678) + number + 1) % modulus;

    for (size_t i = 0; i < count; i++) {
        state = state * times % modulus;
        draw[i] = (struct draw){ (float)state / (float)modulus, (uint32_t)i };
    }
    conform_sort(draw, count);
}
