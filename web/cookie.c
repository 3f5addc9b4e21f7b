#include "web/cookie.h"

#include <string.h>

static bool is_token(struct str s)
{
    static const char MARK[] = "!#$%&'*+-.^_`|~";

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c && strchr(MARK, c))))
            return false;
    }
    return s.len > 0;
}

/* cookie-octet: no blank, no quote, no comma, no semicolon, no backslash. */
static bool is_value(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

bool cookie_find(struct str header, struct str name, struct str *out)
{
    struct str found = { 0 };

    if (header.len > COOKIE_HEADER_MAX)
        return false;
    while (header.len > 0) {
        struct str value = str_trim(str_cut(&header, ';')), word;

        if (!str_has(value, '='))
            return false;
        word = str_cut(&value, '=');
        if (value.len >= 2 && value.at[0] == '"' && str_ends(value, STR("\"")))
            value = (struct str){ value.at + 1, value.len - 2 };
        if (!is_token(word) || !is_value(value) || (found.at && str_eq(word, name)))
            return false;
        if (str_eq(word, name))
            found = value;
    }
    if (!found.at)
        return false;
    *out = found;
    return true;
}
