/*
 * brief/json - the whole brief as one JSON document, for a program: everything
 * brief.h holds but the outlines of the areas. An unknown figure is null. Dates
 * are YYYY-MM-DD, reals have six decimals or more.
 */
#ifndef BRIEF_JSON_H
#define BRIEF_JSON_H

#include "brief/brief.h"

/* The same brief gives the same bytes. fails  ERR_BUG as brief_check() says; ERR_LIMIT. */
bool brief_json(const struct brief *b, struct arena *a, struct str *out, struct err *err) MUST_USE;

#endif
