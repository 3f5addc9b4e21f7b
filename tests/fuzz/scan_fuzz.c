/* Any small study: the scan must refuse it in words or give clusters that count what they say. */
#include "scan/scan.h"

enum { PLACES_MAX = 12, CASES_MAX = 96 };

static void require(bool ok)
{
    if (!ok)
        abort();
}

static void check_cluster(const struct scan_cases *c, const struct scan_settings *s,
                          const struct scan_cluster *found)
{
    int64_t inside = 0;

    for (size_t i = 0; i < c->cases; i++)
        for (size_t p = 0; p < found->places; p++)
            inside += c->place[i] == found->place[p] && c->step[i] >= found->from_step &&
                      c->step[i] <= found->to_step;
    require(inside == found->observed && found->observed >= 2);
    require((double)found->observed > found->expected && found->statistic > 0);
    require(found->p_value >= 1.0 / (1 + s->replications) && found->p_value <= 1);
    require(found->to_step < c->steps && (s->retrospective || found->to_step == c->steps - 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct err err = { 0 };
    double x[PLACES_MAX], y[PLACES_MAX];
    uint32_t place[CASES_MAX], step[CASES_MAX];
    struct scan_settings s = scan_defaults();
    struct scan_cases c = { .x = x, .y = y, .place = place, .step = step };
    struct scan_result one, again;

    arena_open(&a, (size_t)64 << 20);
    if (len < 6 + 2 * PLACES_MAX)
        return 0;
    c.places = 1 + bytes[0] % PLACES_MAX;
    c.steps = 1 + bytes[1] % 40;
    s.retrospective = bytes[2] & 1;
    s.geometry = bytes[2] & 2 ? SCAN_SPHERE : SCAN_PLANE;
    s.conform = bytes[2] & 4;
    s.max_radius = bytes[3];
    s.max_steps = bytes[4] % 8;
    s.max_population_share = (1 + bytes[5] % 100) / 100.0;
    s.replications = 5;
    s.threads = 1;
    for (size_t i = 0; i < c.places; i++) {
        x[i] = bytes[6 + 2 * i];
        y[i] = bytes[7 + 2 * i] - 100.0;
    }
    for (size_t at = 6 + 2 * PLACES_MAX; at + 1 < len && c.cases < CASES_MAX; at += 2) {
        place[c.cases] = bytes[at] % (PLACES_MAX + 1);
        step[c.cases++] = bytes[at + 1] % 41;
    }
    if (!scan_run(&c, &s, &a, &one, &err)) {
        require(err.kind == ERR_INPUT && err.say[0]);
        return 0;
    }
    for (size_t i = 0; i < one.clusters; i++)
        check_cluster(&c, &s, &one.cluster[i]);
    s.threads = 2;
    require(scan_run(&c, &s, &a, &again, &err));
    require(again.clusters == one.clusters);
    require(memcmp(one.simulated, again.simulated, s.replications * sizeof *one.simulated) == 0);
    return 0;
}
