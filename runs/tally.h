/*
 * runs/tally - what is held, counted: every feed's categories by small area and
 * month, and which months of it may be believed.
 *
 * The one table that scans, usual ranges and the brief all stand on, read from
 * the store once. A month is held when the feed has a row of any category in
 * it and it has ended by the tally's last month; a month the feed itself went
 * quiet or doubled in is odd, and is never taken for the usual.
 */
#ifndef RUNS_TALLY_H
#define RUNS_TALLY_H

#include "runs/census.h"

struct category {
    struct str code, label, denominator;
    bool discovered;      /* found by police looking: left out of alerts unless asked for */
    int priority;         /* the brief's order; 0: not in it */
};

struct feed {
    int64_t agency_id;
    struct str agency_code, agency_name, kind;
    bool by_day;          /* known to the day */
    struct month last;    /* the last month that had ended */
    struct date complete_to;
    struct date first_day; /* of its first row, when by_day */
    bool *held;           /* per month of the tally */
    int64_t rows, placed_by_point, without_place; /* up to the tally's day */
};

struct stream {
    size_t feed;          /* index */
    size_t category;      /* index */
    int64_t *count;       /* [area * stride + month]; area == areas.small.len: no place known */
    const int64_t *ward, *whole; /* the same of wards and of all; NULL: whoever asks adds them up */
    bool *odd;            /* per month: the feed was quiet or doubled then */
    const bool *unsaid;   /* per month: held, yet the feed could not say this; NULL: it always can */
    int64_t total;
};

struct tally {
    struct area_book areas;
    struct category *category;
    size_t categories;
    struct feed *feed;
    size_t feeds;
    struct stream *stream; /* by the category's priority, then the feed's agency */
    size_t streams;
    struct month first;
    size_t months;         /* first .. the month `until` */
    size_t stride;         /* of counts: at least `months`; what stands beyond them is later than `until` */
};

/* The store as it was after its import `import`, at the time `ms`; zeroed: as it is now. */
struct as_of {
    struct maybe_int import, ms;
};

/*
 * What is held up to the day `until`.
 * fails  ERR_MISSING nothing is held; ERR_LIMIT, ERR_STORE.
 * cost   one pass over the incidents in force; as of an earlier time about three times that.
 */
bool tally_read(struct txn *t, struct date until, struct as_of as_of, struct arena *a,
                struct tally *out, struct err *err) MUST_USE;

/*
 * The same of the store as it is now, from its census, whose areas, names and counts it shares.
 * cost   O(streams * months) and the rows of one month: as good as nothing, for any day
 */
bool tally_count(struct txn *t, const struct census *c, struct date until, struct arena *a,
                 struct tally *out, struct err *err) MUST_USE;

/* The last day any feed of incidents holds: a month's end, for feeds known to the month. */
bool tally_newest_day(struct txn *t, struct date *out, struct err *err) MUST_USE;

/* A stream's count in one month: of one small area, one ward, or (area AREA_NONE) of all. */
int64_t tally_small(const struct tally *t, const struct stream *s, int small, size_t month);
int64_t tally_ward(const struct tally *t, const struct stream *s, int ward, size_t month);
int64_t tally_whole(const struct tally *t, const struct stream *s, size_t month);

/* Is this month held, and by a feed that was as it should be? */
bool tally_held(const struct tally *t, const struct stream *s, size_t month);
bool tally_sound(const struct tally *t, const struct stream *s, size_t month);

#endif
