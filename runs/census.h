/*
 * runs/census - the incidents in force, read from the store once, 16 bytes
 * each: what tallies, weeks and splits are counted from.
 *
 * A store is read row by row at about a million a second, and each count asked
 * of it reads all rows again; here they are read once, laid month by month, and
 * counted by area and month. What is known on some day is then the months that
 * had ended and the rows of one more: no day costs a pass over all rows. There is
 * no person, no point and no text in a row: a small area, a month, a day, and
 * which flags its feed gave it. A census never changes; threads may share it.
 */
#ifndef RUNS_CENSUS_H
#define RUNS_CENSUS_H

#include "picture/area.h"

enum census_flag {
    CENSUS_DOMESTIC,
    CENSUS_KNIFE,
    CENSUS_PUBLIC_PLACE,
    CENSUS_UNDER_25,
    CENSUS_REPEAT,
    CENSUS_NIGHT, /* 22:00 to 05:59 by the local clock */
    CENSUS_FLAGS
};
enum { CENSUS_BY_POINT = 1, CENSUS_NO_PLACE = 2 };

struct census_row {
    int32_t month;
    int32_t day;          /* the first it may have happened on; INT32_MIN: known to the month only */
    uint32_t area;        /* small area; areas.small.len: none */
    uint8_t said, is;     /* a bit for each flag: the feed says it; and it is so */
    uint8_t placed;       /* CENSUS_BY_POINT, CENSUS_NO_PLACE, or neither */
};

/* Every month's rows by area, [area * months + month] of the census. */
struct census_counts {
    int64_t *small;       /* area == areas.small.len: no place known. NULL: not counted */
    int64_t *ward, *whole;
};
struct census_figures {
    struct census_counts all, flag[CENSUS_FLAGS]; /* of a flag no row says, nothing is counted */
    int64_t *said[CENSUS_FLAGS]; /* by month: rows that say it */
};
struct census_placed {
    int64_t by_point, nowhere;
};

struct census_stream {    /* one partner's feed of one category */
    int64_t agency_id;
    struct str agency_code, agency_name, kind, category; /* category: code */
    const struct census_row *row; /* month by month */
    size_t rows;
    const size_t *from;   /* [months + 1]: a month's rows are row[from[m]] up to row[from[m + 1]] */
    const struct census_placed *placed; /* [months + 1]: of all rows before that month */
    bool by_day;          /* every row is known to the day */
    struct month first, last;
    struct maybe_int first_day, last_day; /* over all rows that have one; the last of them to end */
    struct census_figures count;
};
struct census_feed {      /* all streams of one partner's feed together */
    int64_t agency_id;
    struct str kind;
    struct census_figures count;
};

struct census {
    struct area_book areas;
    struct census_stream *stream; /* by agency's code, kind, category */
    size_t streams;
    struct census_feed *feed;
    size_t feeds;
    struct month first;   /* of the first row of any stream */
    size_t months;        /* up to that of the last row */
};

/*
 * out    *out in `a`, but its rows in `rows`, 16 bytes each; they may be given back earlier
 * fails  ERR_LIMIT, ERR_STORE. cost  one pass over the incidents in force; 20 bytes each meanwhile
 */
bool census_read(struct txn *t, struct arena *a, struct arena *rows, struct census *out,
                 struct err *err) MUST_USE;

/* Counts the flags too, of streams and feeds. cost  one pass over the rows that say any */
bool census_count_flags(struct census *c, struct arena *a, struct err *err) MUST_USE;

/* The rows of the months from `first` to `last`, both inside; what is beyond the census is left out. */
struct census_rows {
    const struct census_row *at, *end;
};
struct census_rows census_months(const struct census *c, const struct census_stream *s, struct month first,
                                 struct month last);

/* The feed; NULL when there is none. */
const struct census_feed *census_feed(const struct census *c, int64_t agency_id, struct str kind);
/* The stream of that feed and category; NULL when there is none. */
const struct census_stream *census_find(const struct census *c, int64_t agency_id, struct str kind,
                                        struct str category);

/* The last day any feed holds: a month's end, for feeds known to the month. fails ERR_MISSING. */
bool census_newest_day(const struct census *c, struct date *out, struct err *err) MUST_USE;

/* Of the rows in these months (and days; areas), how many there are, bear each flag, and say it. */
struct census_span {
    struct month first, last;
    bool by_day;                /* then these days too: a row not known to the day is outside */
    struct date first_day, last_day;
    const bool *area;           /* by small area; NULL: everywhere, also without a place */
};
struct census_splits {
    int64_t count, is[CENSUS_FLAGS], said[CENSUS_FLAGS];
};
struct census_splits census_split(const struct census *c, const struct census_stream *s,
                                  const struct census_span *span); /* O(rows of its months) */

#endif
