/* web/error_view - what an error's page shows, and nothing else. */
#ifndef WEB_ERROR_VIEW_H
#define WEB_ERROR_VIEW_H

#include "web/show.h"

struct error_step {
    struct str text;
    struct url url; /* "": words alone */
};
struct error_view {
    struct str title, say; /* a whole sentence */
    bool unknown;          /* whether a change was kept is not known */
    const struct error_step *step;
    size_t steps;
    bool may_search;       /* nothing is at this address, but the place is known */
    struct url search;
};

#endif
