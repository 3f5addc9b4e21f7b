#include "cards/svg_read.h"

struct reading {
    struct str file, bytes;
    struct arena *arena;
    struct card_faults *faults;
    size_t at;
    size_t seen;                /* up to here line and column are counted */
    unsigned line, column;
    struct svg_element *element;
    size_t elements, room;
    size_t open[SVG_DEPTH_MAX]; /* which elements are open */
    size_t depth;
    bool memory;                /* it ran out */
};

/* ---- where, and what is wrong ---- */

/* Line and column of a place; places are asked for from the front to the back. */
static void count_to(struct reading *r, size_t at)
{
    for (; r->seen < at; r->seen++) {
        unsigned char c = (unsigned char)r->bytes.at[r->seen];
        if (c == '\n') {
            r->line++;
            r->column = 1;
        } else if ((c & 0xC0) != 0x80) /* a letter of many bytes is one column */
            r->column++;
    }
}

static bool refuse(struct reading *r, size_t at, const char *say)
{
    count_to(r, at);
    card_fault_add(r->faults, FAULT_STOP, (struct fault_at){ r->file, r->line, r->column }, "%s", say);
    return false;
}

static bool no_memory(struct reading *r)
{
    r->memory = true;
    return false;
}

/* ---- letters ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_part(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

static struct str rest(const struct reading *r)
{
    return str_from(r->bytes, r->at);
}

static bool pass(struct reading *r, struct str word)
{
    if (!str_starts(rest(r), word))
        return false;
    r->at += word.len;
    return true;
}

static void pass_space(struct reading *r)
{
    while (r->at < r->bytes.len && is_space(r->bytes.at[r->at]))
        r->at++;
}

/* Moves behind the next `word`; false without one. */
static bool pass_to(struct reading *r, struct str word)
{
    for (; r->at + word.len <= r->bytes.len; r->at++)
        if (memcmp(r->bytes.at + r->at, word.at, word.len) == 0) {
            r->at += word.len;
            return true;
        }
    return false;
}

static struct str take_name(struct reading *r)
{
    size_t from = r->at;

    if (from < r->bytes.len && is_letter(r->bytes.at[from]))
        while (r->at < r->bytes.len && is_name_part(r->bytes.at[r->at]))
            r->at++;
    return (struct str){ r->bytes.at + from, r->at - from };
}

/* ---- the bytes as a whole ---- */

/* A byte that no text has, or where the UTF-8 breaks off; bytes.len when all is well. */
static size_t first_bad_byte(struct str bytes)
{
    struct str left = bytes;
    size_t at = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if ((c < 0x20 && !is_space((char)c)) || c == 0x7F)
            return i;
    }
    while (left.len) {
        struct str line = str_cut(&left, '\n');
        if (!str_is_utf8(line))
            return at;
        at += line.len + 1;
    }
    return bytes.len;
}

static bool check_bytes(struct reading *r)
{
    struct str b = r->bytes;

    if (b.len > SVG_BYTES_MAX)
        return refuse(r, 0, "the drawing has more than 256 KiB; simplify its paths, or save it as PNG");
    if (str_starts(b, STR("\xFE\xFF")) || str_starts(b, STR("\xFF\xFE")) ||
        (b.len > 1 && (!b.at[0] || !b.at[1])))
        return refuse(r, 0, "this is UTF-16 or not text at all; save the drawing as UTF-8");
    if (str_starts(b, STR("\x1F\x8B")))
        return refuse(r, 0, "this is a compressed drawing (SVGZ); save it as plain SVG");
    if (str_starts(b, STR("\xEF\xBB\xBF")))
        r->at = r->seen = 3;
    size_t bad = first_bad_byte(b);
    return bad == b.len || refuse(r, bad, "a byte that no drawing has, in this line; save it as UTF-8 text");
}

/* ---- attributes ---- */

/* Every & must begin one of the five entities of XML. */
static bool check_entities(struct reading *r, size_t from, size_t to)
{
    static const char *const FIVE[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&apos;" };

    for (size_t i = from; i < to; i++) {
        bool known = r->bytes.at[i] != '&';
        for (size_t k = 0; !known && k < COUNT_OF(FIVE); k++)
            known = str_starts(str_from(r->bytes, i), str_of(FIVE[k]));
        if (!known)
            return refuse(r, i, "an entity; a picture may have &lt; &gt; &amp; &quot; &apos; and no other");
    }
    return true;
}

static bool take_value(struct reading *r, struct str *out)
{
    char quote = r->at < r->bytes.len ? r->bytes.at[r->at] : 0;
    size_t from = r->at + 1;

    if (quote != '"' && quote != '\'')
        return refuse(r, r->at, "an attribute without a value in quotes");
    for (r->at++; r->at < r->bytes.len && r->bytes.at[r->at] != quote; r->at++)
        if (r->bytes.at[r->at] == '<')
            return refuse(r, r->at, "a < inside an attribute; is the quote before it closed?");
    if (r->at == r->bytes.len)
        return refuse(r, from - 1, "a quote that is never closed");
    *out = (struct str){ r->bytes.at + from, r->at - from };
    r->at++;
    return check_entities(r, from, r->at - 1);
}

static bool take_attribute(struct reading *r, struct svg_attribute *had, size_t *count)
{
    size_t from = r->at;
    struct svg_attribute made = { .name = take_name(r) };

    if (made.name.len == 0 || made.name.len > SVG_NAME_MAX)
        return refuse(r, from, "this is no attribute; a name, = and a value in quotes belong here");
    for (size_t i = 0; i < *count; i++)
        if (str_eq(had[i].name, made.name))
            return refuse(r, from, "the same attribute twice");
    if (*count == SVG_ATTRIBUTES_MAX)
        return refuse(r, from, "more than 40 attributes on one element");
    count_to(r, from);
    made.line = r->line;
    made.column = r->column;
    pass_space(r);
    if (!pass(r, STR("=")))
        return refuse(r, from, "an attribute without = and a value in quotes");
    pass_space(r);
    if (!take_value(r, &made.value))
        return false;
    had[(*count)++] = made;
    return true;
}

/* Those up to `end`, which is "?>", ">" or "/>" and stays where it is. White space stands before each. */
static bool take_attributes(struct reading *r, struct svg_attribute *had, size_t *count)
{
    for (;;) {
        size_t from = r->at;
        pass_space(r);
        if (r->at == r->bytes.len)
            return refuse(r, from, "the file ends in the middle of a tag; it is cut short");
        if (strchr(">/?", r->bytes.at[r->at]))
            return true;
        if (from == r->at)
            return refuse(r, from, "a space is missing before this attribute");
        if (!take_attribute(r, had, count))
            return false;
    }
}

/* ---- what stands between < and > ---- */

static bool take_declaration(struct reading *r)
{
    struct svg_attribute had[SVG_ATTRIBUTES_MAX];
    size_t count = 0, from = r->at;

    if (!pass(r, STR("<?xml")))
        return true;
    if (r->at < r->bytes.len && !is_space(r->bytes.at[r->at])) {
        r->at = from; /* it is called otherwise, and is refused where it stands */
        return true;
    }
    if (!take_attributes(r, had, &count))
        return false;
    if (!pass(r, STR("?>")))
        return refuse(r, r->at, "the XML declaration is not closed by ?>");
    for (size_t i = 0; i < count; i++) {
        struct str value = had[i].value;
        bool fine = str_eq(had[i].name, STR("version"))      ? str_eq(value, STR("1.0"))
                    : str_eq(had[i].name, STR("encoding"))   ? str_eq_fold(value, STR("UTF-8"))
                    : str_eq(had[i].name, STR("standalone")) && (str_eq(value, STR("no")) ||
                                                                 str_eq(value, STR("yes")));
        if (!fine)
            return refuse(r, from, "the XML declaration must say 1.0 and UTF-8; save the drawing as UTF-8");
    }
    return true;
}

static bool pass_comment(struct reading *r)
{
    size_t from = r->at - 4;

    if (!pass_to(r, STR("--")))
        return refuse(r, from, "a comment that is never closed");
    return pass(r, STR(">")) || refuse(r, r->at - 2, "-- inside a comment; take it away");
}

/* `e` with a copy of its attributes. */
static bool add_element(struct reading *r, struct svg_element e)
{
    struct svg_attribute *kept = arena_new(r->arena, struct svg_attribute, e.attributes + 1);

    if (!kept ||
        !arena_grow(r->arena, &r->element, &r->room, r->elements, r->elements + 1, sizeof *r->element))
        return no_memory(r);
    if (e.attributes)
        memcpy(kept, e.attribute, e.attributes * sizeof *kept);
    e.attribute = kept;
    r->element[r->elements++] = e;
    return true;
}

static bool take_open(struct reading *r)
{
    struct svg_attribute had[SVG_ATTRIBUTES_MAX];
    size_t from = r->at - 1;
    struct svg_element e = { .name = take_name(r), .attribute = had, .depth = r->depth };

    if (e.name.len == 0 || e.name.len > SVG_NAME_MAX)
        return refuse(r, from, "a < that begins no element");
    if (r->depth == 0 && r->elements)
        return refuse(r, from, "a second drawing after the first; a picture is one svg element");
    if (r->elements == SVG_ELEMENTS_MAX)
        return refuse(r, from, "more than 500 elements; simplify the drawing, or save it as PNG");
    if (r->depth == SVG_DEPTH_MAX)
        return refuse(r, from, "groups inside groups, more than 16 deep; ungroup some, or save it as PNG");
    count_to(r, from); /* before its attributes are */
    e.line = r->line;
    e.column = r->column;
    if (!take_attributes(r, had, &e.attributes) || !add_element(r, e))
        return false;
    if (pass(r, STR("/>")))
        return true;
    if (!pass(r, STR(">")))
        return refuse(r, r->at, "a tag that is not closed by >");
    r->open[r->depth++] = r->elements - 1;
    return true;
}

static bool take_close(struct reading *r)
{
    size_t from = r->at - 2;
    struct str name = take_name(r);

    pass_space(r);
    if (r->depth == 0 || !str_eq(name, r->element[r->open[r->depth - 1]].name))
        return refuse(r, from, "this closes another element than the last that was opened");
    if (!pass(r, STR(">")))
        return refuse(r, from, "a closing tag that is not closed by >");
    r->depth--;
    return true;
}

static bool take_markup(struct reading *r)
{
    size_t from = r->at;

    if (pass(r, STR("<!--")))
        return pass_comment(r);
    if (str_starts(rest(r), STR("<![")))
        return refuse(r, from, "a CDATA section; a picture holds no raw text");
    if (str_starts(rest(r), STR("<!")))
        return refuse(r, from, "a DOCTYPE; take this declaration away whole, the picture does not need it");
    if (str_starts(rest(r), STR("<?")))
        return refuse(r, from, "a processing instruction; only <?xml ...?> may stand, at the very beginning");
    if (pass(r, STR("</")))
        return take_close(r);
    r->at++;
    return take_open(r);
}

static bool take_text(struct reading *r)
{
    size_t from = r->at, word = from;

    while (r->at < r->bytes.len && r->bytes.at[r->at] != '<')
        r->at++;
    while (word < r->at && is_space(r->bytes.at[word]))
        word++;
    if (word == r->at)
        return true;
    if (r->depth == 0)
        return refuse(r, word, "text outside the drawing; is this an SVG file?");
    if (!check_entities(r, word, r->at))
        return false;
    struct svg_element *in = &r->element[r->open[r->depth - 1]];
    if (in->words_line == 0) {
        count_to(r, word);
        in->words_line = r->line;
        in->words_column = r->column;
    }
    return true;
}

static bool take_all(struct reading *r)
{
    if (!check_bytes(r) || !take_declaration(r))
        return false;
    while (r->at < r->bytes.len)
        if (!(r->bytes.at[r->at] == '<' ? take_markup(r) : take_text(r)))
            return false;
    if (r->depth)
        return refuse(r, r->bytes.len, "the file ends before the drawing is closed; it is cut short");
    return r->elements > 0 || refuse(r, r->bytes.len, "there is no drawing in this file");
}

bool svg_read(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
              struct svg_file *out, struct err *err)
{
    struct reading r = { .file = file, .bytes = bytes, .arena = a, .faults = faults, .line = 1, .column = 1 };
    bool whole = take_all(&r);

    if (r.memory || faults->failed)
        return err_memory(err, "a picture");
    *out = whole ? (struct svg_file){ r.element, r.elements } : (struct svg_file){ 0 };
    return true;
}
