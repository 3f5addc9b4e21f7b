/*
 * web/card_erase - what people wrote to ask for a card is erased by rule (cards/card_request.h)
 * while a site is served: when it starts, and now and then after.
 */
#ifndef WEB_CARD_ERASE_H
#define WEB_CARD_ERASE_H

#include "web/site.h"

/* Of every store that is written here. *erased counts; what could not be done now is done next time. */
bool card_erase_due(struct site *s, struct instant now, int64_t *erased, struct err *err) MUST_USE;

#endif
