/*
 * web/map_choice - what a map can be asked instead: the selects of its form and
 * the months as links. What a feed cannot say stays in its list, barred and with
 * the reason, so that nobody takes a missing filter for a missing problem.
 */
#ifndef WEB_MAP_CHOICE_H
#define WEB_MAP_CHOICE_H

#include "web/map_ask.h"
#include "web/map_view.h"

bool map_choice_selects(const struct request *rq, const struct map_ask *ask, struct map_view *v,
                        struct err *err) MUST_USE;
bool map_choice_months(const struct request *rq, const struct map_ask *ask, struct map_view *v,
                       struct err *err) MUST_USE;

#endif
