/* cmd/import_say - what an import says of itself: for people, and as JSON. */
#ifndef CMD_IMPORT_SAY_H
#define CMD_IMPORT_SAY_H

#include "cmd/cmd.h"
#include "picture/import.h"

/* One file through the import's door, with a progress bar: for `import` and `demo`. */
struct rejects;
bool import_one(struct import_order *order, const char *path, struct rejects *rejects,
                struct arena *a, struct import_outcome *out, struct err *err) MUST_USE;

void import_say_faults(const struct import_outcome *o, const char *label); /* to standard error */
void import_text(const struct import_outcome *o, const struct import_order *order, struct buf *b);
void import_json(const struct import_outcome *o, const struct import_order *order, struct json_out *j);

/* A run of notices as one line each: "recorded crime was quiet in November 2018: 2,043 ..." */
void import_notice_lines(const struct feed_notice *n, size_t len, struct buf *b);

#endif
