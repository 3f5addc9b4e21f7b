/*
 * intake/sandbox - a child process that can do nothing but read one pipe, write
 * another, ask for memory and end.
 *
 * It is forked, not started anew, so it begins with a copy of its parent's
 * memory; what holds it is that it has no way to send that anywhere but down
 * its own pipe. Before it sees the first byte it has closed every other
 * descriptor, given up gaining privileges, made itself undumpable, asked to die
 * with its parent, and taken limits on memory, processor time and core files.
 * Then a seccomp filter (libseccomp; this is its one door) leaves it read on
 * descriptor 0, write on 1, memory that cannot be executed, and exit; anything
 * else kills it at once. It has no futex and no sleep, so it cannot wait for
 * what never comes: it runs, ends, or is stopped by its processor limit.
 *
 * The memory cap is for what it asks beyond what it was forked with. Under
 * AddressSanitizer, whose shadow takes terabytes of address space, there is none.
 */
#ifndef INTAKE_SANDBOX_H
#define INTAKE_SANDBOX_H

#include "base/err.h"

struct sandbox {
    int pid;
    int to, from;     /* our ends: what it reads, what it writes; neither blocks */
    unsigned seconds; /* of processor time it may use in all so far */
};

/* What the child does; its result is its exit code. It must return, not exit. */
typedef int sandbox_work(void *with);

/* May be called from a program with threads. fails  ERR_LIMIT: no more processes or descriptors. */
bool sandbox_start(struct sandbox *s, sandbox_work *work, void *with, size_t memory_bytes,
                   struct err *err) MUST_USE;

#define SANDBOX_SECONDS 10 /* of processor time to begin with */
void sandbox_allow(struct sandbox *s, unsigned seconds); /* in all; more work was handed over */

/* Closes our end of what it reads: it sees the end of its input. */
void sandbox_shut(struct sandbox *s);

enum sandbox_end {
    SANDBOX_DONE,      /* it ended by itself, code 0 */
    SANDBOX_FAILED,    /* it ended by itself, another code */
    SANDBOX_FORBIDDEN, /* it tried what it may not */
    SANDBOX_TIME,      /* it ran out of processor time */
    SANDBOX_BROKE,     /* it crashed or was killed */
};

/* Stops it if it still runs, waits for its end and closes our descriptors. Once. */
enum sandbox_end sandbox_end(struct sandbox *s);

/* Writes without SIGPIPE when it has died: as write(2), errno EPIPE. */
ptrdiff_t sandbox_write(const struct sandbox *s, const void *at, size_t n);

#endif
