/*
 * northmere/name - the names that invented people bear, and how else they are written.
 *
 * Eight lists. The English one counts forenames by sex and the years of birth
 * (Office for National Statistics, names given in England and Wales since 1996;
 * for those born before, a list of our own) and surnames by frequency
 * (sdglinkage). The other seven are our own (tools/names/origins.txt): names of
 * some origins with the spellings clerks give them. A list is where a family's
 * names were drawn from and nothing more: it says nothing of what anybody did,
 * and `people_test` shows that it decides nothing (docs/northmere-people.md).
 *
 * Short forms come from two lists: an open one (sdglinkage), which a matcher
 * may know too, and one of ours that has none of its pairs, so that a matcher
 * is not measured on its own dictionary alone.
 *
 * The lists are small assets made by tools/names/names.sh and lie in the program.
 */
#ifndef NORTHMERE_NAME_H
#define NORTHMERE_NAME_H

#include "base/err.h"
#include "northmere/slip.h"

enum name_list {
    NAME_ENGLISH,
    NAME_CELTIC, /* Scottish and Irish */
    NAME_SOUTH_ASIAN,
    NAME_ARABIC, /* Arab, Somali, Turkish, Persian */
    NAME_AFRICAN,
    NAME_EAST_EUROPEAN,
    NAME_EAST_ASIAN,
    NAME_IBERIAN,
    NAME_LISTS
};

enum { NAME_BANDS = 7 }; /* born before 1970, 1970 to 1995, then five years each from 1996 */
#define NAME_NONE 0xffff

struct name {
    struct str text;
    struct str feminine;          /* a surname's other form; else as text */
    struct str others;            /* other spellings, blanks between; _ is a blank inside,
                                     and / stands before a feminine form */
    struct str short_open, short_own; /* short and fond forms, the same way */
    bool marked;                  /* has a letter beyond ASCII, in either form */
};

/* Names to be drawn by weight: name[of[i]] for the first running[i] above the lot. */
struct name_draw {
    uint32_t *running;
    uint16_t *of;
    size_t count;
};

struct name_book {
    struct name *forename, *surname;
    size_t forenames, surnames;   /* below NAME_NONE */
    struct name_draw by_birth[NAME_LISTS][2][NAME_BANDS]; /* [list][woman][band]; one band but for English */
    struct name_draw family[NAME_LISTS];
};

/*
 * Reads the bundled lists.
 *
 * fails  ERR_BUG a list that is not as its maker writes it; ERR_LIMIT
 * cost   about 1 MB, some ms
 */
bool name_book_make(struct arena *a, struct name_book *out, struct err *err) MUST_USE;

/* A name by weight, as an index into forename[] or surname[]. O(log names) */
uint16_t name_forename(const struct name_book *b, enum name_list list, bool woman, int born_year,
                       struct chance *r);
uint16_t name_surname(const struct name_book *b, enum name_list list, struct chance *r);

const char *name_list_word(enum name_list list); /* "south-asian" */
static inline struct str name_form(const struct name *n, bool woman)
{
    return woman ? n->feminine : n->text;
}

/* Another spelling; false when the lists know none. */
bool name_other(const struct name *n, bool woman, struct chance *r, struct slip_text *out);
/* A short form; one in ten times from our own list where both have one. false when neither has. */
bool name_short(const struct name *n, struct chance *r, struct slip_text *out, bool *own);

void name_fold(struct slip_text *t); /* letters with marks become plain ones: Łukasz, Lukasz */
bool name_is_plain(struct str s);    /* ASCII only */

#endif
