/*
 * base/buf - text or bytes being built. Appends never fail one by one; it
 * remembers a refusal, and buf_done() is asked once at the end.
 *
 * Numbers are written here and nowhere else, without a locale, so that the
 * same run gives the same bytes on every machine.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/err.h"

struct buf {
    struct arena *arena;
    char *at;
    size_t len, room;
    bool failed;
};

void buf_add(struct buf *b, struct str s);
void buf_add_text(struct buf *b, const char *text);
void buf_add_byte(struct buf *b, char c);
void buf_add_int(struct buf *b, int64_t n);
void buf_add_count(struct buf *b, int64_t n);                  /* 12,345 */
void buf_add_real(struct buf *b, double x, int decimals);      /* fixed; "-" when not finite */
void buf_add_hex(struct buf *b, const void *at, size_t len);   /* lower case */
void buf_add_html(struct buf *b, struct str s);                /* escapes & < > " ' */
/* A CSV field, quoted when it must be; one that a spreadsheet would run as a formula gets a '. */
void buf_add_csv(struct buf *b, struct str s);
void buf_add_csv_as_it_is(struct buf *b, struct str s); /* for a program, not a spreadsheet: unguarded */
/* Only fixed formats of our own; never a value out of a record. */
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);

/* fails  ERR_LIMIT when any append was refused; `label` says what was being built. */
bool buf_done(struct buf *b, const char *label, struct str *out, struct err *err) MUST_USE;

#endif
