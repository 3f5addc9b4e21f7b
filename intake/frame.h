/*
 * intake/frame - what the reading child may say to its parent, and nothing else.
 *
 * A frame is a fixed head, then rows, then spans, then text: many records at
 * once, because a call per record would cost more than reading it. A span says
 * where in the text a field lies; a row says how many spans are its. There are
 * no words in it: what went wrong is a number, and the parent has the words.
 *
 * The parent trusts none of it. The head's lengths are checked before a byte of
 * memory is asked for, each row and span when it is read; a child that lies is
 * refused, and can at worst have lied about its own file.
 */
#ifndef INTAKE_FRAME_H
#define INTAKE_FRAME_H

#include "base/err.h"
#include "intake/encoding.h"
#include "intake/record.h"

#define FRAME_TEXT_MAX  ((uint32_t)64 << 20)
#define FRAME_ROWS_MAX  ((uint32_t)4 << 20)
#define FRAME_SPANS_MAX ((uint32_t)4 << 20)

/* Why one record could not be read. */
enum row_fault {
    ROW_FINE,
    ROW_QUOTE_OPEN,  /* a quote opens and never closes */
    ROW_QUOTE_STRAY, /* a quoted field runs over line ends into a stray quote */
    ROW_TOO_FEW,
    ROW_TOO_MANY,
    ROW_WIDE,        /* more than RECORD_FIELDS_MAX fields */
    ROW_LONG,        /* longer than a record may be */
    ROW_NO_TEXT,     /* bytes that are no UTF-8, in a file that is UTF-8 elsewhere */
    ROW_NO_FEATURE,  /* GeoJSON: not a Feature, or its properties are no plain values */
    ROW_GEOMETRY,    /* GeoJSON: neither Polygon nor MultiPolygon */
    ROW_RING,        /* GeoJSON: a ring of fewer than three points, or what is no ring */
    ROW_NOT_DEGREES, /* GeoJSON: coordinates beyond longitude and latitude */
    ROW_FAULTS
};
const char *row_fault_word(enum row_fault f);
/* Does a row of this fault come with its fields? A ragged one does: it goes back to be mended. */
bool row_is_cut(enum row_fault f);

/* Why the file as a whole cannot be read. Some carry numbers. */
enum file_fault {
    FILE_FINE,
    FILE_EMPTY,
    FILE_UTF16,
    FILE_ZIP,
    FILE_OLE,
    FILE_PDF,
    FILE_GZIP,
    FILE_JSON,           /* JSON where CSV is wanted */
    FILE_NUL,            /* row */
    FILE_HEADER_LONG,    /* no line end where a header should have one */
    FILE_HEADER_WIDE,
    FILE_HEADER_QUOTE,
    FILE_NOT_JSON,       /* line, column */
    FILE_NOT_COLLECTION,
    FILE_NO_FEATURES,
    FILE_CRS,            /* EPSG code, or 0 when it is not named by one */
    FILE_WIDE,           /* more properties than a record may have fields */
    FILE_MEMORY,
    FILE_FAULTS
};
/* Fills *err: ERR_INPUT or, for FILE_MEMORY, ERR_LIMIT. `label` is the file's name. */
bool file_fault_say(enum file_fault f, const uint64_t number[2], const char *label, struct err *err);

struct frame_span {
    uint32_t start, len;
};
struct frame_row {
    uint32_t step;   /* rows of the file since the row before this one: at least 1 */
    uint16_t fields; /* how many spans are its; 0 unless row_is_cut() */
    uint16_t fault;  /* enum row_fault */
};

enum frame_kind { FRAME_ROWS = 1, FRAME_END, FRAME_REFUSED };

#define FRAME_MAGIC 0x31464B53u /* "SKF1" */
struct frame_head {
    uint32_t magic, kind;
    uint32_t rows, spans, text; /* counts; text in bytes */
    uint8_t encoding, delimiter, crlf, fault; /* fault: enum file_fault, of FRAME_REFUSED */
    uint64_t number[2];
};
_Static_assert(sizeof(struct frame_head) == 40, "no padding crosses the pipe");

/* Is this a head an honest child can have written? */
bool frame_head_check(const struct frame_head *h) MUST_USE;

/* A frame's contents, in place; read to its end by frame_record(). */
struct frame {
    const struct frame_row *row;
    const struct frame_span *span;
    const char *text;
    size_t rows, spans, text_len;
    size_t row_at, span_at;
};

enum frame_next { FRAME_LIES, FRAME_NONE, FRAME_RECORD };

/*
 * The next record of the frame. `field` has room for RECORD_FIELDS_MAX. *row is
 * the row before and becomes this one's. out has no fields unless row_is_cut(*fault).
 */
enum frame_next frame_record(struct frame *f, uint64_t *row, struct str *field, struct record *out,
                             enum row_fault *fault) MUST_USE;

#endif
