/*
 * northmere/person - one invented person, the household, and who knows them.
 *
 * What befalls people (age, household, need, moves, which partner knows them)
 * comes from one stream of chance, names from another: neither can learn from
 * the other. A household's need (none, some, much) makes every partner likelier
 * to know each of its members, so that those known to three partners are few
 * but not a matter of chance alone.
 */
#ifndef NORTHMERE_PERSON_H
#define NORTHMERE_PERSON_H

#include "northmere/name.h"
#include "northmere/town.h"

enum people_partner {
    PEOPLE_POLICE,
    PEOPLE_YOUTH, /* the youth offending and early help team */
    PEOPLE_HOUSING,
    PEOPLE_SCHOOLS,
    PEOPLE_SOCIAL_CARE,
    PEOPLE_HOSPITAL,
    PEOPLE_PARTNERS
};

struct home {
    uint32_t postcode, number; /* an index into town->postcode, and the house number */
};

struct household {
    struct home home, before; /* before: the same as home unless they moved */
    uint32_t phone;           /* see file.h: which of the numbers kept for drama */
    uint8_t need;             /* 0 none, 1 some, 2 much */
    bool moved;
    uint16_t lot;             /* 0..999: which school, which street they came from */
};

struct person {
    uint32_t household;
    uint32_t phone;
    struct date born;
    uint16_t forename, middle;  /* into name_book.forename; NAME_NONE */
    uint16_t surname, second;   /* into name_book.surname; second: of a compound surname, or NAME_NONE */
    uint16_t earlier;           /* a surname they had before, which some files still have; or NAME_NONE */
    uint8_t list;               /* enum name_list */
    uint8_t known;              /* a bit per partner */
    uint8_t place;              /* in the household: 0 and 1 the adults, then children by age */
    bool woman, twin, hyphen, named_after; /* named_after: the eldest son bears his father's forename */
    uint8_t copies[PEOPLE_PARTNERS];       /* rows of this person beyond the first */
};

enum { HOUSEHOLD_MAX = 7 };

/* One household and everybody in it, known or not. */
struct family {
    struct household household;
    struct person member[HOUSEHOLD_MAX];
    size_t members;
    bool couple; /* members 0 and 1 are one */
};

/* What is the same for all families of a town. */
struct family_ground {
    const struct town *town;
    const struct name_book *book;
    uint64_t seed;
    struct date today;
    const uint16_t *list_per_mille;
    uint64_t homes, stride;     /* homes of the whole town, and a step prime to that */
    const uint64_t *homes_before; /* per postcode: homes of the postcodes before it */
};

/* The n-th family: the same for the same ground and n. */
void family_make(const struct family_ground *g, uint64_t n, struct family *out);

/* Of 1,000 persons a partner knows, how many have a second row; of those a third likewise, up to four. */
unsigned person_again_per_mille(enum people_partner partner);

/* Who is known to whom, and how often twice, as docs/northmere-people.md shows it. */
void person_add_reach(struct buf *b);

int person_age(struct date born, struct date on);
/* A stream for one purpose and one thing: streams of different purposes never meet. */
enum person_stream { STREAM_LIFE = 1, STREAM_NAMES, STREAM_ORDER, STREAM_FACTS, STREAM_SLIPS };
void person_stream(struct chance *r, uint64_t seed, enum person_stream purpose, uint64_t which);
/* Once in a thousand, `per_mille` times. Always takes one draw. */
static inline bool chance_in(struct chance *r, unsigned per_mille)
{
    return chance_below(r, 1000) < per_mille;
}

#endif
