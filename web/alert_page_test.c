#include "web/alert_page.h"

#include "web/alert_sample_test.h"
#include "web/pages.h"

/* A page as it is filled for alert 7, as far as these tests look at it. */
static struct alert_view view_of(void)
{
    struct alert_view v = {
        .title = STR("Robbery, Quayside <b>"),
        .category = STR("Robbery"),
        .agency = STR("Town Police"),
        .standing = true,
        .cluster = true,
        .days = STR("11 days"),
        .expected = { 2.44, 1 },
        .row = { .observed = { 9 },
                 .usual = STR("1 to 4"),
                 .chance = STR("about once in 6 years"),
                 .period = STR("21 to 31 Oct 2025"),
                 .state = ALERT_OPEN,
                 .state_word = alert_state_word(ALERT_OPEN) },
        .why = STR("3 small areas within 0.8 km."),
        .chance = STR("By chance alone, about once in 6 years."),
        .record = STR("No record yet of how often such alerts are right"),
        .command = STR("safekeep repeat --store STORE 2"),
    };

    return v;
}

TEST(an_alert_is_shown_as_a_question_with_what_was_seen_and_what_is_usual)
{
    struct alert_view v = view_of();
    struct buf b = { .arena = a };

    page_alert(&b, &v);
    CHECK(page_says(&b, "a question, not a finding") && page_says(&b, "never of people"));
    CHECK(page_says(&b, "Robbery, Quayside &lt;b&gt;"));
    CHECK(page_says(&b, ">9<") && page_says(&b, ">1 to 4<") && page_says(&b, "2.4 expected"));
    CHECK(page_says(&b, "seen in 11 days, 21 to 31 Oct 2025") &&
          page_says(&b, "about once in 6 years"));
    CHECK(page_says(&b, "No record yet") && page_says(&b, "safekeep repeat --store STORE 2"));
    CHECK(page_says(&b, "Nobody has looked into it yet"));
}

TEST(an_alert_whose_run_no_longer_stands_says_so_first)
{
    struct alert_view v = view_of();
    struct buf stands = { .arena = a }, gone = { .arena = a };

    page_alert(&stands, &v);
    v.replaced = true;
    page_alert(&gone, &v);
    CHECK(page_says(&gone, "no longer stands: a newer one was made"));
    CHECK(stands.failed || !page_says(&stands, "no longer stands"));
}

TEST(a_month_that_is_not_held_is_said_and_never_nought)
{
    struct alert_month month[] = {
        { STR("October 2025"), STR("9"), STR("1 to 4"), "above", "above usual", false },
        { STR("September 2025"), STR("not held"), STR(""), "", "", false }
    };
    struct alert_view v = view_of();
    struct buf b = { .arena = a };

    v.month = month;
    v.months = COUNT_OF(month);
    v.month_usual = true;
    page_alert(&b, &v);
    CHECK(page_says(&b, "site-verdict--above\">above usual<") &&
          page_says(&b, "<span class=\"site-none\">not held"));
}

TEST(from_elsewhere_there_is_no_form_but_words)
{
    static const struct {
        enum alert_form form;
        const char *words;
    } CASE[] = { { ALERT_FORM_ELSEWHERE, "at the machine that serves these pages" },
                 { ALERT_FORM_READ_ONLY, "served read-only" },
                 { ALERT_FORM_NO_REVIEWER, "safekeep reviewer add" } };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct alert_form_view v = { .form = CASE[i].form };
        struct buf b = { .arena = a };

        page_alert_form(&b, &v);
        CHECK(page_says(&b, CASE[i].words));
        CHECK(b.failed || !page_says(&b, "<form"));
    }
}

TEST(a_form_that_comes_back_says_what_to_mend_and_keeps_what_was_chosen)
{
    struct alert_choice verdict[] = { { "verdict", STR("watch"), STR("Watch"), STR(""), false },
                                      { "verdict-dismiss", STR("dismiss"), STR("Dismiss"), STR(""),
                                        true } };
    struct alert_choice name = { .value = STR("R. Lee"), .label = STR("R. Lee"), .chosen = true };
    struct alert_form_view v = { .form = ALERT_FORM_HERE,
                                 .token = STR("t0ken"),
                                 .seen = STR("17"),
                                 .verdict = verdict,
                                 .verdicts = 2,
                                 .reviewer = &name,
                                 .reviewers = 1,
                                 .reason_error = "Choose why it is dismissed" };
    struct buf b = { .arena = a };

    page_alert_form(&b, &v);
    CHECK(page_says(&b, "</span> Choose why it is dismissed</p>") &&
          page_says(&b, "name=\"token\" value=\"t0ken\""));
    CHECK(page_says(&b, "value=\"dismiss\" aria-describedby=\"verdict-dismiss-hint\" checked"));
    CHECK(page_says(&b, "value=\"R. Lee\" selected") &&
          page_says(&b, "name=\"seen\" value=\"17\""));
    CHECK(b.failed || !page_says(&b, "value=\"watch\" aria-describedby=\"verdict-hint\" checked"));
}
