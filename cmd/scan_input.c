#include "cmd/scan_input.h"

#include "base/number.h"
#include "intake/cas.h"
#include "intake/fault.h"
#include "intake/reader.h"
#include "intake/when.h"

#include <errno.h>
#include <fcntl.h>

static const size_t TEXT_MAX = (size_t)2 << 30;

/* A case before its step is known: `count` of them at one place on one date. */
struct event {
    uint32_t place;
    struct date date;
    int64_t count;
};

struct gathered {
    struct event *event;
    size_t events, room;
};

/* ---- steps ---- */

static int64_t step_number(enum scan_unit unit, struct date d)
{
    struct month m = month_of(d);

    return unit == UNIT_DAY ? d.days : unit == UNIT_MONTH ? m.n : month_year(m);
}

static struct date number_first(enum scan_unit unit, int64_t n)
{
    struct month m = { (int32_t)n };

    if (unit == UNIT_DAY)
        return (struct date){ (int32_t)n };
    if (unit == UNIT_YEAR)
        m.n = (int32_t)(n * 12);
    return month_first(m);
}

struct date scan_step_first(const struct scan_input *in, uint32_t step)
{
    return number_first(in->unit, step_number(in->unit, in->first) + step);
}

struct date scan_step_last(const struct scan_input *in, uint32_t step)
{
    return (struct date){ scan_step_first(in, step + 1).days - 1 };
}

double scan_unit_days(enum scan_unit unit)
{
    return unit == UNIT_DAY ? 1 : unit == UNIT_MONTH ? 30.4375 : 365.25;
}

static void settle_study(const struct scan_sources *from, const struct gathered *g,
                         struct scan_input *in)
{
    in->first = from->start;
    in->last = from->end;
    for (size_t i = 0, some = 0; i < g->events; i++) {
        if (g->event[i].count == 0)
            continue;
        if (!from->has_start && (some == 0 || g->event[i].date.days < in->first.days))
            in->first = g->event[i].date;
        if (!from->has_end && (some == 0 || g->event[i].date.days > in->last.days))
            in->last = g->event[i].date;
        some = 1;
    }
}

/* Turns events into one entry per case; what falls outside the study is counted. */
static bool spread(const struct scan_sources *from, const struct gathered *g, struct arena *a,
                   struct scan_input *in, struct err *err)
{
    int64_t first, last, total = 0;
    uint32_t *place, *step;
    size_t at = 0;

    settle_study(from, g, in);
    first = step_number(in->unit, in->first);
    last = step_number(in->unit, in->last);
    for (size_t i = 0; i < g->events; i++)
        total += g->event[i].count;
    if (total == 0)
        return err_set(err, ERR_INPUT, "there are no cases to scan");
    if (last < first)
        return err_set(err, ERR_INPUT, "the study ends before it starts; set --start and --end");
    place = arena_new(a, uint32_t, (size_t)total);
    step = arena_new(a, uint32_t, (size_t)total);
    if (!place || !step)
        return err_memory(err, "the cases");
    for (size_t i = 0; i < g->events; i++) {
        int64_t n = step_number(in->unit, g->event[i].date);
        if (n < first || n > last) {
            in->outside += (size_t)g->event[i].count;
            continue;
        }
        for (int64_t k = 0; k < g->event[i].count; k++) {
            place[at] = g->event[i].place;
            step[at++] = (uint32_t)(n - first);
        }
    }
    in->cases.steps = (size_t)(last - first + 1);
    in->cases.cases = at;
    in->cases.place = place;
    in->cases.step = step;
    return at > 0 || err_set(err, ERR_INPUT, "no case lies between --start and --end");
}

/* ---- files ---- */

static void close_fd(int *fd)
{
    if (*fd > STDIN_FILENO)
        (void)close(*fd);
}

static bool open_file(const char *path, int *fd, struct err *err)
{
    const char *label = path;

    *fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*fd >= 0)
        return true;
    if (errno == ENOENT)
        return err_set(err, ERR_MISSING, "there is no file %s", label);
    return err_set(err, ERR_STORE, "could not open %s (error %d): may you read it?", label, errno);
}

static bool read_text(const char *path, struct arena *a, struct str *out, struct err *err)
{
    int fd _cleanup_(close_fd) = -1;
    const char *label = path;
    char *at = NULL;
    size_t len = 0, room = 0;

    if (!open_file(path, &fd, err))
        return false;
    for (;;) {
        if (len >= TEXT_MAX || !arena_grow(a, &at, &room, len, len + 65536, 1))
            return err_set(err, ERR_LIMIT, "%s is too large to read at once", label);
        ssize_t n = read(fd, at + len, room - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read %s (error %d)", label, errno);
        if (n == 0)
            break;
        len += (size_t)n;
    }
    *out = (struct str){ at, len };
    return true;
}

/* ---- a case file and a coordinate file ---- */

static int by_id(const void *left, const void *right)
{
    const struct geo_row *a = left, *b = right;

    return str_order(a->id, b->id);
}

static bool on_earth(double lon, double lat)
{
    return fabs(lat) <= 90 && fabs(lon) <= 180;
}

static bool read_places(const struct scan_sources *from, struct geo *geo, struct arena *a,
                        struct scan_input *in, struct err *err)
{
    const char *label = from->coordinates;
    bool sphere = from->geometry == SCAN_SPHERE;
    struct str text;
    double *x, *y;

    if (!read_text(from->coordinates, a, &text, err) || !geo_read(text, label, a, geo, err))
        return false;
    for (size_t i = 0; sphere && i < geo->rows; i++)
        if (!on_earth(geo->row[i].second, geo->row[i].first))
            return err_set(err, ERR_INPUT,
                           "%s, place %zu: latitude (column 2) and longitude (column 3) do not "
                           "lie on the sphere; exchange them, or use --geometry plane",
                           label, i + 1);
    qsort(geo->row, geo->rows, sizeof *geo->row, by_id);
    x = arena_new(a, double, geo->rows);
    y = arena_new(a, double, geo->rows);
    in->name = arena_new(a, struct str, geo->rows);
    if (!x || !y || !in->name)
        return err_memory(err, "the places");
    for (size_t i = 0; i < geo->rows; i++) {
        x[i] = sphere ? geo->row[i].second : geo->row[i].first;
        y[i] = sphere ? geo->row[i].first : geo->row[i].second;
        in->name[i] = geo->row[i].id;
    }
    in->cases.places = geo->rows;
    in->cases.x = x;
    in->cases.y = y;
    return true;
}

static const char *precision_word(enum cas_precision p)
{
    return p == CAS_YEAR ? "year" : p == CAS_MONTH ? "month" : "day";
}

static bool read_cases(const struct scan_sources *from, const struct geo *geo, struct arena *a,
                       struct gathered *g, struct err *err)
{
    const char *label = from->cases;
    struct str text;
    struct cas cas;

    if (!read_text(from->cases, a, &text, err) || !cas_read(text, label, a, &cas, err))
        return false;
    if ((from->unit == UNIT_DAY && cas.precision != CAS_DAY) ||
        (from->unit == UNIT_MONTH && cas.precision == CAS_YEAR))
        return err_set(err, ERR_INPUT,
                       "the dates of %s are to the %s; scan it with --time-unit %s", label,
                       precision_word(cas.precision), precision_word(cas.precision));
    g->event = arena_new(a, struct event, cas.rows);
    if (!g->event)
        return err_memory(err, "the cases");
    for (size_t i = 0; i < cas.rows; i++) {
        struct geo_row key = { .id = cas.row[i].id };
        const struct geo_row *found = bsearch(&key, geo->row, geo->rows, sizeof key, by_id);
        if (!found && cas.row[i].count > 0)
            return err_set(err, ERR_INPUT,
                           "%s, row %zu (blank lines not counted), column 1: its place is not in "
                           "the coordinate file; add a line there with it and its coordinates",
                           label, i + 1);
        if (found)
            g->event[g->events++] = (struct event){ (uint32_t)(found - geo->row),
                                                    cas.row[i].date, cas.row[i].count };
    }
    if (cas.cases > UINT32_MAX / 2)
        return err_set(err, ERR_LIMIT, "%s has more cases than can be scanned", label);
    return true;
}

/* ---- one file with an event a row ---- */

struct incidents {
    const char *label;       /* the file's name */
    const struct scan_sources *from;
    size_t time, x, y;       /* columns */
    struct spot *spot;       /* per event */
    size_t spot_room;
};

struct spot {
    double x, y;
    size_t event;
};

struct option_name {
    const char *label;
};

static bool find_column(const struct record *header, const char *name, struct option_name option,
                        const struct incidents *in, size_t *out, struct err *err)
{
    for (size_t i = 0; i < header->fields; i++)
        if (str_eq_fold(str_trim(header->field[i]), str_of(name))) {
            *out = i;
            return true;
        }
    return err_set(err, ERR_INPUT,
                   "%s, row 1: no column has the name given with %s; give the header's own word",
                   in->label, option.label);
}

static bool wrong_field(const struct incidents *in, const struct record *r, size_t column,
                        struct option_name want, struct arena *a, struct err *err)
{
    struct buf b = { .arena = a };
    struct option_name shape = { "nothing" };
    struct str text;

    if (column < r->fields) {
        fault_shape(&b, str_trim(r->field[column]));
        buf_add_byte(&b, 0);
        if (!buf_done(&b, "what was found", &text, err))
            return false;
        shape.label = text.at;
    }
    return err_set(err, ERR_INPUT, "%s, row %llu, column %zu: found %s; %s", in->label,
                   (unsigned long long)r->row, column + 1, shape.label, want.label);
}

static struct str field_at(const struct record *r, size_t column)
{
    return column < r->fields ? str_trim(r->field[column]) : STR("");
}

static bool read_when(const struct incidents *in, const struct record *r, struct arena *a,
                      struct date *date, struct err *err)
{
    struct str text = field_at(r, in->time);
    struct date until;
    struct month month;
    int minute;

    if (when_time(text, date, &minute))
        return true;
    if (in->from->unit != UNIT_DAY && when_month(text, &month)) {
        *date = month_first(month);
        return true;
    }
    if (in->from->unit == UNIT_YEAR && when_period(text, date, &until))
        return true;
    if (in->from->unit == UNIT_DAY && when_month(text, &month))
        return wrong_field(in, r, in->time,
                           (struct option_name){ "this is a month: use --time-unit month" }, a,
                           err);
    return wrong_field(in, r, in->time,
                       (struct option_name){ "write the date as 2025-10-31" }, a, err);
}

static bool read_spot(const struct incidents *in, const struct record *r, struct arena *a,
                      struct spot *spot, struct err *err)
{
    static const struct option_name NUMBER = { "a coordinate is a number such as 0.544" };
    static const struct option_name LATITUDE = {
        "--y is the latitude, at most 90 degrees; exchange --x and --y, or use --geometry plane"
    };
    static const struct option_name LONGITUDE = {
        "--x is the longitude, at most 180 degrees; use --geometry plane for metres"
    };
    bool sphere = in->from->geometry == SCAN_SPHERE;

    if (!number_real(field_at(r, in->x), &spot->x))
        return wrong_field(in, r, in->x, NUMBER, a, err);
    if (!number_real(field_at(r, in->y), &spot->y))
        return wrong_field(in, r, in->y, NUMBER, a, err);
    if (sphere && !on_earth(0, spot->y))
        return wrong_field(in, r, in->y, LATITUDE, a, err);
    if (sphere && !on_earth(spot->x, 0))
        return wrong_field(in, r, in->x, LONGITUDE, a, err);
    return true;
}

static bool add_incident(struct incidents *in, const struct record *r, struct arena *a,
                         struct gathered *g, struct scan_input *out, struct err *err)
{
    struct spot spot;
    struct date date;

    if (field_at(r, in->x).len == 0 && field_at(r, in->y).len == 0) {
        out->placeless++;
        return true;
    }
    if (!read_when(in, r, a, &date, err) || !read_spot(in, r, a, &spot, err))
        return false;
    spot.event = g->events;
    if (!arena_grow(a, &g->event, &g->room, g->events, g->events + 1, sizeof *g->event) ||
        !arena_grow(a, &in->spot, &in->spot_room, g->events, g->events + 1, sizeof *in->spot))
        return err_memory(err, "the events");
    in->spot[g->events] = spot;
    g->event[g->events++] = (struct event){ 0, date, 1 };
    return true;
}

static int by_spot(const void *left, const void *right)
{
    const struct spot *a = left, *b = right;

    if (a->x < b->x || a->x > b->x)
        return a->x < b->x ? -1 : 1;
    return a->y < b->y ? -1 : a->y > b->y;
}

/* Numbers the places by their coordinates; a place is called by them. */
static bool number_spots(struct incidents *in, struct gathered *g, struct arena *a,
                         struct scan_input *out, struct err *err)
{
    double *x = arena_new(a, double, g->events), *y = arena_new(a, double, g->events);

    out->name = arena_new(a, struct str, g->events);
    if (!x || !y || !out->name)
        return err_memory(err, "the places");
    if (g->events > 0)
        qsort(in->spot, g->events, sizeof *in->spot, by_spot);
    for (size_t i = 0; i < g->events; i++) {
        if (i == 0 || by_spot(&in->spot[i], &in->spot[i - 1]) != 0) {
            struct buf b = { .arena = a };
            buf_addf(&b, "%.10g,%.10g", in->spot[i].x, in->spot[i].y);
            x[out->cases.places] = in->spot[i].x;
            y[out->cases.places] = in->spot[i].y;
            if (!buf_done(&b, "the places", &out->name[out->cases.places++], err))
                return false;
        }
        g->event[in->spot[i].event].place = (uint32_t)(out->cases.places - 1);
    }
    out->cases.x = x;
    out->cases.y = y;
    return true;
}

static bool read_rows(struct reader *reader, struct incidents *in, struct arena *a,
                      struct gathered *g, struct scan_input *out, struct err *err)
{
    const struct scan_sources *from = in->from;
    struct reader_fault fault = { 0 };
    struct option_name what;
    struct record r;
    bool header = true;

    for (;;) {
        enum reader_next next = reader_next(reader, &r, &fault, err);
        if (next != READER_RECORD)
            return next == READER_END &&
                   (!header || err_set(err, ERR_INPUT, "%s: there is nothing in it", in->label));
        what.label = fault.what;
        if (!r.field)
            return err_set(err, ERR_INPUT, "%s, row %llu: %s", in->label,
                           (unsigned long long)fault.row, what.label);
        if (header && (!find_column(&r, from->time, (struct option_name){ "--time" }, in,
                                    &in->time, err) ||
                       !find_column(&r, from->x, (struct option_name){ "--x" }, in, &in->x, err) ||
                       !find_column(&r, from->y, (struct option_name){ "--y" }, in, &in->y, err)))
            return false;
        if (!header && !add_incident(in, &r, a, g, out, err))
            return false;
        header = false;
    }
}

static bool read_incidents(const struct scan_sources *from, struct arena *a, struct gathered *g,
                           struct scan_input *out, struct err *err)
{
    struct reader *reader _cleanup_(reader_close) = NULL;
    int fd _cleanup_(close_fd) = -1;
    struct incidents in = { .label = from->incidents, .from = from };
    struct reader_settings settings = { .format = READER_CSV, .label = from->incidents };

    return open_file(from->incidents, &fd, err) && reader_open(&reader, fd, &settings, err) &&
           read_rows(reader, &in, a, g, out, err) && number_spots(&in, g, a, out, err);
}

bool scan_input_read(const struct scan_sources *from, struct arena *a, struct scan_input *out,
                     struct err *err)
{
    struct scan_input in = { .unit = from->unit };
    struct gathered g = { 0 };
    struct geo geo;

    if (from->incidents) {
        if (!read_incidents(from, a, &g, &in, err))
            return false;
    } else if (!read_places(from, &geo, a, &in, err) || !read_cases(from, &geo, a, &g, err)) {
        return false;
    }
    if (!spread(from, &g, a, &in, err))
        return false;
    *out = in;
    return true;
}
