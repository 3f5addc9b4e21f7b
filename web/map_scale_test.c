#include "web/map_scale.h"

#include "base/chance.h"
#include "base/test.h"

enum { MANY = 200 };

/* Whole numbers as counts are: many small, few large, and often the same. */
static size_t some_values(uint64_t seed, int64_t *value)
{
    struct chance c;
    size_t n;

    chance_open(&c, seed, 0);
    n = 1 + (size_t)chance_below(&c, MANY);
    for (size_t i = 0; i < n; i++) {
        int64_t wide = 1 + (int64_t)chance_below(&c, 1 + seed % 7 * 150);
        value[i] = (int64_t)chance_below(&c, (uint64_t)wide);
    }
    return n;
}

TEST(the_classes_of_a_map_cover_every_value_once_and_none_is_empty)
{
    for (uint64_t seed = 0; seed < 300; seed++) {
        int64_t value[MANY];
        size_t n = some_values(seed, value), all = 0;
        struct map_scale s = map_scale_of(value, n);

        REQUIRE(s.classes >= 1 && s.classes <= MAP_CLASSES);
        for (int i = 0; i < s.classes; i++) {
            size_t in = 0;
            CHECK(s.from[i] <= s.to[i] && (i == 0 || s.from[i] == s.to[i - 1] + 1));
            for (size_t k = 0; k < n; k++)
                in += map_scale_class(&s, value[k]) == i;
            CHECK(in == s.areas[i] && in > 0);
            all += in;
        }
        CHECK(all == n && s.from[0] == value[0] && s.to[s.classes - 1] == value[n - 1]);
    }
}

TEST(more_is_never_in_a_lower_class)
{
    int64_t value[MANY];
    size_t n = some_values(5, value);
    struct map_scale s = map_scale_of(value, n);

    for (size_t i = 1; i < n; i++)
        CHECK(map_scale_class(&s, value[i]) >= map_scale_class(&s, value[i - 1]));
    CHECK(map_scale_class(&s, value[0] - 1) == -1 && map_scale_class(&s, value[n - 1] + 1) == -1);
}

TEST(bounds_between_classes_are_round_where_numbers_are_large)
{
    int64_t value[24];
    struct map_scale s;

    for (size_t i = 0; i < COUNT_OF(value); i++)
        value[i] = 7 + (int64_t)(i * i) / 2;
    s = map_scale_of(value, COUNT_OF(value));
    REQUIRE(s.classes == MAP_CLASSES);
    for (int i = 0; i + 1 < s.classes; i++)
        CHECK(s.to[i] % 10 == 0);
}

TEST(one_value_is_one_class_and_no_value_is_none)
{
    int64_t same[] = { 4, 4, 4 };
    struct map_scale s = map_scale_of(same, COUNT_OF(same));

    CHECK(s.classes == 1 && s.from[0] == 4 && s.to[0] == 4 && s.areas[0] == 3);
    CHECK(map_scale_of(NULL, 0).classes == 0);
}
