/* store/store - opening, the schema's version, the pool of readers, and transactions. */
#include "store/within.h"

#include <errno.h>

static void free_store(struct store *s)
{
    while (s->idle) {
        struct conn *c = s->idle;
        s->idle = c->next;
        conn_close(&c);
    }
    conn_close(&s->writer);
    lock_drop(&s->lock);
    if (s->lender >= 0)
        (void)close(s->lender); /* the last: who lent the writing takes it again */
    (void)pthread_mutex_destroy(&s->writing);
    (void)pthread_mutex_destroy(&s->pool);
    (void)pthread_mutex_destroy(&s->queue);
    (void)pthread_cond_destroy(&s->idle_again);
    free(s->path);
    free(s);
}

void store_close(struct store **s)
{
    if (*s)
        free_store(*s);
    *s = NULL;
}

/* The writing lock tells a thread that begins twice so, where it would else wait for itself. */
static struct store *new_store(enum store_mode mode)
{
    struct store *s = calloc(1, sizeof *s);
    pthread_mutexattr_t kind;

    if (!s)
        return NULL;
    s->mode = mode;
    s->lock = s->lender = -1;
    (void)pthread_mutexattr_init(&kind);
    (void)pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
    (void)pthread_mutex_init(&s->writing, &kind);
    (void)pthread_mutexattr_destroy(&kind);
    (void)pthread_mutex_init(&s->pool, NULL);
    (void)pthread_mutex_init(&s->queue, NULL);
    (void)pthread_cond_init(&s->idle_again, NULL);
    return s;
}

/* ---- the schema ---- */

static bool not_newer(int version, struct err *err)
{
    return version <= schema_newest() ||
           err_set(err, ERR_STORE,
                   "the store was made by a newer safekeep: its schema is %d and this program "
                   "knows %d; use the newer program",
                   version, schema_newest());
}

/* A reader cannot bring an old store up to date, and its statements would not fit it. */
static bool fits(struct conn *c, struct err *err)
{
    int version = 0;

    if (!conn_version(c, &version, err) || !not_newer(version, err))
        return false;
    return version == schema_newest() ||
           err_set(err, ERR_STORE,
                   "the store's schema is %d and this program needs %d; open it once for writing "
                   "to bring it up to date",
                   version, schema_newest());
}

static bool bring_up_to_date(struct conn *c, struct err *err)
{
    int version = 0;

    if (!conn_version(c, &version, err) || !not_newer(version, err))
        return false;
    for (int next = version + 1; next <= schema_newest(); next++)
        if (!conn_migrate(c, next, err))
            return false;
    return true;
}

/* ---- opening ---- */

static bool real_path(const char *label, char **out, struct err *err)
{
    *out = realpath(label, NULL);
    if (*out)
        return true;
    if (errno == ENOENT || errno == ENOTDIR)
        return err_set(err, ERR_MISSING, "there is no store at %s", label);
    return err_set(err, ERR_STORE, "could not open the store at %s (%s)", label, errno_word());
}

bool store_open(struct store **out, const char *path, enum store_mode mode, struct err *err)
{
    struct store *s _cleanup_(store_close) = new_store(mode);
    struct conn *reader = NULL;

    if (!s)
        return err_memory(err, "opening the store");
    if (!real_path(path, &s->path, err))
        return false;
    if (mode == STORE_WRITE) {
        if (!lock_take(s->path, &s->lock, err) ||
            !conn_open(&s->writer, s->path, CONN_WRITE, err) ||
            !bring_up_to_date(s->writer, err))
            return false;
    } else {
        if (!store_lend_reader(s, &reader, err))
            return false;
        bool good = fits(reader, err);
        store_return_reader(s, reader);
        if (!good)
            return false;
    }
    *out = s;
    s = NULL;
    return true;
}

bool store_create(const char *path, struct err *err)
{
    char *temporary _cleanup_(file_discard) = NULL;
    struct conn *c _cleanup_(conn_close) = NULL;

    if (!file_is_free(path, err) || !file_begin(path, &temporary, err) ||
        !conn_open(&c, temporary, CONN_BUILD, err) || !bring_up_to_date(c, err))
        return false;
    conn_close(&c);
    return file_publish(&temporary, path, err);
}

bool store_still_sound(struct store *s, struct err *err)
{
    return !atomic_load_explicit(&s->broken, memory_order_acquire) ||
           err_set(err, ERR_STORE,
                   "the store stopped because the outcome of an earlier change is not known; "
                   "open it again");
}

/* ---- readers ---- */

/* One from the pool, or the right to open another one; waits while all are lent. */
static struct conn *wait_for_reader(struct store *s)
{
    struct conn *c;

    (void)pthread_mutex_lock(&s->pool);
    while (!s->idle && s->readers == STORE_READERS_MAX)
        (void)pthread_cond_wait(&s->idle_again, &s->pool);
    c = s->idle;
    if (c)
        s->idle = c->next;
    else
        s->readers++;
    (void)pthread_mutex_unlock(&s->pool);
    return c;
}

bool store_lend_reader(struct store *s, struct conn **out, struct err *err)
{
    struct conn *c = wait_for_reader(s);

    if (!c && !conn_open(&c, s->path, CONN_READ, err)) {
        (void)pthread_mutex_lock(&s->pool);
        s->readers--;
        (void)pthread_cond_signal(&s->idle_again);
        (void)pthread_mutex_unlock(&s->pool);
        return false;
    }
    *out = c;
    return true;
}

void store_return_reader(struct store *s, struct conn *c)
{
    bool sound = conn_undo(c);

    (void)pthread_mutex_lock(&s->pool);
    if (sound) {
        c->next = s->idle;
        s->idle = c;
    } else {
        s->readers--;
    }
    (void)pthread_cond_signal(&s->idle_again);
    (void)pthread_mutex_unlock(&s->pool);
    if (!sound)
        conn_close(&c);
}

/* ---- transactions ---- */

static bool begin_reading(struct txn *t, struct store *s, struct err *err)
{
    struct conn *c = NULL;

    if (!store_lend_reader(s, &c, err))
        return false;
    if (!conn_begin(c, false, err)) {
        store_return_reader(s, c);
        return false;
    }
    t->within = c;
    return true;
}

static bool begin_writing(struct txn *t, struct store *s, struct err *err)
{
    int busy;

    if (s->mode != STORE_WRITE)
        return err_set(err, ERR_BUG, "a store opened for reading was asked to write");
    busy = pthread_mutex_lock(&s->writing);
    if (busy)
        return err_set(err, ERR_BUG, "a writing transaction was begun inside another one");
    if (!store_still_sound(s, err) || !conn_begin(s->writer, true, err)) {
        store_undo_writer(s);
        return false;
    }
    t->within = s->writer;
    return true;
}

bool txn_begin(struct txn *t, struct store *s, enum txn_kind kind, struct str actor,
               struct instant now, struct err *err)
{
    *t = (struct txn){ .store = s, .actor = actor, .now = now, .kind = kind };
    if (!store_still_sound(s, err))
        return false;
    t->open = kind == TXN_READ ? begin_reading(t, s, err) : begin_writing(t, s, err);
    return t->open;
}

bool store_forget(struct store *s, bool *done, struct err *err)
{
    int busy = 1;

    if (s->mode != STORE_WRITE || pthread_mutex_lock(&s->writing) != 0)
        return err_set(err, ERR_BUG, "a store was to forget that is not open for writing");
    bool good = store_still_sound(s, err);
    s->writer->phase = CONN_CHECKING;
    good = good && conn_number(s->writer, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err);
    s->writer->phase = CONN_WORKING;
    (void)pthread_mutex_unlock(&s->writing);
    if (good)
        *done = busy == 0;
    return good;
}

/* Undoes what is open on the writing connection, and lets the next writer in. */
void store_undo_writer(struct store *s)
{
    if (!conn_undo(s->writer))
        atomic_store(&s->broken, true);
    (void)pthread_mutex_unlock(&s->writing);
}

bool store_commit_writer(struct store *s, struct err *err)
{
    if (conn_commit(s->writer, err))
        return true;
    if (err->unknown) {
        atomic_store(&s->broken, true);
        conn_abandon(s->writer);
    }
    return false;
}

bool txn_commit(struct txn *t, struct err *err)
{
    struct conn *c = t->within;

    if (!t->open || c->in_group)
        return err_set(err, ERR_BUG, "a transaction was committed that is not open here");
    if (t->kind == TXN_READ) {
        txn_end(t);
        return true;
    }
    if (!txn_is_paid(t, err) || !store_commit_writer(t->store, err))
        return false;
    t->open = false;
    (void)pthread_mutex_unlock(&t->store->writing);
    return true;
}

void txn_end(struct txn *t)
{
    struct conn *c = t->within;

    if (!t->open || c->in_group)
        return;
    t->open = false;
    if (t->kind == TXN_READ)
        store_return_reader(t->store, c);
    else
        store_undo_writer(t->store);
}
