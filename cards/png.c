#include "cards/png.h"

#define ZLIB_CONST
#include <zlib.h>

enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };

struct image {
    uint32_t wide, high;
    unsigned depth, colour;
    bool interlaced;
    unsigned palette; /* entries of PLTE */
    bool has_palette, has_alpha, has_gamma, has_srgb, has_pixels, ended;
    bool pixels_over; /* another chunk came after IDAT */
};
struct chunk {
    struct str type, body;
    struct str whole; /* with its length and sum */
};

static uint32_t four(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* ---- chunks ---- */

/* NULL, or what is wrong with it. */
static const char *take_chunk(struct str *left, struct chunk *out)
{
    if (left->len < 12)
        return "the PNG is cut short; copy the picture again";
    uint32_t len = four(left->at);
    if (len > PNG_BYTES_MAX || left->len - 12 < len)
        return "the PNG is cut short; copy the picture again";
    out->type = (struct str){ left->at + 4, 4 };
    out->body = (struct str){ left->at + 8, len };
    out->whole = (struct str){ left->at, len + 12 };
    for (size_t i = 0; i < 4; i++) {
        char c = out->type.at[i];
        if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z'))
            return "the PNG is damaged; save or copy the picture again";
    }
    if (crc32(0, (const unsigned char *)left->at + 4, len + 4) != four(left->at + 8 + len))
        return "the PNG is damaged (a part's sum is wrong); save or copy the picture again";
    *left = str_from(*left, len + 12);
    return NULL;
}

static bool depth_fits(unsigned depth, unsigned colour)
{
    bool whole = depth == 8 || depth == 16, small = depth == 1 || depth == 2 || depth == 4;

    switch (colour) {
    case GREY: return whole || small;
    case PALETTE: return small || depth == 8;
    case RGB: case GREY_ALPHA: case RGB_ALPHA: return whole;
    default: return false;
    }
}

static const char *take_header(struct image *im, struct str body)
{
    const unsigned char *b = (const unsigned char *)body.at;

    if (body.len != 13)
        return "the PNG is damaged (its header); save the picture again";
    im->wide = four(body.at);
    im->high = four(body.at + 4);
    im->depth = b[8];
    im->colour = b[9];
    im->interlaced = b[12] == 1;
    if (im->wide == 0 || im->high == 0 || im->wide > PNG_SIDE_MAX || im->high > PNG_SIDE_MAX)
        return "the picture has no pixels or more than 4,096 on a side; make it smaller";
    if (!depth_fits(im->depth, im->colour) || b[10] || b[11] || b[12] > 1)
        return "this is a PNG of a kind that does not exist; save the picture again";
    return NULL;
}

static const char *const ORDER = "the PNG's parts are not in their order, or one is there twice; save the "
                                 "picture again";

static const char *take_palette(struct image *im, struct str body)
{
    if (im->has_palette || im->has_alpha || im->has_pixels)
        return ORDER;
    if (im->colour == GREY || im->colour == GREY_ALPHA || body.len == 0 || body.len % 3 ||
        body.len > 3 * 256 || (im->colour == PALETTE && body.len / 3 > 1u << im->depth))
        return "the PNG's palette is damaged; save the picture again";
    im->has_palette = true;
    im->palette = (unsigned)(body.len / 3);
    return NULL;
}

static const char *take_alpha(struct image *im, struct str body)
{
    if (im->has_alpha || im->has_pixels || (im->colour == PALETTE && !im->has_palette))
        return ORDER;
    im->has_alpha = true;
    bool fits = im->colour == GREY      ? body.len == 2
                : im->colour == RGB     ? body.len == 6
                : im->colour == PALETTE ? body.len > 0 && body.len <= im->palette
                                        : false;
    return fits ? NULL : "the PNG's transparency is damaged; save the picture again";
}

static const char *take_light(struct image *im, struct str body, bool *had, size_t len)
{
    if (*had || im->has_palette || im->has_pixels)
        return ORDER;
    *had = true;
    return body.len == len ? NULL : "the PNG's colours are damaged; save the picture again";
}

/* *keep: it makes the picture. */
static const char *take_part(struct image *im, const struct chunk *c, bool *keep)
{
    *keep = true;
    if (str_eq(c->type, STR("IDAT"))) {
        if (im->pixels_over || (im->colour == PALETTE && !im->has_palette))
            return ORDER;
        im->has_pixels = true;
        return NULL;
    }
    im->pixels_over = im->has_pixels;
    if (str_eq(c->type, STR("PLTE")))
        return take_palette(im, c->body);
    if (str_eq(c->type, STR("tRNS")))
        return take_alpha(im, c->body);
    if (str_eq(c->type, STR("gAMA")))
        return take_light(im, c->body, &im->has_gamma, 4);
    if (str_eq(c->type, STR("sRGB")))
        return take_light(im, c->body, &im->has_srgb, 1);
    if (str_eq(c->type, STR("IEND"))) {
        im->ended = true;
        return im->has_pixels && c->body.len == 0 ? NULL : ORDER;
    }
    *keep = false;
    bool may_be_lost = c->type.at[0] & 0x20;
    return may_be_lost ? NULL : "the PNG has a part that is needed and not known here; save it again";
}

/* ---- pixels ---- */

/* Adam7 (section 8.2): where each of the seven passes begins, and how far apart its pixels are. */
static const struct {
    uint32_t x, y, across, down;
} PASS[] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
             { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };

struct rows {
    const struct image *image;
    size_t pass;             /* the next to begin */
    size_t row_bytes;        /* with the byte before each row that says how it is filtered */
    uint32_t rows_left;      /* of this pass, the one being read included */
    size_t at;               /* in the row */
};

static uint32_t steps(uint32_t length, uint32_t from, uint32_t step)
{
    return length > from ? (length - from + step - 1) / step : 0;
}

static size_t bits_of(const struct image *im)
{
    static const unsigned CHANNELS[] = { [GREY] = 1, [RGB] = 3, [PALETTE] = 1, [GREY_ALPHA] = 2,
                                         [RGB_ALPHA] = 4 };

    return (size_t)CHANNELS[im->colour] * im->depth;
}

/* The next pass that has a pixel; false when there is none left. */
static bool next_pass(struct rows *r)
{
    size_t passes = r->image->interlaced ? COUNT_OF(PASS) : 1;

    while (r->pass < passes) {
        size_t n = r->pass++;
        uint32_t wide = r->image->wide, high = r->image->high;
        if (r->image->interlaced) {
            wide = steps(wide, PASS[n].x, PASS[n].across);
            high = steps(high, PASS[n].y, PASS[n].down);
        }
        if (wide == 0 || high == 0)
            continue;
        r->row_bytes = 1 + (wide * bits_of(r->image) + 7) / 8;
        r->rows_left = high;
        r->at = 0;
        return true;
    }
    r->rows_left = 0;
    return false;
}

/* Goes over unpacked bytes; false when the picture has no more, or a row is filtered in no known way. */
static bool take_rows(struct rows *r, const unsigned char *byte, size_t len)
{
    while (len) {
        if (r->rows_left == 0 && !next_pass(r))
            return false;
        if (r->at == 0 && *byte > 4)
            return false;
        size_t n = r->row_bytes - r->at < len ? r->row_bytes - r->at : len;
        byte += n;
        len -= n;
        r->at += n;
        if (r->at == r->row_bytes) {
            r->at = 0;
            r->rows_left--;
        }
    }
    return true;
}

static bool is_whole(struct rows *r)
{
    return r->rows_left == 0 && !next_pass(r);
}

/* One piece of what is packed; *status is zlib's, Z_STREAM_END when it was the last. */
static bool unpack_piece(z_stream *z, struct rows *r, struct str piece, int *status)
{
    unsigned char out[16 * 1024];

    z->next_in = (const unsigned char *)piece.at;
    z->avail_in = (unsigned)piece.len;
    do {
        z->next_out = out;
        z->avail_out = sizeof out;
        *status = inflate(z, Z_NO_FLUSH);
        if ((*status != Z_OK && *status != Z_STREAM_END && *status != Z_BUF_ERROR) ||
            !take_rows(r, out, sizeof out - z->avail_out))
            return false;
    } while (*status != Z_STREAM_END && (z->avail_in || z->avail_out == 0));
    return z->avail_in == 0;
}

/* All pieces, by a walk over the clean file's chunks. */
static bool unpack(z_stream *z, struct rows *r, struct str clean, bool *memory)
{
    struct str left = str_from(clean, 8);
    struct chunk c;
    int status = Z_OK;

    while (left.len && !take_chunk(&left, &c)) {
        if (!str_eq(c.type, STR("IDAT")) || c.body.len == 0)
            continue;
        if (status == Z_STREAM_END || !unpack_piece(z, r, c.body, &status)) {
            *memory = status == Z_MEM_ERROR;
            return false;
        }
    }
    return status == Z_STREAM_END && is_whole(r);
}

static const char *check_pixels(const struct image *im, struct str clean, bool *memory)
{
    struct rows r = { .image = im };
    z_stream z = { 0 };

    *memory = inflateInit(&z) != Z_OK;
    if (*memory)
        return NULL;
    bool whole = unpack(&z, &r, clean, memory);
    (void)inflateEnd(&z);
    return whole ? NULL : "the PNG's pixels are damaged, or not as many as it says; save the picture again";
}

/* ---- the file ---- */

static const char *copy_chunks(struct str bytes, struct image *im, struct buf *out)
{
    static const char SIGNATURE[] = "\x89PNG\r\n\x1A\n";
    struct str left = bytes;
    struct chunk c;
    const char *wrong;

    if (bytes.len > PNG_BYTES_MAX)
        return "the picture has more than 1 MiB; make it smaller, or use fewer colours";
    if (!str_starts(bytes, str_of(SIGNATURE)))
        return "this is no PNG; open the picture and save it as PNG";
    left = str_from(left, 8);
    if ((wrong = take_chunk(&left, &c)) != NULL)
        return wrong;
    if (!str_eq(c.type, STR("IHDR")))
        return ORDER;
    if ((wrong = take_header(im, c.body)) != NULL)
        return wrong;
    buf_add_text(out, SIGNATURE);
    buf_add(out, c.whole);
    while (!im->ended) {
        bool keep;
        if ((wrong = take_chunk(&left, &c)) != NULL || (wrong = take_part(im, &c, &keep)) != NULL)
            return wrong;
        if (keep)
            buf_add(out, c.whole);
    }
    return left.len ? "something stands behind the end of the PNG; save the picture again" : NULL;
}

bool png_clean(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
               struct str *clean, struct err *err)
{
    struct image im = { 0 };
    struct buf out = { .arena = a };
    bool memory = false;
    struct str made;
    const char *wrong = copy_chunks(bytes, &im, &out);

    if (!buf_done(&out, "a picture", &made, err))
        return false;
    if (!wrong)
        wrong = check_pixels(&im, made, &memory);
    if (memory)
        return err_memory(err, "a picture");
    if (wrong)
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ .file = file }, "%s", wrong);
    if (faults->failed)
        return err_memory(err, "a picture");
    *clean = wrong ? STR("") : made;
    return true;
}
