/*
 * page - turns web/pages/NAME.html into C functions that fill a buf. Called as
 *
 *     page HEADER.h SOURCE.c web/pages/NAME.html...
 *
 * A page's first line names the type it shows and the header that has it:
 *
 *     <!-- page: area(struct area_view) "web/area_view.h" -->
 *
 * and becomes void page_area(struct buf *b, const struct area_view *v); the file
 * is area.html. In it
 *
 *     {{x}} {{x.y}}              a value, escaped as its C type asks (web/show.h)
 *     {{#if x}} {{else}} {{/if}} also {{#if not x}}, {{#if x is ENUMERATOR}}, {{#if x is 1}}
 *     {{#each row of x.rows}} {{/each}}   x.row[0 .. x.rows), called row inside
 *     {{> button x}}             another page with x as its view; {{> button .}} with ours
 *     {{! words }}               a remark, left out
 *
 * The HTML is followed letter by letter (page_html.h), so a value is refused
 * where escaping cannot make it safe: in a script, in a tag outside a quoted
 * attribute, in a remark; in href=, src= and their like only a struct url
 * compiles, or any text after a #. Style and script, style= and on...= are
 * refused altogether. Branches of an if and turns of an each must end where
 * they began; a tag's optional attribute is written with its space behind it:
 * <a {{#if id}}id="{{id}}" {{/if}}class="x">. #line lets the C compiler blame
 * the .html file for a misspelt field. Spaces at a line's begin are left out,
 * but for those in <pre>, <textarea> and attributes, and so is a line that
 * holds only a tag of ours.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page_html.h"

#define DEPTH_MAX   32
#define LITERAL_MAX 1000 /* bytes in one string: a compiler need not take more than 4,095 */

struct open {
    char word[8]; /* "if", "each" */
    char name[HTML_NAME_MAX];
    struct html before, branch;
    bool has_else;
    int line;
};

static const char *file_name;
static int line_now, column_now;
static FILE *source;
static struct html html;
static struct open open_[DEPTH_MAX];
static int depth;
static char literal[LITERAL_MAX + 1];
static size_t literal_len;

static void stop(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));
static void stop(const char *fmt, ...)
{
    va_list args;

    fprintf(stderr, "%s:%d:%d: ", file_name, line_now, column_now);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

/* ---- the literal text ---- */

static void literal_flush(void)
{
    if (literal_len == 0)
        return;
    fputs("    buf_add(b, STR(\"", source);
    for (size_t i = 0; i < literal_len; i++) {
        unsigned char c = (unsigned char)literal[i];

        if (c == '\n')
            fputs("\\n", source);
        else if (c == '"' || c == '\\' || c == '?')
            fprintf(source, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f)
            fprintf(source, "\\%03o", c);
        else
            fputc(c, source);
    }
    fputs("\"));\n", source);
    literal_len = 0;
}

static void literal_add(char c)
{
    if (literal_len == LITERAL_MAX)
        literal_flush();
    literal[literal_len++] = c;
}

static void literal_letter(char c)
{
    const char *why = html_follow(&html, c);

    if (why)
        stop("%s", why);
    literal_add(c);
}

/* ---- names ---- */

static bool is_name(const char *s)
{
    if (!isalpha((unsigned char)*s))
        return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && *s != '_' && *s != '.')
            return false;
    return s[-1] != '.';
}

static void need_name(const char *name)
{
    if (!is_name(name) || strstr(name, ".."))
        stop("\"%s\" is no name", name);
}

/* The C expression of a name: of a loop's current one, or of the view. */
static const char *expression(const char *name, char *into, size_t room)
{
    size_t first = strcspn(name, ".");

    need_name(name);
    for (int i = depth - 1; i >= 0; i--) {
        if (strcmp(open_[i].word, "each") != 0 || strlen(open_[i].name) != first ||
            strncmp(open_[i].name, name, first) != 0)
            continue;
        if (name[first] == '.')
            snprintf(into, room, "%s->%s", open_[i].name, name + first + 1);
        else
            snprintf(into, room, "(*%s)", name);
        return into;
    }
    snprintf(into, room, "v->%s", name);
    return into;
}

static void say_line(void)
{
    literal_flush();
    fprintf(source, "#line %d \"%s\"\n", line_now, file_name);
}

/* ---- the tags ---- */

static void show_value(const char *name)
{
    static const char *const WAYS[] = {
        [VALUE_TEXT] = "SHOW", [VALUE_WORDS] = "SHOW_WORDS", [VALUE_ATTRIBUTE] = "SHOW_ATTRIBUTE",
        [VALUE_URL] = "SHOW_URL",
    };
    const char *why, *way = NULL;
    enum html_value value = html_value(&html, &why);
    char c_name[256];

    if (value == VALUE_REFUSED)
        stop("%s", why);
    way = WAYS[value];
    say_line();
    fprintf(source, "    %s(b, %s);\n", way, expression(name, c_name, sizeof c_name));
    html_passed_value(&html);
}

static struct open *push(const char *word)
{
    if (depth == DEPTH_MAX)
        stop("more than %d blocks within each other", DEPTH_MAX);
    struct open *o = &open_[depth];

    memset(o, 0, sizeof *o);
    snprintf(o->word, sizeof o->word, "%s", word);
    o->before = html;
    o->line = line_now;
    return o;
}

static void begin_if(char *rest)
{
    char *word = strtok(rest, " "), *is = NULL, *than = NULL;
    bool not = word && strcmp(word, "not") == 0;
    char c_name[256];

    if (not)
        word = strtok(NULL, " ");
    is = strtok(NULL, " ");
    than = strtok(NULL, " ");
    if (!word || (is && (strcmp(is, "is") != 0 || !than)) || strtok(NULL, " "))
        stop("write {{#if x}}, {{#if not x}} or {{#if x is ENUMERATOR}}");
    push("if");
    say_line();
    expression(word, c_name, sizeof c_name);
    if (is && !is_name(than) && strspn(than, "0123456789") != strlen(than))
        stop("\"%s\" is no enumerator and no number", than);
    if (is)
        fprintf(source, "    if (%s(%s == %s)) {\n", not ? "!" : "", c_name, than);
    else
        fprintf(source, "    if (%sSHOW_IS(%s)) {\n", not ? "!" : "", c_name);
    depth++;
}

static void begin_each(char *rest)
{
    char *item = strtok(rest, " "), *of = strtok(NULL, " "), *list = strtok(NULL, " ");
    char list_name[256], array[512];
    const char *dot;
    struct open *o;

    if (!item || !of || !list || strcmp(of, "of") != 0 || strtok(NULL, " ") || strchr(item, '.') ||
        !is_name(item) || strlen(item) >= HTML_NAME_MAX)
        stop("write {{#each row of x.rows}}: x.row is the array, x.rows its length");
    expression(list, list_name, sizeof list_name);
    if (list_name[0] == '(')
        stop("%s is one of a list, not the length of one", list);
    dot = strrchr(list_name, '>');
    if (strrchr(list_name, '.') > dot)
        dot = strrchr(list_name, '.');
    snprintf(array, sizeof array, "%.*s%s", (int)(dot ? dot - list_name + 1 : 0), list_name, item);
    o = push("each");
    snprintf(o->name, sizeof o->name, "%s", item);
    say_line();
    fprintf(source, "    for (size_t %s_at = 0; %s_at < %s; %s_at++) {\n", item, item, list_name, item);
    fprintf(source, "        __typeof__(&%s[0]) %s = &%s[%s_at];\n", array, item, array, item);
    fprintf(source, "        (void)%s;\n", item);
    depth++;
}

static void other_branch(void)
{
    struct open *o = depth ? &open_[depth - 1] : NULL;

    if (!o || strcmp(o->word, "if") != 0 || o->has_else)
        stop("{{else}} belongs once into an {{#if}}");
    o->has_else = true;
    o->branch = html;
    html = o->before;
    literal_flush();
    fputs("    } else {\n", source);
}

static void end_block(const char *word)
{
    struct open *o = depth ? &open_[depth - 1] : NULL;

    if (!o || strcmp(o->word, word) != 0)
        stop("{{/%s}} without its {{#%s}}", word, word);
    if (!html_same(&html, o->has_else ? &o->branch : &o->before))
        stop("what began in line %d ends elsewhere in the HTML than it began", o->line);
    literal_flush();
    fputs("    }\n", source);
    depth--;
}

static void show_part(char *rest)
{
    char *page = strtok(rest, " "), *view = strtok(NULL, " ");
    char c_name[256];

    if (!page || !view || strtok(NULL, " ") || !is_name(page))
        stop("write {{> page view}}");
    if (html.at != TEXT)
        stop("a part stands in text, not in a tag");
    say_line();
    if (strcmp(view, ".") == 0)
        fprintf(source, "    page_%s(b, v);\n", page);
    else
        fprintf(source, "    page_%s(b, &%s);\n", page, expression(view, c_name, sizeof c_name));
}

static void tag(char *text)
{
    if (strncmp(text, "#if ", 4) == 0)
        begin_if(text + 4);
    else if (strncmp(text, "#each ", 6) == 0)
        begin_each(text + 6);
    else if (strcmp(text, "else") == 0)
        other_branch();
    else if (strcmp(text, "/if") == 0 || strcmp(text, "/each") == 0)
        end_block(text + 1);
    else if (strncmp(text, "> ", 2) == 0)
        show_part(text + 2);
    else if (strchr("#/>", text[0]))
        stop("{{%s}} is no tag of ours", text);
    else if (text[0] != '!')
        show_value(text);
}

/* ---- lines and files ---- */

/* Does the line hold nothing but one block tag, a part or a remark? Then its line end is left out. */
static bool only_a_tag(const char *line)
{
    const char *end;

    while (isspace((unsigned char)*line))
        line++;
    if (strncmp(line, "{{", 2) != 0 || !(end = strstr(line, "}}")) || !strchr("#/!>e", line[2]))
        return false;
    if (line[2] == 'e' && strncmp(line + 2, "else}}", 6) != 0)
        return false;
    for (end += 2; isspace((unsigned char)*end); end++)
        ;
    return *end == '\0';
}

static void page_line(char *line)
{
    bool bare = only_a_tag(line);
    char *at = line, text[512];

    while (!html.keeps_space && html.at != QUOTED && (*at == ' ' || *at == '\t'))
        at++;
    while (*at) {
        column_now = (int)(at - line) + 1;
        if (strncmp(at, "{{", 2) == 0) {
            char *end = strstr(at, "}}");

            if (!end || (size_t)(end - at) >= sizeof text)
                stop("{{ without }} in its line");
            memcpy(text, at + 2, (size_t)(end - at) - 2);
            text[end - at - 2] = '\0';
            tag(text);
            at = end + 2;
            continue;
        }
        if (!bare)
            literal_letter(*at);
        at++;
    }
}

static void first_line(const char *line, FILE *header)
{
    char page[HTML_NAME_MAX], type[HTML_NAME_MAX], include[128];
    const char *stem = strrchr(file_name, '/') ? strrchr(file_name, '/') + 1 : file_name;
    int end = 0;

    sscanf(line, "<!-- page: %63[a-z0-9_](struct %63[a-z0-9_]) \"%127[a-z0-9_/.]\" -->%n", page, type,
           include, &end);
    if (end == 0)
        stop("the first line must be <!-- page: NAME(struct TYPE) \"ROOM/HEADER.h\" -->");
    if (strncmp(stem, page, strlen(page)) != 0 || strcmp(stem + strlen(page), ".html") != 0)
        stop("page %s must stand in %s.html", page, page);
    fprintf(header, "struct %s;\nvoid page_%s(struct buf *b, const struct %s *v);\n", type, page, type);
    fprintf(source, "\n#line 1 \"%s\"\n#include \"%s\"\n", file_name, include);
    fprintf(source, "void page_%s(struct buf *b, const struct %s *v)\n{\n    (void)v;\n", page, type);
}

static void compile_page(const char *name, FILE *header)
{
    FILE *in = fopen(name, "r");
    char *line = NULL;
    size_t room = 0;

    file_name = name;
    line_now = column_now = 0;
    depth = 0;
    memset(&html, 0, sizeof html);
    if (!in)
        stop("cannot be opened");
    while (getline(&line, &room, in) >= 0) {
        line_now++;
        if (line_now == 1)
            first_line(line, header);
        else
            page_line(line);
    }
    free(line);
    fclose(in);
    if (line_now == 0)
        stop("there is nothing in it");
    if (depth)
        stop("{{#%s}} of line %d is never ended", open_[depth - 1].word, open_[depth - 1].line);
    if (html.at != TEXT || html.keeps_space)
        stop("the page ends inside a tag, a remark, a script, a title, a textarea or a <pre>");
    literal_flush();
    fputs("}\n", source);
}

int main(int argc, char **argv)
{
    FILE *header;

    if (argc < 4 || !(header = fopen(argv[1], "w")) || !(source = fopen(argv[2], "w"))) {
        fputs("page: call it as page HEADER.h SOURCE.c PAGE.html...\n", stderr);
        return 2;
    }
    fputs("/* Made by tools/page.c from web/pages: what each page shows, as a function. */\n"
          "#ifndef WEB_PAGES_H\n"
          "#define WEB_PAGES_H\n#include \"web/show.h\"\n",
          header);
    fputs("/* Made by tools/page.c from web/pages. */\n#include \"web/pages.h\"\n", source);
    for (int i = 3; i < argc; i++)
        compile_page(argv[i], header);
    fputs("#endif\n", header);
    return fclose(header) || fclose(source) ? 1 : 0;
}
