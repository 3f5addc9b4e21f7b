/*
 * link/loader_line - an assembly line that numbers texts: one thread lays them down, another numbers them.
 *
 * Texts of several columns are gathered in a batch small enough to stay in the
 * processor's cache; a full one is numbered column by column (intern_many())
 * while the next is filled. Batches are numbered one after the other in the
 * order they were filled, so the numbers do not depend on the threads.
 */
#ifndef LINK_LOADER_LINE_H
#define LINK_LOADER_LINE_H

#include "link/intern.h"

struct batch;
struct line {
    struct arena *arena;
    struct arena batches;     /* of the columns now on the line */
    struct batch *batch;
    size_t columns;
    struct intern **values;   /* by column */
    bool wants_thread;
    struct line_thread *thread;
    unsigned filling;         /* the batch being filled */
};

/* `threads` > 1: numbering gets a thread of its own, once there is enough to number. Nothing is allocated. */
void line_open(struct line *l, unsigned threads, struct arena *a);

/*
 * From here on texts go to these columns. With a thread, an intern's arenas are
 * its alone until line_drain(): nothing else may add to it, and a test's refusal
 * does not reach it. false when memory ran out.
 */
bool line_columns(struct line *l, struct intern *const *values, size_t columns) MUST_USE;

/* Its number will be in *to, by the next line_drain(). The text is copied. false when memory ran out. */
bool line_add(struct line *l, size_t column, struct str text, uint32_t *to) MUST_USE;

/* Until all are numbered. false when memory ran out. */
bool line_drain(struct line *l) MUST_USE;
void line_close(struct line *l); /* what is not numbered is forgotten; safe to call twice */

#endif
