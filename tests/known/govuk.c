/*
 * govuk - are our parts (web/part.h) what govuk-frontend makes of the same options? Called as
 *
 *     govuk FOLDER        FOLDER/NAME/fixtures.json of each component, as that package ships them
 *
 * Each fixture is a set of options and the HTML they give. One that asks for nothing but what our
 * part can show is filled into its view, rendered and compared, letter by letter after white space,
 * the order of attributes and classes, and data-module (we have no script of theirs) are set aside.
 * How many fixtures of each component are compared is pinned: a part cannot do less unnoticed.
 * MoJ's package ships no such examples.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/known/govuk.h"

struct words words_at(const struct json *in, const char *text, const char *html)
{
    return (struct words){ str_at(in, text), { str_at(in, html) } };
}

struct words words_in(const struct json *in, const char *key)
{
    return words_at(json_at(in, key), "text", "html");
}

struct str str_at(const struct json *in, const char *key)
{
    const struct json *j = json_at(in, key);

    if (j && j->type == JSON_TRUE)
        return STR("true");
    return j && (j->type == JSON_STRING || j->type == JSON_NUMBER) ? j->text : STR("");
}

bool true_at(const struct json *in, const char *key)
{
    const struct json *j = json_at(in, key);

    return j && j->type == JSON_TRUE;
}

int number_at(const struct json *in, const char *key)
{
    const struct json *j = json_at(in, key);

    return j && j->type == JSON_NUMBER ? (int)j->number : 0;
}

/* ---- which fixtures are ours to show ---- */

static bool is_allowed(struct str allowed, struct str path)
{
    while (allowed.len > 0)
        if (str_eq(str_cut(&allowed, ' '), path))
            return true;
    return false;
}

/* Is each option below `in`, by its path ("items.text"), one of the allowed? */
static bool asks_only_for(const struct json *in, struct str at, struct str allowed, struct arena *a)
{
    if (in->type != JSON_OBJECT && in->type != JSON_ARRAY)
        return in->type == JSON_NULL || is_allowed(allowed, at);
    for (const struct json *j = in->first; j; j = j->next) {
        struct buf b = { .arena = a };
        struct err err = { 0 };
        struct str path = at;

        if (j->key.len > 0) {
            buf_add(&b, at);
            if (at.len > 0)
                buf_add_byte(&b, '.');
            buf_add(&b, j->key);
            if (!buf_done(&b, "a path", &path, &err))
                return false;
        }
        if (!asks_only_for(j, path, allowed, a))
            return false;
    }
    return true;
}

/* ---- setting aside what does not matter ---- */

static int by_bytes(const void *a, const void *b)
{
    return str_order(*(const struct str *)a, *(const struct str *)b);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void add_sorted(struct buf *b, struct str *part, size_t parts)
{
    qsort(part, parts, sizeof *part, by_bytes);
    for (size_t i = 0; i < parts; i++) {
        buf_add_byte(b, ' ');
        buf_add(b, part[i]);
    }
}

static void add_classes(struct buf *b, struct str classes)
{
    struct str one[32];
    size_t n = 0;

    while (classes.len > 0 && n < COUNT_OF(one)) {
        struct str word = str_cut(&classes, ' ');

        if (word.len > 0)
            one[n++] = word;
    }
    add_sorted(b, one, n);
}

/* One attribute off the front of `tag`, as name="value". */
static struct str attribute(struct str *tag, struct arena *a)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };
    struct str name = { tag->at, 0 }, value = STR(""), out = STR("");

    while (name.len < tag->len && !is_space(tag->at[name.len]) && tag->at[name.len] != '=')
        name.len++;
    *tag = str_from(*tag, name.len);
    if (str_starts(*tag, STR("=\""))) {
        *tag = str_from(*tag, 2);
        value = str_cut(tag, '"');
    }
    buf_add(&b, name);
    buf_add_text(&b, "=\"");
    if (str_eq(name, STR("class")))
        add_classes(&b, value);
    else
        buf_add(&b, str_trim(value));
    buf_add_byte(&b, '"');
    return !str_eq(name, STR("data-module")) && buf_done(&b, "an attribute", &out, &err) ? out : STR("");
}

static void add_tag(struct buf *b, struct str tag, struct arena *a)
{
    struct str part[32];
    size_t parts = 0, name = 0;

    while (name < tag.len && !is_space(tag.at[name]))
        name++;
    buf_add_text(b, "\n<");
    buf_add(b, (struct str){ tag.at, name });
    for (tag = str_trim(str_from(tag, name)); tag.len > 0 && parts < COUNT_OF(part); tag = str_trim(tag)) {
        if (str_eq(tag, STR("/")))
            break;
        part[parts] = attribute(&tag, a);
        parts += part[parts].len > 0;
    }
    add_sorted(b, part, parts);
    buf_add_text(b, ">\n");
}

static void add_text(struct buf *b, struct str text)
{
    bool space = false;

    for (text = str_trim(text); text.len > 0; text = str_from(text, 1)) {
        if (is_space(text.at[0])) {
            space = true;
            continue;
        }
        if (space)
            buf_add_byte(b, ' ');
        space = false;
        buf_add_byte(b, text.at[0]);
    }
}

static struct str essence(struct str html, struct arena *a)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };
    struct str out = STR("");

    while (html.len > 0) {
        add_text(&b, str_cut(&html, '<'));
        if (html.len > 0)
            add_tag(&b, str_cut(&html, '>'), a);
    }
    return buf_done(&b, "the essence", &out, &err) ? out : STR("");
}

/* ---- each component ---- */

static const struct json *fixtures(const char *folder, const char *name, struct arena *a, struct err *err)
{
    char path[512];
    struct buf b = { .arena = a };
    const struct json *root = NULL;
    struct str text;
    FILE *in;
    int c;

    snprintf(path, sizeof path, "%s/%s/fixtures.json", folder, name);
    in = fopen(path, "r");
    if (!in)
        return NULL;
    while ((c = getc(in)) != EOF)
        buf_add_byte(&b, (char)c);
    fclose(in);
    return buf_done(&b, "the fixtures", &text, err) && json_read(text, a, &root, err)
               ? json_at(root, "fixtures")
               : NULL;
}

static bool is_same(const struct component *c, const struct json *fixture, struct arena *a)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };
    struct str shown = STR(""), want = essence(str_at(fixture, "html"), a);

    c->show(json_at(fixture, "options"), a, &b);
    if (!buf_done(&b, "the part", &shown, &err))
        return false;
    shown = essence(shown, a);
    if (str_eq(shown, want) && (want.len > 0 || str_at(fixture, "html").len == 0))
        return true;
    printf("not ok %s: %.*s\n--- ours\n%.*s\n--- theirs\n%.*s\n", c->name, STR_ARG(str_at(fixture, "name")),
           STR_ARG(shown), STR_ARG(want));
    return false;
}

static void compare(const char *folder, const struct component *c, int *passed, int *failed)
{
    struct arena arena;
    struct err err = { 0 };
    const struct json *all;
    int compared = 0, total = 0;

    arena_open(&arena, 64 << 20);
    all = fixtures(folder, c->name, &arena, &err);
    for (const struct json *j = all ? all->first : NULL; j; j = j->next, total++) {
        if (!asks_only_for(json_at(j, "options"), STR(""), str_of(c->allowed), &arena) ||
            (c->fits && !c->fits(json_at(j, "options"))))
            continue;
        compared++;
        if (is_same(c, j, &arena))
            ++*passed;
        else
            ++*failed;
    }
    printf("%s %s: %d of %d fixtures compared\n", compared == c->compared ? "ok" : "not ok", c->name,
           compared, total);
    if (compared == c->compared)
        ++*passed;
    else
        ++*failed;
    arena_close(&arena);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;

    if (argc != 2) {
        fputs("govuk: call it as govuk FOLDER\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < COMPONENTS_LEN; i++)
        compare(argv[1], &COMPONENTS[i], &passed, &failed);
    printf("%d passed, %d failed\n", passed, failed);
    return failed || !passed;
}
