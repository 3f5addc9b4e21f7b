#include "web/alert_words.h"

#include "web/alert_sample_test.h"

TEST(the_newest_review_says_what_became_of_an_alert)
{
    struct alert_sample s;

    alert_sample_make(&s);
    CHECK(alert_state(&s.alert[0]) == ALERT_WATCHED);
    CHECK(alert_state(&s.alert[1]) == ALERT_OPEN);
    CHECK(alert_state(&s.alert[2]) == ALERT_RIGHT);
}

TEST(every_state_but_the_first_has_a_verdict_of_its_own)
{
    for (int i = ALERT_WATCHED; i < ALERT_STATES; i++)
        CHECK(alert_state_of(str_of(alert_state_key((enum alert_state)i))) == (enum alert_state)i);
    CHECK(alert_state_of(STR("something else")) == ALERT_OPEN);
}

TEST(an_alerts_place_is_named_by_the_ward_most_of_it_lies_in)
{
    struct alert_sample s;
    struct str place;

    alert_sample_make(&s);
    REQUIRE(alert_place(&s.shot, &s.alert[0], a, &place, err));
    CHECK_STR(place, STR("Quayside and Hillside"));
    REQUIRE(alert_place(&s.shot, &s.alert[1], a, &place, err));
    CHECK_STR(place, STR("Hillside"));
    CHECK(alert_ward(&s.shot, &s.alert[0]) == 0 && alert_ward(&s.shot, &s.alert[1]) == 1);
}

TEST(an_alert_of_areas_no_longer_held_still_has_a_place_in_words)
{
    struct alert_sample s;
    struct str place;

    alert_sample_make(&s);
    s.code[3] = STR("gone");
    REQUIRE(alert_place(&s.shot, &s.alert[1], a, &place, err));
    CHECK_STR(place, STR("the partnership’s area"));
    CHECK(alert_ward(&s.shot, &s.alert[1]) == AREA_NONE);
}

TEST(alerts_are_related_when_they_share_an_area_or_a_ward)
{
    struct alert_sample s;

    alert_sample_make(&s);
    CHECK(alert_related(&s.shot, &s.alert[0], &s.alert[2]) &&
          alert_related(&s.shot, &s.alert[2], &s.alert[0]));
    CHECK(!alert_related(&s.shot, &s.alert[1], &s.alert[2]));
    CHECK(!alert_related(&s.shot, &s.alert[0], &s.alert[0]));
}

TEST(a_chance_allows_for_all_that_was_looked_at)
{
    struct alert_sample s;
    struct buf b = { .arena = a }, c = { .arena = a };

    alert_sample_make(&s);
    alert_add_chance(&b, &s.shot, &s.alert[0]); /* 30 years among 5 streams */
    CHECK(page_says(&b, "about once in 6 years"));
    alert_add_chance(&c, &s.shot, &s.alert[2]); /* its run is not known */
    CHECK(page_says(&c, "not worked out"));
}

TEST(the_record_counts_each_alert_once_by_its_newest_review)
{
    struct alert_sample s;
    struct alert_record all, scan;

    alert_sample_make(&s);
    all = alert_record(&s.shot, STR(""));
    scan = alert_record(&s.shot, STR("scan"));
    CHECK(all.watched == 1 && all.open == 1 && all.right == 1 && all.acted_on == 0);
    CHECK(scan.watched == 1 && scan.open == 0 && scan.right == 1);
}
