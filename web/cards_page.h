/*
 * web/cards_page - /cards, the list of safety cards, and /cards/NAME, the page of one.
 *
 * A card that is not there (withdrawn, or never was) is a small page too, not the site's: who
 * scanned an old card reads what to do in an emergency and where the other cards are.
 */
#ifndef WEB_CARDS_PAGE_H
#define WEB_CARDS_PAGE_H

#include "web/route.h"

bool cards_page(struct request *rq, struct reply *rp, struct err *err);
bool cards_one(struct request *rq, struct reply *rp, struct err *err);

#endif
