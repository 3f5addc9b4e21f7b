#include "cards/svg_value.h"

#include "base/number.h"

struct values {
    struct str left;
    struct buf *b;
    size_t numbers;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool next_is(const struct values *v, char c)
{
    return v->left.len && v->left.at[0] == c;
}

static void pass_space(struct values *v)
{
    while (v->left.len && is_space(v->left.at[0]))
        v->left = str_from(v->left, 1);
}

/* White space with at most one comma in it. */
static void pass_comma(struct values *v)
{
    pass_space(v);
    if (next_is(v, ',')) {
        v->left = str_from(v->left, 1);
        pass_space(v);
    }
}

static bool pass(struct values *v, struct str word)
{
    if (!str_starts(v->left, word))
        return false;
    v->left = str_from(v->left, word.len);
    return true;
}

/* ---- numbers ---- */

static size_t digits(struct str s, size_t from)
{
    size_t i = from;

    while (i < s.len && is_digit(s.at[i]))
        i++;
    return i - from;
}

/* How long is the number that begins here? "1.5.5" is 1.5 and then .5; "1e3" is one number. 0: none. */
static size_t number_length(struct str s)
{
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+'), whole = digits(s, i), part = 0;

    i += whole;
    if (i < s.len && s.at[i] == '.') {
        part = digits(s, i + 1);
        i += 1 + part;
    }
    if (whole + part == 0)
        return 0;
    if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        size_t sign = i + 1 < s.len && (s.at[i + 1] == '-' || s.at[i + 1] == '+');
        size_t power = digits(s, i + 1 + sign);
        i += power ? 1 + sign + power : 0;
    }
    return i;
}

/* To six decimals, as it is written: what is judged is what is passed on. */
static double rounded(double x)
{
    return nearbyint(x * 1e6) / 1e6;
}

static bool take_number(struct values *v, double *out)
{
    size_t len = number_length(v->left);
    double x;

    if (len == 0 || !number_real((struct str){ v->left.at, len }, &x) || fabs(x) > SVG_NUMBER_MAX)
        return false;
    *out = rounded(x);
    v->left = str_from(v->left, len);
    v->numbers++;
    return true;
}

/* At most six decimals, none at the end that is nought. */
static void add_number(struct buf *b, double x)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%.6f", fabs(x) < 0.0000005 ? 0.0 : x);

    while (len > 1 && text[len - 1] == '0')
        len--;
    if (text[len - 1] == '.')
        len--;
    buf_add(b, (struct str){ text, (size_t)len });
}

static bool copy_number(struct values *v)
{
    double x;

    if (!take_number(v, &x))
        return false;
    add_number(v->b, x);
    return true;
}

static bool one_number(struct values *v, double least)
{
    double x;

    if (!take_number(v, &x) || x < least)
        return false;
    (void)pass(v, STR("px"));
    add_number(v->b, x);
    return true;
}

/* A percentage is written as the share of one that it is. */
static bool one_share(struct values *v, double least, double most)
{
    double x;

    if (!take_number(v, &x))
        return false;
    if (pass(v, STR("%")))
        x = rounded(x / 100);
    if (x < least || x > most)
        return false;
    add_number(v->b, x);
    return true;
}

/* In a gradient "50%" and "0.5" differ where it is drawn in the user's units: it stays as it is. */
static bool one_place(struct values *v)
{
    if (!copy_number(v))
        return false;
    if (pass(v, STR("%")))
        buf_add_byte(v->b, '%');
    else
        (void)pass(v, STR("px"));
    return true;
}

static bool view_box(struct values *v)
{
    double x[4];

    for (size_t i = 0; i < 4; i++) {
        if (i)
            pass_comma(v);
        if (!take_number(v, &x[i]))
            return false;
        buf_add_text(v->b, i ? " " : "");
        add_number(v->b, x[i]);
    }
    return x[2] >= 0.001 && x[3] >= 0.001 && x[2] <= 20 * x[3] && x[3] <= 20 * x[2];
}

static bool points(struct values *v)
{
    for (size_t n = 0; v->left.len; n++) {
        buf_add_text(v->b, n ? " " : "");
        if (!copy_number(v))
            return false;
        pass_comma(v);
        buf_add_byte(v->b, ' ');
        if (!copy_number(v))
            return false;
        pass_comma(v);
    }
    return true;
}

/* ---- paths (SVG 2, section 9.3) ---- */

static size_t arguments_of(char command)
{
    switch (command | 0x20) {
    case 'm': case 'l': case 't': return 2;
    case 'h': case 'v': return 1;
    case 'c': return 6;
    case 's': case 'q': return 4;
    case 'a': return 7;
    default: return 0;
    }
}

/* One bit of an arc: the flags may stand without a space before what follows them. */
static bool copy_flag(struct values *v)
{
    if (!next_is(v, '0') && !next_is(v, '1'))
        return false;
    buf_add_byte(v->b, v->left.at[0]);
    v->left = str_from(v->left, 1);
    return true;
}

static bool copy_arguments(struct values *v, char command)
{
    size_t count = arguments_of(command);
    bool arc = command == 'a' || command == 'A';

    for (size_t i = 0; i < count; i++) {
        if (i) {
            buf_add_byte(v->b, ' ');
            pass_comma(v);
        }
        if (!(arc && (i == 3 || i == 4) ? copy_flag(v) : copy_number(v)))
            return false;
    }
    return true;
}

static bool begins_number(const struct values *v)
{
    return v->left.len && (is_digit(v->left.at[0]) || strchr("+-.", v->left.at[0]));
}

static bool path(struct values *v)
{
    bool first = true;

    while (v->left.len) {
        char command = v->left.at[0];
        if (!command || !strchr("MmLlHhVvCcSsQqTtAaZz", command) || (first && (command | 0x20) != 'm'))
            return false;
        first = false;
        buf_add_byte(v->b, command);
        v->left = str_from(v->left, 1);
        pass_space(v);
        if (arguments_of(command) && !copy_arguments(v, command))
            return false;
        pass_space(v);
        while (arguments_of(command) && (next_is(v, ',') || begins_number(v))) {
            pass_comma(v);
            buf_add_byte(v->b, ' ');
            if (!copy_arguments(v, command))
                return false;
            pass_space(v);
        }
    }
    return true;
}

/* ---- turns and moves ---- */

static const struct {
    const char *name;
    unsigned counts; /* a bit for each count of numbers it takes */
} TURN[] = {
    { "translate(", 1u << 1 | 1u << 2 }, { "scale(", 1u << 1 | 1u << 2 }, { "rotate(", 1u << 1 | 1u << 3 },
    { "skewX(", 1u << 1 },               { "skewY(", 1u << 1 },           { "matrix(", 1u << 6 },
};

static bool one_turn(struct values *v)
{
    size_t which = 0, count = 0;

    while (which < COUNT_OF(TURN) && !pass(v, str_of(TURN[which].name)))
        which++;
    if (which == COUNT_OF(TURN))
        return false;
    buf_add_text(v->b, TURN[which].name);
    pass_space(v);
    while (v->left.len && !next_is(v, ')')) {
        buf_add_text(v->b, count++ ? " " : "");
        if (count > 6 || !copy_number(v))
            return false;
        pass_comma(v);
    }
    buf_add_byte(v->b, ')');
    return pass(v, STR(")")) && (TURN[which].counts >> count & 1);
}

static bool transform(struct values *v)
{
    for (size_t n = 0; v->left.len; n++) {
        if (n == 8 || !one_turn(v))
            return false;
        pass_comma(v);
    }
    return true;
}

/* ---- colours ---- */

static const struct {
    const char *name;
    const char *written;
} NAMED[] = {
    { "black", "#000000" },  { "silver", "#c0c0c0" }, { "gray", "#808080" },   { "white", "#ffffff" },
    { "maroon", "#800000" }, { "red", "#ff0000" },    { "purple", "#800080" }, { "fuchsia", "#ff00ff" },
    { "green", "#008000" },  { "lime", "#00ff00" },   { "olive", "#808000" },  { "yellow", "#ffff00" },
    { "navy", "#000080" },   { "blue", "#0000ff" },   { "teal", "#008080" },   { "aqua", "#00ffff" },
};

static bool hex_colour(struct values *v)
{
    size_t each = v->left.len == 4 ? 2 : v->left.len == 7 ? 1 : 0;

    if (!each || !next_is(v, '#'))
        return false;
    buf_add_byte(v->b, '#');
    for (size_t i = 1; i < v->left.len; i++) {
        char c = v->left.at[i];
        if (c >= 'A' && c <= 'F')
            c = (char)(c + 'a' - 'A');
        if (!is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        for (size_t k = 0; k < each; k++)
            buf_add_byte(v->b, c);
    }
    v->left = STR("");
    return true;
}

static bool colour(struct values *v)
{
    if (next_is(v, '#'))
        return hex_colour(v);
    for (size_t i = 0; i < COUNT_OF(NAMED); i++)
        if (str_eq_fold(v->left, str_of(NAMED[i].name))) {
            buf_add_text(v->b, NAMED[i].written);
            v->left = STR("");
            return true;
        }
    return false;
}

/* ---- ids ---- */

static bool is_id(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!is_digit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_' && c != '.')
            return false;
    }
    return s.len > 0 && s.len <= 64;
}

static bool reference(struct values *v, struct str *ref)
{
    struct str id = str_from(v->left, 1);

    if (!next_is(v, '#') || !is_id(id))
        return false;
    *ref = id;
    v->left = STR("");
    return true;
}

static bool paint(struct values *v, struct str *ref)
{
    if (!pass(v, STR("url("))) {
        if (!str_eq(v->left, STR("none")))
            return colour(v);
        v->left = STR("");
        buf_add_text(v->b, "none");
        return true;
    }
    if (!str_ends(v->left, STR(")")))
        return false;
    v->left.len--;
    return reference(v, ref);
}

static bool one_word(struct values *v, const char *words)
{
    struct str rest = str_of(words);

    while (rest.len) {
        struct str word = str_cut(&rest, ' ');
        if (!str_eq(word, v->left))
            continue;
        buf_add(v->b, word);
        v->left = STR("");
        return true;
    }
    return false;
}

/* ---- all of them ---- */

static bool read_one(enum svg_grammar g, struct values *v, const char *words, struct str *ref)
{
    switch (g) {
    case SVG_NUMBER: return one_number(v, -SVG_NUMBER_MAX);
    case SVG_LENGTH: return one_number(v, 0);
    case SVG_PLACE: return one_place(v);
    case SVG_SHARE: return one_share(v, 0, 1);
    case SVG_VIEW_BOX: return view_box(v);
    case SVG_PATH: return path(v);
    case SVG_POINTS: return points(v);
    case SVG_TRANSFORM: return transform(v);
    case SVG_COLOUR: return colour(v);
    case SVG_PAINT: return paint(v, ref);
    case SVG_REFERENCE: return reference(v, ref);
    case SVG_WORD: return one_word(v, words);
    case SVG_GRAMMARS: break;
    }
    return false;
}

bool svg_value(enum svg_grammar g, struct str value, const char *words, struct buf *b, struct str *ref,
               size_t *numbers)
{
    struct values v = { .left = str_trim(value), .b = b };
    bool read = read_one(g, &v, words, ref) && v.left.len == 0;

    *numbers += v.numbers;
    return read;
}

const char *svg_grammar_word(enum svg_grammar g)
{
    static const char *const WORD[SVG_GRAMMARS] = {
        [SVG_NUMBER] = "a plain number, at most 100,000 away from nought",
        [SVG_LENGTH] = "a plain number, not below nought and at most 100,000",
        [SVG_PLACE] = "a plain number or a percentage",
        [SVG_SHARE] = "a number from 0 to 1",
        [SVG_VIEW_BOX] = "four numbers, the last two above nought and neither 20 times the other",
        [SVG_PATH] = "a path: letters of MLHVCSQTAZ, each with its numbers, none over 100,000",
        [SVG_POINTS] = "pairs of numbers, none over 100,000",
        [SVG_TRANSFORM] = "at most 8 of translate() scale() rotate() skewX() skewY() matrix(), of numbers",
        [SVG_COLOUR] = "a colour such as #10457a",
        [SVG_PAINT] = "none, a colour such as #10457a, or url(#...) of a gradient in this file",
        [SVG_REFERENCE] = "#... of a gradient in this file",
        [SVG_WORD] = "one of its own words",
    };

    return WORD[g];
}
