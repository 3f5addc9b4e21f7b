#include "web/snapshot.h"

#include <stdlib.h>

#include "brief/gather.h"
#include "web/snapshot_store.h"

bool partnership_open(struct partnership *p, const char *path, struct str name, bool read_only, struct err *err)
{
    struct store *writing _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_partnership_out row;
    bool found;

    arena_open(&p->arena, (size_t)1 << 20);
    p->path = path;
    p->read_only = read_only;
    p->name = arena_copy(&p->arena, name);
    (void)pthread_mutex_init(&p->lock, NULL);
    /* Opened once for writing, so that an older store is brought up to date. */
    if (!read_only && !store_open(&writing, path, STORE_WRITE, err))
        return false;
    if (!store_open(&p->reading, path, STORE_READ, err) ||
        !txn_begin(&t, p->reading, TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !sql_partnership(&t, &p->arena, &row, &found, err))
        return false;
    p->title = row.name;
    p->invented = row.invented != 0;
    return true;
}

static void snapshot_free(struct held_snapshot *h)
{
    arena_close(&h->arena);
    free(h);
}

void partnership_close(struct partnership *p)
{
    for (size_t i = 0; i < SNAPSHOTS_KEPT; i++)
        if (p->held[i])
            snapshot_free(p->held[i]);
    store_close(&p->reading);
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

static bool fill(struct held_snapshot *h, const struct date *date, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct date newest;

    if (!txn_begin(&t, h->of->reading, TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !tally_newest_day(&t, &newest, err))
        return false;
    h->shot.date = date ? *date : newest;
    h->shot.newest = h->shot.date.days == newest.days;
    return tally_read(&t, h->shot.date, (struct as_of){ 0 }, &h->arena, &h->shot.tally, err) &&
           gather_brief(&t, h->shot.date, &h->arena, &h->shot.brief, err);
}

bool snapshot_take(struct partnership *p, const struct date *date, const struct snapshot **out, struct err *err)
{
    struct held_snapshot *h = calloc(1, sizeof *h);

    if (!h)
        return err_memory(err, "a snapshot");
    arena_open(&h->arena, (size_t)1 << 30);
    h->of = p;
    if (!fill(h, date, err)) {
        snapshot_free(h);
        return false;
    }
    *out = &h->shot;
    return true;
}

void snapshot_give_back(const struct snapshot **s)
{
    if (*s)
        snapshot_free((struct held_snapshot *)(uintptr_t)*s);
    *s = NULL;
}
