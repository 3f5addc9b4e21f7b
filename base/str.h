/*
 * base/str - a borrowed run of bytes: where it is and how long.
 *
 * It never owns memory and is never NUL-terminated on purpose, so a field can
 * be cut out of a file's buffer without a copy. Whoever needs it longer than
 * its owner lives copies it into an arena (base/arena.h). All comparisons are
 * by byte: no locale changes what a partner's file means.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/mark.h"

struct str {
    const char *at;
    size_t len;
};

#define STR(lit)   ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).len, (s).at

struct str str_of(const char *text); /* a C string, or "" for NULL */
bool str_eq(struct str a, struct str b);
bool str_eq_fold(struct str a, struct str b); /* ASCII letters without case */
int str_order(struct str a, struct str b);    /* by byte, the shorter first: <0, 0, >0 */
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);
bool str_has(struct str s, char byte);
struct str str_trim(struct str s); /* without spaces, tabs and line ends at either end */
struct str str_from(struct str s, size_t start); /* the rest from `start`, "" when past the end */

/*
 * Cuts `*rest` at the first `byte`: returns what stood before it and leaves
 * what comes after. Without one it returns all and leaves "".
 */
struct str str_cut(struct str *rest, char byte);

/* Is every byte sequence well-formed UTF-8 (RFC 3629: no surrogates, no overlong)? */
bool str_is_utf8(struct str s);

#endif
