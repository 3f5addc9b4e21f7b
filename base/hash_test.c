#include "base/hash.h"
#include "base/test.h"

static bool is_hex(struct digest d, const char *want, struct arena *a)
{
    struct buf b = { .arena = a };

    buf_add_digest(&b, d);
    return b.failed || str_eq((struct str){ b.at, b.len }, str_of(want));
}

/* FIPS 180-4's examples, and the million a's of its first edition. */
TEST(the_digests_are_the_published_ones)
{
    struct hash h;

    CHECK(is_hex(hash_of(STR("")),
                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", a));
    CHECK(is_hex(hash_of(STR("abc")),
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", a));
    CHECK(is_hex(hash_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", a));
    hash_begin(&h);
    for (int i = 0; i < 10000; i++)
        hash_add(&h,
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                 "aaaaaaa"
                 "aaaaaaaaaaaaaaaa",
                 100);
    CHECK(is_hex(hash_end(&h), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                 a));
}

TEST(texts_hash_with_their_lengths_so_that_parts_cannot_shift)
{
    struct hash one, two;

    hash_begin(&one);
    hash_add_str(&one, STR("ab"));
    hash_add_str(&one, STR("c"));
    hash_begin(&two);
    hash_add_str(&two, STR("a"));
    hash_add_str(&two, STR("bc"));
    struct digest d1 = hash_end(&one), d2 = hash_end(&two);
    CHECK(memcmp(d1.at, d2.at, sizeof d1.at) != 0);
}

TEST(a_number_hashes_as_eight_little_endian_bytes)
{
    struct hash h;

    hash_begin(&h);
    hash_add_int(&h, -2);
    struct digest got = hash_end(&h);
    struct digest want = hash_of((struct str){ "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8 });
    CHECK(memcmp(got.at, want.at, sizeof got.at) == 0);
}
