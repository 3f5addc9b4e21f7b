#include "base/chance.h"
#include "base/hash.h"
#include "base/sha256.h"
#include "base/test.h"

static bool says(struct digest d, const char *hex, struct arena *a)
{
    struct buf b = { .arena = a };

    buf_add_digest(&b, d);
    return b.failed || str_eq((struct str){ b.at, b.len }, str_of(hex));
}

/* FIPS 180-2, appendix B, and a million times "a" (B.3). */
TEST(the_published_digests_come_out)
{
    static char many[1000000];
    struct hash h;

    CHECK(says(hash_of(STR("abc")),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", a));
    CHECK(says(hash_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", a));
    CHECK(says(hash_of(STR("")),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", a));
    memset(many, 'a', sizeof many);
    hash_begin(&h);
    hash_add(&h, many, sizeof many);
    CHECK(says(hash_end(&h), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", a));
}

/* Byte by byte never fills a block at once, so it is libsodium's alone. */
TEST(any_split_of_the_bytes_gives_the_digest_of_the_portable_code)
{
    struct chance r;
    char bytes[1000];

    chance_open(&r, 1, 0);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(unsigned char)chance_below(&r, 256);
    for (int round = 0; round < 300; round++) {
        size_t len = chance_below(&r, sizeof bytes + 1);
        struct hash slow, split;
        hash_begin(&slow);
        hash_begin(&split);
        for (size_t i = 0; i < len; i++)
            hash_add(&slow, bytes + i, 1);
        for (size_t i = 0; i < len;) {
            size_t n = 1 + chance_below(&r, len - i);
            hash_add(&split, bytes + i, n);
            i += n;
        }
        struct digest a1 = hash_end(&slow), a2 = hash_end(&split);
        CHECK(memcmp(&a1, &a2, sizeof a1) == 0);
    }
}
