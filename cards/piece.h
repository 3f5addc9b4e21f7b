/*
 * cards/piece - the pieces every printed thing of a card is made of: its words fitted
 * into a box, the steps, the number to call first, who else to talk to, the code, the foot.
 * What a layout adds is where they stand and how large (cards/face.h, leaflet.h, poster.h).
 *
 * Boxes are given as for a language read from left to right; for one read from right to left
 * every box is mirrored across the side's width, so a layout is written once. Numbers, the
 * address and the QR code keep their direction. Design: nothing but what helps; the steps and
 * the number lead; one size for all steps, one scale for all contacts.
 *
 * A text that does not fit even at its smallest size, or has a letter no font of its
 * language has, becomes a fault of FAULT_STOP at its file and line.
 */
#ifndef CARDS_PIECE_H
#define CARDS_PIECE_H

#include "cards/card.h"
#include "cards/draw.h"

struct piece {                   /* one language's side being drawn */
    struct draw *d;
    const struct card *card;
    const struct wording *w;
    const struct card_files *files; /* for columns in faults */
    struct date day;             /* decides which numbers are good */
    bool draft;
    const struct qr *qr;
    struct str address;          /* what the code says */
    struct str picture;          /* clean bytes of card->picture; "" without one */
    struct card_faults *faults;  /* NULL: they were said already */
    const char *layout;          /* for faults: "the card", "the poster" */
    double width;                /* mm, of the side: what boxes are mirrored in */
    double least;                /* points: no text is smaller */
};

/* How a text is set. Along: DRAW_LEFT is where reading starts. */
struct set {
    double most, least; /* least 0: the piece's */
    struct colour colour;
    bool bold;
    enum draw_along along;
    enum draw_down down;
    int lines;
};

/* A text and where it was written. */
struct said {
    struct str text;
    const char *label;   /* "the title" */
    struct fault_at at;
    bool english;        /* not in the card's language: a service's name, our own marks */
    bool number;         /* kept from left to right */
};
struct said piece_words(const struct piece *p, struct str text, unsigned line, const char *label);
struct said piece_english(struct str text, unsigned line, const char *label); /* line of card.json */

void piece_say(struct piece *p, struct said s, struct set how, struct box b);
void piece_say_as(struct piece *p, const char *tag, struct said s, struct set how, struct box b);
struct box piece_box(const struct piece *p, struct box b); /* mirrored, where the language asks for it */
void piece_fill(struct piece *p, struct box b, struct colour c);
struct colour piece_mix(struct colour a, struct colour b, double share_of_b);

void piece_begin(struct piece *p); /* a section of its language, for screen readers */
void piece_end(struct piece *p);
void piece_picture(struct piece *p, struct box b);
void piece_steps(struct piece *p, struct box b, double most, double gap);
void piece_contacts(struct piece *p, struct box b, double most, double gap);
/* The first emergency number, on a ground of its colour that was filled before; nothing without one. */
void piece_number(struct piece *p, struct box number, double most);
void piece_number_words(struct piece *p, struct box b, struct set how);
const struct contact *piece_first_number(const struct piece *p); /* NULL without one */
void piece_code(struct piece *p, struct box b);
/*
 * "not yet checked ...", "invented", "confirm before printing": lines it needs, and drawing them
 * upwards from the bottom.
 */
double piece_marks_height(struct piece *p, double width, double points);
void piece_marks(struct piece *p, struct box b, double points);
/*
 * Its page, whose card it is, its licence, who made it: from the top of the box, which is the most it
 * may take.
 */
double piece_foot_height(struct piece *p, struct box b, double points);
void piece_foot(struct piece *p, struct box b, double points);
/* DRAFT across, unless it is none */
void piece_draft(struct piece *p, struct box b);

#endif
