/*
 * runs/week - a stream known to the day, by weeks of Monday to Sunday.
 *
 * Only feeds known to the day can say what changed this week; the brief shows
 * their last complete week beside up to a year of earlier ones. Weeks before
 * the feed's first row are not held; a week without a row of a category, in a
 * feed that had begun, is a week of none.
 */
#ifndef RUNS_WEEK_H
#define RUNS_WEEK_H

#include "runs/compare.h"

#define WEEKS_MAX 53

struct weeks {
    size_t weeks;
    struct date first;      /* the first week's Monday */
    int64_t *ward, *whole;  /* [ward * weeks + week]; of all, with rows of no place */
    size_t smalls, wards;
};

/* Weeks up to the last that has ended by the feed's complete_to; none held: weeks == 0. */
bool weeks_count_all(const struct census *c, const struct tally *t, const struct stream *s, struct arena *a,
                     struct weeks *out, struct err *err) MUST_USE;

/* Of the whole or of a ward. */
int64_t weeks_count(const struct weeks *w, enum compare_level level, int area, size_t week);

/* The last week against the earlier ones; dispersion from all areas of the level together,
 * without the last week. */
bool weeks_compare(const struct weeks *w, enum compare_level level, int area, double dispersion,
                   struct arena *a, struct comparison *out, struct err *err) MUST_USE;
bool weeks_dispersion(const struct weeks *w, enum compare_level level, struct arena *a, double *out,
                      struct err *err) MUST_USE;

#endif
