/*
 * base/crew - several threads through a list of numbered jobs.
 *
 * Each job is taken by whichever thread is free. A result that must not depend
 * on how many threads there are belongs to its job (an array with an entry a
 * job), and is put together in the order of the numbers when all are done;
 * what a thread keeps for its own comfort (a memo, a buffer) belongs to its
 * worker number. Nothing is shared unless the caller shares it.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include "base/err.h"

#define CREW_MAX 64u

/* worker: 0 .. threads - 1; job: 0 .. jobs - 1 */
typedef bool crew_job(void *with, unsigned worker, size_t job, struct err *err);

/* How many threads: `wanted`, or as many as there are processors when 0; at most CREW_MAX. */
unsigned crew_threads(unsigned wanted);

/*
 * Runs them all, on the caller's thread and threads - 1 more; where no thread
 * can be had, on fewer. After a job failed no further one is begun.
 *
 * fails  as the failed job with the lowest number
 */
bool crew_run(unsigned threads, size_t jobs, crew_job *job, void *with, struct err *err) MUST_USE;

#endif
