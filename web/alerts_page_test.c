#include "web/alerts_page.h"

#include "web/alert_sample_test.h"
#include "web/alerts_view.h"
#include "web/pages.h"

static struct alerts_row row_of(enum alert_state state)
{
    return (struct alerts_row){ .category = STR("Robbery"),
                                .place = STR("Quayside <1>"),
                                .period = STR("October 2025"),
                                .observed = { 1200 },
                                .usual = STR("1 to 4"),
                                .chance = STR("about once in 6 years"),
                                .method = "A cluster of small areas",
                                .feed = STR("Town Police"),
                                .state = state,
                                .state_word = alert_state_word(state) };
}

TEST(a_list_of_alerts_says_what_where_when_how_many_and_what_is_usual)
{
    struct alerts_row row = row_of(ALERT_WATCHED);
    struct alerts_view v = { .scanned = true, .standing = { "Alerts that stand", &row, 1 } };
    struct buf b = { .arena = a };

    page_alerts(&b, &v);
    CHECK(page_says(&b, "Robbery, Quayside &lt;1&gt;") && page_says(&b, "<strong>1,200</strong>"));
    CHECK(page_says(&b, ">1 to 4<") && page_says(&b, "about once in 6 years") &&
          page_says(&b, ">Watched<"));
    CHECK(page_says(&b, "None is kept from before"));
}

TEST(a_day_without_alerts_is_not_called_calm)
{
    struct alerts_view v = { .scanned = true };
    struct buf b = { .arena = a };

    page_alerts(&b, &v);
    CHECK(page_says(&b, "what is not reported to anyone, cannot be seen here"));
}

TEST(a_day_without_a_scan_does_not_say_that_nothing_stood_out)
{
    struct alerts_view v = { .looked_for =
                                 STR("No scan that still stands was made for this day.") };
    struct buf b = { .arena = a };

    page_alerts(&b, &v);
    CHECK(page_says(&b, "No scan that still stands"));
    CHECK(b.failed || !page_says(&b, "Nothing stood out"));
}
