#include "link/key.h"

/* How many bits the numbers 0 .. most take. */
static unsigned bits_for(uint32_t most)
{
    return most ? 32 - (unsigned)__builtin_clz(most) : 0;
}

void key_plan(const struct link_slots *s, const struct link_rule *rule, unsigned most_bits,
              struct block_key *out)
{
    struct block_key k = { .slots = s, .parts = rule->parts };
    unsigned wide = 0, room;

    k.record_bits = bits_for(s->table->records);
    room = 64 - k.record_bits;
    if (most_bits && most_bits < room)
        room = most_bits;
    for (size_t i = 0; i < rule->parts; i++) {
        k.slot[i] = slot_find(s, &rule->part[i]);
        k.shift[i] = wide < 64 ? wide : 63;
        wide += bits_for(s->slot[k.slot[i]].values);
    }
    k.exact = wide <= room;
    k.key_bits = k.exact ? wide : room;
    *out = k;
}

/* The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

bool key_of(const struct block_key *k, uint32_t record, uint64_t *out)
{
    uint64_t key = 0;

    for (size_t i = 0; i < k->parts; i++) {
        uint32_t v = slot_of(k->slots, k->slot[i], record);
        if (v == 0)
            return false;
        key = k->exact ? key | (uint64_t)v << k->shift[i] : mix(key + 0x9E3779B97F4A7C15u + v);
    }
    *out = k->exact || k->key_bits == 0 ? key : key >> (64 - k->key_bits);
    return true;
}

bool key_same(const struct block_key *k, uint32_t one, uint32_t two)
{
    for (size_t i = 0; i < k->parts; i++)
        if (slot_of(k->slots, k->slot[i], one) != slot_of(k->slots, k->slot[i], two))
            return false;
    return true;
}

uint64_t key_lot(const struct block_key *k, uint32_t record, uint64_t seed)
{
    uint64_t lot = mix(seed + 0x9E3779B97F4A7C15u);

    for (size_t i = 0; i < k->parts; i++) {
        struct str s = slot_text(&k->slots->slot[k->slot[i]], slot_of(k->slots, k->slot[i], record));
        for (size_t from = 0; from < s.len; from += sizeof(uint64_t)) {
            uint64_t word = 0;
            memcpy(&word, s.at + from, s.len - from < sizeof word ? s.len - from : sizeof word);
            lot = mix(lot ^ word) + 0x9E3779B97F4A7C15u;
        }
        lot = mix(lot ^ s.len);
    }
    return lot;
}
