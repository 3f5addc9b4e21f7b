/* brief/side - the right column: where, what is missing or late, what is owed, who meets next. */
#include "brief/map.h"
#include "brief/page.h"
#include "brief/words.h"

enum { AREAS_NAMED = 4, NOTICES_SHOWN = 5 };

static void add_key(struct page *p, enum brief_verdict v, const char *words)
{
    page_add(p, "<li><svg class=\"key\" viewBox=\"0 0 40 40\" aria-hidden=\"true\">"
                "<path class=\"area\" fill=\"url(#map-");
    page_add(p, brief_verdict_key(v));
    page_add(p, ")\" d=\"M1 1h38v38H1z\"/></svg> ");
    page_add(p, words);
    page_add(p, "</li>\n");
}

/* The areas outside their range, in words: what the shading says, for who cannot see it. */
static void add_areas_named(struct page *p, enum brief_verdict v, const char *lead)
{
    const struct brief *b = p->brief;
    size_t n = 0;

    for (size_t i = 0; i < b->areas; i++)
        n += b->area[i].verdict == v;
    if (n == 0)
        return;
    page_add(p, "<p class=\"named\"><strong>");
    page_add(p, lead);
    page_add(p, ":</strong> ");
    for (size_t i = 0, said = 0; i < b->areas && said < AREAS_NAMED; i++) {
        const struct brief_area *area = &b->area[i];
        if (area->verdict != v)
            continue;
        page_add(p, said++ ? "; " : "");
        page_add_text(p, area->name);
        page_add(p, " ");
        buf_add_count(p->out, area->count.n);
        page_add(p, " (");
        brief_add_usual(p->out, area->usual);
        page_add(p, ")");
    }
    if (n > AREAS_NAMED)
        buf_addf(p->out, "; and %zu more", n - AREAS_NAMED);
    page_add(p, ".</p>\n");
}

static void add_map(struct page *p)
{
    const struct brief *b = p->brief;
    bool seen[BRIEF_VERDICTS] = { false };

    page_add(p, "<section class=\"panel where\" aria-labelledby=\"where\">\n"
                "<h2 id=\"where\">Where</h2>\n");
    if (!brief_has_map(b)) {
        page_add(p, "<p>No boundaries are held, so there is no map.</p>\n</section>\n");
        return;
    }
    for (size_t i = 0; i < b->areas; i++)
        seen[b->area[i].verdict] = true;
    page_add(p, "<figure>\n");
    brief_add_map(p->out, b);
    page_add(p, "\n<figcaption>\n<p>Shaded: ");
    page_add_text(p, b->map_of);
    page_add(p, ", against each area’s own past</p>\n<ul class=\"legend\">\n");
    if (seen[BRIEF_ABOVE])
        add_key(p, BRIEF_ABOVE, "above usual");
    if (seen[BRIEF_USUAL])
        add_key(p, BRIEF_USUAL, "usual");
    if (seen[BRIEF_BELOW])
        add_key(p, BRIEF_BELOW, "below usual");
    if (seen[BRIEF_UNKNOWN])
        add_key(p, BRIEF_UNKNOWN, "not enough past");
    page_add(p, "</ul>\n");
    add_areas_named(p, BRIEF_ABOVE, "Above");
    add_areas_named(p, BRIEF_BELOW, "Below");
    page_add(p, "</figcaption>\n</figure>\n</section>\n");
}

static void add_feed_notice(struct page *p, const struct brief_feed *f,
                            const struct brief_notice *n)
{
    page_add(p, "<li><strong>");
    page_add_text(p, f->agency);
    page_add(p, ",</strong> ");
    page_add_text(p, f->kind);
    page_add(p, ": ");
    brief_add_notice(page_scratch(p), n);
    page_add_scratch(p);
    if (n->kind == BRIEF_LATE && f->received) {
        page_add(p, "; complete to ");
        buf_add_date_short(p->out, f->complete_to);
    }
    page_add(p, "</li>\n");
}

/* What is late now comes before what was quiet once. */
static void add_feeds(struct page *p)
{
    static const enum brief_notice_kind ORDER[] = { BRIEF_NEVER, BRIEF_LATE, BRIEF_QUIET,
                                                    BRIEF_DOUBLED, BRIEF_GAP };
    const struct brief *b = p->brief;
    size_t shown = 0, all = 0;

    page_add(p, "<section class=\"panel\" aria-labelledby=\"late\">\n"
                "<h2 id=\"late\">Data missing or late</h2>\n<ul>\n");
    for (size_t o = 0; o < COUNT_OF(ORDER); o++)
        for (size_t i = 0; i < b->feeds; i++)
            for (size_t k = 0; k < b->feed[i].notices; k++) {
                if (b->feed[i].notice[k].kind != ORDER[o])
                    continue;
                if (all++ < NOTICES_SHOWN) {
                    add_feed_notice(p, &b->feed[i], &b->feed[i].notice[k]);
                    shown++;
                }
            }
    if (all == 0)
        page_add(p, b->feeds ? "<li>Every feed is as complete as it usually is.</li>\n"
                             : "<li>No feed has been received.</li>\n");
    page_add(p, "</ul>\n");
    if (all > shown)
        buf_addf(p->out, "<p>And %zu more, under Feeds below.</p>\n", all - shown);
    page_add(p, "</section>\n");
}

static void add_lines(struct page *p, const char *id, const char *head, const char *not_kept,
                      const char *none, const struct brief_lines *lines)
{
    page_add(p, "<section class=\"panel\" aria-labelledby=\"");
    page_add(p, id);
    page_add(p, "\">\n<h2 id=\"");
    page_add(p, id);
    page_add(p, "\">");
    page_add(p, head);
    page_add(p, "</h2>\n");
    if (!lines->kept || lines->lines == 0) {
        page_add(p, "<p>");
        page_add(p, lines->kept ? none : not_kept);
        page_add(p, "</p>\n</section>\n");
        return;
    }
    page_add(p, "<ul>\n");
    for (size_t i = 0; i < lines->lines; i++) {
        page_add(p, "<li>");
        page_add_text(p, lines->line[i]);
        page_add(p, "</li>\n");
    }
    page_add(p, "</ul>\n</section>\n");
}

void page_add_side(struct page *p)
{
    page_add(p, "<div class=\"side\">\n");
    add_map(p);
    add_feeds(p);
    page_add(p, "<div class=\"pair\">\n");
    add_lines(p, "overdue", "Overdue actions", "Actions are not kept in safekeep yet.",
              "No action is overdue.", &p->brief->overdue);
    add_lines(p, "panels", "Next panels", "Panel dates are not kept in safekeep yet.",
              "No panel is planned.", &p->brief->panels);
    page_add(p, "</div>\n</div>\n");
}
