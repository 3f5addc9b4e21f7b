#include "web/about_page.h"

#include "web/about_view.h"
#include "web/alert_sample_test.h"
#include "web/pages.h"

TEST(what_police_find_by_looking_is_said_to_be_left_out_and_why)
{
    struct about_category c[] = { { STR("Robbery"), STR("Town Police"), false, STR("residents") },
                                  { STR("Drugs"), STR("Town Police"), true, STR("") } };
    struct about_view v = {
        .category = c, .categories = COUNT_OF(c), .discovered = 1, .missing = STR("Burglary")
    };
    struct buf b = { .arena = a };

    page_about(&b, &v);
    CHECK(page_says(&b, "No: police find it by looking") && page_says(&b, "Lum and Isaac"));
    CHECK(page_says(&b, "Nothing is held of: Burglary.") && page_says(&b, ">no rate<"));
}

TEST(about_says_how_often_alerts_are_wrong_or_that_there_is_no_record)
{
    struct about_record r = { "Clusters in place and time", 9, 3, 2, 1, 1, 1, 1 };
    struct about_view v = { .has_run = true,
                            .false_alarms_a_year = { 1, 0 },
                            .streams = 5,
                            .series = 20,
                            .record = &r,
                            .records = 1 };
    struct buf none = { .arena = a }, some = { .arena = a };

    page_about(&none, &v);
    CHECK(page_says(&none, "<strong>1</strong> false alarms a year") &&
          page_says(&none, "5 streams and 20"));
    CHECK(page_says(&none, "there is no record of how often they are right"));
    v.reviewed = 5;
    page_about(&some, &v);
    CHECK(some.failed || !page_says(&some, "there is no record"));
}

TEST(a_real_partnership_is_not_said_to_use_safekeep_and_an_invented_one_is_marked)
{
    struct about_view v = { 0 };
    struct buf real = { .arena = a }, invented = { .arena = a };

    page_about(&real, &v);
    CHECK(page_says(&real, "has adopted or endorsed them"));
    v.invented = true;
    page_about(&invented, &v);
    CHECK(page_says(&invented, "Everything here is invented"));
}
