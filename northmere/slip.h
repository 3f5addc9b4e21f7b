/*
 * northmere/slip - how a name or a number comes to be written wrongly.
 *
 * Clerks slip in three ways. The hand strikes a neighbouring key, leaves a
 * letter out, turns two round or strikes one twice. The ear writes what it
 * heard: Philip, Filip. The eye misreads handwriting or print: rn for m, cl for
 * d, 1 for 7. (Damerau, CACM 1964, found the first four to be four fifths of all
 * misspellings; the rules for ear and eye are ours.) Each works on a small text
 * of fixed room, so that a million rows need no memory.
 *
 * Letters are ASCII ones; other bytes are left as they are, so text that was
 * UTF-8 stays so. Capitals stay capitals. The first letter is spared nine times
 * in ten, as it is by clerks.
 */
#ifndef NORTHMERE_SLIP_H
#define NORTHMERE_SLIP_H

#include "base/chance.h"
#include "base/date.h"

#define SLIP_ROOM 160

/* A small text of its own. What does not fit is cut off at a whole character. */
struct slip_text {
    char at[SLIP_ROOM];
    size_t len;
};

void slip_set(struct slip_text *t, struct str s);
void slip_add(struct slip_text *t, struct str s);
static inline struct str slip_str(const struct slip_text *t)
{
    return (struct str){ t->at, t->len };
}

/*
 * One slip.
 *
 * out    *t is another text than before, never empty
 * fails  false, and *t as it was, when there is nothing to slip on: fewer than three letters,
 *        no rule that fits, no digit
 */
bool slip_key(struct slip_text *t, struct chance *r);
bool slip_ear(struct slip_text *t, struct chance *r);
bool slip_eye(struct slip_text *t, struct chance *r);
bool slip_digit(struct slip_text *t, struct chance *r); /* one digit for a like one, or two turned round */

/* Day and month changed over. false when that is no day, or the same day. */
bool slip_swap_date(struct date *d);
/* Another day of a like writing: a digit of day, month or year is off, and the year stays in 1900 .. last. */
void slip_date(struct date *d, int last_year, struct chance *r);

void slip_upper(struct slip_text *t); /* ASCII letters only: what carries a mark is first folded (name.h) */
void slip_lower(struct slip_text *t);
void slip_trail(struct slip_text *t, struct chance *r); /* a blank behind, two behind, or one before */

#endif
