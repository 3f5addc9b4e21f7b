#include "cmd/link_report.h"

#include "base/base64.h"
#include "base/hash.h"
#include "brief/asset.h"
#include "cmd/link_page.h"

#include <sys/resource.h>

extern const char asset_link_report_css[], asset_link_report_css_end[];

static struct str own_style(void)
{
    /* cppcheck-suppress comparePointers ; one object, see tools/embed.sh */
    return (struct str){ asset_link_report_css, (size_t)(asset_link_report_css_end - asset_link_report_css) };
}

/* The brief's look and typeface, and what is the report's own. */
static bool make_style(struct arena *a, struct str *out, struct err *err)
{
    struct buf css = { .arena = a };
    struct str font = asset_brief_font();

    buf_add_text(&css, "@font-face{font-family:Inter;font-weight:100 900;font-style:normal;"
                       "src:url(data:font/woff2;base64,");
    buf_add_base64(&css, font.at, font.len);
    buf_add_text(&css, ") format(\"woff2\")}");
    buf_add(&css, str_trim(asset_brief_style()));
    buf_add(&css, str_trim(own_style()));
    return buf_done(&css, "the report's style", out, err);
}

/* Only this very style and its own font may be used: everything else is refused by the browser. */
static void add_head(struct buf *b, struct str style)
{
    struct digest digest = hash_of(style);

    buf_add_text(b, "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\">\n<head>\n"
                    "<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'sha256-");
    buf_add_base64(b, digest.at, sizeof digest.at);
    buf_add_text(b, "'; font-src data:; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<title>Linkage report</title>\n<style>");
    buf_add(b, style);
    buf_add_text(b, "</style>\n</head>\n"
                    "<body class=\"govuk-template__body\">\n"
                    "<a class=\"govuk-skip-link\" href=\"#main\">Skip to main content</a>\n"
                    "<header class=\"govuk-generic-header\">\n"
                    "<div class=\"govuk-width-container bar\">\n<p class=\"whose\">Linkage report</p>"
                    "<p class=\"marking\">Counts, no record</p>\n</div>\n</header>\n");
}

static void add_title(struct link_page *p)
{
    const struct link_result *r = p->r;
    struct buf *b = p->out;

    buf_add_text(b, "<h1>Which records are about the same person?</h1>\n<p class=\"made\">");
    buf_add_count(b, p->t->records);
    buf_add_text(b, p->t->records == 1 ? " record of " : " records of ");
    buf_add_count(b, (int64_t)p->t->sources);
    buf_add_text(b, p->t->sources == 1 ? " file " : " files ");
    buf_add_text(b, p->t->records == 1 ? "is " : "are ");
    buf_add_count(b, r->clusters.clusters);
    buf_add_text(b, r->clusters.clusters == 1 ? " person" : " people");
    buf_add_text(b, ", at a threshold of probability ");
    buf_add_real(b, weight_probability(r->threshold), 4);
    if (r->has_truth) {
        buf_add_text(b, ". Against the truth, of the pairs put together ");
        page_add_share(b, r->cluster.right, r->cluster.called);
        buf_add_text(b, " are right, and of the true pairs ");
        page_add_share(b, r->cluster.right, r->cluster.there);
        buf_add_text(b, " are put together");
    }
    buf_add_text(
        b, ".</p>\n<p class=\"made\">This page shows counts, small ones too, and no value of any record. "
           "It belongs to whoever holds the files: put small counts together before it goes to "
           "anybody else.</p>\n");
}

static bool add_sections(struct link_page *p, struct err *err)
{
    page_add_files(p);
    page_add_columns(p);
    page_add_blocking(p);
    page_add_model(p);
    page_add_weights(p);
    page_add_threshold(p);
    if (!page_add_people(p, err))
        return false;
    page_add_accuracy(p);
    page_add_calibration(p);
    page_add_reach(p);
    return true;
}

bool link_report(const struct link_table *t, const struct link_result *r, double load_seconds, struct buf *b,
                 struct err *err)
{
    struct link_page p = { .out = b, .t = t, .r = r, .load_seconds = load_seconds };
    struct rusage used;
    struct str style, page;

    if (getrusage(RUSAGE_SELF, &used) == 0)
        p.peak_bytes = (uint64_t)used.ru_maxrss * 1024;
    if (!make_style(b->arena, &style, err))
        return false;
    add_head(b, style);
    buf_add_text(b, "<main class=\"govuk-width-container\" id=\"main\">\n");
    add_title(&p);
    buf_add_text(b, "<div class=\"detail report\">\n");
    if (!add_sections(&p, err))
        return false;
    buf_add_text(b,
                 "</div>\n</main>\n<footer class=\"foot\">\n<div class=\"govuk-width-container\">\n"
                 "<p>Made by safekeep " SAFEKEEP_VERSION ". Method: Fellegi and Sunter, JASA 64, 1969, with "
                 "comparison levels and term frequencies; learned by expectation maximisation. What a match "
                 "means, and what to do, people decide.</p>\n</div>\n</footer>\n</body>\n</html>\n");
    return buf_done(b, "the report", &page, err);
}
