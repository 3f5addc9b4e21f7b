/*
 * brief - the Monday page: what changed, how sure we are, who will act.
 *
 * This struct is the privacy review. What stands here is all a brief can show:
 * counts of incidents by area and period, their usual range, the state of the
 * feeds, and the name of an area or a public place. There is no field for a
 * person, a record, a free text out of a feed or a score, so none can leak by
 * a template's mistake. brief/gather fills it from the store; brief/html, csv
 * and json only read it, and know no database and no clock.
 *
 * Honest by construction: a count that is not there is `known == false`, never
 * 0; a range that the past cannot bear is `known == false`, never 0 to 0; a
 * split the feed does not carry says "this feed cannot say". brief_check()
 * refuses a brief that breaks these rules, and every renderer calls it first.
 *
 * Texts are UTF-8 without markup (the renderers escape) and live as long as
 * the arena they were made in. A struct of zeros is a brief with nothing in it.
 */
#ifndef BRIEF_BRIEF_H
#define BRIEF_BRIEF_H

#include "base/date.h"
#include "base/shape.h"

/* A count that may be unknown: no such period is held, or the feed cannot say. */
struct brief_count {
    bool known;
    int64_t n;
};

/* What this area's own past leads one to expect (scan/usual.h). Both ends are usual. */
struct brief_usual {
    bool known;        /* false: not enough past */
    int64_t low, high; /* the central 95 % */
    double expected;
};

enum brief_verdict {
    BRIEF_UNKNOWN, /* not enough past to say */
    BRIEF_BELOW,
    BRIEF_USUAL,
    BRIEF_ABOVE,
    BRIEF_VERDICTS
};

/* Monthly feeds speak of months, feeds by the day of weeks; both ends are inside. */
enum brief_period_kind { BRIEF_MONTH, BRIEF_WEEK };
struct brief_period {
    enum brief_period_kind kind;
    struct date from, to;
};

/* Past counts for a sparkline, oldest first, the last being the row's own period. */
struct brief_series {
    const int64_t *count; /* below 0: that period is not held, drawn as a gap */
    const bool *doubtful; /* the feed was quiet or doubled then, drawn hollow; NULL: never */
    size_t periods;
    struct brief_period first, last;
};

/* ---- the splits a feed may or may not bear ---- */

enum brief_split_kind {
    BRIEF_UNDER_25,
    BRIEF_DOMESTIC,
    BRIEF_KNIFE,
    BRIEF_PUBLIC_PLACE,
    BRIEF_NIGHT, /* 22:00 to 05:59 */
    BRIEF_REPEAT,
    BRIEF_SPLITS
};

/* ---- the three things ---- */

#define BRIEF_THINGS_MAX 3

enum brief_thing_kind {
    BRIEF_CLUSTER, /* the scan's: too many close together in place and time */
    BRIEF_SERIES,  /* one area's count outside its own usual range */
};

struct brief_thing {
    enum brief_thing_kind kind;
    struct str priority;       /* "Robbery" */
    struct str place;          /* "near the bus station, Quayside", or an area's name */
    bool ongoing;              /* it stood on the brief before this one; else NEW */
    struct brief_period period;
    int64_t observed;
    struct brief_usual usual;
    double p;                  /* chance of as much or more by chance alone, 0 to 1 */
    double recurrence_days;    /* days between such results by chance alone, anywhere among all that
                                  was looked at; 0: not worked out */
    int64_t looked_at;         /* series or circles compared at the same time; 0: not said */
    struct str reason;         /* one more sentence, or "" */
    const struct str *evidence; /* a line each: what other feeds show, or that none is held */
    size_t evidences;
    struct brief_count split[BRIEF_SPLITS]; /* of `observed` */
    /* What people know and decide. "": printed as a line to write on. */
    struct str already_there, decision, owner, due;
    int64_t reviewed, right;   /* such alerts before: looked into, found real. 0: no record yet */
    /* Where it stands on the map: a circle, or the areas[] index. */
    bool has_circle;
    struct lonlat centre;
    double radius_km;
    bool has_area;
    size_t area;
    struct brief_series series; /* may be empty */
    struct str command;         /* what repeats it, or "" */
    int64_t run;                /* the runs[] id it came from; 0: none */
};

/* ---- the rows ---- */

enum brief_level {
    BRIEF_WHOLE, /* the whole partnership: the first page's table, in the order given */
    BRIEF_AREA,  /* one ward or other area: the detail pages */
};

/* Incidents of `months` months for each 1,000 of a named denominator, or why there is none. */
struct brief_rate {
    bool known;
    double per_1000;
    int months;
    struct str denominator; /* "residents", "households", "pupils" */
    struct str why_not;     /* "no residents", "households not held"; "": not held */
};

struct brief_rank {
    bool known;
    int rank, of;           /* 1: the highest rate of the force's districts */
};

struct brief_row {
    struct str priority;      /* all rows of one priority bear the same words */
    struct str feed;          /* whose figure it is: "Kent Police, street level" */
    struct str area, area_code;
    enum brief_level level;
    struct brief_period period; /* the last complete one: what `count` counts */
    struct date complete_to;
    struct brief_count count;   /* unknown: nothing received for this row */
    struct brief_usual usual;
    enum brief_verdict verdict;
    struct brief_count year_ago; /* the same period; unknown: no year-ago data */
    struct brief_count twelve;   /* sum of the last 12 months as far as held */
    int months_held;             /* of those 12 */
    struct brief_rate rate;
    struct brief_rank rank;
    struct brief_series series;
    struct brief_count split[BRIEF_SPLITS];
};

/* ---- the feeds ---- */

enum brief_notice_kind {
    BRIEF_NEVER,   /* expected from the agreement, nothing received yet */
    BRIEF_LATE,    /* later than this partner's files usually come */
    BRIEF_QUIET,   /* received, but far fewer than usual */
    BRIEF_DOUBLED, /* received, but far more than usual */
    BRIEF_GAP,     /* months between others are missing */
    BRIEF_NOTICES
};
struct brief_notice {
    enum brief_notice_kind kind;
    struct str category;        /* "violence and sexual offences", or "" for the whole feed */
    struct brief_period period; /* of QUIET, DOUBLED and GAP (first to last month of the gap) */
    struct brief_count observed;
    struct brief_usual usual;
};
struct brief_feed {
    struct str agency, kind;    /* "Kent Police", "street-level crime" */
    bool received;
    struct date complete_to;    /* when received */
    int64_t rows;               /* that count today */
    const struct brief_notice *notice; /* the most recent first */
    size_t notices;
};

/* ---- the map ---- */

struct brief_area {
    struct str name, code;
    struct shape shape;         /* no points: in the tables, not on the map */
    enum brief_verdict verdict; /* of all priorities together: see brief.map_of */
    struct brief_count count;
    struct brief_usual usual;
};

/* ---- where it all came from ---- */

struct brief_source {
    struct str name, licence, attribution;
};
struct brief_run {
    int64_t id;
    struct str method;     /* "space-time permutation scan" */
    struct str parameters; /* in words or as flags */
    uint64_t seed;
    struct str inputs;     /* digest of what went in, hexadecimal */
    struct str result;     /* digest of what came out, hexadecimal */
    struct str command;    /* what repeats it */
    bool stale;            /* an input was withdrawn or replaced since */
};

/* Short lines of a kind of record; not kept: safekeep has no such records in this store. */
struct brief_lines {
    bool kept;
    const struct str *line;
    size_t lines;
};

struct brief {
    struct str partnership;  /* "Medway Community Safety Partnership" */
    bool invented;           /* everything in it is made up: marked on every page */
    struct str marking;      /* "OFFICIAL" */
    struct date date;        /* the brief's day: given, never the clock's */
    struct date data_to;     /* the newest day any feed is complete to */
    struct str version;      /* of safekeep */
    struct str command;      /* what makes this brief again */

    struct brief_thing thing[BRIEF_THINGS_MAX]; /* the most pressing first */
    size_t things;
    int64_t things_more;     /* beyond the three: named in the rows, said as a number */
    struct str looked_for;   /* what was compared, a sentence: shown when there is no thing too */

    const struct brief_row *row; /* whole partnership first, then by priority and area */
    size_t rows;
    const struct brief_feed *feed;
    size_t feeds;
    const struct brief_area *area;
    size_t areas;
    struct str map_of;       /* what the shading counts: "all recorded incidents, October 2025" */
    struct brief_lines overdue, panels;
    const struct str *note;  /* "rows of 2018 and 2019 carry 2011 areas: ..." */
    size_t notes;
    const struct str *stale; /* "run 3 stands on a file withdrawn on 4 November 2025" */
    size_t stales;
    const struct brief_source *source;
    size_t sources;
    const struct brief_run *run;
    size_t runs;
};

/*
 * Is the brief fit to show? A name and a marking, at most three things, ranges the right way
 * round, verdicts that agree with their ranges, chances between 0 and 1, indexes inside, UTF-8
 * without control characters.
 *
 * fails  ERR_BUG, saying which row or thing (by number, from 1) and what is wrong.
 */
bool brief_check(const struct brief *b, struct err *err) MUST_USE;

/* The verdict a range gives a count. */
enum brief_verdict brief_judge(struct brief_count count, struct brief_usual usual);

#endif
