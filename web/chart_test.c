#include "web/chart.h"

#include "base/test.h"

static bool says(struct str text, const char *words)
{
    size_t n = strlen(words);

    for (size_t i = 0; i + n <= text.len; i++)
        if (memcmp(text.at + i, words, n) == 0)
            return true;
    return false;
}

static size_t times(struct str text, const char *words)
{
    size_t n = strlen(words), found = 0;

    for (size_t i = 0; i + n <= text.len; i++)
        found += memcmp(text.at + i, words, n) == 0;
    return found;
}

static struct month month(int year, int n)
{
    struct month m = { 0 };

    (void)!month_make(year, n, &m);
    return m;
}

/* Four months: usual, not held, above usual with an alert, doubtful. */
static const struct chart_month FOUR[] = {
    { .known = true, .y = 12, .has_usual = true, .low = 5, .high = 20, .verdict = BRIEF_USUAL },
    { .known = false, .y = 77 },
    { .known = true,
      .y = 41,
      .has_usual = true,
      .low = 6,
      .high = 21,
      .verdict = BRIEF_ABOVE,
      .alert = true },
    { .known = true, .y = 3, .doubtful = true },
};

static struct chart four(void)
{
    return (struct chart){ .id = "t",
                           .title = STR("<b>\"x by month"),
                           .unit = STR("incidents"),
                           .first = month(2025, 1),
                           .months = 4,
                           .month = FOUR };
}

static bool draw(const struct chart *c, enum chart_size size, struct arena *a, struct str *out,
                 struct err *err)
{
    struct buf b = { .arena = a };

    chart_add(&b, c, size);
    return buf_done(&b, "a chart", out, err);
}

TEST(a_chart_says_its_figures_in_words_and_never_a_figure_for_a_month_not_held)
{
    struct chart c = four();
    struct str svg;

    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(says(
        svg,
        "Jan 2025 12; Feb 2025 not held; Mar 2025 41 (above usual); Apr 2025 3 (feed doubtful)"));
    CHECK(!says(svg, "77"));
}

TEST(a_chart_has_a_title_that_cannot_become_markup)
{
    struct chart c = four();
    struct str svg;

    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(says(svg, "<title id=\"t-wide-t\">&lt;b&gt;&quot;x by month</title>"));
    CHECK(says(svg, "role=\"img\" aria-labelledby=\"t-wide-t t-wide-d\""));
    CHECK(!says(svg, "style="));
}

TEST(a_month_not_held_breaks_the_line_of_a_chart_and_has_no_band)
{
    struct chart c = four();
    struct str svg;

    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(times(svg, "class=\"band\"") == 2);
    CHECK(times(svg, "class=\"line\" d=\"M") == 1);
    struct str line = svg;
    while (line.len && !str_starts(line, STR("class=\"line\"")))
        line = str_from(line, 1);
    line = str_cut(&line, '/');
    CHECK(times(line, "M") == 2 && times(line, "L") == 1);
}

TEST(months_above_usual_doubtful_or_with_an_alert_are_marked_each_in_its_own_shape)
{
    struct chart c = four();
    struct str svg;

    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(times(svg, "<path class=\"dot above\"") == 1);
    CHECK(times(svg, "<circle class=\"dot hollow\"") == 1);
    CHECK(times(svg, "class=\"note\"") == 1 && says(svg, ">alert</text>"));
}

TEST(a_narrow_chart_shows_the_newest_months_and_a_chart_of_none_is_nothing)
{
    struct chart_month many[30] = { 0 };
    struct chart c = {
        .id = "t", .title = STR("x"), .first = month(2023, 1), .months = 30, .month = many
    };
    struct str svg;

    for (size_t i = 0; i < 30; i++)
        many[i] = (struct chart_month){ .known = true, .y = (double)(100 + i) };
    REQUIRE(draw(&c, CHART_NARROW, a, &svg, err));
    CHECK(says(svg, "Jun 2025 129") && says(svg, "Jun 2024 117") && !says(svg, "May 2024 116"));
    c.months = 0;
    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(svg.len == 0);
}

TEST(the_scale_of_a_chart_steps_by_one_two_or_five_and_reaches_its_top)
{
    for (int top = 1; top < 3000; top += 7) {
        double step = chart_step(top, 5, true), power = pow(10, floor(log10(step) + 1e-9));
        double nice = step / power;

        CHECK(fabs(nice - 1) < 1e-9 || fabs(nice - 2) < 1e-9 || fabs(nice - 5) < 1e-9);
        CHECK(step >= 1 && fabs(step - floor(step)) < 1e-9);
        CHECK(top / step <= 5 + 1e-6 && (step < 2 || top / step > 2 - 1e-6));
    }
    CHECK_NEAR(chart_step(.8, 5, false), .2, 1e-9);
}

TEST(two_series_share_one_scale_and_both_are_said)
{
    static const struct chart_month OTHER[4] = {
        { .known = true, .y = 90 }, { .known = true, .y = 80 }, { 0 }, { .known = true, .y = 70 }
    };
    struct chart c = four();
    struct str svg;

    c.other = OTHER;
    c.name = STR("Here");
    c.other_name = STR("There");
    CHECK_NEAR(chart_top(&c), 90, 1e-9);
    REQUIRE(draw(&c, CHART_WIDE, a, &svg, err));
    CHECK(says(svg, "Jan 2025 12 and 90; Feb 2025 not held and 80"));
    CHECK(says(svg, "3 Here</text>") && says(svg, "70 There</text>"));
}
