#include "picture/import.h"

#include "base/json.h"
#include "governance/audit.h"
#include "picture/receive.h"

/* How often has each content been seen in this file? A hash of digests, open addressing. */
struct seen_slot {
    uint64_t key; /* 0: free */
    uint32_t times;
};
struct seen {
    struct seen_slot *slot;
    size_t room, used;
};

struct work {
    const struct import_order *order;
    struct arena *arena;      /* lives as long as the outcome */
    struct arena row;         /* emptied after each row */
    struct reader *reader;
    struct txn txn;
    struct receive receive;
    struct import_outcome *out;
    struct str last_scope;    /* rows of a month come one after the other */
    int64_t last_scope_id;
    struct seen seen;
    size_t *kept;             /* the file's columns that are kept, in the order of our fields */
    size_t kept_len;
};

static void work_end(struct work *w)
{
    txn_end(&w->txn);
    reader_close(&w->reader);
    arena_close(&w->row);
}

/* ---- row identity ---- */

static bool seen_widen(struct seen *s, struct arena *a, struct err *err)
{
    size_t room = s->room ? s->room * 2 : 1024;
    struct seen_slot *wider = arena_new(a, struct seen_slot, room);

    if (!wider)
        return err_memory(err, "the rows' identities");
    for (size_t i = 0; i < s->room; i++) {
        size_t at = s->slot[i].key & (room - 1);
        while (s->slot[i].key && wider[at].key)
            at = (at + 1) & (room - 1);
        if (s->slot[i].key)
            wider[at] = s->slot[i];
    }
    s->slot = wider;
    s->room = room;
    return true;
}

/* 1 for a content's first row in this file, 2 for its second ... */
static bool seen_count(struct seen *s, struct digest d, struct arena *a, uint32_t *times,
                       struct err *err)
{
    uint64_t key;

    if (s->used * 2 >= s->room && !seen_widen(s, a, err))
        return false;
    memcpy(&key, d.at, sizeof key);
    key |= 1;
    size_t at = key & (s->room - 1);
    while (s->slot[at].key && s->slot[at].key != key)
        at = (at + 1) & (s->room - 1);
    s->used += s->slot[at].key == 0;
    s->slot[at].key = key;
    *times = ++s->slot[at].times;
    return true;
}

static bool scope_by_content(struct work *w, struct str content, struct str *out, struct err *err)
{
    struct digest d = hash_of(content);
    struct buf b = { .arena = &w->row };
    uint32_t times;

    if (!seen_count(&w->seen, d, w->arena, &times, err))
        return false;
    buf_add(&b, STR("content "));
    buf_add_digest(&b, d);
    buf_addf(&b, " %u", times);
    return buf_done(&b, "a row's identity", out, err);
}

static bool scope_id(struct work *w, struct str name, int64_t *id, struct err *err)
{
    struct str kind = str_of(w->receive.columns->kind->name);
    struct sql_scope_by_name_in find = { w->receive.agency_id, kind, name };
    struct sql_scope_by_name_out row;
    bool found;

    if (w->last_scope_id && str_eq(name, w->last_scope)) {
        *id = w->last_scope_id;
        return true;
    }
    if (!sql_scope_by_name(&w->txn, &find, &w->row, &row, &found, err))
        return false;
    if (!found) {
        struct sql_scope_add_in add = { w->receive.agency_id, kind, name };
        if (!sql_scope_add(&w->txn, &add, err))
            return false;
        row.id = w->txn.last_id;
    }
    struct sql_import_scope_add_in speak = { row.id, w->receive.import_id };
    if (!sql_import_scope_add(&w->txn, &speak, err))
        return false;
    if (name.len <= 64 && !str_starts(name, STR("content "))) {
        w->last_scope = arena_copy(w->arena, name);
        w->last_scope_id = w->last_scope.at ? row.id : 0;
    }
    *id = row.id;
    return true;
}

/* ---- one row ---- */

/*
 * The row in its mapped and kept columns, as it came: a JSON array of texts. In the order of our
 * fields, so that a partner who moves a column has not sent other rows.
 */
static bool content_of(struct work *w, const struct record *record, struct str *out, struct err *err)
{
    struct buf b = { .arena = &w->row };
    struct json_out j = { .buf = &b };

    json_open_array(&j);
    for (size_t i = 0; i < w->kept_len; i++)
        if (w->kept[i] < record->fields)
            json_str(&j, record->field[w->kept[i]]);
    json_close_array(&j);
    return buf_done(&b, "a row", out, err);
}

static bool is_news(struct work *w, int64_t scope, struct str content, bool *news, struct err *err)
{
    struct sql_source_row_live_content_in in = { scope, w->receive.import_id };
    struct sql_source_row_live_content_out held;
    bool found;

    if (!sql_source_row_live_content(&w->txn, &in, &w->row, &held, &found, err))
        return false;
    *news = !found || !str_eq(held.content, content);
    return true;
}

/* What a row is, in the store's words. */
struct identity {
    struct str content, scope;
    bool repeated;  /* an earlier row of this file claims to be the same */
};

static bool identify(struct work *w, const struct checked *row, const struct record *record,
                     struct identity *out, struct err *err)
{
    uint32_t times = 1;

    if (!content_of(w, record, &out->content, err) ||
        !receive_scope(&w->receive, row, &w->row, &out->scope, err))
        return false;
    if (out->scope.len == 0)
        return scope_by_content(w, out->content, &out->scope, err);
    if (w->receive.columns->kind->kind != KIND_POLICE_UK &&
        !seen_count(&w->seen, hash_of(out->scope), w->arena, &times, err))
        return false;
    out->repeated = times > 1;
    return true;
}

static bool keep_row(struct work *w, const struct checked *row, const struct record *record,
                     const struct receive_place *place, const struct identity *is, struct err *err)
{
    int64_t id;
    bool news = true;

    if (!scope_id(w, is->scope, &id, err))
        return false;
    if (w->receive.columns->kind->kind != KIND_POLICE_UK &&
        !is_news(w, id, is->content, &news, err))
        return false;
    struct sql_source_row_add_in add = { w->receive.import_id, (int64_t)row->row, id, is->content };
    if (!sql_source_row_add(&w->txn, &add, err))
        return false;
    w->out->rows_kept++;
    w->out->rows_same += !news;
    return receive_keep(&w->receive, row, record, place, w->txn.last_id, &w->row, err);
}

static bool refuse_row(struct work *w, const struct record *record, struct err *err)
{
    w->out->rows_refused++;
    return !w->order->refused || w->order->refused(w->order->with, record, err);
}

/* A police.uk month whose rows all lie elsewhere was still spoken about. */
static bool speak_of(struct work *w, const struct checked *row, struct err *err)
{
    struct str scope;
    int64_t ignored;

    if (!receive_scope(&w->receive, row, &w->row, &scope, err))
        return false;
    return w->receive.columns->kind->kind != KIND_POLICE_UK || scope.len == 0 ||
           scope_id(w, scope, &ignored, err);
}

static bool refuse_for(struct work *w, const struct record *record, int field, const char *want,
                       struct err *err)
{
    int column = w->receive.columns->column_of[field];
    struct str found = column >= 0 && (size_t)column < record->fields ? record->field[column] : STR("");

    return faults_add(&w->out->faults, record->row, column, want, found, err) &&
           refuse_row(w, record, err);
}

static bool receive_row(struct work *w, const struct record *record, struct err *err)
{
    struct checked row;
    struct receive_place place;
    struct identity is = { 0 };
    struct date today = instant_local_date(w->order->now);

    switch (check_record(w->receive.columns, record, &today, &w->out->faults, &w->row, &row, err)) {
    case CHECK_FAILED: return false;
    case CHECK_REFUSED: return refuse_row(w, record, err);
    case CHECK_GOOD: break;
    }
    if (!receive_find(&w->receive, &row, &w->row, &place, err))
        return false;
    if (place.fault)
        return refuse_for(w, record, place.fault_field, place.fault, err);
    if (place.elsewhere) {
        w->out->rows_elsewhere++;
        return speak_of(w, &row, err);
    }
    if (!identify(w, &row, record, &is, err))
        return false;
    if (is.repeated)
        return refuse_for(w, record, receive_scope_field(&w->receive),
                          "what no earlier row of this file bears is wanted, or the later row would replace "
                          "the earlier; give each its own, or leave the repeated row out", err);
    return keep_row(w, &row, record, &place, &is, err);
}

/* ---- the file ---- */

static bool next_record(struct work *w, struct record *record, bool *end, struct err *err)
{
    struct reader_fault fault = { 0 };

    *end = false;
    for (;;) {
        switch (reader_next(w->reader, record, &fault, err)) {
        case READER_FAILED: return false;
        case READER_END: *end = true; return true;
        case READER_RECORD: break;
        }
        if (record->field)
            return true;
        w->out->rows_read++;
        w->out->rows_refused++;
        if (!faults_add(&w->out->faults, fault.row, -1, fault.what, STR(""), err))
            return false;
        if (fault.found.field && w->order->refused &&
            !w->order->refused(w->order->with, &fault.found, err))
            return false;
    }
}

static bool go_on(struct work *w, struct err *err)
{
    return !w->order->progress || w->order->progress(w->order->with, reader_seen(w->reader).bytes,
                                                     w->out->rows_read, err);
}

static bool read_rows(struct work *w, struct err *err)
{
    struct record record;
    bool end;

    for (;;) {
        if (!next_record(w, &record, &end, err))
            return false;
        if (end)
            return go_on(w, err);
        if (++w->out->rows_read % 1024 == 0 && !go_on(w, err))
            return false;
        if (w->out->refusal.len)
            continue;
        if (!receive_row(w, &record, err))
            return false;
        arena_reset(&w->row);
    }
}

/* The kept map of this partner and kind, with what the order adds. */
static bool read_rules(struct work *w, struct column_rule **rule, size_t *rules, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_column_map_list_in in = { w->receive.agency_id,
                                         str_of(kind_spec(w->order->kind)->name) };
    struct sql_column_map_list_out row;
    size_t room = 0;
    enum row r;

    *rule = NULL;
    *rules = 0;
    if (!arena_grow(w->arena, rule, &room, 0, w->order->rules + 1, sizeof **rule))
        return err_memory(err, "the column map");
    for (size_t i = 0; i < w->order->rules; i++)
        (*rule)[(*rules)++] = w->order->rule[i];
    if (!sql_column_map_list_begin(&q, &w->txn, &in, err))
        return false;
    while ((r = sql_column_map_list_next(&q, &row, err)) == ROW_SOME) {
        struct column_rule kept = { arena_copy(w->arena, row.header), STR("") };
        bool newer = false;
        if (row.field.at)
            kept.field = arena_copy(w->arena, row.field);
        if (!kept.header.at || !kept.field.at)
            return err_memory(err, "the column map");
        for (size_t i = 0; i < w->order->rules; i++)
            newer |= str_eq(w->order->rule[i].header, kept.header);
        if (newer)
            continue;
        if (!arena_grow(w->arena, rule, &room, *rules, *rules + 1, sizeof **rule))
            return err_memory(err, "the column map");
        (*rule)[(*rules)++] = kept;
    }
    return r == ROW_NONE;
}

static bool keep_rules(struct work *w, struct err *err)
{
    for (size_t i = 0; i < w->order->rules; i++) {
        struct sql_column_map_put_in in = { .agency_id = w->receive.agency_id,
                                            .kind = str_of(kind_spec(w->order->kind)->name),
                                            .header = w->order->rule[i].header,
                                            .made_ms = w->order->now.ms };
        if (w->order->rule[i].field.len)
            in.field = w->order->rule[i].field;
        if (!sql_column_map_put(&w->txn, &in, err))
            return false;
    }
    return w->order->rules == 0 || audit_add(&w->txn, AUDIT_ALTERATION, "columns.mapped", "agency",
                                             w->receive.agency_id, err);
}

static bool find_agency(struct work *w, struct err *err)
{
    struct sql_agency_by_code_in in = { w->order->agency };
    struct sql_agency_by_code_out row;
    bool found;

    if (!sql_agency_by_code(&w->txn, &in, w->arena, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no such partner in this store; "
                                         "\"safekeep agency list\" shows them, \"agency add\" adds one");
    w->receive.agency_id = row.id;
    return true;
}

/* Does column `x` come before `y`? By our field, then by the fact's name. */
static bool is_before(const struct columns *c, size_t x, size_t y)
{
    return c->field[x] != c->field[y] ? c->field[x] < c->field[y]
                                      : c->kind->field[c->field[x]].type == FIELD_FACT &&
                                            str_order(c->fact[x], c->fact[y]) < 0;
}

static bool order_columns(struct work *w, struct err *err)
{
    const struct columns *c = w->receive.columns;

    w->kept = arena_new(w->arena, size_t, c->count + 1);
    if (!w->kept)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < c->count; i++) {
        if (c->field[i] < 0 || !c->kind->field[c->field[i]].kept ||
            c->kind->field[c->field[i]].type == FIELD_SHAPE)
            continue;
        size_t at = w->kept_len++;
        for (; at > 0 && is_before(c, i, w->kept[at - 1]); at--)
            w->kept[at] = w->kept[at - 1];
        w->kept[at] = i;
    }
    return true;
}

/* What the columns alone would refuse the file for, so that a preview can still show them. */
static bool note_refusal(struct work *w, const struct record *header, const struct column_rule *rule,
                         size_t rules, struct err *err)
{
    struct columns ignored;
    struct err why = { 0 };

    if (columns_make(kind_spec(w->order->kind), header, rule, rules, false, w->order->label, w->arena,
                     &ignored, &why))
        return true;
    if (why.kind != ERR_INPUT) {
        *err = why;
        return false;
    }
    w->out->refusal = arena_copy(w->arena, str_of(why.say));
    return w->out->refusal.at || err_memory(err, "the columns");
}

static bool read_header(struct work *w, struct err *err)
{
    struct record header;
    struct column_rule *rule;
    size_t rules;
    bool end;
    const char *label = w->order->label;

    if (!next_record(w, &header, &end, err))
        return false;
    if (end)
        return err_set(err, ERR_INPUT, "%s: the file is empty; it needs a header line and rows", label);
    if (!read_rules(w, &rule, &rules, err) ||
        !columns_make(kind_spec(w->order->kind), &header, rule, rules, w->order->preview, label,
                      w->arena, &w->out->columns, err))
        return false;
    w->receive.columns = &w->out->columns;
    if (!order_columns(w, err) || (w->order->preview && !note_refusal(w, &header, rule, rules, err)))
        return false;
    return !w->order->refused || w->order->refused(w->order->with, &header, err);
}

/* Our names of the kept columns, in content's order: a JSON array. */
static bool field_names(const struct work *w, struct str *out, struct err *err)
{
    const struct columns *c = w->receive.columns;
    struct buf b = { .arena = w->arena };
    struct json_out j = { .buf = &b };

    json_open_array(&j);
    for (size_t i = 0; i < w->kept_len; i++) {
        const struct kind_field *f = &c->kind->field[c->field[w->kept[i]]];
        if (f->type == FIELD_FACT)
            json_str(&j, c->fact[w->kept[i]]);
        else
            json_text(&j, f->name);
    }
    json_close_array(&j);
    return buf_done(&b, "the column names", out, err);
}

static bool end_import(struct work *w, struct err *err)
{
    struct import_outcome *o = w->out;
    struct sql_import_end_in in = {
        .import_id = w->receive.import_id, .file_hash = { (const char *)o->hash.at, sizeof o->hash.at },
        .file_bytes = (int64_t)o->seen.bytes, .encoding = str_of(o->seen.encoding),
        .rows_read = o->rows_read, .rows_kept = o->rows_kept, .rows_same = o->rows_same,
        .rows_elsewhere = o->rows_elsewhere, .rows_refused = o->rows_refused
    };
    struct sql_source_rows_replaced_in replaced = { w->receive.import_id };
    struct sql_run_stale_by_replaced_in stale = { w->receive.import_id, w->order->now.ms };

    if (!field_names(w, &in.fields, err) || !sql_import_end(&w->txn, &in, err) ||
        !sql_run_stale_by_replaced(&w->txn, &stale, err))
        return false;
    o->runs_stale = w->txn.changed;
    if (!sql_source_rows_replaced(&w->txn, &replaced, err) ||
        !feed_look(&w->txn, w->receive.agency_id, str_of(o->columns.kind->name), w->receive.import_id,
                   w->arena, &o->notice, &o->notices, err))
        return false;
    return audit_add(&w->txn, AUDIT_COLLECTION, "import.received", "import", w->receive.import_id, err);
}

/* Is exactly this file in force already? Then nothing is to be done. */
static bool ask_same_file(struct work *w, struct err *err)
{
    struct sql_import_by_hash_in in = {
        w->receive.agency_id, str_of(w->out->columns.kind->name),
        { (const char *)w->out->hash.at, sizeof w->out->hash.at }, w->receive.import_id
    };
    struct sql_import_by_hash_out row;
    bool found;

    if (!sql_import_by_hash(&w->txn, &in, w->arena, &row, &found, err))
        return false;
    w->out->same_file = found && row.live;
    return true;
}

/* Boundaries bear a level and a vintage: as ordered, else as the code column's header says. */
static bool settle_vintage(struct work *w, struct err *err)
{
    const struct columns *c = &w->out->columns;
    int code = kind_field(c->kind, "code");
    const char *level = "", *label = w->order->label;
    int vintage = 0;

    w->receive.level = w->order->level;
    w->receive.vintage = w->order->vintage;
    if (c->kind->kind != KIND_AREAS || code < 0 || c->column_of[code] < 0)
        return true;
    if (kind_area_level(c->header[c->column_of[code]], &level, &vintage)) {
        if (w->receive.level.len == 0)
            w->receive.level = str_of(level);
        if (w->receive.vintage == 0)
            w->receive.vintage = vintage;
    }
    if (w->receive.vintage == 0)
        return err_set(err, ERR_INPUT, "%s: of which year these boundaries are cannot be told from the "
                                       "header; say it with --vintage 2021", label);
    return true;
}

static bool begin_import(struct work *w, struct err *err)
{
    struct sql_import_add_in in = { .agency_id = w->receive.agency_id,
                                    .kind = str_of(w->out->columns.kind->name),
                                    .file_name = str_of(w->order->label),
                                    .at_ms = w->order->now.ms, .actor = w->order->actor };

    if (!settle_vintage(w, err) || !sql_import_add(&w->txn, &in, err))
        return false;
    w->receive.txn = &w->txn;
    w->receive.import_id = w->txn.last_id;
    return receive_begin(&w->receive, w->arena, err);
}

static bool close_import(struct work *w, struct err *err)
{
    struct import_outcome *o = w->out;
    const char *label = w->order->label;

    o->seen = reader_seen(w->reader);
    o->hash = reader_hash(w->reader);
    if (!ask_same_file(w, err))
        return false;
    if (o->same_file && w->order->rules == 0)
        return true; /* work_end() undoes what was begun */
    if (w->order->strict && o->rows_refused)
        return err_set(err, ERR_INPUT, "%s: %lld rows are refused, so with --strict none was taken",
                       label, (long long)o->rows_refused);
    if (!end_import(w, err) || !keep_rules(w, err))
        return false;
    if (w->order->preview)
        return true;
    if (!go_on(w, err) || !txn_commit(&w->txn, err))
        return false;
    o->id = w->receive.import_id;
    return true;
}

bool import_file(const struct import_order *order, struct arena *a, struct import_outcome *out,
                 struct err *err)
{
    struct work w _cleanup_(work_end) = { .order = order, .arena = a, .out = out };
    struct reader_settings settings = { .format = kind_spec(order->kind)->geojson ? READER_GEOJSON
                                                                                   : READER_CSV,
                                        .memory_bytes = order->child_memory,
                                        .label = order->label, .no_sandbox = order->no_sandbox,
                                        .within = a };

    arena_open_in(&w.row, a, (size_t)512 << 20);
    *out = (struct import_outcome){ .faults = { .arena = a } };
    if (order->kind == KIND_PEOPLE)
        return err_set(err, ERR_DENIED,
                       "people are not taken yet: identities may only enter once they can be encrypted, "
                       "which this safekeep cannot do; send depersonalised incidents or counts");
    if (!txn_begin(&w.txn, order->store, TXN_WRITE, order->actor, order->now, err) ||
        !find_agency(&w, err) || !reader_open(&w.reader, order->fd, &settings, err) ||
        !read_header(&w, err) || !begin_import(&w, err) || !read_rows(&w, err) ||
        !close_import(&w, err))
        return false;
    out->placed_by_point = w.receive.placed_by_point;
    out->placed_outside = w.receive.placed_outside;
    out->without_place = w.receive.without_place;
    return true;
}
