/*
 * web/card_shelf - the pages of all cards that are served, made once and kept: every
 * file of every card's page, whole and compressed, and the list of cards.
 *
 * A card is on the shelf while an edition of it is approved and not withdrawn
 * (cards/edition.h). The shelf stands on one state of each store, named by the audit log's
 * length, and on one day, which decides what is overdue: when any of them changes, the
 * next request makes it anew. When a store cannot be read, what was read last goes on being
 * served: somebody may be in need of it.
 *
 * Two partnerships may each have a card of the same name. The one whose store was named first
 * has /cards/NAME, the other /cards/PARTNERSHIP.NAME.
 */
#ifndef WEB_CARD_SHELF_H
#define WEB_CARD_SHELF_H

#include "web/card_page.h"
#include "web/site.h"

#define SHELF_CAP ((size_t)64 << 20)

struct shelf_file {
    struct str path;           /* the whole: "/cards/emergency/pl" */
    const char *type;
    struct str bytes, gz;      /* gz: "" where it saves nothing */
    char etag[24];
    size_t partnership;
    struct str card, language; /* of a page; else "" */
    bool worker;
};

struct card_shelf;             /* web/card_shelf.c's own */

struct card_shelf *card_shelf_open(struct arena *a); /* NULL when memory was refused */
void card_shelf_close(struct card_shelf *s);         /* accepts NULL */

/*
 * Replies with the file at rq->path, its text in the request's arena.
 *
 * out    *found; *card and *language (in the arena) and *partnership of a card's page; "" else
 * fails  ERR_STORE the cards could never be read; ERR_LIMIT
 */
struct shelf_whose {
    struct partnership *partnership;
    struct str card, language;
};
bool card_shelf_reply(struct request *rq, struct reply *rp, struct shelf_whose *whose, bool *found,
                      struct err *err) MUST_USE;

#endif
