/*
 * link/key - a blocking rule's key for every record, sorted.
 *
 * A key is the numbers of the rule's parts side by side where they fit beside
 * the record's own number in 64 bits; then equal keys are equal parts. Where
 * they do not fit the key is a hash of them, and key_same() has the last word:
 * a collision never makes a block. Records without one of the parts have no key.
 *
 * Keys are dealt into buckets by their first bits, in chunks that several threads
 * count and deal out alike; a bucket lies within the cache and is sorted there by
 * digits from the last, only those that differ (LSD radix sort: Knuth, TAOCP 3,
 * 5.2.5). The order is the same with any number of threads. Records of one key
 * stand by source, then by number. It takes 16 bytes a record while it lasts.
 */
#ifndef LINK_KEY_H
#define LINK_KEY_H

#include "link/derive.h"

struct block_key {
    const struct link_slots *slots;
    size_t parts;
    size_t slot[LINK_PARTS_MAX];
    unsigned shift[LINK_PARTS_MAX]; /* where each part stands; of an exact key */
    unsigned record_bits, key_bits;
    bool exact;
};

/* `most_bits`: keep the key within so many, to try what a collision does; 0: all there are. */
void key_plan(const struct link_slots *s, const struct link_rule *rule, unsigned most_bits,
              struct block_key *out);

/* false: the record lacks a part. */
bool key_of(const struct block_key *k, uint32_t record, uint64_t *out);
/* Have two records, both with a key, the same parts? */
bool key_same(const struct block_key *k, uint32_t one, uint32_t two);
/* A number from the parts' texts and the seed: the same whatever the values' numbers are. */
uint64_t key_lot(const struct block_key *k, uint32_t record, uint64_t seed);

struct key_list {
    uint64_t *at;     /* the key, then the record's number in the lowest record_bits; sorted */
    uint64_t *spare;  /* room for as many, free for use */
    size_t keys;
};
/* fails ERR_LIMIT */
bool keys_sort(const struct block_key *k, unsigned threads, struct arena *a, struct key_list *out,
               struct err *err) MUST_USE;

static inline uint32_t key_record(const struct block_key *k, uint64_t entry)
{
    return (uint32_t)(entry & ((UINT64_C(1) << k->record_bits) - 1));
}

#endif
