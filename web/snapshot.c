#include "web/snapshot_store.h"

#include "brief/gather.h"

/* ---- making one ---- */

static bool fill_rest(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    return snapshot_fill_areas(s, t, a, err) && snapshot_fill_alerts(s, t, a, err) &&
           snapshot_fill_runs(s, t, a, err) && snapshot_fill_reasons(s, t, a, err) &&
           snapshot_fill_files(s, t, a, err) && snapshot_fill_places(s, t, a, err);
}

bool snapshot_fill(struct held_snapshot *h, struct txn *t, const struct date *date, struct err *err)
{
    struct arena rows _cleanup_(arena_close);
    struct sql_audit_length_out length;
    struct snapshot *s = &h->shot;
    struct arena *a = &h->arena;
    struct census census;
    struct date newest;
    bool found;

    arena_open_in(&rows, a, SNAPSHOT_CAP);
    if (!sql_audit_length(t, a, &length, &found, err) || !census_read(t, a, &rows, &census, err) ||
        !census_newest_day(&census, &newest, err))
        return false;
    s->seq = length.length;
    s->date = date ? *date : newest;
    s->newest = s->date.days == newest.days;
    return tally_count(t, &census, s->date, a, &s->tally, err) &&
           gather_counted(t, &census, &s->tally, s->date, a, &s->brief, err) &&
           snapshot_fill_series(s, &census, a, err) && fill_rest(s, t, a, err);
}

static void snapshot_free(struct held_snapshot *h)
{
    struct arena arena = h->arena; /* it lies in there itself */

    arena_close(&arena);
}

static bool count_one(struct partnership *p, const struct date *date, struct held_snapshot **out,
                      struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct arena arena;
    struct held_snapshot *h;

    arena_open(&arena, SNAPSHOT_CAP);
    h = arena_new(&arena, struct held_snapshot, 1);
    if (!h)
        return err_memory(err, "a snapshot");
    h->arena = arena;
    h->of = p;
    h->uses = 1;
    if (!txn_begin(&t, p->reading, TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !snapshot_fill(h, &t, date, err)) {
        snapshot_free(h);
        return false;
    }
    *out = h;
    return true;
}

/* ---- keeping them: all below is called with the partnership's lock ---- */

static void leave(struct held_snapshot *h)
{
    if (h && --h->uses == 0)
        snapshot_free(h);
}

static struct held_snapshot *of_day(struct partnership *p, const struct date *date)
{
    struct held_snapshot *h = p->newest;

    if (!date || (h && h->shot.date.days == date->days))
        return h;
    for (size_t i = 0; i < SNAPSHOTS_KEPT; i++) {
        h = p->held[i];
        if (h && h->shot.date.days == date->days && p->newest && h->shot.seq == p->newest->shot.seq)
            return h;
    }
    return NULL;
}

static void put_newest(struct partnership *p, struct held_snapshot *h)
{
    leave(p->newest);
    p->newest = h;
    for (size_t i = 0; i < SNAPSHOTS_KEPT; i++) { /* what stands on an older store is of no more use */
        leave(p->held[i]);
        p->held[i] = NULL;
    }
}

static void put_day(struct partnership *p, struct held_snapshot *h)
{
    size_t oldest = 0;

    for (size_t i = 0; i < SNAPSHOTS_KEPT; i++) {
        if (!p->held[i]) {
            oldest = i;
            break;
        }
        if (p->held[i]->last_asked < p->held[oldest]->last_asked)
            oldest = i;
    }
    leave(p->held[oldest]);
    p->held[oldest] = h;
}

static const struct snapshot *lend(struct partnership *p, struct held_snapshot *h)
{
    h->uses++;
    h->last_asked = ++p->asked;
    return &h->shot;
}

/* ---- counting the newest anew ---- */

bool snapshot_renew(struct partnership *p, struct err *err)
{
    struct held_snapshot *h;

    (void)pthread_mutex_lock(&p->making);
    bool good = count_one(p, NULL, &h, err);
    atomic_store(&p->trouble, good ? ERR_NONE : (int)err->kind);
    if (good) {
        (void)pthread_mutex_lock(&p->lock);
        put_newest(p, h);
        (void)pthread_mutex_unlock(&p->lock);
    }
    (void)pthread_mutex_unlock(&p->making);
    return good;
}

static void *count_beside(void *of)
{
    struct partnership *p = of;
    struct err err = { 0 };

    (void)!snapshot_renew(p, &err);
    (void)pthread_mutex_lock(&p->lock);
    p->counter_done = true;
    (void)pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* One thread at a time; where none can be had, the next request tries again. */
static void begin_counting(struct partnership *p)
{
    if (p->counter_began && !p->counter_done)
        return;
    if (p->counter_began)
        (void)pthread_join(p->counter, NULL);
    p->counter_done = false;
    p->counter_began = pthread_create(&p->counter, NULL, count_beside, p) == 0;
}

bool partnership_length(struct partnership *p, int64_t *out, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_audit_length_out row;
    bool found;

    arena_open(&a, (size_t)64 << 10);
    if (!txn_begin(&t, p->reading, TXN_READ, STR("site"), (struct instant){ 0 }, err) ||
        !sql_audit_length(&t, &a, &row, &found, err))
        return false;
    *out = row.length;
    return true;
}

/* ---- taking and giving back ---- */

/* The newest must stand before any other day can be asked for. */
static bool first_of_all(struct partnership *p, struct err *err)
{
    struct held_snapshot *h = NULL;
    bool there, good = true;

    (void)pthread_mutex_lock(&p->making);
    (void)pthread_mutex_lock(&p->lock);
    there = p->newest != NULL;
    (void)pthread_mutex_unlock(&p->lock);
    if (!there)
        good = count_one(p, NULL, &h, err);
    if (h) {
        (void)pthread_mutex_lock(&p->lock);
        put_newest(p, h);
        (void)pthread_mutex_unlock(&p->lock);
    }
    (void)pthread_mutex_unlock(&p->making);
    return good;
}

/* Is the store another than the newest snapshot's? Then it is counted again, beside. */
static bool look(struct partnership *p, struct err *err)
{
    struct err trouble = { 0 };
    int64_t length = 0;
    bool there, known = partnership_length(p, &length, &trouble);

    (void)pthread_mutex_lock(&p->lock);
    there = p->newest != NULL;
    if (!known)
        atomic_store(&p->trouble, (int)trouble.kind);
    else if (there && p->newest->shot.seq != length)
        begin_counting(p);
    else if (there)
        atomic_store(&p->trouble, ERR_NONE);
    (void)pthread_mutex_unlock(&p->lock);
    return there || first_of_all(p, err);
}

static const struct snapshot *take_held(struct partnership *p, const struct date *date)
{
    const struct snapshot *s = NULL;

    (void)pthread_mutex_lock(&p->lock);
    struct held_snapshot *h = of_day(p, date);
    if (h)
        s = lend(p, h);
    (void)pthread_mutex_unlock(&p->lock);
    return s;
}

static bool take_other(struct partnership *p, const struct date *date, const struct snapshot **out,
                       struct err *err)
{
    struct held_snapshot *h;

    (void)pthread_mutex_lock(&p->making);
    *out = take_held(p, date); /* another thread may have counted it meanwhile */
    bool good = *out || count_one(p, date, &h, err);
    if (good && !*out) {
        (void)pthread_mutex_lock(&p->lock);
        *out = lend(p, h);
        put_day(p, h);
        (void)pthread_mutex_unlock(&p->lock);
    }
    (void)pthread_mutex_unlock(&p->making);
    return good;
}

bool snapshot_take(struct partnership *p, const struct date *date, const struct snapshot **out,
                   struct err *err)
{
    const struct snapshot *s;

    if (!look(p, err))
        return false;
    s = take_held(p, date);
    if (!s && !take_other(p, date, &s, err))
        return false;
    *out = s;
    return true;
}

void snapshot_give_back(const struct snapshot **s)
{
    struct held_snapshot *h = (struct held_snapshot *)(uintptr_t)*s;
    struct partnership *p;

    if (!h)
        return;
    p = h->of;
    (void)pthread_mutex_lock(&p->lock);
    leave(h);
    (void)pthread_mutex_unlock(&p->lock);
    *s = NULL;
}

void snapshot_drop_all(struct partnership *p)
{
    if (p->counter_began)
        (void)pthread_join(p->counter, NULL);
    put_newest(p, NULL);
}

enum err_kind partnership_trouble(const struct partnership *p)
{
    return (enum err_kind)atomic_load(&p->trouble);
}
