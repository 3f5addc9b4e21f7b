#include "northmere/slip.h"

struct rule {
    const char *from, *to;
};

/* Written as heard. A rule that starts with ^ holds at the start of a word only. */
static const struct rule EAR[] = {
    { "ph", "f" },  { "ck", "k" },  { "ie", "y" },   { "y", "ie" },  { "ee", "ea" }, { "ea", "ee" },
    { "ai", "ay" }, { "ay", "ai" }, { "ei", "ie" },  { "ou", "u" },  { "oo", "u" },  { "an", "en" },
    { "en", "an" }, { "er", "ar" }, { "on", "en" },  { "le", "el" }, { "ll", "l" },  { "nn", "n" },
    { "tt", "t" },  { "mm", "m" },  { "rr", "r" },   { "ss", "s" },  { "tch", "ch" }, { "x", "cks" },
    { "gh", "" },   { "sh", "ch" }, { "c", "k" },    { "k", "c" },   { "s", "z" },   { "z", "s" },
    { "v", "f" },   { "l", "ll" },  { "n", "nn" },   { "t", "tt" },  { "i", "y" },   { "u", "oo" },
    { "o", "oa" },  { "a", "er" },  { "^ph", "f" },  { "^c", "k" },  { "^k", "c" },  { "^kn", "n" },
    { "^wr", "r" }, { "^j", "g" },  { "^s", "c" },   { "^f", "ph" }, { "^h", "" },
};

/* Misread from handwriting or print. */
static const struct rule EYE[] = {
    { "rn", "m" }, { "m", "rn" }, { "cl", "d" }, { "d", "cl" }, { "vv", "w" }, { "w", "vv" },
    { "nn", "m" }, { "ri", "n" }, { "n", "ri" }, { "li", "h" }, { "u", "v" },  { "v", "u" },
    { "a", "o" },  { "o", "a" },  { "e", "c" },  { "c", "e" },  { "l", "i" },  { "i", "l" },
    { "t", "f" },  { "f", "t" },  { "n", "u" },  { "u", "n" },  { "^cl", "d" }, { "^d", "cl" },
};

/* What lies beside each key of a British keyboard. */
static const char *const BESIDE[26] = {
    "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko",
    "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
    "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx",
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char cased_as(char c, char like)
{
    return like >= 'A' && like <= 'Z' ? upper(c) : c;
}

void slip_set(struct slip_text *t, struct str s)
{
    t->len = 0;
    slip_add(t, s);
}

void slip_add(struct slip_text *t, struct str s)
{
    size_t room = SLIP_ROOM - t->len, n = s.len < room ? s.len : room;

    while (n && n < s.len && ((unsigned char)s.at[n] & 0xC0) == 0x80)
        n--;
    if (n)
        memcpy(t->at + t->len, s.at, n);
    t->len += n;
}

/* Puts `with` where `n` bytes stand from `at`. false when it does not fit. */
static bool replace(struct slip_text *t, size_t at, size_t n, struct str with)
{
    if (t->len - n + with.len > SLIP_ROOM)
        return false;
    memmove(t->at + at + with.len, t->at + at + n, t->len - at - n);
    if (with.len)
        memcpy(t->at + at, with.at, with.len);
    t->len = t->len - n + with.len;
    return true;
}

static bool starts_word(const struct slip_text *t, size_t at)
{
    return at == 0 || (!is_letter(t->at[at - 1]) && (unsigned char)t->at[at - 1] < 0x80);
}

static size_t letters(const struct slip_text *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->len; i++)
        n += is_letter(t->at[i]);
    return n;
}

/* Where the k-th letter stands. */
static size_t letter_at(const struct slip_text *t, size_t k)
{
    for (size_t i = 0; i < t->len; i++)
        if (is_letter(t->at[i]) && k-- == 0)
            return i;
    return t->len;
}

static bool turn_round(struct slip_text *t, size_t at)
{
    if (at + 1 >= t->len || !is_letter(t->at[at + 1]) || lower(t->at[at]) == lower(t->at[at + 1]))
        return false;
    char first = t->at[at], second = t->at[at + 1];
    t->at[at] = cased_as(lower(second), first);
    t->at[at + 1] = cased_as(lower(first), second);
    return true;
}

static bool strike(struct slip_text *t, size_t at, uint64_t how, struct chance *r)
{
    char c = t->at[at], l = lower(c);
    const char *beside = BESIDE[l - 'a'];

    switch (how) {
    case 0: t->at[at] = cased_as(beside[chance_below(r, strlen(beside))], c); return true;
    case 1:
        if (starts_word(t, at) && at + 1 < t->len)
            t->at[at + 1] = cased_as(t->at[at + 1], c);
        return replace(t, at, 1, STR(""));
    case 2: return turn_round(t, at);
    default: return replace(t, at + 1, 0, (struct str){ starts_word(t, at) ? &l : &c, 1 });
    }
}

bool slip_key(struct slip_text *t, struct chance *r)
{
    size_t n = letters(t);
    struct slip_text was = *t;

    if (n < 3)
        return false;
    for (int tries = 0; tries < 20; tries++) {
        bool spare_first = chance_below(r, 10) != 0;
        size_t k = spare_first ? 1 + (size_t)chance_below(r, n - 1) : (size_t)chance_below(r, n);
        if (strike(t, letter_at(t, k), chance_below(r, 4), r) && !str_eq(slip_str(t), slip_str(&was)))
            return true;
        *t = was;
    }
    return false;
}

static bool stands(const struct slip_text *t, size_t at, const struct rule *rule, size_t *len)
{
    bool at_start = rule->from[0] == '^';
    const char *from = rule->from + at_start;

    *len = strlen(from);
    if (at + *len > t->len || at_start != starts_word(t, at))
        return false;
    for (size_t i = 0; i < *len; i++)
        if (lower(t->at[at + i]) != from[i])
            return false;
    return true;
}

/* Applies one of the rules at one of the places where it fits; all such pairs are as likely. */
static bool respell(struct slip_text *t, const struct rule *rule, size_t rules, struct chance *r)
{
    size_t fits = 0, len;

    if (letters(t) < 3)
        return false;
    for (size_t at = 0; at < t->len; at++)
        for (size_t k = 0; k < rules; k++)
            fits += stands(t, at, &rule[k], &len);
    if (!fits)
        return false;
    size_t pick = (size_t)chance_below(r, fits);
    for (size_t at = 0; at < t->len; at++)
        for (size_t k = 0; k < rules; k++)
            if (stands(t, at, &rule[k], &len) && pick-- == 0) {
                char to[4], first = t->at[at];
                size_t n = strlen(rule[k].to);
                for (size_t i = 0; i < n; i++)
                    to[i] = i == 0 || len > 1 ? cased_as(rule[k].to[i], t->at[at + (i < len ? i : len - 1)])
                                              : rule[k].to[i];
                if (!replace(t, at, len, (struct str){ to, n }))
                    return false;
                if (n == 0 && at < t->len)
                    t->at[at] = cased_as(t->at[at], first);
                return true;
            }
    return false;
}

bool slip_ear(struct slip_text *t, struct chance *r)
{
    return respell(t, EAR, COUNT_OF(EAR), r);
}

bool slip_eye(struct slip_text *t, struct chance *r)
{
    return respell(t, EYE, COUNT_OF(EYE), r);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool slip_digit(struct slip_text *t, struct chance *r)
{
    static const char LIKE[10][3] = { "96", "74", "35", "82", "17", "62", "50", "14", "39", "04" };
    size_t digits = 0, i = 0;

    for (size_t k = 0; k < t->len; k++)
        digits += is_digit(t->at[k]);
    if (!digits)
        return false;
    for (size_t k = (size_t)chance_below(r, digits) + 1; k; i++)
        k -= is_digit(t->at[i]);
    i--;
    if (i + 1 < t->len && is_digit(t->at[i + 1]) && t->at[i] != t->at[i + 1] && chance_below(r, 2)) {
        char first = t->at[i];
        t->at[i] = t->at[i + 1];
        t->at[i + 1] = first;
    } else
        t->at[i] = LIKE[t->at[i] - '0'][chance_below(r, 2)];
    return true;
}

bool slip_swap_date(struct date *d)
{
    int year, month, day;

    date_split(*d, &year, &month, &day);
    int new_month = day, new_day = month;

    return day != month && date_make(year, new_month, new_day, d);
}

void slip_date(struct date *d, int last_year, struct chance *r)
{
    static const int OFF[] = { -1, 1, -6, 6, -10, 10 };
    struct date was = *d;

    for (;;) {
        int part[3];
        date_split(was, &part[0], &part[1], &part[2]);
        size_t which = (size_t)chance_below(r, 3);
        part[which] += OFF[chance_below(r, COUNT_OF(OFF))];
        if (part[0] <= last_year && date_make(part[0], part[1], part[2], d))
            return;
    }
}

void slip_upper(struct slip_text *t)
{
    for (size_t i = 0; i < t->len; i++)
        t->at[i] = upper(t->at[i]);
}

void slip_lower(struct slip_text *t)
{
    for (size_t i = 0; i < t->len; i++)
        t->at[i] = lower(t->at[i]);
}

void slip_trail(struct slip_text *t, struct chance *r)
{
    uint64_t how = chance_below(r, 4);

    if (how == 3)
        (void)replace(t, 0, 0, STR(" "));
    else
        slip_add(t, how == 2 ? STR("  ") : STR(" "));
}
