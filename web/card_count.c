#include "web/card_count.h"

#include <pthread.h>
#include <time.h>

#include "cards/scan_count.h"

enum { CARD_ROOM = 64, LANGUAGE_ROOM = 16 };

struct one {
    struct partnership *partnership;
    char card[CARD_ROOM], language[LANGUAGE_ROOM];
    size_t card_len, language_len;
    struct date day;
    int64_t n;
};
struct batch {
    struct one at[COUNT_ROOM];
    size_t len;
    struct instant last;
};
struct card_counts {
    struct site *site;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t ending;
    pthread_t writer;
    bool began, ends;
    struct batch now;
    pthread_mutex_t writing; /* one batch at a time */
    struct batch going;
    struct scan_count row[COUNT_ROOM];
};

struct card_counts *card_counts_open(struct arena *a, struct site *site)
{
    struct card_counts *c = arena_new(a, struct card_counts, 1);

    if (!c)
        return NULL;
    c->site = site;
    (void)pthread_mutex_init(&c->lock, NULL);
    (void)pthread_mutex_init(&c->writing, NULL);
    (void)pthread_cond_init(&c->ending, NULL);
    return c;
}

/* ---- gathering; with the lock ---- */

static struct one *place_of(struct batch *b, const struct one *like)
{
    for (size_t i = 0; i < b->len; i++) {
        struct one *o = &b->at[i];

        if (o->partnership == like->partnership && o->day.days == like->day.days &&
            str_eq((struct str){ o->card, o->card_len }, (struct str){ like->card, like->card_len }) &&
            str_eq((struct str){ o->language, o->language_len },
                   (struct str){ like->language, like->language_len }))
            return o;
    }
    if (b->len == COUNT_ROOM)
        return NULL;
    b->at[b->len] = *like;
    b->at[b->len].n = 0;
    return &b->at[b->len++];
}

static void add(struct batch *b, const struct one *o)
{
    struct one *to = place_of(b, o);

    if (to)
        to->n += o->n;
}

static void *write_now_and_then(void *of)
{
    struct card_counts *c = of;
    struct timespec until;
    bool ends = false;

    while (!ends) {
        (void)pthread_mutex_lock(&c->lock);
        (void)clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += COUNT_SECONDS;
        while (!c->ends && pthread_cond_timedwait(&c->ending, &c->lock, &until) == 0)
            ;
        ends = c->ends;
        (void)pthread_mutex_unlock(&c->lock);
        if (!ends)
            card_counts_write(c);
    }
    return NULL;
}

void card_count(struct card_counts *c, const struct shelf_whose *whose, struct instant now)
{
    struct one o = { .partnership = whose->partnership,
                     .card_len = whose->card.len,
                     .language_len = whose->language.len,
                     .day = instant_local_date(now),
                     .n = 1 };

    if (site_read_only(c->site) || o.card_len > CARD_ROOM || o.language_len > LANGUAGE_ROOM)
        return;
    memcpy(o.card, whose->card.at, o.card_len);
    memcpy(o.language, whose->language.at, o.language_len);
    (void)pthread_mutex_lock(&c->lock);
    add(&c->now, &o);
    c->now.last = now;
    if (!c->began)
        c->began = pthread_create(&c->writer, NULL, write_now_and_then, c) == 0;
    (void)pthread_mutex_unlock(&c->lock);
}

/* ---- writing ---- */

struct rows {
    const struct scan_count *at;
    size_t len;
};

static bool write_rows(struct txn *t, void *with, struct err *err)
{
    const struct rows *r = with;

    return scan_counts_add(t, r->at, r->len, err);
}

/* All of one partnership, in one transaction. Whether it happened is not always known: then it is let go. */
static bool write_one(struct card_counts *c, struct partnership *p)
{
    struct rows rows = { c->row, 0 };
    struct err why = { 0 };

    for (size_t i = 0; i < c->going.len; i++) {
        const struct one *o = &c->going.at[i];

        if (o->partnership == p)
            c->row[rows.len++] = (struct scan_count){ { o->card, o->card_len },
                                                      { o->language, o->language_len }, o->day, o->n };
    }
    return rows.len == 0 || partnership_change(p, STR("site"), c->going.last, write_rows, &rows, &why) ||
           why.unknown;
}

static void give_back(struct card_counts *c, const struct partnership *p)
{
    (void)pthread_mutex_lock(&c->lock);
    for (size_t i = 0; i < c->going.len; i++)
        if (c->going.at[i].partnership == p)
            add(&c->now, &c->going.at[i]);
    if (c->now.last.ms < c->going.last.ms)
        c->now.last = c->going.last;
    (void)pthread_mutex_unlock(&c->lock);
}

void card_counts_write(struct card_counts *c)
{
    (void)pthread_mutex_lock(&c->writing);
    (void)pthread_mutex_lock(&c->lock);
    c->going = c->now;
    c->now.len = 0;
    (void)pthread_mutex_unlock(&c->lock);
    for (size_t i = 0; i < site_partnerships(c->site); i++) {
        struct partnership *p = site_partnership(c->site, i);

        if (!write_one(c, p))
            give_back(c, p);
    }
    (void)pthread_mutex_unlock(&c->writing);
}

void card_counts_close(struct card_counts *c)
{
    if (!c)
        return;
    (void)pthread_mutex_lock(&c->lock);
    c->ends = true;
    (void)pthread_cond_signal(&c->ending);
    (void)pthread_mutex_unlock(&c->lock);
    if (c->began)
        (void)pthread_join(c->writer, NULL);
    card_counts_write(c);
    (void)pthread_cond_destroy(&c->ending);
    (void)pthread_mutex_destroy(&c->writing);
    (void)pthread_mutex_destroy(&c->lock);
}
