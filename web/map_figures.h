/*
 * web/map_figures - what a map shows, as figures: a row for each area, its
 * class, and the legend. The picture, the table, the CSV and the JSON are all
 * made from these rows, so they cannot say different things.
 */
#ifndef WEB_MAP_FIGURES_H
#define WEB_MAP_FIGURES_H

#include "web/map_ask.h"
#include "web/map_scale.h"

/* How an area is painted; its word is a class of the site's style or the name of a pattern. */
enum map_look {
    MAP_CLASS_1,
    MAP_CLASS_2,
    MAP_CLASS_3,
    MAP_CLASS_4,
    MAP_CLASS_5,
    MAP_ABOVE,
    MAP_INSIDE,
    MAP_BELOW,
    MAP_NOT_KNOWN,
    MAP_LOOKS
};
const char *map_look_word(enum map_look l);

struct map_row {
    int area; /* index into the level's areas; AREA_NONE: the whole partnership */
    struct str code, name;
    struct shot_count count;
    struct brief_usual usual;
    enum brief_verdict verdict;
    struct brief_rate rate; /* of the one month */
    enum map_look look;
};

struct map_legend {
    enum map_look look;
    int64_t from, to; /* of a class; tenths when a rate is shown */
    size_t areas;
};

/* Why there is nothing to count. */
enum map_state {
    MAP_HELD,
    MAP_MONTH_NOT_HELD,
    MAP_CANNOT_SAY, /* the feed does not say the flag */
};
const char *map_state_word(enum map_state s); /* "held", "not held", "this feed cannot say" */

struct map_figures {
    struct map_ask ask;
    struct month month;
    enum map_state state;
    struct str agency;      /* whose feed is counted; "" when none is */
    bool others;            /* other partners' feeds hold the same kinds and are not added to it */
    bool doubtful;          /* the feed went quiet or doubled in that month */
    struct str denominator; /* of the rates: "residents"; "" when no area has one */
    struct str why_no_rate; /* said of the first area that has none, or "" */
    size_t without_rate;    /* areas */
    struct map_row whole;
    struct map_row *row; /* the highest first; against usual: above, below, usual, not known */
    size_t rows;
    struct map_legend legend[MAP_LOOKS];
    size_t legends; /* only what is on the map, and every one that is */
};

/* cost  O(areas * past months). fails ERR_LIMIT. */
bool map_figures_make(const struct snapshot *s, const struct map_ask *ask, struct arena *a,
                      struct map_figures *out, struct err *err) MUST_USE;

/* Does any feed held that month say this flag? */
bool map_can_say(const struct snapshot *s, int category, enum flag flag, size_t month);

const struct area_list *map_areas(const struct snapshot *s, enum shot_level level);

#endif
