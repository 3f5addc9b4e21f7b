/* web/search_view - what the page "Search" shows, and nothing else: places and the areas they lie in. */
#ifndef WEB_SEARCH_VIEW_H
#define WEB_SEARCH_VIEW_H

#include "web/show.h"

struct search_view_hit {
    struct str name, small_name, ward_name; /* "" where it lies in none */
    const char *kind;
    struct url small, ward, map; /* "" without */
    bool exact;
};
struct search_view {
    struct url action;
    struct str words; /* as typed */
    bool asked, as_of;
    struct date date;
    const struct search_view_hit *hit;
    size_t hits;
    bool more, none;
    struct grouped postcodes, names;
    bool has_postcodes, has_names;
    size_t wards, small;
    struct str example;
};

#endif
