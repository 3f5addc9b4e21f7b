/* web/card_sample - a card for tests: English, Polish, Arabic, with a number of each state. */
#ifndef WEB_CARD_SAMPLE_TEST_H
#define WEB_CARD_SAMPLE_TEST_H

#include "base/test.h"
#include "cards/card.h"

#define CARD_SAMPLE_TODAY "2026-11-30"

/* Emergency 999 overdue, police good, a text line not confirmed, a charity overdue. Never fails. */
void card_sample(struct card *out);
struct date card_sample_today(void);

/* How often `text` stands in it. */
size_t card_says(struct str body, const char *text);

#endif
