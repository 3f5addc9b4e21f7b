/*
 * intake/geojson - boundaries as RFC 7946 GeoJSON: each feature a record.
 *
 * The columns are the names of all features' properties in the order they first
 * appear, and last "geometry", base/shape's bytes. Numbers stay as they were
 * written. A Polygon or MultiPolygon is taken, its rings closed or not; any
 * other geometry is a fault of its feature, as are coordinates that cannot be
 * degrees. A "crs" member (GeoJSON 2008) may name CRS84 or EPSG 4326; another is
 * refused by name, because its numbers would lie elsewhere. Row 1 is the columns,
 * the first feature row 2.
 */
#ifndef INTAKE_GEOJSON_H
#define INTAKE_GEOJSON_H

#include "base/json.h"
#include "intake/frame.h"

struct geojson {
    enum encoding encoding;
    enum file_fault fault;
    uint64_t number[2];        /* what goes with the fault */

    const struct json *feature; /* the next one */
    struct str *column;
    size_t columns;            /* without "geometry" */
    bool headed;
};

/* false: refused, g->fault says why. `text` and the arena must outlive *g. */
bool geojson_open(struct geojson *g, struct str text, struct arena *a) MUST_USE;

/* The next records, about a megabyte of them; none at the end. false: g->fault is FILE_MEMORY. */
bool geojson_batch(struct geojson *g, struct arena *scratch, struct frame *out) MUST_USE;

#endif
