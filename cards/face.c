#include "cards/face.h"

#define BAND   15.2 /* height of the front's band */
#define STRIPE 0.9
#define PANEL  62.6 /* where the first number's ground begins */
#define BACK   9.2  /* height of the back's band */
#define CODE   25.0

static const struct box BLED = { -FACE_BLEED_MM, -FACE_BLEED_MM, FACE_WIDTH_MM + 2 * FACE_BLEED_MM,
                                 FACE_HEIGHT_MM + 2 * FACE_BLEED_MM };

/* Paper, band, and the number's ground at the band's end; `height` is the band's below the cut. */
static void ground(struct piece *p, double height, double panel)
{
    const struct card_colours *k = &p->card->colours;
    double past = FACE_WIDTH_MM + FACE_BLEED_MM;

    p->width = FACE_WIDTH_MM;
    p->least = FACE_LEAST;
    piece_fill(p, BLED, k->paper);
    piece_fill(p, (struct box){ BLED.x, BLED.y, BLED.width, height - BLED.y }, k->band);
    piece_fill(p, (struct box){ BLED.x, height, BLED.width, STRIPE }, k->line);
    if (piece_first_number(p))
        piece_fill(p, (struct box){ panel, BLED.y, past - panel, height - BLED.y + STRIPE }, k->emergency);
}

/* The title, and below it what the steps are. */
static void front_title(struct piece *p)
{
    const struct wording *w = p->w;
    double start = p->picture.len ? 23.2 : FACE_MARGIN_MM, end = piece_first_number(p) ? PANEL - 2 : 81.8;
    struct set title = { .most = 15, .colour = p->card->colours.band_text, .bold = true, .lines = 2,
                         .down = DRAW_CENTRE };
    struct set under = { .most = 8, .colour = p->card->colours.band_text, .lines = 1, .down = DRAW_CENTRE };

    piece_say_as(p, "H1", piece_words(p, w->title, w->title_line, "the title"), title,
                 (struct box){ start, 1.4, end - start, 8.8 });
    piece_say_as(p, "H2", piece_words(p, w->emergency, w->emergency_line, "the words over the steps"), under,
                 (struct box){ start, 9.8, end - start, 4.4 });
}

void face_front(struct piece *p)
{
    double foot, wide = FACE_WIDTH_MM - 2 * FACE_MARGIN_MM, top = BAND + STRIPE + 1.8;

    ground(p, BAND, PANEL);
    foot = piece_marks_height(p, wide, FACE_LEAST);
    piece_begin(p);
    piece_draft(p, (struct box){ 0, 0, FACE_WIDTH_MM, FACE_HEIGHT_MM });
    piece_picture(p, (struct box){ FACE_MARGIN_MM, 1.8, 17.2, 11.4 });
    front_title(p);
    piece_steps(p, (struct box){ FACE_MARGIN_MM, top, wide, FACE_HEIGHT_MM - 3.4 - foot - top }, 9.5, 0.7);
    piece_number(p, (struct box){ PANEL + 1.2, 1.2, FACE_WIDTH_MM - PANEL - 3.2, 8.8 }, 27);
    piece_number_words(p, (struct box){ PANEL + 1.4, 10.0, FACE_WIDTH_MM - PANEL - 3.2, 5.8 },
                       (struct set){ .most = 7, .along = DRAW_MIDDLE, .down = DRAW_CENTRE, .lines = 2 });
    piece_marks(p, (struct box){ FACE_MARGIN_MM, FACE_HEIGHT_MM - 2.4 - foot, wide, foot }, FACE_LEAST);
    piece_end(p);
}

void face_back(struct piece *p)
{
    const struct wording *w = p->w;
    struct box foot = { FACE_MARGIN_MM, 43.4, FACE_WIDTH_MM - 2 * FACE_MARGIN_MM, 8.4 };
    double top = BACK + STRIPE + 1.6, code = FACE_WIDTH_MM - FACE_MARGIN_MM - CODE + 1.6;

    ground(p, BACK, PANEL + 4);
    foot.y += foot.height - piece_foot_height(p, foot, FACE_LEAST);
    piece_begin(p);
    piece_draft(p, (struct box){ 0, 0, FACE_WIDTH_MM, FACE_HEIGHT_MM });
    piece_say_as(p, "H2", piece_words(p, w->talk, w->talk_line, "the words over the numbers"),
                 (struct set){ .most = 12, .colour = p->card->colours.band_text, .bold = true, .lines = 1,
                               .down = DRAW_CENTRE },
                 (struct box){ FACE_MARGIN_MM, 1.6, PANEL - 1, 6.6 });
    piece_number(p, (struct box){ PANEL + 5.2, 1.4, FACE_WIDTH_MM - PANEL - 8, 6.8 }, 17);
    piece_contacts(p, (struct box){ FACE_MARGIN_MM, top, code - FACE_MARGIN_MM - 2, foot.y - 0.6 - top },
                   9, 0.7);
    piece_code(p, (struct box){ code, top - 0.6, CODE, CODE });
    piece_say_as(p, "P", piece_words(p, w->more, w->more_line, "the words under the code"),
                 (struct set){ .most = 7.5, .colour = p->card->colours.text, .bold = true,
                               .along = DRAW_MIDDLE, .lines = 2 },
                 (struct box){ code, top + CODE - 1.4, CODE, 8.6 });
    piece_foot(p, foot, FACE_LEAST);
    piece_end(p);
}
