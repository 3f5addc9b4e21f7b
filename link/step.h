/*
 * link/step - one step of a model's expression: a text in, a text out.
 *
 * Pure: the same text gives the same answer whatever stands around it. What SQL
 * has a word for is as DuckDB has it, since models come from Splink: characters
 * are code points (link/step.c), dates try_strptime()'s (link/step_date.h),
 * parts of postcodes and e-mail addresses Splink's patterns' (link/step_shape.h).
 * "" is no value, and stays none.
 *
 * STEP_DROP_SAME is no step of a text: it needs the counts (link/derive.h).
 */
#ifndef LINK_STEP_H
#define LINK_STEP_H

#include "link/field.h"
#include "link/model.h"

/* Bytes of `out` a step may need for a text of `len` bytes. */
static inline size_t step_room(size_t len)
{
    return FOLD_GROWTH * len + 64;
}

/*
 * What is cleaned is cut at a letter here: no name, address or number is so long, and two
 * texts of 20,000 letters would take as long to compare as two million names.
 */
#define CLEAN_BYTES_MOST 400u

/*
 * The step's answer: a part of `in`, or written to `out`, which has step_room()
 * bytes and does not overlap `in`. `how` is written by STEP_CLEAN alone.
 */
struct str step_text(const struct link_step *s, const struct link_model *m, struct str in, char *out,
                     enum clean *how);

/* Has an answer of this step a number (STEP_DATE, STEP_NUMBER, STEP_MONTHS)? And which? */
bool step_is_number(const struct link_step *s);
double step_number(const struct link_step *s, struct str answer);

/*
 * Characters of UTF-8 from `first`, `most` of them, as DuckDB's substr: from 1;
 * a negative `first` counts from the end, a negative `most` goes back from it.
 */
struct str substr_points(struct str s, int64_t first, int64_t most);

#endif
