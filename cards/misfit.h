/*
 * cards/misfit - what is said of a text that cannot be printed as it is: a fault of FAULT_STOP where the
 * text was written, once for all languages that share it.
 */
#ifndef CARDS_MISFIT_H
#define CARDS_MISFIT_H

#include "cards/piece.h"

/* f->missing is a letter that no font of the tongue has. */
void misfit_missing(const struct piece *p, const struct said *s, const struct tongue *tongue,
                    const struct draw_fit *f);
/* So many characters, or so much of a line, stand outside the box. */
void misfit_over(const struct piece *p, const struct said *s, size_t over, double over_mm);

#endif
