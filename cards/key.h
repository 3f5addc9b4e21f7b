/*
 * cards/key - what card.json may hold: its parts, the names in each, what kind of
 * thing each is, and where it goes in struct card. The reader and the writer walk
 * this one table, and a test compares it with docs/card.schema.json, so the three
 * cannot disagree.
 */
#ifndef CARDS_KEY_H
#define CARDS_KEY_H

#include "base/mark.h"

enum key_part { PART_CARD, PART_COLOURS, PART_CONTACT, PART_CREDIT, PART_HISTORY, PARTS };

enum key_type {
    KEY_TEXT,                  /* at most `longest` characters */
    KEY_NAME,                  /* a-z, 0-9, - */
    KEY_FIRST_NAME, KEY_TEL, KEY_PAGE, KEY_PICTURE, KEY_LICENCE,
    KEY_KIND,                  /* "call", "text" */
    KEY_EVENT,                 /* "made", "adopted" */
    KEY_YEARS, KEY_DATE, KEY_FLAG, KEY_COLOUR,
    KEY_PART,                  /* one object of `part` */
    KEY_PARTS,                 /* a list of them */
    KEY_LANGUAGES              /* a list of codes */
};

struct key {
    const char *name;
    enum key_type type;
    bool needed;
    size_t offset;             /* into the part's struct */
    size_t longest;            /* characters; of a list, things */
    size_t line;               /* where its line goes; 0: nowhere */
    size_t some;               /* where it is said that there is one; 0: nowhere */
    enum key_part part;
};

const struct key *key_each(enum key_part part, size_t n); /* NULL past the last */
size_t key_count(enum key_part part);

/* "call" or "text", by enum contact_kind. */
const char *contact_kind_word(unsigned kind);

#endif
