#include "web/border.h"

#define NOBODY UINT32_MAX

struct corner { /* one point of the net */
    struct border_spot at;
    uint32_t side[2];  /* its neighbours, when it is no junction */
    uint32_t beside;   /* the next of its cell */
    bool junction, gone;
    int64_t area;      /* of its triangle, twice; -1: it does not wait in the heap */
    uint32_t turn;     /* when it goes: 0 first; NOBODY never */
};

struct border {
    struct arena *arena;
    struct corner *corner;
    uint32_t corners;
    uint32_t *passes;   /* corners, ring after ring */
    size_t *ring_end;
    int64_t *turn_area; /* the largest triangle of this turn and all before */
    uint32_t turns;

    uint32_t *table;    /* corners by where they are; NOBODY where none is */
    size_t table_len;   /* a power of two */
    uint32_t *cell;     /* those that stand, by where they are */
    struct border_spot low;
    int32_t cell_size, wide; /* wide: cells of a line */
    size_t cells;

    struct wait *heap;
    size_t waiting;
    uint64_t *straight; /* junctions with nothing between them: pairs, a table as well */
    size_t straight_len;
};

struct wait {
    int64_t area;
    uint32_t corner;
};

/* ---- each point once ---- */

static size_t mix(uint64_t key)
{
    key *= 0x9e3779b97f4a7c15u;
    return (size_t)(key ^ key >> 29);
}

static uint32_t corner_at(struct border *b, struct border_spot s)
{
    uint64_t key = (uint64_t)(uint32_t)s.x << 32 | (uint32_t)s.y;
    size_t at = mix(key) & (b->table_len - 1);

    while (b->table[at] != NOBODY) {
        struct border_spot there = b->corner[b->table[at]].at;

        if (there.x == s.x && there.y == s.y)
            return b->table[at];
        at = (at + 1) & (b->table_len - 1);
    }
    b->corner[b->corners] = (struct corner){ .at = s, .side = { NOBODY, NOBODY }, .beside = NOBODY,
                                             .area = -1, .turn = NOBODY };
    b->table[at] = b->corners;
    return b->corners++;
}

static bool same_sides(const struct corner *c, uint32_t one, uint32_t other)
{
    return (c->side[0] == one && c->side[1] == other) || (c->side[0] == other && c->side[1] == one);
}

/* A ring passes a corner, from one and to another: each time between the same two, or it is a junction. */
static void pass(struct border *b, uint32_t from, uint32_t here, uint32_t to)
{
    struct corner *c = &b->corner[here];

    if (c->side[0] == NOBODY) {
        c->side[0] = from;
        c->side[1] = to;
    } else if (!same_sides(c, from, to))
        c->junction = true;
    c->junction = c->junction || from == to;
}

static void walk(struct border *b, const struct border_ring *ring, size_t rings)
{
    size_t n = 0;

    for (size_t r = 0; r < rings; r++) {
        size_t from = n;

        for (size_t i = 0; i < ring[r].len; i++)
            b->passes[n++] = corner_at(b, ring[r].at[i]);
        for (size_t i = from; i < n; i++)
            pass(b, b->passes[i == from ? n - 1 : i - 1], b->passes[i],
                 b->passes[i + 1 == n ? from : i + 1]);
        b->ring_end[r] = n;
    }
}

/* ---- junctions with nothing between them ---- */

static uint64_t pair_of(uint32_t one, uint32_t other)
{
    return one < other ? (uint64_t)one << 32 | other : (uint64_t)other << 32 | one;
}

static size_t straight_at(const struct border *b, uint64_t pair)
{
    size_t at = mix(pair) & (b->straight_len - 1);

    while (b->straight[at] != UINT64_MAX && b->straight[at] != pair)
        at = (at + 1) & (b->straight_len - 1);
    return at;
}

static void add_straight(struct border *b, uint32_t one, uint32_t other)
{
    uint64_t pair = pair_of(one, other);

    if (b->corner[one].junction && b->corner[other].junction)
        b->straight[straight_at(b, pair)] = pair;
}

static bool are_neighbours(const struct border *b, uint32_t one, uint32_t other)
{
    const struct corner *o = &b->corner[one], *p = &b->corner[other];

    if (!o->junction)
        return o->side[0] == other || o->side[1] == other;
    if (!p->junction)
        return p->side[0] == one || p->side[1] == one;
    return b->straight[straight_at(b, pair_of(one, other))] != UINT64_MAX;
}

static void find_straight(struct border *b, size_t rings)
{
    size_t from = 0;

    for (size_t r = 0; r < rings; from = b->ring_end[r++])
        for (size_t i = from; i < b->ring_end[r]; i++)
            add_straight(b, b->passes[i], b->passes[i + 1 == b->ring_end[r] ? from : i + 1]);
}

/* ---- where they are ---- */

static size_t cell_of(const struct border *b, int32_t x, int32_t y)
{
    int32_t column = (x - b->low.x) / b->cell_size, line = (y - b->low.y) / b->cell_size;

    return (size_t)line * (size_t)b->wide + (size_t)column;
}

/* The smallest cells of which there are not many more than corners. */
static void size_cells(struct border *b, int64_t wide, int64_t tall)
{
    b->cell_size = 1;
    while ((wide / b->cell_size + 1) * (tall / b->cell_size + 1) > 2 * (int64_t)b->corners + 16)
        b->cell_size *= 2;
    b->wide = (int32_t)(wide / b->cell_size + 1);
    b->cells = (size_t)b->wide * (size_t)(tall / b->cell_size + 1);
}

static bool lay_cells(struct border *b, struct err *err)
{
    struct border_spot high = b->low = b->corner[0].at;

    for (uint32_t i = 1; i < b->corners; i++) {
        struct border_spot s = b->corner[i].at;

        b->low.x = s.x < b->low.x ? s.x : b->low.x;
        b->low.y = s.y < b->low.y ? s.y : b->low.y;
        high.x = s.x > high.x ? s.x : high.x;
        high.y = s.y > high.y ? s.y : high.y;
    }
    size_cells(b, (int64_t)high.x - b->low.x, (int64_t)high.y - b->low.y);
    b->cell = arena_new(b->arena, uint32_t, b->cells);
    if (!b->cell)
        return err_memory(err, "the borders");
    memset(b->cell, 0xff, sizeof *b->cell * b->cells);
    for (uint32_t i = 0; i < b->corners; i++) {
        uint32_t *cell = &b->cell[cell_of(b, b->corner[i].at.x, b->corner[i].at.y)];

        b->corner[i].beside = *cell;
        *cell = i;
    }
    return true;
}

static void leave_cell(struct border *b, uint32_t corner)
{
    uint32_t *at = &b->cell[cell_of(b, b->corner[corner].at.x, b->corner[corner].at.y)];

    while (*at != corner)
        at = &b->corner[*at].beside;
    *at = b->corner[corner].beside;
}

/* ---- triangles ---- */

/* Twice the area, positive when the three turn one way, negative the other. */
static int64_t turn_of(struct border_spot p, struct border_spot q, struct border_spot r)
{
    return ((int64_t)q.x - p.x) * ((int64_t)r.y - p.y) - ((int64_t)q.y - p.y) * ((int64_t)r.x - p.x);
}

static bool inside(const struct border_spot t[3], struct border_spot s)
{
    int64_t one = turn_of(t[0], t[1], s), two = turn_of(t[1], t[2], s), three = turn_of(t[2], t[0], s);

    return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0);
}

static int32_t least(int32_t a, int32_t b, int32_t c)
{
    int32_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

static int32_t most(int32_t a, int32_t b, int32_t c)
{
    return -least(-a, -b, -c);
}

/* Does any other point that stands lie in the triangle, or on its edge? */
static bool holds_another(struct border *b, uint32_t middle)
{
    const struct corner *m = &b->corner[middle];
    const struct border_spot t[3] = { b->corner[m->side[0]].at, m->at, b->corner[m->side[1]].at };
    int32_t west = least(t[0].x, t[1].x, t[2].x), east = most(t[0].x, t[1].x, t[2].x);
    int32_t north = least(t[0].y, t[1].y, t[2].y), south = most(t[0].y, t[1].y, t[2].y);
    bool flat = turn_of(t[0], t[1], t[2]) == 0;
    size_t row = cell_of(b, west, north), last = cell_of(b, west, south);
    size_t columns = cell_of(b, east, north) - row;

    for (; row <= last; row += (size_t)b->wide)
        for (size_t k = 0; k <= columns; k++)
            for (uint32_t i = b->cell[row + k]; i != NOBODY; i = b->corner[i].beside) {
                struct border_spot s = b->corner[i].at;
                bool near = s.x >= west && s.x <= east && s.y >= north && s.y <= south;

                if (i != middle && i != m->side[0] && i != m->side[1] && near &&
                    (flat ? turn_of(t[0], t[2], s) == 0 : inside(t, s)))
                    return true;
            }
    return false;
}

/* ---- who goes next: the smallest triangle, of equal ones the first to be met ---- */

static bool before(const struct wait *one, const struct wait *other)
{
    return one->area != other->area ? one->area < other->area : one->corner < other->corner;
}

static void push(struct border *b, struct wait w)
{
    size_t at = b->waiting++;

    while (at > 0 && before(&w, &b->heap[(at - 1) / 2])) {
        b->heap[at] = b->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    b->heap[at] = w;
}

static struct wait pop(struct border *b)
{
    struct wait first = b->heap[0], last = b->heap[--b->waiting];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < b->waiting) {
        child += child + 1 < b->waiting && before(&b->heap[child + 1], &b->heap[child]);
        if (!before(&b->heap[child], &last))
            break;
        b->heap[at] = b->heap[child];
        at = child;
    }
    b->heap[at] = last;
    return first;
}

static void let_wait(struct border *b, uint32_t corner)
{
    struct corner *c = &b->corner[corner];
    int64_t area;

    if (c->junction)
        return;
    area = turn_of(b->corner[c->side[0]].at, c->at, b->corner[c->side[1]].at);
    c->area = area < 0 ? -area : area;
    push(b, (struct wait){ c->area, corner });
}

/* ---- going ---- */

static void join(struct border *b, uint32_t at, uint32_t was, uint32_t is)
{
    struct corner *c = &b->corner[at];

    c->side[c->side[0] == was ? 0 : 1] = is;
}

static void go(struct border *b, uint32_t away)
{
    struct corner *c = &b->corner[away];
    uint32_t one = c->side[0], other = c->side[1];

    leave_cell(b, away);
    c->gone = true;
    c->turn = b->turns;
    b->turn_area[b->turns] = c->area;
    if (b->turns > 0 && b->turn_area[b->turns - 1] > c->area)
        b->turn_area[b->turns] = b->turn_area[b->turns - 1];
    b->turns++;
    join(b, one, away, other);
    join(b, other, away, one);
    add_straight(b, one, other);
    let_wait(b, one);
    let_wait(b, other);
}

static void thin(struct border *b)
{
    for (uint32_t i = 0; i < b->corners; i++)
        let_wait(b, i);
    while (b->waiting > 0) {
        struct wait w = pop(b);
        struct corner *c = &b->corner[w.corner];

        if (c->gone || c->area != w.area)
            continue; /* it waits with another triangle, or not any more */
        if (are_neighbours(b, c->side[0], c->side[1]) || holds_another(b, w.corner))
            c->area = -1; /* until one of its neighbours goes */
        else
            go(b, w.corner);
    }
}

/* ---- all of it ---- */

static size_t room_for(size_t n)
{
    size_t room = 16;

    while (room < 2 * n)
        room *= 2;
    return room;
}

static bool make_room(struct border *b, size_t points, size_t rings, struct err *err)
{
    struct arena *a = b->arena;

    b->table_len = room_for(points);
    b->straight_len = room_for(2 * points); /* edges of the rings, and one for each that goes */
    b->corner = arena_new(a, struct corner, points);
    b->passes = arena_new(a, uint32_t, points);
    b->ring_end = arena_new(a, size_t, rings + 1);
    b->turn_area = arena_new(a, int64_t, points);
    b->table = arena_new(a, uint32_t, b->table_len);
    b->heap = arena_new(a, struct wait, 3 * points); /* each that goes lets two wait again */
    b->straight = arena_new(a, uint64_t, b->straight_len);
    if (!b->corner || !b->passes || !b->ring_end || !b->turn_area || !b->table || !b->heap || !b->straight)
        return err_memory(err, "the borders");
    memset(b->table, 0xff, sizeof *b->table * b->table_len);
    memset(b->straight, 0xff, sizeof *b->straight * b->straight_len);
    return true;
}

bool border_make(const struct border_ring *ring, size_t rings, struct arena *a, struct border **out,
                 struct err *err)
{
    struct border *b = arena_new(a, struct border, 1);
    size_t points = 0;

    for (size_t r = 0; r < rings; r++)
        points += ring[r].len;
    if (!b)
        return err_memory(err, "the borders");
    b->arena = a;
    if (points >= NOBODY / 4)
        return err_set(err, ERR_LIMIT, "the outlines have more points than a map can take");
    if (!make_room(b, points + 1, rings, err))
        return false;
    walk(b, ring, rings);
    find_straight(b, rings);
    if (points > 0 && !lay_cells(b, err))
        return false;
    thin(b);
    *out = b;
    return true;
}

size_t border_goes(const struct border *b)
{
    return b->turns;
}

size_t border_goes_within(const struct border *b, int64_t twice_area)
{
    size_t low = 0, high = b->turns;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (b->turn_area[middle] <= twice_area)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t border_ring_left(const struct border *b, size_t ring, size_t gone, struct border_spot *out)
{
    size_t n = 0;

    for (size_t i = ring ? b->ring_end[ring - 1] : 0; i < b->ring_end[ring]; i++)
        if (b->corner[b->passes[i]].turn >= gone)
            out[n++] = b->corner[b->passes[i]].at;
    return n;
}
