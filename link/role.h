/*
 * link/role - what a column of a partner's file is about, found from its header.
 *
 * Everybody names the same ten things differently: "DOB (dd/mm/yyyy)", "birth_date", "Child's Date of
 * Birth". A header is folded to its letters and digits, a remark in brackets at its end is left out, words
 * that only say whose it is or which of several ("client_", "legal_", "preferred_", "_1") are taken off,
 * and what is left must be one of the names in the table, whole. A part of a name is never enough: "name
 * of school", "worker surname" and "mother's forename" are about somebody or something else, and a wrong
 * column does more harm than a missing one, which the person can still name.
 *
 * Two columns may have the same role (legal and preferred surname); which to take is the caller's choice.
 */
#ifndef LINK_ROLE_H
#define LINK_ROLE_H

#include "base/str.h"

enum link_role {
    ROLE_NONE,          /* not recognised: not read */
    ROLE_ID,            /* the row's own number in its file */
    ROLE_TRUTH,         /* who it truly is, in made or reviewed files: never matched on */
    ROLE_SOURCE,        /* which file or system it came from */
    ROLE_FORENAME,
    ROLE_MIDDLE,
    ROLE_SURNAME,
    ROLE_FULL_NAME,
    ROLE_BIRTH,         /* date of birth */
    ROLE_SEX,
    ROLE_POSTCODE,
    ROLE_ADDRESS,       /* a whole address, its first line, or the street */
    ROLE_STREET_NUMBER,
    ROLE_TOWN,
    ROLE_PHONE,
    ROLE_EMAIL,
    ROLE_NHS,           /* NHS number */
    ROLE_UPN,           /* unique pupil number */
    ROLE_OTHER_ID,      /* national insurance, social security, passport, PNC: the person's in any file */
    ROLE_PLACE,         /* where they were born */
    ROLE_OCCUPATION,
    ROLE_CODE,          /* no header has it: a model says a column is to be compared as a code */
    ROLE_OTHER,         /* no header has it: a model says a column is to be compared as text */
    ROLES
};

/* ROLE_NONE for what is not in the table. Out of time with the header's length; nothing is kept. */
enum link_role role_of(struct str header);

const char *role_word(enum link_role role); /* "date of birth": for messages and reports */

#endif
