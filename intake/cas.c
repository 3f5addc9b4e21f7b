#include "intake/cas.h"

#include "base/number.h"
#include "intake/fault.h"
#include "intake/when.h"

/* One text, line by line, each line cut at spaces and tabs. */
struct lines {
    struct str rest;
    const char *label;
    struct arena *arena;
    size_t line;
    struct str word[8];
    size_t words;
};

static bool is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next line with anything on it; words past the eighth are not counted. */
static bool next_line(struct lines *l)
{
    while (l->rest.len) {
        struct str line = str_cut(&l->rest, '\n');
        size_t i = 0;
        l->line++;
        l->words = 0;
        while (l->words < COUNT_OF(l->word)) {
            while (i < line.len && is_between(line.at[i]))
                i++;
            size_t from = i;
            while (i < line.len && !is_between(line.at[i]))
                i++;
            if (i == from)
                break;
            l->word[l->words++] = (struct str){ line.at + from, i - from };
        }
        if (l->words)
            return true;
    }
    return false;
}

/* The shape of what was found, never the thing itself. */
static const char *shape_word(struct lines *l, struct str found)
{
    struct buf b = { .arena = l->arena };

    fault_shape(&b, found);
    buf_add_byte(&b, 0);
    return b.failed ? "something else" : b.at;
}

static bool refuse(struct lines *l, size_t word, const char *label, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: line %zu, column %zu: found %s; %s", l->label, l->line,
                   word + 1, shape_word(l, l->word[word]), label);
}

static bool check_words(struct lines *l, size_t want, const char *label, struct err *err)
{
    if (l->words == want)
        return true;
    return err_set(err, ERR_INPUT, "%s: line %zu has %zu columns; %s", l->label, l->line, l->words,
                   label);
}

static bool is_text(struct lines *l, struct str text, struct err *err)
{
    if (str_is_utf8(text) && !str_has(text, 0))
        return true;
    return err_set(err, ERR_INPUT, "%s: it is no UTF-8 text; save it as plain text", l->label);
}

/* Year first: 2023/1/31, 2023-1-31, 2023/1, 2023. */
static bool read_day(struct str s, struct cas_row *row, enum cas_precision *precision)
{
    struct str rest = s, year = str_cut(&rest, str_has(s, '/') ? '/' : '-');
    struct month month;
    int64_t y;

    if (year.len != 4 || !number_int(year, &y))
        return false;
    if (rest.len == 0) {
        *precision = CAS_YEAR;
        return s.len == 4 && date_make((int)y, 1, 1, &row->date);
    }
    if (rest.len > 2) {
        *precision = CAS_DAY;
        return when_date(s, &row->date);
    }
    *precision = CAS_MONTH;
    if (!when_month(s, &month))
        return false;
    row->date = month_first(month);
    return true;
}

static bool read_case(struct lines *l, struct cas_row *row, enum cas_precision *precision,
                      struct err *err)
{
    if (!check_words(l, 3, "a place's id, a count and a date are wanted; covariates and files "
                           "without dates are not for this scan", err))
        return false;
    row->id = l->word[0];
    if (!number_int(l->word[1], &row->count) || row->count < 0 || row->count > CAS_COUNT_MAX)
        return refuse(l, 1, "a count is wanted, 0 or more", err);
    if (!read_day(l->word[2], row, precision))
        return refuse(l, 2, "a date is wanted, as 2025/10/31, 2025/10 or 2025", err);
    return true;
}

bool cas_read(struct str text, const char *label, struct arena *a, struct cas *out, struct err *err)
{
    struct lines l = { .rest = text, .label = label, .arena = a };
    struct cas cas = { 0 };
    size_t room = 0;

    if (!is_text(&l, text, err))
        return false;
    while (next_line(&l)) {
        struct cas_row row;
        enum cas_precision precision = CAS_DAY;
        if (!read_case(&l, &row, &precision, err))
            return false;
        if (cas.rows && precision != cas.precision)
            return refuse(&l, 2, "the dates above are to another precision; write all to the day, or "
                                 "all to the month", err);
        cas.precision = precision;
        cas.cases += row.count;
        if (cas.cases > CAS_COUNT_MAX)
            return err_set(err, ERR_LIMIT, "%s: it has more cases than can be scanned", label);
        if (!arena_grow(a, &cas.row, &room, cas.rows, cas.rows + 1, sizeof *cas.row))
            return err_memory(err, "a case file");
        cas.row[cas.rows++] = row;
    }
    if (cas.rows == 0)
        return err_set(err, ERR_INPUT, "%s: there is nothing in it", label);
    *out = cas;
    return true;
}

/* Ids that were seen, by open addressing: slots hold row numbers plus one. */
struct seen {
    uint32_t *slot;
    size_t slots;
};

static uint64_t spread(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u; /* FNV-1a, 64 bits: draft-eastlake-fnv */

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 0x100000001b3u;
    return h ^ h >> 29;
}

static uint32_t *slot_of(struct seen *seen, const struct geo *geo, struct str id)
{
    size_t i = (size_t)spread(id) & (seen->slots - 1);

    while (seen->slot[i] && !str_eq(geo->row[seen->slot[i] - 1].id, id))
        i = (i + 1) & (seen->slots - 1);
    return &seen->slot[i];
}

static bool widen(struct seen *seen, const struct geo *geo, struct arena *a)
{
    struct seen wider = { .slots = seen->slots ? seen->slots * 2 : 64 };

    if (geo->rows * 2 < seen->slots)
        return true;
    wider.slot = arena_new(a, uint32_t, wider.slots);
    if (!wider.slot)
        return false;
    for (size_t i = 0; i < geo->rows; i++)
        *slot_of(&wider, geo, geo->row[i].id) = (uint32_t)i + 1;
    *seen = wider;
    return true;
}

static bool read_place(struct lines *l, struct geo_row *row, struct err *err)
{
    if (!check_words(l, 3, "a place's id and two coordinates are wanted", err))
        return false;
    row->id = l->word[0];
    if (!number_real(l->word[1], &row->first))
        return refuse(l, 1, "a number is wanted", err);
    if (!number_real(l->word[2], &row->second))
        return refuse(l, 2, "a number is wanted", err);
    return true;
}

bool geo_read(struct str text, const char *label, struct arena *a, struct geo *out, struct err *err)
{
    struct lines l = { .rest = text, .label = label, .arena = a };
    struct seen seen = { 0 };
    struct geo geo = { 0 };
    size_t room = 0;

    if (!is_text(&l, text, err))
        return false;
    while (next_line(&l)) {
        struct geo_row row;
        if (!read_place(&l, &row, err))
            return false;
        if (!widen(&seen, &geo, a) ||
            !arena_grow(a, &geo.row, &room, geo.rows, geo.rows + 1, sizeof *geo.row))
            return err_memory(err, "a coordinates file");
        uint32_t *slot = slot_of(&seen, &geo, row.id);
        if (*slot) {
            const struct geo_row *had = &geo.row[*slot - 1];
            if (had->first != row.first || had->second != row.second)
                return err_set(err, ERR_INPUT, "%s: line %zu gives other coordinates to a place than "
                               "an earlier line did", label, l.line);
            continue;
        }
        geo.row[geo.rows++] = row;
        *slot = (uint32_t)geo.rows;
    }
    if (geo.rows == 0)
        return err_set(err, ERR_INPUT, "%s: there is nothing in it", label);
    *out = geo;
    return true;
}
