/*
 * runs/run - one recorded, repeatable piece of work over the store: the nightly
 * scan. Inputs, parameters, seed and version go in; a result comes out; all are
 * kept, and the run can be repeated to the same bytes.
 *
 * For each stream (one partner's feed of one category) the space-time
 * permutation scan looks for places with more than their own and the month's
 * (or day's) totals lead one to expect; and each ward's last month is held
 * against that ward's own earlier months. What would happen by chance more
 * often than the manager's dial allows (false alarms a year, over all streams
 * and wards together: half to the clusters, half to the wards) is no alert. A
 * daily scan is replicated as often as it takes to tell a chance that rare.
 *
 * Frozen: what was counted (digest of the very counts that went in), the
 * imports they came from, parameters, seed, version. As source rows are never
 * changed, the store can be read as it was when the run was made, also after
 * newer files came; if boundaries were replaced since, the digest says so.
 * Streams that police discover by looking are left out unless asked for:
 * forecasts fed by their own patrols run away (Lum & Isaac, Significance 2016;
 * Ensign et al., FAT* 2018).
 */
#ifndef RUNS_RUN_H
#define RUNS_RUN_H

#include "base/hash.h"
#include "base/json.h"
#include "runs/tally.h"

struct run_order {
    struct date until;              /* the brief's day: nothing after it is looked at */
    uint32_t replications;          /* 999 */
    uint64_t seed;                  /* 1 */
    unsigned threads;               /* 0: one per processor; does not change the result */
    double false_alarms_a_year;     /* 1 */
    double max_radius_km;           /* 3 */
    double max_population_share;    /* .5 */
    bool discovered;                /* look at what police find by looking, too */
    void (*progress)(void *with, uint32_t done, uint32_t of);
    void *with;
};
struct run_order run_order_defaults(struct date until);

struct run_alert {
    struct str category;            /* code */
    int64_t agency_id;              /* whose feed, */
    struct str feed;                /* and which of theirs: "police-uk" */
    const char *method;             /* "scan": a cluster; "usual": a ward against its past */
    size_t stream;                  /* of the tally */
    struct str *area;               /* codes: small areas of a cluster, or one ward */
    size_t areas;
    bool has_circle;
    struct lonlat centre;
    double radius_km;
    struct date from, to;
    int64_t observed;
    double expected;
    int64_t low, high;
    double p_value, recurrence_days;
};

struct run_outcome {
    int64_t id;                     /* 0: not recorded */
    struct digest inputs, result;
    struct str json;                /* the result */
    struct run_alert *alert;        /* least likely by chance first */
    size_t alerts;
    size_t streams, series;         /* scanned; ward series compared */
    int64_t took_ms;                /* set by whoever has a clock; not part of the result */
};

/*
 * Runs over what `t` (a transaction, also a reading one) sees; records nothing.
 * fails  ERR_MISSING nothing held by then; ERR_LIMIT, ERR_STORE.
 */
bool run_scan(struct txn *t, const struct run_order *order, struct as_of as_of, struct arena *a,
              struct run_outcome *out, struct err *err) MUST_USE;

/* Records a finished run with its alerts and inputs in `t`; the caller commits. */
bool run_record(struct txn *t, const struct run_order *order, const struct run_outcome *run,
                struct arena *a, int64_t *id, struct err *err) MUST_USE;

/* Does it again from what was recorded, on the store as it was then. */
struct run_repeat {
    bool same_inputs, same_result, same_version;
    struct run_outcome again;
};
bool run_repeat(struct txn *t, int64_t id, unsigned threads, struct arena *a, struct run_repeat *out,
                struct err *err) MUST_USE;

/* The parameters as one JSON object, and back. */
bool run_parameters(const struct run_order *order, int64_t as_of_import, struct arena *a,
                    struct str *out, struct err *err) MUST_USE;
bool run_order_read(struct str parameters, struct run_order *out, int64_t *as_of_import,
                    struct arena *a, struct err *err) MUST_USE;

#endif
