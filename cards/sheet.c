#include "cards/sheet.h"

#include "cards/face.h"
#include "cards/leaflet.h"
#include "cards/poster.h"

#define A4_WIDTH  210.0
#define A4_HEIGHT 297.0
#define AROUND    9.0 /* from the cut to the page's edge: bleed, a gap, the mark */
#define MARK      4.5
#define GAP       (2 * FACE_BLEED_MM) /* between two cards of a sheet */

static const struct {
    const char *name, *label;
    size_t pages, codes[SHEET_PAGES_MAX];
    double width, height, bleed; /* of the paper after the cut */
    enum pdf_duplex duplex;
} LAYOUT[SHEET_LAYOUTS] = {
    { "cr80", "the card", 2, { 0, 1 }, FACE_WIDTH_MM, FACE_HEIGHT_MM, FACE_BLEED_MM, PDF_LONG_EDGE },
    { "a7-fold", "the leaflet", 2, { 1, 0 }, LEAFLET_WIDTH_MM, LEAFLET_HEIGHT_MM, LEAFLET_BLEED_MM,
      PDF_SHORT_EDGE },
    { "sheet-8up", "the card", 2, { 0, SHEET_CARDS }, A4_WIDTH, A4_HEIGHT, 0, PDF_LONG_EDGE },
    { "poster-a4", "the poster", 1, { 1, 0 }, POSTER_WIDTH_MM, POSTER_HEIGHT_MM, 0, PDF_ONE_SIDED },
};

const char *sheet_word(enum sheet_layout layout)
{
    return LAYOUT[layout].name;
}

bool sheet_find(struct str name, enum sheet_layout *out)
{
    for (int i = 0; i < SHEET_LAYOUTS; i++)
        if (str_eq(name, str_of(LAYOUT[i].name))) {
            *out = (enum sheet_layout)i;
            return true;
        }
    return false;
}

size_t sheet_pages(enum sheet_layout layout)
{
    return LAYOUT[layout].pages;
}

size_t sheet_codes(enum sheet_layout layout, size_t page)
{
    return LAYOUT[layout].codes[page];
}

enum pdf_duplex sheet_duplex(enum sheet_layout layout)
{
    return LAYOUT[layout].duplex;
}

static double around(enum sheet_layout layout)
{
    return LAYOUT[layout].bleed > 0 ? AROUND : 0;
}

struct pdf_page sheet_page(enum sheet_layout layout)
{
    double edge = around(layout);

    return (struct pdf_page){ { edge, edge, LAYOUT[layout].width, LAYOUT[layout].height },
                              LAYOUT[layout].bleed };
}

struct box sheet_slot(size_t n, bool back)
{
    double left = (A4_WIDTH - 2 * FACE_WIDTH_MM - GAP) / 2,
        top = (A4_HEIGHT - 4 * FACE_HEIGHT_MM - 3 * GAP) / 2;
    size_t column = n % 2, row = n / 2;

    if (back)
        column = 1 - column;
    return (struct box){ left + (double)column * (FACE_WIDTH_MM + GAP),
                         top + (double)row * (FACE_HEIGHT_MM + GAP), FACE_WIDTH_MM, FACE_HEIGHT_MM };
}

/* ---- marks ---- */

static const struct colour MARKING = { 0, 0, 0 };

/* Beside one cut across the page at y, and along it at x: outside what is in `inked`. */
static void mark_y(struct draw *d, double y, struct box inked)
{
    double right = inked.x + inked.width;

    draw_line(d, inked.x - 1 - MARK, y, inked.x - 1, y, 0.09, MARKING);
    draw_line(d, right + 1, y, right + 1 + MARK, y, 0.09, MARKING);
}

static void mark_x(struct draw *d, double x, struct box inked)
{
    double bottom = inked.y + inked.height;

    draw_line(d, x, inked.y - 1 - MARK, x, inked.y - 1, 0.09, MARKING);
    draw_line(d, x, bottom + 1, x, bottom + 1 + MARK, 0.09, MARKING);
}

static void mark_cut(struct draw *d, struct box cut, struct box inked)
{
    mark_x(d, cut.x, inked);
    mark_x(d, cut.x + cut.width, inked);
    mark_y(d, cut.y, inked);
    mark_y(d, cut.y + cut.height, inked);
}

static void mark_fold(struct draw *d, double x, struct box inked)
{
    double bottom = inked.y + inked.height;

    draw_dashes(d, x, inked.y - 1 - MARK, x, inked.y - 1, MARKING);
    draw_dashes(d, x, bottom + 1, x, bottom + 1 + MARK, MARKING);
}

static struct box bled(struct box b)
{
    return (struct box){ b.x - FACE_BLEED_MM, b.y - FACE_BLEED_MM, b.width + 2 * FACE_BLEED_MM,
                         b.height + 2 * FACE_BLEED_MM };
}

/* ---- pages ---- */

static struct box begin_page(struct piece *p, enum sheet_layout layout)
{
    double edge = around(layout);
    struct box cut = { edge, edge, LAYOUT[layout].width, LAYOUT[layout].height };

    draw_page(p->d, cut.width + 2 * edge, cut.height + 2 * edge);
    return cut;
}

static void draw_side(struct piece *p, enum sheet_layout layout, void (*side)(struct piece *))
{
    struct box cut = begin_page(p, layout);

    if (around(layout) > 0) {
        draw_origin(p->d, 0, 0);
        mark_cut(p->d, cut, bled(cut));
        if (layout == SHEET_A7_FOLD)
            mark_fold(p->d, cut.x + cut.width / 2, bled(cut));
    }
    draw_origin(p->d, cut.x, cut.y);
    side(p);
}

/* The first card of a page is read; the others are the same again. */
static void draw_eight(struct piece *p, bool back)
{
    struct box first = sheet_slot(0, false), last = sheet_slot(SHEET_CARDS - 1, false);
    struct box all = { first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y };
    struct card_faults *faults = p->faults;

    (void)begin_page(p, SHEET_8UP);
    draw_origin(p->d, 0, 0);
    for (size_t n = 0; n < SHEET_CARDS; n++)
        mark_cut(p->d, sheet_slot(n, back), bled(all));
    for (size_t n = 0; n < SHEET_CARDS; n++) {
        struct box slot = sheet_slot(n, back);
        draw_origin(p->d, slot.x, slot.y);
        if (back)
            face_back(p);
        else
            face_front(p);
        draw_untagged(p->d, true);
        p->faults = NULL;
    }
    draw_untagged(p->d, false);
    p->faults = faults;
}

void sheet_draw(enum sheet_layout layout, struct piece *p)
{
    p->layout = LAYOUT[layout].label;
    switch (layout) {
    case SHEET_CR80:
        draw_side(p, layout, face_front);
        draw_side(p, layout, face_back);
        break;
    case SHEET_A7_FOLD:
        draw_side(p, layout, leaflet_outside);
        draw_side(p, layout, leaflet_inside);
        break;
    case SHEET_8UP:
        draw_eight(p, false);
        draw_eight(p, true);
        break;
    case SHEET_POSTER_A4:
    default: draw_side(p, layout, poster);
    }
}
