#include "web/form_part.h"

#include "web/multipart.h"

static const char TOKEN[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char NAME[] = "-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char BOUNDARY[] = "'()+_,-./:=?0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static bool made_of(struct str s, const char *bytes, size_t most)
{
    for (size_t i = 0; i < s.len; i++)
        if (!s.at[i] || !strchr(bytes, s.at[i]))
            return false;
    return s.len > 0 && s.len <= most;
}

static void blanks(struct str *s)
{
    while (s->len > 0 && (*s->at == ' ' || *s->at == '\t'))
        *s = str_from(*s, 1);
}

/*
 * One "; name=value" off `rest`; a value in quotes is returned as it stands between them.
 * Inside quotes \" is no end: old browsers write it, new ones write %22.
 */
static bool parameter(struct str *rest, struct str *name, struct str *value)
{
    size_t n = 0;

    blanks(rest);
    if (rest->len == 0 || *rest->at != ';')
        return false;
    *rest = str_from(*rest, 1);
    blanks(rest);
    if (!str_has(*rest, '='))
        return false;
    *name = str_cut(rest, '=');
    if (rest->len > 0 && *rest->at == '"') {
        for (n = 1; n < rest->len && rest->at[n] != '"'; n++)
            n += rest->at[n] == '\\' && n + 1 < rest->len && rest->at[n + 1] == '"';
        if (n >= rest->len)
            return false;
        *value = (struct str){ rest->at + 1, n - 1 };
        *rest = str_from(*rest, n + 1);
    } else {
        while (n < rest->len && rest->at[n] != ';' && rest->at[n] != ' ' && rest->at[n] != '\t')
            n++;
        *value = (struct str){ rest->at, n };
        *rest = str_from(*rest, n);
        if (!made_of(*value, TOKEN, 256))
            return false;
    }
    return made_of(*name, TOKEN, 64);
}

bool form_boundary(struct str content_type, struct str *out, struct err *err)
{
    struct str rest = content_type, name, value, boundary = { 0 };
    size_t n = 0;

    while (n < rest.len && rest.at[n] != ';' && rest.at[n] != ' ' && rest.at[n] != '\t')
        n++;
    if (!str_eq_fold((struct str){ rest.at, n }, STR("multipart/form-data")))
        return err_set(err, ERR_INPUT, "this address takes a form with files (multipart/form-data)");
    rest = str_from(rest, n);
    while (parameter(&rest, &name, &value)) {
        if (!str_eq_fold(name, STR("boundary")))
            continue;
        if (boundary.at)
            return err_set(err, ERR_INPUT, "the form has two boundaries");
        boundary = value;
    }
    blanks(&rest);
    if (rest.len > 0 || !made_of(boundary, BOUNDARY, MULTIPART_BOUNDARY_MAX))
        return err_set(err, ERR_INPUT, "the form's boundary is missing or not written as boundaries are");
    *out = boundary;
    return true;
}

/* How many bytes of UTF-8 begin here that are not to be shown; 0: they are. */
static size_t unfit(struct str s)
{
    static const char *const TURNING[] = { "\u200e", "\u200f", "\u202a", "\u202b", "\u202c",
                                           "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
                                           "\u2069", "\u2028", "\u2029", "\ufeff" };
    unsigned char c = (unsigned char)s.at[0];

    if (c < 0x20 || c == 0x7f)
        return 1;
    if (c == 0xc2 && s.len > 1 && (unsigned char)s.at[1] < 0xa0)
        return 2;
    for (size_t i = 0; i < COUNT_OF(TURNING); i++)
        if (str_starts(s, str_of(TURNING[i])))
            return 3;
    return 0;
}

struct str form_file_name(struct str sent, struct arena *a)
{
    char *to = arena_new(a, char, MULTIPART_NAME_MAX + 1);
    struct str s = sent;
    size_t len = 0;

    if (!to)
        return (struct str){ 0 };
    for (size_t i = 0; i < sent.len; i++)
        if (sent.at[i] == '/' || sent.at[i] == '\\')
            s = str_from(sent, i + 1);
    if (!str_is_utf8(s))
        s = STR("file");
    while (s.len > 0) {
        size_t gone = unfit(s), n = 1;

        while (n < s.len && ((unsigned char)s.at[n] & 0xc0) == 0x80)
            n++;
        if (gone == 0 && len + n > MULTIPART_NAME_MAX)
            break;
        if (gone == 0)
            memcpy(to + len, s.at, n);
        len += gone ? 0 : n;
        s = str_from(s, gone ? gone : n);
    }
    s = str_trim((struct str){ to, len });
    return s.len == 0 || str_eq(s, STR(".")) || str_eq(s, STR("..")) ? STR("file") : s;
}

/* Without the backslashes before quotes, and with %22 as the quote it stands for. */
static struct str unquoted(struct str s, struct arena *a)
{
    char *to = arena_new(a, char, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; to && s.at && i < s.len; i++) {
        bool escaped = s.at[i] == '\\' && i + 1 < s.len && s.at[i + 1] == '"';

        if (str_starts(str_from(s, i), STR("%22"))) {
            to[len++] = '"';
            i += 2;
        } else if (!escaped)
            to[len++] = s.at[i];
    }
    return (struct str){ to, len };
}

static bool disposition(struct str rest, struct arena *a, struct form_part *out, struct err *err)
{
    struct str name, value, file_name = { 0 }, kind;
    size_t n = 0;

    while (n < rest.len && rest.at[n] != ';' && rest.at[n] != ' ')
        n++;
    kind = (struct str){ rest.at, n };
    rest = str_from(rest, n);
    if (!str_eq_fold(kind, STR("form-data")))
        return err_set(err, ERR_INPUT, "a part of the form is no field");
    while (parameter(&rest, &name, &value)) {
        struct str *into = str_eq_fold(name, STR("name"))       ? &out->name
                           : str_eq_fold(name, STR("filename")) ? &file_name
                                                                : NULL;

        if (!into || into->at)
            return err_set(err, ERR_INPUT,
                           "a part of the form has something twice, or what forms do not have");
        *into = value;
    }
    blanks(&rest);
    if (rest.len > 0 || !made_of(out->name, NAME, 64))
        return err_set(err, ERR_INPUT, "a part of the form has no name, or one that no field of ours has");
    out->is_file = file_name.at != NULL;
    if (file_name.len == 0)
        return true;
    file_name = unquoted(file_name, a);
    if (file_name.at)
        out->file_name = form_file_name(file_name, a);
    return out->file_name.at ? true : err_memory(err, "a file's name");
}

static bool encoding_is_none(struct str s)
{
    return str_eq_fold(s, STR("binary")) || str_eq_fold(s, STR("8bit")) || str_eq_fold(s, STR("7bit"));
}

bool form_part_read(struct str head, struct arena *a, struct form_part *out, struct err *err)
{
    struct form_part part = { 0 };
    bool disposed = false;

    while (head.len > 0) {
        struct str line = str_cut(&head, '\n'), value = line, name;

        if (!str_ends(line, STR("\r")) || !str_has(line, ':'))
            return err_set(err, ERR_INPUT,
                           "a part of the form has a header that is not written as headers are");
        value.len--;
        name = str_cut(&value, ':');
        if (!made_of(name, TOKEN, 64) || str_has(value, '\r'))
            return err_set(err, ERR_INPUT,
                           "a part of the form has a header that is not written as headers are");
        value = str_trim(value);
        if (str_eq_fold(name, STR("Content-Transfer-Encoding")) && !encoding_is_none(value))
            return err_set(err, ERR_INPUT, "a part of the form is encoded; send it as it is");
        if (!str_eq_fold(name, STR("Content-Disposition")))
            continue;
        if (disposed)
            return err_set(err, ERR_INPUT, "a part of the form says twice what it is");
        disposed = true;
        if (!disposition(value, a, &part, err))
            return false;
    }
    if (!disposed)
        return err_set(err, ERR_INPUT, "a part of the form does not say which field it is");
    *out = part;
    return true;
}
