/*
 * store/lend - the process that serves a store lends its writing to a command.
 *
 * One process writes (trust.md, fact 3): while a store is served, the server
 * holds the lock and the one writing connection. A command asks for them at a
 * socket beside the store, STORE.sock. The server ends the change it is in,
 * closes its writing connection, and says "yours"; the command opens the store
 * itself and works as if nobody served it; when its end of the socket closes,
 * because it finished or because it died, the server opens the writing again.
 * So every command stays as it is, no change is ever described over a wire, and
 * what dies in the middle is undone by the database as always
 * (docs/decisions/0062).
 *
 * Commands are served in the order they came. The socket is for its owner
 * alone: mode 0600, and who asks must be the same user or root. A socket file
 * that a killed server left behind means nothing: nobody answers there.
 */
#ifndef STORE_LEND_H
#define STORE_LEND_H

#include "store/store.h"

/*
 * Opens the store for writing, borrowed where it is served, waiting at most so many seconds for
 * the server and for commands that came before. store_close() gives it back.
 *
 * fails  as store_open(STORE_WRITE) does: ERR_CLASH also when the time is over; ERR_DENIED
 *        another user serves it.
 */
bool store_borrow(struct store **out, const char *path, unsigned seconds, struct err *err) MUST_USE;

struct lend_order {
    const char *path;                          /* the store */
    /* From a thread of lend's own. Both may be called again before the other was. */
    void (*release)(void *with);               /* end what is being written, close the writing */
    bool (*take)(void *with, struct err *err); /* open it again; tried again while it fails */
    void *with;
};

struct lend;

/*
 * Lends from now on. The store must be open for writing in this process, so that no other
 * server can be here; a thread waits for commands until lend_close().
 * fails  ERR_CLASH another process serves this store; ERR_LIMIT its file's name is too long for a
 *        socket's; ERR_STORE.
 */
bool lend_open(struct lend **out, const struct lend_order *order, struct err *err) MUST_USE;
/* A command that has the writing keeps it; it is not taken again. Accepts NULL. */
void lend_close(struct lend **l);

#endif
