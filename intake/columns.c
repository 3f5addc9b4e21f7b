#include "intake/columns.h"

#include "base/remark.h"

enum { FOLD_MAX = 128, NAMED_IN_A_MESSAGE = 4 };

static void add_letters(struct buf *b, size_t column)
{
    char letter[8];
    size_t n = 0;

    for (size_t left = column + 1; left && n < sizeof letter; left = (left - 1) / 26)
        letter[n++] = (char)('A' + (left - 1) % 26);
    while (n)
        buf_add_byte(b, letter[--n]);
}

void columns_word(const struct columns *c, size_t column, struct buf *b)
{
    enum { SHOWN_MAX = 40 };
    struct str header = column < c->count ? c->header[column] : STR("");

    buf_addf(b, "column %zu, ", column + 1);
    add_letters(b, column);
    if (!c->header_likely || header.len == 0)
        return;
    buf_add_text(b, " \"");
    for (size_t i = 0; i < header.len && i < SHOWN_MAX; i++)
        buf_add_byte(b, (unsigned char)header.at[i] < 0x20 ? ' ' : header.at[i]);
    buf_add_text(b, header.len > SHOWN_MAX ? "...\"" : "\"");
}

void columns_fault_word(const struct columns *c, const struct fault *f, struct buf *b)
{
    buf_addf(b, "row %llu", (unsigned long long)f->row);
    if (f->column >= 0) {
        buf_add_text(b, ", ");
        columns_word(c, (size_t)f->column, b);
        buf_add_text(b, ": found ");
        buf_add(b, f->shape);
        buf_add_text(b, "; ");
    } else
        buf_add_text(b, ": ");
    buf_add_text(b, f->want);
}

static struct str fold(struct str header, char at[FOLD_MAX])
{
    return (struct str){ at, kind_fold(header, at, FOLD_MAX) };
}

static bool same_header(struct str a, struct str b)
{
    char fa[FOLD_MAX], fb[FOLD_MAX];

    return str_eq(a, b) || (str_eq(fold(a, fa), fold(b, fb)) && fold(a, fa).len > 0);
}

/* "IMD_decile" -> "imd_decile", "90+" -> "90": lower case, everything else one '_'. */
static struct str fact_name(struct str header, struct arena *a)
{
    struct str name = arena_copy(a, header = remark_cut(header));
    char *at = (char *)name.at;
    size_t n = 0;

    if (!at)
        return name;
    for (size_t i = 0; i < header.len; i++) {
        char c = header.at[i];
        if (c >= 'A' && c <= 'Z')
            at[n++] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            at[n++] = c;
        else if (n && at[n - 1] != '_')
            at[n++] = '_';
    }
    while (n && at[n - 1] == '_')
        n--;
    return (struct str){ at, n };
}

static bool is_open(const struct kind_field *f)
{
    return str_eq(str_of(f->usual), STR("*"));
}

/* What the partner's map says comes first. */
static bool apply_rules(struct columns *c, const struct column_rule *rule, size_t rules,
                        const char *label, struct err *err)
{
    for (size_t r = 0; r < rules; r++) {
        char name[64];
        int field = COLUMN_DROPPED;
        if (rule[r].field.len) {
            bool fits = rule[r].field.len < sizeof name;
            if (fits) {
                memcpy(name, rule[r].field.at, rule[r].field.len);
                name[rule[r].field.len] = 0;
            }
            field = fits ? kind_field(c->kind, name) : -1;
            if (field < 0)
                return err_set(err, ERR_INPUT,
                               "%s: rule %zu of the map names a field this kind has not; "
                               "safekeep kinds lists those it has", label, r + 1);
        }
        for (size_t i = 0; i < c->count; i++)
            if (same_header(c->header[i], rule[r].header))
                c->field[i] = field;
    }
    return true;
}

/* Which pattern the header fits: as it stands, or else without a remark of how it is written. */
static int match_header(const char *patterns, struct str header)
{
    char folded[FOLD_MAX];
    int match = kind_match(patterns, fold(header, folded));

    return match >= 0 ? match : kind_match(patterns, fold(remark_cut(header), folded));
}

/* The likeliest usual name wins the field; another of its names stays to be dropped or asked about. */
static void recognise(struct columns *c, size_t field)
{
    const struct kind_field *f = &c->kind->field[field];
    int best = -1;
    size_t at = 0;

    for (size_t i = 0; i < c->count; i++) {
        if (c->field[i] == (int)field)
            return;
        if (c->field[i] != COLUMN_UNKNOWN)
            continue;
        int match = match_header(f->usual, c->header[i]);
        if (match >= 0 && (best < 0 || match < best)) {
            best = match;
            at = i;
        }
    }
    if (best >= 0)
        c->field[at] = (int)field;
}

static void recognise_all(struct columns *c)
{
    const struct kind_spec *k = c->kind;
    int open = -1;

    for (size_t f = 0; f < k->fields; f++) {
        if (is_open(&k->field[f]))
            open = (int)f;
        else
            recognise(c, f);
    }
    for (size_t i = 0; i < c->count; i++) {
        char folded[FOLD_MAX];
        struct str name = fold(c->header[i], folded);
        if (c->field[i] != COLUMN_UNKNOWN)
            continue;
        if (match_header(k->drop, c->header[i]) >= 0)
            c->field[i] = COLUMN_DROPPED;
        else if (open >= 0 && name.len)
            c->field[i] = open;
    }
}

static bool name_facts(struct columns *c, struct arena *a, struct err *err)
{
    for (size_t i = 0; i < c->count; i++) {
        int f = c->field[i];
        c->fact[i] = STR("");
        if (f < 0 || c->kind->field[f].type != FIELD_FACT)
            continue;
        c->fact[i] = is_open(&c->kind->field[f]) ? fact_name(c->header[i], a)
                                                 : str_of(c->kind->field[f].name);
        if (!c->fact[i].at)
            return err_memory(err, "the columns");
    }
    return true;
}

/* `b` holds words of ours and, where allowed, headers; it becomes the message. */
static bool refuse(struct buf *b, struct err *err)
{
    buf_add_byte(b, 0);
    if (b->failed)
        return err_memory(err, "the columns");
    const char *label = b->at;
    return err_set(err, ERR_INPUT, "%s", label);
}

static bool check_twice(const struct columns *c, const char *label, struct arena *a,
                        struct err *err)
{
    struct buf b = { .arena = a };

    for (size_t i = 0; i < c->count; i++) {
        int f = c->field[i];
        if (f < 0 || is_open(&c->kind->field[f]) || c->column_of[f] == (int)i)
            continue;
        buf_addf(&b, "%s: ", label);
        columns_word(c, (size_t)c->column_of[f], &b);
        buf_add_text(&b, " and ");
        columns_word(c, i, &b);
        buf_addf(&b, " are both mapped to %s; drop one with --drop", c->kind->field[f].name);
        return refuse(&b, err);
    }
    return true;
}

static bool check_facts_differ(const struct columns *c, const char *label, struct arena *a,
                               struct err *err)
{
    struct buf b = { .arena = a };

    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < i && c->fact[i].len; k++) {
            if (!str_eq(c->fact[i], c->fact[k]))
                continue;
            buf_addf(&b, "%s: ", label);
            columns_word(c, k, &b);
            buf_add_text(&b, " and ");
            columns_word(c, i, &b);
            buf_add_text(&b, " have the same name; rename one, or drop both with --drop");
            return refuse(&b, err);
        }
    return true;
}

static bool check_unknown(const struct columns *c, const char *label, struct arena *a,
                          struct err *err)
{
    struct buf b = { .arena = a };
    size_t unknown = 0;

    buf_addf(&b, "%s: not known: ", label);
    for (size_t i = 0; i < c->count; i++) {
        if (c->field[i] != COLUMN_UNKNOWN)
            continue;
        if (unknown < NAMED_IN_A_MESSAGE) {
            buf_add_text(&b, unknown ? "; " : "");
            columns_word(c, i, &b);
        }
        unknown++;
    }
    if (unknown == 0)
        return true;
    if (unknown > NAMED_IN_A_MESSAGE)
        buf_addf(&b, "; and %zu more", unknown - NAMED_IN_A_MESSAGE);
    buf_add_text(&b, c->header_likely
                         ? "; say what each is with --map HEADER=FIELD (see safekeep kinds), or --drop HEADER"
                         : "; is its first row the names of the columns? add them, or --map them");
    return refuse(&b, err);
}

static bool check_missing(const struct columns *c, const char *label, struct arena *a,
                          struct err *err)
{
    struct buf b = { .arena = a };

    for (size_t f = 0; f < c->kind->fields; f++) {
        const struct kind_field *field = &c->kind->field[f];
        if (!field->required || c->column_of[f] >= 0)
            continue;
        buf_addf(&b, "%s: no column for %s (%s, such as %s); say which it is with --map HEADER=%s",
                 label, field->name, field->help, field->example, field->name);
        return refuse(&b, err);
    }
    return true;
}

static bool make_room(struct columns *c, const struct record *header, struct arena *a,
                      struct err *err)
{
    size_t room = header->fields ? header->fields : 1;

    c->count = header->fields;
    c->field = arena_new(a, int, room);
    c->header = arena_new(a, struct str, room);
    c->fact = arena_new(a, struct str, room);
    if (!c->field || !c->header || !c->fact)
        return err_memory(err, "the columns");
    for (size_t i = 0; i < c->count; i++) {
        c->header[i] = arena_copy(a, str_trim(header->field[i]));
        c->field[i] = COLUMN_UNKNOWN;
        if (!c->header[i].at)
            return err_memory(err, "the columns");
    }
    return true;
}

static void note_first_columns(struct columns *c)
{
    size_t known = 0, open = 0;

    for (size_t f = 0; f < KIND_FIELDS_MAX; f++)
        c->column_of[f] = -1;
    for (size_t i = 0; i < c->count; i++) {
        int f = c->field[i];
        if (f >= 0 && is_open(&c->kind->field[f]))
            open++;
        else
            known += f != COLUMN_UNKNOWN;
        if (f >= 0 && c->column_of[f] < 0)
            c->column_of[f] = (int)i;
    }
    /* A column any name fits says nothing about the row, but one found by its own name does. */
    c->header_likely = known > 0 && (known + open) * 2 >= c->count;
}

bool columns_make(const struct kind_spec *kind, const struct record *header,
                  const struct column_rule *rule, size_t rules, bool lenient, const char *label,
                  struct arena *a, struct columns *out, struct err *err)
{
    struct columns c = { .kind = kind };

    if (!make_room(&c, header, a, err) || !apply_rules(&c, rule, rules, label, err))
        return false;
    recognise_all(&c);
    note_first_columns(&c);
    if (!name_facts(&c, a, err))
        return false;
    if (!lenient && (!check_twice(&c, label, a, err) ||
                     !check_facts_differ(&c, label, a, err) || !check_missing(&c, label, a, err) ||
                     !check_unknown(&c, label, a, err)))
        return false;
    *out = c;
    return true;
}
