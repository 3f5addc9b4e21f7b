/*
 * page - turns web/pages/NAME.html into C functions that fill a buf. Called as
 *
 *     page HEADER.h SOURCE.c web/pages/NAME.html...
 *
 * A page's first line names the type it shows and the header that has it:
 *
 *     <!-- page: area(struct area_view) "web/area_view.h" -->
 *
 * and becomes void page_area(struct buf *b, const struct area_view *v). In it
 *
 *     {{x}} {{x.y}}              a value, escaped as its C type asks (web/show.h)
 *     {{#if x}} {{else}} {{/if}} also {{#if not x}}, {{#if x is ENUMERATOR}}
 *     {{#each row of x.rows}} {{/each}}   x.row[0 .. x.rows), called row inside
 *     {{> button x}}             another page with x as its view
 *     {{! words }}               a remark, left out
 *
 * The HTML is followed letter by letter, so a value is refused where escaping
 * cannot make it safe: in a script or style, in style= or on...=, in an
 * attribute without quotes, in a tag outside an attribute's value, in a remark;
 * in href=, src= and their like only a struct url compiles. Branches of an if
 * and turns of an each must end where they began. #line lets the C compiler
 * blame the .html file for a misspelt field. Spaces at a line's begin are left
 * out, and so is a line that holds only a tag of ours.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_ 64
#define DEPTH_MAX 32
#define LITERAL_MAX 1000 /* bytes in one string: a compiler need not take more than 4,095 */

enum at { TEXT, TAG_OPEN, TAG_NAME, IN_TAG, ATTRIBUTE, BEFORE_VALUE, QUOTED, UNQUOTED, REMARK, RAW };

struct html { /* where in the HTML we are */
    enum at at;
    char tag[NAME_MAX_], attribute[NAME_MAX_];
    char quote;
    bool closing; /* </tag */
    bool hyphens; /* the remark began with <!-- and ends only with --> */
    char raw[NAME_MAX_]; /* the script or style we are in, or "" */
    char last[8]; /* the last letters, for ends of remarks and raw elements */
};

struct open {
    char word[8]; /* "if", "each" */
    char name[NAME_MAX_];
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

/* ---- following the HTML ---- */

static void name_add(char *name, char c)
{
    size_t len = strlen(name);

    if (len + 1 >= NAME_MAX_)
        stop("a name longer than any of HTML's");
    name[len] = (char)tolower((unsigned char)c);
    name[len + 1] = '\0';
}

static bool raw_tag(const char *tag)
{
    static const char *const RAWS[] = { "script", "style", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext" };

    for (size_t i = 0; i < sizeof RAWS / sizeof *RAWS; i++)
        if (strcmp(tag, RAWS[i]) == 0)
            return true;
    return false;
}

static void remember(char c)
{
    memmove(html.last, html.last + 1, sizeof html.last - 2);
    html.last[sizeof html.last - 2] = c;
}

static bool ends(const char *with)
{
    size_t len = strlen(with);

    return strcmp(html.last + sizeof html.last - 1 - len, with) == 0;
}

static void tag_ended(void)
{
    if (!html.raw[0] && !html.closing && raw_tag(html.tag))
        memcpy(html.raw, html.tag, sizeof html.raw);
    else if (html.closing && strcmp(html.raw, html.tag) == 0)
        html.raw[0] = '\0';
    html.at = html.raw[0] ? RAW : TEXT;
    html.attribute[0] = '\0';
}

static void follow_tag(char c)
{
    if (c == '>')
        tag_ended();
    else if (isspace((unsigned char)c) || c == '/')
        html.at = IN_TAG;
    else if (html.at == IN_TAG || html.at == ATTRIBUTE) {
        if (html.at != ATTRIBUTE)
            html.attribute[0] = '\0';
        if (c == '=') {
            html.at = BEFORE_VALUE;
            return;
        }
        html.at = ATTRIBUTE;
        name_add(html.attribute, c);
    } else
        name_add(html.tag, c);
}

static void follow_value(char c)
{
    if (html.at == BEFORE_VALUE) {
        if (c == '"' || c == '\'') {
            html.at = QUOTED;
            html.quote = c;
        } else if (c == '>')
            tag_ended();
        else if (!isspace((unsigned char)c))
            html.at = UNQUOTED;
    } else if (html.at == QUOTED) {
        if (c == html.quote)
            html.at = IN_TAG;
    } else if (c == '>')
        tag_ended();
    else if (isspace((unsigned char)c))
        html.at = IN_TAG;
}

static void follow_open(char c)
{
    html.closing = c == '/';
    html.hyphens = false;
    html.tag[0] = html.attribute[0] = '\0';
    if (c == '!')
        html.at = REMARK;
    else if (c == '/')
        html.at = TAG_NAME;
    else if (isalpha((unsigned char)c)) {
        html.at = TAG_NAME;
        name_add(html.tag, c);
    } else
        html.at = TEXT;
}

static void follow(char c)
{
    remember(c);
    switch (html.at) {
    case TEXT:
        if (c == '<')
            html.at = TAG_OPEN;
        break;
    case TAG_OPEN:
        follow_open(c);
        break;
    case TAG_NAME:
    case IN_TAG:
    case ATTRIBUTE:
        follow_tag(c);
        break;
    case BEFORE_VALUE:
    case QUOTED:
    case UNQUOTED:
        follow_value(c);
        break;
    case REMARK: /* <!-- --> and <!doctype>, which ends with any > */
        html.hyphens = html.hyphens || ends("<!--");
        if (c == '>' && (ends("-->") || !html.hyphens))
            html.at = TEXT;
        break;
    case RAW:
        if (ends("</"))
            html.at = TAG_NAME, html.closing = true, html.tag[0] = '\0';
        break;
    }
}

static bool same_place(const struct html *a, const struct html *b)
{
    return a->at == b->at && (a->at != QUOTED || (strcmp(a->attribute, b->attribute) == 0 && a->quote == b->quote));
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

/* The C expression of a name: of a loop's current one, or of the view. */
static const char *expression(const char *name, char *into, size_t room)
{
    size_t first = strcspn(name, ".");

    if (!is_name(name))
        stop("\"%s\" is no name", name);
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

static bool is_url_attribute(const char *name)
{
    static const char *const URLS[] = { "href", "src", "action", "formaction", "poster", "data", "srcset", "cite",
                                        "ping", "background", "manifest", "xlink:href" };

    for (size_t i = 0; i < sizeof URLS / sizeof *URLS; i++)
        if (strcmp(name, URLS[i]) == 0)
            return true;
    return false;
}

static const char *way_of_showing(void)
{
    switch (html.at) {
    case TEXT:
        return "SHOW";
    case QUOTED:
        if (strcmp(html.attribute, "style") == 0 || strncmp(html.attribute, "on", 2) == 0 ||
            strcmp(html.attribute, "srcdoc") == 0)
            stop("no value can be made safe in %s=", html.attribute);
        return is_url_attribute(html.attribute) ? "SHOW_URL" : "SHOW_ATTRIBUTE";
    case BEFORE_VALUE:
    case UNQUOTED:
        stop("put quotes round the value of %s=", html.attribute);
    case REMARK:
        stop("no value stands in a remark");
    case RAW:
        stop("no value can be made safe inside <%s>", html.raw);
    case TAG_OPEN:
    case TAG_NAME:
    case IN_TAG:
    case ATTRIBUTE:
        break;
    }
    stop("a value stands in text or between the quotes of an attribute, not in a tag");
}

static void show_value(const char *name)
{
    char c_name[256];
    const char *way = way_of_showing();

    say_line();
    fprintf(source, "    %s(b, %s);\n", way, expression(name, c_name, sizeof c_name));
    remember('x');
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
    if (is && !is_name(than))
        stop("\"%s\" is no enumerator", than);
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

    if (!item || !of || !list || strcmp(of, "of") != 0 || strtok(NULL, " ") || strchr(item, '.') || !is_name(item))
        stop("write {{#each row of x.rows}}: x.row is the array, x.rows its length");
    expression(list, list_name, sizeof list_name);
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
    if (!same_place(&html, o->has_else ? &o->branch : &o->before))
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

    while (*at == ' ' || *at == '\t')
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
        if (!bare) {
            follow(*at);
            literal_add(*at);
        }
        at++;
    }
}

static void first_line(const char *line, FILE *header)
{
    char page[NAME_MAX_], type[NAME_MAX_], include[128];

    if (sscanf(line, "<!-- page: %63[a-z0-9_](struct %63[a-z0-9_]) \"%127[a-z0-9_/.]\" -->", page, type, include) != 3)
        stop("the first line must be <!-- page: NAME(struct TYPE) \"ROOM/HEADER.h\" -->");
    fprintf(header, "struct %s;\nvoid page_%s(struct buf *b, const struct %s *v);\n", type, page, type);
    fprintf(source, "\n#include \"%s\"\nvoid page_%s(struct buf *b, const struct %s *v)\n{\n    (void)v;\n", include, page, type);
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
    if (html.at != TEXT)
        stop("the page ends inside a tag, a remark or a script");
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
    fputs("/* Made by tools/page.c from web/pages: what each page shows, as a function. */\n#ifndef WEB_PAGES_H\n"
          "#define WEB_PAGES_H\n#include \"web/show.h\"\n", header);
    fputs("/* Made by tools/page.c from web/pages. */\n#include \"web/pages.h\"\n", source);
    for (int i = 3; i < argc; i++)
        compile_page(argv[i], header);
    fputs("#endif\n", header);
    return fclose(header) || fclose(source) ? 1 : 0;
}
