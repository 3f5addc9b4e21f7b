/*
 * web/search - from what a person types to places: a postcode in any spacing,
 * a street or landmark, a ward or small area by its name or code.
 *
 * Only places are searched, never a person or a record, and what was typed is
 * used once and not kept. Names are folded as the gazetteer folds them. A name
 * that is the words comes first, then names that begin with them, then names in
 * which a word begins with them; a street that stands in the gazetteer as many
 * points of one area is one hit.
 */
#ifndef WEB_SEARCH_H
#define WEB_SEARCH_H

#include "web/snapshot.h"

#define SEARCH_HITS_MAX 40

enum search_kind { SEARCH_WARD, SEARCH_SMALL, SEARCH_POSTCODE, SEARCH_PLACE };
const char *search_kind_label(enum search_kind k); /* "Ward" ... */

struct search_hit {
    enum search_kind kind;
    struct str name; /* as it is shown */
    bool exact;      /* the words are its whole name or code */
    int small, ward; /* where it lies, or AREA_NONE */
};
struct search_found {
    struct search_hit hit[SEARCH_HITS_MAX];
    size_t hits;
    bool more; /* than there is room for */
};

/*
 * cost   O(log places) for what begins with the words; O(places) once for what has them inside.
 * fails  ERR_LIMIT.
 */
bool search_find(const struct snapshot *s, struct str words, struct arena *a, struct search_found *out,
                 struct err *err) MUST_USE;

/* Is there a postcode, is there another name in the gazetteer? O(places) */
void search_held(const struct snapshot *s, size_t *postcodes, size_t *names);

#endif
