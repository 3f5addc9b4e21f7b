#include "intake/csv.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };
#define ESCAPED ((uint32_t)1 << 31) /* in a span's length, until its record is whole */

bool csv_open(struct csv *c, size_t chunk, size_t record_max, struct arena *a, struct err *err)
{
    size_t room = (chunk + 4) * 3 + record_max;

    *c = (struct csv){ .chunk = chunk, .record_max = record_max };
    c->text = arena_new(a, char, room + BLOCK);
    c->mark = arena_new(a, uint32_t, room + BLOCK);
    c->span = arena_new(a, struct frame_span, room + 1);
    c->rows = arena_new(a, struct frame_row, room + 1);
    if (!c->text || !c->mark || !c->span || !c->rows)
        return err_memory(err, "reading a CSV");
    return true;
}

char *csv_room(struct csv *c, size_t *room)
{
    if (c->at) {
        memmove(c->text, c->text + c->at, c->len - c->at);
        c->len -= c->at;
        c->valid = c->valid > c->at ? c->valid - c->at : 0;
        c->at = 0;
    }
    *room = c->chunk;
    return c->text + c->len;
}

static bool refuse(struct csv *c, enum file_fault fault)
{
    c->fault = fault;
    return false;
}

/* ---- bytes ---- */

static bool start(struct csv *c)
{
    static const enum file_fault FAULT[] = {
        [ENCODING_TEXT] = FILE_FINE, [ENCODING_UTF16] = FILE_UTF16, [ENCODING_ZIP] = FILE_ZIP,
        [ENCODING_OLE] = FILE_OLE,   [ENCODING_PDF] = FILE_PDF,     [ENCODING_GZIP] = FILE_GZIP,
    };
    struct str all = { c->text, c->len };

    c->started = true;
    enum file_fault fault = FAULT[encoding_sniff(all)];
    if (fault != FILE_FINE)
        return refuse(c, fault);
    if (str_starts(all, STR("\xEF\xBB\xBF"))) {
        c->encoding = ENCODING_UTF8_BOM;
        c->at = c->valid = 3;
    }
    struct str text = str_trim(str_from(all, c->at));
    return text.len && text.at[0] == '{' ? refuse(c, FILE_JSON) : true;
}

static bool refuse_nul(struct csv *c, size_t at)
{
    for (size_t i = c->at; i < at; i++)
        c->row += c->text[i] == '\n';
    c->row++;
    return refuse(c, FILE_NUL);
}

static bool widen_from(struct csv *c, size_t from)
{
    const char *nul = memchr(c->text + from, 0, c->len - from);

    if (nul)
        return refuse_nul(c, (size_t)(nul - c->text));
    c->len = from + encoding_widen(c->text + from, c->len - from);
    c->valid = c->len;
    return true;
}

/* Is what came in since the last time text? The first byte beyond ASCII settles which. */
static bool check_bytes(struct csv *c)
{
    while (c->valid < c->len) {
        enum encoding_stop stop;
        if (c->encoding == ENCODING_1252)
            return widen_from(c, c->valid);
        c->valid += encoding_check((struct str){ c->text + c->valid, c->len - c->valid }, &stop,
                                   &c->beyond);
        if (stop == ENCODING_ALL || (stop == ENCODING_CUT && !c->ended))
            return true;
        if (stop == ENCODING_NUL)
            return refuse_nul(c, c->valid);
        if (!c->beyond && c->encoding == ENCODING_UTF8) {
            c->encoding = ENCODING_1252;
            continue;
        }
        c->mixed = true;
        c->valid++;
    }
    return true;
}

/* What the file is can be told from its first bytes that are not blank. */
static bool too_early(const struct csv *c)
{
    struct str all = { c->text, c->len };

    if (c->ended || c->len >= c->record_max)
        return false;
    return c->len < 4 ||
           str_trim(str_from(all, str_starts(all, STR("\xEF\xBB\xBF")) ? 3 : 0)).len == 0;
}

bool csv_add(struct csv *c, size_t n)
{
    c->len += n;
    c->ended = n == 0;
    if (!c->started && (too_early(c) || !start(c)))
        return c->fault == FILE_FINE;
    if (!check_bytes(c))
        return false;
    if (c->ended && c->len > c->at && c->text[c->len - 1] != '\n' && c->text[c->len - 1] != '\r') {
        c->text[c->len++] = '\n';
        c->valid = c->len;
    }
    return true;
}

/* ---- the delimiter ---- */

static bool is_end(char b)
{
    return b == '\n' || b == '\r';
}

/* "sep=;" as the first line, which spreadsheets read and do not show. false: wait for its line end. */
static bool take_sep(struct csv *c)
{
    struct str rest = { c->text + c->at, c->len - c->at };
    size_t quoted = str_starts(rest, STR("\"")), end = 5 + quoted * 2;

    if (rest.len <= end || !str_eq_fold((struct str){ rest.at + quoted, 4 }, STR("sep=")) ||
        !is_end(rest.at[end]) || !strchr(",;\t|", rest.at[4 + quoted]))
        return true;
    bool cr = rest.at[end] == '\r', more = rest.len > end + 1;
    if (cr && !more && !c->ended)
        return false;
    c->delimiter = rest.at[4 + quoted];
    c->at += end + 1 + (cr && more && rest.at[end + 1] == '\n');
    return true;
}

/* The commonest of , ; tab and | outside quotes in the first line with anything in it. */
static bool guess_delimiter(struct csv *c)
{
    static const char CHOICE[] = ",;\t|";
    size_t count[4] = { 0 }, best = 0, i = c->at;
    bool quoted = false;

    while (i < c->len && is_end(c->text[i]))
        i++;
    for (; i < c->len && (quoted || !is_end(c->text[i])); i++) {
        const char *hit = quoted ? NULL : strchr(CHOICE, c->text[i]);
        quoted ^= c->text[i] == '"';
        if (hit)
            count[hit - CHOICE]++;
    }
    if (i == c->len && !c->ended && c->len - c->at < c->record_max)
        return false; /* the line is not whole yet */
    for (size_t k = 1; k < 4; k++)
        if (count[k] > count[best])
            best = k;
    c->delimiter = CHOICE[best];
    return true;
}

/* ---- marks ---- */

static size_t mark_slowly(const char *t, size_t from, size_t to, char delimiter, uint32_t *mark)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (t[i] == delimiter || t[i] == '"' || is_end(t[i]))
            mark[n++] = (uint32_t)i;
    return n;
}

#if defined(__SSE2__)
struct wanted {
    __m128i delimiter, quote, lf, cr;
};

static uint64_t marks_in_16(const char *at, const struct wanted *w)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i hit = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(v, w->delimiter), _mm_cmpeq_epi8(v, w->quote)),
        _mm_or_si128(_mm_cmpeq_epi8(v, w->lf), _mm_cmpeq_epi8(v, w->cr)));

    return (uint64_t)(unsigned)_mm_movemask_epi8(hit);
}

static size_t mark_structure(const char *t, size_t from, size_t to, char delimiter, uint32_t *mark)
{
    const struct wanted w = { _mm_set1_epi8(delimiter), _mm_set1_epi8('"'), _mm_set1_epi8('\n'),
                              _mm_set1_epi8('\r') };
    size_t n = 0, i = from;

    for (; i + BLOCK <= to; i += BLOCK) {
        uint64_t hits = marks_in_16(t + i, &w) | marks_in_16(t + i + 16, &w) << 16 |
                        marks_in_16(t + i + 32, &w) << 32 | marks_in_16(t + i + 48, &w) << 48;
        while (hits) {
            mark[n++] = (uint32_t)i + (uint32_t)__builtin_ctzll(hits);
            hits &= hits - 1;
        }
    }
    return n + mark_slowly(t, i, to, delimiter, mark + n);
}
#else
#define mark_structure mark_slowly
#endif

/* ---- records ---- */

struct walk {
    size_t marks, m;    /* how many marks there are; the next one */
    size_t at;          /* where the record begins */
    size_t spans, rows; /* written so far */
};

enum walked { WALKED_PART, WALKED_RECORD, WALKED_STRAY };

/*
 * A field that begins with the quote at mark *m. Leaves *m at the mark that ends
 * the field: a delimiter or a line end.
 */
static enum walked walk_quoted(struct csv *c, const struct walk *w, size_t *m, struct frame_span *out)
{
    const char *t = c->text;
    size_t from = c->mark[*m] + 1, i = *m + 1;
    bool escaped = false, broken = false;

    for (;;) {
        while (i < w->marks && t[c->mark[i]] != '"')
            broken |= is_end(t[c->mark[i++]]);
        if (i >= w->marks)
            return WALKED_PART;
        if (i + 1 == w->marks || c->mark[i + 1] != c->mark[i] + 1 || t[c->mark[i + 1]] != '"')
            break;
        escaped = true;
        i += 2;
    }
    size_t close = c->mark[i++];
    if (close + 1 == c->len)
        return WALKED_PART;
    bool stray = i == w->marks || c->mark[i] != close + 1;
    if (stray && broken)
        return WALKED_STRAY;
    while (i < w->marks && t[c->mark[i]] == '"')
        i++;
    if (i == w->marks)
        return WALKED_PART;
    size_t len = stray ? c->mark[i] - from : close - from;
    *out = (struct frame_span){ (uint32_t)from,
                                (uint32_t)len | (escaped || stray ? ESCAPED : 0) };
    *m = i;
    return WALKED_RECORD;
}

/* Closes up the doubled quotes of a quoted field; what follows its closing quote stays as it is. */
static uint32_t close_up(char *at, uint32_t len)
{
    uint32_t to = 0;
    bool inside = true;

    for (uint32_t i = 0; i < len; i++) {
        if (inside && at[i] == '"') {
            inside = i + 1 < len && at[i + 1] == '"';
            if (!inside)
                continue;
            i++;
        }
        at[to++] = at[i];
    }
    return to;
}

/* The spans of one record; the next record begins at *next, after mark *m. */
static enum walked walk_record(struct csv *c, struct walk *w, size_t *next, size_t *m_after)
{
    const char *t = c->text, delimiter = c->delimiter;
    size_t m = w->m, from = w->at, n = w->spans;

    for (;;) {
        if (m >= w->marks)
            return WALKED_PART;
        size_t p = c->mark[m];
        if (t[p] == '"') {
            if (p != from) {
                m++;
                continue;
            }
            enum walked walked = walk_quoted(c, w, &m, &c->span[n]);
            if (walked != WALKED_RECORD)
                return walked;
            n++;
            p = c->mark[m];
        } else
            c->span[n++] = (struct frame_span){ (uint32_t)from, (uint32_t)(p - from) };
        m++;
        from = p + 1;
        if (t[p] == delimiter)
            continue;
        if (t[p] == '\r') {
            if (from == c->len && !c->ended)
                return WALKED_PART; /* its LF may be still to come */
            if (from < c->len && t[from] == '\n') {
                from++;
                m++;
                c->crlf = true;
            }
        }
        w->spans = n;
        *next = from;
        *m_after = m;
        return WALKED_RECORD;
    }
}

static void add_row(struct csv *c, struct walk *w, size_t fields, enum row_fault fault)
{
    c->rows[w->rows++] = (struct frame_row){ (uint32_t)(c->row - c->sent_row), (uint16_t)fields,
                                             (uint16_t)fault };
    c->sent_row = c->row;
}

static enum row_fault fault_of(const struct csv *c, const struct walk *w, size_t next, size_t *fields,
                               const struct frame_span *span)
{
    enum encoding_stop stop = ENCODING_ALL;
    bool beyond;

    /* Spreadsheets pad rows with empty columns. */
    while (*fields > c->columns && span[*fields - 1].len == 0)
        --*fields;
    if (*fields > RECORD_FIELDS_MAX)
        return ROW_WIDE;
    if (c->mixed)
        (void)encoding_check((struct str){ c->text + w->at, next - w->at }, &stop, &beyond);
    if (stop != ENCODING_ALL)
        return ROW_NO_TEXT;
    if (*fields != c->columns)
        return *fields < c->columns ? ROW_TOO_FEW : ROW_TOO_MANY;
    return ROW_FINE;
}

/* A whole record has been walked: is it blank, the header, a row? false: the file is refused. */
static bool finish_record(struct csv *c, struct walk *w, size_t first, size_t next)
{
    struct frame_span *span = c->span + first;
    size_t fields = w->spans - first;
    uint32_t any = 0;

    c->row++;
    for (size_t i = 0; i < fields; i++)
        any |= span[i].len;
    if (any == 0) {
        w->spans = first;
        return true;
    }
    if (c->columns == 0) {
        while (span[fields - 1].len == 0)
            fields--;
        if (fields > RECORD_FIELDS_MAX)
            return refuse(c, FILE_HEADER_WIDE);
        c->columns = fields;
    }
    enum row_fault fault = fault_of(c, w, next, &fields, span);
    if (!row_is_cut(fault))
        fields = 0;
    w->spans = first + fields;
    if (any & ESCAPED)
        for (size_t i = 0; i < fields; i++)
            if (span[i].len & ESCAPED)
                span[i].len = close_up(c->text + span[i].start, span[i].len & ~ESCAPED);
    add_row(c, w, fields, fault);
    return true;
}

/* Throws away what is left of a row, up to its line end; over several chunks when it must. */
static void skip(struct csv *c, struct walk *w)
{
    while (w->m < w->marks && !is_end(c->text[c->mark[w->m]]))
        w->m++;
    if (w->m == w->marks) {
        w->at = c->len;
        return;
    }
    w->at = c->mark[w->m++] + 1;
    if (c->text[w->at - 1] == '\r' && w->at < c->len && c->text[w->at] == '\n') {
        w->at++;
        w->m++;
    }
    c->skipping = false;
}

/* The row at w->at cannot be read to its end: gives it a fault and goes on after its first line end. */
static bool step_over(struct csv *c, struct walk *w, enum row_fault fault)
{
    if (c->columns == 0)
        return refuse(c, fault == ROW_LONG ? FILE_HEADER_LONG : FILE_HEADER_QUOTE);
    c->row++;
    add_row(c, w, 0, fault);
    c->skipping = true;
    skip(c, w);
    return true;
}

static bool has_line_end(const struct csv *c, const struct walk *w)
{
    for (size_t m = w->m; m < w->marks; m++)
        if (is_end(c->text[c->mark[m]]))
            return true;
    return false;
}

static bool walk_all(struct csv *c, struct walk *w)
{
    if (c->skipping)
        skip(c, w);
    while (w->at < c->len && !c->skipping) {
        size_t next = 0, m = 0, first = w->spans;
        enum walked walked = walk_record(c, w, &next, &m);
        if (walked == WALKED_RECORD) {
            if (!finish_record(c, w, first, next))
                return false;
            w->at = next;
            w->m = m;
            continue;
        }
        bool too_long = c->len - w->at >= c->record_max;
        if (walked == WALKED_PART && !c->ended && !too_long)
            return true;
        enum row_fault fault = walked == WALKED_STRAY ? ROW_QUOTE_STRAY
                               : has_line_end(c, w) ? ROW_QUOTE_OPEN : ROW_LONG;
        if (!step_over(c, w, fault))
            return false;
    }
    return true;
}

bool csv_batch(struct csv *c, struct frame *out)
{
    struct walk w = { 0 };

    bool ready = c->started && (c->delimiter || (take_sep(c) && (c->delimiter || guess_delimiter(c))));
    w.at = c->at;
    if (ready) {
        w.marks = mark_structure(c->text, c->at, c->len, c->delimiter, c->mark);
        if (!walk_all(c, &w))
            return false;
    }
    c->at = w.at;
    if (c->ended && c->columns == 0)
        return refuse(c, FILE_EMPTY);
    *out = (struct frame){ .row = c->rows, .span = c->span, .text = c->text, .rows = w.rows,
                           .spans = w.spans, .text_len = w.at };
    return true;
}
