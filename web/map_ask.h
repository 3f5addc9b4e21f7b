/*
 * web/map_ask - what a map is asked to show: the words of its address, read
 * once, and addresses made of them again.
 *
 * An address says what differs from the map as it opens (wards, counts,
 * everything recorded) and always the month, so that a shared one means the same
 * when a newer month has come. A word that is not ours is refused in a sentence,
 * never silently taken for another.
 */
#ifndef WEB_MAP_ASK_H
#define WEB_MAP_ASK_H

#include "web/snapshot.h"
#include "web/url.h"

enum map_show { MAP_COUNT, MAP_RATE, MAP_USUAL, MAP_SHOWS };
const char *map_show_word(enum map_show s);        /* in addresses: "count", "rate", "usual" */
const char *map_show_label(enum map_show s);       /* "Count" ... */
const char *map_level_word(enum shot_level level); /* "ward", "small" */
const char *map_level_label(enum shot_level level);

struct map_ask {
    enum shot_level level; /* SHOT_WARD or SHOT_SMALL */
    enum map_show show;
    struct shot_what what; /* the category, or -1, and the flag */
    size_t month;          /* of the tally */
    int at;                /* the area to point out, of this level, or AREA_NONE */
};

#define MAP_QUERY "date level show month category flag at"

/* fails  ERR_INPUT a word is none of ours; ERR_MISSING no month is held at all. */
bool map_ask_read(struct request *rq, struct map_ask *out, struct err *err) MUST_USE;

/* `page`: "map", "map.csv". fails ERR_LIMIT. */
bool map_ask_url(const struct request *rq, const struct map_ask *ask, const char *page, struct url *out,
                 struct err *err) MUST_USE;
/* The same of an address for programs: /api/v1/medway/map. */
bool map_ask_api(const struct request *rq, const struct map_ask *ask, struct url *out,
                 struct err *err) MUST_USE;

struct month map_month(const struct snapshot *s, size_t month);

#endif
