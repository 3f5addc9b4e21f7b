/* web/snapshot_files - the partners, the files that came in, and the places that can be searched for. */
#include "web/snapshot_store.h"

static bool keep(struct arena *a, struct str from, struct str *to, struct err *err)
{
    *to = arena_copy(a, from);
    return to->at || err_memory(err, "a snapshot");
}

static bool read_agencies(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    struct shot_agency *agency = NULL;
    size_t room = 0, n = 0;
    enum row r;

    if (!sql_agency_list_begin(&q, t, err))
        return false;
    while ((r = sql_agency_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &agency, &room, n, n + 1, sizeof *agency))
            return err_memory(err, "a snapshot");
        struct shot_agency *to = &agency[n++];
        if (!keep(a, row.code, &to->code, err) || !keep(a, row.name, &to->name, err) ||
            !keep(a, row.sector, &to->sector, err) || !keep(a, row.licence, &to->licence, err) ||
            !keep(a, row.attribution, &to->attribution, err))
            return false;
    }
    s->agency = agency;
    s->agencies = n;
    return r == ROW_NONE;
}

static struct str agency_name(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->agencies; i++)
        if (str_eq(s->agency[i].code, code))
            return s->agency[i].name;
    return code;
}

static bool hexadecimal(struct arena *a, struct str bytes, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    buf_add_hex(&b, bytes.at, bytes.len);
    return buf_done(&b, "a snapshot", out, err);
}

static bool add_import(const struct sql_import_list_out *row, struct arena *a, struct shot_import *to,
                       struct err *err)
{
    *to = (struct shot_import){
        .id = row->id, .bytes = row->file_bytes, .rows_read = row->rows_read, .rows_kept = row->rows_kept,
        .rows_same = row->rows_same, .rows_elsewhere = row->rows_elsewhere,
        .rows_refused = row->rows_refused, .rows_live = row->rows_live, .at_ms = row->at_ms,
        .withdrawn = row->withdrawn_ms.some
    };
    return keep(a, row->agency_code, &to->agency_code, err) && keep(a, row->kind, &to->kind, err) &&
           keep(a, row->file_name, &to->file_name, err) && hexadecimal(a, row->file_hash, &to->hash, err);
}

static bool read_imports(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_import_list_out row;
    struct shot_import *import = NULL;
    size_t room = 0, n = 0;
    enum row r;

    if (!sql_import_list_begin(&q, t, err))
        return false;
    while ((r = sql_import_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &import, &room, n, n + 1, sizeof *import))
            return err_memory(err, "a snapshot");
        if (!add_import(&row, a, &import[n], err))
            return false;
        import[n].agency = agency_name(s, import[n].agency_code);
        n++;
    }
    for (size_t i = 0; i < n / 2; i++) { /* the store lists the oldest first */
        struct shot_import swap = import[i];
        import[i] = import[n - 1 - i];
        import[n - 1 - i] = swap;
    }
    s->import = import;
    s->imports = n;
    return r == ROW_NONE;
}

bool snapshot_fill_files(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    return read_agencies(s, t, a, err) && read_imports(s, t, a, err);
}

bool snapshot_fill_places(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    struct gazetteer g;

    if (!gazetteer_read(t, a, &g, err))
        return false;
    struct shot_place *place = arena_new(a, struct shot_place, g.len + 1);
    if (!place)
        return err_memory(err, "a snapshot");
    for (size_t i = 0; i < g.len; i++) {
        const struct gazetteer_entry *e = &g.at[i];
        int small = area_by_code(&s->tally.areas.small, e->area_code);
        bool outside;
        place[i] = (struct shot_place){ e->name, e->point, small };
        if (small == AREA_NONE)
            place[i].small = area_at(&s->tally.areas, e->point, 0, &outside);
    }
    s->place = place;
    s->places = g.len;
    return true;
}
