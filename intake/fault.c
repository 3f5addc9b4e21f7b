#include "intake/fault.h"

enum { SHAPE_MAX = 60 };

bool faults_add(struct faults *f, uint64_t row, int column, const char *want, struct str found,
                struct err *err)
{
    struct buf shape = { .arena = f->arena };
    struct str words = STR("");

    if (f->total == 0 || f->last_row != row)
        f->total++;
    f->last_row = row;
    if (f->len == FAULTS_KEPT)
        return true;
    if (!arena_grow(f->arena, &f->at, &f->room, f->len, f->len + 1, sizeof *f->at))
        return err_memory(err, "the list of faults");
    if (column >= 0) {
        fault_shape(&shape, found);
        if (!buf_done(&shape, "the list of faults", &words, err))
            return false;
    }
    f->at[f->len++] = (struct fault){ row, column, want, words };
    return true;
}

enum sort { LETTER, DIGIT, SPACE, SIGN };

static const char *sign_word(unsigned char c)
{
    switch (c) {
    case '/': return "slash";
    case '-': return "dash";
    case ',': return "comma";
    case '.': return "point";
    case ':': return "colon";
    case ';': return "semicolon";
    case '"': return "quote";
    case '\'': return "apostrophe";
    case '_': return "underscore";
    case '+': return "plus";
    case '\n':
    case '\r': return "line break";
    case '\t': return "tab";
    default: return c < 0x20 || c == 0x7F ? "control sign" : "sign";
    }
}

static enum sort sort_of(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80)
        return LETTER;
    return c >= '0' && c <= '9' ? DIGIT : c == ' ' ? SPACE : SIGN;
}

/* How many bytes from `i` are of one kind; *signs counts them as a person does (a code point is one). */
static size_t run_from(struct str s, size_t i, size_t *count)
{
    enum sort sort = sort_of((unsigned char)s.at[i]);
    size_t end = i;

    *count = 0;
    while (end < s.len && sort_of((unsigned char)s.at[end]) == sort &&
           (sort != SIGN || s.at[end] == s.at[i])) {
        *count += ((unsigned char)s.at[end] & 0xC0) != 0x80;
        end++;
    }
    return end - i;
}

void fault_shape(struct buf *b, struct str found)
{
    size_t from = b->len, count, len;

    if (found.len == 0)
        buf_add(b, STR("nothing"));
    for (size_t i = 0; i < found.len; i += len) {
        char part[48];
        unsigned char c = (unsigned char)found.at[i];
        len = run_from(found, i, &count);
        enum sort sort = sort_of(c);
        const char *label = sort == LETTER ? "letter" : sort == DIGIT ? "digit"
                            : sort == SPACE ? "space" : sign_word(c);
        const char *many = count == 1 ? "" : label[strlen(label) - 1] == 'h' ? "es" : "s";
        int n = count == 1 && sort >= SPACE
                    ? snprintf(part, sizeof part, "%s%s", i ? ", " : "", label)
                    : snprintf(part, sizeof part, "%s%zu %s%s", i ? ", " : "", count, label, many);
        /* Room is left for the ", ..." that says there is more. */
        if (n < 0 || b->len - from + (size_t)n + 5 > SHAPE_MAX) {
            buf_add(b, STR(", ..."));
            return;
        }
        buf_add(b, (struct str){ part, (size_t)n });
    }
}
