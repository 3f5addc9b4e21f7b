/*
 * picture/gazetteer - from a postcode or words to a point: "High Street,
 * Rainham", "outside ME4 4TR".
 *
 * A hospital sends where an assault happened in words. The words find a place
 * and are not kept: they may point at somebody. The longest name of the
 * gazetteer that stands in the words as whole words wins; a name that stands
 * for places in several areas says nothing unless all of them lie in one.
 */
#ifndef PICTURE_GAZETTEER_H
#define PICTURE_GAZETTEER_H

#include "picture/area.h"

struct gazetteer_entry {
    struct str name;          /* folded */
    struct lonlat point;
    struct str area_code;     /* "" when not given */
};
struct gazetteer {
    struct gazetteer_entry *at; /* by name */
    size_t len;
};

/* Lower case, letters and digits only, single spaces, without "on or near". `out` is in the arena. */
bool gazetteer_fold(struct str words, struct arena *a, struct str *out, struct err *err) MUST_USE;

bool gazetteer_read(struct txn *t, struct arena *a, struct gazetteer *out, struct err *err) MUST_USE;

/* A postcode in its one form -> its entry, or NULL. O(log n) */
const struct gazetteer_entry *gazetteer_postcode(const struct gazetteer *g, struct str postcode);

/* Which small area do the words mean? AREA_NONE when they do not say. O(words^2 log n) */
int gazetteer_area(const struct gazetteer *g, const struct area_book *b, struct str folded,
                   struct lonlat *point);

#endif
