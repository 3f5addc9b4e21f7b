/*
 * brief/csv - every row of the brief as CSV (RFC 4180, UTF-8, CRLF), for a
 * spreadsheet: a header line, then a line a priority and area in the brief's
 * order. An unknown figure is an empty field, never 0; a split that the feed
 * does not bear says "this feed cannot say".
 */
#ifndef BRIEF_CSV_H
#define BRIEF_CSV_H

#include "brief/brief.h"

/* The same brief gives the same bytes. fails  ERR_BUG as brief_check() says; ERR_LIMIT. */
bool brief_csv(const struct brief *b, struct arena *a, struct str *out, struct err *err) MUST_USE;

#endif
