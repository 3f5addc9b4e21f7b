#include "base/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct crew {
    crew_job *job;
    void *with;
    size_t jobs;
    _Atomic size_t next;
    _Atomic bool failed;
};
struct worker {
    struct crew *crew;
    pthread_t thread;
    unsigned number;
    bool started;
    size_t wrong;   /* the job that failed here; jobs: none */
    struct err err;
};

unsigned crew_threads(unsigned wanted)
{
    long have = sysconf(_SC_NPROCESSORS_ONLN);

    if (wanted == 0)
        wanted = have > 0 ? (unsigned)have : 1;
    return wanted < CREW_MAX ? wanted : CREW_MAX;
}

static void *work(void *at)
{
    struct worker *w = at;
    struct crew *c = w->crew;

    while (!c->failed) {
        size_t job = atomic_fetch_add(&c->next, 1);
        if (job >= c->jobs)
            break;
        if (!c->job(c->with, w->number, job, &w->err)) {
            w->wrong = job;
            c->failed = true;
        }
    }
    return NULL;
}

bool crew_run(unsigned threads, size_t jobs, crew_job *job, void *with, struct err *err)
{
    struct crew c = { .job = job, .with = with, .jobs = jobs };
    struct worker worker[CREW_MAX] = { 0 }, *first = NULL;

    threads = crew_threads(threads);
    for (unsigned i = 0; i < threads; i++)
        worker[i] = (struct worker){ .crew = &c, .number = i, .wrong = jobs };
    for (unsigned i = 1; i < threads && i < jobs; i++)
        worker[i].started = pthread_create(&worker[i].thread, NULL, work, &worker[i]) == 0;
    (void)work(&worker[0]);
    for (unsigned i = 1; i < threads; i++)
        if (worker[i].started)
            pthread_join(worker[i].thread, NULL);
    for (unsigned i = 0; i < threads; i++)
        if (worker[i].wrong < jobs && (!first || worker[i].wrong < first->wrong))
            first = &worker[i];
    if (first)
        *err = first->err;
    return !first;
}
