/* cmd/link_say - what linkage found, in words and as JSON: counts, shares and parameters, never a record. */
#ifndef CMD_LINK_SAY_H
#define CMD_LINK_SAY_H

#include "cmd/link_files.h"

struct link_told {
    const struct link_table *t;
    const struct link_result *r;
    double load_seconds, total_seconds;
    uint64_t peak_bytes;
};

void link_say_words(const struct link_told *l, struct buf *b);
bool link_say_json(const struct link_told *l, struct buf *b, struct err *err) MUST_USE;

#endif
