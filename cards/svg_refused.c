#include "cards/svg_refused.h"

struct refused {
    const char *name; /* one that ends in * stands for all that begin so */
    const char *say;
};

#define INKSCAPE                                                                                           \
    "Inkscape's own notes may not be in a picture: choose File, Save a Copy, and the type \"Plain SVG\""
#define WORDS                                                                                              \
    "letters need a font, which the reader may not have: make paths of them (Inkscape: Path, Object to Path)"
#define COPY                                                                                               \
    "a copy of another part may not be in a picture: unlink it (Inkscape: Edit, Clone, Unlink)"
#define EFFECT                                                                                             \
    "filters, masks, clips, patterns and markers may not be in a picture: simplify it, or save it as PNG"
#define MOVES  "nothing in a picture may move: take the animation away"
#define LEADS  "a picture may not lead or reach elsewhere: take the link away"
#define IMAGE  "a picture inside the picture: draw it, or save the whole as PNG"
#define SHEET                                                                                              \
    "a style sheet may not be in a picture: save it with its colours as attributes (Illustrator: "         \
    "Presentation Attributes)"

static const struct refused ELEMENT[] = {
    { "script", "a script may not be in a picture: take it away" },
    { "style", SHEET },
    { "svg", "one drawing inside another: ungroup it, or save it as PNG" },
    { "sodipodi:*", INKSCAPE },
    { "inkscape:*", INKSCAPE },
    { "metadata", "notes about the drawing may not be in it: take metadata away (Inkscape: Save a Copy as "
                  "\"Optimised SVG\", which leaves it out)" },
    { "text", WORDS },
    { "tspan", WORDS },
    { "textPath", WORDS },
    { "flowRoot", WORDS },
    { "font", WORDS },
    { "image", IMAGE },
    { "feImage", IMAGE },
    { "use", COPY },
    { "symbol", COPY },
    { "switch", "choices may not be in a picture: leave the one that is meant" },
    { "a", LEADS },
    { "foreignObject", "a part of a web page may not be in a picture: take it away" },
    { "iframe", "a part of a web page may not be in a picture: take it away" },
    { "animate", MOVES },
    { "animateMotion", MOVES },
    { "animateTransform", MOVES },
    { "animateColor", MOVES },
    { "set", MOVES },
    { "filter", EFFECT },
    { "mask", EFFECT },
    { "clipPath", EFFECT },
    { "pattern", EFFECT },
    { "marker", EFFECT },
    { "meshgradient", EFFECT },
};

static const struct refused ATTRIBUTE[] = {
    { "on*", "a picture may not do anything when it is touched: take this script away" },
    { "href", LEADS },
    { "xlink:href", LEADS },
    { "xml:base", LEADS },
    { "class", SHEET },
    { "sodipodi:*", INKSCAPE },
    { "inkscape:*", INKSCAPE },
    { "xmlns:inkscape", INKSCAPE },
    { "xmlns:sodipodi", INKSCAPE },
    { "xmlns*", "a picture has no vocabulary but SVG's: take this declaration away" },
    { "clip-path", EFFECT },
    { "clip-rule", EFFECT },
    { "mask", EFFECT },
    { "filter", EFFECT },
    { "marker*", EFFECT },
    { "stroke-dasharray", "dashed lines may not be in a picture: make paths of them (Inkscape: Path, Stroke "
                          "to Path)" },
    { "font*", WORDS },
    { "display", "a hidden part would be passed on with the picture: take it away" },
    { "visibility", "a hidden part would be passed on with the picture: take it away" },
    { "spreadMethod", "a gradient does not repeat in a picture: take this away" },
    { "preserveAspectRatio", "a picture keeps its shape: take this away" },
};

static bool is_named(const char *name, struct str s)
{
    struct str rest = str_of(name), begins = str_cut(&rest, '*');

    return strchr(name, '*') ? str_starts(s, begins) : str_eq(s, begins);
}

static const char *find(const struct refused *of, size_t count, struct str name, const char *otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (is_named(of[i].name, name))
            return of[i].say;
    return otherwise;
}

const char *svg_refused_element(struct str name)
{
    return find(ELEMENT, COUNT_OF(ELEMENT), name,
                "an element that a picture may not have: it has g, path, rect, circle, ellipse, line, "
                "polyline, polygon, defs, linearGradient, radialGradient and stop");
}

const char *svg_refused_attribute(struct str name)
{
    return find(ATTRIBUTE, COUNT_OF(ATTRIBUTE), name,
                "an attribute that this element of a picture may not have: take it away, or save the picture "
                "as PNG");
}
