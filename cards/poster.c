#include "cards/poster.h"

#define MARGIN 14.0
#define INNER  (POSTER_WIDTH_MM - 2 * MARGIN)
#define BAND   66.0
#define STRIPE 2.4
#define STRIP  176.0 /* where the first number's ground begins */
#define TALL   28.0

static void title(struct piece *p)
{
    const struct wording *w = p->w;
    struct colour c = p->card->colours.band_text;
    double start = p->picture.len ? MARGIN + 76 : MARGIN;

    piece_picture(p, (struct box){ MARGIN, 10, 70, 46.7 });
    piece_say_as(p, "H1", piece_words(p, w->title, w->title_line, "the title"),
                 (struct set){ .most = 44, .colour = c, .bold = true, .lines = 3, .down = DRAW_CENTRE },
                 (struct box){ start, 8, MARGIN + INNER - start, 50 });
}

static void first_number(struct piece *p)
{
    if (!piece_first_number(p))
        return;
    piece_fill(p, (struct box){ 0, STRIP, POSTER_WIDTH_MM, TALL }, p->card->colours.emergency);
    piece_number(p, (struct box){ MARGIN - 2, STRIP + 3, 76, TALL - 6 }, 84);
    piece_number_words(p, (struct box){ MARGIN + 80, STRIP + 3, INNER - 80, TALL - 6 },
                       (struct set){ .most = 26, .bold = true, .down = DRAW_CENTRE, .lines = 2 });
}

void poster(struct piece *p)
{
    const struct wording *w = p->w;
    const struct card_colours *k = &p->card->colours;
    double steps = BAND + STRIPE + 20.5, below = STRIP + TALL + 5, code = 46;

    p->width = POSTER_WIDTH_MM;
    p->least = POSTER_LEAST;
    piece_fill(p, (struct box){ 0, 0, POSTER_WIDTH_MM, POSTER_HEIGHT_MM }, k->paper);
    piece_fill(p, (struct box){ 0, 0, POSTER_WIDTH_MM, BAND }, k->band);
    piece_fill(p, (struct box){ 0, BAND, POSTER_WIDTH_MM, STRIPE }, k->line);
    piece_begin(p);
    piece_draft(p, (struct box){ 0, 0, POSTER_WIDTH_MM, POSTER_HEIGHT_MM });
    title(p);
    piece_say_as(p, "H2", piece_words(p, w->emergency, w->emergency_line, "the words over the steps"),
                 (struct set){ .most = 28, .colour = k->text, .bold = true, .lines = 1, .down = DRAW_CENTRE },
                 (struct box){ MARGIN, BAND + STRIPE + 5, INNER, 13 });
    piece_steps(p, (struct box){ MARGIN, steps, INNER, STRIP - 5 - steps }, 20, 2);
    first_number(p);
    piece_say_as(p, "H2", piece_words(p, w->talk, w->talk_line, "the words over the numbers"),
                 (struct set){ .most = 16, .colour = k->text, .bold = true, .lines = 1 },
                 (struct box){ MARGIN, below - 1, 122, 8 });
    piece_contacts(p, (struct box){ MARGIN, below + 9, 122, 271.5 - below - 9 }, 13, 1.2);
    piece_code(p, (struct box){ POSTER_WIDTH_MM - MARGIN - code + 3, below - 3, code, code });
    piece_say_as(p, "P", piece_words(p, w->more, w->more_line, "the words under the code"),
                 (struct set){ .most = 13, .colour = k->text, .bold = true, .along = DRAW_MIDDLE,
                               .lines = 2 },
                 (struct box){ POSTER_WIDTH_MM - MARGIN - code, below - 3 + code, code, 15 });
    piece_foot(p, (struct box){ MARGIN, 273, 122, 18.4 }, POSTER_LEAST);
    double marks = piece_marks_height(p, 56, POSTER_LEAST);
    piece_marks(p, (struct box){ POSTER_WIDTH_MM - MARGIN - 56, 290 - marks, 56, marks }, POSTER_LEAST);
    piece_end(p);
}
