/*
 * store/change - group commit: whoever comes first while nobody commits leads,
 * runs all the changes that wait, each behind a savepoint, and syncs once.
 *
 * A sync costs about as much for one change as for fifty, so under load the
 * changes that arrive during one sync share the next. A change that fails is
 * undone alone. If the group's commit fails, none of it was stored and each
 * caller is told so; if its outcome is unknown, each is told that.
 */
#include "store/within.h"

enum { GROUP_MAX = 256 };

struct change {
    struct str actor;
    struct instant now;
    store_change_fn run;
    void *with;
    struct err err;
    bool good, done, leads;
    pthread_cond_t woken;
    struct change *next;
};

static struct change *take_group(struct store *s)
{
    struct change *group, *last;

    (void)pthread_mutex_lock(&s->queue);
    group = last = s->first;
    for (int n = 1; last->next && n < GROUP_MAX; n++)
        last = last->next;
    s->first = last->next;
    if (!s->first)
        s->last = NULL;
    last->next = NULL;
    (void)pthread_mutex_unlock(&s->queue);
    return group;
}

static bool run_inside(struct store *s, struct change *c)
{
    struct txn t = { .store = s, .actor = c->actor, .now = c->now, .kind = TXN_WRITE,
                     .within = s->writer, .open = true };

    return c->run(&t, c->with, &c->err) && txn_is_paid(&t, &c->err);
}

/* false: the whole transaction is lost, not this change alone. */
static bool run_marked(struct store *s, struct change *c)
{
    struct err undone;

    if (!conn_mark(s->writer, &c->err))
        return conn_is_open(s->writer);
    c->good = run_inside(s, c);
    if (!conn_is_open(s->writer)) {
        if (c->good)
            (void)err_set(&c->err, ERR_STORE, "the change was undone by a failure; do it again");
        c->good = false;
        return false;
    }
    if (c->good && conn_keep_mark(s->writer, &c->err))
        return true;
    c->good = false;
    return conn_undo_mark(s->writer, &undone);
}

static void fail_all(struct change *group, const struct err *why)
{
    for (struct change *c = group; c; c = c->next) {
        if (c->good || !c->err.kind)
            c->err = *why;
        c->good = false;
    }
}

/* Runs and commits them; the writing lock is held. */
static void commit_group(struct store *s, struct change *group)
{
    struct err err = { 0 };
    bool whole = store_still_sound(s, &err) && store_still_there(s, &err) &&
                 conn_begin(s->writer, true, &err);
    bool begun = whole, some = false;

    s->writer->in_group = true;
    for (struct change *c = group; c && whole; c = c->next) {
        whole = run_marked(s, c);
        some = some || c->good;
    }
    s->writer->in_group = false;
    if (begun && !whole)
        (void)err_set(&err, ERR_STORE, "the change was undone with one beside it; do it again");
    if (!whole || (some && !store_commit_writer(s, &err)))
        fail_all(group, &err);
}

/* Wakes the group, and names the next leader when changes came meanwhile. */
static void finish_group(struct store *s, struct change *group)
{
    struct change *next;

    (void)pthread_mutex_lock(&s->queue);
    for (struct change *c = group; c; c = next) {
        next = c->next;
        c->done = true;
        (void)pthread_cond_signal(&c->woken);
    }
    s->leading = s->first != NULL;
    if (s->first) {
        s->first->leads = true;
        (void)pthread_cond_signal(&s->first->woken);
    }
    (void)pthread_mutex_unlock(&s->queue);
}

static void lead(struct store *s)
{
    int busy = pthread_mutex_lock(&s->writing);
    struct change *group = take_group(s);

    if (busy) {
        struct err err;
        (void)err_set(&err, ERR_BUG, "a change was begun inside a writing transaction");
        fail_all(group, &err);
    } else {
        commit_group(s, group);
        store_undo_writer(s);
    }
    finish_group(s, group);
}

/* Queues it; returns when it is done or must lead. */
static void wait_in_queue(struct store *s, struct change *c)
{
    (void)pthread_mutex_lock(&s->queue);
    if (s->last)
        s->last->next = c;
    else
        s->first = c;
    s->last = c;
    c->leads = !s->leading;
    s->leading = true;
    while (!c->leads && !c->done)
        (void)pthread_cond_wait(&c->woken, &s->queue);
    (void)pthread_mutex_unlock(&s->queue);
}

bool store_change(struct store *s, struct str actor, struct instant now, store_change_fn change,
                  void *with, struct err *err)
{
    struct change c = { .actor = actor, .now = now, .run = change, .with = with };

    if (s->mode != STORE_WRITE)
        return err_set(err, ERR_BUG, "a store opened for reading was asked to write");
    (void)pthread_cond_init(&c.woken, NULL);
    wait_in_queue(s, &c);
    if (!c.done)
        lead(s);
    (void)pthread_cond_destroy(&c.woken);
    if (!c.good)
        *err = c.err;
    return c.good;
}
