#include "base/test.h"
#include "cards/picture.h"
#include "cards/png.h"

/* ---- PNGs are made here by hand, so that each part can be wrong by itself ---- */

/* The sum of a chunk, as the PNG specification's annex D writes it down. */
static uint32_t sum_of(struct str s)
{
    uint32_t c = 0xFFFFFFFFu;

    for (size_t i = 0; i < s.len; i++) {
        c ^= (unsigned char)s.at[i];
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
    }
    return ~c;
}

static void add_four(struct buf *b, uint32_t n)
{
    for (int i = 3; i >= 0; i--)
        buf_add_byte(b, (char)(n >> 8 * i & 255));
}

static void add_chunk(struct buf *b, const char *type, struct str body)
{
    size_t from = b->len + 4;

    add_four(b, (uint32_t)body.len);
    buf_add_text(b, type);
    buf_add(b, body);
    if (!b->failed)
        add_four(b, sum_of((struct str){ b->at + from, b->len - from }));
}

static void add_header(struct buf *b, uint32_t wide, uint32_t high, char depth, char colour, char interlaced)
{
    struct buf h = { .arena = b->arena };

    add_four(&h, wide);
    add_four(&h, high);
    buf_add_byte(&h, depth);
    buf_add_byte(&h, colour);
    buf_add_byte(&h, 0);
    buf_add_byte(&h, 0);
    buf_add_byte(&h, interlaced);
    buf_add_text(b, "\x89PNG\r\n\x1A\n");
    add_chunk(b, "IHDR", (struct str){ h.at, h.len });
}

/* `rows` bytes as zlib stores them unpacked (RFC 1950, 1951), with their Adler-32. */
static void add_stored(struct buf *z, struct str rows)
{
    uint32_t one = 1, two = 0;

    for (size_t i = 0; i < rows.len; i++) {
        one = (one + (unsigned char)rows.at[i]) % 65521;
        two = (two + one) % 65521;
    }
    buf_add(z, STR("\x78\x01\x01"));
    buf_add_byte(z, (char)(rows.len & 255));
    buf_add_byte(z, (char)(rows.len >> 8));
    buf_add_byte(z, (char)(~rows.len & 255));
    buf_add_byte(z, (char)(~rows.len >> 8 & 255));
    buf_add(z, rows);
    add_four(z, two << 16 | one);
}

static struct str pixels(struct arena *a, size_t bytes)
{
    struct buf z = { .arena = a }, rows = { .arena = a };

    for (size_t i = 0; i < bytes; i++)
        buf_add_byte(&rows, 0);
    add_stored(&z, (struct str){ rows.at, rows.len });
    return z.failed || rows.failed ? STR("") : (struct str){ z.at, z.len };
}

static bool is_clean(struct buf *b, struct str *out, struct card_faults *faults, struct err *err)
{
    *faults = (struct card_faults){ .arena = b->arena };
    return !b->failed &&
           picture_clean(STR("picture.png"), (struct str){ b->at, b->len }, b->arena, faults, out, err);
}

TEST(a_png_keeps_its_pixels_and_loses_all_else)
{
    struct buf b = { .arena = a }, want = { .arena = a };
    struct card_faults faults;
    struct str out, again, z = pixels(a, 8); /* two rows of a filter and three bytes */

    add_header(&b, 1, 2, 8, 2, 0);
    add_chunk(&b, "sRGB", STR("\0"));
    add_chunk(&b, "pHYs", STR("123456789"));
    add_chunk(&b, "tEXt", STR("Author\0Amira"));
    add_chunk(&b, "eXIf", STR("II*\0 51.3N"));
    add_chunk(&b, "IDAT", (struct str){ z.at, 5 });
    add_chunk(&b, "IDAT", str_from(z, 5));
    add_chunk(&b, "tIME", STR("1234567"));
    add_chunk(&b, "IEND", STR(""));
    add_header(&want, 1, 2, 8, 2, 0);
    add_chunk(&want, "sRGB", STR("\0"));
    add_chunk(&want, "IDAT", (struct str){ z.at, 5 });
    add_chunk(&want, "IDAT", str_from(z, 5));
    add_chunk(&want, "IEND", STR(""));
    REQUIRE(z.len && !want.failed && is_clean(&b, &out, &faults, err));
    CHECK(faults.len == 0);
    CHECK_STR(out, ((struct str){ want.at, want.len }));
    REQUIRE(is_clean(&want, &again, &faults, err));
    CHECK_STR(again, out);
}

TEST(each_kind_of_pixel_and_interlacing_is_counted)
{
    /* bytes by hand: a filter byte a row, pixels packed; interlaced 5 by 5: Adam7's passes are
     * (1,1) (1,1) (2,1) (1,2) (3,1) (2,3) (5,2) pixels wide and high. */
    static const struct {
        uint32_t wide, high;
        char depth, colour, interlaced;
        size_t bytes;
    } KIND[] = {
        { 1, 1, 1, 0, 0, 2 },   { 9, 1, 1, 0, 0, 3 },  { 3, 2, 2, 0, 0, 4 },   { 3, 2, 4, 0, 0, 6 },
        { 3, 2, 8, 0, 0, 8 },   { 3, 2, 16, 0, 0, 14 }, { 3, 2, 8, 2, 0, 20 },  { 3, 2, 16, 2, 0, 38 },
        { 3, 2, 8, 4, 0, 14 },  { 3, 2, 16, 4, 0, 26 }, { 3, 2, 8, 6, 0, 26 },  { 3, 2, 16, 6, 0, 50 },
        { 5, 5, 8, 0, 1, 36 },  { 1, 1, 8, 0, 1, 2 },
    };

    for (size_t i = 0; i < COUNT_OF(KIND); i++)
        for (int more = -1; more <= 1; more++) {
            struct buf b = { .arena = a };
            struct card_faults faults;
            struct str out, z = pixels(a, KIND[i].bytes + (size_t)(more + 1) - 1);
            add_header(&b, KIND[i].wide, KIND[i].high, KIND[i].depth, KIND[i].colour, KIND[i].interlaced);
            add_chunk(&b, "IDAT", z);
            add_chunk(&b, "IEND", STR(""));
            REQUIRE(z.len && is_clean(&b, &out, &faults, err));
            CHECK(faults.len == (more != 0));
        }
}

enum wrong {
    FINE, NO_HEADER_FIRST, WIDE, NOUGHT, BAD_DEPTH, BAD_FILTERING, PALETTE_MISSING,
    PALETTE_TWICE, PALETTE_LATE,
    PALETTE_LONG, ALPHA_FIRST, ALPHA_LONG, ALPHA_LATE, SRGB_TWICE, GAMMA_LATE, UNKNOWN_CRITICAL, PIXELS_APART,
    NO_PIXELS, NO_END, END_NOT_EMPTY, BEHIND_END, ROW_FILTER, PACKED_MORE, LETTERS, WRONGS
};

static void add_wrong(struct buf *b, enum wrong w, struct str z)
{
    if (w == NO_HEADER_FIRST) {
        buf_add_text(b, "\x89PNG\r\n\x1A\n");
        add_chunk(b, "sRGB", STR("\0"));
    }
    add_header(b, w == WIDE ? 4097 : w == NOUGHT ? 0 : 1, 2, w == BAD_DEPTH ? 16 : 8, 3,
               w == BAD_FILTERING ? 2 : 0);
    if (w == ALPHA_FIRST)
        add_chunk(b, "tRNS", STR("1"));
    add_chunk(b, "sRGB", STR("\0"));
    if (w == SRGB_TWICE)
        add_chunk(b, "sRGB", STR("\0"));
    if (w != PALETTE_MISSING && w != PALETTE_LATE)
        add_chunk(b, "PLTE", w == PALETTE_LONG ? STR("1234") : STR("123456"));
    if (w == PALETTE_TWICE)
        add_chunk(b, "PLTE", STR("123456"));
    if (w == GAMMA_LATE)
        add_chunk(b, "gAMA", STR("1234"));
    if (w != ALPHA_FIRST && w != ALPHA_LATE && w != PALETTE_MISSING && w != PALETTE_LATE)
        add_chunk(b, "tRNS", w == ALPHA_LONG ? STR("123") : STR("12"));
    if (w == UNKNOWN_CRITICAL)
        add_chunk(b, "ABCD", STR(""));
    if (w == LETTERS)
        add_chunk(b, "a1bc", STR(""));
    if (w != NO_PIXELS) {
        add_chunk(b, "IDAT", (struct str){ z.at, 4 });
        if (w == PALETTE_LATE)
            add_chunk(b, "PLTE", STR("123456"));
        if (w == PIXELS_APART)
            add_chunk(b, "tEXt", STR(""));
        add_chunk(b, "IDAT", str_from(z, 4));
    }
    if (w == PACKED_MORE)
        add_chunk(b, "IDAT", STR("x"));
    if (w == ALPHA_LATE)
        add_chunk(b, "tRNS", STR("12"));
    if (w != NO_END)
        add_chunk(b, "IEND", w == END_NOT_EMPTY ? STR("x") : STR(""));
    if (w == BEHIND_END)
        buf_add_text(b, "x");
}

TEST_ONCE(what_a_png_may_not_be_is_refused) /* one of two dozen things, all else as it should be */
{
    for (int w = FINE; w < WRONGS; w++) {
        struct buf b = { .arena = a }, odd = { .arena = a };
        struct card_faults faults;
        struct str out, z = pixels(a, 4);
        if (w == ROW_FILTER) {
            add_stored(&odd, STR("\5\0\0\0"));
            z = (struct str){ odd.at, odd.len };
        }
        add_wrong(&b, (enum wrong)w, z);
        REQUIRE(is_clean(&b, &out, &faults, err));
        CHECK(faults.len == (w != FINE) && (out.len > 0) == (w == FINE));
        if (faults.len != (w != FINE))
            printf("    number %d\n", w);
    }
}

static bool passes(struct arena *a, struct str bytes, bool *out, struct err *err)
{
    struct card_faults faults = { .arena = a };
    struct str clean;

    if (!picture_clean(STR("picture.png"), bytes, a, &faults, &clean, err))
        return false;
    *out = clean.len > 0;
    return true;
}

TEST_ONCE(a_png_cut_short_or_with_a_bit_turned_is_refused) /* some thousand PNGs */
{
    struct buf b = { .arena = a };
    bool passed;

    add_wrong(&b, FINE, pixels(a, 4));
    struct str whole = { b.at, b.len };
    REQUIRE(passes(a, whole, &passed, err) && passed);
    for (size_t len = 0; len < whole.len; len++)
        CHECK(passes(a, (struct str){ whole.at, len }, &passed, err) && !passed);
    for (size_t bit = 0; bit < 8 * whole.len; bit++) {
        b.at[bit / 8] ^= (char)(1 << bit % 8);
        CHECK(passes(a, whole, &passed, err) && !passed);
        b.at[bit / 8] ^= (char)(1 << bit % 8);
    }
}
