#include "intake/work.h"

#include "intake/csv.h"
#include "intake/geojson.h"

enum { BESIDE = 8 << 20 }; /* of the memory cap, for what is not the arena */

static bool write_all(const struct work *w, const void *at, size_t n)
{
    const char *from = at;

    while (n) {
        ptrdiff_t put = w->write(w->with, from, n);
        if (put <= 0)
            return false;
        from += put;
        n -= (size_t)put;
    }
    return true;
}

static bool send(const struct work *w, const struct frame_head *like, const struct frame *f)
{
    struct frame_head head = *like;

    head.magic = FRAME_MAGIC;
    head.kind = FRAME_ROWS;
    head.rows = (uint32_t)f->rows;
    head.spans = (uint32_t)f->spans;
    head.text = f->spans ? (uint32_t)f->text_len : 0;
    return write_all(w, &head, sizeof head) && write_all(w, f->row, f->rows * sizeof *f->row) &&
           write_all(w, f->span, f->spans * sizeof *f->span) && write_all(w, f->text, head.text);
}

static bool send_last(const struct work *w, struct frame_head head, enum file_fault fault)
{
    head.magic = FRAME_MAGIC;
    head.kind = fault == FILE_FINE ? FRAME_END : FRAME_REFUSED;
    head.fault = (uint8_t)fault;
    return write_all(w, &head, sizeof head);
}

static struct frame_head csv_head(const struct csv *c)
{
    return (struct frame_head){ .encoding = (uint8_t)c->encoding,
                                .delimiter = (uint8_t)c->delimiter,
                                .crlf = c->crlf,
                                .number = { c->row, 0 } };
}

static bool run_csv(const struct work *w, struct arena *a)
{
    struct csv c;
    struct err err;

    if (!csv_open(&c, CSV_CHUNK, CSV_RECORD, a, &err))
        return send_last(w, (struct frame_head){ 0 }, FILE_MEMORY);
    for (;;) {
        struct frame f;
        size_t room;
        char *at = csv_room(&c, &room);
        ptrdiff_t n = w->read(w->with, at, room);
        if (n < 0)
            return false;
        if (!csv_add(&c, (size_t)n) || !csv_batch(&c, &f))
            return send_last(w, csv_head(&c), c.fault);
        struct frame_head head = csv_head(&c);
        if (f.rows && !send(w, &head, &f))
            return false;
        if (n == 0)
            return send_last(w, head, FILE_FINE);
    }
}

/* The whole of a GeoJSON file: a tree needs it all. false: the caller's end broke off. */
static bool read_all(const struct work *w, struct arena *a, struct str *text, bool *memory)
{
    char *at = NULL;
    size_t room = 0, len = 0;

    for (;;) {
        if (!arena_grow(a, &at, &room, len, len + CSV_CHUNK, 1)) {
            *memory = true;
            return true;
        }
        ptrdiff_t n = w->read(w->with, at + len, room - len);
        if (n < 0)
            return false;
        if (n == 0)
            break;
        len += (size_t)n;
    }
    *text = (struct str){ at, len };
    return true;
}

static bool run_geojson(const struct work *w, struct arena *a)
{
    struct geojson g = { 0 };
    struct frame_head head = { 0 };
    struct str text;
    bool memory = false;

    if (!read_all(w, a, &text, &memory))
        return false;
    if (memory || !geojson_open(&g, text, a)) {
        head.number[0] = g.number[0];
        head.number[1] = g.number[1];
        return send_last(w, head, memory ? FILE_MEMORY : g.fault);
    }
    head.encoding = (uint8_t)g.encoding;
    for (;;) {
        struct arena scratch _cleanup_(arena_close);
        struct frame f;
        arena_open_in(&scratch, a, a->cap);
        if (!geojson_batch(&g, &scratch, &f))
            return send_last(w, head, g.fault);
        if (f.rows == 0)
            return send_last(w, head, FILE_FINE);
        if (!send(w, &head, &f))
            return false;
    }
}

bool work_run(const struct work *w)
{
    struct arena a _cleanup_(arena_close);

    arena_open(&a, w->memory_bytes > 2 * (size_t)BESIDE ? w->memory_bytes - BESIDE
                                                       : w->memory_bytes / 2);
    return w->geojson ? run_geojson(w, &a) : run_csv(w, &a);
}
