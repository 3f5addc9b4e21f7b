/*
 * northmere/town_file - the invented town as files a partnership could hold:
 * boundaries, what is known of each area, a gazetteer, the agencies.
 *
 * Every property and column is named "... (invented)"; intake reads past it.
 * Never fails one by one: ask buf_done().
 */
#ifndef NORTHMERE_TOWN_FILE_H
#define NORTHMERE_TOWN_FILE_H

#include "northmere/town.h"

#define TOWN_VINTAGE 2025 /* of its boundaries: a number the import asks for */

struct town_agency {
    const char *code, *name, *sector;
};
/* All partners of the town; ended by an empty one. */
const struct town_agency *town_agency_first(void);

struct town_file {
    const char *name; /* "invented-areas.geojson" */
    void (*write)(const struct town *t, struct buf *b);
    const char *says; /* what is in it */
};
const struct town_file *town_file_first(void); /* all files; ended by an empty one */

void town_write_areas(const struct town *t, struct buf *b);    /* GeoJSON: code, name, outline */
void town_write_wards(const struct town *t, struct buf *b);
void town_write_water(const struct town *t, struct buf *b);    /* GeoJSON lines: river and coast, for maps */
void town_write_facts(const struct town *t, struct buf *b);    /* CSV: ward, residents, households, decile */
void town_write_places(const struct town *t, struct buf *b);   /* CSV: postcodes, streets, schools, places */
void town_write_agencies(const struct town *t, struct buf *b); /* CSV: code, name, sector */

#endif
