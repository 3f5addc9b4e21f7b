#include "base/test.h"
#include "brief/sample_test.h"

/* A fresh ordinary brief whose rows may be spoilt. */
static bool fresh(struct arena *a, struct brief *b, struct brief_row **row, struct err *err)
{
    if (!sample_make(SAMPLE_ORDINARY, a, b, err))
        return false;
    *row = arena_new(a, struct brief_row, b->rows);
    if (!*row)
        return err_memory(err, "spoiling a sample");
    memcpy(*row, b->row, b->rows * sizeof **row);
    b->row = *row;
    return true;
}

/* Spoils a sound brief by `how`, and asks for ERR_BUG with nothing else wrong. */
#define REFUSED(how)                                                                     \
    do {                                                                                 \
        struct brief b;                                                                  \
        struct brief_row *row;                                                           \
        struct err sound = { 0 };                                                        \
        REQUIRE(fresh(a, &b, &row, err));                                                \
        CHECK(brief_check(&b, &sound));                                                  \
        how;                                                                             \
        CHECK(!brief_check(&b, &sound) && sound.kind == ERR_BUG);                        \
    } while (0)

TEST(every_sample_is_fit_to_show)
{
    for (int s = 0; s < SAMPLES; s++) {
        struct brief b;
        REQUIRE(sample_make((enum sample)s, a, &b, err));
        CHECK(brief_check(&b, err));
    }
}

TEST(a_verdict_is_what_the_range_says_and_unknown_without_one)
{
    struct brief_usual usual = { true, 2, 6, 4 };
    struct brief_usual none = { 0 };

    CHECK(brief_judge((struct brief_count){ true, 1 }, usual) == BRIEF_BELOW);
    CHECK(brief_judge((struct brief_count){ true, 2 }, usual) == BRIEF_USUAL);
    CHECK(brief_judge((struct brief_count){ true, 6 }, usual) == BRIEF_USUAL);
    CHECK(brief_judge((struct brief_count){ true, 7 }, usual) == BRIEF_ABOVE);
    CHECK(brief_judge((struct brief_count){ false, 7 }, usual) == BRIEF_UNKNOWN);
    CHECK(brief_judge((struct brief_count){ true, 7 }, none) == BRIEF_UNKNOWN);
}

TEST(a_brief_without_a_name_a_marking_or_plain_text_is_refused)
{
    REFUSED(b.partnership = STR(""));
    REFUSED(b.marking = STR(""));
    REFUSED(b.partnership = STR("a\nb"));
    REFUSED(b.map_of = STR("\xff"));
    REFUSED(row[3].area = STR("\x01"));
}

TEST(more_than_three_things_are_refused)
{
    REFUSED(b.things = BRIEF_THINGS_MAX + 1);
    REFUSED(b.things_more = -1);
}

TEST(a_thing_that_cannot_be_is_refused)
{
    REFUSED(b.thing[0].place = STR(""));
    REFUSED(b.thing[0].p = 1.01);
    REFUSED(b.thing[0].p = NAN);
    REFUSED(b.thing[0].recurrence_days = -1);
    REFUSED(b.thing[0].usual.low = 5);
    REFUSED(b.thing[0].observed = -1);
    REFUSED(b.thing[0].split[BRIEF_NIGHT].n = 10);
    REFUSED(b.thing[0].right = 11);
    REFUSED(b.thing[0].centre.lon = 20);
    REFUSED(b.thing[0].radius_km = -1);
    REFUSED(b.thing[1].area = b.areas);
    REFUSED(b.thing[1].series.count = NULL);
    REFUSED(b.thing[1].period.to.days = b.thing[1].period.from.days - 1);
}

TEST(a_row_whose_figures_contradict_each_other_is_refused)
{
    REFUSED(row[0].priority = STR(""));
    REFUSED(row[0].count.n = -1);
    REFUSED(row[0].usual.low = row[0].usual.high + 1);
    REFUSED(row[0].usual.expected = INFINITY);
    REFUSED(row[0].verdict = BRIEF_ABOVE);
    REFUSED(row[0].count.known = false);
    REFUSED(row[0].split[BRIEF_KNIFE] = ((struct brief_count){ true, row[0].count.n + 1 }));
    REFUSED(row[0].months_held = 13);
    REFUSED(row[0].months_held = 0);
    REFUSED(row[0].rate.denominator = STR(""));
    REFUSED(row[0].rate.months = 0);
    REFUSED(row[0].rate.per_1000 = NAN);
    REFUSED(row[0].rank.rank = row[0].rank.of + 1);
    REFUSED(row[0].level = (enum brief_level)7);
    REFUSED(row[0].period.to.days = row[0].period.from.days - 1);
}

TEST(a_notice_or_area_that_cannot_be_is_refused)
{
    static struct brief_notice odd[] = { { .kind = BRIEF_NOTICES } };
    static struct brief_notice undated[] = { { .kind = BRIEF_QUIET,
                                               .period = { BRIEF_MONTH, { 9 }, { 8 } } } };
    struct brief_feed feed = { .agency = STR("Police"), .notice = odd, .notices = 1 };
    struct brief_area area = { .name = STR("A"), .verdict = BRIEF_ABOVE };

    REFUSED((b.feed = &feed, b.feeds = 1));
    feed.notice = undated;
    REFUSED((b.feed = &feed, b.feeds = 1));
    feed = (struct brief_feed){ 0 };
    REFUSED((b.feed = &feed, b.feeds = 1));
    REFUSED((b.area = &area, b.areas = 1, b.things = 0));
}
