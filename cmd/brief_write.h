/* cmd/brief_write - a gathered brief into files, each whole or not at all: for `brief` and `demo`. */
#ifndef CMD_BRIEF_WRITE_H
#define CMD_BRIEF_WRITE_H

#include "brief/gather.h"
#include "cmd/store_verbs.h"

/* A NULL path is not written; "-" is standard output. */
bool brief_write(const struct brief *b, const char *html, const char *csv, const char *json,
                 struct arena *a, struct err *err) MUST_USE;

#endif
