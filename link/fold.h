/*
 * link/fold - one spelling for what means the same: case, accents, apostrophes, hyphens, spaces.
 *
 *   fold_name   "José O'Neill-Smith" -> "jose oneill smith"
 *   fold_text   the same, with & as "and": addresses, places, occupations
 *   fold_digits "(01634) 960-001" -> "01634960001"
 *   fold_code   "qq 12-34" -> "QQ1234"
 *
 * Unicode's compatibility decomposition and full case folding (NFKD, Unicode Standard 3.13 and Annex 15),
 * then: marks that only modify a letter are dropped, those that make up a syllable (Indic vowel signs and
 * viramas, Thai vowels, kana voicing) stay; letters that do not decompose are spelled out as on a passport
 * (o for ø, l for ł, d for đ, ae for æ, th for þ); apostrophes and what is not seen are dropped; other
 * punctuation, symbols and runs of space become one space, with none at the ends. Other scripts are kept:
 * what a name sounds like in Latin letters is a guess, and belongs into a comparison, not into a reading.
 * Folding twice is folding once.
 *
 * What is not UTF-8 comes back as it is: a wrong guess at an encoding would join strangers. ASCII takes a
 * short way, a byte at a time, with the same outcome.
 *
 * The answer lies in `out`, nothing is allocated. It is at most FOLD_GROWTH times as long as `s` (the worst
 * is one Arabic ligature that stands for a sentence); of ASCII at most as long as `s`, but for fold_text()'s
 * "and". Where `room` is less, it is cut after the last whole letter that fits.
 */
#ifndef LINK_FOLD_H
#define LINK_FOLD_H

#include "base/str.h"

#define FOLD_GROWTH 11

/* Each letter lowered or raised, one for one, as DuckDB's lower() and upper(); nothing else changes. */
struct str fold_lower(struct str s, char *out, size_t room);
struct str fold_upper(struct str s, char *out, size_t room);

struct str fold_name(struct str s, char *out, size_t room);
struct str fold_text(struct str s, char *out, size_t room);
struct str fold_digits(struct str s, char *out, size_t room); /* 0 to 9 alone */

/* Letters raised, and digits; other scripts as fold_name() has them. At most FOLD_GROWTH times as long. */
struct str fold_code(struct str s, char *out, size_t room);

#endif
