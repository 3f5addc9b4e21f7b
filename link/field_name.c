#include "link/field_part.h"

/* Folded, one space between. Nobody is called by these alone; Null and Na are people's surnames. */
static const char UNKNOWN[] = "unknown unk notknown nk none nil notgiven notstated notrecorded "
                              "notprovided notavailable notapplicable "
                              "notsupplied notdisclosed nodetails noname unspecified undisclosed "
                              "unavailable withheld refused anonymous "
                              "anon tbc tba tobeconfirmed redacted";
static const char NO_NAMES[] =
    "baby babyboy babygirl infant newborn unborn unbornbaby unbornchild twin twinone "
    "twintwo male female boy girl child";
static const char BABIES[] = "baby unborn newborn infant";
static const char TITLES[] =
    "mr mrs ms miss mx master mstr dr doctor prof professor rev revd reverend sir dame "
    "lady hon messrs";
static const char HONOURS[] = "mr mrs ms miss mx dr esq esquire obe mbe cbe kbe phd bt baronet";
static const char PARTICLES[] =
    "van von der den de del della di da dos du la le el al bin ibn bint ben st saint "
    "o mac mc ter ten vant abu";

bool field_is_one_of(struct str word, const char *words)
{
    for (struct str rest = str_of(words); rest.len > 0;)
        if (str_eq(str_cut(&rest, ' '), word))
            return true;
    return false;
}

bool field_is_one_repeated(struct str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (s.at[i] != s.at[0])
            return false;
    return s.len > 1;
}

/* The text without its spaces; "" when it is too long for one of the words above. */
static struct str joined(struct str s, char out[32])
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == ' ')
            continue;
        if (n == 32)
            return STR("");
        out[n++] = s.at[i];
    }
    return (struct str){ out, n };
}

bool field_is_unknown(struct str folded)
{
    char tight[32];

    return str_eq(folded, STR("n a")) || field_is_one_of(joined(folded, tight), UNKNOWN);
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.at[i] >= 'a' && s.at[i] <= 'z') || (unsigned char)s.at[i] >= 0x80)
            return true;
    return false;
}

/* The folded name is nobody's. */
static bool is_no_name(enum link_role role, struct str name)
{
    char tight[32];
    struct str rest = name, word = str_cut(&rest, ' ');

    if (!has_letter(name) || field_is_unknown(name) ||
        (field_is_one_repeated(name) && name.len > 2))
        return true;
    if (field_is_one_of(joined(name, tight), NO_NAMES) && role != ROLE_SURNAME)
        return true;
    return role != ROLE_SURNAME && field_is_one_of(word, BABIES);
}

static struct str last_word(struct str s)
{
    size_t from = s.len;

    while (from > 0 && s.at[from - 1] != ' ')
        from--;
    return str_from(s, from);
}

/* Without titles before and honours behind; a surname alone may be a title's word. */
static struct str without_titles(enum link_role role, struct str name)
{
    for (;;) {
        struct str rest = name, word = str_cut(&rest, ' ');
        if (word.len == 0 || (rest.len == 0 && role == ROLE_SURNAME) ||
            !field_is_one_of(word, TITLES))
            break;
        name = rest;
    }
    for (;;) {
        struct str word = last_word(name);
        if (word.len == name.len || !field_is_one_of(word, HONOURS))
            return name;
        name.len -= word.len + 1;
    }
}

/* Where "SMITH, John" is cut: the comma, unless all that follows are honours; `len` when there is
 * none. */
static size_t comma_of(struct str full)
{
    const char *comma = full.len ? memchr(full.at, ',', full.len) : NULL;
    char folded[64];

    if (!comma)
        return full.len;
    size_t at = (size_t)(comma - full.at);
    struct str after = fold_name(str_from(full, at + 1), folded, sizeof folded);
    while (after.len > 0 && field_is_one_of(last_word(after), HONOURS)) {
        struct str word = last_word(after);
        after.len -= word.len < after.len ? word.len + 1 : word.len;
    }
    return after.len > 0 ? at : full.len;
}

/* A full name folded in the order it is spoken: what stands behind the comma first. */
static struct str fold_spoken(struct str raw, char *out, size_t room)
{
    size_t comma = comma_of(raw);

    if (comma == raw.len || !str_is_utf8(raw))
        return fold_name(raw, out, room);
    struct str first =
        without_titles(ROLE_FULL_NAME, fold_name(str_from(raw, comma + 1), out, room));
    size_t n = first.len;
    if (n > 0)
        memmove(out, first.at, n);
    if (n > 0 && n < room)
        out[n++] = ' ';
    size_t last = fold_name((struct str){ raw.at, comma }, out + n, room - n).len;
    return (struct str){ out, last > 0 ? n + last : first.len };
}

struct str field_name(enum link_role role, struct str raw, char *out, size_t room, enum clean *how)
{
    bool full = role == ROLE_FULL_NAME;
    struct str name = full ? fold_spoken(raw, out, room) : fold_name(raw, out, room);

    *how = CLEAN_PLACEHOLDER;
    if (str_eq(raw, STR("NULL")) || is_no_name(role, name))
        return (struct str){ out, 0 };
    struct str plain = without_titles(role, name);
    if (plain.len == 0 || is_no_name(role, plain))
        return (struct str){ out, 0 };
    *how = plain.len < name.len ? CLEAN_TITLE_DROPPED : CLEAN_FOLDED;
    memmove(out, plain.at, plain.len);
    return (struct str){ out, plain.len };
}

/* ---- The parts of a full name, as they stand in it. */

static bool is_folded_one_of(struct str word, const char *words)
{
    char folded[32];

    return word.len > 0 && word.len < sizeof folded / 2 &&
           field_is_one_of(fold_name(word, folded, sizeof folded), words);
}

static struct str first_word(struct str s)
{
    struct str rest = s;

    return str_cut(&rest, ' ');
}

/* The last word of `s` with the particles before it, but never the first word of all. */
static struct str surname_of(struct str s)
{
    struct str surname = last_word(s), first = first_word(s);

    while (s.len > surname.len + first.len + 1) {
        struct str before = str_trim((struct str){ s.at, s.len - surname.len });
        struct str word = last_word(before);
        if (word.len == before.len || !is_folded_one_of(word, PARTICLES))
            break;
        surname = str_from(s, before.len - word.len);
    }
    return surname;
}

static struct str trim_commas(struct str s)
{
    for (s = str_trim(s); s.len > 0 && s.at[s.len - 1] == ',';)
        s = str_trim((struct str){ s.at, s.len - 1 });
    return s;
}

static struct str without_raw_titles(struct str s)
{
    for (s = trim_commas(s);;) {
        struct str word = first_word(s);
        if (word.len == s.len || !is_folded_one_of(word, TITLES))
            break;
        s = str_trim(str_from(s, word.len));
    }
    for (;;) {
        struct str word = last_word(s);
        if (word.len == s.len || !is_folded_one_of(word, HONOURS))
            return s;
        s = trim_commas((struct str){ s.at, s.len - word.len });
    }
}

bool field_split_name(struct str full, struct str *forename, struct str *middle,
                      struct str *surname)
{
    full = str_trim(full);
    size_t comma = comma_of(full);
    struct str rest = without_raw_titles((struct str){ full.at, comma });

    if (comma < full.len) {
        *surname = rest;
        rest = without_raw_titles(str_from(full, comma + 1));
    } else {
        *surname = surname_of(rest);
        rest = str_trim((struct str){ rest.at, rest.len - surname->len });
    }
    *forename = str_trim(str_cut(&rest, ' '));
    *middle = str_trim(rest);
    return surname->len > 0 || forename->len > 0;
}
