/*
 * link/loader_finish - what was loaded, put in its order and given its last numbers.
 *
 * A column's values are numbered anew by their first record in the records'
 * order, so that the numbers, as the order, do not depend on how the rows came.
 */
#ifndef LINK_LOADER_FINISH_H
#define LINK_LOADER_FINISH_H

#include "link/loader_parts.h"

/* All that waited must be numbered. Gives back what it has read, part by part. */
bool loader_finish(struct loader *l, struct link_table *t, struct err *err) MUST_USE;

#endif
