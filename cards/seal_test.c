#include "base/test.h"
#include "cards/seal.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A folder that goes when the test ends. */
struct place {
    char at[64], key[96], pub[96], other[96];
};

static bool place_open(struct place *p)
{
    const char *root = getenv("TMPDIR");

    (void)snprintf(p->at, sizeof p->at, "%.30s/safekeep-seal-XXXXXX",
                   root && strlen(root) <= 30 ? root : P_tmpdir);
    if (!mkdtemp(p->at))
        return false;
    (void)snprintf(p->key, sizeof p->key, "%s/k", p->at);
    (void)snprintf(p->pub, sizeof p->pub, "%s/k.pub", p->at);
    (void)snprintf(p->other, sizeof p->other, "%s/other", p->at);
    return true;
}

static void place_close(struct place *p)
{
    (void)unlink(p->key);
    (void)unlink(p->pub);
    (void)unlink(p->other);
    (void)rmdir(p->at);
}

static void unhex(const char *hex, uint8_t *out)
{
    static const char DIGIT[] = "0123456789abcdef";

    for (size_t i = 0; hex[2 * i]; i++)
        out[i] = (uint8_t)((strchr(DIGIT, hex[2 * i]) - DIGIT) << 4 |
                           (strchr(DIGIT, hex[2 * i + 1]) - DIGIT));
}

static bool write_file(const char *path, struct str text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    if (fd < 0)
        return false;
    bool whole = write(fd, text.at, text.len) == (ssize_t)text.len && fchmod(fd, mode) == 0;
    (void)close(fd);
    return whole;
}

static struct str read_whole(struct arena *a, const char *path)
{
    char text[1024];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);

    if (fd >= 0)
        (void)close(fd);
    return n < 0 ? STR("") : arena_copy(a, (struct str){ text, (size_t)n });
}

/* RFC 8032, section 7.1, tests 1, 2 and 3. */
static const struct {
    const char *seed, *public, *message, *signature;
    size_t len;
} RFC[] = {
    { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
      "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
      0 },
    { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
      1 },
    { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
      "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
      2 },
};

TEST(the_published_keys_sign_as_was_published)
{
    for (size_t i = 0; i < COUNT_OF(RFC); i++) {
        struct seal_secret s _cleanup_(seal_close) = { 0 };
        uint8_t seed[32], public[32], message[2], signature[64];
        unhex(RFC[i].seed, seed);
        unhex(RFC[i].public, public);
        unhex(RFC[i].message, message);
        unhex(RFC[i].signature, signature);
        REQUIRE(seal_from_seed(seed, STR(""), &s, err));
        struct str text = { (const char *)message, RFC[i].len };
        struct seal_signature made = seal_sign(&s, text);
        CHECK(memcmp(s.signer.key.at, public, sizeof public) == 0);
        CHECK(memcmp(made.at, signature, sizeof signature) == 0);
        CHECK(seal_holds(s.signer.key, text, made));
    }
}

TEST(a_signature_with_any_bit_turned_does_not_hold)
{
    struct seal_secret s _cleanup_(seal_close) = { 0 };
    struct str text = STR("a manifest");

    REQUIRE(seal_make(STR("Northmere CSP"), &s, err));
    struct seal_signature made = seal_sign(&s, text);
    CHECK(seal_holds(s.signer.key, text, made));
    CHECK(!seal_holds(s.signer.key, STR("a manifesT"), made));
    for (size_t bit = 0; bit < 8 * sizeof made.at; bit += 7) {
        struct seal_signature turned = made;
        turned.at[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(!seal_holds(s.signer.key, text, turned));
    }
    for (size_t bit = 0; bit < 256; bit += 5) {
        struct seal_public turned = s.signer.key;
        turned.at[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(!seal_holds(turned, text, made));
    }
}

TEST(a_key_of_small_order_signs_nothing)
{
    struct seal_public zero = { 0 }, one = { { 1 } };
    struct seal_signature none = { { 1 } };

    CHECK(!seal_holds(zero, STR("x"), none));
    CHECK(!seal_holds(one, STR("x"), none));
}

TEST(two_keys_differ_and_so_do_their_fingerprints)
{
    struct seal_secret one _cleanup_(seal_close) = { 0 }, two _cleanup_(seal_close) = { 0 };
    struct buf first = { .arena = a }, second = { .arena = a };

    REQUIRE(seal_make(STR(""), &one, err) && seal_make(STR(""), &two, err));
    buf_add_fingerprint(&first, one.signer.key);
    buf_add_fingerprint(&second, two.signer.key);
    CHECK(!seal_same(one.signer.key, two.signer.key));
    CHECK(first.len == 35 && second.len == 35 && memcmp(first.at, second.at, 35) != 0);
}

TEST(a_fingerprint_is_what_the_paper_says)
{
    struct seal_public key;
    struct buf b = { .arena = a };
    struct str out;

    unhex(RFC[0].public, key.at); /* its SHA-256 begins 21fe31dfa154a261626bf854046fd2271b7b... */
    buf_add_fingerprint(&b, key);
    REQUIRE(buf_done(&b, "a fingerprint", &out, err));
    CHECK_STR(out, STR("02145 44043 66322 31051 70008 37623"));
}

TEST(a_pair_that_was_saved_is_loaded_again)
{
    struct place p _cleanup_(place_close) = { 0 };
    struct seal_secret s _cleanup_(seal_close) = { 0 }, again _cleanup_(seal_close) = { 0 };
    struct seal_signer signer;
    struct stat st;

    REQUIRE(place_open(&p));
    REQUIRE(seal_make(STR("Northmere CSP"), &s, err));
    REQUIRE(seal_save(p.key, &s, err));
    CHECK(stat(p.key, &st) == 0 && (st.st_mode & 0777) == 0600);
    CHECK(stat(p.pub, &st) == 0 && (st.st_mode & 0777) == 0644);
    REQUIRE(seal_load_secret(p.key, &again, err));
    CHECK(memcmp(s.at, again.at, sizeof s.at) == 0);
    CHECK(strcmp(again.signer.name, "Northmere CSP") == 0);
    REQUIRE(seal_load_public(p.pub, &signer, err));
    CHECK(seal_same(signer.key, s.signer.key) && strcmp(signer.name, "Northmere CSP") == 0);
    CHECK(!seal_save(p.key, &s, err) && err->kind == ERR_CLASH);
    CHECK(seal_load_secret(p.key, &again, err));
    CHECK(unlink(p.pub) == 0 && !seal_save(p.key, &s, err) && err->kind == ERR_CLASH);
    CHECK(access(p.pub, F_OK) != 0);
    struct str line = read_whole(a, p.key);
    CHECK(str_starts(line, STR("safekeep card secret key ED25519 ")));
    CHECK(str_ends(line, STR("= Northmere CSP\n")));
}

TEST(a_secret_key_that_others_may_read_is_refused)
{
    static const mode_t OPEN[] = { 0640, 0604, 0660, 0644, 0610 };
    struct place p _cleanup_(place_close) = { 0 };
    struct seal_secret s _cleanup_(seal_close) = { 0 }, again _cleanup_(seal_close) = { 0 };

    REQUIRE(place_open(&p));
    REQUIRE(seal_make(STR(""), &s, err) && seal_save(p.key, &s, err));
    for (size_t i = 0; i < COUNT_OF(OPEN); i++) {
        CHECK(chmod(p.key, OPEN[i]) == 0);
        CHECK(!seal_load_secret(p.key, &again, err) && err->kind == ERR_DENIED);
    }
    CHECK(chmod(p.key, 0400) == 0 && seal_load_secret(p.key, &again, err));
}

TEST(what_is_no_key_is_refused)
{
    static const char KEY[] = "oJql4KFVzkQ2cQAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    static const struct {
        const char *before;
        size_t of_good; /* so much of a good line */
        const char *after;
    } BAD[] = { { "", 0, "" },  { "", 0, "\n" },  { "", 33, "" },    { "", 77, "x" },
                { "", 77, "=" }, { "x", 77, "" },  { "", 20, "" },    { "", 77, "\n\n" },
                { "", 76, "" },  { " ", 77, "" },  { "", 33, "!!!!" } };
    struct place p _cleanup_(place_close) = { 0 };
    struct seal_secret s _cleanup_(seal_close) = { 0 };
    struct seal_signer signer;
    char good[128], text[300];

    REQUIRE(place_open(&p));
    (void)snprintf(good, sizeof good, "safekeep card public key ED25519 %s Anytown", KEY);
    REQUIRE(write_file(p.other, str_of(good), 0600));
    CHECK(seal_load_public(p.other, &signer, err)); /* without a line end, too */
    CHECK(!seal_load_secret(p.other, &s, err) && err->kind == ERR_INPUT);
    (void)snprintf(good, sizeof good, "safekeep card public key ED25519 %s", KEY);
    REQUIRE(strlen(good) == 77 && write_file(p.other, str_of(good), 0600));
    CHECK(seal_load_public(p.other, &signer, err) && !signer.name[0]);
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        (void)snprintf(text, sizeof text, "%s%.*s%s", BAD[i].before, (int)BAD[i].of_good, good, BAD[i].after);
        REQUIRE(write_file(p.other, str_of(text), 0600));
        CHECK(!seal_load_public(p.other, &signer, err) && err->kind == ERR_INPUT);
        CHECK(!seal_load_secret(p.other, &s, err) && err->kind == ERR_INPUT);
    }
    CHECK(!seal_load_public(p.key, &signer, err) && err->kind == ERR_MISSING);
    CHECK(!seal_load_public(p.at, &signer, err) && err->kind == ERR_INPUT);
}

TEST(a_secret_key_in_the_place_of_a_public_one_is_said)
{
    struct place p _cleanup_(place_close) = { 0 };
    struct seal_secret s _cleanup_(seal_close) = { 0 };
    struct seal_signer signer;

    REQUIRE(place_open(&p));
    REQUIRE(seal_make(STR(""), &s, err) && seal_save(p.key, &s, err));
    CHECK(!seal_load_public(p.key, &signer, err) && err->kind == ERR_INPUT && strstr(err->say, ".pub"));
}

TEST(a_name_is_one_line_of_text)
{
    static const char *const BAD[] = { "a\nb", " a", "a ", "a\tb", "\x7F", "\xFF",
                                       ("1234567890123456789012345678901234567890"
                                        "12345678901234567890123456789012345678901") };
    struct seal_secret s _cleanup_(seal_close) = { 0 };

    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        CHECK(!seal_make(str_of(BAD[i]), &s, err) && err->kind == ERR_INPUT);
    CHECK(seal_make(STR("P\xC5\x82ock, 1"), &s, err));
}

TEST(a_closed_key_is_nothing_but_zeros)
{
    struct seal_secret s, zero;

    memset(&zero, 0, sizeof zero);
    REQUIRE(seal_make(STR("x"), &s, err));
    seal_close(&s);
    CHECK(memcmp(&s, &zero, sizeof s) == 0);
}
