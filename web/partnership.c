/* web/partnership - one partnership's store: opening it, and the one handle that writes. */
#include "web/snapshot_store.h"

static bool read_title(struct partnership *p, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_partnership_out row = { 0 };
    bool found;

    if (!txn_begin(&t, p->reading, TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !sql_partnership(&t, &p->arena, &row, &found, err))
        return false;
    p->title = found ? row.name : p->name;
    p->invented = found && row.invented != 0;
    return true;
}

/* Who already writes goes on writing: then we only read, and changes are refused until that ends. */
static bool open_writing(struct partnership *p, struct err *err)
{
    struct err why = { 0 };

    if (p->read_only || store_open(&p->writing, p->path, STORE_WRITE, &why) || why.kind == ERR_CLASH)
        return true;
    *err = why;
    return false;
}

bool partnership_open(struct partnership *p, const char *path, struct str name, bool read_only,
                      struct err *err)
{
    arena_open(&p->arena, (size_t)1 << 20);
    (void)pthread_mutex_init(&p->writing_lock, NULL);
    (void)pthread_mutex_init(&p->making, NULL);
    (void)pthread_mutex_init(&p->lock, NULL);
    p->read_only = read_only;
    p->path = arena_copy(&p->arena, str_of(path)).at;
    p->name = arena_copy(&p->arena, name);
    bool good = (p->path && p->name.at) || err_memory(err, "the site");
    /* The writing first: it brings an older store up to date, which reading needs. */
    good = good && open_writing(p, err) && store_open(&p->reading, path, STORE_READ, err) &&
           read_title(p, err);
    if (!good)
        partnership_close(p);
    return good;
}

void partnership_close(struct partnership *p)
{
    snapshot_drop_all(p);
    store_close(&p->reading);
    store_close(&p->writing);
    (void)pthread_mutex_destroy(&p->writing_lock);
    (void)pthread_mutex_destroy(&p->making);
    (void)pthread_mutex_destroy(&p->lock);
    arena_close(&p->arena);
}

struct str partnership_name(const struct partnership *p)
{
    return p->name;
}

struct str partnership_title(const struct partnership *p)
{
    return p->title;
}

bool partnership_invented(const struct partnership *p)
{
    return p->invented;
}

struct store *partnership_store(struct partnership *p)
{
    return p->reading;
}

/* ---- writing ---- */

/* With the writing lock. A handle whose last outcome is not known was closed: opening it again tells. */
static bool ready(struct partnership *p, struct err *err)
{
    if (p->read_only)
        return err_set(err, ERR_DENIED, "this site only shows: it was started with --read-only");
    if (p->lent)
        return err_set(err, ERR_CLASH,
                       "a command is writing to this store just now; try again when it has ended");
    return p->writing || store_open(&p->writing, p->path, STORE_WRITE, err);
}

struct change {
    struct str actor;
    struct instant now;
    bool (*run)(struct txn *t, void *with, struct err *err);
    void *with;
};

static bool run_change(struct store *s, void *with, struct err *err)
{
    const struct change *c = with;

    return store_change(s, c->actor, c->now, c->run, c->with, err);
}

bool partnership_write(struct partnership *p, bool (*work)(struct store *s, void *with, struct err *err),
                       void *with, struct err *err)
{
    struct err counting = { 0 };
    bool good;

    (void)pthread_mutex_lock(&p->writing_lock);
    good = ready(p, err) && work(p->writing, with, err);
    if (!good && err->unknown)
        store_close(&p->writing);
    (void)pthread_mutex_unlock(&p->writing_lock);
    /* Work that failed may have changed something before; a count that fails is said on the pages. */
    if (good || err->unknown)
        (void)!snapshot_renew(p, &counting);
    return good;
}

bool partnership_change(struct partnership *p, struct str actor, struct instant now,
                        bool (*change)(struct txn *t, void *with, struct err *err), void *with,
                        struct err *err)
{
    struct change c = { actor, now, change, with };

    return partnership_write(p, run_change, &c, err);
}

bool partnership_note(struct partnership *p, struct str actor, struct instant now,
                      bool (*change)(struct txn *t, void *with, struct err *err), void *with,
                      struct err *err)
{
    struct change c = { actor, now, change, with };

    (void)pthread_mutex_lock(&p->writing_lock);
    bool good = ready(p, err) && run_change(p->writing, &c, err);
    if (!good && err->unknown)
        store_close(&p->writing);
    (void)pthread_mutex_unlock(&p->writing_lock);
    return good;
}

void partnership_writer_release(struct partnership *p)
{
    (void)pthread_mutex_lock(&p->writing_lock);
    store_close(&p->writing);
    p->lent = true;
    (void)pthread_mutex_unlock(&p->writing_lock);
}

bool partnership_writer_take(struct partnership *p, struct err *err)
{
    (void)pthread_mutex_lock(&p->writing_lock);
    p->lent = false;
    bool good = ready(p, err);
    (void)pthread_mutex_unlock(&p->writing_lock);
    return good;
}
