#include "cmd/link_report.h"

#include "base/test.h"
#include "cmd/link_page.h"
#include "cmd/link_sample_test.h"

static bool make_page(enum link_sample which, struct arena *a, struct str *page, struct err *err)
{
    struct buf b = { .arena = a };
    struct link_sampled s;

    return link_sample_make(which, a, &s, err) && link_report(&s.t, &s.r, .25, &b, err) &&
           buf_done(&b, "the page", page, err);
}

static bool has(struct str s, const char *text)
{
    return memmem(s.at, s.len, text, strlen(text)) != NULL;
}

static size_t count(struct str s, const char *text)
{
    size_t n = 0;

    for (const char *at; (at = memmem(s.at, s.len, text, strlen(text))); n++)
        s = str_from(s, (size_t)(at - s.at) + strlen(text));
    return n;
}

TEST(every_section_stands_in_the_report)
{
    static const char *const HEADING[] = { "What was linked",    "Columns",
                                           "Blocking",           "What agreement is worth",
                                           "Match weights",      "Threshold",
                                           "Clusters",           "Accuracy, against the truth",
                                           "Calibration",        "Records that cannot be linked",
                                           "What this cannot do" };
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_TRUTH, a, &page, err));
    for (size_t i = 0; i < COUNT_OF(HEADING); i++) {
        struct buf b = { .arena = a };
        struct str heading;
        buf_add_text(&b, "<h2>");
        buf_add_text(&b, HEADING[i]);
        REQUIRE(buf_done(&b, "a heading", &heading, err));
        CHECK(memmem(page.at, page.len, heading.at, heading.len));
    }
    CHECK(count(page, "<section>") == COUNT_OF(HEADING) && count(page, "</section>") == COUNT_OF(HEADING));
}

TEST(no_value_of_a_record_stands_in_the_report)
{
    struct link_sampled s;

    for (int i = 0; i < LINK_SAMPLES; i++) {
        struct str page;
        REQUIRE(link_sample_make((enum link_sample)i, a, &s, err));
        CHECK_STR(link_value(&s.t.column[0], 1), STR(SAMPLE_VALUE)); /* the records do hold it */
        REQUIRE(make_page((enum link_sample)i, a, &page, err));
        CHECK(!has(page, SAMPLE_VALUE));
    }
}

TEST(names_from_outside_are_escaped)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_TRUTH, a, &page, err));
    CHECK(has(page, "&lt;b&gt;sur &amp; &quot;name&quot;&lt;/b&gt;"));
    CHECK(!has(page, "<b>") && !has(page, "hous<i>"));
    CHECK(has(page, "hous&lt;i&gt;ng &amp; more.csv"));
    CHECK(has(page, "l.x &lt; r.y"));
}

TEST(what_needs_a_truth_is_only_there_with_one)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_PLAIN, a, &page, err));
    CHECK(!has(page, "Accuracy, against") && !has(page, "Calibration") && !has(page, "True matches"));
    CHECK(has(page, "matches expected among them"));
    REQUIRE(make_page(LINK_SAMPLE_TRUTH, a, &page, err));
    CHECK(has(page, "400 of 420 (95.2 %), 95 %: 92.8 % to 96.9 %"));
    CHECK(has(page, "true matches among them"));
    CHECK(has(page, "The truth is known for 882 of 900 (98.0 %) records"));
}

TEST(blocking_shows_what_was_chosen_and_what_was_not)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_PLAIN, a, &page, err));
    CHECK(has(page, "0. surname + date of birth") && has(page, "All rules that were weighed, chosen or not"));
    CHECK(has(page, "expected to reach 93.1 % of all matches"));
    CHECK(has(page, ">town<"));
    REQUIRE(make_page(LINK_SAMPLE_SMALL, a, &page, err));
    CHECK(!has(page, "All rules that were weighed") && has(page, "not known"));
}

TEST(clusters_are_counted_by_size_and_by_how_many_files_know_them)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_TRUTH, a, &page, err));
    CHECK(has(page, "the largest cluster has 130 records"));
    CHECK(has(page, "4 of 420 (1.0 %) were cut again"));
    CHECK(has(page, "People by how many files know them") && has(page, "found to hold nobody twice"));
    REQUIRE(make_page(LINK_SAMPLE_PLAIN, a, &page, err));
    CHECK(!has(page, "People by how many files know them"));
}

TEST(every_chart_has_its_figures_in_a_table_beside_it)
{
    for (int i = 0; i < LINK_SAMPLES; i++) {
        struct str page;
        REQUIRE(make_page((enum link_sample)i, a, &page, err));
        CHECK(count(page, "<svg") > 5);
        CHECK(count(page, "<svg") <= count(page, "<table"));
        CHECK(count(page, "<details>") == count(page, "</details>"));
        CHECK(count(page, "role=\"img\" aria-label=\"") == count(page, "<svg"));
        CHECK(count(page, "<figure>") == count(page, "</figure>"));
        CHECK(count(page, "<tr>") == count(page, "</tr>"));
    }
}

TEST(nothing_is_fetched_and_nothing_runs)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_TRUTH, a, &page, err));
    CHECK(!has(page, "<script") && !has(page, "src=") && !has(page, "href=\"http"));
    CHECK(!has(page, "http:") && !has(page, "https:") && !has(page, "@import") && !has(page, " style="));
    CHECK(has(page, "default-src 'none'"));
}

TEST(one_record_and_nothing_found_is_a_page_too)
{
    struct str page;

    REQUIRE(make_page(LINK_SAMPLE_SMALL, a, &page, err));
    CHECK(has(page, "1 record of 1 file is 1 person,"));
    CHECK(!has(page, "nan") && !has(page, "inf\""));
}

TEST(figures_no_number_can_be_made_of_are_not_drawn)
{
    for (int i = 0; i < LINK_SAMPLES; i++) {
        struct str page;
        REQUIRE(make_page((enum link_sample)i, a, &page, err));
        CHECK(!has(page, "=\"-\"")); /* what a number that is none is written as */
    }
}

TEST(what_is_not_quite_all_or_none_is_not_said_to_be)
{
    static const struct {
        double share;
        const char *says;
    } known[] = { { 0, "0.0 %" }, { .0001, "under 0.1 %" }, { .0006, "0.1 %" }, { .5, "50.0 %" },
                  { .9994, "99.9 %" }, { .9999, "over 99.9 %" }, { 1, "100.0 %" } };

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        struct buf b = { .arena = a };
        struct str s;
        page_add_percent(&b, known[i].share);
        REQUIRE(buf_done(&b, "a share", &s, err));
        CHECK_STR(s, str_of(known[i].says));
    }
}
