#include "web/frame.h"

#include "base/test.h"
#include "web/pages.h"

static bool says(const struct buf *b, const char *words)
{
    return b->failed || (b->len > 0 && memmem(b->at, b->len, words, strlen(words)) != NULL);
}

static bool says_not(const struct buf *b, const char *words)
{
    return b->failed || !memmem(b->at, b->len, words, strlen(words));
}

static const struct frame_link LINKS[] = {
    { { { "/town", 5 } }, { "Brief", 5 }, { 0 }, false, false },
    { { { "/town/map", 9 } }, { "Map", 3 }, { 0 }, true, false },
};
static const struct frame_link PLACES[] = {
    { { { "/town", 5 } }, { "Town", 4 }, { " Partnership", 12 }, true, false },
    { { { "/mere", 5 } }, { "Mere", 4 }, { 0 }, false, true },
};

static struct frame_view town(void)
{
    return (struct frame_view){ .title = STR("The <map>"),
                                .partnership = STR("Town Partnership"),
                                .marking = STR("OFFICIAL"),
                                .home = { STR("/town") },
                                .style = { STR("/assets/1/site.css") },
                                .font = { STR("/assets/2/inter.woff2") },
                                .icon = { STR("/assets/3/icon.svg") },
                                .link = LINKS,
                                .links = COUNT_OF(LINKS),
                                .place = PLACES,
                                .places = COUNT_OF(PLACES),
                                .version = STR("1.2.3"),
                                .main = { STR("<h1>The map</h1>") } };
}

TEST(a_page_bears_its_title_its_partnership_and_its_marking)
{
    struct frame_view v = town();
    struct buf b = { .arena = a };

    page_frame(&b, &v);
    CHECK(says(&b, "<title>The &lt;map&gt; – Town Partnership – safekeep</title>"));
    CHECK(says(&b, "<html lang=\"en-GB\"") && says(&b, ">OFFICIAL</p>"));
    CHECK(says(&b, "<main id=\"main\"") && says(&b, "<h1>The map</h1>") && says(&b, "href=\"#main\""));
    CHECK(says(&b, "safekeep 1.2.3 is free software under the GNU Affero General Public License"));
    CHECK(says(&b, "href=\"/cards\">Safety cards</a>"));
}

TEST(the_page_one_is_on_and_the_partnership_one_looks_at_are_said_to_be_current)
{
    struct frame_view v = town();
    struct buf b = { .arena = a };

    page_frame(&b, &v);
    CHECK(says(&b, "href=\"/town/map\" aria-current=\"page\">Map<"));
    CHECK(says(&b, "href=\"/town\">Brief<"));
    CHECK(says(
        &b, "href=\"/town\" aria-current=\"true\">Town<span class=\"govuk-visually-hidden\"> Partnership"));
    CHECK(says(&b, "href=\"/mere\">Mere <span class=\"site-switch__mark\">invented</span>"));
}

TEST(what_is_invented_says_so_in_its_title_above_its_pages_and_on_paper)
{
    struct frame_view v = town();
    struct buf real = { .arena = a }, invented = { .arena = a };

    page_frame(&real, &v);
    v.invented = true;
    page_frame(&invented, &v);
    CHECK(says(&invented, "Town Partnership (invented) – safekeep</title>"));
    CHECK(says(&invented, "<strong>Invented</strong>Everything here is made up"));
    CHECK(says(&invented, "site-is-invented"));
    CHECK(says_not(&real, "(invented)") && says_not(&real, "site-is-invented") && says_not(&real, "made up"));
}

TEST(a_page_on_a_day_that_was_asked_for_names_the_day_and_the_way_to_the_newest)
{
    struct frame_view v = town();
    struct buf newest = { .arena = a }, asked = { .arena = a };

    page_frame(&newest, &v);
    v.as_of = true;
    v.newest = (struct url){ STR("/town/map?category=robbery") };
    REQUIRE(date_make(2025, 9, 30, &v.date));
    page_frame(&asked, &v);
    CHECK(says(&asked, "As of <strong>30 September 2025</strong>"));
    CHECK(says(&asked, "href=\"/town/map?category=robbery\">See the newest day"));
    CHECK(says_not(&newest, "As of "));
}

TEST(sources_crumbs_scripts_and_an_error_stand_where_they_are_given)
{
    struct frame_view v = town();
    struct str source[] = { STR("Contains public sector information & more.") };
    struct url script[] = { { STR("/assets/4/map.js") } };
    struct buf b = { .arena = a };

    v.source = source;
    v.sources = 1;
    v.script = script;
    v.scripts = 1;
    v.crumb = LINKS;
    v.crumbs = 1;
    v.has_error = true;
    page_frame(&b, &v);
    CHECK(says(&b, "<p>Contains public sector information &amp; more.</p>"));
    CHECK(says(&b, "<script src=\"/assets/4/map.js\" defer></script>"));
    CHECK(says(&b, "class=\"govuk-breadcrumbs__link\" href=\"/town\">Brief<") &&
          says(&b, "<title>Error: The"));
}

TEST(outside_any_partnership_there_is_no_navigation_and_the_site_bears_its_own_name)
{
    struct frame_view v = { .title = STR("Not found"), .home = { STR("/") }, .marking = STR("OFFICIAL") };
    struct buf b = { .arena = a };

    page_frame(&b, &v);
    CHECK(says(&b, "href=\"/\">safekeep</a>") && says(&b, "<title>Not found – safekeep</title>"));
    CHECK(says_not(&b, "aria-label=\"Pages\"") && says_not(&b, "aria-label=\"Partnerships\""));
}

TEST(no_frame_holds_a_script_or_a_style_of_its_own)
{
    struct frame_view v = town();
    struct buf b = { .arena = a };

    page_frame(&b, &v);
    CHECK(says_not(&b, "<script") && says_not(&b, "<style") && says_not(&b, "style=\"") &&
          says_not(&b, "http:"));
}
