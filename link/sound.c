#include "link/sound.h"

enum { LETTERS = 4 };

/* The figure of each letter from a to z; 0 a vowel, '-' h and w, which do not part two consonants.
 */
static const char FIGURE[] = "0123012-02245501262301-202";

static bool is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The first four letters of another script, as they are. */
static struct str first_letters(struct str name, char *out)
{
    size_t n = 0, letters = 0;

    for (size_t i = 0; i < name.len && n < SOUND_ROOM; i++) {
        bool first_byte = ((unsigned char)name.at[i] & 0xC0) != 0x80;
        if ((unsigned char)name.at[i] < 0x80)
            continue;
        if (first_byte && letters++ == LETTERS)
            break;
        out[n++] = name.at[i];
    }
    return (struct str){ out, n };
}

struct str sound_key(struct str name, char *out, size_t room)
{
    size_t n = 0;
    char last = 0;

    if (room < SOUND_ROOM)
        return (struct str){ out, 0 };
    for (size_t i = 0; i < name.len && n < LETTERS; i++) {
        if (!is_latin(name.at[i]))
            continue;
        char figure = FIGURE[name.at[i] - 'a'];
        if (n == 0)
            out[n++] = (char)(name.at[i] - 'a' + 'A');
        else if (figure > '0' && figure != last)
            out[n++] = figure;
        if (figure != '-')
            last = figure;
    }
    if (n == 0)
        return first_letters(name, out);
    while (n < LETTERS)
        out[n++] = '0';
    return (struct str){ out, n };
}
