/*
 * web/site - what one serving process serves: one or more partnerships, each a
 * store, and the snapshot of it that pages are made from.
 *
 * Pages read the snapshot (web/snapshot.h), never the store, so they take a
 * blink however many incidents there are. When the store changes, by this
 * process or by a command that was lent the writing (web/writer.h), the next
 * request finds the audit log longer and a new snapshot is counted while
 * the old one goes on answering; who changed something waits for the new one.
 */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "store/store.h"
#include "web/request.h"

#define SITE_TOKEN_BYTES 32 /* 256 bits from the system's source, shown in hexadecimal */
#define SITE_PARTNERSHIPS_MAX 16

struct partnership;                         /* web/site.c's own */
struct page_cache;
struct card_shelf;
struct card_counts;

struct site_order {
    const char *path[SITE_PARTNERSHIPS_MAX];
    struct str name[SITE_PARTNERSHIPS_MAX]; /* the short name in addresses; "": from the file's name */
    size_t partnerships;
    bool read_only;                         /* no store is written: every changing route answers 403 */
};

/* fails as store_open() does, ERR_INPUT for a name that cannot stand in an address or stands twice. */
bool site_open(struct site **out, const struct site_order *order, struct err *err) MUST_USE;
void site_close(struct site **s); /* when no request is answered any more; accepts NULL */

size_t site_partnerships(const struct site *s);
struct partnership *site_partnership(struct site *s, size_t n);
struct partnership *site_find(struct site *s, struct str name);         /* NULL when there is none */
struct str partnership_name(const struct partnership *p);               /* short: "medway" */
struct str partnership_title(const struct partnership *p);              /* whole: "Medway Community ..." */
bool partnership_invented(const struct partnership *p);
struct store *partnership_store(struct partnership *p);                 /* for reading */
bool site_read_only(const struct site *s);
struct str site_token(const struct site *s); /* every form of ours bears it; made anew at each start */
struct page_cache *site_cache(struct site *s);    /* web/cache.h: what pages replied */
struct card_shelf *site_shelf(struct site *s);    /* web/card_shelf.h: the pages of cards */
struct card_counts *site_counts(struct site *s);  /* web/card_count.h: how often they were opened */
struct throttle *site_throttle(struct site *s);   /* web/throttle.h: of forms that are open to everyone */

/*
 * Changes the store: `change` runs in a transaction of the one writing connection, and the
 * snapshot is made anew before this returns, so that the next page shows the change.
 * fails  as `change` does; ERR_CLASH a command is writing just now; ERR_STORE.
 */
bool partnership_change(struct partnership *p, struct str actor, struct instant now,
                        bool (*change)(struct txn *t, void *with, struct err *err), void *with,
                        struct err *err) MUST_USE;
/* The same for what no snapshot shows (cards): no figure is counted again before this returns. */
bool partnership_note(struct partnership *p, struct str actor, struct instant now,
                      bool (*change)(struct txn *t, void *with, struct err *err), void *with,
                      struct err *err) MUST_USE;
/* The same for work that brings its own transactions (picture/import): it is handed the writing store. */
bool partnership_write(struct partnership *p, bool (*work)(struct store *s, void *with, struct err *err),
                       void *with, struct err *err) MUST_USE;

/*
 * Lends the writing to a command of this machine (store/lend), and takes it back. Between the two a
 * change answers ERR_CLASH. Releasing waits for a change that is under way.
 * fails  ERR_CLASH somebody else writes; ERR_STORE.
 */
void partnership_writer_release(struct partnership *p);
bool partnership_writer_take(struct partnership *p, struct err *err) MUST_USE;

#endif
