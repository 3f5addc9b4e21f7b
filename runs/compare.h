/*
 * runs/compare - one stream's month against its own earlier months: of the
 * whole partnership, of a ward, or of a small area.
 *
 * The past is the sound months among the 24 before: months that are held, in
 * which the feed was neither quiet nor doubled. scan/usual.h says how the range
 * is made; the seasonal factors and the dispersion come from all areas of the
 * same level together, over the three years before the feed's
 * last month: that month itself has no part in what it is held against.
 */
#ifndef RUNS_COMPARE_H
#define RUNS_COMPARE_H

#include "runs/tally.h"
#include "scan/usual.h"

#define COMPARE_PAST_MONTHS 24

enum compare_level { COMPARE_WHOLE, COMPARE_WARD, COMPARE_SMALL };
#define COMPARE_LEVELS 3

struct compare_base {           /* one per stream and level: made once, used for every area */
    const struct tally *tally;
    const struct stream *stream;
    enum compare_level level;
    size_t areas;
    const int64_t *count;       /* [area * stride + month] at that level */
    struct usual_season season;
};
/* cost  O(months * areas of the level), of small areas where the stream has no sums. fails ERR_LIMIT. */
bool compare_base(const struct tally *t, const struct stream *s, enum compare_level level,
                  struct arena *a, struct compare_base *out, struct err *err) MUST_USE;

struct comparison {
    size_t month;               /* of the tally */
    bool held;                  /* is that month held at all? */
    int64_t observed;
    struct usual_range usual;
    bool has_year_ago;
    int64_t year_ago;
    int64_t twelve;             /* sum over the last 12 months, as far as held */
    int twelve_held;
    size_t past;                /* sound earlier months it was compared with */
};

/* `area`: a ward's or small area's index, or 0 for the whole. cost  O(36 months + the range) */
struct comparison compare_month(const struct compare_base *b, int area, size_t month);

/* The sum of the twelve months up to that one, as far as held: *held of them. */
int64_t compare_twelve(const struct compare_base *b, int area, size_t month, int *held);

/* The count of one month at the base's level. */
int64_t compare_count(const struct compare_base *b, int area, size_t month);

#endif
