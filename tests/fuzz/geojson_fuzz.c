/* Any bytes as GeoJSON: each outline that comes out can be taken apart again. */
#include "base/shape.h"
#include "intake/geojson.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str field[RECORD_FIELDS_MAX];
    struct geojson g;
    uint64_t row = 0;

    arena_open(&a, (size_t)1 << 26);
    if (!geojson_open(&g, (struct str){ (const char *)at, len }, &a)) {
        struct err err = { 0 };
        if (g.fault == FILE_FINE || file_fault_say(g.fault, g.number, "x", &err) || !err.kind)
            abort();
        return 0;
    }
    for (;;) {
        struct frame f;
        struct record r;
        enum row_fault fault;
        enum frame_next next;
        if (!geojson_batch(&g, &a, &f) || f.rows == 0)
            return 0;
        while ((next = frame_record(&f, &row, field, &r, &fault)) == FRAME_RECORD) {
            struct shape shape;
            struct err err;
            if (r.fields && r.fields != g.columns + 1)
                abort();
            if (r.fields && r.row > 1 && !shape_unpack(r.field[g.columns], &a, &shape, &err) &&
                err.kind != ERR_LIMIT)
                abort();
        }
        if (next == FRAME_LIES)
            abort();
    }
}
