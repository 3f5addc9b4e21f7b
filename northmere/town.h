/*
 * northmere/town - a town that does not exist, drawn from a seed: its coast and
 * river, twelve wards of some ninety small areas, how many live there, its
 * streets, postcodes, schools and public places.
 *
 * It lies in the open North Sea, about 55.0 N 0.8 E, more than 100 km from any
 * land, yet inside the box that base/place takes for the British Isles: so
 * every door that takes a real place takes it, and no point of it can be
 * mistaken for one. Its postcode area, NM, does not exist, and its inward codes
 * end in two of the letters C I K M O V, which Royal Mail uses in none. Codes of
 * areas ("NMA017", "NMW04") have not the shape of the ONS's nine. Streets,
 * schools and wards are named from stems that are no words.
 *
 * Areas tile the land without gap or overlap but for the river's bed; wards are
 * unions of areas. Points, homes and schools lie inside the area they name.
 * Areas are small where many live and large at the edge; deprivation runs
 * together in space, as it does.
 *
 * The same order gives the same bytes on every machine: whole numbers, the four
 * operations and base/chance only, coordinates rounded to six decimals before
 * anything is reckoned from them. The map is of one shape; the seed moves its
 * lines, names and numbers.
 *
 * `scale` is the number of persons wanted in partners' files over 6,000. Above
 * 25 that is more than live here: the number of postcodes grows with it, so that
 * a postcode is never shared by more than a real one is, while residents and
 * households stay. Such a town is for load, not for rates.
 */
#ifndef NORTHMERE_TOWN_H
#define NORTHMERE_TOWN_H

#include "base/err.h"
#include "base/shape.h"

#define TOWN_WARDS     12
#define TOWN_SCALE_MIN .05
#define TOWN_SCALE_MAX 170

/* What an area is mostly made of: who lives there, and what happens there. */
enum town_ground {
    TOWN_CENTRE,  /* shops, stations, bars; few homes */
    TOWN_HARBOUR, /* old quays, flats, rooms to let */
    TOWN_TERRACE, /* close streets, many rented */
    TOWN_ESTATE,  /* built by the council */
    TOWN_SUBURB,  /* families, owned */
    TOWN_EDGE,    /* villages and fields */
    TOWN_GROUNDS
};

struct town_ward {
    struct str code, name; /* "NMW04" */
    struct shape shape;
    struct lonlat middle;
};
struct town_area {
    struct str code, name; /* "NMA017"; the ward's name and a number */
    size_t ward;
    enum town_ground ground;
    struct shape shape;
    struct lonlat middle;
    int64_t residents, households;
    int decile;            /* 1: among the tenth of areas most deprived ... 10: least */
    size_t first_street, streets;
};
struct town_street {
    struct str name;       /* unique in the town */
    size_t area;           /* a street lies in one area */
    struct lonlat from, to;
    size_t first_postcode, postcodes;
};
struct town_postcode {
    struct str text;       /* "NM3 4KV": one space, unique */
    size_t street, area;
    struct lonlat at;
    int64_t first_number, households; /* the homes it delivers to: this house number on its street and
                                         those after it; draw a home by the weight `households` */
};
struct town_school {
    struct str name;
    bool secondary;
    size_t area, postcode;
    struct lonlat at;
    int64_t pupils;
};

enum town_place_kind {
    TOWN_BUS_STATION, TOWN_RAILWAY_STATION, TOWN_HOSPITAL, TOWN_MARKET, TOWN_SHOPPING_CENTRE, TOWN_PIER,
    TOWN_NIGHT_STREET, TOWN_PARK, TOWN_BRIDGE, TOWN_PARADE, TOWN_PLACE_KINDS
};
struct town_place {
    struct str name;
    enum town_place_kind kind;
    size_t area;
    struct lonlat at;
};

struct town {
    uint64_t seed;
    struct str name;     /* "Northmere" */
    struct box box;      /* of all land */
    size_t wards;
    struct town_ward *ward;
    size_t areas;
    struct town_area *area;         /* by code; streets and postcodes are in their areas' order */
    size_t streets;
    struct town_street *street;
    size_t postcodes;
    struct town_postcode *postcode;
    size_t schools;
    struct town_school *school;     /* secondary ones first */
    size_t places;
    struct town_place *place;       /* by kind */
    int64_t residents, households;  /* of all areas */
    size_t river_points;
    struct lonlat *river;           /* mid-stream, from the hills to the sea */
    size_t coast_points;
    struct lonlat *coast;           /* the shore from north to south, straight across the mouth */
};

/*
 * out    *out, living in the arena
 * fails  ERR_INPUT a scale outside TOWN_SCALE_MIN..TOWN_SCALE_MAX; ERR_LIMIT.
 * cost   some ms and some MB.
 */
bool town_make(uint64_t seed, double scale, struct arena *a, struct town *out, struct err *err) MUST_USE;

const char *town_ground_word(enum town_ground ground);       /* "town centre" */
const char *town_place_kind_word(enum town_place_kind kind); /* "bus station" */

/* In an area that does not exist, and ended by two letters no inward code has? */
bool town_postcode_is_invented(struct str postcode) MUST_USE;

#endif
