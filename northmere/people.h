/*
 * northmere/people - invented persons of an invented town, and what six partners
 * have written down about them.
 *
 * Persons live in households: families with children of which some are twins,
 * a son who bears his father's name, step-children, couples with one surname or
 * two, people who moved. Each partner knows some of them, writes them down in
 * its own columns and forms, and errs at rates of its own (northmere/file.h,
 * docs/northmere-people.md). The truth says who each row is about; it is for
 * judging a matcher and nothing else may open it.
 *
 * Nobody is meant by it: names are drawn by weight from open lists, numbers are
 * impossible (northmere/file.h), the town does not exist. What partners know of
 * a person and what came of it is drawn without regard to the list of names the
 * family has: with another list for every family the same rows come out, save
 * for their names. That is a property of the draws, and tested as such.
 *
 * The same order gives the same bytes on every machine.
 */
#ifndef NORTHMERE_PEOPLE_H
#define NORTHMERE_PEOPLE_H

#include "northmere/person.h"

struct people_order {
    uint64_t seed;
    double scale;             /* 1: about 6,000 persons known to a partner; 170: about a million */
    struct date today;        /* the newest day in any file; ages are as of it */
    const uint16_t *list_per_mille; /* NAME_LISTS entries that sum to 1,000; NULL: the town's usual ones */
};

struct people {
    const struct town *town;
    struct people_order order;
    struct name_book book;
    struct person *person;       /* who is known to a partner, by household */
    struct household *household; /* who has such a person */
    size_t persons, households;
    uint32_t *row[PEOPLE_PARTNERS]; /* each partner's rows in the file's order: person + copy << 30 */
    size_t rows[PEOPLE_PARTNERS];
};

/*
 * out    *out, living in the arena; the town must live as long
 * fails  ERR_INPUT a scale outside .01 to 170, a day before 1990, a town without postcodes or
 *        schools; ERR_LIMIT
 * cost   about 70 bytes a person; a million in some two seconds
 */
bool people_make(const struct town *t, const struct people_order *o, struct arena *a, struct people *out,
                 struct err *err) MUST_USE;

const char *people_partner_word(enum people_partner partner); /* "social care" */
const char *people_file_name(enum people_partner partner);    /* "invented-social-care.csv" */

/* Where a file's text goes, piece by piece; false stops the writing. */
typedef bool people_sink(void *with, struct str text, struct err *err);

/*
 * Writes a partner's file as CSV, header first, in pieces of some 64 KiB.
 *
 * fails  whatever the sink says; ERR_LIMIT
 * cost   some five microseconds a row, and half a MiB
 */
bool people_file(const struct people *p, enum people_partner partner, people_sink *sink, void *with,
                 struct err *err) MUST_USE;

/* The truth: source,id,person, each row of each file once. Sources are the files' names. */
bool people_truth(const struct people *p, people_sink *sink, void *with, struct err *err) MUST_USE;
/* Who the persons are: person, household, list of names, name, date of birth, sex, who knows them. */
bool people_persons(const struct people *p, people_sink *sink, void *with, struct err *err) MUST_USE;

#endif
