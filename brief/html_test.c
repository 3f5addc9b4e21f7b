#include "brief/html.h"

#include "base/base64.h"
#include "base/hash.h"
#include "base/test.h"
#include "brief/csv.h"
#include "brief/sample_test.h"

static size_t times(struct str text, const char *word)
{
    size_t n = 0, len = strlen(word);

    for (const char *at = text.at; text.len && at; n++, at += len) {
        size_t left = (size_t)(text.at + text.len - at);
        at = memmem(at, left, word, len);
        if (!at)
            break;
    }
    return n;
}

static bool has(struct str text, const char *word)
{
    return times(text, word) > 0;
}

/* The page without its style, whose font is half of it. */
static bool body_of(enum sample which, struct arena *a, struct brief *b, struct str *out,
                    struct err *err)
{
    if (!sample_make(which, a, b, err) || !brief_html(b, a, out, err))
        return false;
    const char *body = memmem(out->at, out->len, "<body", 5);
    *out = str_from(*out, (size_t)(body - out->at));
    return true;
}

/* Once: four whole pages; each alone meets its refusals below. */
TEST_ONCE(every_sample_is_one_file_under_a_megabyte_without_script)
{
    for (int s = 0; s < SAMPLES; s++) {
        struct brief b;
        struct str html;
        REQUIRE(sample_make((enum sample)s, a, &b, err));
        REQUIRE(brief_html(&b, a, &html, err));
        CHECK(html.len < 1 << 20);
        CHECK(str_starts(html, STR("<!DOCTYPE html>\n<html lang=\"en-GB\"")));
        CHECK(str_ends(html, STR("</html>\n")));
        CHECK(!has(html, "<script") && !has(html, " style=") && !has(html, "src=\""));
        CHECK(!has(html, "http://") && !has(html, "https://"));
        CHECK(str_is_utf8(html));
    }
}

TEST(the_same_brief_gives_the_same_bytes)
{
    struct brief b, again;
    struct str one, two;

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err) && brief_html(&b, a, &one, err));
    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &again, err) && brief_html(&again, a, &two, err));
    CHECK_STR(one, two);
}

TEST(the_policy_names_the_digest_of_the_very_style)
{
    struct brief b;
    struct str html;
    struct buf policy = { .arena = a };

    REQUIRE(sample_make(SAMPLE_WORST, a, &b, err) && brief_html(&b, a, &html, err));
    CHECK(times(html, "<style>") == 1 && times(html, "</style>") == 1);
    const char *from = memmem(html.at, html.len, "<style>", 7);
    REQUIRE(from);
    from += 7;
    const char *to = memmem(from, (size_t)(html.at + html.len - from), "</style>", 8);
    REQUIRE(to);
    struct digest d = hash_of((struct str){ from, (size_t)(to - from) });
    buf_add_text(&policy, "default-src 'none'; style-src 'sha256-");
    buf_add_base64(&policy, d.at, sizeof d.at);
    buf_add_text(&policy, "'; font-src data:;");
    buf_add_byte(&policy, 0);
    REQUIRE(!policy.failed);
    CHECK(has(html, policy.at));
}

TEST(hostile_names_stay_text)
{
    struct brief b;
    struct str html;

    REQUIRE(sample_make(SAMPLE_WORST, a, &b, err) && brief_html(&b, a, &html, err));
    CHECK(!has(html, "<script") && !has(html, "<b onclick"));
    CHECK(has(html, "&lt;script&gt;alert(&#39;1&#39;)"));
    CHECK(times(html, "</title>\n<style>") == 1);
}

TEST(each_row_says_how_far_it_is_complete)
{
    struct brief b;
    struct str html;

    REQUIRE(body_of(SAMPLE_ORDINARY, a, &b, &html, err));
    CHECK(times(html, "complete to </span><span class=\"one\">31 Oct 2025") == b.rows);
}

TEST(two_feeds_of_one_priority_are_told_apart)
{
    struct brief b;
    struct brief_row *row;
    struct str html;

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err));
    row = arena_new(a, struct brief_row, b.rows);
    REQUIRE(row != NULL);
    memcpy(row, b.row, b.rows * sizeof *row);
    b.row = row;
    REQUIRE(brief_html(&b, a, &html, err));
    CHECK(!has(html, "<br><span class=\"no\">Second"));
    row[1].priority = row[0].priority;
    row[1].feed = STR("Second & last");
    REQUIRE(brief_html(&b, a, &html, err));
    CHECK(times(html, "<br><span class=\"no\">Second &amp; last</span></th>") == 1);
}

TEST(no_count_stands_without_its_usual_range_and_no_split_without_its_word)
{
    struct brief b;
    struct str html;

    REQUIRE(body_of(SAMPLE_ORDINARY, a, &b, &html, err));
    CHECK(has(html, "<strong>9</strong> in 11 days, 23 Oct to 2 Nov 2025; usual 1 to 4."));
    CHECK(has(html, "6 of 9 at night."));
    CHECK(times(html, "this feed cannot say") >= b.things + 14);
    CHECK(times(html, "data-label=\"Usual\"") == b.rows);
    CHECK(has(html, "not enough past") && has(html, "no year-ago data"));
    CHECK(has(html, "10 of 12 held") && has(html, "households") && has(html, "no residents"));
    CHECK(!has(html, "%") && !has(html, " risk"));
}

TEST(the_three_things_say_reason_chance_record_and_leave_lines_to_write_on)
{
    struct brief b;
    struct str html;

    REQUIRE(body_of(SAMPLE_ORDINARY, a, &b, &html, err));
    CHECK(times(html, "<article class=\"thing\"") == 3);
    CHECK(has(html, "By chance alone as much would be seen about once in 3 years."));
    CHECK(has(html, "Such alerts were right 6 of 10 times."));
    CHECK(times(html, "No record yet of how often such alerts are right.") == 2);
    CHECK(times(html, "for the meeting to fill in") == 3 * 4 - 2);
    CHECK(times(html, ">Ongoing<") == 1 && times(html, ">New<") == 2);
}

TEST(a_calm_brief_says_so_and_warns_of_what_it_cannot_see)
{
    struct brief b;
    struct str html;

    REQUIRE(body_of(SAMPLE_CALM, a, &b, &html, err));
    CHECK(has(html, "Nothing unusual was found") && !has(html, "class=\"thing\""));
    CHECK(has(html, "before calling it calm"));
    CHECK(has(html, "168 monthly counts")); /* what was looked for */
    REQUIRE(body_of(SAMPLE_EMPTY, a, &b, &html, err));
    CHECK(has(html, "No feed has been received") && has(html, "there is no map"));
}

TEST(late_and_quiet_feeds_and_withdrawn_inputs_stand_on_the_first_screen)
{
    struct brief b;
    struct str html;

    REQUIRE(body_of(SAMPLE_WORST, a, &b, &html, err));
    size_t first = (size_t)((const char *)memmem(html.at, html.len, "id=\"rows\"", 9) - html.at);
    struct str screen = { html.at, first };
    CHECK(has(screen, "later than usual; complete to 12 Sep 2025"));
    CHECK(has(screen, "the feed went quiet") && has(screen, "the feed doubled"));
    CHECK(has(screen, "nothing received yet") && has(screen, "May to Jun 2024: not held"));
    CHECK(has(screen, "withdrawn on 3 November 2025"));
    CHECK(has(screen, "Actions are not kept in safekeep yet."));
    CHECK(has(screen, "<strong>Invented.</strong>"));
}

TEST(a_brief_that_is_not_fit_is_not_shown)
{
    struct brief b = { 0 };
    struct str out = STR("as it was");
    struct err refused = { 0 };

    CHECK(!brief_html(&b, a, &out, &refused) && refused.kind == ERR_BUG);
    CHECK_STR(out, STR("as it was"));
}
