#include "cards/text.h"

size_t text_length(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

/* The character at *i of well-formed UTF-8; moves *i behind it. */
static uint32_t character(struct str s, size_t *i)
{
    unsigned char a = (unsigned char)s.at[(*i)++];
    size_t more = a < 0x80 ? 0 : a < 0xE0 ? 1 : a < 0xF0 ? 2 : 3;
    uint32_t c = more == 0 ? a : more == 1 ? a & 0x1Fu : more == 2 ? a & 0x0Fu : a & 0x07u;

    for (; more && *i < s.len; more--)
        c = c << 6 | ((unsigned char)s.at[(*i)++] & 0x3Fu);
    return c;
}

static const struct {
    uint32_t from, to;
} STRAY[] = {
    { 0x00, 0x1F },       /* controls */
    { 0x7F, 0x9F },
    { 0x2028, 0x202E },   /* ends of lines and paragraphs, embeddings, overrides */
    { 0x2060, 0x206F },   /* invisible operators, isolates, deprecated marks */
    { 0xE000, 0xF8FF },   /* private use */
    { 0xFDD0, 0xFDEF },   /* no characters */
    { 0xFEFF, 0xFEFF },
    { 0xFFF0, 0xFFFF },
    { 0xE0000, 0x10FFFF } /* tags, private use */
};

uint32_t text_stray(struct str s)
{
    size_t i = 0;

    while (i < s.len) {
        uint32_t c = character(s, &i);
        for (size_t k = 0; k < COUNT_OF(STRAY); k++)
            if (c >= STRAY[k].from && c <= STRAY[k].to)
                return c ? c : 0x2400; /* a zero is told by its picture */
    }
    return 0;
}

bool text_check(struct card_faults *f, struct fault_at at, const char *label, struct str s, size_t longest)
{
    size_t len = text_length(s);
    uint32_t stray;

    if (s.len == 0)
        card_fault_add(f, FAULT_STOP, at, "\"%s\" says nothing: write its words", label);
    else if (!str_is_utf8(s))
        card_fault_add(f, FAULT_STOP, at, "\"%s\" is not UTF-8: save the file as UTF-8", label);
    else if ((stray = text_stray(s)))
        card_fault_add(f, FAULT_STOP, at, "\"%s\" has a sign that cannot be seen (U+%04X): take it out",
                       label,
                       (unsigned)stray);
    else if (str_trim(s).len != s.len)
        card_fault_add(f, FAULT_STOP, at, "\"%s\" begins or ends with a space: take it out", label);
    else if (len > longest)
        card_fault_add(f, FAULT_STOP, at, "\"%s\" has %zu characters and may have %zu: shorten it by %zu",
                       label, len,
                       longest, len - longest);
    else
        return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c);
}

bool text_is_name(struct str s)
{
    if (s.len == 0 || s.len > CARD_NAME_MAX || !is_name_letter(s.at[0]) || !is_name_letter(s.at[s.len - 1]))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!is_name_letter(s.at[i]) && (s.at[i] != '-' || s.at[i - 1] == '-'))
            return false;
    return true;
}

bool text_is_tel(struct str s)
{
    size_t digits = 0;

    if (str_starts(s, STR("+")))
        s = str_from(s, 1);
    for (size_t i = 0; i < s.len; i++) {
        digits += is_digit(s.at[i]);
        if (!is_digit(s.at[i]) && (s.at[i] != ' ' || i == 0 || i + 1 == s.len || s.at[i - 1] == ' '))
            return false;
    }
    return digits >= 2 && digits <= 15;
}

bool text_is_page(struct str s)
{
    static const char PATH[] = "-._~/";
    struct str rest = str_from(s, 8), host = str_cut(&rest, '/');
    bool dot = false;

    if (!str_starts(s, STR("https://")) || s.len > CARD_PAGE_MAX || host.len < 3)
        return false;
    for (size_t i = 0; i < host.len; i++) {
        bool edge = i == 0 || i + 1 == host.len || host.at[i - 1] == '.' || host.at[i + 1] == '.';
        if (!is_name_letter(host.at[i]) && (edge || (host.at[i] != '-' && host.at[i] != '.')))
            return false;
        dot = dot || host.at[i] == '.';
    }
    for (size_t i = 0; i < rest.len; i++)
        if (!is_name_letter(rest.at[i]) && !(rest.at[i] >= 'A' && rest.at[i] <= 'Z') &&
            !memchr(PATH, rest.at[i], sizeof PATH - 1))
            return false;
    return dot;
}

bool text_is_word(struct str s)
{
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool inner = i && i + 1 < s.len && (c == '-' || c == '\'');
        if (c < 0x80 && !inner && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z'))
            return false;
    }
    return true;
}

/* Ofcom, "Telephone numbers for use in TV and radio drama programmes": the first digits of each thousand. */
static const char *const DRAMA[] = { "01134960", "01144960", "01154960", "01164960", "01174960", "01184960",
                                     "01214960", "01314960", "01414960", "01514960", "01614960", "01632960",
                                     "01914980", "02079460", "02896496", "02920180", "03069990", "07700900",
                                     "08081570", "09098790" };

bool text_is_drama(struct str tel)
{
    char digit[24];
    size_t n = 0;

    if (str_starts(tel, STR("+44"))) {
        digit[n++] = '0';
        tel = str_from(tel, 3);
    }
    for (size_t i = 0; i < tel.len && n < sizeof digit; i++)
        if (is_digit(tel.at[i]))
            digit[n++] = tel.at[i];
    for (size_t i = 0; i < COUNT_OF(DRAMA); i++)
        if (str_starts((struct str){ digit, n }, str_of(DRAMA[i])))
            return true;
    return false;
}

enum { NEAR_MAX = 32 };

/* How many letters must change, come or go (Levenshtein 1966). Neither is longer than NEAR_MAX. */
static size_t changes(struct str one, struct str two)
{
    size_t row[NEAR_MAX + 1];

    for (size_t k = 0; k <= two.len; k++)
        row[k] = k;
    for (size_t i = 0; i < one.len; i++) {
        size_t left_above = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < two.len; k++) {
            size_t above = row[k + 1], best = left_above + (one.at[i] != two.at[k]);
            best = best < above + 1 ? best : above + 1;
            row[k + 1] = best < row[k] + 1 ? best : row[k] + 1;
            left_above = above;
        }
    }
    return row[two.len];
}

const char *text_nearest(struct str s, const char *const *known, size_t count)
{
    const char *best = NULL;
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < count && s.len <= NEAR_MAX; i++) {
        struct str name = str_of(known[i]);
        if (name.len > NEAR_MAX)
            continue;
        size_t n = changes(s, name);
        if (n < least && 2 * n <= name.len) {
            least = n;
            best = known[i];
        }
    }
    return best;
}
