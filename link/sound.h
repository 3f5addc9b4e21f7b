/*
 * link/sound - a short key that names which sound alike share: what brings Smith and Smyth into one block.
 *
 * Soundex (Russell 1918; as in Knuth, The Art of Computer Programming, volume 3, chapter 6): the first
 * letter, then up to three figures for the consonants after it; b f p v are 1, c g j k q s x z 2, d t 3, l 4,
 * m n 5, r 6; letters of one figure side by side, or with h or w between, count once; vowels part them.
 * Of the published keys it brought most misspelt surnames of one person together for the strangers it brings
 * with them (docs/decisions/0056): NYSIIS, Metaphone and the refined Soundex keep more letters apart, and a
 * slip of the key falls on any letter. It is a key to look where to compare, not a comparison.
 *
 * Given a folded name (link/fold.h); its words are taken as one. A name without a letter of a to z, in
 * another script, has its first four letters as its key. The key lies in `out`, at most SOUND_ROOM bytes,
 * and is "" for a name without letters. Never longer than four letters; nothing is allocated.
 */
#ifndef LINK_SOUND_H
#define LINK_SOUND_H

#include "base/str.h"

#define SOUND_ROOM 16

/* "robert" and "rupert": "R163"; "lee": "L000". "" when there is less than SOUND_ROOM of room. */
struct str sound_key(struct str name, char *out, size_t room);

#endif
