#include "brief/html.h"
#include "base/base64.h"
#include "base/hash.h"
#include "brief/asset.h"
#include "brief/page.h"

struct buf *page_scratch(struct page *p)
{
    p->scratch.len = 0;
    return &p->scratch;
}

void page_add_scratch(struct page *p)
{
    p->out->failed |= p->scratch.failed;
    buf_add_html(p->out, (struct str){ p->scratch.at, p->scratch.len });
}

void page_add(struct page *p, const char *markup)
{
    buf_add_text(p->out, markup);
}

void page_add_text(struct page *p, struct str s)
{
    buf_add_html(p->out, s);
}

void page_add_words(struct page *p, const char *s)
{
    buf_add_html(p->out, str_of(s));
}

/* A CSS string: all but letters, digits and spaces as escapes, so that no name can end it. */
static void add_css_string(struct buf *b, struct str s)
{
    buf_add_byte(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool plain = c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                     (c >= 'a' && c <= 'z');
        if (plain)
            buf_add_byte(b, (char)c);
        else
            buf_addf(b, "\\%06x ", c); /* the escape ends with its space */
    }
    buf_add_byte(b, '"');
}

static void add_day(struct buf *b, struct date d)
{
    buf_add_text(b, date_weekday_word(date_weekday(d)));
    buf_add_byte(b, ' ');
    buf_add_date_words(b, d);
}

/* Every printed page says whose it is, its marking and its number. */
static void add_page_margins(struct page *p, struct buf *css)
{
    const struct brief *b = p->brief;
    struct buf *line = page_scratch(p);

    buf_add(line, b->partnership);
    buf_add_text(line, ", brief of ");
    add_day(line, b->date);
    buf_add_text(css, "@page{@bottom-left{content:");
    add_css_string(css, (struct str){ line->at, line->len });
    buf_add_text(css, "}@bottom-right{content:");
    line->len = 0;
    buf_add(line, b->marking);
    buf_add_text(line, b->invented ? ", invented, page " : ", page ");
    add_css_string(css, (struct str){ line->at, line->len });
    buf_add_text(css, " counter(page) \" of \" counter(pages)}}");
    css->failed |= line->failed;
}

static bool make_style(struct page *p, struct str *out, struct err *err)
{
    struct buf css = { .arena = p->out->arena };
    struct str font = asset_brief_font();

    buf_add_text(&css, "@font-face{font-family:Inter;font-weight:100 900;font-style:normal;"
                       "src:url(data:font/woff2;base64,");
    buf_add_base64(&css, font.at, font.len);
    buf_add_text(&css, ") format(\"woff2\")}");
    add_page_margins(p, &css);
    buf_add(&css, str_trim(asset_brief_style()));
    return buf_done(&css, "the brief's style", out, err);
}

/* Only this very style and its own font may be used: everything else is refused by the browser. */
static void add_head(struct page *p, struct str style)
{
    struct digest digest = hash_of(style);

    page_add(p, "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'sha256-");
    buf_add_base64(p->out, digest.at, sizeof digest.at);
    page_add(p, "'; font-src data:; base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<title>");
    add_day(page_scratch(p), p->brief->date);
    page_add(p, "Brief, ");
    page_add_scratch(p);
    page_add(p, ", ");
    page_add_text(p, p->brief->partnership);
    page_add(p, "</title>\n<style>");
    buf_add(p->out, style);
    page_add(p, "</style>\n</head>\n");
}

static void add_banner(struct page *p)
{
    const struct brief *b = p->brief;

    page_add(p, "<body class=\"govuk-template__body\">\n"
                "<a class=\"govuk-skip-link\" href=\"#main\">Skip to main content</a>\n"
                "<header class=\"govuk-generic-header\">\n"
                "<div class=\"govuk-width-container bar\">\n<p class=\"whose\">");
    page_add_text(p, b->partnership);
    page_add(p, "</p>\n<p class=\"marking\">");
    page_add_text(p, b->marking);
    page_add(p, "</p>\n</div>\n");
    if (b->invented)
        page_add(p, "<div class=\"invented\"><p class=\"govuk-width-container\"><strong>Invented."
                    "</strong> Every place, agency and figure here is made up.</p></div>\n");
    page_add(p, "</header>\n");
}

static void add_title(struct page *p)
{
    const struct brief *b = p->brief;

    page_add(p, "<h1>Brief, ");
    add_day(p->out, b->date);
    page_add(p, "</h1>\n<p class=\"made\">From data to ");
    buf_add_date_words(p->out, b->data_to);
    page_add(p, ". Counts of incidents by area; nothing here is about a person.</p>\n");
    for (size_t i = 0; i < b->stales; i++) {
        page_add(p, "<p class=\"stale\"><strong>No longer sure:</strong> ");
        page_add_text(p, b->stale[i]);
        page_add(p, "</p>\n");
    }
}

static void add_foot(struct page *p)
{
    page_add(p, "<footer class=\"foot\">\n<div class=\"govuk-width-container\">\n<p>Made by "
                "safekeep ");
    page_add_text(p, p->brief->version);
    page_add(p, " from the partners’ own files. It shows where counts depart from their own "
                "past; what that means, and what to do, people decide.</p>\n</div>\n</footer>\n"
                "</body>\n</html>\n");
}

bool brief_html(const struct brief *b, struct arena *a, struct str *out, struct err *err)
{
    struct buf html = { .arena = a };
    struct page p = { .out = &html, .scratch = { .arena = a }, .brief = b };
    struct str style;

    if (!brief_check(b, err) || !make_style(&p, &style, err))
        return false;
    add_head(&p, style);
    add_banner(&p);
    page_add(&p, "<main class=\"govuk-width-container\" id=\"main\">\n");
    add_title(&p);
    page_add(&p, "<div class=\"first\">\n");
    page_add_things(&p);
    page_add_side(&p);
    page_add(&p, "</div>\n");
    page_add_table(&p);
    page_add(&p, "<div class=\"detail\">\n");
    page_add_areas(&p);
    page_add_detail(&p);
    page_add(&p, "</div>\n</main>\n");
    add_foot(&p);
    return buf_done(&html, "the brief's page", out, err);
}
