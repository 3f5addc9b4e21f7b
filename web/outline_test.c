#include "web/outline.h"

#include "base/test.h"

static const uint32_t ONE_RING[] = { 4 };

/* A square of side `side` degrees, with a point in the middle of its east edge when `halved`. */
static struct shape square(struct lonlat *p, double west, double south, double side)
{
    p[0] = (struct lonlat){ west, south };
    p[1] = (struct lonlat){ west + side, south };
    p[2] = (struct lonlat){ west + side, south + side };
    p[3] = (struct lonlat){ west, south + side };
    return (struct shape){ p, ONE_RING, 4, 1, shape_box(p, 4) };
}

TEST(outlines_fill_the_picture_from_edge_to_edge)
{
    struct lonlat p[2][4];
    struct area area[2] = { { .has_shape = true, .shape = square(p[0], .5, 51.4, .01) },
                            { .has_shape = true, .shape = square(p[1], .51, 51.4, .01) } };
    struct area_list areas = { area, 2 };
    const struct area_list *list[] = { &areas };
    struct outline_frame f = outline_frame(list, 1);
    struct outline *out;
    CHECK(f.wide == OUTLINE_WIDE);
    CHECK_NEAR(f.high, OUTLINE_WIDE / 2 / cos(51.405 * 3.14159265358979323846 / 180), 1);
    REQUIRE(outline_make(&areas, &f, 1000, a, &out, err));
    CHECK(str_starts(out[0].path, STR("M0 641.2l400 0 0-641.2-400 0z")));
    /* the edge between them is the same */
    CHECK(str_starts(out[1].path, STR("M400 641.2l400 0 0-641.2-400 0z")));
    CHECK_STR(out[1].rings,
              STR("[[[[0.51000,51.40000],[0.52000,51.40000],[0.52000,51.41000],[0.51000,51.41000],"
                                "[0.51000,51.40000]]]]"));
}

TEST(outlines_keep_to_the_room_given_by_fewer_points)
{
    enum { POINTS = 2000 };
    struct lonlat *p = arena_new(a, struct lonlat, POINTS);
    uint32_t end[] = { POINTS };
    struct outline *fine, *coarse;
    REQUIRE(p);
    for (int i = 0; i < POINTS; i++)
        p[i] = (struct lonlat){ .5 + .02 * cos(i * 6.2831853 / POINTS),
                                51.4 + .01 * sin(i * 6.2831853 / POINTS) };
    struct area area = { .has_shape = true, .shape = { p, end, POINTS, 1, shape_box(p, POINTS) } };
    struct area_list areas = { &area, 1 };
    const struct area_list *list[] = { &areas };
    struct outline_frame f = outline_frame(list, 1);
    REQUIRE(outline_make(&areas, &f, 100000, a, &fine, err));
    REQUIRE(outline_make(&areas, &f, 3000, a, &coarse, err));
    CHECK(fine->path.len > 6000 && coarse->path.len <= 3000 && coarse->path.len > 300);
}

/* The numbers of a GeoJSON ring's points, "[x,y]" by "[x,y]". */
static size_t points_of(struct str rings)
{
    size_t n = 0;

    for (size_t i = 0; i + 1 < rings.len; i++)
        n += rings.at[i] == '[' && rings.at[i + 1] != '[';
    return n;
}

static struct shape fan(struct lonlat *p, const uint32_t *end, uint32_t points, bool east)
{
    for (uint32_t i = 0; i < points; i++) { /* down a wavering border, and back by one corner */
        double t = (double)i / (points - 1);
        p[i] = (struct lonlat){ .52 + .001 * sin(40 * t) + .0003 * sin(171 * t), 51.44 - .04 * t };
    }
    p[points] = (struct lonlat){ east ? .56 : .48, 51.42 };
    return (struct shape){ p, end, points + 1, 1, shape_box(p, points + 1) };
}

TEST(two_areas_lose_the_same_points_of_the_border_between_them)
{
    enum { BORDER = 600 };
    static const uint32_t END[] = { BORDER + 1 };
    struct lonlat *west = arena_new(a, struct lonlat, BORDER + 1);
    struct lonlat *east = arena_new(a, struct lonlat, BORDER + 1);
    REQUIRE(west && east);
    struct area area[2] = { { .has_shape = true, .shape = fan(west, END, BORDER, false) },
                            { .has_shape = true, .shape = fan(east, END, BORDER, true) } };
    struct area_list areas = { area, 2 };
    const struct area_list *list[] = { &areas };
    struct outline_frame f = outline_frame(list, 1);
    for (size_t room = 8000; room > 400; room /= 2) {
        struct outline *o;
        REQUIRE(outline_make(&areas, &f, room, a, &o, err));
        CHECK(o[0].path.len + o[1].path.len <= room);
        CHECK(points_of(o[0].rings) == points_of(o[1].rings));
        /* all but the corner away from the border, which comes last before the first is said again */
        size_t same = 0;
        while (same < o[0].rings.len && o[0].rings.at[same] == o[1].rings.at[same])
            same++;
        CHECK(points_of((struct str){ o[0].rings.at, same }) >= points_of(o[0].rings) - 2);
    }
}

TEST(an_area_known_by_name_only_has_no_outline)
{
    struct area area = { .has_shape = false };
    struct area_list areas = { &area, 1 };
    const struct area_list *list[] = { &areas };
    struct outline_frame f = outline_frame(list, 1);
    struct outline *out;
    CHECK(f.wide == 0);
    REQUIRE(outline_make(&areas, &f, 1000, a, &out, err));
    CHECK(out[0].path.len == 0 && out[0].rings.len == 0);
}
