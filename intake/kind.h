/*
 * intake/kind - the kinds of file partners send, and the fields of each.
 *
 * One table says for each field: our name, its type, whether a row is refused
 * without it, the usual names partners give the column (folded: lower case,
 * letters and digits only), what it is for and an example, so that recognition,
 * checking, --preview, the help and the guide all say the same thing.
 */
#ifndef INTAKE_KIND_H
#define INTAKE_KIND_H

#include "base/str.h"

enum kind {
    KIND_POLICE_UK,  /* police.uk street-level CSV */
    KIND_INCIDENTS,  /* a partner's own events, to the day or finer */
    KIND_ASSAULTS,   /* hospital ISTV: assaults seen by an emergency department */
    KIND_COUNTS,     /* a figure per area and period */
    KIND_AREAS,      /* boundaries, GeoJSON */
    KIND_AREA_FACTS, /* population, households, pupils, deprivation; which ward an area counts to */
    KIND_PLACES,     /* a gazetteer: postcodes, streets and landmarks with their point */
    KIND_PEOPLE,     /* refused until identities can be encrypted */
    KINDS
};

enum field_type {
    FIELD_TEXT,     /* value.text */
    FIELD_CODE,     /* letters, digits, - _ . / and space, at most 64 bytes */
    FIELD_CATEGORY, /* our category code, from the partner's words; value.text is the code */
    FIELD_MONTH,    /* value.month */
    FIELD_DATE,     /* value.date */
    FIELD_TIME,     /* date, with value.minute 0..1439 where it was given, else -1 */
    FIELD_CLOCK,    /* a time of day in a column of its own: value.minute */
    FIELD_LON, FIELD_LAT, FIELD_EASTING, FIELD_NORTHING, /* value.x */
    FIELD_GRIDREF,  /* value.place */
    FIELD_POSTCODE, /* value.text, in its one form */
    FIELD_WHOLE,    /* value.n, >= 0 */
    FIELD_REAL,     /* value.x */
    FIELD_FLAG,     /* value.n 0 or 1; blank or "unknown": no value */
    FIELD_SHAPE,    /* value.text: base/shape's bytes */
    FIELD_FACT,     /* a numeric column; "fact" is any name's: the column's name is the fact */
    FIELD_PERIOD,   /* 2024, 2024/25 (April to March), 2024 Q3: value.date and value.until */
};

struct kind_field {
    const char *name;      /* ours: "from", "lon", "under-25" */
    enum field_type type;
    bool required;
    bool kept;             /* false: read to place the row, not kept (words of place) */
    const char *usual;     /* space-separated folded names, the likeliest first; # is a digit, "*" any */
    const char *help;      /* one line: what it is */
    const char *example;
};

#define KIND_FIELDS_MAX 40
struct kind_spec {
    enum kind kind;
    const char *name;      /* "police-uk" */
    const char *help;
    bool geojson;
    size_t fields;
    const struct kind_field *field;
    const char *drop;      /* usual names of columns known and not kept: no fault, no question */
};

const struct kind_spec *kind_spec(enum kind kind);
bool kind_find(struct str name, enum kind *out) MUST_USE; /* false when there is no such kind */
int kind_field(const struct kind_spec *k, const char *name); /* its index, or -1 */

/* A header folded into `out`: lower case, letters and digits only; as many bytes as fit. */
size_t kind_fold(struct str header, char *out, size_t room);
int kind_match(const char *patterns, struct str folded); /* which pattern it fits, or -1 */

/*
 * Which level and vintage of area a code column's name speaks of: LSOA21CD,
 * lsoa21_code, MSOA21CD, WD25CD, LAD21CD. *level is "small", "middle", "ward" or
 * "district", or "" for a name that does not say (AREACD); *vintage is 2021, or 0.
 * false when it is no area code's name.
 */
bool kind_area_level(struct str header, const char **level, int *vintage) MUST_USE;
const char *kind_code_level(struct str code); /* by the ONS prefix: E01 small ... or "" */

#endif
