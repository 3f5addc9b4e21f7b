/*
 * picture/fixture - a small invented town in a fresh store, for the tests of
 * the rooms above the store: nine square areas of some 700 m in three columns,
 * each column a ward; a boundary set of 2011 in which the middle row's areas
 * bore other codes; four partners.
 *
 *     struct town t _cleanup_(town_close) = { 0 };
 *     REQUIRE(town_open(&t, a, err));
 *     REQUIRE(town_import(&t, "police", KIND_POLICE_UK, text, &out, err));
 *
 * The town is made once and its bytes copied, so that a test rerun a thousand
 * times stays quick. Files are read in this process: the reading child has
 * tests of its own.
 */
#ifndef PICTURE_FIXTURE_TEST_H
#define PICTURE_FIXTURE_TEST_H

#include "base/test.h"
#include "picture/import.h"
#include "store/fixture.h"

#define TOWN_SIDE  3 /* areas along each side */
#define TOWN_AREAS (TOWN_SIDE * TOWN_SIDE)

struct town {
    struct fixture f;
    struct arena *arena;
    struct instant now;               /* 3 November 2025, noon; a test may move it */
    bool strict, preview;             /* of the imports that follow */
    const struct column_rule *rule;
    size_t rules;
    bool (*progress)(void *with, uint64_t bytes, int64_t rows, struct err *err);
    void *with;                       /* the progress's */
};

bool town_open(struct town *t, struct arena *a, struct err *err) MUST_USE;
bool town_open_bare(struct town *t, struct arena *a, struct err *err) MUST_USE; /* no areas yet */
void town_close(struct town *t);

bool town_import(struct town *t, const char *agency, enum kind kind, struct str text,
                 struct import_outcome *out, struct err *err) MUST_USE;
bool town_withdraw(struct town *t, int64_t id, int64_t *stale, struct err *err) MUST_USE;

/* Areas count from 0 in the south west, eastwards: area 4 is the middle one. */
const char *town_code(int area);         /* "E01000101" ... of 2021 */
struct lonlat town_middle(int area);
int town_ward(int area);                 /* 0 .. TOWN_SIDE - 1: its column */

/* A police.uk file: the header, then rows. `lonlat` NULL: no point. */
void town_crime_header(struct buf *b);
void town_crime(struct buf *b, struct month month, const char *code, const struct lonlat *p,
                const char *type);
void town_crimes(struct buf *b, struct month month, int area, const char *type, int times);
struct str town_text(struct buf *b);     /* "" when memory was refused */

/* How much is in force, by one of our own statements: incidents in all, audit entries, imports. */
bool town_incidents(struct town *t, int64_t *n, struct err *err) MUST_USE;
bool town_audits(struct town *t, int64_t *n, struct err *err) MUST_USE;
bool town_imports(struct town *t, int64_t *n, struct err *err) MUST_USE;

struct month town_month(int year, int month);
struct date town_date(int year, int month, int day);

#endif
