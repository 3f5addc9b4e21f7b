#include "link/field_part.h"

#include "base/place.h"

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static struct str nothing(char *out, enum clean why, enum clean *how)
{
    *how = why;
    return (struct str){ out, 0 };
}

static struct str upper(struct str s, char *out)
{
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.at[i] >= 'a' && s.at[i] <= 'z' ? (char)(s.at[i] - 'a' + 'A') : s.at[i];
    return (struct str){ out, s.len };
}

/* The folded text as a postcode; O and I are read as 0 and 1 where only a figure can stand. */
static bool read_postcode(struct str text, char one_form[PLACE_POSTCODE_MAX], size_t *len)
{
    char mended[PLACE_POSTCODE_MAX];

    if (place_postcode(text, one_form, len))
        return true;
    if (text.len < 5 || text.len >= sizeof mended)
        return false;
    memcpy(mended, text.at, text.len);
    char *figure = &mended[text.len - 3];
    if (*figure != 'o' && *figure != 'i' && *figure != 'l')
        return false;
    *figure = *figure == 'o' ? '0' : '1';
    return place_postcode((struct str){ mended, text.len }, one_form, len);
}

/* Noughts, nines or x alone; not 2222, where somebody lives. */
static bool is_no_code(struct str text)
{
    return text.len > 0 && strchr("09x", text.at[0]) && field_is_one_repeated(text);
}

struct str field_postcode(struct str raw, char *out, size_t room, enum clean *how)
{
    char one_form[PLACE_POSTCODE_MAX];
    size_t len = 0;
    struct str text = fold_text(raw, out, room);
    bool shaped = read_postcode(text, one_form, &len);
    struct str code = { one_form, len };

    if (shaped && (str_starts(code, STR("ZZ99")) || str_eq(code, STR("AA1 1AA"))))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = CLEAN_FOLDED;
    if (shaped) {
        len = len < room ? len : room;
        memcpy(out, one_form, len);
        return (struct str){ out, len };
    }
    if (text.len == 0 || field_is_unknown(text) || is_no_code(text))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = CLEAN_OTHER_FORM;
    return upper(text, out);
}

enum {
    PHONE_LEAST = 6,    /* fewer figures are an extension */
    PHONE_NATIONAL = 9, /* the fewest of a whole number, without its 0 */
    PHONE_UK = 12,      /* 44 and ten */
};

/* Up to the first letter or second number: "01634 960001 ext 3", "01634 960001 / 07700 900123". */
static struct str first_number(struct str raw, bool *more)
{
    size_t figures = 0;

    *more = false;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        bool ends = c == '/' || c == ';' || c == ',' || c == '#' || (c >= 'a' && c <= 'z') ||
                    (c >= 'A' && c <= 'Z');
        figures += is_figure(c);
        if (ends && figures >= PHONE_NATIONAL) {
            *more = true;
            return (struct str){ raw.at, i };
        }
    }
    return raw;
}

/* 123456, 987654: each figure one more, or one less, than the one before it; 0 follows 9. */
static bool is_run(struct str figures)
{
    bool up = figures.len > 1, down = figures.len > 1;

    for (size_t i = 1; i < figures.len; i++) {
        up = up && figures.at[i] - '0' == (figures.at[i - 1] - '0' + 1) % 10;
        down = down && figures.at[i - 1] - '0' == (figures.at[i] - '0' + 1) % 10;
    }
    return up || down;
}

/* The figures without the way to dial them: 00 or + and 44, and the 0 before the area. */
static struct str national(struct str figures, bool plus)
{
    for (plus = plus || str_starts(figures, STR("00"));; plus = false) {
        while (figures.len > 0 && figures.at[0] == '0')
            figures = str_from(figures, 1);
        if (!str_starts(figures, STR("44")) || !(plus || figures.len == PHONE_UK))
            return figures;
        figures = str_from(figures, 2);
    }
}

struct str field_phone(struct str raw, char *out, size_t room, enum clean *how)
{
    bool more;
    struct str number = first_number(raw, &more), figures = fold_digits(number, out, room);

    if (figures.len == 0) {
        struct str text = fold_text(raw, out, room);
        return nothing(out, field_is_unknown(text) ? CLEAN_PLACEHOLDER : CLEAN_NOT_READ, how);
    }
    struct str told = national(figures, str_starts(str_trim(number), STR("+")));
    if (told.len < PHONE_LEAST || field_is_one_repeated(told) || is_run(told) || is_run(figures))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = told.len < PHONE_NATIONAL || told.len > PHONE_UK ? CLEAN_OTHER_FORM
           : more                                           ? CLEAN_PARTLY
                                                            : CLEAN_FOLDED;
    memmove(out, told.at, told.len);
    return (struct str){ out, told.len };
}

/* Before the @ of nobody's address, and the whole of one. */
static const char NO_BOX[] =
    "none no noemail nomail noreply na n/a unknown notknown notprovided notgiven refused "
    "declined nil null x xx xxx test";

struct str field_email(struct str raw, char *out, size_t room, enum clean *how)
{
    size_t n = 0, at;
    struct str mail;

    for (size_t i = 0; i < raw.len && n < room; i++) {
        char c = raw.at[i];
        if ((unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F)
            continue;
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    for (mail = (struct str){ out, n }; str_starts(mail, STR("mailto:")); n = mail.len)
        mail = str_from(mail, 7);
    memmove(out, mail.at, n);
    mail.at = out;
    for (at = 0; at < n && out[at] != '@';)
        at++;
    if (n == 0 || field_is_one_of((struct str){ out, at }, NO_BOX) || field_is_one_repeated(mail))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    if (at == n || at == 0 || at + 1 == n)
        *how = CLEAN_OTHER_FORM;
    else
        *how = CLEAN_FOLDED;
    return mail;
}

/* Long words of addresses and their short ones. */
static const struct shorter {
    const char *word, *is;
} SHORTER[] = {
    { "street", "st" },    { "saint", "st" },       { "road", "rd" },        { "avenue", "ave" },
    { "av", "ave" },       { "lane", "ln" },        { "drive", "dr" },       { "close", "cl" },
    { "court", "ct" },     { "place", "pl" },       { "crescent", "cres" },  { "cr", "cres" },
    { "crt", "ct" },       { "terrace", "tce" },    { "terr", "tce" },       { "ter", "tce" },
    { "gardens", "gdns" }, { "garden", "gdns" },    { "grove", "gr" },       { "square", "sq" },
    { "circuit", "cct" },  { "parade", "pde" },     { "boulevard", "blvd" }, { "house", "hse" },
    { "mount", "mt" },     { "apartment", "flat" }, { "apt", "flat" },       { "unit", "flat" },
};

static struct str shorter(struct str word)
{
    for (size_t i = 0; i < COUNT_OF(SHORTER); i++)
        if (str_eq(word, str_of(SHORTER[i].word)))
            return str_of(SHORTER[i].is);
    return word;
}

/* Word by word; what no longer fits the room is left out. */
static struct str shorten(struct str text, char *out, size_t room)
{
    char kept[256];
    size_t n = 0;

    if (text.len >= sizeof kept)
        return text;
    memcpy(kept, text.at, text.len);
    for (struct str rest = { kept, text.len }; rest.len > 0;) {
        struct str word = shorter(str_cut(&rest, ' '));
        if (n + (n > 0) + word.len > room)
            break;
        if (n > 0)
            out[n++] = ' ';
        memcpy(out + n, word.at, word.len);
        n += word.len;
    }
    return (struct str){ out, n };
}

struct str field_place(enum link_role role, struct str raw, char *out, size_t room, enum clean *how)
{
    struct str text = fold_text(raw, out, room);

    if (text.len == 0 || field_is_unknown(text) || (text.len > 2 && field_is_one_repeated(text)))
        return nothing(out, CLEAN_PLACEHOLDER, how);
    *how = CLEAN_FOLDED;
    return role == ROLE_ADDRESS ? shorten(text, out, room) : text;
}
