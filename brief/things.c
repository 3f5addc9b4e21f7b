/* brief/things - the cards of the first screen: at most three, or an honest none. */
#include "brief/page.h"
#include "brief/spark.h"
#include "brief/words.h"

void page_add_splits(struct page *p, const struct brief_count split[BRIEF_SPLITS], int64_t of)
{
    int unknown = 0, said = 0;

    for (int s = 0; s < BRIEF_SPLITS; s++) {
        if (!split[s].known) {
            unknown++;
            continue;
        }
        page_add(p, said++ ? ", " : "");
        buf_add_count(p->out, split[s].n);
        if (said == 1) {
            page_add(p, " of ");
            buf_add_count(p->out, of);
        }
        page_add(p, " ");
        page_add(p, brief_split_word((enum brief_split_kind)s));
    }
    page_add(p, said ? ". " : "");
    if (unknown == 0)
        return;
    page_add(p, "<span class=\"cannot\">");
    for (int s = 0, n = 0; s < BRIEF_SPLITS; s++)
        if (!split[s].known) {
            const char *word = brief_split_word((enum brief_split_kind)s);
            if (n++ == 0)
                buf_add_byte(p->out, (char)(*word++ - 'a' + 'A'));
            else
                page_add(p, ", ");
            page_add(p, word);
        }
    page_add(p, ": " BRIEF_CANNOT_SAY ".</span>");
}

static void add_figure(struct page *p, const struct brief_thing *t)
{
    int days = t->period.to.days - t->period.from.days + 1;

    page_add(p, "<p class=\"figure\"><strong>");
    buf_add_count(p->out, t->observed);
    page_add(p, "</strong> in ");
    if (t->period.kind == BRIEF_WEEK) {
        buf_addf(p->out, days == 1 ? "%d day, " : "%d days, ", days);
    }
    brief_add_period(p->out, t->period);
    page_add(p, "; ");
    brief_add_usual(p->out, t->usual);
    page_add(p, ".</p>\n");
}

static void add_chance(struct page *p, const struct brief_thing *t)
{
    page_add(p, "<p>");
    if (t->recurrence_days > 0) {
        page_add(p, "By chance alone as much would be seen ");
        brief_add_recurrence(p->out, t->recurrence_days);
        page_add(p, ".");
    } else {
        page_add(p, "How often chance alone shows as much has not been worked out.");
    }
    if (t->reason.len) {
        page_add(p, " ");
        page_add_text(p, t->reason);
    }
    page_add(p, "</p>\n");
}

static void add_evidence(struct page *p, const struct brief_thing *t)
{
    if (t->evidences == 0)
        return;
    page_add(p, "<ul class=\"evidence\">\n");
    for (size_t i = 0; i < t->evidences; i++) {
        page_add(p, "<li>");
        page_add_text(p, t->evidence[i]);
        page_add(p, "</li>\n");
    }
    page_add(p, "</ul>\n");
}

/* What the meeting fills in: a line to write on where nothing is known yet. */
static void add_blank(struct page *p, const char *class_name, const char *term, struct str known)
{
    page_add(p, "<div class=\"");
    page_add(p, class_name);
    page_add(p, "\"><dt>");
    page_add(p, term);
    if (known.len) {
        page_add(p, "</dt><dd>");
        page_add_text(p, known);
    } else {
        page_add(p, "</dt><dd class=\"blank\"><span class=\"govuk-visually-hidden\">"
                    "for the meeting to fill in</span>");
    }
    page_add(p, "</dd></div>\n");
}

static void add_decision(struct page *p, const struct brief_thing *t)
{
    page_add(p, "<dl class=\"decision\">\n");
    add_blank(p, "wide", "There already", t->already_there);
    add_blank(p, "wide", "Decision", t->decision);
    add_blank(p, "half", "Owner", t->owner);
    add_blank(p, "half", "Due", t->due);
    page_add(p, "</dl>\n<p class=\"record\">");
    brief_add_record(page_scratch(p), t->reviewed, t->right);
    if (p->scratch.len && p->scratch.at[0] >= 'a')
        p->scratch.at[0] = (char)(p->scratch.at[0] - 'a' + 'A');
    page_add_scratch(p);
    page_add(p, ".</p>\n");
}

static void add_thing(struct page *p, size_t i)
{
    const struct brief_thing *t = &p->brief->thing[i];
    enum brief_verdict v = brief_judge((struct brief_count){ true, t->observed }, t->usual);

    buf_addf(p->out, "<article class=\"thing\" aria-labelledby=\"thing-%zu\">\n"
                     "<div class=\"name\"><h3 id=\"thing-%zu\"><span class=\"nr\">%zu</span> ",
             i + 1, i + 1, i + 1);
    page_add(p, "<span class=\"what\">");
    page_add_text(p, t->priority);
    page_add(p, ", ");
    page_add_text(p, t->place);
    page_add(p, "</span></h3>\n");
    page_add(p, t->ongoing ? "<strong class=\"govuk-tag govuk-tag--grey\">Ongoing</strong>"
                           : "<strong class=\"govuk-tag\">New</strong>");
    page_add(p, "</div>\n<div class=\"said\">\n<div class=\"words\">\n");
    add_figure(p, t);
    add_chance(p, t);
    page_add(p, "</div>\n");
    brief_add_spark(p->out, &t->series, t->usual, v);
    page_add(p, "</div>\n");
    add_evidence(p, t);
    page_add(p, "<p class=\"splits\">");
    page_add_splits(p, t->split, t->observed);
    page_add(p, "</p>\n");
    add_decision(p, t);
    page_add(p, "</article>\n");
}

static void add_none(struct page *p)
{
    page_add(p, "<div class=\"none\">\n<p class=\"figure\">No count or cluster departs enough from "
                "its own past to ask for a decision.</p>\n"
                "<p>That is what the data held can show. A feed that is late or quiet, and what is "
                "not reported to anyone, cannot be seen here: look at the list of data missing or "
                "late before calling it calm.</p>\n</div>\n");
}

void page_add_things(struct page *p)
{
    static const char *const HEAD[] = { "Nothing unusual was found", "One thing to decide",
                                        "Two things to decide", "Three things to decide" };
    const struct brief *b = p->brief;

    page_add(p, "<section class=\"things\" aria-labelledby=\"things\">\n<h2 id=\"things\">");
    page_add(p, HEAD[b->things]);
    page_add(p, "</h2>\n");
    if (b->things == 0)
        add_none(p);
    for (size_t i = 0; i < b->things; i++)
        add_thing(p, i);
    if (b->things_more > 0 || b->looked_for.len) {
        page_add(p, "<p class=\"looked\">");
        if (b->things_more > 0) {
            buf_add_count(p->out, b->things_more);
            page_add(p, b->things_more == 1 ? " more count is" : " more counts are");
            page_add(p, " outside the usual range: see the tables. ");
        }
        page_add_text(p, b->looked_for);
        page_add(p, "</p>\n");
    }
    page_add(p, "</section>\n");
}
