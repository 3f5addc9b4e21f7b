#include "cards/svg.h"

#include "cards/svg_refused.h"
#include "cards/svg_value.h"

/* ---- what a picture may have ---- */

enum {
    ROOT = 1 << 0, GROUP = 1 << 1, PATH = 1 << 2, RECT = 1 << 3, CIRCLE = 1 << 4, ELLIPSE = 1 << 5,
    LINE = 1 << 6, POLYLINE = 1 << 7, POLYGON = 1 << 8, DEFS = 1 << 9, LINEAR = 1 << 10, RADIAL = 1 << 11,
    STOP = 1 << 12, WORDS = 1 << 13,
    SHAPE = PATH | RECT | CIRCLE | ELLIPSE | LINE | POLYLINE | POLYGON,
    DRAWN = GROUP | SHAPE,
    PAINTED = ROOT | DRAWN,
    GRADIENT = LINEAR | RADIAL,
    ANY = (1 << 14) - 1,
};

static const struct {
    const char *name;
    unsigned kind;
    unsigned in; /* which may stand round it; 0: none, it is the root */
} ELEMENT[] = {
    { "svg", ROOT, 0 },
    { "g", GROUP, ROOT | GROUP },
    { "path", PATH, ROOT | GROUP },
    { "rect", RECT, ROOT | GROUP },
    { "circle", CIRCLE, ROOT | GROUP },
    { "ellipse", ELLIPSE, ROOT | GROUP },
    { "line", LINE, ROOT | GROUP },
    { "polyline", POLYLINE, ROOT | GROUP },
    { "polygon", POLYGON, ROOT | GROUP },
    { "defs", DEFS, ROOT | GROUP },
    { "linearGradient", LINEAR, DEFS },
    { "radialGradient", RADIAL, DEFS },
    { "stop", STOP, GRADIENT },
    { "title", WORDS, ANY },
    { "desc", WORDS, ANY },
};

/* In the order in which they are written. An id comes before, as g1. */
static const struct {
    const char *name;
    unsigned of;
    enum svg_grammar grammar;
    bool styled; /* may stand in a style attribute too */
    const char *words;
} ATTRIBUTE[] = {
    { "viewBox", ROOT, SVG_VIEW_BOX, false, NULL },
    { "href", GRADIENT, SVG_REFERENCE, false, NULL },
    { "d", PATH, SVG_PATH, false, NULL },
    { "points", POLYLINE | POLYGON, SVG_POINTS, false, NULL },
    { "x", RECT, SVG_NUMBER, false, NULL },
    { "y", RECT, SVG_NUMBER, false, NULL },
    { "width", RECT, SVG_LENGTH, false, NULL },
    { "height", RECT, SVG_LENGTH, false, NULL },
    { "cx", CIRCLE | ELLIPSE, SVG_NUMBER, false, NULL },
    { "cy", CIRCLE | ELLIPSE, SVG_NUMBER, false, NULL },
    { "r", CIRCLE, SVG_LENGTH, false, NULL },
    { "rx", RECT | ELLIPSE, SVG_LENGTH, false, NULL },
    { "ry", RECT | ELLIPSE, SVG_LENGTH, false, NULL },
    { "x1", LINE, SVG_NUMBER, false, NULL },
    { "y1", LINE, SVG_NUMBER, false, NULL },
    { "x2", LINE, SVG_NUMBER, false, NULL },
    { "y2", LINE, SVG_NUMBER, false, NULL },
    { "x1", LINEAR, SVG_PLACE, false, NULL },
    { "y1", LINEAR, SVG_PLACE, false, NULL },
    { "x2", LINEAR, SVG_PLACE, false, NULL },
    { "y2", LINEAR, SVG_PLACE, false, NULL },
    { "cx", RADIAL, SVG_PLACE, false, NULL },
    { "cy", RADIAL, SVG_PLACE, false, NULL },
    { "r", RADIAL, SVG_PLACE, false, NULL },
    { "fx", RADIAL, SVG_PLACE, false, NULL },
    { "fy", RADIAL, SVG_PLACE, false, NULL },
    { "gradientUnits", GRADIENT, SVG_WORD, false, "userSpaceOnUse objectBoundingBox" },
    { "gradientTransform", GRADIENT, SVG_TRANSFORM, false, NULL },
    { "offset", STOP, SVG_SHARE, false, NULL },
    { "stop-color", STOP, SVG_COLOUR, true, NULL },
    { "stop-opacity", STOP, SVG_SHARE, true, NULL },
    { "fill", PAINTED, SVG_PAINT, true, NULL },
    { "fill-opacity", PAINTED, SVG_SHARE, true, NULL },
    { "fill-rule", PAINTED, SVG_WORD, true, "nonzero evenodd" },
    { "stroke", PAINTED, SVG_PAINT, true, NULL },
    { "stroke-width", PAINTED, SVG_LENGTH, true, NULL },
    { "stroke-opacity", PAINTED, SVG_SHARE, true, NULL },
    { "stroke-linecap", PAINTED, SVG_WORD, true, "butt round square" },
    { "stroke-linejoin", PAINTED, SVG_WORD, true, "miter round bevel" },
    { "stroke-miterlimit", PAINTED, SVG_LENGTH, true, NULL },
    { "opacity", DRAWN, SVG_SHARE, true, NULL },
    { "transform", DRAWN, SVG_TRANSFORM, false, NULL },
};

#define SVG_SPACE "http://www.w3.org/2000/svg"

/* Left out without a word, as the clean drawing is the same without it. NULL: whatever it says. */
static const struct {
    const char *name, *value;
    bool styled;
} OF_NO_USE[] = {
    { "version", NULL, false },
    { "baseProfile", NULL, false },
    { "xml:space", NULL, false },
    { "spreadMethod", "pad", false },
    { "xmlns:svg", SVG_SPACE, false },
    { "xmlns:xlink", "http://www.w3.org/1999/xlink", false },
    { "display", "inline", true },
    { "visibility", "visible", true },
    { "overflow", "visible", true },
    { "stroke-dasharray", "none", true },
    { "stroke-dashoffset", "0", true },
    { "vector-effect", "none", true },
    { "paint-order", "normal", true },
    { "marker", "none", true },
    { "clip-rule", "nonzero", true },
    { "mix-blend-mode", "normal", true },
    { "isolation", "auto", true },
    { "enable-background", "accumulate", true },
    { "-inkscape-stroke", "none", true },
};
static const char NO_SPACE[] = "this drawing does not say that it is SVG: xmlns=\"" SVG_SPACE "\"";

/* ---- one picture being cleaned ---- */

enum { ATTRIBUTES = COUNT_OF(ATTRIBUTE) };

struct gradient {
    struct str id;
    const struct svg_element *element;
    bool borrows; /* has a reference itself */
};
struct cleaning {
    struct str file;
    struct arena *arena;
    struct card_faults *faults;
    size_t said;
    size_t numbers;
    struct buf out;
    struct gradient gradient[SVG_GRADIENTS_MAX];
    size_t gradients;
    const char *open[SVG_DEPTH_MAX]; /* names of what is to be closed */
    unsigned open_kind[SVG_DEPTH_MAX];
    size_t depth;
};

/* One element's attributes, each written in its one way. */
struct written {
    struct str value[ATTRIBUTES];
    unsigned kind;
};

static void fault(struct cleaning *c, unsigned line, unsigned column, const char *say)
{
    c->said++;
    if (c->said < SVG_FAULTS_MAX)
        card_fault_add(c->faults, FAULT_STOP, (struct fault_at){ c->file, line, column }, "%s", say);
    else if (c->said == SVG_FAULTS_MAX)
        card_fault_add(c->faults, FAULT_STOP, (struct fault_at){ c->file, line, column },
                       "there is more in this picture that may not be there; it is easier to save it as PNG");
}

static void fault_at(struct cleaning *c, const struct svg_attribute *at, const char *say)
{
    fault(c, at->line, at->column, say);
}

/* ---- gradients, known before anything refers to them ---- */

static const struct gradient *gradient_of(const struct cleaning *c, struct str id)
{
    for (size_t i = 0; i < c->gradients; i++)
        if (str_eq(c->gradient[i].id, id))
            return &c->gradient[i];
    return NULL;
}

static bool is_gradient(struct str name)
{
    return str_eq(name, STR("linearGradient")) || str_eq(name, STR("radialGradient"));
}

static bool is_href(struct str name)
{
    return str_eq(name, STR("href")) || str_eq(name, STR("xlink:href"));
}

static void know_gradient(struct cleaning *c, const struct svg_element *e)
{
    struct gradient made = { .element = e };

    for (size_t i = 0; i < e->attributes; i++) {
        const struct svg_attribute *at = &e->attribute[i];
        made.borrows = made.borrows || is_href(at->name);
        if (!str_eq(at->name, STR("id")))
            continue;
        if (gradient_of(c, at->value))
            fault_at(c, at, "two gradients have the same id: call one of them otherwise");
        made.id = at->value;
    }
    if (!made.id.len) {
        fault(c, e->line, e->column, "a gradient without an id paints nothing: take it away");
        return;
    }
    if (c->gradients == SVG_GRADIENTS_MAX)
        fault(c, e->line, e->column, "more than 64 gradients: simplify the drawing, or save it as PNG");
    else
        c->gradient[c->gradients++] = made;
}

/* ---- one attribute ---- */

static size_t attribute_of(struct str name, unsigned kind, bool styled)
{
    size_t i = 0;

    while (i < ATTRIBUTES && !((ATTRIBUTE[i].of & kind) && (ATTRIBUTE[i].styled || !styled) &&
                               str_eq(name, str_of(ATTRIBUTE[i].name))))
        i++;
    return i;
}

static bool is_of_no_use(struct str name, struct str value, bool styled)
{
    for (size_t i = 0; i < COUNT_OF(OF_NO_USE); i++)
        if (str_eq(name, str_of(OF_NO_USE[i].name)) && (OF_NO_USE[i].styled || !styled) &&
            (!OF_NO_USE[i].value || str_eq(value, str_of(OF_NO_USE[i].value))))
            return true;
    return false;
}

/* "url(#g2)" for a paint, "#g2" for a gradient that borrows; a fault when there is no such gradient. */
static void add_reference(struct cleaning *c, const struct svg_attribute *at, enum svg_grammar grammar,
                          struct str id, struct buf *b)
{
    const struct gradient *g = gradient_of(c, id);

    if (!g)
        fault_at(c, at, "this refers to a gradient that is not in the file: choose a colour instead");
    else if (grammar == SVG_REFERENCE && g->borrows)
        fault_at(c, at, "this gradient borrows from one that borrows itself: give it its own colours");
    else
        buf_addf(b, grammar == SVG_REFERENCE ? "#g%zu" : "url(#g%zu)", (size_t)(g - c->gradient) + 1);
}

static bool write_value(struct cleaning *c, const struct svg_attribute *at, size_t which, struct written *w,
                        struct err *err)
{
    enum svg_grammar grammar = ATTRIBUTE[which].grammar;
    struct buf b = { .arena = c->arena };
    struct str id = { 0 };

    if (!svg_value(grammar, at->value, ATTRIBUTE[which].words, &b, &id, &c->numbers)) {
        const char *wanted = grammar == SVG_WORD ? ATTRIBUTE[which].words : svg_grammar_word(grammar);
        c->said++;
        if (c->said < SVG_FAULTS_MAX)
            card_fault_add(c->faults, FAULT_STOP, (struct fault_at){ c->file, at->line, at->column },
                           "%s takes %s%s", ATTRIBUTE[which].name, grammar == SVG_WORD ? "one of: " : "",
                           wanted);
        return true;
    }
    if (id.at)
        add_reference(c, at, grammar, id, &b);
    buf_add_byte(&b, ' '); /* so that an empty one is there, too */
    if (!buf_done(&b, "a picture", &w->value[which], err))
        return false;
    w->value[which].len--;
    return true;
}

/* "fill:#10457a;stroke:none": each as if it were an attribute, and stronger than one. */
static bool write_style(struct cleaning *c, const struct svg_attribute *style, struct written *w,
                        struct err *err)
{
    struct str rest = style->value;

    while (rest.len) {
        struct str value = str_cut(&rest, ';'), name = str_trim(str_cut(&value, ':'));
        value = str_trim(value);
        if (name.len == 0 && value.len == 0)
            continue;
        size_t which = attribute_of(name, w->kind, true);
        struct svg_attribute at = { name, value, style->line, style->column };
        if (which < ATTRIBUTES) {
            if (!write_value(c, &at, which, w, err))
                return false;
        } else if (!is_of_no_use(name, value, true))
            fault_at(c, style, svg_refused_attribute(name));
    }
    return true;
}

static bool write_attribute(struct cleaning *c, const struct svg_attribute *at, struct written *w,
                            struct err *err)
{
    struct str name = is_href(at->name) ? STR("href") : at->name;
    size_t which = attribute_of(name, w->kind, false);

    if (str_eq(name, STR("id")) || str_eq(name, STR("style")))
        return true; /* before, and after the others */
    if (w->kind == ROOT && str_eq(name, STR("xmlns"))) {
        if (!str_eq(at->value, STR(SVG_SPACE)))
            fault_at(c, at, NO_SPACE);
        return true;
    }
    if (w->kind == ROOT && (str_eq(name, STR("width")) || str_eq(name, STR("height"))))
        return true; /* the viewBox has its shape, print and page its size */
    if (which < ATTRIBUTES)
        return write_value(c, at, which, w, err);
    if (!is_of_no_use(name, at->value, false))
        fault_at(c, at, svg_refused_attribute(name));
    return true;
}

static bool write_attributes(struct cleaning *c, const struct svg_element *e, struct written *w,
                             struct err *err)
{
    for (size_t i = 0; i < e->attributes; i++)
        if (!write_attribute(c, &e->attribute[i], w, err))
            return false;
    for (size_t i = 0; i < e->attributes; i++)
        if (str_eq(e->attribute[i].name, STR("style")) && !write_style(c, &e->attribute[i], w, err))
            return false;
    return true;
}

/* ---- one element ---- */

static size_t element_of(struct str name)
{
    size_t i = 0;

    while (i < COUNT_OF(ELEMENT) && !str_eq(name, str_of(ELEMENT[i].name)))
        i++;
    return i;
}

static void close_to(struct cleaning *c, size_t depth)
{
    while (c->depth > depth)
        buf_addf(&c->out, "</%s>\n", c->open[--c->depth]);
}

static void open_tag(struct cleaning *c, const struct svg_element *e, const char *name,
                     const struct written *w)
{
    bool holds = w->kind & (ROOT | GROUP | DEFS | GRADIENT);

    buf_addf(&c->out, "<%s", name);
    if (w->kind == ROOT)
        buf_add_text(&c->out, " xmlns=\"" SVG_SPACE "\"");
    for (size_t i = 0; i < c->gradients; i++)
        if (c->gradient[i].element == e)
            buf_addf(&c->out, " id=\"g%zu\"", i + 1);
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (w->value[i].at) {
            buf_addf(&c->out, " %s=\"", ATTRIBUTE[i].name);
            buf_add(&c->out, w->value[i]);
            buf_add_byte(&c->out, '"');
        }
    buf_add_text(&c->out, holds ? ">\n" : "/>\n");
    if (holds) {
        c->open[c->depth] = name;
        c->open_kind[c->depth++] = w->kind;
    }
}

static void check_root(struct cleaning *c, const struct svg_element *e)
{
    bool named = false, shaped = false;

    for (size_t i = 0; i < e->attributes; i++) {
        named = named || str_eq(e->attribute[i].name, STR("xmlns"));
        shaped = shaped || str_eq(e->attribute[i].name, STR("viewBox"));
    }
    if (!named)
        fault(c, e->line, e->column, NO_SPACE);
    if (!shaped)
        fault(c, e->line, e->column, "the drawing does not say its shape: viewBox=\"0 0 100 100\"");
}

static void refuse_element(struct cleaning *c, const struct svg_element *e, unsigned kind)
{
    if (e->depth == 0)
        fault(c, e->line, e->column, "this is no SVG drawing: it begins with another element than svg");
    else if (kind && kind != ROOT)
        fault(c, e->line, e->column, "this element may not stand here: shapes and groups stand in svg and g, "
                                     "gradients in defs, stops in gradients");
    else
        fault(c, e->line, e->column, svg_refused_element(e->name));
}

/* *inside: is what stands in it to be looked at? Not where it is refused or left out, with all it holds. */
static bool clean_element(struct cleaning *c, const struct svg_element *e, bool *inside, struct err *err)
{
    size_t which = element_of(e->name);
    bool known = which < COUNT_OF(ELEMENT);
    struct written w = { .kind = known ? ELEMENT[which].kind : 0 };
    unsigned round = c->depth ? c->open_kind[c->depth - 1] : 0;
    bool fits = known && (e->depth == 0 ? w.kind == ROOT
                                        : (ELEMENT[which].in & round) && c->depth == e->depth);

    *inside = fits && w.kind != WORDS;
    if (w.kind == WORDS && e->depth)
        return true;
    if (!fits) {
        refuse_element(c, e, w.kind);
        return true;
    }
    if (e->words_line)
        fault(c, e->words_line, e->words_column, "words in the drawing itself: take them away");
    if (!write_attributes(c, e, &w, err))
        return false;
    if (w.kind == ROOT)
        check_root(c, e);
    open_tag(c, e, ELEMENT[which].name, &w);
    return true;
}
static bool clean_all(struct cleaning *c, const struct svg_file *f, struct err *err)
{
    size_t passed_over = SVG_DEPTH_MAX + 1; /* all deeper than this are in an element that was refused */

    for (size_t i = 0; i < f->elements; i++)
        if (is_gradient(f->element[i].name))
            know_gradient(c, &f->element[i]);
    for (size_t i = 0; i < f->elements; i++) {
        const struct svg_element *e = &f->element[i];
        bool inside;
        if (e->depth > passed_over)
            continue;
        close_to(c, e->depth);
        if (!clean_element(c, e, &inside, err))
            return false;
        passed_over = inside ? SVG_DEPTH_MAX + 1 : e->depth;
    }
    close_to(c, 0);
    if (c->numbers > SVG_NUMBERS_MAX)
        fault(c, 0, 0, "the drawing has more than 10,000 numbers; simplify its paths, or save it as PNG");
    if (c->out.len > SVG_BYTES_MAX)
        fault(c, 0, 0, "the cleaned drawing has more than 256 KiB; simplify its paths, or save it as PNG");
    return true;
}

bool svg_clean(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
               struct str *clean, struct err *err)
{
    struct cleaning *c = arena_new(a, struct cleaning, 1);
    struct svg_file f;
    struct str out;

    if (!c)
        return err_memory(err, "a picture");
    *c = (struct cleaning){ .file = file, .arena = a, .faults = faults, .out = { .arena = a } };
    if (!svg_read(file, bytes, a, faults, &f, err))
        return false;
    if (f.elements == 0) {
        *clean = STR("");
        return true;
    }
    if (!clean_all(c, &f, err) || !buf_done(&c->out, "a picture", &out, err))
        return false;
    if (faults->failed)
        return err_memory(err, "a picture");
    *clean = c->said ? STR("") : out;
    return true;
}
