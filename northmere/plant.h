/*
 * northmere/plant - what was hidden in the invented town for a finder to find,
 * and what was put beside it that no finder should raise.
 *
 * To be found: a cluster that emerges in the last three weeks, a faint one that
 * few would see, a repeat series in one street, a feed that goes quiet though
 * some rows still come. Decoys: the autumn's rise, which comes every year and
 * everywhere; the centre, where there is always much; a resident who reports
 * week after week. Where, when and how much is drawn from a seed of its own, so
 * that the plants move while the town stays.
 *
 * The truth is written to a folder of its own, which no finder opens: a report
 * that names a plant has found it in the rows.
 */
#ifndef NORTHMERE_PLANT_H
#define NORTHMERE_PLANT_H

#include "northmere/incident.h"

enum plant_kind {
    PLANT_CLUSTER, PLANT_FAINT, PLANT_SERIES, PLANT_QUIET, /* to be found */
    DECOY_SEASON, DECOY_CENTRE, DECOY_REPORTER,            /* not to be raised */
    PLANT_KINDS
};

#define PLANT_AREAS_MAX 8
struct plant {
    enum plant_kind kind;
    bool decoy;
    enum incident_feed feed;
    enum incident_what what;
    size_t area[PLANT_AREAS_MAX], areas; /* none: the whole town */
    size_t postcode;                     /* where it is at its most; of the first area */
    struct date from, to;
    double keep;                         /* PLANT_QUIET: the share of rows that still come */
    size_t rows;                         /* added; of a quiet feed, lost; of SEASON and CENTRE, there by
                                            nature. Filled by incidents_make() */
};
struct plants {
    uint64_t seed;
    struct plant at[PLANT_KINDS];        /* one of each kind */
};

/* No two plants share an area but for the centre and the whole town. */
void plants_choose(const struct town *t, uint64_t seed, struct plants *out);

/* The rows that nature does not have: appended; those lost are cut out. For incidents_make(). */
struct incident_draft;
bool plants_grow(struct plants *p, struct incident_draft *d, struct err *err) MUST_USE;
void plants_count(struct plants *p, const struct incident_draft *d);

const char *plant_kind_word(enum plant_kind kind); /* "emerging cluster", "busy centre" */

/* The truth as CSV: plant,kind,decoy,agency,category,areas,place,from,to,rows. Never fails: buf_done(). */
void plant_write(const struct town *t, const struct plants *p, struct buf *b);
#define PLANT_FILE "invented-plants.csv"

#endif
