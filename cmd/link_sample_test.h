/*
 * cmd/link_sample_test - made-up results of linkage, as their report shows them: for its tests and those in a
 * browser. The table's records hold the word SAMPLE_VALUE wherever they hold a word; no page may.
 */
#ifndef CMD_LINK_SAMPLE_TEST_H
#define CMD_LINK_SAMPLE_TEST_H

#include "link/link.h"

#define SAMPLE_VALUE "Zebraquill"

enum link_sample {
    LINK_SAMPLE_PLAIN,   /* one file, a model proposed, no truth */
    LINK_SAMPLE_TRUTH,   /* three files with hostile names, a truth, every section filled */
    LINK_SAMPLE_SMALL,   /* one record, a model given, nothing found */
    LINK_SAMPLES
};

struct link_sampled {
    struct link_table t;
    struct link_result r;
};
const char *link_sample_word(enum link_sample which);
bool link_sample_make(enum link_sample which, struct arena *a, struct link_sampled *out, struct err *err)
    MUST_USE;

#endif
