#include "web/map_scale.h"

#include <stdlib.h>

static int order(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* A step of 1, 2 or 5 times a power of ten, of which some forty span the values. */
static int64_t step_of(int64_t span)
{
    static const int64_t FACTOR[] = { 2, 5, 10 };

    for (int64_t ten = 1, step = 1;; ten *= 10)
        for (size_t i = 0; i < COUNT_OF(FACTOR); i++) {
            if (span <= step * 40)
                return step;
            step = ten * FACTOR[i];
        }
}

static int64_t round_up(int64_t x, int64_t step)
{
    return (x + step - 1) / step * step;
}

static size_t up_to(const int64_t *value, size_t n, int64_t bound)
{
    size_t i = 0;

    while (i < n && value[i] <= bound)
        i++;
    return i;
}

struct map_scale map_scale_of(int64_t *value, size_t n)
{
    struct map_scale s = { 0 };
    size_t done = 0;
    int64_t step, from;

    if (n == 0)
        return s;
    qsort(value, n, sizeof *value, order);
    step = step_of(value[n - 1] - value[0]);
    from = value[0];
    for (size_t k = 1; k <= MAP_CLASSES && done < n; k++) {
        int64_t at = value[k * n / MAP_CLASSES - (k * n >= MAP_CLASSES)];
        int64_t to = k == MAP_CLASSES ? value[n - 1] : round_up(at, step);
        size_t upto;

        if (to > value[n - 1])
            to = value[n - 1];
        upto = up_to(value, n, to);
        if (upto == done)
            continue;
        s.from[s.classes] = from;
        s.to[s.classes] = to;
        s.areas[s.classes++] = upto - done;
        done = upto;
        from = to + 1;
    }
    return s;
}

int map_scale_class(const struct map_scale *s, int64_t value)
{
    for (int i = 0; i < s->classes; i++)
        if (value >= s->from[i] && value <= s->to[i])
            return i;
    return -1;
}
