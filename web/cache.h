/*
 * web/cache - finished replies of pages, kept in memory until they are too many.
 *
 * A page is made of a snapshot that never changes, so what it replied once it
 * would reply again. The key says all a page may depend on (web/dispatch.c):
 * partnership, length of the audit log, day shown, today, route, id, the query
 * it takes, whether who asks sits at this machine. When the store grows, keys
 * change, and what nobody asks for any more is the first to go.
 *
 * A reply is copied out under the lock, so nothing has to be given back: 6 KB of
 * gzip take less than the line they are sent down. Memory is taken in pieces of
 * CACHE_PIECE bytes up to the cap, from one arena. Any thread.
 */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include <pthread.h>

#include "base/hash.h"
#include "web/request.h"

#define CACHE_BYTES   ((size_t)64 << 20)
#define CACHE_PIECE   ((size_t)4 << 10)
#define CACHE_BUCKETS 4096

struct cache_entry;
struct cache_piece;
struct page_cache {
    pthread_mutex_t lock;
    struct arena arena;
    struct cache_entry *bucket[CACHE_BUCKETS];
    struct cache_entry *newest, *oldest; /* by last use */
    struct cache_entry *idle;            /* entries without a reply */
    struct cache_piece *spare;
    size_t most;                         /* pieces in use, at most */
    size_t pieces, entries;              /* in use now */
    uint64_t found, missed;
};

void cache_open(struct page_cache *c, size_t bytes);
void cache_close(struct page_cache *c);

/* *out as it was kept, its texts in the arena. false: it is not there, or memory was refused. */
bool cache_find(struct page_cache *c, struct digest key, struct arena *a, struct reply *out) MUST_USE;
/* Keeps a copy, and lets go what was not used for longest. What does not fit is not kept. */
void cache_keep(struct page_cache *c, struct digest key, const struct reply *rp);

#endif
