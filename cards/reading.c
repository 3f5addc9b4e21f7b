#include "cards/reading.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ends_sentence(char c)
{
    return c == '.' || c == '?' || c == '!';
}

void reading_add(struct reading *r, struct str text)
{
    bool in_word = false, open = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = is_letter(c), inside = letter || is_digit(c) || (in_word && (c == '\'' || c == '-'));
        bool follows = ((unsigned char)c & 0xc0) == 0x80; /* the rest of a letter of several bytes */
        r->letters += letter;
        r->words += inside && !in_word && !follows;
        open |= inside;
        in_word = inside || (follows && in_word);
        if (open && ends_sentence(c) && (i + 1 == text.len || text.at[i + 1] == ' ')) {
            r->sentences++;
            open = false;
        }
    }
    r->sentences += open;
}

double reading_age(const struct reading *r)
{
    double hundreds = r->words / 100.0;

    if (r->words == 0)
        return 5;
    double grade = 0.0588 * r->letters / hundreds - 0.296 * r->sentences / hundreds - 15.8;
    return grade > 0 ? grade + 5 : 5;
}

struct reading reading_of(const struct wording *w)
{
    struct reading r = { 0 };

    reading_add(&r, w->title);
    reading_add(&r, w->emergency);
    for (size_t i = 0; i < w->steps; i++)
        reading_add(&r, w->step[i]);
    reading_add(&r, w->talk);
    return r;
}
