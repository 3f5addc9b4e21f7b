#include "scan/sweep.h"

#include "scan/statistic.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

static int rising(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int best_order(const void *left, const void *right)
{
    const struct best *a = left, *b = right;

    if (a->statistic < b->statistic || a->statistic > b->statistic)
        return a->statistic > b->statistic ? -1 : 1;
    if (a->rows != b->rows)
        return rising(a->rows, b->rows);
    if (a->old - a->young != b->old - b->young)
        return rising(a->old - a->young, b->old - b->young);
    if (a->young != b->young)
        return rising(a->young, b->young);
    return rising(a->centre, b->centre);
}

struct place_in_list {
    size_t centre;
    uint32_t start, end; /* the ring's zones: after start + 1 .. end rows */
    uint64_t cases;      /* of the rows before start */
};

/* The full count of one lane before the ring began. */
static uint64_t count_before(const struct sweep *s, const struct place_in_list *at, size_t lane)
{
    const uint16_t *row = s->zones->row + s->zones->start[at->centre];
    uint64_t n = 0;

    for (uint32_t i = 0; i < at->start; i++)
        n += s->counts->wide[(size_t)row[i] * LANES + lane];
    return n;
}

/* Every zone of a ring in one window. */
static void look(struct sweep *s, const struct place_in_list *at, size_t lane, uint64_t n,
                 struct best *best)
{
    const struct zones *z = s->zones;
    const struct windows *w = s->windows;
    const uint16_t *row = z->row + z->start[at->centre];
    size_t window = s->counts->batch * LANES + lane;
    uint64_t cases = at->cases;

    if (s->counts->wide)
        n = count_before(s, at, lane);
    for (uint32_t i = at->start; i < at->end; i++) {
        n += s->counts->wide ? s->counts->wide[(size_t)row[i] * LANES + lane]
                             : s->counts->row[row[i]].n[lane];
        cases += z->row_cases[row[i]];
        struct best b = {
            .statistic = statistic_of(n, statistic_expected(cases, w->total[window], s->all),
                                      s->all),
            .centre = (uint32_t)at->centre, .rows = i + 1,
            .young = w->young[window], .old = w->old[window],
            .observed = n, .zone_cases = cases, .window_cases = w->total[window],
        };
        if (b.statistic > 0 && best_order(&b, best) < 0)
            *best = b;
    }
}

/* A ring's last zone reached the bar in some window: which, and what is there? */
static void look_into(struct sweep *s, const struct place_in_list *at, const struct lanes *before,
                      const struct lanes *after, const struct lanes *bar, struct best *best)
{
    s->looked++;
    for (size_t lane = 0; lane < LANES; lane++)
        if (after->n[lane] >= bar->n[lane] && s->counts->batch * LANES + lane < s->windows->count)
            look(s, at, lane, before->n[lane], best);
}

static uint64_t cases_before(const struct zones *z, size_t centre, uint32_t rows)
{
    const uint16_t *row = z->row + z->start[centre];
    uint64_t cases = 0;

    for (uint32_t i = 0; i < rows; i++)
        cases += z->row_cases[row[i]];
    return cases;
}

/* How a kind of machine adds rows and compares with the bar. */
typedef void add_rows(struct lanes *sum, const struct lanes *rows, const uint16_t *row, size_t n);
typedef bool reaches(const struct lanes *sum, const struct lanes *bar);

INLINE void sweep_with(struct sweep *s, size_t from, size_t to, int level, struct best *best,
                       add_rows *add, reaches *any)
{
    const struct zones *z = s->zones;
    const struct lanes *bar = bars_rows(s->bars, s->counts->batch, level, s->scratch);
    const struct lanes *rows = s->counts->row;

    for (size_t centre = from; centre < to; centre++) {
        const uint16_t *row = z->row + z->start[centre];
        struct lanes sum = { 0 };
        uint32_t start = 0;
        for (size_t r = z->ring_start[centre]; r < z->ring_start[centre + 1]; r++) {
            struct lanes before = sum;
            uint32_t end = z->ring[r].end;
            switch (end - start) { /* the usual lengths, unrolled */
            case 1:
                add(&sum, rows, row + start, 1);
                break;
            case 2:
                add(&sum, rows, row + start, 2);
                break;
            case 4:
                add(&sum, rows, row + start, 4);
                break;
            case 8:
                add(&sum, rows, row + start, 8);
                break;
            default:
                add(&sum, rows, row + start, end - start);
            }
            if (any(&sum, bar + z->ring[r].class)) {
                struct place_in_list at = { centre, start, end, cases_before(z, centre, start) };
                look_into(s, &at, &before, &sum, bar + z->ring[r].class, best);
                int now = bars_level(best->statistic);
                if (now > level)
                    bar = bars_rows(s->bars, s->counts->batch, level = now, s->scratch);
            }
            start = end;
        }
    }
}

#if defined(__x86_64__)
#define WITH_512 __attribute__((target("avx512f,avx512bw")))
#define WITH_256 __attribute__((target("avx2")))

WITH_512 INLINE void add_512(struct lanes *sum, const struct lanes *rows, const uint16_t *row,
                             size_t n)
{
    __m512i acc = _mm512_load_si512(sum);

    for (size_t i = 0; i < n; i++)
        acc = _mm512_adds_epu16(acc, _mm512_load_si512(rows + row[i]));
    _mm512_store_si512(sum, acc);
}

WITH_512 INLINE bool any_512(const struct lanes *sum, const struct lanes *bar)
{
    return _mm512_cmpge_epu16_mask(_mm512_load_si512(sum), _mm512_load_si512(bar)) != 0;
}

WITH_512 static void sweep_512(struct sweep *s, size_t from, size_t to, int level,
                               struct best *best)
{
    sweep_with(s, from, to, level, best, add_512, any_512);
}

WITH_256 INLINE void add_256(struct lanes *sum, const struct lanes *rows, const uint16_t *row,
                             size_t n)
{
    __m256i *at = (__m256i *)(void *)sum, low = at[0], high = at[1];

    for (size_t i = 0; i < n; i++) {
        const __m256i *more = (const __m256i *)(const void *)(rows + row[i]);
        low = _mm256_adds_epu16(low, more[0]);
        high = _mm256_adds_epu16(high, more[1]);
    }
    at[0] = low;
    at[1] = high;
}

WITH_256 INLINE bool any_256(const struct lanes *sum, const struct lanes *bar)
{
    const __m256i *a = (const __m256i *)(const void *)sum;
    const __m256i *b = (const __m256i *)(const void *)bar;
    /* max(a, b) == a exactly where a >= b */
    __m256i low = _mm256_cmpeq_epi16(_mm256_max_epu16(a[0], b[0]), a[0]);
    __m256i high = _mm256_cmpeq_epi16(_mm256_max_epu16(a[1], b[1]), a[1]);

    return _mm256_movemask_epi8(_mm256_or_si256(low, high)) != 0;
}

WITH_256 static void sweep_256(struct sweep *s, size_t from, size_t to, int level,
                               struct best *best)
{
    sweep_with(s, from, to, level, best, add_256, any_256);
}
#endif

INLINE void add_plain(struct lanes *sum, const struct lanes *rows, const uint16_t *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t lane = 0; lane < LANES; lane++) {
            uint32_t wide = (uint32_t)sum->n[lane] + rows[row[i]].n[lane];
            sum->n[lane] = wide > LANE_MAX ? LANE_MAX : (uint16_t)wide;
        }
}

INLINE bool any_plain(const struct lanes *sum, const struct lanes *bar)
{
    bool any = false;

    for (size_t lane = 0; lane < LANES; lane++)
        any |= sum->n[lane] >= bar->n[lane];
    return any;
}

static void sweep_plain(struct sweep *s, size_t from, size_t to, int level, struct best *best)
{
    sweep_with(s, from, to, level, best, add_plain, any_plain);
}

void sweep_centres(struct sweep *s, size_t from, size_t to, int level, struct best *best)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) {
        sweep_512(s, from, to, level, best);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        sweep_256(s, from, to, level, best);
        return;
    }
#endif
    sweep_plain(s, from, to, level, best);
}
