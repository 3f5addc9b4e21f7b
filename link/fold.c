#include "link/fold.h"

#include "link/point.h"

#include <utf8proc.h>

/* What is being written: a space is owed until a letter comes, so none stands at either end. */
struct folding {
    char *out;
    size_t len, room;
    bool owes_space, full;
};

static void add_bytes(struct folding *f, const char *at, size_t len)
{
    size_t space = f->owes_space && f->len > 0;

    f->full = f->full || f->len + space + len > f->room;
    if (f->full)
        return;
    if (space)
        f->out[f->len++] = ' ';
    memcpy(f->out + f->len, at, len);
    f->len += len;
    f->owes_space = false;
}

static struct str folded(const struct folding *f)
{
    return (struct str){ f->out, f->len };
}

static struct str as_it_is(struct str s, char *out, size_t room)
{
    size_t len = s.len < room ? s.len : room;

    if (len)
        memcpy(out, s.at, len);
    return (struct str){ out, len };
}

/* What each ASCII byte becomes: itself lowered, a space for 0, nothing for 1. */
static char fold_ascii(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return c;
    return c == '\'' || c == '`' ? 1 : 0;
}

static void add_ascii(struct folding *f, struct str s, bool spell_and)
{
    for (size_t i = 0; i < s.len && !f->full; i++) {
        char c = fold_ascii(s.at[i]);
        if (c > 1) {
            add_bytes(f, &c, 1);
        } else if (c == 0) {
            f->owes_space = true;
            if (s.at[i] == '&' && spell_and) {
                add_bytes(f, "and", 3);
                f->owes_space = true;
            }
        }
    }
}

/* Letters without a decomposition, nearly as passports spell them (ICAO 9303-3, section 6). */
static const struct spelling {
    utf8proc_int32_t letter;
    const char *latin;
} SPELLING[] = {
    { 0xE6, "ae" },  { 0xF0, "d" },  { 0xF8, "o" },  { 0xFE, "th" },  { 0x111, "d" },
    { 0x127, "h" },  { 0x131, "i" }, { 0x138, "k" }, { 0x142, "l" },  { 0x14B, "n" },
    { 0x153, "oe" }, { 0x167, "t" }, { 0x180, "b" }, { 0x199, "k" },  { 0x19A, "l" },
    { 0x1B4, "y" },  { 0x1DD, "e" }, { 0x1E5, "g" }, { 0x223, "ou" }, { 0x237, "j" },
    { 0x23C, "c" },  { 0x247, "e" }, { 0x249, "j" }, { 0x24D, "r" },  { 0x24F, "y" },
    { 0x253, "b" },  { 0x254, "o" }, { 0x256, "d" }, { 0x257, "d" },  { 0x259, "e" },
    { 0x25B, "e" },  { 0x260, "g" }, { 0x263, "g" }, { 0x268, "i" },  { 0x269, "i" },
    { 0x272, "n" },  { 0x289, "u" }, { 0x28B, "v" }, { 0x2C65, "a" }, { 0x2C66, "t" },
};

static const char *spelled_out(utf8proc_int32_t letter)
{
    for (size_t i = 0; i < COUNT_OF(SPELLING); i++)
        if (SPELLING[i].letter == letter)
            return SPELLING[i].latin;
    return NULL;
}

static bool is_apostrophe(utf8proc_int32_t c)
{
    return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2BF) || c == 0x2018 ||
           c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0xA78B || c == 0xA78C || c == 0xFF07 ||
           c == 0xFF40;
}

/* Accents, points and tones; not what is half of a syllable (classes 7 to 9, Thai's 103 to 129). */
static bool is_dropped_mark(const utf8proc_property_t *p)
{
    return p->combining_class >= 10 && !(p->combining_class >= 103 && p->combining_class <= 129);
}

/* One point of the decomposition. */
static void add_point(struct folding *f, utf8proc_int32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property(c);
    const char *latin = spelled_out(c);
    utf8proc_uint8_t bytes[4];

    if (is_apostrophe(c))
        return;
    if (latin) {
        add_bytes(f, latin, strlen(latin));
        return;
    }
    switch ((utf8proc_category_t)p->category) {
    case UTF8PROC_CATEGORY_CF: return;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_MC:
        if (is_dropped_mark(p))
            return;
        break;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO: break;
    default: /* punctuation, symbols, spaces, controls */ f->owes_space = true; return;
    }
    add_bytes(f, (const char *)bytes, (size_t)utf8proc_encode_char(c, bytes));
}

enum { POINTS_A_LETTER = 32 }; /* the longest decomposition has 18 */

/* One letter, all of it or, where the room ends, nothing of it. */
static void add_letter(struct folding *f, utf8proc_int32_t c, bool spell_and)
{
    utf8proc_int32_t point[POINTS_A_LETTER];
    struct folding before = *f;
    int boundary = 0;

    if (is_apostrophe(c))
        return;
    if (c < 0x80) {
        char byte = (char)c;
        add_ascii(f, (struct str){ &byte, 1 }, spell_and);
        return;
    }
    utf8proc_ssize_t n = utf8proc_decompose_char(
        c, point, POINTS_A_LETTER, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < POINTS_A_LETTER; i++)
        add_point(f, point[i]);
    if (f->full) {
        *f = before;
        f->full = true;
    }
}

/* What add_ascii() gives where there is room and no & to spell, at a byte a nanosecond. */
static struct str fold_plainly(struct str s, char *out)
{
    size_t n = 0;
    bool owes_space = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = fold_ascii(s.at[i]);
        owes_space = owes_space || c == 0;
        if (c <= 1)
            continue;
        if (owes_space && n > 0)
            out[n++] = ' ';
        owes_space = false;
        out[n++] = c;
    }
    return (struct str){ out, n };
}

static struct str fold(struct str s, char *out, size_t room, bool spell_and)
{
    struct folding f = { .out = out, .room = room };

    if (point_is_ascii(s)) {
        if (room >= s.len && !(spell_and && str_has(s, '&')))
            return fold_plainly(s, out);
        add_ascii(&f, s, spell_and);
        return folded(&f);
    }
    if (!str_is_utf8(s))
        return as_it_is(s, out, room);
    for (size_t i = 0; i < s.len && !f.full;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)s.at + i, (utf8proc_ssize_t)(s.len - i), &c);
        if (n <= 0)
            break;
        add_letter(&f, c, spell_and);
        i += (size_t)n;
    }
    return folded(&f);
}

struct str fold_name(struct str s, char *out, size_t room)
{
    return fold(s, out, room, false);
}

struct str fold_text(struct str s, char *out, size_t room)
{
    return fold(s, out, room, true);
}

struct str fold_digits(struct str s, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len && n < room; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            out[n++] = s.at[i];
    return (struct str){ out, n };
}

struct str fold_code(struct str s, char *out, size_t room)
{
    struct str code = fold(s, out, room, false);
    size_t n = 0;

    if (!str_is_utf8(s))
        return code;
    for (size_t i = 0; i < code.len; i++)
        if (out[i] != ' ')
            out[n++] = out[i] >= 'a' && out[i] <= 'z' ? (char)(out[i] - 'a' + 'A') : out[i];
    return (struct str){ out, n };
}

/* ---- case alone ---- */

static char lower_byte(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper_byte(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static struct str change_case(struct str s, char *out, size_t room, char (*byte)(char),
                              utf8proc_int32_t (*point)(utf8proc_int32_t))
{
    size_t n = 0;

    if (!str_is_utf8(s))
        return as_it_is(s, out, room);
    for (size_t i = 0; i < s.len;) {
        utf8proc_uint8_t written[4] = { (utf8proc_uint8_t)byte(s.at[i]) };
        utf8proc_ssize_t read = 1, wrote = 1;
        utf8proc_int32_t c;
        if ((unsigned char)s.at[i] >= 0x80) {
            read = utf8proc_iterate((const utf8proc_uint8_t *)s.at + i, (utf8proc_ssize_t)(s.len - i), &c);
            wrote = read > 0 ? utf8proc_encode_char(point(c), written) : 0;
        }
        if (wrote <= 0 || (size_t)wrote > room - n)
            break;
        memcpy(out + n, written, (size_t)wrote);
        n += (size_t)wrote;
        i += (size_t)read;
    }
    return (struct str){ out, n };
}

struct str fold_lower(struct str s, char *out, size_t room)
{
    return change_case(s, out, room, lower_byte, utf8proc_tolower);
}

struct str fold_upper(struct str s, char *out, size_t room)
{
    return change_case(s, out, room, upper_byte, utf8proc_toupper);
}
