/*
 * cards/scan_count - how often a card's page was opened by its QR code: a number for each
 * card, language and day, and nothing about who, where or when within the day.
 *
 * Whoever counts gathers in memory and adds a batch now and then, so that the moment a
 * number grows says nothing about anybody. What is not a card and a language of an edition
 * that was approved is not counted: an address made up by somebody leaves nothing here.
 */
#ifndef CARDS_SCAN_COUNT_H
#define CARDS_SCAN_COUNT_H

#include "store/store.h"

struct scan_count {
    struct str card, language; /* "emergency", "pl" */
    struct date day;
    int64_t n;                 /* how many more; of less than 1 nothing is added */
};

/* Adds them all, with one audit entry when anything was added; the caller commits. fails  ERR_STORE. */
bool scan_counts_add(struct txn *t, const struct scan_count *at, size_t len, struct err *err) MUST_USE;

/* By card, day and language; the days from `from` to `to`, both counted. Lives in the arena. */
bool scan_counts_list(struct txn *t, struct date from, struct date to, struct arena *a,
                      const struct scan_count **out, size_t *len, struct err *err) MUST_USE;

#endif
