/* brief/gathering - what brief/gather's own files share; no one else includes it. */
#ifndef BRIEF_GATHERING_H
#define BRIEF_GATHERING_H

#include "brief/gather.h"
#include "runs/week.h"

#define GATHER_PERIODS 24 /* of a sparkline, at most */

struct standing_run {      /* the run the brief's alerts come from */
    bool found;
    int64_t id;
    struct run_order order;
    size_t streams, series; /* how much it looked at */
};

struct gathering {
    struct txn *txn;
    struct arena *arena;
    const struct census *census;
    struct tally tally;
    double *residents, *households; /* per small area; NAN: not held */
    struct brief *brief;
    struct standing_run run, before;
    struct buf words;      /* scratch for texts: emptied by gather_words() */
};

bool gather_runs(struct gathering *g, struct err *err) MUST_USE;
bool gather_things(struct gathering *g, struct err *err) MUST_USE;
bool gather_rows(struct gathering *g, struct err *err) MUST_USE;
bool gather_feeds(struct gathering *g, struct err *err) MUST_USE;
bool gather_map(struct gathering *g, struct err *err) MUST_USE;

/* Adds at most GATHER_FIGURE_NOTES lines to `note`, which has room for them. */
#define GATHER_FIGURE_NOTES 13
bool gather_figures(struct gathering *g, struct str *note, size_t *notes, struct err *err) MUST_USE;

/* What g->words holds, copied into the arena, and empties it. */
bool gather_words(struct gathering *g, struct str *out, struct err *err) MUST_USE;

/* Of a stream's rows in a span, by the brief's kinds of split; all zero when there is no such stream. */
struct brief_splits {
    int64_t count, is[BRIEF_SPLITS], said[BRIEF_SPLITS];
};
struct brief_splits gather_splits(const struct gathering *g, const struct stream *s,
                                  const struct census_span *span);

struct str gather_feed_name(const struct feed *f); /* "street-level crime" */
struct brief_count brief_known(int64_t n);
struct brief_period brief_months(struct month first, struct month last);
struct brief_usual brief_usual_of(const struct usual_range *u);

/* Counts of a set of small areas by month up to the stream's last, for a sparkline. */
bool gather_series(struct gathering *g, const struct stream *s, const int *small, size_t smalls,
                   struct brief_series *out, struct err *err) MUST_USE;

#endif
