/*
 * cards/fault - all that is wrong with a card, said at once: which file, which
 * line, what, and what to do about it. A card with a fault of FAULT_STOP cannot
 * be printed at all; one with FAULT_DRAFT prints only as a draft that says so;
 * FAULT_NOTE is worth knowing.
 *
 * The words are ours and carry nothing of the card's text but names of fields,
 * languages and contacts, so that they can be shown and logged anywhere.
 */
#ifndef CARDS_FAULT_H
#define CARDS_FAULT_H

#include "base/buf.h"

enum fault_weight { FAULT_NOTE, FAULT_DRAFT, FAULT_STOP, FAULT_WEIGHTS };
#define CARD_FAULTS_MAX 500 /* of a file that is no card at all, these are enough; more are counted */

struct card_fault {
    enum fault_weight weight;
    struct str file;      /* "card.json", "pl.txt" */
    unsigned line, column; /* from 1; 0: the file as a whole */
    struct str say;       /* "police was to be looked at again by 1 March 2026: confirm it and say ..." */
};
struct card_faults {
    struct arena *arena;
    struct card_fault *at;
    size_t len, room;
    size_t more[FAULT_WEIGHTS]; /* those beyond CARD_FAULTS_MAX */
    bool failed;          /* memory ran out; what is here is not all */
};

/* Where a fault is. */
struct fault_at {
    struct str file;
    unsigned line, column;
};
void card_fault_add(struct card_faults *f, enum fault_weight weight, struct fault_at at,
                    const char *fmt, ...) PRINTF(4, 5);
size_t card_faults_count(const struct card_faults *f, enum fault_weight weight); /* of just this weight */
const char *fault_weight_word(enum fault_weight weight); /* "note", "draft", "stop" */

/*
 * In the order of file, line and column: "pl.txt:7:3: ..." each on a line;
 * for --json an array of objects with file, line, column, weight and say.
 */
void card_faults_sort(struct card_faults *f);
void card_faults_text(const struct card_faults *f, struct buf *b);
struct json_out;
void card_faults_json(const struct card_faults *f, struct json_out *j);

#endif
