/* web/areas_view - what the page "Areas" shows, and nothing else. */
#ifndef WEB_AREAS_VIEW_H
#define WEB_AREAS_VIEW_H

#include "web/figure.h"

struct areas_view {
    struct str category; /* "Robbery" */
    const struct figure_row *row;
    size_t rows;
};

#endif
