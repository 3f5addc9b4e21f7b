/*
 * scan/rank - which zones are told, how likely chance makes each, and where they are.
 *
 * Each centre offers its best zone and window. They are told best first, each
 * only when it shares no place and step with one already told, and only while
 * its p is below 1: what every replicate equals or exceeds is nothing. The first
 * is always told. Prospective windows all hold the last step, so there no two
 * clusters share a place; retrospective ones may, at different times.
 *
 * Equal statistics: the zone with fewer places first, then the centre whose
 * place has the lower number (docs/decisions/0020). p = (1 + replicates at least
 * as high) / (1 + replications), ties counted.
 */
#ifndef SCAN_RANK_H
#define SCAN_RANK_H

#include "scan/replicate.h"

/* best[study->zones.centres], statistic 0 where a centre has none; it is reordered. */
bool rank_clusters(const struct study *study, const struct scan_cases *cases,
                   const struct scan_settings *settings, struct best *best, struct arena *a,
                   struct scan_result *result, struct err *err) MUST_USE;

#endif
