#include "cards/line.h"

#define DIGITS_MAX 5 /* "Unit 12, Block 305" is a place; seven digits are a telephone number */

static bool letters(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= 'A' && s.at[i] <= 'Z') ||
            (unsigned char)s.at[i] >= 0x80)
            return true;
    return false;
}

const char *card_line_wrong(struct str s)
{
    size_t digits = 0;

    if (s.len == 0)
        return "is empty";
    if (s.len > CARD_LINE_MAX)
        return "is longer than 80 bytes";
    if (!str_is_utf8(s) || str_trim(s).len != s.len)
        return "is not one line of plain text";
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c < ' ' || c == 0x7f || (c == 0xc2 && i + 1 < s.len && (unsigned char)s.at[i + 1] < 0xa0))
            return "is not one line of plain text";
        if (c == '@')
            return "has an @ in it: no address of mail belongs here";
        digits += c >= '0' && c <= '9';
    }
    if (digits > DIGITS_MAX)
        return "looks like a number to ring: only words belong here";
    return letters(s) ? NULL : "has no letter in it";
}
