/*
 * link/nick - is this one forename by two names? Ted and Edward, Molly and Mary, Muhammad and Mohammed.
 *
 * No distance between letters finds Ted in Edward; a list does. link/assets/forename-variants.csv is the
 * sdglinkage project's list of UK variants (MIT) in classes, without the names that are merely related
 * (Edwin, Edgar), with short forms and transliterations it has not: tools/forename_variants.txt names every
 * change. A name may stand in several classes: Sam is Samuel and Samantha, who are not each other.
 *
 * It says that two names can be one person's, never that they are: how much that is worth is weighed with
 * the rest. Names not in the list have no class.
 *
 * The list is part of the program and is searched where it lies: no table to open, nothing allocated, any
 * thread; about eleven comparisons of short texts.
 */
#ifndef LINK_NICK_H
#define LINK_NICK_H

#include "base/str.h"

/* Are two folded forenames (link/fold.h) the same, or in one class? Symmetric, not transitive; "" never. */
bool nick_same(struct str a, struct str b);

/* The first class it stands in, from 1; 0 for none. Enough for a blocking key, not to compare. */
uint32_t nick_class(struct str folded_forename);

#endif
