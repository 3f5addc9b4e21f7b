/*
 * base/number - numbers out of text, without a locale and without surprises.
 *
 * The whole text must be the number: no spaces, no trailing words, no hex, no
 * "nan" or "inf". C's strtol and atoi accept half of what they read and say
 * nothing, so they are banned (base/banned.h).
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

/* A whole number with an optional sign. false when it is not one, or does not fit. */
bool number_int(struct str s, int64_t *out) MUST_USE;

/* A decimal number: sign, digits, one point, exponent. At most 40 bytes. false otherwise. */
bool number_real(struct str s, double *out) MUST_USE;

/* As number_real, but a partner's thousands commas are allowed where they belong: 1,234.5 */
bool number_grouped(struct str s, double *out) MUST_USE;

#endif
