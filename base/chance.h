/*
 * base/chance - repeatable randomness: a seed and a stream number in, the same
 * numbers out on every machine and with any number of threads.
 *
 * Each replicate of a simulation opens its own stream, so the answer does not
 * depend on which thread ran it. xoshiro256** (Blackman & Vigna, ACM TOMS
 * 2021), seeded through SplitMix64 from (seed, stream). Not for secrets.
 */
#ifndef BASE_CHANCE_H
#define BASE_CHANCE_H

#include "base/mark.h"

struct chance {
    uint64_t word[4];
};

void chance_open(struct chance *r, uint64_t seed, uint64_t stream);
uint64_t chance_next(struct chance *r);
uint64_t chance_below(struct chance *r, uint64_t n); /* 0 <= x < n, unbiased (Lemire, TOMACS 2019); n > 0 */
double chance_unit(struct chance *r);                /* 0 <= x < 1, 53 bits */

#endif
