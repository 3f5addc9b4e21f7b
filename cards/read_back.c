#include "cards/read_back.h"

#define __POPPLER_ATTACHMENT_H__ /* its header names a function that base/banned.h bans; not needed here */
#include <poppler.h>
#include <zbar.h>

#define CODES_MAX 64

struct grey {
    unsigned width, height;
    uint8_t *at;
};

static void close_document(PopplerDocument **d)
{
    g_clear_object(d);
}

static void close_page(PopplerPage **p)
{
    g_clear_object(p);
}

static void close_bytes(GBytes **b)
{
    g_clear_pointer(b, g_bytes_unref);
}

static void close_surface(cairo_surface_t **s)
{
    g_clear_pointer(s, cairo_surface_destroy);
}

static void close_scanner(zbar_image_scanner_t **s)
{
    zbar_image_scanner_destroy(*s);
}

static void close_image(zbar_image_t **i)
{
    zbar_image_destroy(*i);
}

/* On white paper, as grey. */
static bool make_grey(PopplerPage *page, struct arena *a, struct grey *out)
{
    double width = 0, height = 0, scale = READ_BACK_DPI / 72;

    poppler_page_get_size(page, &width, &height);
    int across = (int)ceil(width * scale), down = (int)ceil(height * scale);
    cairo_surface_t *s _cleanup_(close_surface) = cairo_image_surface_create(CAIRO_FORMAT_RGB24, across,
        down);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    poppler_page_render_for_printing(page, cr);
    bool drawn = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_flush(s);
    const unsigned char *row = cairo_image_surface_get_data(s);
    out->width = (unsigned)across;
    out->height = (unsigned)down;
    out->at = arena_new(a, uint8_t, (size_t)across * (size_t)down);
    if (!drawn || !row || !out->at)
        return false;
    for (int y = 0; y < down; y++, row += cairo_image_surface_get_stride(s))
        for (int x = 0; x < across; x++) /* blue, green, red: the luma of BT.601 */
            out->at[(size_t)y * (size_t)across + (size_t)x] =
                (uint8_t)((29 * row[4 * x] + 150 * row[4 * x + 1] + 77 * row[4 * x + 2]) >> 8);
    return true;
}

struct seen {
    bool met[CODES_MAX];
    size_t found;
    bool strange;
};

/* Each code found must be one that is wanted and not yet met. */
static void look(const zbar_image_t *image, const struct read_page *page, struct seen *seen)
{
    for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s; s = zbar_symbol_next(s)) {
        struct str says = { zbar_symbol_get_data(s), zbar_symbol_get_data_length(s) };
        size_t i = 0;
        while (i < page->codes && (seen->met[i] || !str_eq(page->address[i], says)))
            i++;
        if (i == page->codes) {
            seen->strange = true;
            continue;
        }
        seen->met[i] = true;
        seen->found++;
    }
}

static bool read_codes(const struct grey *g, const struct read_page *page, size_t number, struct err *err)
{
    zbar_image_scanner_t *scanner _cleanup_(close_scanner) = zbar_image_scanner_create();
    zbar_image_t *image _cleanup_(close_image) = zbar_image_create();
    struct seen seen = { .found = 0 };
    unsigned across = page->codes > 1 ? 2 : 1, down = page->codes > 1 ? (unsigned)page->codes / 2 : 1;

    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_set_format(image, *(const unsigned *)"Y800");
    zbar_image_set_size(image, g->width, g->height);
    zbar_image_set_data(image, g->at, (size_t)g->width * g->height, NULL);
    for (unsigned i = 0; i < across * down; i++) { /* card by card, as a person holds it */
        zbar_image_set_crop(image, i % across * (g->width / across), i / across * (g->height / down),
                            g->width / across, g->height / down);
        (void)zbar_scan_image(scanner, image);
        look(image, page, &seen);
    }
    if (seen.strange)
        return err_set(err, ERR_INPUT, "a QR code on page %zu leads elsewhere than to the card's "
                                       "page; take what "
                                       "looks like a code out of the picture",
                       number);
    if (seen.found != page->codes)
        return err_set(err, ERR_INPUT, "a QR code on page %zu cannot be read; give the card's page a shorter "
                                       "address, or its text a darker colour",
                       number);
    return true;
}

static bool read_page(PopplerDocument *d, const struct read_page *want, int n, struct arena *a,
                      struct err *err)
{
    struct arena work _cleanup_(arena_close);
    PopplerPage *page _cleanup_(close_page) = poppler_document_get_page(d, n);
    struct grey g;

    arena_open_in(&work, a, (size_t)64 << 20);
    if (want->codes > CODES_MAX || !page)
        return err_set(err, ERR_BUG, "page %d cannot be read back", n + 1);
    if (!make_grey(page, &work, &g))
        return err_memory(err, "a picture of a page");
    return read_codes(&g, want, (size_t)n + 1, err);
}

bool read_back(struct str pdf, const struct read_page *page, size_t pages, struct arena *a, struct err *err)
{
    GBytes *bytes _cleanup_(close_bytes) = g_bytes_new_static(pdf.at, pdf.len);
    PopplerDocument *d _cleanup_(close_document) = poppler_document_new_from_bytes(bytes, NULL, NULL);

    if (!d || poppler_document_get_n_pages(d) != (int)pages)
        return err_set(err, ERR_BUG, "what was printed cannot be read back");
    for (size_t i = 0; i < pages; i++)
        if (!read_page(d, &page[i], (int)i, a, err))
            return false;
    return true;
}
