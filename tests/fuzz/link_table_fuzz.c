/*
 * Any bytes as files of records and a model's expressions: each record has the texts its row had, values
 * are told apart and counted, order of files and number of threads change nothing, and every result is what
 * the steps make of the text alone.
 *
 * The first bytes are the expressions, up to a line end; then files, parted by an empty line: lines of
 * fields parted by commas, the first line the header.
 */
#include "link/loader_split.h"
#include "link/derive.h"
#include "link/loader_union.h"
#include "link/step.h"

enum { FIELDS = 12, ROWS = 200, FILES = 4 };

struct sheet {
    char name[8];
    size_t fields, rows;
    struct str header[FIELDS], row[ROWS][FIELDS];
};

static size_t cut_fields(struct str line, struct str *field)
{
    size_t n = 0;

    while (n < FIELDS && (line.len || n == 0))
        field[n++] = str_cut(&line, ',');
    return n;
}

static size_t cut_sheets(struct str text, struct sheet *s)
{
    size_t sheets = 0;

    while (text.len && sheets < FILES) {
        struct sheet *to = &s[sheets];
        (void)snprintf(to->name, sizeof to->name, "%c.csv", "cadb"[sheets]);
        sheets++;
        to->fields = cut_fields(str_cut(&text, '\n'), to->header);
        for (to->rows = 0; text.len && to->rows < ROWS; to->rows++) {
            struct str line = str_cut(&text, '\n');
            if (line.len == 0)
                break;
            for (size_t n = cut_fields(line, to->row[to->rows]); n < FIELDS; n++)
                to->row[to->rows][n] = (struct str){ "", 0 };
        }
    }
    return sheets;
}

static bool load(const struct sheet *s, size_t sheets, bool backwards, unsigned threads, struct arena *a,
                 struct link_table *t)
{
    struct loader *l _cleanup_(loader_close) = NULL;
    struct link_load how = { .threads = threads };
    struct err err;

    if (!loader_open(&l, &how, a, &err))
        abort();
    for (size_t i = 0; i < sheets; i++) {
        const struct sheet *from = &s[backwards ? sheets - 1 - i : i];
        if (!loader_file(l, str_of(from->name), from->header, from->fields, &err))
            return false;
        for (size_t r = 0; r < from->rows; r++)
            if (!loader_row(l, r + 1, from->row[r], from->fields, &err))
                return false;
    }
    return loader_done(l, t, &err);
}

static const struct sheet *sheet_of(const struct sheet *s, size_t sheets, struct str name)
{
    for (size_t i = 0; i < sheets; i++)
        if (str_eq(name, str_of(s[i].name)))
            return &s[i];
    abort();
}

/* Is a full name cut into parts in this file? Then two columns more hold a piece of a field. */
static bool is_split(const struct sheet *s)
{
    const struct str *header = s->header;
    size_t columns = s->fields;
    struct arena a _cleanup_(arena_close);
    struct name_split split;
    struct err err;

    arena_open(&a, (size_t)1 << 20);
    return split_plan(&split, &header, &columns, &a, &err) && split.on;
}

static bool is_in(struct str piece, struct str field, bool whole)
{
    return whole ? str_eq(piece, field) : memmem(field.at, field.len, piece.at, piece.len) != NULL;
}

/* A record's texts are those of its row, and no more; which column is which is the loader's to say. */
static void check_record(const struct link_table *t, uint32_t r, const struct sheet *s)
{
    bool split = is_split(s);
    size_t held = 0, had = split ? 2 : 0;

    if (t->row_of[r] == 0 || t->row_of[r] > s->rows)
        abort();
    for (size_t c = 0; c < t->columns; c++) {
        struct str text = link_value(&t->column[c], link_cells(t, r)[c]);
        bool found = text.len == 0;
        for (size_t f = 0; f < s->fields && !found; f++)
            found = is_in(text, str_trim(s->row[t->row_of[r] - 1][f]), !split);
        if (!found)
            abort();
        held += text.len > 0;
    }
    for (size_t f = 0; f < s->fields; f++)
        had += str_trim(s->row[t->row_of[r] - 1][f]).len > 0;
    if (held > had)
        abort();
}

static void check_counts(const struct link_table *t)
{
    for (size_t c = 0; c < t->columns; c++) {
        const struct link_column *column = &t->column[c];
        uint64_t records = column->count[0];
        for (uint32_t v = 1; v <= column->values; v++) {
            records += column->count[v];
            if (column->count[v] == 0 || link_value(column, v).len == 0)
                abort();
        }
        if (records != t->records)
            abort();
    }
}

static void check_same(const struct link_table *x, const struct link_table *y)
{
    char one[12], two[12];

    if (x->records != y->records || x->columns != y->columns)
        abort();
    for (uint32_t r = 0; r < x->records; r++) {
        if (x->source_of[r] != y->source_of[r] || x->row_of[r] != y->row_of[r] ||
            !str_eq(link_id(x, r, one), link_id(y, r, two)))
            abort();
        for (size_t c = 0; c < x->columns; c++)
            if (link_cells(x, r)[c] != link_cells(y, r)[c] ||
                !str_eq(link_value(&x->column[c], link_cells(x, r)[c]),
                        link_value(&y->column[c], link_cells(y, r)[c])))
                abort();
    }
}

/* ---- expressions ---- */

enum { RULES = 4 };

/* Byte by byte: a column, a number of steps, and for each its kind and what goes with it. */
static struct link_expr read_expr(struct str *from, size_t columns)
{
    struct link_expr e = { 0 };
    unsigned char byte[2 + 3 * LINK_STEPS_MAX] = { 0 };

    for (size_t i = 0; i < sizeof byte && from->len; i++) {
        byte[i] = (unsigned char)from->at[0];
        *from = str_from(*from, 1);
    }
    e.column = (uint32_t)(byte[0] % columns);
    e.steps = byte[1] % (LINK_STEPS_MAX + 1);
    for (uint32_t i = 0; i < e.steps; i++) {
        const unsigned char *b = byte + 2 + 3 * i;
        e.step[i] = (struct link_step){ (enum link_step_kind)(b[0] % (STEP_BUT + 1)), (int8_t)b[1],
                                        (int8_t)b[2] };
        if (e.step[i].kind == STEP_CLEAN)
            e.step[i].a = b[1] % ROLES;
    }
    return e;
}

static bool drops(const struct link_expr *e)
{
    for (uint32_t i = 0; i < e->steps; i++)
        if (e->step[i].kind == STEP_DROP_SAME)
            return true;
    return false;
}

static void check_slot(const struct link_slots *s, size_t slot, const struct link_model *m, struct arena *a)
{
    const struct link_slot *e = &s->slot[slot];

    for (uint32_t r = 0; r < s->table->records; r++) {
        struct str text = link_value(&s->table->column[e->column], link_cells(s->table, r)[e->column]);
        for (uint32_t i = 0; i < e->expr.steps && text.len; i++) {
            enum clean how;
            char *room = arena_new(a, char, step_room(text.len));
            if (!room)
                abort();
            text = step_text(&e->expr.step[i], m, text, room, &how);
        }
        uint32_t result = slot_of(s, slot, r);
        if (result > e->values || (drops(&e->expr) ? result && !str_eq(slot_text(e, result), text)
                                                   : !str_eq(slot_text(e, result), text)))
            abort();
    }
}

static void check_slots(const struct link_table *t, struct str from, struct arena *a)
{
    struct str name[LINK_COLUMNS_MAX], literal[] = { STR("a") };
    struct link_rule rule[RULES] = { 0 };
    struct link_model m = { .columns = t->columns, .column = name, .rules = RULES, .rule = rule,
                            .literals = 1, .literal = literal };
    struct link_slots one, two;
    const uint32_t *across;
    struct err err;

    for (size_t c = 0; c < t->columns; c++)
        name[c] = t->column[c].name;
    for (size_t i = 0; i < RULES; i++) {
        rule[i].parts = 1;
        rule[i].part[0] = read_expr(&from, t->columns);
    }
    if (!slots_make(t, &m, 1, a, &one, &err) || !slots_make(t, &m, 2, a, &two, &err))
        abort();
    for (size_t i = 0; i < one.slots; i++) {
        check_slot(&one, i, &m, a);
        for (uint32_t r = 0; r < t->records; r++)
            if (slot_of(&one, i, r) != slot_of(&two, i, r))
                abort();
    }
    if (!slot_across(&one, 0, one.slots - 1, a, &across, &err))
        abort();
    for (uint32_t r = 1; r <= one.slot[0].values; r++)
        if (across[r] && !str_eq(slot_text(&one.slot[0], r), slot_text(&one.slot[one.slots - 1], across[r])))
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    static struct sheet sheet[FILES];
    struct arena a _cleanup_(arena_close) = { 0 };
    struct str text = { (const char *)at, len }, steps = str_cut(&text, '\n');
    struct link_table t, again;
    size_t sheets = cut_sheets(text, sheet);

    arena_open(&a, (size_t)1 << 28);
    bool ok = load(sheet, sheets, false, 1, &a, &t);
    if (load(sheet, sheets, true, 2, &a, &again) != ok)
        abort();
    if (!ok)
        return 0;
    for (uint32_t r = 0; r < t.records; r++)
        check_record(&t, r, sheet_of(sheet, sheets, t.source[t.source_of[r]]));
    check_counts(&t);
    check_same(&t, &again);
    if (t.columns)
        check_slots(&t, steps, &a);
    return 0;
}
