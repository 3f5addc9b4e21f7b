#include "web/alert_sample_test.h"

bool page_says(const struct buf *b, const char *words)
{
    return b->failed || memmem(b->at, b->len, words, strlen(words));
}

static struct date day(int year, int month, int day_of_month)
{
    struct date d = { 0 };

    (void)!date_make(year, month, day_of_month, &d);
    return d;
}

static void make_places(struct alert_sample *s)
{
    s->ward[0] = (struct area){ .code = STR("W1"), .name = STR("Quayside") };
    s->ward[1] = (struct area){ .code = STR("W2"), .name = STR("Hillside") };
    s->small[0] = (struct area){ .code = STR("A1"), .name = STR("Quay 1"), .ward = 0 };
    s->small[1] = (struct area){ .code = STR("A2"), .name = STR("Quay 2"), .ward = 0 };
    s->small[2] = (struct area){ .code = STR("A3"), .name = STR("Hill 1"), .ward = 1 };
    s->shot.tally.areas.small = (struct area_list){ s->small, COUNT_OF(s->small) };
    s->shot.tally.areas.ward = (struct area_list){ s->ward, COUNT_OF(s->ward) };
}

static void make_tally(struct alert_sample *s)
{
    struct tally *t = &s->shot.tally;

    s->category[0] =
        (struct category){ STR("robbery"), STR("Robbery"), STR("residents"), false, 2 };
    s->category[1] =
        (struct category){ STR("burglary"), STR("Burglary"), STR("households"), false, 5 };
    s->feed[0] = (struct feed){ .agency_id = 1,
                                .agency_code = STR("police"),
                                .agency_name = STR("Town Police"),
                                .kind = STR("incidents"),
                                .by_day = true };
    s->stream[0] = (struct stream){ .category = 0 };
    s->stream[1] = (struct stream){ .category = 1 };
    t->category = s->category;
    t->categories = COUNT_OF(s->category);
    t->feed = s->feed;
    t->feeds = COUNT_OF(s->feed);
    t->stream = s->stream;
    t->streams = COUNT_OF(s->stream);
}

static void make_alerts(struct alert_sample *s)
{
    s->code[0] = STR("A1");
    s->code[1] = STR("A2");
    s->code[2] = STR("A3");
    s->code[3] = STR("W2");
    s->watched[0] = (struct shot_review){ 1762171200000, STR("R. Lee"), STR("watch"), STR("") };
    s->watched[1] = (struct shot_review){ 1762084800000, STR("A. Khan"), STR("act"), STR("") };
    s->right[0] = (struct shot_review){ 1759492800000, STR("A. Khan"), STR("right"), STR("") };
    s->alert[0] = (struct shot_alert){ .id = 7,
                                       .run = 2,
                                       .standing = true,
                                       .method = STR("scan"),
                                       .category = STR("robbery"),
                                       .agency = STR("Town Police"),
                                       .feed = STR("incidents"),
                                       .area = s->code,
                                       .areas = 3,
                                       .has_circle = true,
                                       .centre = { -0.5, 51.4 },
                                       .radius_km = .8,
                                       .from = day(2025, 10, 21),
                                       .to = day(2025, 10, 31),
                                       .run_until = day(2025, 10, 31),
                                       .observed = 9,
                                       .low = 1,
                                       .high = 4,
                                       .expected = 2.4,
                                       .p_value = .001,
                                       .recurrence_days = 10957.5,
                                       .review = s->watched,
                                       .reviews = 2 };
    s->alert[1] = s->alert[0];
    s->alert[1].id = 8;
    s->alert[1].method = STR("usual");
    s->alert[1].category = STR("burglary");
    s->alert[1].area = s->code + 3;
    s->alert[1].areas = 1;
    s->alert[1].has_circle = false;
    s->alert[1].reviews = 0;
    s->alert[2] = s->alert[0];
    s->alert[2].id = 3;
    s->alert[2].run = 1;
    s->alert[2].standing = false;
    s->alert[2].areas = 2;
    s->alert[2].review = s->right;
    s->alert[2].reviews = 1;
}

void alert_sample_make(struct alert_sample *s)
{
    *s = (struct alert_sample){ .shot = { .seq = 1, .newest = true, .date = day(2025, 10, 31) } };
    make_places(s);
    make_tally(s);
    make_alerts(s);
    s->run[0] = (struct shot_run){ .id = 2,
                                   .until = day(2025, 10, 31),
                                   .replications = 999,
                                   .seed = 1,
                                   .streams = 5,
                                   .series = 20,
                                   .false_alarms_a_year = 1,
                                   .max_radius_km = 3,
                                   .max_population_share = .5,
                                   .version = STR("0.1.0") };
    s->shot.alert = s->alert;
    s->shot.alerts = COUNT_OF(s->alert);
    s->shot.run = s->run;
    s->shot.runs = COUNT_OF(s->run);
    s->shot.brief = (struct brief){ .partnership = STR("Town Partnership"),
                                    .marking = STR("OFFICIAL"),
                                    .date = s->shot.date,
                                    .runs = 1,
                                    .version = STR("0.1.0"),
                                    .looked_for = STR("5 streams were scanned.") };
}
