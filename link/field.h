/*
 * link/field - one field of a record, as it is compared: one form for what means the same, nothing for what
 * says nothing, and why.
 *
 * Linkage goes wrong before it compares: half a file born on 01/01/1900, "Not known" as everybody's surname,
 * the school office's 00000 000000. Each reader turns what a partner typed into one canonical text and says
 * what it did, so that cleaning is counted in the report and never silent. What it reads, by role:
 *
 *   forename, middle,   folded (link/fold.h), titles before and honours after taken off; "unknown", "not
 *   surname, full name  known", "n/a", "baby", digits alone: nothing. "SMITH, John Paul" as a full name
 *                       is "john paul smith".
 *   birth               "2009-03-12" from ISO, 12/03/2009, 12.3.09, 20090312, 12032009, "12 Mar 2009", "March
 *                       12th, 2009", a spreadsheet's day number, with or without a time; day before month,
 *                       but month first where only that is a date. Two figures of a year are 1930 to 2029.
 *                       A part, where only a part is known: "2009", "2009-03" (from 00 for a day, too).
 *                       Three figures that are no day stay in this layout, "2009-02-31", so that a slip of
 *                       the key is still one slip away. 1900-01-01, 1901-01-01, years before 1000 or from
 *                       2200 and their like are placeholders: nothing. 1 January of other years may be one
 *                       too, but is people's birthday as well: it stays.
 *   sex                 "m", "f", "x" from words and from 1 and 2 (ISO 5218); else nothing
 *   postcode            "ME7 4AB"; ZZ99 (no fixed abode, abroad) and AA1 1AA: nothing; what has not a UK
 *                       postcode's shape is folded and raised, "4011"; O and I are read as 0 and 1 where
 *                       only a figure can stand
 *   phone               the national number without its 0: 01634 960001, +44 (0)1634 960001 and 0044 ... are
 *                       "1634960001"; the first of several; no extension; one figure repeated, a run of
 *                       figures in order, fewer than six: nothing
 *   e-mail              lowered, without spaces and mailto:; "n/a", "none@none.com": nothing
 *   NHS, UPN, other id  letters raised, and digits; one character repeated: nothing. No check digit is
 *                       asked for: a slip in one is worth comparing.
 *   address, town,      folded, & as "and"; in an address usual long words short ("street" and "saint" are
 *   place, occupation,  "st", "road" is "rd"); "not known" and its like: nothing
 *   street number,      letters raised, and digits; zeros alone: nothing
 *   code
 *   id, truth, source   as they are, without spaces at the ends
 *
 * Pure: the same text gives the same answer on any day and machine. Nothing is allocated; the answer lies in
 * `out`. Reading an answer again gives it again (but for a placeholder's "").
 */
#ifndef LINK_FIELD_H
#define LINK_FIELD_H

#include "link/fold.h"
#include "link/role.h"

enum clean {
    CLEAN_AS_IT_IS,      /* what was typed is its own canonical form */
    CLEAN_FOLDED,        /* the same in its one form: case, marks, spaces, the order of a date */
    CLEAN_TITLE_DROPPED, /* a name without its "Mrs" or "OBE" */
    CLEAN_PARTLY,        /* a part of it can be used: the year of a date, the first of two numbers */
    CLEAN_OTHER_FORM,    /* not of the form it should have (a postcode of another country): kept, folded */
    CLEAN_IMPOSSIBLE,    /* of the form, but there can be none such (31 February): kept as typed */
    CLEAN_NOT_READ,      /* nothing its role can use ("t22" as a sex): nothing is kept */
    CLEAN_PLACEHOLDER,   /* stands for "not known": nothing is kept */
    CLEAN_EMPTY,         /* nothing was there */
    CLEANS
};

#define FIELD_ROOM_LEAST 16 /* bytes of `out` that every short form fits into */

/*
 * `raw` as its role reads it; "" when nothing can be used. At most FOLD_GROWTH times as long as `raw` and
 * FIELD_ROOM_LEAST; where `room` is less, cut at a letter. ROLE_NONE is read as ROLE_OTHER.
 */
struct str field_read(enum link_role role, struct str raw, char *out, size_t room, enum clean *how);

const char *clean_word(enum clean how); /* "as it is", "placeholder": for reports */

/*
 * A full name's parts, cut out of it without a copy: "SURNAME, Forename Middle" and "Title Forename Middle
 * Surname". Particles stay with the surname: "van der Berg", "de Souza", "O Neill". One word alone is a
 * surname. false when no name is there (all three are then "").
 */
bool field_split_name(struct str full, struct str *forename, struct str *middle, struct str *surname);

#endif
