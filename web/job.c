#include "web/job.h"

#include <fcntl.h>

enum { ARENA_CAP = 32 << 20 };

const char *job_state_word(enum job_state s)
{
    static const char *const WORD[] = { "waiting for its turn", "reading the rows", "writing",
                                        "counting afresh", "done", "failed" };

    return WORD[s];
}

/* ---- all of them ---- */

bool jobs_open(struct jobs *all, struct arena *a, struct err *err)
{
    pthread_condattr_t clock;

    *all = (struct jobs){ .at = arena_new(a, struct job, JOBS_KEPT) };
    if (!all->at)
        return err_memory(err, "the site");
    (void)pthread_mutex_init(&all->lock, NULL);
    (void)pthread_condattr_init(&clock);
    (void)pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&all->ended, &clock);
    (void)pthread_condattr_destroy(&clock);
    return true;
}

void jobs_stop(struct jobs *all)
{
    (void)pthread_mutex_lock(&all->lock);
    all->stopping = true;
    (void)pthread_mutex_unlock(&all->lock);
}

static struct timespec in_ms(int64_t ms)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

static bool none_runs(const struct jobs *all)
{
    for (size_t i = 0; i < JOBS_KEPT; i++)
        if (all->at[i].used && !all->at[i].ended)
            return false;
    return true;
}

bool jobs_wait(struct jobs *all, int64_t ms)
{
    struct timespec until = in_ms(ms);
    int late = 0;
    bool none;

    (void)pthread_mutex_lock(&all->lock);
    while (!none_runs(all) && late == 0)
        late = pthread_cond_timedwait(&all->ended, &all->lock, &until);
    none = none_runs(all);
    (void)pthread_mutex_unlock(&all->lock);
    return none;
}

/* With the lock, or alone. Its thread has nothing left to do but to return. */
static void forget(struct job *j)
{
    if (j->used)
        (void)pthread_join(j->thread, NULL);
    if (j->refused)
        (void)fclose(j->refused);
    arena_close(&j->arena);
    *j = (struct job){ 0 };
}

void jobs_close(struct jobs *all)
{
    if (!all->at)
        return;
    jobs_stop(all);
    for (size_t i = 0; i < JOBS_KEPT; i++)
        forget(&all->at[i]);
    (void)pthread_cond_destroy(&all->ended);
    (void)pthread_mutex_destroy(&all->lock);
    all->at = NULL;
}

/* ---- one ---- */

static void *go(void *with)
{
    struct job *j = with;
    struct err err = { 0 };
    bool good = j->run(j, &err);

    (void)close(j->file.fd);
    (void)pthread_mutex_lock(&j->jobs->lock);
    j->err = err;
    j->state = good ? JOB_DONE : JOB_FAILED;
    j->ended = true;
    (void)pthread_cond_broadcast(&j->jobs->ended);
    (void)pthread_mutex_unlock(&j->jobs->lock);
    return NULL;
}

static bool is_of(const struct job *j, enum job_kind kind, const void *of)
{
    return j->used && j->kind == kind && j->of == of;
}

static bool is_for(const struct job *j, enum job_kind kind, const void *of, struct str file)
{
    return is_of(j, kind, of) && str_eq(str_of(j->file.id), file);
}

/* Ended for a reason that may have passed: somebody else wrote, the disk was full. */
static bool may_be_tried_again(const struct job *j)
{
    return j->state == JOB_FAILED && (j->kind == JOB_IMPORT || j->err.kind == ERR_CLASH ||
                                      j->err.kind == ERR_STORE || j->err.kind == ERR_BUG);
}

static struct job *same_as(struct jobs *all, const struct job_order *o)
{
    for (size_t i = 0; i < JOBS_KEPT; i++) {
        struct job *j = &all->at[i];

        if (!is_for(j, o->kind, o->file->of, str_of(o->file->id)) || may_be_tried_again(j) || j->stop)
            continue;
        if (j->kind == JOB_IMPORT || (j->file.said == o->file->said && (!j->ended || j->seq == o->seq)))
            return j;
        j->stop = true; /* a look at what is not so any more */
    }
    return NULL;
}

static struct job *import_under_way(struct jobs *all, const void *of)
{
    for (size_t i = 0; i < JOBS_KEPT; i++)
        if (is_of(&all->at[i], JOB_IMPORT, of) && !all->at[i].ended)
            return &all->at[i];
    return NULL;
}

/* A free one, or what ended longest ago and nobody is asking about; looks go before imports. */
static struct job *free_place(struct jobs *all)
{
    struct job *oldest = NULL;

    for (size_t i = 0; i < JOBS_KEPT; i++) {
        struct job *j = &all->at[i];

        if (!j->used)
            return j;
        if (!j->ended || j->users > 0)
            continue;
        if (!oldest || (j->kind == oldest->kind ? j->began < oldest->began : j->kind == JOB_LOOK))
            oldest = j;
    }
    if (oldest)
        forget(oldest);
    return oldest;
}

static bool begin(struct jobs *all, const struct job_order *o, struct job *j, struct err *err)
{
    int64_t number = o->now.ms > all->last_number ? o->now.ms : all->last_number + 1;

    *j = (struct job){ .kind = o->kind, .of = (struct partnership *)(uintptr_t)o->file->of, .file = *o->file,
                       .number = number, .seq = o->seq, .jobs = all, .run = o->run, .began = ++all->begun };
    j->file.fd = fcntl(o->file->fd, F_DUPFD_CLOEXEC, 3);
    if (j->file.fd < 0)
        return err_set(err, ERR_LIMIT, "too many files are open; try again");
    arena_open(&j->arena, ARENA_CAP);
    j->used = pthread_create(&j->thread, NULL, go, j) == 0;
    if (j->used) {
        all->last_number = number;
        return true;
    }
    (void)close(j->file.fd);
    return err_set(err, ERR_LIMIT, "the system refused a thread; try again");
}

static struct job *lend(struct job *j)
{
    if (j)
        j->users++;
    return j;
}

static bool begin_or_find(struct jobs *all, const struct job_order *o, struct job **out, struct err *err)
{
    struct job *j = same_as(all, o);

    if (!j && o->kind == JOB_IMPORT && (*out = lend(import_under_way(all, o->file->of))))
        return err_set(err, ERR_CLASH, "another import is under way");
    if (!j && all->stopping)
        return err_set(err, ERR_STORE, "the program is ending; try again when it has been started anew");
    if (!j) {
        j = free_place(all);
        if (!j)
            return err_set(err, ERR_LIMIT, "too many files are being looked through; try again in a moment");
        if (!begin(all, o, j, err)) {
            *j = (struct job){ 0 };
            return false;
        }
    }
    *out = lend(j);
    return true;
}

bool job_begin(struct jobs *all, const struct job_order *order, struct job **out, struct err *err)
{
    bool good;

    *out = NULL;
    (void)pthread_mutex_lock(&all->lock);
    good = begin_or_find(all, order, out, err);
    (void)pthread_mutex_unlock(&all->lock);
    return good;
}

/* ---- asking ---- */

struct job *job_import_of(struct jobs *all, const void *of, struct str file)
{
    struct job *found = NULL;

    (void)pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < JOBS_KEPT; i++)
        if (is_for(&all->at[i], JOB_IMPORT, of, file) && (!found || all->at[i].began > found->began))
            found = &all->at[i];
    (void)lend(found);
    (void)pthread_mutex_unlock(&all->lock);
    return found;
}

struct job *job_numbered(struct jobs *all, const void *of, int64_t number)
{
    struct job *found = NULL;

    (void)pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < JOBS_KEPT && !found; i++)
        if (is_of(&all->at[i], JOB_IMPORT, of) && all->at[i].number == number)
            found = lend(&all->at[i]);
    (void)pthread_mutex_unlock(&all->lock);
    return found;
}

struct job *job_under_way(struct jobs *all, const void *of)
{
    struct job *found;

    (void)pthread_mutex_lock(&all->lock);
    found = lend(import_under_way(all, of));
    (void)pthread_mutex_unlock(&all->lock);
    return found;
}

void job_give_back(struct job **j)
{
    struct jobs *all;

    if (!*j)
        return;
    all = (*j)->jobs;
    (void)pthread_mutex_lock(&all->lock);
    (*j)->users--;
    (void)pthread_mutex_unlock(&all->lock);
    *j = NULL;
}

struct job_seen job_ask(struct job *j)
{
    struct job_seen seen;

    (void)pthread_mutex_lock(&j->jobs->lock);
    seen = (struct job_seen){ j->state, j->bytes, j->rows, j->ended };
    (void)pthread_mutex_unlock(&j->jobs->lock);
    return seen;
}

bool job_wait(struct job *j, int64_t ms)
{
    struct timespec until = in_ms(ms);
    int late = 0;
    bool ended;

    (void)pthread_mutex_lock(&j->jobs->lock);
    while (!j->ended && late == 0)
        late = pthread_cond_timedwait(&j->jobs->ended, &j->jobs->lock, &until);
    ended = j->ended;
    (void)pthread_mutex_unlock(&j->jobs->lock);
    return ended;
}

bool job_goes_on(struct job *j, enum job_state state, int64_t bytes, int64_t rows)
{
    bool on;

    (void)pthread_mutex_lock(&j->jobs->lock);
    j->state = state;
    j->bytes = bytes;
    j->rows = rows;
    on = !j->stop && !j->jobs->stopping;
    (void)pthread_mutex_unlock(&j->jobs->lock);
    return on;
}
