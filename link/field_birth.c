#include "link/field_part.h"

#include "base/date.h"

/*
 * A date as it was typed: its first three numbers or names of months, and where they end. A
 * number's figures are counted, for 0312 is no 312.
 */
struct part {
    int value;
    size_t figures; /* 0: the name of a month */
    size_t end;     /* where it ends in the text */
};

enum {
    PARTS = 3,
    TEXT_MOST = 48, /* a longer text is no date */
    YEAR_FIRST = 1000,
    YEAR_LAST = 2199,
    YEAR_LIKELY = 1850,
    YEAR_LIKELY_LAST = 2099, /* where eight figures in a row begin or end with one */
    PIVOT = 30,              /* two figures: 30 to 99 are of 1900, 00 to 29 of 2000 */
    SERIAL_LEAST = 10000,    /* 1927-05-18; fewer figures could be a year */
    SERIAL_MOST = 73050,     /* 2099-12-31 */
};

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1 to 12 for a month's name of three letters or more, else 0. */
static int month_of_name(struct str word)
{
    if (str_eq_fold(word, STR("sept")))
        return 9;
    for (int m = 1; m <= 12 && word.len >= 3; m++) {
        struct str name = str_of(month_word(m));
        if (word.len <= name.len && str_eq_fold(word, (struct str){ name.at, word.len }))
            return m;
    }
    return 0;
}

/* What a date's words may hold besides its parts: "12th of March", "Thursday". */
static bool is_filler(struct str word)
{
    if (str_eq_fold(word, STR("st")) || str_eq_fold(word, STR("nd")) ||
        str_eq_fold(word, STR("rd")) || str_eq_fold(word, STR("th")) ||
        str_eq_fold(word, STR("of")))
        return true;
    for (int day = 0; day < 7 && word.len >= 3; day++) {
        struct str name = str_of(date_weekday_word(day));
        if (word.len <= name.len && str_eq_fold(word, (struct str){ name.at, word.len }))
            return true;
    }
    return false;
}

/* How many parts there are, at most PARTS; -1 for a word that has no place in a date. */
static int parts_of(struct str s, struct part part[PARTS])
{
    int n = 0;

    for (size_t i = 0; i < s.len && n < PARTS;) {
        size_t from = i;
        int value = 0;
        if (is_figure(s.at[i])) {
            for (; i < s.len && is_figure(s.at[i]); i++)
                value = i - from < 8 ? value * 10 + (s.at[i] - '0') : value;
            part[n++] = (struct part){ value, i - from, i };
        } else if (is_letter(s.at[i])) {
            while (i < s.len && is_letter(s.at[i]))
                i++;
            struct str word = { s.at + from, i - from };
            value = month_of_name(word);
            if (value)
                part[n++] = (struct part){ value, 0, i };
            else if (!is_filler(word))
                return -1;
        } else if ((unsigned char)s.at[i] >= 0x80) {
            return -1;
        } else {
            i++;
        }
    }
    return n;
}

/* Nothing, or a time of day: "T00:00:00Z", " 12:30 pm". */
static bool is_time(struct str rest)
{
    rest = str_trim(rest);
    if (rest.len == 0)
        return true;
    if (rest.at[0] != 'T' && !is_figure(rest.at[0]))
        return false;
    for (size_t i = 0; i < rest.len; i++)
        if (!is_figure(rest.at[i]) && !memchr("T:.+-Z APMapm", rest.at[i], 13))
            return false;
    return str_has(rest, ':');
}

static bool is_day(int year, int month, int day)
{
    struct date ignored;

    /* base/date begins in 1900; the calendar of 400 years later is the same. */
    return year >= YEAR_FIRST && year <= YEAR_LAST &&
           date_make(year < 1900 ? year / 100 % 4 * 100 + year % 100 + 2000 : year, month, day,
                     &ignored);
}

static int whole_year(struct part p)
{
    return p.figures > 2 ? p.value : p.value < PIVOT ? 2000 + p.value : 1900 + p.value;
}

static struct str put(struct str text, char *out, size_t room)
{
    size_t len = text.len < room ? text.len : room;

    if (len)
        memcpy(out, text.at, len);
    return (struct str){ out, len };
}

/* Days on which nobody in particular was born: what programs write where there is none. */
static bool is_no_birthday(int year, int month, int day)
{
    static const int NONE[][3] = {
        { 1900, 1, 1 }, { 1901, 1, 1 },   { 1899, 12, 30 }, { 1899, 12, 31 },
        { 1753, 1, 1 }, { 1111, 11, 11 }, { 1900, 1, 0 },   { 1600, 1, 1 },
    };

    if (year < YEAR_FIRST || year > YEAR_LAST)
        return true;
    for (size_t i = 0; i < COUNT_OF(NONE); i++)
        if (NONE[i][0] == year && NONE[i][1] == month && NONE[i][2] == day)
            return true;
    return false;
}

/* The three figures, whatever they are: a day, a part of one, or what can be none. */
static struct str write_day(int year, int month, int day, char *out, size_t room, enum clean *how)
{
    char text[FIELD_ROOM_LEAST];
    int len;

    if (is_no_birthday(year, month, day)) {
        *how = CLEAN_PLACEHOLDER;
        return (struct str){ out, 0 };
    }
    *how = CLEAN_PARTLY;
    if (month == 0 && day == 0) {
        len = snprintf(text, sizeof text, "%04d", year % 10000);
    } else if (day == 0 && month <= 12) {
        len = snprintf(text, sizeof text, "%04d-%02d", year % 10000, month % 100);
    } else {
        *how = is_day(year, month, day) ? CLEAN_FOLDED : CLEAN_IMPOSSIBLE;
        len = snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    }
    return put((struct str){ text, (size_t)len }, out, room);
}

static struct str read_serial(int days, char *out, size_t room, enum clean *how)
{
    int year, month, day;
    struct date d = { days - 25569 }; /* day 25,569 of a spreadsheet is 1970-01-01 */

    date_split(d, &year, &month, &day);
    return write_day(year, month, day, out, room, how);
}

/* 20090312 or 12032009: where both can be, the year first. */
static struct str read_eight(int n, char *out, size_t room, enum clean *how)
{
    int first = n / 10000, month = n / 100 % 100, day = n % 100;
    int last = n % 10000, last_month = n / 10000 % 100, last_day = n / 1000000;
    bool first_likely = first >= YEAR_LIKELY && first <= YEAR_LIKELY_LAST;
    bool last_likely = last >= YEAR_LIKELY && last <= YEAR_LIKELY_LAST;

    if (last_likely &&
        (!first_likely || (!is_day(first, month, day) && is_day(last, last_month, last_day))))
        return write_day(last, last_month, last_day, out, room, how);
    return write_day(first, month, day, out, room, how);
}

static struct str no_date(char *out, enum clean *how)
{
    *how = CLEAN_NOT_READ;
    return (struct str){ out, 0 };
}

/* One number: a year, a spreadsheet's day, eight figures. */
static struct str read_one(struct part p, char *out, size_t room, enum clean *how)
{
    if (p.figures == 8)
        return read_eight(p.value, out, room, how);
    if (p.figures == 5 && p.value >= SERIAL_LEAST && p.value <= SERIAL_MOST)
        return read_serial(p.value, out, room, how);
    if (p.figures == 4)
        return write_day(p.value, 0, 0, out, room, how);
    return no_date(out, how);
}

/* A year and a month. */
static struct str read_two(const struct part *p, char *out, size_t room, enum clean *how)
{
    if (p[0].figures == 4 && p[1].figures <= 2 && p[1].value <= 12)
        return write_day(p[0].value, p[1].value, 0, out, room, how);
    if (p[1].figures == 4 && p[0].figures <= 2 && p[0].value <= 12)
        return write_day(p[1].value, p[0].value, 0, out, room, how);
    return no_date(out, how);
}

static struct str read_three(const struct part *p, char *out, size_t room, enum clean *how)
{
    const struct part *year = p[0].figures == 4 ? &p[0] : &p[2];
    const struct part *month = &p[1], *day = p[0].figures == 4 ? &p[2] : &p[0];

    if (p[0].figures == 0 && year == &p[2]) { /* March 12, 2009 */
        month = &p[0];
        day = &p[1];
    }
    if (!(year->figures == 4 || year->figures == 2) || month->figures > 2 || day->figures > 2 ||
        day->figures == 0)
        return no_date(out, how);
    int y = whole_year(*year);
    bool month_first = year == &p[2] && month->figures && !is_day(y, month->value, day->value) &&
                       is_day(y, day->value, month->value);
    if (month_first)
        return write_day(y, day->value, month->value, out, room, how);
    return write_day(y, month->value, day->value, out, room, how);
}

static struct str read_date(struct str s, char *out, size_t room, enum clean *how)
{
    struct part part[PARTS] = { { 0 } };
    int n = s.len <= TEXT_MOST ? parts_of(s, part) : -1;

    if (n > 0 && !is_time(str_from(s, part[n - 1].end)))
        n = -1;
    if (n == 3)
        return read_three(part, out, room, how);
    if (n == 2)
        return read_two(part, out, room, how);
    return n == 1 ? read_one(part[0], out, room, how) : no_date(out, how);
}

/* Kept as it was typed, folded, where it has figures to compare; else there is nothing in it. */
static struct str as_typed(struct str raw, char *out, size_t room, enum clean *how)
{
    struct str text = fold_text(raw, out, room);
    bool figures = false;

    for (size_t i = 0; i < text.len; i++)
        figures = figures || is_figure(text.at[i]);
    *how = figures ? CLEAN_OTHER_FORM : field_is_unknown(text) ? CLEAN_PLACEHOLDER : CLEAN_NOT_READ;
    if (!figures || field_is_one_repeated(text)) {
        *how = figures ? CLEAN_PLACEHOLDER : *how;
        text.len = 0;
    }
    return text;
}

struct str field_birth(struct str raw, char *out, size_t room, enum clean *how)
{
    char kept[TEXT_MOST];
    struct str date = read_date(raw, out, room, how);

    if (*how != CLEAN_NOT_READ)
        return date;
    struct str text = fold_text(raw, out, room); /* figures of another script, odd spaces */
    if (text.len > 0 && text.len <= sizeof kept) {
        memcpy(kept, text.at, text.len);
        date = read_date((struct str){ kept, text.len }, out, room, how);
    }
    return *how == CLEAN_NOT_READ ? as_typed(raw, out, room, how) : date;
}
