/*
 * intake/encoding - what are a file's bytes? UTF-8, Windows-1252 as older
 * spreadsheets write it, or something that is no text at all.
 *
 * UTF-8 is checked as it streams by, 64 bytes at a time while they are ASCII
 * (SSE2 where there is one), else by RFC 3629's table. Windows-1252 is what a
 * file is when its first byte beyond ASCII does not begin a UTF-8 sequence:
 * everything before was the same in both, so nothing need be read twice.
 */
#ifndef INTAKE_ENCODING_H
#define INTAKE_ENCODING_H

#include "base/str.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_1252, ENCODINGS };

const char *encoding_word(enum encoding e); /* "UTF-8", "UTF-8 with BOM", "Windows-1252" */

enum encoding_stop {
    ENCODING_ALL, /* all of it is UTF-8 */
    ENCODING_CUT, /* all but an unfinished sequence at the very end */
    ENCODING_BAD, /* a sequence that is none */
    ENCODING_NUL, /* a NUL byte, which no text has */
};

/* How many bytes from the start are UTF-8 without NUL, and why it stopped; *beyond: set at any not ASCII. */
size_t encoding_check(struct str s, enum encoding_stop *stop, bool *beyond);

/*
 * Turns the `n` Windows-1252 bytes at `at` into UTF-8 in place; `at` has room for
 * 3 * n. The five bytes that mean nothing become U+FFFD. Returns the new length.
 */
size_t encoding_widen(char *at, size_t n);

enum encoding_what { ENCODING_TEXT, ENCODING_UTF16, ENCODING_ZIP, ENCODING_OLE, ENCODING_PDF, ENCODING_GZIP };

/* What a file's first bytes say it is: a workbook, an archive ... or perhaps a text. Wants 4 bytes. */
enum encoding_what encoding_sniff(struct str start);

#endif
