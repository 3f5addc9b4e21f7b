#include "cards/leaflet.h"

#define PANEL  74.0
#define MARGIN 6.0
#define STRIPE 1.2
#define BLEED  LEAFLET_BLEED_MM

/*
 * Boxes of a panel are the sheet's: as a language read from left to right has it, the back is
 * the outside's left half and the front its right; inside, the steps are on the left.
 */
static void ground(struct piece *p)
{
    p->width = LEAFLET_WIDTH_MM;
    p->least = LEAFLET_LEAST;
    piece_fill(p, (struct box){ -BLEED, -BLEED, LEAFLET_WIDTH_MM + 2 * BLEED, LEAFLET_HEIGHT_MM + 2 * BLEED },
               p->card->colours.paper);
}

static void front(struct piece *p)
{
    const struct card_colours *k = &p->card->colours;
    const struct wording *w = p->w;
    bool number = piece_first_number(p) != NULL;
    double x = PANEL, past = PANEL + BLEED, bottom = number ? 74 : LEAFLET_HEIGHT_MM + BLEED;
    double top = p->picture.len ? 45 : 12;

    piece_fill(p, (struct box){ x, -BLEED, past, bottom + BLEED }, k->band);
    if (number) {
        piece_fill(p, (struct box){ x, bottom, past, LEAFLET_HEIGHT_MM + BLEED - bottom }, k->emergency);
        piece_fill(p, (struct box){ x, bottom, past, STRIPE }, k->line);
    }
    piece_draft(p, (struct box){ p->w->tongue->right_to_left ? 0 : x, 0, PANEL, LEAFLET_HEIGHT_MM });
    piece_picture(p, (struct box){ x + MARGIN, MARGIN, PANEL - 2 * MARGIN, 37 });
    piece_say_as(p, "H1", piece_words(p, w->title, w->title_line, "the title"),
                 (struct set){ .most = 22, .colour = k->band_text, .bold = true, .lines = 3,
                               .down = DRAW_CENTRE },
                 (struct box){ x + MARGIN, top, PANEL - 2 * MARGIN, 68 - top - (number ? 5 : 0) });
    piece_say_as(p, "P", piece_words(p, w->emergency, w->emergency_line, "the words over the steps"),
                 (struct set){ .most = 11, .colour = k->band_text, .lines = 2, .down = DRAW_CENTRE },
                 (struct box){ x + MARGIN, 63, PANEL - 2 * MARGIN, 10 });
    piece_number(p, (struct box){ x + MARGIN, 78, PANEL - 2 * MARGIN, 16 }, 52);
    piece_number_words(p, (struct box){ x + MARGIN, 94.4, PANEL - 2 * MARGIN, 7 },
                       (struct set){ .most = 10, .along = DRAW_MIDDLE, .down = DRAW_CENTRE, .lines = 2 });
}

static void back(struct piece *p)
{
    const struct wording *w = p->w;
    double wide = PANEL - 2 * MARGIN, code = 46;

    piece_draft(p, (struct box){ p->w->tongue->right_to_left ? PANEL : 0, 0, PANEL, LEAFLET_HEIGHT_MM });
    piece_fill(p, (struct box){ -BLEED, -BLEED, PANEL + BLEED, BLEED + 4 }, p->card->colours.band);
    piece_fill(p, (struct box){ -BLEED, 4, PANEL + BLEED, STRIPE }, p->card->colours.line);
    piece_say_as(p, "P", piece_words(p, w->more, w->more_line, "the words over the code"),
                 (struct set){ .most = 13, .colour = p->card->colours.text, .bold = true,
                               .along = DRAW_MIDDLE,
                               .lines = 2, .down = DRAW_CENTRE },
                 (struct box){ MARGIN, 10, wide, 11 });
    piece_code(p, (struct box){ (PANEL - code) / 2, 22, code, code });
    piece_foot(p, (struct box){ MARGIN, 70.5, wide, 18 }, 8);
    double marks = piece_marks_height(p, wide, LEAFLET_LEAST);
    piece_marks(p, (struct box){ MARGIN, LEAFLET_HEIGHT_MM - MARGIN - marks, wide, marks }, LEAFLET_LEAST);
}

void leaflet_outside(struct piece *p)
{
    ground(p);
    piece_begin(p);
    front(p);
    back(p);
    piece_end(p);
}

static void heading(struct piece *p, struct said s, double x)
{
    piece_say_as(p, "H2", s,
                 (struct set){ .most = 13, .colour = p->card->colours.band_text, .bold = true, .lines = 2,
                               .down = DRAW_CENTRE },
                 (struct box){ x + MARGIN, 2.4, PANEL - 2 * MARGIN, 9.6 });
}

void leaflet_inside(struct piece *p)
{
    const struct wording *w = p->w;
    const struct card_colours *k = &p->card->colours;
    double past = LEAFLET_WIDTH_MM + 2 * BLEED, wide = PANEL - 2 * MARGIN, top = 19;
    double marks, bottom;

    ground(p);
    marks = piece_marks_height(p, wide, LEAFLET_LEAST);
    bottom = LEAFLET_HEIGHT_MM - MARGIN - marks;
    piece_fill(p, (struct box){ -BLEED, -BLEED, past, BLEED + 14 }, k->band);
    piece_fill(p, (struct box){ -BLEED, 14, past, STRIPE }, k->line);
    piece_begin(p);
    piece_draft(p, (struct box){ 0, 0, LEAFLET_WIDTH_MM, LEAFLET_HEIGHT_MM });
    heading(p, piece_words(p, w->emergency, w->emergency_line, "the words over the steps"), 0);
    piece_steps(p, (struct box){ MARGIN, top, wide, bottom - 2 - top }, 12, 1.6);
    piece_marks(p, (struct box){ MARGIN, bottom, wide, marks }, LEAFLET_LEAST);
    heading(p, piece_words(p, w->talk, w->talk_line, "the words over the numbers"), PANEL);
    piece_contacts(p, (struct box){ PANEL + MARGIN, top, wide, LEAFLET_HEIGHT_MM - MARGIN - top }, 11, 2.2);
    piece_end(p);
}
