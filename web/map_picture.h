/*
 * web/map_picture - the map as a picture of the server's making: areas shaded,
 * alerts as numbered circles, no script, the same on paper.
 *
 * Colour is never alone: what lies above its usual range is hatched, below is
 * dotted, what is not known is left white within a broken line, each area says its
 * figure when it is pointed at, and the table beside it says all of it in words.
 * Patterns, not tints, so that a photocopy still tells them apart.
 */
#ifndef WEB_MAP_PICTURE_H
#define WEB_MAP_PICTURE_H

#include "web/map_figures.h"

#define MAP_MARKS_MAX 9 /* numbered alerts on one map */

struct map_mark { /* one alert, numbered in the order of the list beside the map */
    int number;
    struct lonlat at;
    double radius_km; /* 0: the number alone */
    struct str label;
};

struct map_drawing {
    const struct snapshot *shot;
    const struct map_figures *figures;
    const struct map_mark *mark;
    size_t marks;
    struct str title; /* what it shows, in words */
};

/* Is there an outline to draw? */
bool map_has_outline(const struct snapshot *s, enum shot_level level);

/* Adds one <svg>; nothing without an outline. O(letters of the outlines) */
void map_add_picture(struct buf *b, const struct map_drawing *d);

/* The patterns that areas and legends are filled with: once a page, outside whatever may be hidden. */
void map_add_patterns(struct buf *b);

/* The small square of a legend. */
void map_add_key(struct buf *b, enum map_look look);

/* "12 incidents, usual 8 to 20": what is said of an area when it is pointed at. */
void map_add_said(struct buf *b, const struct map_figures *f, const struct map_row *r);

#endif
