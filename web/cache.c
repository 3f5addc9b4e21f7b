#include "web/cache.h"

enum { WORD_MAX = 96 };

struct cache_piece {
    struct cache_piece *next;
    char at[CACHE_PIECE - sizeof(void *)];
};
struct cache_entry {
    struct digest key;
    struct cache_entry *beside; /* in its bucket, or among the idle */
    struct cache_entry *newer, *older;
    struct cache_piece *body;
    size_t len;
    int status;
    enum cache cache;
    const char *type; /* a literal: pages name no other */
    bool gzipped;
    size_t etag_len, file_name_len;
    char etag[WORD_MAX], file_name[WORD_MAX];
};

void cache_open(struct page_cache *c, size_t bytes)
{
    *c = (struct page_cache){ .most = bytes / CACHE_PIECE };
    (void)pthread_mutex_init(&c->lock, NULL);
    arena_open(&c->arena, bytes + bytes / 4 + ((size_t)1 << 20)); /* the entries too */
}

void cache_close(struct page_cache *c)
{
    arena_close(&c->arena);
    (void)pthread_mutex_destroy(&c->lock);
}

/* ---- lists; all under the lock ---- */

static struct cache_entry **bucket_of(struct page_cache *c, const struct digest *key)
{
    return &c->bucket[(key->at[0] | (unsigned)key->at[1] << 8) % CACHE_BUCKETS];
}

static struct cache_entry *seek(struct page_cache *c, const struct digest *key)
{
    struct cache_entry *e = *bucket_of(c, key);

    while (e && memcmp(&e->key, key, sizeof *key) != 0)
        e = e->beside;
    return e;
}

static void unlink_used(struct page_cache *c, struct cache_entry *e)
{
    *(e->newer ? &e->newer->older : &c->newest) = e->older;
    *(e->older ? &e->older->newer : &c->oldest) = e->newer;
    e->newer = e->older = NULL;
}

static void link_newest(struct page_cache *c, struct cache_entry *e)
{
    e->newer = NULL;
    e->older = c->newest;
    *(c->newest ? &c->newest->newer : &c->oldest) = e;
    c->newest = e;
}

static void pieces_back(struct page_cache *c, struct cache_entry *e)
{
    while (e->body) {
        struct cache_piece *next = e->body->next;

        e->body->next = c->spare;
        c->spare = e->body;
        e->body = next;
        c->pieces--;
    }
}

static void drop(struct page_cache *c, struct cache_entry *e)
{
    struct cache_entry **at = bucket_of(c, &e->key);

    while (*at != e)
        at = &(*at)->beside;
    *at = e->beside;
    unlink_used(c, e);
    pieces_back(c, e);
    e->beside = c->idle;
    c->idle = e;
    c->entries--;
}

static struct cache_piece *piece(struct page_cache *c)
{
    struct cache_piece *p = c->spare;

    if (p)
        c->spare = p->next;
    else
        p = arena_new(&c->arena, struct cache_piece, 1);
    if (p)
        c->pieces++;
    return p;
}

/* ---- in and out ---- */

static bool body_in(struct page_cache *c, struct cache_entry *e, struct str body)
{
    struct cache_piece **at = &e->body;

    e->len = body.len;
    while (body.len > 0) {
        size_t n = body.len < sizeof(*at)->at ? body.len : sizeof(*at)->at;

        *at = piece(c);
        if (!*at)
            return false;
        (*at)->next = NULL;
        memcpy((*at)->at, body.at, n);
        body = str_from(body, n);
        at = &(*at)->next;
    }
    return true;
}

static bool copy_out(const struct cache_entry *e, struct arena *a, struct reply *out)
{
    char *body = arena_new(a, char, e->len + 1);
    struct str etag = arena_copy(a, (struct str){ e->etag, e->etag_len });
    struct str file_name = arena_copy(a, (struct str){ e->file_name, e->file_name_len });
    size_t done = 0;

    if (!body || !etag.at || !file_name.at)
        return false;
    for (const struct cache_piece *p = e->body; p; p = p->next) {
        size_t n = e->len - done < sizeof p->at ? e->len - done : sizeof p->at;

        memcpy(body + done, p->at, n);
        done += n;
    }
    *out = (struct reply){ .status = e->status,
                           .type = e->type,
                           .body = { body, e->len },
                           .etag = etag,
                           .file_name = file_name,
                           .cache = e->cache,
                           .gzipped = e->gzipped };
    return true;
}

bool cache_find(struct page_cache *c, struct digest key, struct arena *a, struct reply *out)
{
    struct cache_entry *e;
    bool there;

    (void)pthread_mutex_lock(&c->lock);
    e = seek(c, &key);
    there = e && copy_out(e, a, out);
    if (e) {
        unlink_used(c, e);
        link_newest(c, e);
    }
    c->found += there;
    c->missed += !there;
    (void)pthread_mutex_unlock(&c->lock);
    return there;
}

static struct cache_entry *entry(struct page_cache *c)
{
    struct cache_entry *e = c->idle;

    if (e)
        c->idle = e->beside;
    else
        e = arena_new(&c->arena, struct cache_entry, 1);
    return e;
}

static void add(struct page_cache *c, const struct digest *key, const struct reply *rp)
{
    struct cache_entry *e = entry(c), **bucket = bucket_of(c, key);

    if (!e)
        return;
    *e = (struct cache_entry){ .key = *key,
                               .status = rp->status,
                               .cache = rp->cache,
                               .type = rp->type,
                               .gzipped = rp->gzipped,
                               .etag_len = rp->etag.len,
                               .file_name_len = rp->file_name.len };
    if (rp->etag.len > 0)
        memcpy(e->etag, rp->etag.at, rp->etag.len);
    if (rp->file_name.len > 0)
        memcpy(e->file_name, rp->file_name.at, rp->file_name.len);
    if (!body_in(c, e, rp->body)) {
        pieces_back(c, e);
        e->beside = c->idle;
        c->idle = e;
        return;
    }
    e->beside = *bucket;
    *bucket = e;
    link_newest(c, e);
    c->entries++;
}

void cache_keep(struct page_cache *c, struct digest key, const struct reply *rp)
{
    size_t room = sizeof((struct cache_piece *)NULL)->at;
    size_t want = (rp->body.len + room - 1) / room;

    if (want > c->most / 4 || rp->etag.len > WORD_MAX || rp->file_name.len > WORD_MAX ||
        rp->location.len > 0)
        return;
    (void)pthread_mutex_lock(&c->lock);
    if (!seek(c, &key)) {
        while (c->oldest && c->pieces + want > c->most)
            drop(c, c->oldest);
        add(c, &key, rp);
    }
    (void)pthread_mutex_unlock(&c->lock);
}
