/* brief/detail - behind the first page: alerts in full, feeds, how to read it, its origin. */
#include "brief/page.h"
#include "brief/words.h"

#include <inttypes.h>

static void add_term(struct page *p, const char *term)
{
    page_add(p, "<div><dt>");
    page_add(p, term);
    page_add(p, "</dt><dd>");
}

static void end_term(struct page *p)
{
    page_add(p, "</dd></div>\n");
}

static void add_command(struct page *p, struct str command)
{
    page_add(p, "<code>");
    page_add_text(p, command);
    page_add(p, "</code>");
}

static void add_chance(struct page *p, const struct brief_thing *t)
{
    add_term(p, "By chance");
    if (t->p > 0 && t->p < 0.0001) {
        page_add(p, "p below 0.0001");
    } else {
        page_add(p, "p ");
        buf_add_real(p->out, t->p, 4);
    }
    if (t->recurrence_days > 0) {
        page_add(p, ": ");
        brief_add_recurrence(p->out, t->recurrence_days);
    }
    if (t->looked_at > 0) {
        page_add(p, ", among ");
        buf_add_count(p->out, t->looked_at);
        page_add(p, " compared at the same time");
    }
    end_term(p);
}

static void add_expected(struct page *p, const struct brief_thing *t)
{
    add_term(p, "Seen and expected");
    buf_add_count(p->out, t->observed);
    page_add(p, " seen, ");
    if (t->usual.known) {
        buf_add_real(p->out, t->usual.expected, 1);
        page_add(p, " expected, ");
    }
    brief_add_usual(p->out, t->usual);
    page_add(p, "; ");
    brief_add_period(p->out, t->period);
    end_term(p);
}

static void add_thing_place(struct page *p, const struct brief_thing *t)
{
    if (!t->has_circle)
        return;
    add_term(p, "Circle");
    buf_add_real(p->out, t->radius_km, 2);
    page_add(p, " km around ");
    buf_add_real(p->out, t->centre.lat, 4);
    page_add(p, ", ");
    buf_add_real(p->out, t->centre.lon, 4);
    end_term(p);
}

static void add_thing(struct page *p, size_t i)
{
    const struct brief_thing *t = &p->brief->thing[i];

    buf_addf(p->out, "<h3>%zu. ", i + 1);
    page_add_text(p, t->priority);
    page_add(p, ", ");
    page_add_text(p, t->place);
    page_add(p, "</h3>\n<dl class=\"facts\">\n");
    add_term(p, "How it was found");
    page_add(p, t->kind == BRIEF_CLUSTER
                    ? "more incidents close together in place and time than the place’s and the "
                      "days’ own totals lead one to expect"
                    : "one area’s count against the same area’s earlier periods");
    if (t->run > 0)
        buf_addf(p->out, " (run %" PRId64 ")", t->run);
    end_term(p);
    add_expected(p, t);
    add_chance(p, t);
    add_thing_place(p, t);
    if (t->series.periods) {
        add_term(p, "Past");
        brief_add_series(p->out, &t->series);
        end_term(p);
    }
    if (t->command.len) {
        add_term(p, "To repeat it");
        add_command(p, t->command);
        end_term(p);
    }
    page_add(p, "</dl>\n");
}

static void add_things(struct page *p)
{
    if (p->brief->things == 0)
        return;
    page_add(p, "<section aria-labelledby=\"alerts\">\n"
                "<h2 id=\"alerts\">The alerts in full</h2>\n");
    for (size_t i = 0; i < p->brief->things; i++)
        add_thing(p, i);
    page_add(p, "</section>\n");
}

static void add_feed(struct page *p, const struct brief_feed *f)
{
    page_add(p, "<tr><th scope=\"row\">");
    page_add_text(p, f->agency);
    page_add(p, ", ");
    page_add_text(p, f->kind);
    page_add(p, "</th><td>");
    if (f->received) {
        page_add(p, "complete to ");
        buf_add_date_short(p->out, f->complete_to);
    } else {
        page_add(p, "nothing received yet");
    }
    page_add(p, "</td><td class=\"n\">");
    buf_add_count(p->out, f->rows);
    page_add(p, "</td><td>");
    if (f->notices == 0)
        page_add(p, "nothing noticed");
    for (size_t i = 0; i < f->notices; i++) {
        page_add(p, i ? "<br>" : "");
        brief_add_notice(page_scratch(p), &f->notice[i]);
        page_add_scratch(p);
    }
    page_add(p, "</td></tr>\n");
}

static void add_feeds(struct page *p)
{
    page_add(p, "<section aria-labelledby=\"feeds\">\n<h2 id=\"feeds\">Feeds</h2>\n");
    if (p->brief->feeds == 0) {
        page_add(p, "<p>No feed has been received.</p>\n</section>\n");
        return;
    }
    page_add(p, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"each\">\n"
                "<table class=\"table feeds\">\n"
                "<caption class=\"govuk-visually-hidden\" id=\"each\">What each "
                "partner sent, how far it is complete and what was noticed</caption>\n"
                "<thead><tr><th scope=\"col\">Feed</th><th scope=\"col\">Complete to</th>"
                "<th scope=\"col\" class=\"n\">Rows that count</th>"
                "<th scope=\"col\">What was noticed</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < p->brief->feeds; i++)
        add_feed(p, &p->brief->feed[i]);
    page_add(p, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void add_reading(struct page *p)
{
    page_add(
        p,
        "<section aria-labelledby=\"read\">\n<h2 id=\"read\">How to read this</h2>\n"
        "<dl class=\"facts\">\n"
        "<div><dt>Complete to</dt><dd>The last day all rows of that feed are held for. Later days "
        "are not counted, so a late file does not read as a fall. Feeds by the day are counted by "
        "the week, monthly feeds by the month; a monthly feed cannot say what changed this week."
        "</dd></div>\n"
        "<div><dt>Usual</dt><dd>The range in which 95 of 100 such periods would lie if nothing but "
        "chance and the season had changed, from this area’s own earlier periods. Periods in "
        "which the feed was quiet or doubled are left out. A count inside it is usual, however "
        "much it differs from last year’s.</dd></div>\n"
        "<div><dt>Above, below</dt><dd>Outside that range. About one count in twenty lies outside "
        "by chance, so in a table of many areas some always will. Below usual is no proof of less "
        "crime: look at the feeds first.</dd></div>\n"
        "<div><dt>Past</dt><dd>Earlier periods as a line from 0; the band is the usual range of "
        "the latest period, the dot that period; a gap is a period not held, a hollow dot one in "
        "which the feed was doubtful.</dd></div>\n"
        "<div><dt>By chance</dt><dd>How often as much would be seen somewhere if nothing had "
        "changed. It is not the chance that the alert is wrong.</dd></div>\n"
        "<div><dt>Year ago, 12 months</dt><dd>The same period a year before, and the last 12 "
        "months as far as they are held.</dd></div>\n"
        "<div><dt>Rate</dt><dd>Incidents for each 1,000 of what is named: residents, households "
        "for burglary, pupils; of the months of that row that are held. Places many people visit "
        "have few residents, so a town centre’s "
        "rate misleads and is left out.</dd></div>\n"
        "<div><dt>Force rank</dt><dd>Place among the force’s districts by rate, 1 the highest."
        "</dd></div>\n"
        "<div><dt>Cannot say</dt><dd>The feed does not carry the column. It does not mean none."
        "</dd></div>\n</dl>\n</section>\n");
}

static void add_notes(struct page *p)
{
    if (p->brief->notes == 0)
        return;
    page_add(p, "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes on the data</h2>\n"
                "<ul class=\"list\">\n");
    for (size_t i = 0; i < p->brief->notes; i++) {
        page_add(p, "<li>");
        page_add_text(p, p->brief->note[i]);
        page_add(p, "</li>\n");
    }
    page_add(p, "</ul>\n</section>\n");
}

static void add_sources(struct page *p)
{
    if (p->brief->sources == 0)
        return;
    page_add(p, "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n"
                "<dl class=\"facts\">\n");
    for (size_t i = 0; i < p->brief->sources; i++) {
        const struct brief_source *s = &p->brief->source[i];
        page_add(p, "<div><dt>");
        page_add_text(p, s->name);
        page_add(p, "</dt><dd>");
        page_add_text(p, s->licence);
        page_add(p, s->licence.len && s->attribution.len ? ". " : "");
        page_add_text(p, s->attribution);
        end_term(p);
    }
    page_add(p, "</dl>\n</section>\n");
}

static void add_digest(struct page *p, const char *term, struct str digest)
{
    if (digest.len == 0)
        return;
    add_term(p, term);
    add_command(p, digest);
    end_term(p);
}

static void add_run(struct page *p, const struct brief_run *r)
{
    buf_addf(p->out, "<h3>Run %" PRId64 ": ", r->id);
    page_add_text(p, r->method);
    page_add(p, "</h3>\n<dl class=\"facts\">\n");
    if (r->stale) {
        add_term(p, "No longer sure");
        page_add(p, "a file it stands on was withdrawn or replaced since");
        end_term(p);
    }
    add_term(p, "Parameters");
    page_add_text(p, r->parameters);
    buf_addf(p->out, "; seed %" PRIu64, r->seed);
    end_term(p);
    add_digest(p, "Inputs, SHA-256", r->inputs);
    add_digest(p, "Result, SHA-256", r->result);
    add_digest(p, "To repeat it", r->command);
    page_add(p, "</dl>\n");
}

static void add_runs(struct page *p)
{
    const struct brief *b = p->brief;

    if (b->runs == 0 && b->command.len == 0)
        return;
    page_add(p, "<section aria-labelledby=\"runs\">\n"
                "<h2 id=\"runs\">Runs, and how to repeat them</h2>\n");
    if (b->command.len) {
        page_add(p, "<dl class=\"facts\">\n");
        add_digest(p, "This brief", b->command);
        page_add(p, "</dl>\n");
    }
    for (size_t i = 0; i < b->runs; i++)
        add_run(p, &b->run[i]);
    page_add(p, "</section>\n");
}

void page_add_detail(struct page *p)
{
    add_things(p);
    add_feeds(p);
    add_reading(p);
    add_notes(p);
    add_sources(p);
    add_runs(p);
}
