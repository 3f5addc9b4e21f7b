/*
 * web/snapshot - everything pages show of one partnership on one day, counted
 * once from the store and never changed after: counts by area, month, category
 * and flag, the brief, the alerts and their reviews, the files that came in.
 *
 * The store is counted once for each change, by area and month; a day is then its first months, and
 * shares all that is no day's own with every other. So any day can be asked for, however many are:
 * a few are kept, at about half a megabyte each.
 *
 * It stands on one state of the store, named by the audit log's length, and on
 * one day: nothing after that day is in it. What stands here is all the site
 * can show, and there is no person, no record and no free text of a feed in it.
 */
#ifndef WEB_SNAPSHOT_H
#define WEB_SNAPSHOT_H

#include "brief/brief.h"
#include "picture/gazetteer.h"
#include "runs/compare.h"
#include "web/site.h"

enum flag { FLAG_ANY, FLAG_DOMESTIC, FLAG_KNIFE, FLAG_PUBLIC_PLACE, FLAG_UNDER_25, FLAG_REPEAT,
            FLAG_NIGHT, FLAGS };
const char *flag_word(enum flag f);  /* in addresses: "", "domestic", "knife", "public-place" ... */
const char *flag_label(enum flag f); /* "All", "Domestic", "Knife or blade" ... */

struct shot_review {
    int64_t at_ms;
    struct str reviewer;      /* from the list the command line keeps */
    struct str verdict;       /* "watch", "act", "dismiss"; "right" and "false" are what came of it */
    struct str reason;        /* code of a reason from a list of ours, or "" */
};
struct shot_alert {
    int64_t id, run;
    bool standing;            /* of the newest standing run for the day; else past */
    bool replaced;            /* its run no longer stands, or a newer one of the same day does */
    struct str method, category, agency, feed; /* codes; the agency's name */
    const struct str *area;   /* codes: small areas of a cluster, or one ward */
    size_t areas;
    bool has_circle;
    struct lonlat centre;
    double radius_km;
    struct date from, to, run_until;
    int64_t observed, low, high;
    double expected, p_value, recurrence_days;
    const struct shot_review *review; /* newest first */
    size_t reviews;
};
struct shot_run {             /* what an alert's run was told, and how much it looked at */
    int64_t id, at_ms;
    struct date until;
    int64_t replications, seed, streams, series; /* clusters looked for in; wards held against their past */
    double false_alarms_a_year, max_radius_km, max_population_share;
    bool discovered, stale;   /* stale: a file it stood on was withdrawn or replaced since */
    struct str version, inputs, result; /* of safekeep; digests, hexadecimal */
};
struct shot_reason {          /* why an alert may be put aside */
    struct str code, label;
};
struct shot_import {
    int64_t id;
    struct str agency_code, agency, kind, file_name, hash; /* hash: hexadecimal */
    int64_t bytes, rows_read, rows_kept, rows_same, rows_elsewhere, rows_refused, rows_live, at_ms;
    bool withdrawn;
};
struct shot_agency {
    struct str code, name, sector, licence, attribution;
};
struct shot_place {           /* a street point, a landmark or a postcode to search for */
    struct str name;          /* folded, as in picture/gazetteer */
    struct lonlat point;
    int small;                /* index of the small area, or AREA_NONE */
};

struct shot_area {            /* beside tally.areas.small or .ward, by the same index */
    struct str path;          /* SVG path in the units of map_box, one decimal at most; "" without outline */
    struct str rings;         /* GeoJSON coordinates of a MultiPolygon, simplified; "" without outline */
    double residents, households, imd_decile; /* NAN where not held; of a ward: sum, and mean by residents */
    double imd_score;
};

struct shot_series;           /* web/snapshot's own */

struct snapshot {
    int64_t seq;              /* entries of the audit log it stands on */
    struct date date;         /* the day: nothing after it is here */
    bool newest;              /* date is the newest day held */
    struct brief brief;
    struct tally tally;       /* counts, areas, categories, feeds */
    const struct shot_area *small, *ward;
    struct shot_area whole;   /* the sums over all small areas; no outline */
    struct box map_box;       /* of all outlines */
    double map_wide, map_high; /* units of paths: longitude squeezed by the middle latitude's cosine */
    const struct shot_alert *alert; /* standing first, then past ones; the least likely by chance first */
    size_t alerts;
    const struct shot_run *run;     /* of the alerts, the newest first */
    size_t runs;
    const struct shot_import *import; /* the newest first */
    size_t imports;
    const struct shot_agency *agency;
    size_t agencies;
    const struct shot_place *place; /* by name */
    size_t places;
    const struct str *reviewer;
    size_t reviewers;
    const struct shot_series *series; /* [(category + 1) * FLAGS + flag]: asked by the functions below */
    const struct shot_reason *reason;
    size_t reasons;
};

/*
 * The snapshot of a day (NULL: the newest), made if it must be. It stays as it is until it is
 * given back. Any thread.
 * fails  ERR_MISSING nothing is held by that day; ERR_LIMIT, ERR_STORE.
 * cost   a blink when it is there, a few milliseconds when the store was counted since it changed; else the
 *        time of one count of the store (0.5 s for a million incidents)
 */
bool snapshot_take(struct partnership *p, const struct date *date, const struct snapshot **out,
                   struct err *err) MUST_USE;
void snapshot_give_back(const struct snapshot **s); /* accepts NULL */

/* Why the figures may be older than the store, or ERR_NONE: it changed and could not be counted again. */
enum err_kind partnership_trouble(const struct partnership *p);

/* ---- asking it ---- */

enum shot_level { SHOT_WHOLE, SHOT_WARD, SHOT_SMALL };

/*
 * Which counts: of one category (index into tally.category, or -1: all together), of one flag.
 *
 * Two partners may each have recorded one and the same event, so feeds are never added up: a category is
 * counted from the feed that holds most of it, all together from the largest feed (snapshot_feed says which).
 */
struct shot_what {
    int category;
    enum flag flag;
};
struct shot_count {
    bool known;               /* false: not held, or the feed cannot say the flag */
    int64_t n;
};
/* A month's count of an area (index; 0 for the whole). `month`: of the tally. O(1) */
struct shot_count snapshot_count(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                 int area, size_t month);
/*
 * The month held against the area's own sound earlier months (runs/compare, scan/usual), of any level and
 * flag. usual.known is false when the past cannot bear a range.
 */
struct comparison snapshot_compare(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                   int area, size_t month);
/* Was the month held, and by feeds that were as they should be? */
bool snapshot_held(const struct snapshot *s, struct shot_what what, size_t month);
bool snapshot_sound(const struct snapshot *s, struct shot_what what, size_t month);
/* For each 1,000 of the category's denominator over `months` months, or why there is none. */
struct brief_rate snapshot_rate(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                int area, size_t month, int months);

/* Whose figures these are; NULL when nobody sends them. */
const struct feed *snapshot_feed(const struct snapshot *s, struct shot_what what);

int snapshot_category(const struct snapshot *s, struct str code); /* index, or -1 */
/* index, or AREA_NONE */
int snapshot_area(const struct snapshot *s, struct str code, enum shot_level *level);
const struct shot_alert *snapshot_alert(const struct snapshot *s, int64_t id); /* NULL when there is none */

#endif
