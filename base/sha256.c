#include "base/sha256.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

#define NATIVE __attribute__((target("sha,sse4.1,ssse3")))

static bool ask_processor(void)
{
    enum { SSSE3 = 1 << 9, SSE41 = 1 << 19, SHA = 1 << 29 };
    unsigned a, b, c, d;

    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & SSSE3) || !(c & SSE41))
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & SHA);
}

/* Asked once: in a virtual machine the question itself costs as much as a megabyte. */
bool sha256_is_native(void)
{
    static _Atomic int answer; /* 0: not asked yet */

    if (answer == 0)
        answer = ask_processor() ? 1 : -1;
    return answer > 0;
}

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The state as the instructions want it: A B E F and C D G H. */
struct rounds {
    __m128i abef, cdgh;
};

NATIVE static inline void four_rounds(struct rounds *r, __m128i w, size_t i)
{
    __m128i wk = _mm_add_epi32(w, _mm_loadu_si128((const __m128i *)(const void *)(K + i)));

    r->cdgh = _mm_sha256rnds2_epu32(r->cdgh, r->abef, wk);
    r->abef = _mm_sha256rnds2_epu32(r->abef, r->cdgh, _mm_shuffle_epi32(wk, 0x0E));
}

/* The next four words of the schedule from the sixteen before: a b c d, oldest first. */
NATIVE static inline __m128i schedule(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return _mm_sha256msg2_epu32(
        _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)), d);
}

NATIVE static inline __m128i load(const unsigned char *at)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), swap);
}

NATIVE static void block(struct rounds *r, const unsigned char *at)
{
    __m128i a = load(at), b = load(at + 16), c = load(at + 32), d = load(at + 48);

    for (size_t i = 0; i < 48; i += 16) {
        four_rounds(r, a, i);
        a = schedule(a, b, c, d);
        four_rounds(r, b, i + 4);
        b = schedule(b, c, d, a);
        four_rounds(r, c, i + 8);
        c = schedule(c, d, a, b);
        four_rounds(r, d, i + 12);
        d = schedule(d, a, b, c);
    }
    four_rounds(r, a, 48);
    four_rounds(r, b, 52);
    four_rounds(r, c, 56);
    four_rounds(r, d, 60);
}

NATIVE void sha256_blocks(uint32_t state[8], const void *at, size_t blocks)
{
    const unsigned char *from = at;
    __m128i *to = (__m128i *)(void *)state;
    __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(to), 0xB1);
    __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(to + 1), 0x1B);
    struct rounds r = { _mm_alignr_epi8(badc, hgfe, 8), _mm_blend_epi16(hgfe, badc, 0xF0) };

    for (; blocks; blocks--, from += 64) {
        struct rounds before = r;
        block(&r, from);
        r.abef = _mm_add_epi32(r.abef, before.abef);
        r.cdgh = _mm_add_epi32(r.cdgh, before.cdgh);
    }
    __m128i feba = _mm_shuffle_epi32(r.abef, 0x1B), dchg = _mm_shuffle_epi32(r.cdgh, 0xB1);
    _mm_storeu_si128(to, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(to + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool sha256_is_native(void)
{
    return false;
}

void sha256_blocks(uint32_t state[8], const void *at, size_t blocks)
{
    (void)state;
    (void)at;
    (void)blocks;
}

#endif
