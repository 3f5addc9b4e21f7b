/* Imports lie beneath most of these, and take seconds: memory is refused in those made by hand. */
#include "web/area_page.h"

#include "picture/fixture_test.h"
#include "web/area_view.h"
#include "web/areas_page.h"
#include "web/areas_view.h"
#include "web/brief_page.h"
#include "web/pages.h"

static bool says(struct str text, const char *words)
{
    size_t n = strlen(words);

    for (size_t i = 0; i + n <= text.len; i++)
        if (memcmp(text.at + i, words, n) == 0)
            return true;
    return false;
}

struct visit {
    struct town town;
    struct site *site;
    const struct snapshot *shot;
    struct request rq;
    struct field field[2];
};

static void visit_close(struct visit *v)
{
    snapshot_give_back(&v->shot);
    site_close(&v->site);
    town_close(&v->town);
}

/* Months up to October 2025: 3 robberies a month in area 0, and 20 in the last; none else but
 * `quiet` burglaries. */
static struct str crimes(struct arena *a, int months)
{
    struct buf b = { .arena = a };

    town_crime_header(&b);
    for (int m = months; m > 0; m--) {
        struct month at = { town_month(2025, 10).n + 1 - m };

        town_crimes(&b, at, 0, "Robbery", m == 1 ? 20 : 3);
        town_crimes(&b, at, 1, "Robbery", 4 + m % 3);
        town_crimes(&b, at, 3, "Burglary", 2);
    }
    return town_text(&b);
}

static bool begin_visit(struct visit *v, int months, struct arena *a, struct err *err)
{
    struct import_outcome out;
    struct site_order order = { .name = { STR("town") }, .partnerships = 1, .read_only = true };

    if (!town_open(&v->town, a, err) ||
        !town_import(&v->town, "police", KIND_POLICE_UK, crimes(a, months), &out, err))
        return false;
    order.path[0] = v->town.f.path;
    store_close(&v->town.f.store);
    if (!site_open(&v->site, &order, err) ||
        !snapshot_take(site_partnership(v->site, 0), NULL, &v->shot, err))
        return false;
    v->rq = (struct request){
        .arena = a, .site = v->site, .partnership = site_partnership(v->site, 0), .shot = v->shot
    };
    return true;
}

static void ask_for(struct visit *v, const char *id, const char *name, const char *value)
{
    v->rq.id = str_of(id);
    v->field[0] = (struct field){ str_of(name), str_of(value) };
    v->rq.query = (struct fields){ v->field, *name ? 1 : 0 };
}

static bool look(struct visit *v, struct str *html, struct err *err)
{
    struct reply rp = { 0 };

    if (!area_page(&v->rq, &rp, err))
        return false;
    *html = rp.body;
    return true;
}

TEST_ONCE(an_area_says_its_count_its_usual_range_and_nothing_of_worse)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct str html;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "E05000001", "category", "robbery");
    REQUIRE(look(&v, &html, err));
    CHECK(says(html,
               "In October 2025, 20 incidents of robbery were recorded in Place 001; usual is "));
    CHECK(says(html, "So it is above its usual range."));
    CHECK(says(html, "one month says neither worse nor better"));
    ask_for(&v, "E05000002", "category", "robbery");
    REQUIRE(look(&v, &html, err));
    CHECK(says(html, "So it is within its usual range."));
    CHECK(!says(html, "worse") && !says(html, "better"));
}

TEST_ONCE(the_figures_of_an_area_are_those_of_the_snapshot)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct area_ask ask;
    struct area_view view;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "E05000001", "", "");
    REQUIRE(area_ask_read(&v.rq, &ask, err) && area_view_make(&v.rq, &ask, &view, err));
    REQUIRE(view.months == 14 && view.rows == 2 && view.parts == TOWN_SIDE);
    for (size_t i = 0; i < view.months; i++) {
        size_t month = ask.last - i;
        struct shot_count n = snapshot_count(v.shot, ask.what, SHOT_WARD, 0, month);
        struct comparison c = snapshot_compare(v.shot, ask.what, SHOT_WARD, 0, month);

        CHECK(view.month[i].held == n.known && view.month[i].figure.count.n.n == n.n);
        CHECK(view.month[i].figure.low.known == c.usual.known);
        CHECK(!c.usual.known || view.month[i].figure.high.n.n == c.usual.high);
    }
    int64_t parts = 0;
    for (size_t i = 0; i < view.parts; i++)
        parts += view.part[i].count.n.n;
    CHECK(parts == 22 && view.month[0].figure.count.n.n == 22);
    CHECK(says(view.wide.text, "Oct 2025 22 (above usual)"));
}

TEST_ONCE(two_areas_stand_on_one_scale_and_only_areas_of_one_kind_are_compared)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct err no = { 0 };
    struct str html;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "E05000001", "with", "E05000002");
    REQUIRE(look(&v, &html, err));
    CHECK(says(html, "Place 001 beside Place 002"));
    CHECK(says(html, "incidents a month for each 1,000 residents"));
    ask_for(&v, "E05000001", "with", "E01000101");
    CHECK(!look(&v, &html, &no) && no.kind == ERR_INPUT);
}

TEST_ONCE(what_is_no_area_or_no_category_is_missing)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct err no = { 0 }, none = { 0 };
    struct str html;

    REQUIRE(begin_visit(&v, 1, a, err));
    ask_for(&v, "E09999999", "", "");
    CHECK(!look(&v, &html, &no) && no.kind == ERR_MISSING);
    ask_for(&v, "E05000001", "category", "<b>");
    CHECK(!look(&v, &html, &none) && none.kind == ERR_MISSING);
}

TEST_ONCE(with_one_month_held_an_area_says_that_there_is_not_enough_past)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct str html;

    REQUIRE(begin_visit(&v, 1, a, err));
    ask_for(&v, "E05000001", "", "");
    REQUIRE(look(&v, &html, err));
    CHECK(says(
        html,
        "22 incidents were recorded in Place 001; there is not enough past to say what is usual."));
    CHECK(!says(html, "usual is") && !says(html, "usual range."));
    CHECK(says(html, "no year-ago data"));
}

TEST_ONCE(an_areas_months_as_csv_are_all_that_are_held)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct reply rp = { 0 };
    size_t lines = 0;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "E01000101", "category", "robbery");
    REQUIRE(area_page_trend_csv(&v.rq, &rp, err));
    for (size_t i = 0; i < rp.body.len; i++)
        lines += rp.body.at[i] == '\n';
    CHECK(lines == 1 + 14);
    CHECK(says(rp.body, "month,count,usual_low,usual_high,verdict,noted\r\n2024-09,3,,,unknown,"));
    CHECK(says(rp.body, "2025-10,20,"));
}

TEST_ONCE(areas_are_listed_in_the_order_asked_for_and_no_other)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct err no = { 0 };
    struct areas_view view;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "", "sort", "count");
    REQUIRE(areas_view_make(&v.rq, &view, err) && view.rows == TOWN_SIDE);
    CHECK(view.row[0].figure.count.n.n == 22);
    for (size_t i = 1; i < view.rows; i++)
        CHECK(view.row[i].figure.count.n.n <= view.row[i - 1].figure.count.n.n);
    ask_for(&v, "", "sort", "name; drop");
    CHECK(!areas_view_make(&v.rq, &view, &no) && no.kind == ERR_INPUT);
}

/* Every address of ours in a page is answered by some route; the page of the data stands apart. */
static bool all_answered(struct str html, size_t *links)
{
    static const char HREF[] = "href=\"/";

    for (; html.len > sizeof HREF; html = str_from(html, 1)) {
        struct str rest = str_from(html, sizeof HREF - 2), path;
        bool known;

        if (!str_starts(html, STR("href=\"/")))
            continue;
        path = str_cut(&rest, '"');
        path = str_cut(&path, '?');
        path = str_cut(&path, '#');
        ++*links;
        if (!str_ends(path, STR("/data")) && !route_find(METHOD_GET, path, &known))
            return false;
    }
    return true;
}

TEST_ONCE(no_link_of_an_areas_page_leads_nowhere)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    struct reply list = { 0 }, brief = { 0 };
    struct str html;
    size_t links = 0;

    REQUIRE(begin_visit(&v, 14, a, err));
    ask_for(&v, "E05000001", "with", "E05000002");
    REQUIRE(look(&v, &html, err) && all_answered(html, &links) && links > 20);
    ask_for(&v, "", "sort", "rate");
    links = 0;
    REQUIRE(areas_page(&v.rq, &list, err) && all_answered(list.body, &links) && links > 20);
    links = 0;
    REQUIRE(brief_page(&v.rq, &brief, err) && all_answered(brief.body, &links) && links > 20);
}

/* ---- by hand ---- */

static struct area ward_at[1] = {
    { .code = { "E05000001", 9 }, .name = { "<b>\"x", 5 }, .ward = AREA_NONE }
};

static struct snapshot bare(void)
{
    struct snapshot s = { .newest = true };

    s.tally.areas.ward = (struct area_list){ ward_at, 1 };
    return s;
}

TEST(an_area_of_which_nothing_is_held_says_so_and_shows_no_figure)
{
    struct snapshot s = bare();
    struct request rq = { .arena = a, .shot = &s, .id = STR("E05000001") };
    struct buf b = { .arena = a };
    struct area_ask ask;
    struct area_view v;
    struct str html;

    REQUIRE(area_ask_read(&rq, &ask, err) && area_view_make(&rq, &ask, &v, err));
    page_area(&b, &v);
    REQUIRE(buf_done(&b, "a page", &html, err));
    CHECK(says(html, "Nothing is held of this"));
    CHECK(says(html, "No outline of this area is held."));
    CHECK(says(html, "<dt>Residents</dt><dd>not held</dd>"));
    CHECK(!says(html, "<svg") && !says(html, ">0<"));
}

TEST(an_areas_name_is_only_ever_text)
{
    struct snapshot s = bare();
    struct request rq = { .arena = a, .shot = &s, .id = STR("E05000001") };
    struct buf b = { .arena = a };
    struct areas_view list;
    struct area_view v;
    struct area_ask ask;
    struct str html;

    REQUIRE(area_ask_read(&rq, &ask, err) && area_view_make(&rq, &ask, &v, err) &&
            areas_view_make(&rq, &list, err));
    page_area(&b, &v);
    page_areas(&b, &list);
    REQUIRE(buf_done(&b, "a page", &html, err));
    CHECK(says(html, "<h1 class=\"govuk-heading-l\">&lt;b&gt;&quot;x</h1>"));
    CHECK(!says(html, "<b>"));
    CHECK(list.rows == 1 && !list.row[0].figure.count.known);
}
