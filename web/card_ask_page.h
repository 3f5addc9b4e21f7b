/*
 * web/card_ask_page - another organisation asks for a card, and takes what it was granted.
 *
 * The form is open to everyone. It asks for an organisation, a mailbox its office shares and
 * an area, and for nobody's name. What does not fit is said beside its field; what fits is
 * kept until the partnership answers (cards/card_request.h). So many may be sent an hour by
 * one caller and by all (web/throttle.h); one too many is told so, and when to come again.
 *
 * The link that is mailed leads to a page with a button: a program that looks at links in
 * mails does not use up what was meant for people.
 */
#ifndef WEB_CARD_ASK_PAGE_H
#define WEB_CARD_ASK_PAGE_H

#include "web/route.h"

bool card_ask_page(struct request *rq, struct reply *rp, struct err *err);
bool card_ask_take(struct request *rq, struct reply *rp, struct err *err);
bool card_link_page(struct request *rq, struct reply *rp, struct err *err);
bool card_link_give(struct request *rq, struct reply *rp, struct err *err);

#endif
