#include "web/throttle.h"

#include "base/test.h"

#define HOUR_MS ((int64_t)60 * 60 * 1000)

TEST(one_caller_may_send_so_often_an_hour_and_others_are_not_kept_out_by_it)
{
    struct throttle th _cleanup_(throttle_close);
    int64_t wait = 0;

    throttle_open(&th);
    for (int i = 0; i < THROTTLE_ONE; i++)
        CHECK(throttle_take(&th, 7, (struct instant){ 1000 + i }, &wait));
    CHECK(!throttle_take(&th, 7, (struct instant){ 2000 }, &wait));
    CHECK(wait == 3599);
    CHECK(throttle_take(&th, 8, (struct instant){ 2000 }, &wait));
    CHECK(!throttle_take(&th, 7, (struct instant){ 999 + HOUR_MS }, &wait) && wait == 1);
    CHECK(throttle_take(&th, 7, (struct instant){ 1000 + HOUR_MS }, &wait));
    CHECK(!throttle_take(&th, 7, (struct instant){ 1000 + HOUR_MS }, &wait));
    (void)a;
    (void)err;
}

TEST(all_together_may_send_so_often_an_hour)
{
    struct throttle th _cleanup_(throttle_close);
    int64_t wait = 0;

    throttle_open(&th);
    for (uint64_t i = 0; i < THROTTLE_ALL; i++)
        CHECK(throttle_take(&th, i, (struct instant){ (int64_t)i }, &wait));
    CHECK(!throttle_take(&th, 1000, (struct instant){ THROTTLE_ALL }, &wait) && wait == 3600);
    CHECK(throttle_take(&th, 1000, (struct instant){ HOUR_MS }, &wait));
    CHECK(!throttle_take(&th, 1001, (struct instant){ HOUR_MS }, &wait));
    (void)a;
    (void)err;
}

TEST(a_caller_s_number_depends_on_the_secret)
{
    uint64_t one = throttle_caller(STR("s"), STR("192.0.2.1"));

    CHECK(one == throttle_caller(STR("s"), STR("192.0.2.1")));
    CHECK(one != throttle_caller(STR("s"), STR("192.0.2.2")));
    CHECK(one != throttle_caller(STR("t"), STR("192.0.2.1")));
    (void)a;
    (void)err;
}
