#include "base/remark.h"

/* A space before and after each word. */
static const char SAYS_NOTHING[] =
    " invented example optional required mandatory if known yes no y n true false "
    " dd ddd mm mmm yy yyyy ddmmyy ddmmyyyy yyyymmdd hh ss hhmm hhmmss 24 24h 24hr hour hours clock format "
    " degrees decimal wgs84 osgb36 metres uk ";

static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static bool says_nothing(struct str word)
{
    struct str rest = { SAYS_NOTHING, sizeof SAYS_NOTHING - 1 };

    while (rest.len)
        if (str_eq_fold(str_cut(&rest, ' '), word))
            return true;
    return false;
}

static bool all_say_nothing(struct str remark)
{
    size_t words = 0;

    for (size_t i = 0; i < remark.len;) {
        size_t from = i;
        while (i < remark.len && is_of_word(remark.at[i]))
            i++;
        if (i > from) {
            words++;
            if (!says_nothing((struct str){ remark.at + from, i - from }))
                return false;
        } else
            i++;
    }
    return words > 0;
}

struct str remark_cut(struct str header)
{
    struct str all = str_trim(header);
    size_t open = all.len;

    if (!str_ends(all, STR(")")))
        return all;
    while (open > 0 && all.at[open - 1] != '(')
        open--;
    if (open == 0)
        return all;
    struct str before = str_trim((struct str){ all.at, open - 1 });
    struct str remark = { all.at + open, all.len - 1 - open };
    return before.len && all_say_nothing(remark) ? before : all;
}
