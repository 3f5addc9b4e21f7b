/*
 * picture/area - the partnership's places to count by, read from the store once
 * and asked many times.
 *
 * The small areas of the newest vintage are the partnership's own: what lies in
 * none of them is elsewhere. Boundaries of other vintages are kept beside them,
 * so that a row that bears an older code is placed by its point. A code is
 * trusted before a point: police.uk's points are snapped to streets, and about
 * one in twenty-five lies just outside the area it is counted to.
 */
#ifndef PICTURE_AREA_H
#define PICTURE_AREA_H

#include "base/shape.h"
#include "store/store.h"

enum { AREA_NONE = -1 };

struct area {
    struct str code, name;
    int vintage;
    bool has_shape;
    struct shape shape;
    struct lonlat middle;
    int ward;             /* of a small area: index into ward[], or AREA_NONE */
};

struct area_list {
    struct area *at;      /* by code */
    size_t len;
};

struct area_book {
    struct area_list small;    /* newest vintage: the partnership's own */
    struct area_list older;    /* small areas of other vintages */
    struct area_list ward;     /* newest vintage */
    struct area_list district; /* of the force, for comparison only */
};

/* Level words of the store: "small", "middle", "ward", "district". */
bool area_level_known(struct str level);

/* cost  O(points of all boundaries); about 3 MB for a district. fails ERR_LIMIT, ERR_STORE. */
bool area_book_read(struct txn *t, struct arena *a, struct area_book *out, struct err *err) MUST_USE;

int area_by_code(const struct area_list *in, struct str code); /* O(log n); AREA_NONE when unknown */

/* The small area a point lies in; else, within `reach_m`, the one whose outline is nearest. */
int area_at(const struct area_book *b, struct lonlat p, double reach_m, bool *outside);

/*
 * One fact (residents, households ...) per small area, by index; NAN where not held.
 * fails  ERR_LIMIT, ERR_STORE.
 */
bool area_facts_read(struct txn *t, const struct area_list *areas, struct str fact, struct arena *a,
                     double **out, struct err *err) MUST_USE;

#endif
