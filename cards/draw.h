/*
 * cards/draw - pages drawn into a PDF in memory, in millimetres: boxes, lines, a
 * picture, a QR code, and text that is fitted into a box. The one door to cairo, pango and librsvg.
 *
 * Text is laid out by pango at one size and scaled, with hinting and rounding off, so
 * that a line breaks at the same place at every size and in every run, and fonts are
 * looked for once. A text is shrunk by half points from the size that would be good
 * to the smallest that can be read; what does not fit then, or holds a letter that no
 * font of its language has, is said in struct draw_fit and never cut off in silence.
 * (A letter some other font of the machine happens to have is missing too:
 * nobody looked at it, and the next machine would print another.)
 *
 * Right-to-left: the paragraph's direction is the language's, set and never guessed,
 * and `along` means the paper's left and right; the caller mirrors the boxes.
 *
 * What is drawn between draw_tag() and draw_tag_end() is marked in the PDF as a heading,
 * paragraph, list ... for screen readers. cairo 1.16 cannot say a language or the words for a
 * picture: draw_tags() gives them back in the order of the tags, for cards/pdf.h to write.
 */
#ifndef CARDS_DRAW_H
#define CARDS_DRAW_H

#include "cards/colour.h"
#include "cards/qr.h"
#include "cards/tongue.h"

struct draw;

struct box {
    double x, y, width, height; /* mm, from the top left corner of what is drawn */
};

enum draw_along { DRAW_LEFT, DRAW_MIDDLE, DRAW_RIGHT };
enum draw_down { DRAW_TOP, DRAW_CENTRE, DRAW_BOTTOM, DRAW_CENTRE_INK };

struct draw_text {
    struct str text;
    const struct tongue *tongue;
    struct colour colour;
    double most, least;   /* points */
    bool bold;
    bool left_to_right;   /* a number or an address, whatever the language */
    int lines;            /* at most; 0: as many as the box holds */
    enum draw_along along;
    enum draw_down down;  /* DRAW_CENTRE_INK: what is black is centred, for numbers */
};

struct draw_fit {
    bool fits;
    double points;          /* the largest size that fits, or the least */
    double width, height;   /* mm, of the text at that size */
    double over_mm;         /* how much text is too much, as a length, */
    size_t over_characters; /* and in characters; 0 when it fits */
    uint32_t missing;       /* the first letter no font of the language has; 0: none */
    size_t missing_at;      /* where in the text, in bytes */
};

/* title: the document's. fails  ERR_LIMIT */
bool draw_open(struct draw **out, struct arena *a, struct str title, struct err *err) MUST_USE;
void draw_close(struct draw **d); /* safe with NULL */
/*
 * Ends the last page; *pdf lives in the arena. fails  ERR_LIMIT, ERR_BUG; ERR_INPUT a picture that
 * cannot be drawn.
 */
bool draw_done(struct draw *d, struct str *pdf, struct err *err) MUST_USE;

void draw_page(struct draw *d, double width, double height);   /* ends the page before */
/* of all that follows, from the page's corner */
void draw_origin(struct draw *d, double x, double y);
void draw_turned(struct draw *d, double x, double y);          /* the same, upside down */

void draw_fill(struct draw *d, struct box b, struct colour c);
void draw_round(struct draw *d, struct box b, double radius, struct colour c);
void draw_line(struct draw *d, double x, double y, double to_x, double to_y, double width, struct colour c);
void draw_dashes(struct draw *d, double x, double y, double to_x, double to_y, struct colour c);
void draw_qr(struct draw *d, const struct qr *q, struct box b, struct colour c); /* with its quiet zone */
/* as large as fits, centred */
void draw_picture(struct draw *d, struct str name, struct str bytes, struct box b);

struct draw_fit draw_fit(struct draw *d, const struct draw_text *t, struct box b);
/* mm; DRAW_TOO_WIDE more when a word is wider than that. */
#define DRAW_TOO_WIDE 1000.0
double draw_height(struct draw *d, const struct draw_text *t, double width, double points);
double draw_width(struct draw *d, const struct draw_text *t, double points); /* mm, on one line */
void draw_show(struct draw *d, const struct draw_text *t, struct box b, double points);
/* One word from corner to corner, see-through. */
void draw_across(struct draw *d, const struct draw_text *t, struct box b, double opacity);

struct draw_tag {
    const char *name;   /* "H1", "P", "L", "LI", "Figure", "Sect", "Link" */
    const char *lang;   /* "pl"; NULL: as what it stands in */
    struct str words;   /* of a picture; "" */
};
void draw_tag(struct draw *d, const char *name, const char *lang, struct str words);
void draw_link(struct draw *d, struct str address);
void draw_tag_end(struct draw *d);
void draw_untagged(struct draw *d, bool untagged); /* tags are passed over: a copy of what was read already */
const struct draw_tag *draw_tags(const struct draw *d, size_t *len); /* in the order they began */

#endif
