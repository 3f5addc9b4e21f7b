/* Once each: imports, and snapshots of whole stores, lie beneath these. Pages of hand-made views are below.
 */
#include "web/map_page.h"

#include "base/chance.h"
#include "base/json.h"
#include "picture/fixture_test.h"
#include "web/map_figures.h"
#include "web/map_view.h"
#include "web/pages.h"

struct visit {
    struct town town;
    struct site *site;
    struct arena *arena;
};

static void visit_close(struct visit *v)
{
    site_close(&v->site);
    town_close(&v->town);
}

/* Two years but for March 2025; far more robberies in the last month in area 4 than ever before. */
static struct str two_years(struct arena *a)
{
    struct buf b = { .arena = a };
    struct chance c;

    chance_open(&c, 3, 0);
    town_crime_header(&b);
    for (int m = 0; m < 24; m++)
        for (int i = 0; i < TOWN_AREAS && m != 16; i++) {
            struct month month = { town_month(2023, 11).n + m };

            town_crimes(&b, month, i, "Robbery",
                        2 + i + (int)chance_below(&c, 3) + (m == 23 && i == 4 ? 40 : 0));
            town_crimes(&b, month, i, "Burglary", 3 + (int)chance_below(&c, 3));
        }
    return town_text(&b);
}

static bool visit_open(struct visit *v, struct arena *a, struct err *err)
{
    struct site_order order = { .name = { STR("town") }, .partnerships = 1 };
    struct import_outcome out;

    v->arena = a;
    if (!town_open(&v->town, a, err) ||
        !town_import(&v->town, "police", KIND_POLICE_UK, two_years(a), &out, err))
        return false;
    order.path[0] = v->town.f.path;
    store_close(&v->town.f.store);
    return site_open(&v->site, &order, err);
}

static struct reply ask(struct visit *v, const char *target)
{
    struct field header[] = { { STR("Host"), STR("localhost") } };
    struct head head = { STR("GET"), str_of(target), STR("HTTP/1.1"), header, 1, true, 0 };
    struct request rq;
    struct reply rp = { 0 };
    struct err err = { 0 };
    int status = 0;

    if (!request_read(&head, v->town.now, v->arena, &rq, &status, &err))
        rp.status = status;
    else
        dispatch(v->site, &rq, &rp);
    return rp;
}

static bool says(struct reply rp, const char *words)
{
    return rp.body.len > 0 && memmem(rp.body.at, rp.body.len, words, strlen(words));
}

static size_t times(struct str text, const char *word)
{
    size_t n = 0, len = strlen(word);

    for (const char *at = text.at; (at = memmem(at, (size_t)(text.at + text.len - at), word, len)); at += len)
        n++;
    return n;
}

TEST_ONCE(every_area_of_the_picture_stands_in_the_table_with_the_same_figures)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    for (int level = 0; level < 2; level++) {
        struct reply page = ask(&v, level ? "/town/map?level=small" : "/town/map");
        struct reply api = ask(&v, level ? "/api/v1/town/map?level=small" : "/api/v1/town/map");
        const struct json *root, *area;
        size_t n = 0;

        REQUIRE(json_read(api.body, a, &root, err));
        for (area = json_at(root, "areas")->first; area; area = area->next, n++) {
            struct buf title = { .arena = a }, row = { .arena = a };
            struct str code = json_at(area, "code")->text, name = json_at(area, "name")->text;
            int count = (int)json_at(area, "count")->number;

            buf_addf(&title, "<title>%.*s: %d, usual ", STR_ARG(name), count);
            buf_addf(&row, "data-code=\"%.*s\" data-look=\"%.*s\"", STR_ARG(code),
                     STR_ARG(json_at(area, "class")->text));
            buf_add_byte(&title, '\0');
            buf_add_byte(&row, '\0');
            CHECK(times(page.body, title.at) == 1 && times(page.body, row.at) == 1);
        }
        CHECK(n == (level ? TOWN_AREAS : TOWN_SIDE));
        CHECK(times(page.body, "<tr") == n + 2);
    }
}

TEST_ONCE(a_map_against_usual_hatches_what_is_above_and_says_so_in_words)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    struct reply page = ask(&v, "/town/map?level=small&show=usual&category=robbery");
    CHECK(says(page, "Robbery by small area, October 2025"));
    CHECK(times(page.body, "data-look=\"above\"") == 1 &&
          says(page, "data-code=\"E01000105\" data-look=\"above\""));
    CHECK(says(page, "fill=\"url(#map-above)\"") && says(page, "site-verdict--above\">above usual<"));
    CHECK(says(page, "above usual (1 area)") && says(page, ", as ") && says(page, " sent them."));
}

TEST_ONCE(a_month_that_is_not_held_is_said_and_nothing_is_shaded)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    struct reply page = ask(&v, "/town/map?month=2025-03");
    struct reply csv = ask(&v, "/town/map.csv?month=2025-03");
    CHECK(says(page, "This month is not held") && says(page, "not held (3 areas)"));
    CHECK(!says(
        page,
        "<td class=\"govuk-table__cell govuk-table__cell--numeric\" data-label=\"Count\">0<"));
    CHECK(says(csv, "2025-03,all,all,not held,ward,E05000001,") && !says(csv, ",0,"));
    CHECK(says(ask(&v, "/town/map"), "Mar<span class=\"govuk-visually-hidden\"> 2025: not held</span>"));
}

TEST_ONCE(a_filter_the_feed_cannot_say_is_barred_and_never_nought)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    struct reply plain = ask(&v, "/town/map"), knife = ask(&v, "/town/map?flag=knife");
    struct reply api = ask(&v, "/api/v1/town/map?flag=knife");
    CHECK(
        says(plain, "<option value=\"knife\" disabled=\"\">Knife or blade: this feed cannot say</option>") ||
        says(plain, "value=\"knife\" disabled"));
    CHECK(says(knife, ">not known<") && !says(knife, ">not enough past<"));
    CHECK(says(knife, "Nothing is shaded: this feed cannot say") && says(knife, "data-look=\"unknown\""));
    CHECK(says(api, "\"state\":\"this feed cannot say\"") && says(api, "\"count\":null") &&
          !says(api, "\"count\":0"));
}

TEST_ONCE(words_that_are_not_ours_are_refused_in_a_sentence)
{
    static const char *const BAD[] = { "/town/map?show=x",
                                       "/town/map?level=region",
                                       "/town/map?month=2025-13",
                                       "/town/map?month=1999-01",
                                       "/town/map?category=%3Cb%3E",
                                       "/town/map?flag=x",
                                       "/api/v1/town/areas.geojson?level=x",
                                       "/town/map.csv?show=x" };
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct reply rp = ask(&v, BAD[i]);
        CHECK(rp.status == 400 && rp.body.len > 20 && !says(rp, "<b>"));
    }
    CHECK(ask(&v, "/town/map?at=nowhere").status <= 200);
}

TEST_ONCE(an_address_of_a_map_shows_the_same_map_again)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    REQUIRE(visit_open(&v, a, err));
    struct reply page =
        ask(&v, "/town/map?show=rate&category=burglary&level=small&at=E01000105&month=2025-02");
    CHECK(says(page,
               "href=\"/town/map?level=small&amp;show=rate&amp;category=burglary&amp;month=2025-02&amp;at="
               "E01000105\""));
    struct reply again =
        ask(&v, "/town/map?level=small&show=rate&category=burglary&month=2025-02&at=E01000105");
    CHECK(page.body.len > 0 && str_eq(page.body, again.body));
    CHECK(times(page.body, "map-row--out") == 1 && says(page, "class=\"pointed-out\""));
}

TEST_ONCE(outlines_are_geojson_and_may_be_kept_for_ever_under_the_hash_of_what_they_are)
{
    struct visit v _cleanup_(visit_close) = { 0 };
    const struct json *root;
    REQUIRE(visit_open(&v, a, err));
    struct reply plain = ask(&v, "/api/v1/town/areas.geojson?level=small");
    REQUIRE(json_read(plain.body, a, &root, err));
    CHECK(json_at(root, "features")->count == TOWN_AREAS && plain.cache == CACHE_ASK && plain.etag.len == 16);
    struct buf target = { .arena = a };
    buf_addf(&target, "/api/v1/town/areas.geojson?level=small&hash=%.*s", STR_ARG(plain.etag));
    buf_add_byte(&target, '\0');
    CHECK(ask(&v, target.at).cache == CACHE_EVER);
    target.at[target.len - 2] = target.at[target.len - 2] == '0' ? '1' : '0';
    CHECK(ask(&v, target.at).cache == CACHE_ASK);
    CHECK(says(ask(&v, "/town/map?level=small"),
               "data-outlines=\"/api/v1/town/areas.geojson?level=small&amp;hash="));
}

TEST(a_name_in_the_table_is_text_whatever_it_holds)
{
    struct map_view_row row = { .code = STR("\"><script>"),
                                .name = STR("<b>Quay</b>"),
                                .look = "step-0",
                                .count = STR("4"),
                                .usual = STR("1 to 9"),
                                .rate = STR("no residents"),
                                .verdict = "usual",
                                .verdict_word = "usual" };
    struct map_view v = { .title = STR("<i>All</i>"), .row = &row, .rows = 1 };
    struct buf b = { .arena = a };
    struct reply rp;

    v.whole = row;
    page_map(&b, &v);
    rp.body = (struct str){ b.at, b.len };
    CHECK(b.failed || (says(rp, "&lt;b&gt;Quay&lt;/b&gt;") && !says(rp, "<b>Quay") &&
                       !says(rp, "\"><script>") && says(rp, "&lt;i&gt;All")));
}
