/*
 * link/loader_ids - what each row is called in its file, kept as small as it comes.
 *
 * While every id is a plain number (no sign, no leading zero, below 2^32) it is
 * kept as one, 4 bytes a record; from the first that is not on, all are texts.
 */
#ifndef LINK_LOADER_IDS_H
#define LINK_LOADER_IDS_H

#include "link/loader_rows.h"
#include "link/intern.h"

struct ids {
    struct rows row;    /* the number, or the text's name in the pool */
    struct pool text;
    bool texts;
    uint64_t *word;     /* where a text is laid down */
    size_t words;
};

void ids_open(struct ids *i, struct arena *a);
/* The id of record `record`, the next one. false when memory ran out. */
bool ids_add(struct ids *i, uint32_t record, struct str id) MUST_USE;
bool ids_add_number(struct ids *i, uint32_t record, uint32_t id) MUST_USE;
/* In their texts' order by byte when they are texts, else by number. */
int ids_order(const struct ids *i, uint32_t one, uint32_t two);
/* Depends on the id's text alone, not on how it is kept. */
uint64_t ids_hash(const struct ids *i, uint32_t record);
void ids_close(struct ids *i);

/* Is the text a plain number? */
bool plain_number(struct str s, uint32_t *out) MUST_USE;
/* Writes it into room, 10 digits at most. */
struct str plain_text(uint32_t n, char *room);

#endif
