/*
 * base/remark - a column's name without the remark that stands in brackets after
 * it: "DOB (dd/mm/yyyy)" is DOB, "Easting (metres)" is Easting, "Ref (invented)"
 * is Ref.
 *
 * Only remarks that say how a value is written, or whether it must be, are left
 * out, word by word from a closed list. "Date (reported)" and "Postcode
 * (victim)" keep theirs: it says what the column is, and left out it would make
 * one thing pass for another.
 */
#ifndef BASE_REMARK_H
#define BASE_REMARK_H

#include "base/str.h"

/* The header trimmed, less one such remark at its end; never "": a header that is all remark stays. */
struct str remark_cut(struct str header);

#endif
