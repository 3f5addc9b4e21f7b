/* The sparkline and the map. */
#include "base/test.h"
#include "brief/map.h"
#include "brief/sample_test.h"
#include "brief/spark.h"

static bool has(const struct buf *b, const char *word)
{
    return b->len && memmem(b->at, b->len, word, strlen(word)) != NULL;
}

static struct brief_series series_of(const int64_t *count, size_t n)
{
    struct brief_period p = { BRIEF_MONTH, { 0 }, { 30 } };

    return (struct brief_series){ count, NULL, n, p, p };
}

TEST(a_sparkline_of_no_past_is_nothing)
{
    struct brief_series s = { 0 };
    struct buf b = { .arena = a };

    brief_add_spark(&b, &s, (struct brief_usual){ 0 }, BRIEF_UNKNOWN);
    CHECK(b.len == 0);
}

TEST(a_sparkline_starts_at_0_and_its_dot_is_the_last_period)
{
    static const int64_t COUNT[] = { 0, 5, 10 };
    struct brief_series s = series_of(COUNT, 3);
    struct buf b = { .arena = a };

    brief_add_spark(&b, &s, (struct brief_usual){ true, 0, 5, 2 }, BRIEF_ABOVE);
    REQUIRE(!b.failed);
    CHECK(has(&b, "d=\"M4.0 24.0L60.0 14.0L116.0 4.0\""));
    CHECK(has(&b, "<circle class=\"above\" cx=\"116.0\" cy=\"4.0\""));
    CHECK(has(&b, "class=\"band\" x=\"0\" width=\"120\" y=\"14.0\" height=\"10.0\""));
    CHECK(has(&b, "role=\"img\" aria-label=\"January 1970: 0, 5, 10\""));
}

TEST(a_period_not_held_is_a_gap_and_a_lone_one_is_seen)
{
    static const int64_t COUNT[] = { 4, -1, 4, 4 };
    static const int64_t NOTHING[] = { 0, -1, 0 };
    struct brief_series s = series_of(COUNT, 4), zero = series_of(NOTHING, 3);
    struct buf b = { .arena = a }, z = { .arena = a };

    brief_add_spark(&b, &s, (struct brief_usual){ 0 }, BRIEF_UNKNOWN);
    brief_add_spark(&z, &zero, (struct brief_usual){ 0 }, BRIEF_UNKNOWN);
    REQUIRE(!b.failed && !z.failed);
    CHECK(has(&b, "M4.0 4.0M78.7 4.0L116.0 4.0"));
    CHECK(has(&b, "class=\"alone\"") && !has(&b, "band"));
    CHECK(!has(&z, "nan") && !has(&z, "inf"));
}

TEST(a_map_has_an_outline_an_area_and_a_number_a_thing)
{
    struct brief b;
    struct buf map = { .arena = a };

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err));
    brief_add_map(&map, &b);
    REQUIRE(!map.failed);
    size_t areas = 0;
    for (size_t i = 0; i + 12 < map.len; i++)
        areas += memcmp(map.at + i, "class=\"area\"", 12) == 0;
    CHECK(areas == b.areas);
    CHECK(has(&map, ">1</text>") && has(&map, ">2</text>") && has(&map, ">3</text>"));
    CHECK(has(&map, "url(#map-above)") && has(&map, "url(#map-below)"));
    CHECK(has(&map, "Old Harbour: 134, usual 80 to 120"));
}

TEST(without_an_outline_there_is_no_map)
{
    struct brief b;
    struct buf map = { .arena = a };

    REQUIRE(sample_make(SAMPLE_EMPTY, a, &b, err));
    CHECK(!brief_has_map(&b));
    brief_add_map(&map, &b);
    CHECK(map.len == 0);
}

TEST(rings_too_small_to_see_are_left_out)
{
    static const struct lonlat POINT[] = { { 0.5, 51.0 }, { 0.9, 51.0 }, { 0.9, 51.3 },
                                           { 0.7, 51.1 }, { 0.70001, 51.1 }, { 0.7, 51.10001 } };
    static const uint32_t END[] = { 3, 6 };
    struct brief_area area = { .name = STR("A"), .shape = { POINT, END, 6, 2, { 0 } } };
    struct brief b = { .area = &area, .areas = 1 };
    struct buf map = { .arena = a };

    brief_add_map(&map, &b);
    REQUIRE(!map.failed);
    const char *d = memmem(map.at, map.len, "fill-rule=\"evenodd\" d=\"M", 24);
    REQUIRE(d);
    const char *end = memchr(d, '>', (size_t)(map.at + map.len - d));
    REQUIRE(end);
    CHECK(memmem(d + 24, (size_t)(end - d - 24), "M", 1) == NULL);
}
