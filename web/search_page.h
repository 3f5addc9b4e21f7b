/* web/search_page - "Search": where a postcode, a street or an area's name lies, and the way to its figures.
 */
#ifndef WEB_SEARCH_PAGE_H
#define WEB_SEARCH_PAGE_H

#include "web/route.h"

bool search_page(struct request *rq, struct reply *rp, struct err *err);

#endif
