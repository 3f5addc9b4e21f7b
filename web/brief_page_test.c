#include "web/brief_page.h"

#include "base/test.h"
#include "brief/sample_test.h"
#include "web/brief_view.h"
#include "web/pages.h"
#include "web/snapshot.h"

struct shown_brief {
    struct snapshot shot;
    struct brief_view view;
    struct str html;
};

static bool show(enum sample which, struct arena *a, struct shown_brief *out, struct err *err)
{
    struct request rq = { .arena = a, .shot = &out->shot };
    struct buf b = { .arena = a };

    if (!sample_make(which, a, &out->shot.brief, err))
        return false;
    out->shot.date = out->shot.brief.date;
    out->shot.newest = true;
    if (!brief_view_make(&rq, &out->view, err))
        return false;
    page_brief(&b, &out->view);
    return buf_done(&b, "a page", &out->html, err);
}

static bool says(struct str text, const char *words)
{
    size_t n = strlen(words);

    for (size_t i = 0; i + n <= text.len; i++)
        if (memcmp(text.at + i, words, n) == 0)
            return true;
    return false;
}

TEST(the_brief_in_a_browser_has_a_card_for_each_thing_and_a_row_for_each_priority)
{
    struct shown_brief s = { 0 };
    size_t whole = 0;

    REQUIRE(show(SAMPLE_ORDINARY, a, &s, err));
    for (size_t i = 0; i < s.shot.brief.rows; i++)
        whole += s.shot.brief.row[i].level == BRIEF_WHOLE;
    CHECK(s.view.things == s.shot.brief.things && s.view.things == 3);
    CHECK(s.view.rows == whole && whole > 0);
    CHECK(says(s.html, "Three things to decide"));
    CHECK(says(s.html, "id=\"thing-3\""));
    CHECK(!says(s.html, "id=\"thing-4\""));
}

TEST(the_figures_of_the_brief_in_a_browser_are_those_of_the_brief)
{
    struct shown_brief s = { 0 };
    size_t row = 0;

    REQUIRE(show(SAMPLE_ORDINARY, a, &s, err));
    for (size_t i = 0; i < s.shot.brief.rows; i++) {
        const struct brief_row *r = &s.shot.brief.row[i];

        if (r->level != BRIEF_WHOLE)
            continue;
        CHECK_STR(s.view.row[row].name, r->priority);
        CHECK(s.view.row[row].count.known == r->count.known);
        CHECK(!r->count.known || s.view.row[row].count.n.n == r->count.n);
        CHECK(s.view.row[row].low.known == r->usual.known);
        CHECK(!r->usual.known || s.view.row[row].high.n.n == r->usual.high);
        row++;
    }
    CHECK(row == s.view.rows);
}

TEST(a_brief_with_nothing_unusual_says_so_and_does_not_call_it_calm)
{
    struct shown_brief s = { 0 };

    REQUIRE(show(SAMPLE_CALM, a, &s, err));
    CHECK(says(s.html, "Nothing unusual was found"));
    CHECK(says(s.html, "before calling it calm"));
}

TEST(a_brief_without_any_feed_shows_no_figure_at_all)
{
    struct shown_brief s = { 0 };

    REQUIRE(show(SAMPLE_EMPTY, a, &s, err));
    CHECK(says(s.html, "No feed has been received, so there is nothing to count."));
    CHECK(says(s.html, "No boundaries are held, so there is no map."));
    CHECK(!says(s.html, "class=\"figures\"><caption class=\"govuk-visually-hidden\">A row a priority"));
}

TEST(names_that_look_like_markup_are_only_shown_on_the_brief_in_a_browser)
{
    struct shown_brief s = { 0 };

    REQUIRE(show(SAMPLE_WORST, a, &s, err));
    CHECK(says(s.html, "&lt;"));
    CHECK(!says(s.html, "<script"));
    CHECK(!says(s.html, " style=") && !says(s.html, "<b>"));
}
