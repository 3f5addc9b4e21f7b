/* The CSV and the JSON: complete, deterministic, honest about what is unknown. */
#include "base/json.h"
#include "base/test.h"
#include "brief/csv.h"
#include "brief/json.h"
#include "brief/sample_test.h"

static size_t lines_of(struct str s)
{
    size_t n = 0;

    for (size_t i = 1; i < s.len; i++)
        n += s.at[i] == '\n' && s.at[i - 1] == '\r';
    return n;
}

TEST(the_csv_has_a_line_a_row_and_unknown_is_empty_not_0)
{
    struct brief b;
    struct str csv, again;

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err) && brief_csv(&b, a, &csv, err));
    CHECK(lines_of(csv) == b.rows + 1);
    CHECK(str_starts(csv, STR("level,priority,area,area_code,feed,period,period_from,")));
    /* Public order has no year-ago data: an empty field before the twelve months. */
    CHECK(memmem(csv.at, csv.len, ",usual,,1500,12,", 16) != NULL);
    CHECK(memmem(csv.at, csv.len, "this feed cannot say\r\n", 22) != NULL);
    REQUIRE(brief_csv(&b, a, &again, err));
    CHECK_STR(csv, again);
}

/* Once: reading makes thousands of small allocations, refused one by one in base/json's tests. */
TEST_ONCE(the_json_reads_back_with_every_row_thing_feed_and_area)
{
    for (int s = 0; s < SAMPLES; s++) {
        struct brief b;
        struct str text;
        const struct json *root;
        REQUIRE(sample_make((enum sample)s, a, &b, err) && brief_json(&b, a, &text, err));
        REQUIRE(json_read(text, a, &root, err));
        CHECK_STR(json_at(root, "partnership")->text, b.partnership);
        CHECK(json_at(root, "things")->count == b.things);
        CHECK(json_at(root, "rows")->count == b.rows);
        CHECK(json_at(root, "feeds")->count == b.feeds);
        CHECK(json_at(root, "areas")->count == b.areas);
    }
}

/* Once: as above. */
TEST_ONCE(the_json_has_six_decimals_and_null_for_the_unknown)
{
    struct brief b;
    struct str text;
    const struct json *root;

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err) && brief_json(&b, a, &text, err));
    REQUIRE(json_read(text, a, &root, err));
    const struct json *thing = json_at(root, "things")->first;
    CHECK_STR(json_at(thing, "p")->text, STR("0.004000"));
    CHECK(json_at(json_at(thing, "splits"), "night")->number == 6);
    CHECK_STR(json_at(json_at(thing, "splits"), "knife")->text, STR("this feed cannot say"));
    CHECK(json_at(thing->next, "circle")->type == JSON_NULL);
    CHECK_STR(json_at(json_at(root, "runs")->first, "seed")->text, STR("1"));
    const struct json *row = json_at(root, "rows")->first;
    CHECK(json_at(row, "year_ago")->type == JSON_NUMBER);
    CHECK(json_at(row->next->next->next, "year_ago")->type == JSON_NULL);
}

TEST(the_same_brief_gives_the_same_json)
{
    struct brief b;
    struct str one, two;

    REQUIRE(sample_make(SAMPLE_ORDINARY, a, &b, err));
    REQUIRE(brief_json(&b, a, &one, err) && brief_json(&b, a, &two, err));
    CHECK_STR(one, two);
}

TEST(what_is_not_fit_is_not_written)
{
    struct brief b = { 0 };
    struct str out = STR("as it was");
    struct err refused = { 0 };

    CHECK(!brief_csv(&b, a, &out, &refused) && refused.kind == ERR_BUG);
    CHECK(!brief_json(&b, a, &out, &refused) && refused.kind == ERR_BUG);
    CHECK_STR(out, STR("as it was"));
}
