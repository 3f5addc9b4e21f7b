/* web/areas_view - what the page "Areas" shows, and nothing else. */
#ifndef WEB_AREAS_VIEW_H
#define WEB_AREAS_VIEW_H

#include "web/area_view.h"

struct areas_row {
    struct figure_row figure;
    struct str residents, decile; /* "not held" where they are not */
    double residents_n, decile_n; /* to sort by; below 0: not held */
};
struct areas_link {
    struct url url;
    struct str text;
    bool chosen;
};
struct areas_view {
    struct str category_name, level_word; /* "All recorded incidents", "Wards" */
    struct str level, sort;               /* kept by the form; "" as the page opens */
    struct month last;
    bool has_last, asked_date;
    struct date date;
    struct str sum; /* "24 wards: 2 above usual, 1 below, 21 usual." */
    const struct areas_row *row;
    size_t rows;
    const struct area_option *choice;
    size_t choices;
    const struct areas_link *look, *order; /* wards or small areas; by what */
    size_t looks, orders;
    struct url here, csv, json, map;
};

#endif
