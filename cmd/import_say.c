#include "cmd/import_say.h"

enum { FAULTS_SHOWN = 20 };

void import_say_faults(const struct import_outcome *o, const char *label)
{
    struct arena a _cleanup_(arena_close);

    arena_open(&a, (size_t)16 << 20);
    for (size_t i = 0; i < o->faults.len && i < FAULTS_SHOWN; i++) {
        const struct fault *f = &o->faults.at[i];
        struct buf b = { .arena = &a };
        columns_fault_word(&o->columns, f, &b);
        cmd_say("%s: %.*s\n", label, (int)b.len, b.at ? b.at : "");
    }
    if (o->faults.len > FAULTS_SHOWN)
        cmd_say("%s: ... and %zu more faults; --json lists up to %d\n", label, o->faults.len - FAULTS_SHOWN,
                FAULTS_KEPT);
}

static bool same_run(const struct feed_notice *a, const struct feed_notice *b)
{
    return a->what == b->what && str_eq(a->stream, b->stream) && b->month.n == a->month.n + 1;
}

static void add_notice(const struct feed_notice *first, const struct feed_notice *last, struct buf *b)
{
    if (first->what == FEED_MISSING) {
        buf_add_text(b, "Months not held: ");
        buf_add_month_words(b, first->month);
        if (last != first) {
            buf_add_text(b, " to ");
            buf_add_month_words(b, last->month);
        }
        buf_add_text(b, ".\n");
        return;
    }
    buf_add_text(b, first->what == FEED_QUIET ? "Went quiet: " : "Doubled: ");
    buf_add(b, first->stream);
    buf_add_text(b, ", ");
    buf_add_month_words(b, first->month);
    buf_add_text(b, ": ");
    buf_add_count(b, first->observed);
    buf_add_text(b, " rows where ");
    buf_add_count(b, first->low);
    buf_add_text(b, " to ");
    buf_add_count(b, first->high);
    buf_add_text(b, " are usual. It is not taken for a change in what happened.\n");
}

void import_notice_lines(const struct feed_notice *n, size_t len, struct buf *b)
{
    for (size_t i = 0; i < len;) {
        size_t end = i;
        while (n[i].what == FEED_MISSING && end + 1 < len && same_run(&n[end], &n[end + 1]))
            end++;
        add_notice(&n[i], &n[end], b);
        i = end + 1;
    }
}

static void add_mapping(const struct import_outcome *o, struct buf *b)
{
    for (size_t i = 0; i < o->columns.count; i++) {
        int f = o->columns.field[i];
        buf_add_text(b, "  ");
        columns_word(&o->columns, i, b);
        buf_add_text(b, " -> ");
        if (f == COLUMN_UNKNOWN)
            buf_add_text(b, "NOT KNOWN: settle it with --map or --drop");
        else if (f == COLUMN_DROPPED)
            buf_add_text(b, "left out");
        else if (o->columns.kind->field[f].type == FIELD_FACT)
            buf_add(b, o->columns.fact[i]);
        else
            buf_add_text(b, o->columns.kind->field[f].name);
        if (f >= 0 && !o->columns.kind->field[f].kept)
            buf_add_text(b, " (used to place the row, not kept)");
        buf_add_byte(b, '\n');
    }
}

static void add_line(struct buf *b, int64_t n, const char *what)
{
    if (n == 0)
        return;
    buf_add_text(b, "  ");
    buf_add_count(b, n);
    buf_add_text(b, what);
    buf_add_byte(b, '\n');
}

void import_text(const struct import_outcome *o, const struct import_order *order, struct buf *b)
{
    buf_addf(b, "%s: %s", order->label, o->seen.encoding);
    if (o->seen.delimiter && o->seen.delimiter != ',')
        buf_add_text(b, o->seen.delimiter == '\t' ? ", tabs" : ", semicolons");
    buf_add_text(b, ", ");
    buf_add_count(b, o->rows_read);
    buf_add_text(b, " rows");
    if (o->same_file) {
        buf_add_text(b, "; exactly this file is in force already, nothing changed\n");
        return;
    }
    if (order->preview) {
        buf_add_text(b, "; a preview, nothing changed\n");
        add_mapping(o, b);
        if (o->refusal.len) {
            buf_add_text(b, "  would be refused: ");
            buf_add(b, o->refusal);
            buf_add_byte(b, '\n');
            return;
        }
    } else
        buf_addf(b, "; import %lld\n", (long long)o->id);
    add_line(b, o->rows_kept, order->preview ? " would be kept" : " kept");
    add_line(b, o->rows_same, " of them held already, word for word");
    add_line(b, o->rows_elsewhere, " outside the partnership's areas, not kept");
    add_line(b, o->rows_refused, " refused");
    add_line(b, o->placed_by_point, " placed by their point, not by an area's code");
    add_line(b, o->placed_outside, " of these just outside every outline, counted to the nearest");
    add_line(b, o->without_place, " kept without a place that could be found");
    add_line(b, o->runs_stale, " earlier run(s) are stale now: what they stood on was replaced");
    import_notice_lines(o->notice, o->notices, b);
}

static void json_notices(const struct import_outcome *o, struct json_out *j)
{
    json_open_array(j);
    for (size_t i = 0; i < o->notices; i++) {
        const struct feed_notice *n = &o->notice[i];
        struct date first = month_first(n->month);
        json_open_object(j);
        json_member_str(j, "stream", n->stream);
        json_member_date(j, "month_from", first);
        json_member_text(j, "what", feed_what_word(n->what));
        json_member_int(j, "observed", n->observed);
        json_member_real(j, "expected", n->expected, 6);
        json_member_int(j, "low", n->low);
        json_member_int(j, "high", n->high);
        json_close_object(j);
    }
    json_close_array(j);
}

static void json_faults(const struct import_outcome *o, struct json_out *j)
{
    json_open_array(j);
    for (size_t i = 0; i < o->faults.len; i++) {
        const struct fault *f = &o->faults.at[i];
        json_open_object(j);
        json_member_int(j, "row", (int64_t)f->row);
        json_key(j, "column");
        if (f->column < 0)
            json_null(j);
        else
            json_int(j, f->column + 1);
        json_member_str(j, "found", f->shape);
        json_member_text(j, "mend", f->want);
        json_close_object(j);
    }
    json_close_array(j);
}

static void json_columns(const struct import_outcome *o, struct json_out *j)
{
    json_open_array(j);
    for (size_t i = 0; i < o->columns.count; i++) {
        int f = o->columns.field[i];
        json_open_object(j);
        json_member_int(j, "column", (int64_t)i + 1);
        json_key(j, "field");
        if (f == COLUMN_UNKNOWN || f == COLUMN_DROPPED)
            json_null(j);
        else if (o->columns.kind->field[f].type == FIELD_FACT)
            json_str(j, o->columns.fact[i]);
        else
            json_text(j, o->columns.kind->field[f].name);
        json_member_bool(j, "known", f != COLUMN_UNKNOWN);
        json_close_object(j);
    }
    json_close_array(j);
}

void import_json(const struct import_outcome *o, const struct import_order *order, struct json_out *j)
{
    const struct {
        const char *key;
        int64_t n;
    } COUNT[] = {
        { "rows_read", o->rows_read },           { "rows_kept", o->rows_kept },
        { "rows_same", o->rows_same },           { "rows_elsewhere", o->rows_elsewhere },
        { "rows_refused", o->rows_refused },     { "placed_by_point", o->placed_by_point },
        { "placed_outside", o->placed_outside }, { "without_place", o->without_place },
        { "runs_stale", o->runs_stale },
    };

    json_open_object(j);
    json_member_text(j, "file", order->label);
    json_key(j, "import");
    if (o->id)
        json_int(j, o->id);
    else
        json_null(j);
    json_member_bool(j, "same_file", o->same_file);
    json_member_bool(j, "preview", order->preview);
    json_key(j, "would_be_refused");
    if (o->refusal.len)
        json_str(j, o->refusal);
    else
        json_null(j);
    json_member_text(j, "encoding", o->seen.encoding);
    for (size_t i = 0; i < COUNT_OF(COUNT); i++) {
        json_member_int(j, COUNT[i].key, COUNT[i].n);
    }
    json_key(j, "columns");
    json_columns(o, j);
    json_key(j, "notices");
    json_notices(o, j);
    json_key(j, "faults");
    json_faults(o, j);
    json_close_object(j);
}
