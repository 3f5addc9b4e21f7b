/*
 * link/step_shape - parts of e-mail addresses and postcodes, and whether a text is shaped like one, exactly
 * by the regular expressions of Splink's comparison library, so that its models mean the same here.
 */
#ifndef LINK_STEP_SHAPE_H
#define LINK_STEP_SHAPE_H

#include "base/str.h"

/* Each "" where the pattern is not met; a part of `s` otherwise. */
struct str email_local(struct str s);    /* ^[^@]+ */
struct str email_domain(struct str s);   /* @([^@]+)$, the @ with it */
struct str email_whole(struct str s);    /* ^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+[.][a-zA-Z]{2,}$ */
struct str postcode_area(struct str s);  /* ^[A-Za-z]{1,2} */
struct str postcode_district(struct str s); /* ^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? */
struct str postcode_sector(struct str s);   /* ^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9] */
struct str postcode_whole(struct str s);    /* ^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9][A-Za-z]{2}$ */

#endif
