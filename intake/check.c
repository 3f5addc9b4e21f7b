#include "intake/check.h"

#include "base/number.h"
#include "base/shape.h"
#include "intake/when.h"

enum { TEXT_MAX = 2000, CODE_MAX = 64 };

static const char *const WANT[] = {
    [FIELD_TEXT] = "a text of at most 2,000 bytes is wanted; shorten it",
    [FIELD_CODE] = "a code is wanted: letters, digits and - _ . / only, at most 64",
    [FIELD_CATEGORY] = ("a kind of event we know is wanted; write one of the words that "
                       "safekeep kinds lists, such as robbery or other-incident"),
    [FIELD_MONTH] = "a month is wanted; write it as 2025-10",
    [FIELD_DATE] = "a date is wanted; write it as 2025-10-31",
    [FIELD_TIME] = "a date is wanted, with a time if it is known; write it as 2025-10-31 21:15",
    [FIELD_CLOCK] = "a time of day is wanted; write it as 21:15",
    [FIELD_LON] = "a longitude in degrees is wanted, such as 0.524689",
    [FIELD_LAT] = "a latitude in degrees is wanted, such as 51.377550",
    [FIELD_EASTING] = "an easting in metres is wanted, 0 to 700000",
    [FIELD_NORTHING] = "a northing in metres is wanted, 0 to 1300000",
    [FIELD_GRIDREF] = "a grid reference is wanted; write it as TQ 757 684",
    [FIELD_POSTCODE] = "a whole postcode is wanted; write it as ME4 4TR, or leave it blank",
    [FIELD_WHOLE] = "a whole number is wanted, 0 or more",
    [FIELD_REAL] = "a number is wanted; leave out rows whose figure is withheld",
    [FIELD_FLAG] = "yes or no is wanted; leave it blank when it is not known",
    [FIELD_SHAPE] = "an outline is wanted: a Polygon or MultiPolygon",
    [FIELD_FACT] = "a number is wanted; drop the column if it holds none",
    [FIELD_PERIOD] = "a year or quarter is wanted; write it as 2025, 2024/25 or 2025 Q3",
};

static const char BLANK[] = "it may not be blank; fill it in";
static const char MONTH_FIRST[] = "a date with the day first is wanted; this one has the month first, "
                                  "so every date of the column may: write them as 2025-10-31";
static const char DAY_NUMBER[] = "a date is wanted; this looks like a spreadsheet's number of a day: "
                                 "format the column as a date and save it again";
static const char NOT_DEGREES[] = "degrees are wanted; this looks like metres on the National Grid: "
                                  "name the column easting or northing";
static const char OUTSIDE[] = "the place lies outside the British Isles; are longitude and latitude "
                              "swapped, or is it 0,0? mend it or leave it blank";
static const char ONE_OF_TWO[] = "the other half of the place is missing; give both or neither";
static const char NO_PLACE[] = "there is no place; give a point, a grid reference, a postcode or an "
                               "area's code";
static const char NO_NAME[] = "there is no name and no postcode; give one";
static const char NO_POINT[] = "there is no point; give longitude and latitude, or easting and northing";
static const char BACKWARDS[] = "the end lies before the beginning; are the two swapped?";
static const char FUTURE[] = "the date lies in the future; mend it";
static const char NO_PERIOD[] = "there is no period; give from and to, a month, or a year";
static const char RAGGED[] = "the row has another number of columns than the header; is a quote or a "
                             "delimiter missing or too many?";

struct check {
    const struct columns *columns;
    const struct date *newest;
    struct faults *faults;
    struct arena *scratch;
    struct checked *out;
    const struct record *record;
    bool refused;
    bool failed; /* *err says why */
    struct err *err;
    struct value none; /* of a field this kind has not */
};

static void fault(struct check *k, int column, const char *want)
{
    struct str found = column >= 0 ? str_trim(k->record->field[column]) : STR("");

    k->refused = true;
    if (!k->failed && !faults_add(k->faults, k->record->row, column, want, found, k->err))
        k->failed = true;
}

static bool is_unknown(struct str s)
{
    static const char *const WORD[] = { "unknown", "not known", "n/k", "nk", "n/a", "na",
                                        "null",    "u",         "-",   "?" };

    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq_fold(s, str_of(WORD[i])))
            return true;
    return false;
}

static bool is_code(struct str s)
{
    if (s.len > CODE_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || c == '.' || c == '/' || c == ' '))
            return false;
    }
    return true;
}

static bool read_flag(struct str s, int64_t *n)
{
    static const char *const YES[] = { "yes", "y", "true", "t", "1" };
    static const char *const NO[] = { "no", "n", "false", "f", "0" };

    for (size_t i = 0; i < COUNT_OF(YES); i++) {
        if (str_eq_fold(s, str_of(YES[i])) || str_eq_fold(s, str_of(NO[i]))) {
            *n = str_eq_fold(s, str_of(YES[i]));
            return true;
        }
    }
    return false;
}

/* The numbers of an age group: "18-24", "16 to 24", "25+", "under 18", "40". How many there were. */
static size_t ages_in(struct str s, int age[2])
{
    size_t n = 0;

    for (size_t i = 0; i < s.len;) {
        int value = 0;
        size_t from = i;
        while (i < s.len && s.at[i] >= '0' && s.at[i] <= '9' && i - from < 3)
            value = value * 10 + (s.at[i++] - '0');
        if (i > from && n < 2)
            age[n] = value;
        n += i > from;
        i += i == from;
    }
    return n;
}

/* An age group lies wholly under 25 or wholly not; one that straddles it cannot say. */
static bool read_age_group(struct str s, int64_t *n)
{
    int age[2] = { 0, 0 };
    size_t ages = ages_in(s, age);
    bool under = s.len > 5 && str_eq_fold((struct str){ s.at, 5 }, STR("under"));
    bool over = str_ends(s, STR("+")) || (s.len > 4 && str_eq_fold((struct str){ s.at, 4 }, STR("over")));

    if (ages == 1 && under && age[0] <= 25)
        *n = 1;
    else if (ages == 1 && !under && age[0] >= 25 && age[0] <= 120)
        *n = 0;
    else if (ages == 1 && !under && !over && age[0] < 25)
        *n = 1;
    else if (ages == 2 && age[0] <= age[1] && age[1] < 25)
        *n = 1;
    else if (ages == 2 && age[0] >= 25 && age[0] <= age[1] && age[1] <= 150)
        *n = 0;
    else
        return false;
    return true;
}

static bool read_number(struct str s, double least, double most, double *x)
{
    return number_grouped(s, x) && *x >= least && *x <= most;
}

static bool read_whole(struct str s, struct value *v)
{
    if (!read_number(s, 0, 9e15, &v->x) || v->x != floor(v->x))
        return false;
    v->n = (int64_t)v->x;
    return true;
}

static bool read_postcode(struct check *k, struct str s, struct value *v)
{
    char at[PLACE_POSTCODE_MAX];
    size_t len;

    if (!place_postcode(s, at, &len))
        return false;
    v->text = arena_copy(k->scratch, (struct str){ at, len });
    if (!v->text.at && !k->failed)
        k->failed = !err_memory(k->err, "a row");
    return true;
}

static bool read_shape(struct check *k, struct str s)
{
    struct shape shape;
    struct err ignored = { 0 };

    if (shape_unpack(s, k->scratch, &shape, &ignored))
        return true;
    if (ignored.kind == ERR_LIMIT && !k->failed) {
        *k->err = ignored;
        k->failed = true;
        return true;
    }
    return false;
}

static bool read_value(struct check *k, const struct kind_field *f, struct value *v)
{
    struct str s = v->text;
    struct date d;

    switch (f->type) {
    case FIELD_TEXT: return s.len <= TEXT_MAX;
    case FIELD_CODE: return is_code(s);
    case FIELD_CATEGORY: v->text = category_code(s); return v->text.len > 0;
    case FIELD_MONTH:
        if (!when_month(s, &v->month))
            return false;
        v->date = month_first(v->month);
        return true;
    case FIELD_DATE: return when_date(s, &v->date);
    case FIELD_TIME: return when_time(s, &v->date, &v->minute);
    case FIELD_CLOCK: return when_clock(s, &v->minute);
    case FIELD_LON: return read_number(s, -180, 180, &v->x);
    case FIELD_LAT: return read_number(s, -90, 90, &v->x);
    case FIELD_EASTING: return read_number(s, 0, 700000, &v->x);
    case FIELD_NORTHING: return read_number(s, 0, 1300000, &v->x);
    case FIELD_GRIDREF: return place_from_gridref(s, &v->place);
    case FIELD_POSTCODE: return read_postcode(k, s, v);
    case FIELD_WHOLE: return read_whole(s, v);
    case FIELD_REAL:
    case FIELD_FACT: return number_grouped(s, &v->x);
    case FIELD_FLAG:
        if (str_eq(str_of(f->name), STR("under-25")) && read_age_group(s, &v->n) && !is_unknown(s) &&
            s.len > 1)
            return true;
        return read_flag(s, &v->n);
    case FIELD_SHAPE: return read_shape(k, s);
    case FIELD_PERIOD:
        if (!when_period(s, &d, &v->until))
            return false;
        v->date = d;
        return true;
    }
    return false;
}

/* The sentence that helps most with what was found. */
static const char *want_of(const struct kind_field *f, struct str found)
{
    double x;

    if (f->type == FIELD_DATE || f->type == FIELD_TIME) {
        struct str rest = found, day = str_cut(&rest, ' ');
        if (when_month_first(day))
            return MONTH_FIRST;
        if (when_day_number(found))
            return DAY_NUMBER;
    }
    if ((f->type == FIELD_LON || f->type == FIELD_LAT) && number_grouped(found, &x))
        return NOT_DEGREES;
    return WANT[f->type];
}

static void check_column(struct check *k, size_t column)
{
    const struct columns *c = k->columns;
    int index = c->field[column];

    if (index < 0)
        return;
    const struct kind_field *f = &c->kind->field[index];
    bool bytes = f->type == FIELD_SHAPE, text = f->type == FIELD_TEXT;
    struct str found = bytes ? k->record->field[column] : str_trim(k->record->field[column]);
    struct value v = { .some = true, .text = found, .minute = -1 };

    if (found.len == 0 || (!bytes && !text && is_unknown(found))) {
        if (f->required)
            fault(k, (int)column, BLANK);
        return;
    }
    if (!read_value(k, f, &v))
        fault(k, (int)column, want_of(f, found));
    else if (k->newest && (f->type == FIELD_MONTH || f->type == FIELD_DATE ||
                           f->type == FIELD_TIME) && v.date.days > k->newest->days)
        fault(k, (int)column, FUTURE);
    else if (c->column_of[index] == (int)column)
        k->out->value[index] = v;
}

static struct value *value_of(struct check *k, const char *name)
{
    int i = kind_field(k->columns->kind, name);

    return i < 0 ? &k->none : &k->out->value[i];
}

static bool has(struct check *k, const char *name)
{
    return value_of(k, name)->some;
}

static int column_of(struct check *k, const char *name)
{
    int i = kind_field(k->columns->kind, name);

    return i < 0 ? -1 : k->columns->column_of[i];
}

static void put_clock(struct check *k, const char *time, const char *clock)
{
    struct value *t = value_of(k, time);
    const struct value *c = value_of(k, clock);

    /* A spreadsheet writes a bare day as its midnight: a clock beside it knows better. */
    if (t->some && c->some && t->minute <= 0)
        t->minute = c->minute;
}

/* Is `b` certainly before `a`? To the minute where both say one. */
static bool is_before(const struct value *b, const struct value *a)
{
    if (b->date.days != a->date.days)
        return b->date.days < a->date.days;
    return b->minute >= 0 && a->minute >= 0 && b->minute < a->minute;
}

static void check_order(struct check *k, const char *first, const char *last)
{
    if (has(k, first) && has(k, last) && is_before(value_of(k, last), value_of(k, first)))
        fault(k, column_of(k, last), BACKWARDS);
}

static void check_pair(struct check *k, const char *one, const char *two)
{
    if (has(k, one) && !has(k, two))
        fault(k, column_of(k, one), ONE_OF_TWO);
    else if (has(k, two) && !has(k, one))
        fault(k, column_of(k, two), ONE_OF_TWO);
}

static void check_place(struct check *k)
{
    struct checked *out = k->out;

    check_pair(k, "lon", "lat");
    check_pair(k, "easting", "northing");
    if (k->refused)
        return;
    if (has(k, "lon")) {
        out->place = (struct lonlat){ value_of(k, "lon")->x, value_of(k, "lat")->x };
        out->placed = true;
    } else if (has(k, "easting"))
        out->placed = place_from_grid(value_of(k, "easting")->x, value_of(k, "northing")->x,
                                      &out->place);
    else if (has(k, "gridref")) {
        out->place = value_of(k, "gridref")->place;
        out->placed = true;
    }
    if (out->placed && !place_is_british(out->place))
        fault(k, column_of(k, has(k, "lon") ? "lon" : has(k, "easting") ? "easting" : "gridref"),
              OUTSIDE);
}

static void check_period(struct check *k)
{
    struct value *from = value_of(k, "from"), *to = value_of(k, "to");
    const struct value *month = value_of(k, "month"), *period = value_of(k, "period");

    if (from->some && to->some) {
        check_order(k, "from", "to");
        return;
    }
    if (month->some) {
        *from = (struct value){ .some = true, .text = month->text, .minute = -1,
                                .date = month_first(month->month) };
        *to = *from;
        to->date = month_last(month->month);
    } else if (period->some) {
        *from = (struct value){ .some = true, .text = period->text, .minute = -1,
                                .date = period->date };
        *to = *from;
        to->date = period->until;
    } else
        fault(k, -1, NO_PERIOD);
}

static void check_across(struct check *k)
{
    enum kind kind = k->columns->kind->kind;

    check_place(k);
    put_clock(k, "from", "from-clock");
    put_clock(k, "to", "to-clock");
    put_clock(k, "arrived", "arrived-clock");
    if (kind == KIND_INCIDENTS) {
        check_order(k, "from", "to");
        if (!k->out->placed && !has(k, "postcode") && !has(k, "area"))
            fault(k, -1, NO_PLACE);
    } else if (kind == KIND_ASSAULTS) {
        check_order(k, "from", "arrived");
        if (!has(k, "words") && !has(k, "postcode") && !has(k, "area"))
            fault(k, -1, NO_PLACE);
    } else if (kind == KIND_COUNTS)
        check_period(k);
    else if (kind == KIND_PLACES) {
        if (!has(k, "name") && !has(k, "postcode"))
            fault(k, -1, NO_NAME);
        if (!k->out->placed)
            fault(k, -1, NO_POINT);
    }
}

enum check_row check_record(const struct columns *c, const struct record *r,
                            const struct date *newest, struct faults *faults,
                            struct arena *scratch, struct checked *out, struct err *err)
{
    struct checked checked = { .row = r->row };
    struct check k = { .columns = c, .newest = newest, .faults = faults, .scratch = scratch,
                       .out = &checked, .record = r, .err = err };

    if (r->fields != c->count)
        fault(&k, -1, RAGGED);
    for (size_t i = 0; i < c->count && r->fields == c->count; i++)
        check_column(&k, i);
    /* Rules across fields read values that stand; a row already refused has holes in them. */
    if (!k.refused)
        check_across(&k);
    if (k.failed)
        return CHECK_FAILED;
    if (k.refused)
        return CHECK_REFUSED;
    *out = checked;
    return CHECK_GOOD;
}

size_t check_facts(const struct columns *c, const struct record *r, struct fact_value *out)
{
    size_t n = 0;

    for (size_t i = 0; i < c->count && i < r->fields; i++) {
        double x;
        if (c->field[i] >= 0 && c->kind->field[c->field[i]].type == FIELD_FACT &&
            number_grouped(str_trim(r->field[i]), &x))
            out[n++] = (struct fact_value){ c->fact[i], x };
    }
    return n;
}
