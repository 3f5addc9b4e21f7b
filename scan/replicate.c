#include "scan/replicate.h"

#include <pthread.h>
#include <stdatomic.h>

struct shared {
    const struct study *study;
    const struct scan_settings *settings;
    double *maximum;
    _Atomic uint32_t next;
    pthread_mutex_t telling; /* one thread at a time calls progress() */
    uint32_t done;
};

struct worker {
    struct shared *shared;
    struct counts counts;
    struct sweep sweep;
    struct hand hand;
    int bar;                 /* the level of the lowest maximum so far; -1: none yet */
    pthread_t thread;
    bool started;
};

static double maximum_above(struct worker *w, int level)
{
    const struct study *study = w->shared->study;
    const struct deal *deal = &study->deal;
    struct best best = { 0 };

    for (size_t batch = 0; batch < study->windows.batches; batch++) {
        int now = bars_level(best.statistic);
        counts_fill(&w->counts, batch, w->hand.row, deal->age, deal->drawn);
        sweep_centres(&w->sweep, 0, study->zones.centres, now > level ? now : level, &best);
    }
    return best.statistic;
}

static double replicate(struct worker *w, uint32_t number)
{
    int bar = w->bar < 0 ? 0 : w->bar;
    double maximum;

    deal_shuffle(&w->shared->study->deal, w->shared->settings->seed, number, &w->hand);
    maximum = maximum_above(w, bar);
    if (bar > 0 && maximum < bar * BAR_STEP)
        maximum = maximum_above(w, 0);
    if (w->bar < 0 || bars_level(maximum) < w->bar)
        w->bar = bars_level(maximum);
    return maximum;
}

static void tell(struct shared *s)
{
    if (!s->settings->progress)
        return;
    pthread_mutex_lock(&s->telling);
    s->settings->progress(s->settings->with, ++s->done, s->settings->replications);
    pthread_mutex_unlock(&s->telling);
}

static void *work(void *at)
{
    struct worker *w = at;
    struct shared *s = w->shared;

    for (;;) {
        uint32_t number = atomic_fetch_add(&s->next, 1);
        if (number >= s->settings->replications)
            return NULL;
        s->maximum[number] = replicate(w, number);
        tell(s);
    }
}

static bool worker_make(struct shared *shared, struct arena *a, struct worker *w, struct err *err)
{
    const struct study *study = shared->study;

    w->shared = shared;
    w->bar = -1;
    w->sweep = (struct sweep){ .windows = &study->windows, .zones = &study->zones,
                               .bars = &study->bars, .counts = &w->counts, .all = study->all };
    w->sweep.scratch = lanes_make(a, study->windows.flat ? study->zones.classes : 0);
    if (!w->sweep.scratch)
        return err_memory(err, "the scan's replicates");
    return hand_make(&study->deal, a, &w->hand, err) &&
           counts_make(&study->windows, study->zones.rows, a, &w->counts, err);
}

static unsigned thread_count(const struct scan_settings *settings)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t threads = settings->threads;

    if (threads == 0)
        threads = processors > 0 ? (uint32_t)processors : 1;
    return threads < settings->replications ? threads : settings->replications;
}

bool replicate_run(const struct study *study, const struct scan_settings *settings,
                   struct arena *a, double *maximum, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct shared shared = { .study = study, .settings = settings, .maximum = maximum };
    unsigned threads = thread_count(settings);
    struct worker *worker;

    arena_open_in(&scratch, a, a->cap);
    worker = arena_new(&scratch, struct worker, threads);
    if (!worker)
        return err_memory(err, "the scan's replicates");
    for (unsigned i = 0; i < threads; i++)
        if (!worker_make(&shared, &scratch, &worker[i], err))
            return false;
    pthread_mutex_init(&shared.telling, NULL);
    for (unsigned i = 1; i < threads; i++)
        worker[i].started = pthread_create(&worker[i].thread, NULL, work, &worker[i]) == 0;
    work(&worker[0]);
    for (unsigned i = 1; i < threads; i++)
        if (worker[i].started)
            pthread_join(worker[i].thread, NULL);
    pthread_mutex_destroy(&shared.telling);
    return true;
}
