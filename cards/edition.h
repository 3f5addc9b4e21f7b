/*
 * cards/edition - a card as it was checked, approved and printed: its files, frozen
 * in the store, and what happened to them.
 *
 *     draft -> checked -> approved -> printed      at any time -> withdrawn
 *
 * A named person checks it, another approves it; both are of the list of reviewers
 * (`safekeep reviewer add`: staff of the partners, never a young person). The same name
 * written another way is the same person. Approval is bound to the bytes: an edition's
 * files are never changed, and a changed card is another edition with another digest.
 *
 * Neither is done while a number is not confirmed or is overdue on that day, or while
 * anything else would stop printing. A language that no speaker has checked may be
 * approved, as that: print and page go on saying so.
 *
 * The edition of a card that was approved last is the one on the page. When it is
 * withdrawn the page is empty: an older one, which it had replaced, does not come back by
 * itself, because nobody has said that its numbers are still right (docs/decisions/0077).
 *
 * Every change adds its audit entry in the same transaction; the caller commits.
 */
#ifndef CARDS_EDITION_H
#define CARDS_EDITION_H

#include "cards/card.h"
#include "store/store.h"

enum edition_state { EDITION_DRAFT, EDITION_CHECKED, EDITION_APPROVED, EDITION_PRINTED, EDITION_WITHDRAWN };
const char *edition_state_word(enum edition_state s); /* "draft" ... "withdrawn" */

struct edition {
    int64_t id;
    struct str card, area;       /* the card's name, its area */
    struct digest digest;
    enum edition_state state;
    bool current;                /* the one of its card that the page shows */
    struct str languages;        /* "en pl ar", in the card's order */
    struct str unchecked;        /* those that no speaker has checked: "ar"; "" none */
    struct instant added, checked, approved, printed, withdrawn; /* .ms 0: not yet */
    struct str added_by;         /* a login name */
    struct str checked_by, approved_by, withdrawn_by; /* of the list of reviewers; "" not yet */
    struct str why;              /* withdrawn: the reason's code */
};

/* ---- asking ---- */

/* Is there an edition of exactly these files that was approved and not withdrawn? */
bool edition_standing(struct txn *t, struct digest d, bool *approved, struct err *err) MUST_USE;

/* The files of the edition that a card's page shows, with its number. Any output may be NULL but found. */
bool edition_card(struct txn *t, struct str name, struct arena *a, struct card_files *out, bool *found,
                  struct err *err) MUST_USE;

/* Every edition, the oldest first; with `current` only those that pages show, by name. */
bool edition_list(struct txn *t, bool current, struct arena *a, const struct edition **out, size_t *len,
                  struct err *err) MUST_USE;

/* fails  ERR_MISSING no such edition */
bool edition_by_id(struct txn *t, int64_t id, struct arena *a, struct edition *out, struct err *err) MUST_USE;
bool edition_files(struct txn *t, int64_t id, struct arena *a, struct card_files *out,
                   struct err *err) MUST_USE;

/* ---- changing ---- */

/*
 * Adds a draft of these files. What is wrong with them goes into `faults`, and does not matter yet
 * unless the card cannot be read at all.
 * fails  ERR_INPUT the files are no card, or its name is none; ERR_CLASH the same files are waiting
 *        or standing already
 */
bool edition_add(struct txn *t, const struct card_files *files, struct arena *a, struct card_faults *faults,
                 int64_t *id, struct err *err) MUST_USE;

/*
 * Takes an edition a step on, by a reviewer's name, on the day of t->now.
 *
 * faults  all that stands in the way, when that is why
 * fails   ERR_INPUT something stands in the way; ERR_MISSING no such edition or reviewer; ERR_CLASH it is
 *         not its turn; ERR_DENIED who checked it would approve it
 */
bool edition_check(struct txn *t, int64_t id, struct str by, struct arena *a, struct card_faults *faults,
                   struct err *err) MUST_USE;
bool edition_approve(struct txn *t, int64_t id, struct str by, struct arena *a, struct card_faults *faults,
                     struct err *err) MUST_USE;
/* `why`: a code of the list of reasons (sql card_reason_list). From any state but withdrawn. */
bool edition_withdraw(struct txn *t, int64_t id, struct str by, struct str why, struct arena *a,
                      struct err *err) MUST_USE;

/* Is it one person? Names compared without case, spaces, stops and hyphens. */
bool edition_same_person(struct str a, struct str b);

#endif
