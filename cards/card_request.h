/*
 * cards/card_request - another force, school or council asks for a card.
 *
 *     open -> approved (the bundle's link goes by mail) -> erased
 *          -> refused                                   -> erased
 *
 * It says its organisation, a mailbox its office shares, and its area; there is no field
 * for a person's name (cards/mailbox.h refuses what looks like one). At most
 * CARD_REQUESTS_OPEN_MAX wait at once, so that a form open to everyone cannot fill the store.
 *
 * Approval makes a link out of 256 random bits, of which only a hash is kept: it can be taken
 * CARD_LINK_FETCHES times in CARD_LINK_DAYS days, and never once the edition is withdrawn. A
 * mail that was lost is sent again with a new link, and the old one ends.
 *
 * What was written is erased by rule: CARD_ERASE_DECIDED_DAYS after an answer,
 * CARD_ERASE_OPEN_DAYS after a question nobody answered. Erased is overwritten, in the file
 * and its log; the row stays, with no word in it, as a count.
 *
 * Every change adds its audit entry in the same transaction; the caller commits.
 */
#ifndef CARDS_CARD_REQUEST_H
#define CARDS_CARD_REQUEST_H

#include "base/hash.h"
#include "store/store.h"

#define CARD_REQUESTS_OPEN_MAX  200
#define CARD_LINK_DAYS          30
#define CARD_LINK_FETCHES       5
#define CARD_ERASE_DECIDED_DAYS 90
#define CARD_ERASE_OPEN_DAYS    180

enum asker { ASKER_POLICE, ASKER_COUNCIL, ASKER_SCHOOL, ASKER_YOUTH, ASKER_HEALTH, ASKER_CHARITY, ASKER_OTHER,
             ASKERS };
const char *asker_word(enum asker k);  /* as kept: "police" */
const char *asker_label(enum asker k); /* as shown: "Police force" */
bool asker_read(struct str s, enum asker *out) MUST_USE;

/* What is sent. The texts are checked by card_request_add(), and by the page before it. */
struct card_asked {
    struct str card;
    enum asker kind;
    struct str organisation, mailbox, area;
};

struct card_request {
    int64_t id, edition;         /* edition 0: none was passed on */
    struct str card, kind, organisation, mailbox, area, state, decided_by;
    struct instant asked, decided, link_ends, mailed, erase; /* .ms 0: not */
    int64_t fetched;
};

/*
 * out    *id, also of the same request that waits already: pressing twice asks once
 * fails  ERR_INPUT a text does not fit; ERR_MISSING no such card is shown; ERR_LIMIT too many wait
 */
bool card_request_add(struct txn *t, const struct card_asked *q, struct arena *a, int64_t *id,
                      struct err *err) MUST_USE;

/* All that are not erased, the oldest first. */
bool card_request_list(struct txn *t, struct arena *a, const struct card_request **out, size_t *len,
                       struct err *err) MUST_USE;
/* fails  ERR_MISSING no such request, or one erased */
bool card_request_by_id(struct txn *t, int64_t id, struct arena *a, struct card_request *out,
                        struct err *err) MUST_USE;

/* The link's secret: 64 hexadecimal digits and a NUL. Drawn from the system. fails ERR_STORE. */
struct card_token {
    char text[65];
};
bool card_token_draw(struct card_token *out, struct err *err) MUST_USE;

struct card_grant {
    int64_t request, edition;
    struct str by;               /* a reviewer's name */
    struct str bundle;           /* the signed archive of that edition */
    const struct card_token *token;
};
/*
 * fails  ERR_CLASH it was answered already; ERR_DENIED the edition is not approved or was withdrawn, or is
 *        not of the card asked for; ERR_MISSING no such request, edition or reviewer
 */
bool card_request_approve(struct txn *t, const struct card_grant *g, struct arena *a,
                          struct err *err) MUST_USE;
bool card_request_refuse(struct txn *t, int64_t id, struct str by, struct arena *a, struct err *err) MUST_USE;
/* A new link in place of the old one, for another CARD_LINK_DAYS days. fails ERR_CLASH it is not approved. */
bool card_request_relink(struct txn *t, int64_t id, const struct card_token *token, struct arena *a,
                         struct err *err) MUST_USE;
bool card_request_mailed(struct txn *t, int64_t id, struct err *err) MUST_USE;

/* May this link still be taken? Changes nothing. Of a link that is none, ended or used up *found is false. */
struct card_link {
    int64_t request, left;       /* how often it may be taken still */
    struct str card;
    struct instant ends;
};
bool card_link_find(struct txn *t, struct str token, struct arena *a, struct card_link *out, bool *found,
                    struct err *err) MUST_USE;
/* Takes it: counts, and hands over the archive. */
bool card_link_take(struct txn *t, struct str token, struct arena *a, struct str *card, struct str *bundle,
                    bool *found, struct err *err) MUST_USE;

/* Erases what is due at t->now; *erased says how many. When any was: store_forget() after the commit. */
bool card_requests_erase(struct txn *t, struct arena *a, int64_t *erased, struct err *err) MUST_USE;
/* One, now, because it was asked for. fails  ERR_MISSING */
bool card_request_erase(struct txn *t, int64_t id, struct arena *a, struct err *err) MUST_USE;

#endif
