/*
 * link/train_town_test - invented people in homes, written down with errors: what training is tested on.
 *
 * Columns forename, surname, dob, postcode, address, phone, e-mail. People of one
 * home share surname, postcode, address and phone; brothers and sisters differ in
 * forename and date of birth. Errors are made at known rates, so that what is
 * learned can be held against what was made.
 */
#ifndef LINK_TRAIN_TOWN_TEST_H
#define LINK_TRAIN_TOWN_TEST_H

#include "link/propose.h"
#include "link/train.h"

struct town_order {
    uint64_t seed;
    size_t people;
    size_t copies;       /* more records of each person, with errors */
    size_t home;         /* people in a home */
    double wrong;        /* chance that a field of a copy is another's */
    double missing;      /* chance that a field of any record is missing */
};
enum {
    TOWN_FORENAME,
    TOWN_SURNAME,
    TOWN_BORN,
    TOWN_POSTCODE,
    TOWN_ADDRESS,
    TOWN_PHONE,
    TOWN_EMAIL,
    TOWN_COLUMNS
};

bool town_table(const struct town_order *o, struct arena *a, struct link_table *out,
                struct err *err) MUST_USE;

struct trained {
    struct link_table table;
    struct proposal proposal;
    struct link_slots slots;
    struct compare *compare;
    struct train_report report;
};
/* Proposes a model for the table that is there, and trains it. */
bool town_train(struct trained *w, unsigned threads, struct arena *a, struct err *err) MUST_USE;

/* Of all pairs: how many weigh more than probability `p`, and how many of those are of one person. */
bool town_called(const struct trained *w, double p, struct arena *a, size_t *called, size_t *right,
                 struct err *err) MUST_USE;

#endif
