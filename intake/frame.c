#include "intake/frame.h"

const char *row_fault_word(enum row_fault f)
{
    static const char *const WORD[ROW_FAULTS] = {
        [ROW_FINE] = "",
        [ROW_QUOTE_OPEN] = "a quote opens here and is never closed; close it, or take it away",
        [ROW_QUOTE_STRAY] = "a quoted text here runs over the end of its line into another quote; "
                            "close it, or write a quote inside a text twice",
        [ROW_TOO_FEW] = "this row has fewer columns than the header; is a delimiter missing, or a line "
                        "broken in two?",
        [ROW_TOO_MANY] = "this row has more columns than the header; put quotes around a text that has "
                         "the delimiter in it",
        [ROW_WIDE] = "this row has more than 512 columns; is the delimiter the right one?",
        [ROW_LONG] = "this row is longer than a row may be; is a quote missing?",
        [ROW_NO_TEXT] = "this row has bytes that are not UTF-8, as the rest of the file is; save the "
                        "file as CSV UTF-8",
        [ROW_NO_FEATURE] = "this is no GeoJSON feature with plain properties",
        [ROW_GEOMETRY] = "this feature is neither a Polygon nor a MultiPolygon; areas have outlines",
        [ROW_RING] = "this feature has a ring that is none: fewer than three points, or no numbers",
        [ROW_NOT_DEGREES] = "this feature's coordinates are no longitude and latitude; they look like "
                            "eastings and northings: export it as WGS 84 (EPSG 4326)",
    };

    return WORD[f];
}

static const char *epsg_word(uint64_t code)
{
    switch (code) {
    case 27700: return "the British National Grid (EPSG 27700)";
    case 3857: return "web Mercator (EPSG 3857)";
    case 4258: return "ETRS89 (EPSG 4258)";
    case 29903:
    case 2157: return "the Irish grid";
    default: return "another reference system";
    }
}

static const char *file_fault_word(enum file_fault f)
{
    switch (f) {
    case FILE_EMPTY: return "there is nothing in it";
    case FILE_UTF16: return "it is UTF-16 (\"Unicode text\"); save it as CSV UTF-8 and send that";
    case FILE_ZIP:
        return "it is an Excel workbook or a zip archive; open it and save the sheet as CSV UTF-8";
    case FILE_OLE: return "it is an old Excel workbook; open it and save the sheet as CSV UTF-8";
    case FILE_PDF: return "it is a PDF; ask the sender for the table it was made from, as CSV";
    case FILE_GZIP: return "it is compressed; unpack it first";
    case FILE_JSON: return "it is JSON, where a CSV is wanted; boundaries are the kind areas";
    case FILE_HEADER_LONG: return "it has no line end where a header should have one; is it a CSV?";
    case FILE_HEADER_WIDE: return "its header has more than 512 columns; is the delimiter the right one?";
    case FILE_HEADER_QUOTE: return "a quote opens in its first line and is never closed";
    case FILE_NOT_COLLECTION: return "it is JSON, but no GeoJSON FeatureCollection";
    case FILE_NO_FEATURES: return "it has no features";
    case FILE_WIDE: return "its features have more than 511 different properties";
    default: return "it cannot be read";
    }
}

bool file_fault_say(enum file_fault f, const uint64_t number[2], const char *label, struct err *err)
{
    unsigned long long one = number[0], two = number[1];

    if (f == FILE_MEMORY)
        return err_set(err, ERR_LIMIT, "%s: reading it needs more memory than a reader may use; "
                       "split it, or simplify its outlines", label);
    if (f == FILE_NUL)
        return err_set(err, ERR_INPUT, "%s: row %llu has a NUL byte, which no text has; save it as "
                       "CSV UTF-8", label, one);
    if (f == FILE_NOT_JSON)
        return err_set(err, ERR_INPUT, "%s: line %llu, column %llu: this is no well-formed JSON",
                       label, one, two);
    if (f == FILE_CRS)
        return err_set(err, ERR_INPUT, "%s: its coordinates are in %s; export it as WGS 84 "
                       "(EPSG 4326)", label, epsg_word(one));
    return err_set(err, ERR_INPUT, "%s: %s", label, file_fault_word(f));
}

bool row_is_cut(enum row_fault f)
{
    return f == ROW_FINE || f == ROW_TOO_FEW || f == ROW_TOO_MANY;
}

bool frame_head_check(const struct frame_head *h)
{
    if (h->magic != FRAME_MAGIC || h->kind < FRAME_ROWS || h->kind > FRAME_REFUSED)
        return false;
    if (h->rows > FRAME_ROWS_MAX || h->spans > FRAME_SPANS_MAX || h->text > FRAME_TEXT_MAX)
        return false;
    if (h->encoding >= ENCODINGS || h->crlf > 1 || h->fault >= FILE_FAULTS ||
        (h->delimiter && !strchr(",;\t|", h->delimiter)))
        return false;
    if (h->kind == FRAME_ROWS)
        return h->fault == FILE_FINE;
    return h->rows == 0 && h->spans == 0 && h->text == 0 &&
           (h->kind == FRAME_REFUSED) == (h->fault != FILE_FINE);
}

enum frame_next frame_record(struct frame *f, uint64_t *row, struct str *field, struct record *out,
                             enum row_fault *fault)
{
    if (f->row_at == f->rows)
        return f->span_at == f->spans ? FRAME_NONE : FRAME_LIES;
    struct frame_row r = f->row[f->row_at];
    if (r.step == 0 || r.fault >= ROW_FAULTS || r.fields > RECORD_FIELDS_MAX ||
        r.fields > f->spans - f->span_at || row_is_cut(r.fault) != (r.fields > 0))
        return FRAME_LIES;
    for (size_t i = 0; i < r.fields; i++) {
        struct frame_span s = f->span[f->span_at + i];
        if (s.len > f->text_len || s.start > f->text_len - s.len)
            return FRAME_LIES;
        field[i] = (struct str){ f->text + s.start, s.len };
    }
    f->row_at++;
    f->span_at += r.fields;
    *row += r.step;
    *fault = r.fault;
    *out = (struct record){ .row = *row, .fields = r.fields, .field = r.fields ? field : NULL };
    return FRAME_RECORD;
}
