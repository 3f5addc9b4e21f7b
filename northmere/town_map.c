/* The lattice: lines bent by the seed, areas from its cells, wards from areas, river and coast. */
#include "northmere/town_draft.h"

#include <assert.h>

/* The lattice in metres about the middle of the town: narrow rows and columns where many live. */
static const double COLUMN_M[DRAFT_COLUMNS] = { 1300, 1050, 900, 800, 700, 620, 560, 560, 620, 700, 760 };
static const double ROW_M[DRAFT_ROWS] = { 1100, 900, 750, 640, 600, 620, 660, 850, 1100 };

/* Each row as it lies between hills and sea, a letter a cell; see GROUND_OF. */
static const char *const CELLS[DRAFT_ROWS] = {
    "EEESSSSSEEE", "EESSAASSSSE", "ESSAATTTSS", "ESSATTTCH", "ESSTTTCCH",
    "ESSATTTCHH",  "ESAATTTHHH",  "EESAATTSSS", "EEESSSSSEE",
};
static const char GROUND_OF[] = "CHTASE"; /* in the order of enum town_ground */

/* Which columns a ward begins at, for each three rows. */
enum { ROWS_A_WARD = 3, WARDS_ABREAST = 4 };
static const size_t WARD_FROM[DRAFT_ROWS / ROWS_A_WARD][WARDS_ABREAST] = {
    { 0, 3, 6, 9 }, { 0, 3, 5, 7 }, { 0, 3, 6, 8 }
};

static const double MIDDLE_LON = .8, MIDDLE_LAT = 55;
static const double LON_M = 63850, LAT_M = 111340; /* metres to the degree, at 55 N */

double draft_round(double degrees)
{
    return floor(degrees * 1e6 + .5) / 1e6;
}

double draft_between(struct chance *r, double low, double high)
{
    return low + (high - low) * chance_unit(r);
}

int64_t draft_whole(struct chance *r, int64_t low, int64_t high)
{
    return low + (int64_t)chance_below(r, (uint64_t)(high - low + 1));
}

struct metres {
    double east, north;
};

static struct lonlat on_earth(struct metres m)
{
    return (struct lonlat){ draft_round(MIDDLE_LON + m.east / LON_M),
                            draft_round(MIDDLE_LAT + m.north / LAT_M) };
}

/* ---- lines ---- */

struct lattice {
    struct metres node[DRAFT_ROWS + 1][DRAFT_COLUMNS + 1];
    struct metres across[DRAFT_ROWS + 1][DRAFT_COLUMNS][DRAFT_BENDS];
};

/* A town follows its shore and hills: lines that would be straight run in arcs. */
static struct metres warp(double east, double north)
{
    double e = east / 4300, n = north / 3600;

    return (struct metres){ east + 420 * n * n - 300 * n, north + 420 * e * e - 460 * e - 250 * e * n };
}

static void draw_nodes(struct lattice *l, struct chance *r)
{
    double north = 0, width = 0, height = 0;

    for (size_t i = 0; i < DRAFT_COLUMNS; i++)
        width += COLUMN_M[i];
    for (size_t j = 0; j < DRAFT_ROWS; j++)
        height += ROW_M[j];
    for (size_t j = 0; j <= DRAFT_ROWS; north += j < DRAFT_ROWS ? ROW_M[j] : 0, j++) {
        double east = 0;
        for (size_t i = 0; i <= DRAFT_COLUMNS; east += i < DRAFT_COLUMNS ? COLUMN_M[i] : 0, i++) {
            double tall = ROW_M[j < DRAFT_ROWS ? j : j - 1], wide = COLUMN_M[i < DRAFT_COLUMNS ? i : i - 1];
            double off_east = wide * draft_between(r, -.16, .16); /* one draw a statement: their order is */
            double off_north = tall * draft_between(r, -.16, .16); /* the same with every compiler */
            l->node[j][i] = warp(east - width / 2 + off_east, height / 2 - north + off_north);
        }
    }
}

/* Bends between two ends, set off at right angles by at most `most` of the length. */
static void bend(struct metres a, struct metres b, double most, struct chance *r, struct metres *out)
{
    for (size_t k = 0; k < DRAFT_BENDS; k++) {
        double t = (double)(k + 1) / (DRAFT_BENDS + 1), off = draft_between(r, -most, most);
        out[k] = (struct metres){ a.east + t * (b.east - a.east) - off * (b.north - a.north),
                                  a.north + t * (b.north - a.north) + off * (b.east - a.east) };
    }
}

/* Half the river's breadth: 25 m in the hills, 130 m at the mouth. */
static double half_river_m(double column)
{
    return 25 + 10.5 * column;
}

/* The line a row of cells ends in to one side; by the river, its own bank. */
static void lay_line(const struct lattice *l, size_t line, double bank, size_t columns, struct lonlat *node,
                     struct lonlat (*line_bend)[DRAFT_BENDS])
{
    double by = line == DRAFT_RIVER_ROW ? bank : 0;

    for (size_t i = 0; i <= columns; i++) {
        struct metres m = l->node[line][i];
        m.north += by * half_river_m((double)i);
        node[i] = on_earth(m);
        for (size_t k = 0; k < DRAFT_BENDS && i < columns; k++) {
            m = l->across[line][i][k];
            m.north += by * half_river_m((double)i + (double)(k + 1) / (DRAFT_BENDS + 1));
            line_bend[i][k] = on_earth(m);
        }
    }
}

/* The lines from north to south: the last is the coast. */
static void lay_sides(const struct lattice *l, size_t j, struct draft_row *row, struct chance *r)
{
    for (size_t i = 0; i <= row->columns; i++) {
        struct metres top = l->node[j][i], bottom = l->node[j + 1][i], at[DRAFT_BENDS];
        if (j == DRAFT_RIVER_ROW)
            top.north -= half_river_m((double)i);
        if (j + 1 == DRAFT_RIVER_ROW)
            bottom.north += half_river_m((double)i);
        bend(bottom, top, i == row->columns ? .08 : .05, r, at);
        for (size_t k = 0; k < DRAFT_BENDS; k++)
            row->side_bend[i][k] = on_earth(at[k]);
    }
}

static bool draw_river(struct draft *d, const struct lattice *l, struct err *err)
{
    size_t columns = d->row[DRAFT_RIVER_ROW].columns, n = 0;
    struct lonlat *at = arena_new(d->arena, struct lonlat, columns * (DRAFT_BENDS + 1) + 1);

    if (!at)
        return err_memory(err, "the river");
    for (size_t i = 0; i < columns; i++) {
        at[n++] = on_earth(l->node[DRAFT_RIVER_ROW][i]);
        for (size_t k = 0; k < DRAFT_BENDS; k++)
            at[n++] = on_earth(l->across[DRAFT_RIVER_ROW][i][k]);
    }
    at[n++] = on_earth(l->node[DRAFT_RIVER_ROW][columns]);
    d->town->river = at;
    d->town->river_points = n;
    return true;
}

static bool draw_lines(struct draft *d, struct err *err)
{
    struct lattice *l = arena_new(d->arena, struct lattice, 1);
    struct chance r;

    if (!l)
        return err_memory(err, "the map's lines");
    chance_open(&r, d->town->seed, DRAFT_LINES);
    draw_nodes(l, &r);
    for (size_t j = 0; j <= DRAFT_ROWS; j++)
        for (size_t i = 0; i < DRAFT_COLUMNS; i++)
            bend(l->node[j][i], l->node[j][i + 1], .05, &r, l->across[j][i]);
    for (size_t j = 0; j < DRAFT_ROWS; j++) {
        struct draft_row *row = &d->row[j];
        row->columns = strlen(CELLS[j]);
        lay_line(l, j, -1, row->columns, row->top, row->top_bend);
        lay_line(l, j + 1, 1, row->columns, row->bottom, row->bottom_bend);
        lay_sides(l, j, row, &r);
    }
    return draw_river(d, l, err);
}

/* ---- areas ---- */

enum { CELL_POINTS = 4 * (DRAFT_BENDS + 1) };

static size_t add_line(struct lonlat *out, size_t n, struct lonlat from, const struct lonlat *bends,
                       bool back)
{
    out[n++] = from;
    for (size_t k = 0; k < DRAFT_BENDS; k++)
        out[n++] = bends[back ? DRAFT_BENDS - 1 - k : k];
    return n;
}

/* Against the clock, as RFC 7946 wants it; side bends run from south to north. */
static bool draw_cell(const struct draft *d, size_t j, size_t i, struct shape *out, struct err *err)
{
    const struct draft_row *row = &d->row[j];
    struct lonlat *at = arena_new(d->arena, struct lonlat, CELL_POINTS);
    uint32_t *end = arena_new(d->arena, uint32_t, 1);
    size_t n = 0;

    if (!at || !end)
        return err_memory(err, "an area's outline");
    n = add_line(at, n, row->bottom[i], row->bottom_bend[i], false);
    n = add_line(at, n, row->bottom[i + 1], row->side_bend[i + 1], false);
    n = add_line(at, n, row->top[i + 1], row->top_bend[i], true);
    n = add_line(at, n, row->top[i], row->side_bend[i], true);
    assert(n == CELL_POINTS);
    *end = (uint32_t)n;
    *out = (struct shape){ at, end, n, 1, shape_box(at, n) };
    return true;
}

static size_t ward_of(size_t j, size_t i)
{
    size_t abreast = 0;

    while (abreast + 1 < WARDS_ABREAST && i >= WARD_FROM[j / ROWS_A_WARD][abreast + 1])
        abreast++;
    return j / ROWS_A_WARD * WARDS_ABREAST + abreast;
}

static bool add_area(struct draft *d, size_t j, size_t i, struct err *err)
{
    size_t n = d->town->areas;
    struct town_area *area = &d->town->area[n];
    struct buf code = { .arena = d->arena };

    d->cell_row[n] = j;
    d->cell_column[n] = i;
    area->ward = ward_of(j, i);
    area->ground = (enum town_ground)(strchr(GROUND_OF, CELLS[j][i]) - GROUND_OF);
    buf_addf(&code, "NMA%03zu", n + 1);
    if (!draw_cell(d, j, i, &area->shape, err) || !buf_done(&code, "an area's code", &area->code, err))
        return false;
    area->middle = shape_middle(&area->shape);
    area->middle = (struct lonlat){ draft_round(area->middle.lon), draft_round(area->middle.lat) };
    d->town->areas++;
    return true;
}

/* Areas stand by ward, so that codes that follow each other lie side by side. */
static bool draw_areas(struct draft *d, struct err *err)
{
    d->town->area = arena_new(d->arena, struct town_area, DRAFT_ROWS * DRAFT_COLUMNS);
    if (!d->town->area)
        return err_memory(err, "the areas");
    for (size_t w = 0; w < TOWN_WARDS; w++)
        for (size_t j = 0; j < DRAFT_ROWS; j++)
            for (size_t i = 0; i < d->row[j].columns; i++)
                if (ward_of(j, i) == w && !add_area(d, j, i, err))
                    return false;
    return true;
}

struct lonlat draft_point(const struct draft *d, size_t area, double u, double v)
{
    const struct draft_row *row = &d->row[d->cell_row[area]];
    size_t i = d->cell_column[area];
    struct lonlat sw = row->bottom[i], se = row->bottom[i + 1], nw = row->top[i], ne = row->top[i + 1];

    assert(u >= .15 && u <= .85 && v >= .15 && v <= .85);
    return (struct lonlat){
        draft_round((1 - v) * ((1 - u) * sw.lon + u * se.lon) + v * ((1 - u) * nw.lon + u * ne.lon)),
        draft_round((1 - v) * ((1 - u) * sw.lat + u * se.lat) + v * ((1 - u) * nw.lat + u * ne.lat))
    };
}

/* ---- wards: what is left of their areas' outlines when shared lines are taken out ---- */

struct side {
    struct lonlat from, to;
    bool inner, used;
};

static bool same_point(struct lonlat a, struct lonlat b)
{
    return !(a.lon < b.lon || b.lon < a.lon || a.lat < b.lat || b.lat < a.lat);
}

static size_t gather_sides(const struct town *t, size_t ward, struct side *out)
{
    size_t n = 0;

    for (size_t a = 0; a < t->areas; a++)
        for (size_t k = 0; t->area[a].ward == ward && k < t->area[a].shape.points; k++) {
            const struct shape *s = &t->area[a].shape;
            out[n++] = (struct side){ s->point[k], s->point[(k + 1) % s->points], false, false };
        }
    for (size_t k = 0; k < n; k++)
        for (size_t m = 0; m < k; m++)
            if (same_point(out[k].from, out[m].to) && same_point(out[k].to, out[m].from))
                out[k].inner = out[m].inner = true;
    return n;
}

static struct side *side_after(struct side *side, size_t sides, struct lonlat at)
{
    for (size_t k = 0; k < sides; k++)
        if (!side[k].inner && !side[k].used && same_point(side[k].from, at))
            return &side[k];
    return NULL;
}

/* The ward is of one piece without holes, so one walk round takes every side that is left. */
static bool draw_ward(struct draft *d, size_t ward, struct err *err)
{
    const size_t most = (size_t)DRAFT_ROWS * DRAFT_COLUMNS * CELL_POINTS;
    struct side *side = arena_new(d->arena, struct side, most), *at;
    struct lonlat *point = arena_new(d->arena, struct lonlat, most);
    uint32_t *end = arena_new(d->arena, uint32_t, 1);
    size_t n = 0, sides;

    if (!side || !point || !end)
        return err_memory(err, "a ward's outline");
    sides = gather_sides(d->town, ward, side);
    for (at = side; at->inner;)
        at++;
    for (; at; at = side_after(side, sides, at->to)) {
        at->used = true;
        point[n++] = at->from;
    }
    *end = (uint32_t)n;
    struct town_ward *w = &d->town->ward[ward];
    w->shape = (struct shape){ point, end, n, 1, shape_box(point, n) };
    w->middle = shape_middle(&w->shape);
    w->middle = (struct lonlat){ draft_round(w->middle.lon), draft_round(w->middle.lat) };
    return true;
}

static bool draw_wards(struct draft *d, struct err *err)
{
    d->town->wards = TOWN_WARDS;
    d->town->ward = arena_new(d->arena, struct town_ward, TOWN_WARDS);
    if (!d->town->ward)
        return err_memory(err, "the wards");
    for (size_t w = 0; w < TOWN_WARDS; w++) {
        struct buf code = { .arena = d->arena };
        buf_addf(&code, "NMW%02zu", w + 1);
        if (!buf_done(&code, "a ward's code", &d->town->ward[w].code, err) || !draw_ward(d, w, err))
            return false;
    }
    return true;
}

/* ---- the shore ---- */

/* Where the next row ends further west or east, the shore runs along the line between the two. */
static size_t add_step(const struct draft *d, size_t j, struct lonlat *at, size_t n)
{
    const struct draft_row *north = &d->row[j], *south = &d->row[j + 1];

    for (size_t i = north->columns; i > south->columns; i--)
        n = add_line(at, n, north->bottom[i], north->bottom_bend[i - 1], true);
    for (size_t i = north->columns; i < south->columns; i++)
        n = add_line(at, n, south->top[i], south->top_bend[i], false);
    return n;
}

static bool draw_coast(struct draft *d, struct err *err)
{
    const size_t most = (size_t)DRAFT_ROWS * 3 * (DRAFT_BENDS + 2) + DRAFT_ROWS;
    struct lonlat *at = arena_new(d->arena, struct lonlat, most);
    size_t n = 0;

    if (!at)
        return err_memory(err, "the coast");
    for (size_t j = 0; j < DRAFT_ROWS; j++) {
        const struct draft_row *row = &d->row[j];
        n = add_line(at, n, row->top[row->columns], row->side_bend[row->columns], true);
        if (j + 1 < DRAFT_ROWS && d->row[j + 1].columns != row->columns)
            n = add_step(d, j, at, n);
        else
            at[n++] = row->bottom[row->columns];
        assert(n <= most);
    }
    d->town->coast = at;
    d->town->coast_points = n;
    return true;
}

bool draft_map(struct draft *d, struct err *err)
{
    if (!draw_lines(d, err) || !draw_areas(d, err) || !draw_wards(d, err) || !draw_coast(d, err))
        return false;
    d->town->box = (struct box){ INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (size_t a = 0; a < d->town->areas; a++) {
        struct box b = d->town->area[a].shape.box, *all = &d->town->box;
        *all = (struct box){ fmin(all->west, b.west), fmin(all->south, b.south), fmax(all->east, b.east),
                             fmax(all->north, b.north) };
    }
    return true;
}
