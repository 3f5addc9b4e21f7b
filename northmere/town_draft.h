/*
 * northmere/town_draft - what the makers of the town share while they draw it:
 * its map lies on a lattice of rows and columns whose lines the seed bends.
 *
 * Rows run from north to south, columns from west to east; a row ends at the
 * coast. Between two rows lies the river. Cell (row, column) is one area. Each
 * maker opens a stream of chance of its own, so that more streets do not move
 * the coast.
 */
#ifndef NORTHMERE_TOWN_DRAFT_H
#define NORTHMERE_TOWN_DRAFT_H

#include "base/chance.h"
#include "northmere/town.h"

enum { DRAFT_ROWS = 9, DRAFT_COLUMNS = 11, DRAFT_BENDS = 5, DRAFT_RIVER_ROW = 6, DRAFT_STEMS = 300 };

enum draft_stream { DRAFT_LINES = 1, DRAFT_NAMES, DRAFT_PEOPLE, DRAFT_STREETS, DRAFT_POSTCODES,
                    DRAFT_PLACES };

/* One row of cells: its corners and bends, rounded, as both neighbours use them. */
struct draft_row {
    size_t columns;
    struct lonlat top[DRAFT_COLUMNS + 1], bottom[DRAFT_COLUMNS + 1];
    struct lonlat top_bend[DRAFT_COLUMNS][DRAFT_BENDS], bottom_bend[DRAFT_COLUMNS][DRAFT_BENDS];
    struct lonlat side_bend[DRAFT_COLUMNS + 1][DRAFT_BENDS];
};
struct draft {
    struct arena *arena;
    struct town *town;
    double scale;
    struct draft_row row[DRAFT_ROWS];
    size_t cell_row[DRAFT_ROWS * DRAFT_COLUMNS], cell_column[DRAFT_ROWS * DRAFT_COLUMNS]; /* by area */
    uint16_t stem[DRAFT_STEMS]; /* shuffled */
    size_t stems_used;
};

double draft_round(double degrees);                                   /* to six decimals */
double draft_between(struct chance *r, double low, double high);
int64_t draft_whole(struct chance *r, int64_t low, int64_t high);     /* both may come */
/* A point of the area's cell, u from west to east and v from south to north, both .15 to .85: inside. */
struct lonlat draft_point(const struct draft *d, size_t area, double u, double v);

/* Lines, areas, wards, river and coast; nothing yet in words or numbers. */
bool draft_map(struct draft *d, struct err *err) MUST_USE;

/* Who lives where: residents, households, deciles; then streets, postcodes, schools and places. */
bool draft_homes(struct draft *d, struct err *err) MUST_USE;
bool draft_places(struct draft *d, struct err *err) MUST_USE;

/* Names: stems no one uses, each given out once; and streets, each pair of stem and ending once. */
void draft_names_begin(struct draft *d);
bool draft_name(struct draft *d, const char *before, const char *after, struct str *out, struct err *err)
    MUST_USE;
bool draft_name_wards(struct draft *d, struct err *err) MUST_USE;
bool draft_name_streets(struct draft *d, struct err *err) MUST_USE;

#endif
