#include "base/chance.h"

static uint64_t mix(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

void chance_open(struct chance *r, uint64_t seed, uint64_t stream)
{
    uint64_t a = seed, b = stream ^ 0xD1B54A32D192ED03u;
    uint64_t state = mix(&a) ^ (mix(&b) * 0x9E3779B97F4A7C15u);

    for (int i = 0; i < 4; i++)
        r->word[i] = mix(&state);
}

static uint64_t turn(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t chance_next(struct chance *r)
{
    uint64_t *s = r->word, out = turn(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turn(s[3], 45);
    return out;
}

uint64_t chance_below(struct chance *r, uint64_t n)
{
    __extension__ typedef unsigned __int128 wide;
    wide m = (wide)chance_next(r) * n;

    if ((uint64_t)m < n) {
        uint64_t least = (0 - n) % n;
        while ((uint64_t)m < least)
            m = (wide)chance_next(r) * n;
    }
    return (uint64_t)(m >> 64);
}

double chance_unit(struct chance *r)
{
    return (double)(chance_next(r) >> 11) * 0x1p-53;
}
