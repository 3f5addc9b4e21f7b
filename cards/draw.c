#include "cards/draw.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#define POINTS_PER_MM (72.0 / 25.4)
#define LAID_AT       10.0 /* points at which all text is laid out */
#define STEP          0.5  /* points */
#define LINE_LATIN    1.2  /* a line's height in letters' sizes; the others' signs stand higher and deeper */
#define LINE_OTHER    1.3
#define SLACK_MM      0.02
#define DEEPEST       12

enum { LAID = 128, MEASURED = 16, CONTEXTS = 3 };

/* How large a text is: it breaks into the same lines at every width from `from` to `to` (pango's units). */
struct measured {
    int from, to, wide, tall, lines;
};

struct laid {
    PangoLayout *layout;
    struct draw_text text;
    struct measured at[MEASURED]; /* those asked for lately */
    size_t measures;
    bool looked;                  /* for letters no font has: */
    uint32_t missing;
    size_t missing_at;
};

struct draw {
    struct arena *arena;
    struct buf pdf;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoContext *context[CONTEXTS]; /* left to right, right to left, English beside them */
    struct laid laid[LAID];   /* texts shaped lately: fitting asks for them again, a sheet shows them again */
    size_t laid_next;
    bool in_page, untagged, bad_picture;
    struct draw_tag *tag;
    size_t tags, tag_room;
    const char *open[DEEPEST];
    int deep;
    RsvgHandle *svg;
    cairo_surface_t *png;
    const char *picture_at; /* the bytes svg or png was made of */
};

static double pt(double mm)
{
    return mm * POINTS_PER_MM;
}

static double mm(double points)
{
    return points / POINTS_PER_MM;
}

static cairo_status_t take(void *to, const unsigned char *at, unsigned len)
{
    struct buf *b = to;

    buf_add(b, (struct str){ (const char *)at, len });
    return b->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static PangoContext *context_make(PangoDirection direction)
{
    PangoContext *c = pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *o = cairo_font_options_create();

    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(c, o);
    pango_cairo_context_set_resolution(c, 72);
    pango_context_set_round_glyph_positions(c, FALSE);
    pango_context_set_base_dir(c, direction);
    cairo_font_options_destroy(o);
    return c;
}

bool draw_open(struct draw **out, struct arena *a, struct str title, struct err *err)
{
    struct draw *d = arena_new(a, struct draw, 1);
    struct str name = arena_copy(a, title);

    if (!d || !name.at)
        return err_memory(err, "the drawing");
    d->arena = a;
    d->pdf.arena = a;
    d->surface = cairo_pdf_surface_create_for_stream(take, &d->pdf, 10, 10);
    cairo_pdf_surface_restrict_to_version(d->surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_TITLE, name.at);
    cairo_pdf_surface_set_metadata(d->surface, CAIRO_PDF_METADATA_CREATOR, "safekeep");
    d->cr = cairo_create(d->surface);
    d->context[0] = context_make(PANGO_DIRECTION_LTR);
    d->context[1] = context_make(PANGO_DIRECTION_RTL);
    d->context[2] = context_make(PANGO_DIRECTION_LTR);
    *out = d;
    return true;
}

static void forget_picture(struct draw *d)
{
    g_clear_object(&d->svg);
    g_clear_pointer(&d->png, cairo_surface_destroy);
    d->picture_at = NULL;
}

void draw_close(struct draw **at)
{
    struct draw *d = *at;

    if (!d)
        return;
    forget_picture(d);
    for (size_t i = 0; i < LAID; i++)
        g_clear_object(&d->laid[i].layout);
    for (size_t i = 0; i < CONTEXTS; i++)
        g_clear_object(&d->context[i]);
    g_clear_pointer(&d->cr, cairo_destroy);
    g_clear_pointer(&d->surface, cairo_surface_destroy);
    *at = NULL;
}

bool draw_done(struct draw *d, struct str *pdf, struct err *err)
{
    if (d->in_page)
        cairo_show_page(d->cr);
    cairo_surface_finish(d->surface);
    if (d->bad_picture)
        return err_set(err, ERR_INPUT, "the picture cannot be drawn; save it again as a plain SVG or PNG");
    cairo_status_t drawn = cairo_status(d->cr), kept = cairo_surface_status(d->surface);
    if (d->pdf.failed || drawn == CAIRO_STATUS_NO_MEMORY || kept == CAIRO_STATUS_NO_MEMORY)
        return err_memory(err, "the drawing");
    if (drawn != CAIRO_STATUS_SUCCESS || kept != CAIRO_STATUS_SUCCESS)
        return err_set(err, ERR_BUG, "the drawing is not whole (%d, %d)", (int)drawn, (int)kept);
    return buf_done(&d->pdf, "the drawing", pdf, err);
}

void draw_page(struct draw *d, double width, double height)
{
    if (d->in_page)
        cairo_show_page(d->cr);
    d->in_page = true;
    cairo_pdf_surface_set_size(d->surface, pt(width), pt(height));
    cairo_identity_matrix(d->cr);
}

void draw_origin(struct draw *d, double x, double y)
{
    cairo_identity_matrix(d->cr);
    cairo_translate(d->cr, pt(x), pt(y));
}

void draw_turned(struct draw *d, double x, double y)
{
    draw_origin(d, x, y);
    cairo_scale(d->cr, -1, -1);
}

/* ---- shapes ---- */

static void ink(struct draw *d, struct colour c, double opacity)
{
    cairo_set_source_rgba(d->cr, c.red / 255.0, c.green / 255.0, c.blue / 255.0, opacity);
}

void draw_fill(struct draw *d, struct box b, struct colour c)
{
    ink(d, c, 1);
    cairo_rectangle(d->cr, pt(b.x), pt(b.y), pt(b.width), pt(b.height));
    cairo_fill(d->cr);
}

void draw_round(struct draw *d, struct box b, double radius, struct colour c)
{
    double x = pt(b.x), y = pt(b.y), w = pt(b.width), h = pt(b.height), r = pt(radius);

    ink(d, c, 1);
    cairo_new_sub_path(d->cr);
    cairo_arc(d->cr, x + w - r, y + r, r, -G_PI_2, 0);
    cairo_arc(d->cr, x + w - r, y + h - r, r, 0, G_PI_2);
    cairo_arc(d->cr, x + r, y + h - r, r, G_PI_2, G_PI);
    cairo_arc(d->cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
    cairo_close_path(d->cr);
    cairo_fill(d->cr);
}

void draw_line(struct draw *d, double x, double y, double to_x, double to_y, double width, struct colour c)
{
    ink(d, c, 1);
    cairo_set_line_width(d->cr, pt(width));
    cairo_move_to(d->cr, pt(x), pt(y));
    cairo_line_to(d->cr, pt(to_x), pt(to_y));
    cairo_stroke(d->cr);
}

void draw_dashes(struct draw *d, double x, double y, double to_x, double to_y, struct colour c)
{
    double dash[2] = { pt(1), pt(1) };

    cairo_set_dash(d->cr, dash, 2, 0);
    draw_line(d, x, y, to_x, to_y, 0.1, c);
    cairo_set_dash(d->cr, NULL, 0, 0);
}

/* Runs of dark modules as one path, so that no hair of white shows between two of them. */
void draw_qr(struct draw *d, const struct qr *q, struct box b, struct colour c)
{
    double module = pt(b.width < b.height ? b.width : b.height) / (q->side + 2 * QR_QUIET);

    for (int y = 0; y < q->side; y++)
        for (int x = 0, run; x < q->side; x += run + 1) {
            const uint8_t *at = q->dark + (ptrdiff_t)y * q->side + x;
            for (run = 0; x + run < q->side && at[run]; run++)
                ;
            if (run)
                cairo_rectangle(d->cr, pt(b.x) + module * (x + QR_QUIET), pt(b.y) + module * (y + QR_QUIET),
                                module * run, module);
        }
    ink(d, c, 1);
    cairo_fill(d->cr);
}

/* ---- the picture ---- */

static cairo_status_t give(void *from, unsigned char *at, unsigned len)
{
    struct str *rest = from;

    if (rest->len < len)
        return CAIRO_STATUS_READ_ERROR;
    for (unsigned i = 0; i < len; i++)
        at[i] = (unsigned char)rest->at[i];
    *rest = str_from(*rest, len);
    return CAIRO_STATUS_SUCCESS;
}

static void load_picture(struct draw *d, struct str name, struct str bytes)
{
    if (d->picture_at == bytes.at)
        return;
    forget_picture(d);
    d->picture_at = bytes.at;
    if (str_ends(name, STR(".svg")))
        d->svg = rsvg_handle_new_from_data((const guint8 *)bytes.at, bytes.len, NULL);
    else
        d->png = cairo_image_surface_create_from_png_stream(give, &bytes);
}

static void show_png(struct draw *d, struct box b)
{
    double width = cairo_image_surface_get_width(d->png), height = cairo_image_surface_get_height(d->png);
    double scale = fmin(pt(b.width) / width, pt(b.height) / height);

    cairo_save(d->cr);
    cairo_translate(d->cr, pt(b.x) + (pt(b.width) - scale * width) / 2,
                    pt(b.y) + (pt(b.height) - scale * height) / 2);
    cairo_scale(d->cr, scale, scale);
    cairo_set_source_surface(d->cr, d->png, 0, 0);
    cairo_paint(d->cr);
    cairo_restore(d->cr);
}

void draw_picture(struct draw *d, struct str name, struct str bytes, struct box b)
{
    RsvgRectangle at = { pt(b.x), pt(b.y), pt(b.width), pt(b.height) };

    load_picture(d, name, bytes);
    if (d->svg)
        d->bad_picture |= !rsvg_handle_render_document(d->svg, d->cr, &at, NULL);
    else if (d->png && cairo_surface_status(d->png) == CAIRO_STATUS_SUCCESS)
        show_png(d, b);
    else
        d->bad_picture = true;
}

/* ---- text ---- */

static PangoLayout *lay_anew(struct draw *d, const struct draw_text *t)
{
    bool english = str_eq(str_of(t->tongue->code), STR("en"));
    PangoContext *c = d->context[english ? 2 : t->tongue->right_to_left && !t->left_to_right];
    PangoFontDescription *font = pango_font_description_new();

    pango_context_set_language(c, pango_language_from_string(t->tongue->code));
    PangoLayout *l = pango_layout_new(c);
    pango_font_description_set_family_static(font, t->tongue->font);
    pango_font_description_set_weight(font, t->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, LAID_AT * PANGO_SCALE);
    pango_layout_set_font_description(l, font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(l, FALSE);
    pango_layout_set_alignment(l, t->along == DRAW_LEFT     ? PANGO_ALIGN_LEFT
                                  : t->along == DRAW_MIDDLE ? PANGO_ALIGN_CENTER
                                                            : PANGO_ALIGN_RIGHT);
    bool latin = str_starts(str_of(t->tongue->font), STR("Inter"));
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute((int)lround(
                                           LAID_AT * (latin ? LINE_LATIN : LINE_OTHER) * PANGO_SCALE)));
    pango_layout_set_attributes(l, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD);
    pango_layout_set_text(l, t->text.at, (int)t->text.len);
    return l;
}

static bool is_same(const struct draw_text *a, const struct draw_text *b)
{
    return a->tongue == b->tongue && a->bold == b->bold && a->left_to_right == b->left_to_right &&
           a->along == b->along && str_eq(a->text, b->text);
}

/* The text's place among those laid out lately: good until the next is asked for. */
static struct laid *lay(struct draw *d, const struct draw_text *t)
{
    for (size_t i = 0; i < LAID; i++)
        if (d->laid[i].layout && is_same(&d->laid[i].text, t))
            return &d->laid[i];
    struct laid *l = &d->laid[d->laid_next++ % LAID];
    struct str kept = arena_copy(d->arena, t->text);
    g_clear_object(&l->layout);
    *l = (struct laid){ .layout = lay_anew(d, t), .text = *t };
    l->text.text = kept.at ? kept : STR("");
    d->pdf.failed |= !kept.at;
    return l;
}

/* At that many points the box is this wide: what is scaled is the paper, not the letters. */
static int width_at(double width_mm, double points)
{
    return (int)lround(pt(width_mm) * LAID_AT / points * PANGO_SCALE);
}

static double real_mm(int pango_units, double points)
{
    return mm((double)pango_units / PANGO_SCALE * points / LAID_AT);
}

/*
 * Lines are filled from the first on, so between the widest line and the width it was broken for
 * nothing changes, and pango needs not be asked. INT_MAX: all on one line.
 */
static struct measured measure(struct laid *l, int width)
{
    struct measured *m = l->at;
    PangoRectangle whole;

    for (; m < l->at + MEASURED; m++)
        if (m->lines && m->from <= width && width <= m->to)
            return *m;
    pango_layout_set_width(l->layout, width == INT_MAX ? -1 : width);
    pango_layout_get_extents(l->layout, NULL, &whole);
    m = &l->at[l->measures++ % MEASURED];
    *m = (struct measured){ .from = whole.width < width ? whole.width : width, .to = width,
                            .wide = whole.width, .tall = whole.height,
                            .lines = pango_layout_get_line_count(l->layout) };
    return *m;
}

static bool fits(struct laid *l, const struct draw_text *t, struct box b, double points)
{
    struct measured m = measure(l, width_at(b.width, points));

    return real_mm(m.wide, points) <= b.width + SLACK_MM && real_mm(m.tall, points) <= b.height + SLACK_MM &&
           (!t->lines || m.lines <= t->lines);
}

static size_t characters(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xc0) != 0x80;
    return n;
}

/* What stands below the box or past the last line allowed, and what of a long word stands beside it. */
static void measure_over(PangoLayout *l, const struct draw_text *t, struct box b, struct draw_fit *f)
{
    PangoLayoutIter *i = pango_layout_get_iter(l);
    int line = 0, from = -1;

    do {
        PangoRectangle at;
        pango_layout_iter_get_line_extents(i, NULL, &at);
        double width = real_mm(at.width, f->points);
        if ((t->lines && line >= t->lines) || real_mm(at.y + at.height, f->points) > b.height + SLACK_MM) {
            f->over_mm += width;
            from = from < 0 ? pango_layout_iter_get_line_readonly(i)->start_index : from;
        } else if (width > b.width + SLACK_MM) {
            int letters = pango_layout_iter_get_line_readonly(i)->length;
            f->over_mm += width - b.width;
            f->over_characters += (size_t)ceil((width - b.width) / width * letters);
        }
        line++;
    } while (pango_layout_iter_next_line(i));
    if (from >= 0)
        f->over_characters += characters(str_from(t->text, (size_t)from));
    pango_layout_iter_free(i);
}

/* Is the font one that the language's list names? */
static bool is_listed(const PangoFont *font, const char *list)
{
    PangoFontDescription *d = pango_font_describe((PangoFont *)(uintptr_t)font);
    struct str rest = str_of(list), family = str_of(pango_font_description_get_family(d));
    bool found = false;

    while (rest.len && !found)
        found = str_eq_fold(str_trim(str_cut(&rest, ',')), family);
    pango_font_description_free(d);
    return found;
}

static void missing_in_run(const PangoGlyphItem *run, const struct draw_text *t, struct laid *l)
{
    const PangoGlyphString *g = run->glyphs;
    bool listed = is_listed(run->item->analysis.font, t->tongue->font);

    for (int i = 0; i < g->num_glyphs; i++) {
        size_t at = (size_t)(run->item->offset + g->log_clusters[i]);
        bool unknown = g->glyphs[i].glyph != PANGO_GLYPH_EMPTY &&
                       (g->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG);
        if ((unknown || (!listed && g->glyphs[i].glyph != PANGO_GLYPH_EMPTY)) &&
            (!l->missing || at < l->missing_at)) {
            l->missing = g_utf8_get_char(t->text.at + at);
            l->missing_at = at;
        }
    }
}

static void find_missing(struct laid *l, const struct draw_text *t)
{
    PangoLayoutIter *i = pango_layout_get_iter(l->layout);

    l->looked = true;
    do {
        const PangoGlyphItem *run = pango_layout_iter_get_run_readonly(i);
        if (run)
            missing_in_run(run, t, l);
    } while (pango_layout_iter_next_run(i));
    pango_layout_iter_free(i);
}

struct draw_fit draw_fit(struct draw *d, const struct draw_text *t, struct box b)
{
    struct laid *l = lay(d, t);
    int low = 0, high = (int)((t->most - t->least) / STEP + 0.5); /* steps above the least */
    struct draw_fit f = { 0 };

    while (low < high) {
        int half = (low + high + 1) / 2;
        if (fits(l, t, b, t->least + half * STEP))
            low = half;
        else
            high = half - 1;
    }
    f.points = t->least + low * STEP;
    f.fits = fits(l, t, b, f.points);
    struct measured m = measure(l, width_at(b.width, f.points));
    f.width = real_mm(m.wide, f.points);
    f.height = real_mm(m.tall, f.points);
    if (!f.fits) {
        pango_layout_set_width(l->layout, width_at(b.width, f.points));
        measure_over(l->layout, t, b, &f);
    }
    if (!l->looked)
        find_missing(l, t);
    f.missing = l->missing;
    f.missing_at = l->missing_at;
    return f;
}

double draw_height(struct draw *d, const struct draw_text *t, double width, double points)
{
    struct measured m = measure(lay(d, t), width_at(width, points));

    return real_mm(m.tall, points) + (real_mm(m.wide, points) > width + SLACK_MM ? DRAW_TOO_WIDE : 0);
}

double draw_width(struct draw *d, const struct draw_text *t, double points)
{
    return real_mm(measure(lay(d, t), INT_MAX).wide, points);
}

static void show(struct draw *d, PangoLayout *l, double x, double y, double points)
{
    cairo_save(d->cr);
    cairo_translate(d->cr, x, y);
    cairo_scale(d->cr, points / LAID_AT, points / LAID_AT);
    cairo_move_to(d->cr, 0, 0);
    pango_cairo_show_layout(d->cr, l);
    cairo_restore(d->cr);
}

void draw_show(struct draw *d, const struct draw_text *t, struct box b, double points)
{
    PangoLayout *l = lay(d, t)->layout;
    PangoRectangle black, whole;
    double y = b.y;

    pango_layout_set_width(l, width_at(b.width, points));
    pango_layout_get_extents(l, &black, &whole);
    double spare = b.height - real_mm(whole.height, points);
    if (t->down == DRAW_CENTRE)
        y += spare / 2;
    else if (t->down == DRAW_BOTTOM)
        y += spare;
    else if (t->down == DRAW_CENTRE_INK)
        y += b.height / 2 - real_mm(black.y, points) - real_mm(black.height, points) / 2;
    ink(d, t->colour, 1);
    show(d, l, pt(b.x), pt(y), points);
}

void draw_across(struct draw *d, const struct draw_text *t, struct box b, double opacity)
{
    PangoLayout *l = lay(d, t)->layout;
    PangoRectangle black;
    double long_mm = hypot(b.width, b.height);

    pango_layout_set_width(l, -1);
    pango_layout_get_extents(l, &black, NULL);
    double points = 0.72 * long_mm / real_mm(black.width, 1);
    cairo_save(d->cr);
    cairo_translate(d->cr, pt(b.x + b.width / 2), pt(b.y + b.height / 2));
    cairo_rotate(d->cr, -atan2(b.height, b.width));
    ink(d, t->colour, opacity);
    show(d, l, -pt(real_mm(black.x, points) + real_mm(black.width, points) / 2),
         -pt(real_mm(black.y, points) + real_mm(black.height, points) / 2), points);
    cairo_restore(d->cr);
}

/* ---- tags ---- */

static void begin(struct draw *d, struct draw_tag tag, const char *attributes)
{
    if (d->untagged || d->deep == DEEPEST)
        return;
    if (!arena_grow(d->arena, &d->tag, &d->tag_room, d->tags, d->tags + 1, sizeof *d->tag)) {
        d->pdf.failed = true;
        return;
    }
    d->tag[d->tags++] = tag;
    d->open[d->deep++] = tag.name;
    cairo_tag_begin(d->cr, tag.name, attributes);
}

void draw_tag(struct draw *d, const char *name, const char *lang, struct str words)
{
    begin(d, (struct draw_tag){ name, lang, words }, NULL);
}

void draw_link(struct draw *d, struct str address)
{
    struct buf b = { .arena = d->arena };

    buf_add_text(&b, "uri='");
    for (size_t i = 0; i < address.len; i++) {
        if (address.at[i] == '\'' || address.at[i] == '\\')
            buf_add_byte(&b, '\\');
        buf_add_byte(&b, address.at[i]);
    }
    buf_add(&b, (struct str){ "'", 2 }); /* and the end C wants */
    if (!b.failed)
        begin(d, (struct draw_tag){ .name = CAIRO_TAG_LINK }, b.at);
    else
        d->pdf.failed = true;
}

void draw_tag_end(struct draw *d)
{
    if (!d->untagged && d->deep)
        cairo_tag_end(d->cr, d->open[--d->deep]);
}

void draw_untagged(struct draw *d, bool untagged)
{
    d->untagged = untagged;
}

const struct draw_tag *draw_tags(const struct draw *d, size_t *len)
{
    *len = d->tags;
    return d->tag;
}
