#include "page_html.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char NO_SCRIPT[] = "no script stands in a page; name its file by src=";

static const char *because(const char *before, const char *name, const char *after)
{
    static char words[256];

    snprintf(words, sizeof words, "%s%s%s", before, name, after);
    return words;
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

static bool is_address(const char *attribute)
{
    static const char *const ADDRESSES[] = {
        "href",       "src",        "action",   "formaction", "poster", "data",     "srcset", "imagesrcset",
        "background", "xlink:href", "manifest", "longdesc",   "ping",   "codebase", "usemap", "cite", NULL,
    };

    return is_one_of(attribute, ADDRESSES);
}

static const char *name_add(char *name, char c)
{
    size_t len = strlen(name);

    if (len + 1 >= HTML_NAME_MAX)
        return "a name longer than any of HTML's";
    name[len] = (char)tolower((unsigned char)c);
    name[len + 1] = '\0';
    return NULL;
}

static bool ends(const struct html *h, const char *with)
{
    size_t len = strlen(with);

    return memcmp(h->last + sizeof h->last - len, with, len) == 0;
}

/* ---- tags ---- */

static const char *refused_tag(const char *tag)
{
    static const char *const REFUSED[] = { "style", "iframe", "frame", "object", "embed", "applet", "base",
                                           "noembed", "noframes", "xmp", "plaintext", "template", "animate",
                                           "set", "animatetransform", "animatemotion", "foreignobject",
                                           "handler", NULL };

    return is_one_of(tag, REFUSED) ? because("<", tag, "> has no place in a page of ours") : NULL;
}

static const char *tag_ended(struct html *h)
{
    bool keeps = strcmp(h->tag, "pre") == 0 || strcmp(h->tag, "textarea") == 0;
    bool has_words = is_one_of(h->tag, (const char *const[]){ "title", "textarea", "script", NULL });

    if (keeps)
        h->keeps_space = !h->closing;
    h->at = TEXT;
    h->attribute[0] = '\0';
    if (h->words[0]) { /* only its own end leaves it: html_follow lets no other tag begin */
        h->words[0] = '\0';
        return NULL;
    }
    if (h->closing)
        return NULL;
    if (strcmp(h->tag, "script") == 0 && !h->has_src)
        return NO_SCRIPT;
    if (has_words) {
        memcpy(h->words, h->tag, sizeof h->words);
        h->at = strcmp(h->tag, "script") == 0 ? SCRIPT : WORDS;
    }
    return refused_tag(h->tag);
}

static const char *attribute_ended(struct html *h)
{
    const char *name = h->attribute;

    h->has_src = h->has_src || (strcmp(name, "src") == 0 && strcmp(h->tag, "script") == 0);
    h->order[0] = '\0';
    if (strcmp(name, "style") == 0 || strcmp(name, "srcdoc") == 0 || strncmp(name, "on", 2) == 0)
        return because("no page of ours has ", name, "=: a browser must not take orders from one");
    return NULL;
}

static bool is_order(const struct html *h)
{
    return strcmp(h->attribute, "http-equiv") == 0;
}

/* A policy can only forbid; a refresh, a cookie or a type would be an order to the browser. */
static const char *order_ended(const struct html *h)
{
    return strcmp(h->order, "content-security-policy") == 0
               ? NULL
               : "http-equiv= says Content-Security-Policy and nothing else";
}

static const char *follow_tag(struct html *h, char c)
{
    const char *why = NULL;

    if (h->at == ATTRIBUTE && (c == '>' || c == '/' || c == '=' || isspace((unsigned char)c)))
        why = attribute_ended(h);
    if (why)
        return why;
    if (c == '>')
        return tag_ended(h);
    if (isspace((unsigned char)c) || c == '/') {
        h->at = IN_TAG;
        return NULL;
    }
    if (h->at == TAG_NAME)
        return name_add(h->tag, c);
    if (c == '"' || c == '\'' || c == '<' || (c == '=' && h->at != ATTRIBUTE))
        return "a tag that browsers read otherwise than it was meant";
    if (c == '=') {
        h->at = BEFORE_VALUE;
        return NULL;
    }
    if (h->at != ATTRIBUTE)
        h->attribute[0] = '\0';
    h->at = ATTRIBUTE;
    return name_add(h->attribute, c);
}

/* An address that stands in a page is one of our own: /path, ?query or #part of the page. */
static const char *follow_address(struct html *h, char c)
{
    if (h->second && c == '/' && h->first == '/')
        return "an address elsewhere; pages name our own alone";
    h->second = h->first == '\0';
    if (h->first == '\0' && !strchr("/?#", c))
        return because("what stands in ", h->attribute, "= begins with /, ? or #, or is a value");
    return NULL;
}

static const char *follow_value(struct html *h, char c)
{
    const char *why = NULL;

    if (h->at == BEFORE_VALUE) {
        if (c == '>')
            return tag_ended(h);
        if (c == '"' || c == '\'') {
            h->at = QUOTED;
            h->quote = c;
            h->first = '\0';
            h->second = false;
        } else if (!isspace((unsigned char)c))
            h->at = UNQUOTED;
        if (h->at == UNQUOTED && is_order(h))
            return "put quotes round what http-equiv= says";
        return h->at == UNQUOTED && is_address(h->attribute) ? "put quotes round an address" : NULL;
    }
    if (h->at == QUOTED && c == h->quote) {
        h->at = IN_TAG;
        return is_order(h) ? order_ended(h) : NULL;
    }
    if (h->at == QUOTED) {
        why = is_address(h->attribute) ? follow_address(h, c) : is_order(h) ? name_add(h->order, c) : NULL;
        h->first = h->first ? h->first : c;
        return why;
    }
    if (c == '>')
        return tag_ended(h);
    if (isspace((unsigned char)c))
        h->at = IN_TAG;
    return NULL;
}

static const char *follow_open(struct html *h, char c)
{
    h->closing = c == '/';
    h->hyphens = h->has_src = false;
    h->tag[0] = h->attribute[0] = '\0';
    if (c == '!') {
        h->at = REMARK;
        return NULL;
    }
    if (c != '/' && !isalpha((unsigned char)c))
        return "a < that begins no tag; write &lt;";
    h->at = TAG_NAME;
    return c == '/' ? NULL : name_add(h->tag, c);
}

/* In a title, a textarea or a script only its own end is a tag. */
static const char *follow_words(struct html *h, char c)
{
    if (h->at == WORDS || h->at == SCRIPT) {
        bool fits = h->at == WORDS || c == '<' || isspace((unsigned char)c);

        if (c == '<')
            h->at = TAG_OPEN;
        return fits ? NULL : NO_SCRIPT;
    }
    if (h->at == TAG_OPEN) {
        h->closing = true;
        h->tag[0] = '\0';
        h->at = TAG_NAME;
        return c == '/' ? NULL : because("no tag stands in <", h->words, ">");
    }
    if (c == '>' && strcmp(h->tag, h->words) == 0)
        return tag_ended(h);
    return isalpha((unsigned char)c) ? name_add(h->tag, c) : because("no tag stands in <", h->words, ">");
}

/* <!-- --> and <!doctype>, which ends with any >. */
static const char *follow_remark(struct html *h, char c)
{
    h->hyphens = h->hyphens || ends(h, "<!--");
    if (ends(h, "<!["))
        return "no CDATA stands in a page";
    if (c == '>' && (ends(h, "-->") || !h->hyphens))
        h->at = TEXT;
    return NULL;
}

const char *html_follow(struct html *h, char c)
{
    memmove(h->last, h->last + 1, sizeof h->last - 1);
    h->last[sizeof h->last - 1] = c;
    if (h->words[0])
        return follow_words(h, c);
    switch (h->at) {
    case TEXT:
        if (c == '<')
            h->at = TAG_OPEN;
        return NULL;
    case TAG_OPEN:
        return follow_open(h, c);
    case TAG_NAME:
    case IN_TAG:
    case ATTRIBUTE:
        return follow_tag(h, c);
    case BEFORE_VALUE:
    case QUOTED:
    case UNQUOTED:
        return follow_value(h, c);
    case REMARK:
        return follow_remark(h, c);
    case WORDS:
    case SCRIPT:
        break; /* h->words says so too */
    }
    return NULL;
}

void html_passed_value(struct html *h)
{
    memset(h->last, 'x', sizeof h->last);
    if (h->at == QUOTED && h->first == '\0')
        h->first = 'x';
    h->second = false;
}

enum html_value html_value(const struct html *h, const char **why)
{
    *why = NULL;
    switch (h->at) {
    case TEXT:
        return VALUE_TEXT;
    case WORDS:
        return VALUE_WORDS;
    case QUOTED:
        if (is_order(h)) {
            *why = "what http-equiv= says is written out in the page";
            break;
        }
        /* "#" before it makes any text a part of this page. */
        return is_address(h->attribute) && h->first != '#' ? VALUE_URL : VALUE_ATTRIBUTE;
    case BEFORE_VALUE:
    case UNQUOTED:
        *why = because("put quotes round the value of ", h->attribute, "=");
        break;
    case REMARK:
        *why = "no value stands in a remark";
        break;
    case SCRIPT:
        *why = "no value can be made safe inside <script>";
        break;
    default:
        *why = "a value stands in text or between the quotes of an attribute, not in a tag";
    }
    return VALUE_REFUSED;
}

bool html_same(const struct html *a, const struct html *b)
{
    bool in_tag = a->at != TEXT && a->at != WORDS && a->at != REMARK && a->at != SCRIPT;
    bool in_attribute = a->at == ATTRIBUTE || a->at == BEFORE_VALUE || a->at == QUOTED || a->at == UNQUOTED;

    if (a->at != b->at || strcmp(a->words, b->words) != 0 || a->keeps_space != b->keeps_space)
        return false;
    if (a->at == REMARK && a->hyphens != b->hyphens)
        return false;
    if (in_tag && (strcmp(a->tag, b->tag) != 0 || a->closing != b->closing || a->has_src != b->has_src))
        return false;
    if (in_attribute && strcmp(a->attribute, b->attribute) != 0)
        return false;
    if (a->at != QUOTED)
        return true;
    if (a->quote != b->quote || strcmp(a->order, b->order) != 0)
        return false;
    return !is_address(a->attribute) ||
           (!a->first == !b->first && a->second == b->second && (a->first == '#') == (b->first == '#'));
}
