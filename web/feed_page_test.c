#include "web/feed_page.h"

#include "web/alert_sample_test.h"
#include "web/feed_strip.h"
#include "web/pages.h"
#include "web/preview.h"
#include "web/upload_view.h"

/* Six months of one feed: the first not held, the third odd, the fourth missing. */
struct half_year {
    struct tally tally;
    struct feed feed;
    struct stream stream;
    bool held[6], odd[6];
};

static void make(struct half_year *h)
{
    static const bool HELD[] = { false, true, true, false, true, true };

    *h = (struct half_year){ 0 };
    memcpy(h->held, HELD, sizeof HELD);
    h->odd[2] = true;
    h->feed = (struct feed){ .held = h->held };
    h->stream = (struct stream){ .odd = h->odd };
    h->tally = (struct tally){
        .feed = &h->feed, .feeds = 1, .stream = &h->stream, .streams = 1, .months = 6
    };
    (void)!month_make(2025, 1, &h->tally.first);
}

TEST(a_month_is_held_odd_missing_or_outside_what_a_feed_spans)
{
    static const enum feed_state WANT[] = { FEED_OUTSIDE, FEED_HELD, FEED_ODD,
                                            FEED_ABSENT,  FEED_HELD, FEED_HELD };
    struct half_year h;

    make(&h);
    for (size_t m = 0; m < COUNT_OF(WANT); m++)
        CHECK(feed_state(&h.tally, 0, m) == WANT[m]);
}

TEST(a_feeds_months_are_drawn_and_said_in_words)
{
    struct half_year h;
    struct buf b = { .arena = a };

    make(&h);
    feed_strip(&b, &h.tally, 0, STR("Quay <Police>"));
    CHECK(page_says(
        &b, "<title>Quay &lt;Police&gt;, February 2025 to June 2025: 3 months as they should be, 1 "
            "odd, 1 missing."));
    CHECK(page_says(&b, ">2025</text>") && page_says(&b, "class=\"dot hollow\"") &&
          page_says(&b, "class=\"axis\""));
}

TEST(a_feed_that_holds_nothing_has_no_strip)
{
    struct half_year h;
    struct buf b = { .arena = a };

    make(&h);
    memset(h.held, 0, sizeof h.held);
    feed_strip(&b, &h.tally, 0, STR("x"));
    CHECK(b.len == 0);
}

TEST(the_page_of_files_says_what_became_of_each_row_and_offers_changes_to_this_machine_alone)
{
    struct feed_file file = { .name = STR("june <1>.csv"),
                              .agency = STR("Police"),
                              .kind = STR("incidents"),
                              .read = { 1200 },
                              .kept = { 1100 },
                              .refused = { 7 },
                              .live = { 0 },
                              .replaced = true,
                              .may_withdraw = true };
    struct feed_view v = {
        .file = &file, .files = 1, .files_all = 1, .from = 1, .to = 1, .may_write = true
    };
    struct buf here = { .arena = a }, there = { .arena = a };

    page_feeds(&here, &v);
    CHECK(page_says(&here, "june &lt;1&gt;.csv") && page_says(&here, ">1,200<") &&
          page_says(&here, ">7<"));
    CHECK(page_says(&here, "Counts no more") && page_says(&here, ">Withdraw<") &&
          page_says(&here, "Bring in a file"));
    v.may_write = file.may_withdraw = false;
    page_feeds(&there, &v);
    CHECK(page_says(&there, "by somebody who sits at the machine"));
    CHECK(there.failed ||
          (!page_says(&there, ">Withdraw<") && !page_says(&there, "Bring in a file")));
}

TEST(a_feeds_panel_says_its_notices_its_age_and_its_licence)
{
    struct str notice = STR("November 2018: 8 where 120 to 180 are usual");
    struct feed_entry e = { .id = STR("feed-1"),
                            .agency = STR("Police"),
                            .kind = STR("street-level crime"),
                            .rows = { 12345 },
                            .has_file = true,
                            .file_name = STR("a.csv"),
                            .age = STR("3 days ago"),
                            .notice = &notice,
                            .notices = 1 };
    struct buf b = { .arena = a };

    page_feeds_entry(&b, &e);
    CHECK(page_says(&b, "12,345 rows count") && page_says(&b, "120 to 180 are usual"));
    CHECK(page_says(&b, "(3 days ago)") && page_says(&b, "Under an agreement"));
    CHECK(b.failed || !page_says(&b, "Nothing odd"));
}

TEST(a_preview_shows_what_is_not_known_and_imports_nothing_before_it_is_said)
{
    struct upload_choice choice[] = { { .value = STR(""), .text = STR("Choose"), .selected = true },
                                      { .value = STR("-"), .text = STR("Leave it out") } };
    struct preview_column column[] = {
        { .name = STR("column 1, A \"Date\""), .taken = STR("from: when it began") },
        { .name = STR("column 2, B \"Ward <x>\""),
          .number = STR("column-1"),
          .unknown = true,
          .choice = choice,
          .choices = 2 },
    };
    struct preview_view v = { .file_name = STR("a.csv"),
                              .column = column,
                              .columns = 2,
                              .unsaid = true,
                              .problem = STR("column 2 is unknown"),
                              .people = true,
                              .refused_csv = { STR("/r") } };
    struct buf b = { .arena = a };

    page_preview(&b, &v);
    CHECK(page_says(&b, "Not known") && page_says(&b, "name=\"column-1\"") &&
          page_says(&b, "Leave it out"));
    CHECK(page_says(&b, "from: when it began") && page_says(&b, "Ward &lt;x&gt;"));
    CHECK(page_says(&b, "about persons") && page_says(&b, "column 2 is unknown"));
    CHECK(b.failed ||
          (!page_says(&b, "value=\"import\"") && !page_says(&b, "Rows that are refused")));
}

TEST(a_preview_that_may_be_imported_says_how_many_rows_and_the_refused_ones)
{
    struct str fault = STR("row 3, column 1, A: a date is wanted");
    struct preview_view v = { .file_name = STR("a.csv"),
                              .kept = { 1000 },
                              .may_import = true,
                              .has_refused = true,
                              .fault = &fault,
                              .faults = 1,
                              .faults_more = 5,
                              .refused_csv = { STR("/r") } };
    struct buf b = { .arena = a };

    page_preview(&b, &v);
    CHECK(page_says(&b, "Import (rows: 1,000)") && page_says(&b, "row 3, column 1") &&
          page_says(&b, "And 5 more"));
}

TEST(withdrawing_asks_why_and_a_file_withdrawn_is_not_offered_again)
{
    struct upload_choice reason = { .value = STR("asked"),
                                    .text = STR("The partner asked for it back") };
    struct file_view v = {
        .name = STR("a.csv"), .reason = &reason, .reasons = 1, .problem = STR("Say why")
    };
    struct buf ask = { .arena = a }, done = { .arena = a };

    page_withdraw(&ask, &v);
    CHECK(page_says(&ask, "The partner asked for it back") && page_says(&ask, "Say why"));
    v.withdrawn = true;
    page_withdraw(&done, &v);
    CHECK(page_says(&done, "withdrawn already"));
    CHECK(done.failed || !page_says(&done, "<form"));
}

TEST(columns_about_persons_are_known_by_their_names)
{
    CHECK(preview_about_persons(STR("Date of Birth")) && preview_about_persons(STR("NHS Number")));
    CHECK(preview_about_persons(STR("Victim_Name")) && preview_about_persons(STR("Surname")));
    CHECK(!preview_about_persons(STR("Ward name")) && !preview_about_persons(STR("Month")));
    CHECK(!preview_about_persons(STR("Offence")) && !preview_about_persons(STR("")));
}
