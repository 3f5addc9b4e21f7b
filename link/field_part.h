/*
 * link/field_part - the readers behind link/field, one file for each family of fields.
 *
 * Each leaves a canonical text in `out`, says why in `how` (CLEAN_AS_IT_IS is put in by field_read(), which
 * compares), and is given a trimmed text that is not empty and room for FIELD_ROOM_LEAST bytes or more.
 * link/field.h says what each reads.
 */
#ifndef LINK_FIELD_PART_H
#define LINK_FIELD_PART_H

#include "link/field.h"

struct str field_birth(struct str raw, char *out, size_t room, enum clean *how);
struct str field_name(enum link_role role, struct str raw, char *out, size_t room, enum clean *how);
struct str field_postcode(struct str raw, char *out, size_t room, enum clean *how);
struct str field_phone(struct str raw, char *out, size_t room, enum clean *how);
struct str field_email(struct str raw, char *out, size_t room, enum clean *how);
struct str field_place(enum link_role role, struct str raw, char *out, size_t room, enum clean *how);

/* "unknown", "not known", "n/a", "tbc" ...: does the folded text stand for nothing? */
bool field_is_unknown(struct str folded);
bool field_is_one_of(struct str word, const char *words); /* words with one space between */
bool field_is_one_repeated(struct str s);                 /* "0000", "xxx": two or more of one byte */

#endif
