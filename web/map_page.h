/*
 * web/map_page - "Map": how many, how often for those who live there, and how
 * unlike usual, by ward or small area, month by month; the table beside it holds
 * every figure the picture shows.
 *
 * The page is whole without script. Where there is some, web/assets/map.js puts
 * Leaflet in the picture's place and asks for this same page again when a filter
 * moves, so there is one maker of figures. The picture stays in the page and is
 * what is printed.
 */
#ifndef WEB_MAP_PAGE_H
#define WEB_MAP_PAGE_H

#include "web/route.h"

bool map_page(struct request *rq, struct reply *rp, struct err *err);

#endif
