#include "base/shape.h"
#include "base/test.h"
#include "intake/geojson.h"

/* All of it in one batch, when it is small. */
static bool read_all(struct str text, struct arena *a, struct geojson *g, struct frame *f)
{
    return geojson_open(g, text, a) && geojson_batch(g, a, f);
}

TEST(features_are_records_and_their_properties_columns_in_the_order_they_appear)
{
    struct str text = STR("\xEF\xBB\xBF{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\","
                          "\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":["
                          "{\"type\":\"Feature\",\"properties\":{\"b\":1.50,\"a\":null},\"geometry\":"
                          "{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,51],[1,52],[0,51]]]}},"
                          "{\"type\":\"Feature\",\"properties\":{\"a\":true,\"c\":\"x\\u00e9\"},\"geometry\":"
                          "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,51],[1,51],[1,52]]],"
                          "[[[0,53,7],[1,53,7],[1,54,7],[0,53,7]]]]}}]}");
    static const char *const WANT[3][3] = { { "b", "a", "c" }, { "1.50", "", "" },
                                            { "", "true", "x\xC3\xA9" } };
    struct geojson g;
    struct frame f;
    struct str field[RECORD_FIELDS_MAX];
    struct record r;
    enum row_fault fault;
    struct shape shape;
    uint64_t row = 0;

    REQUIRE(read_all(text, a, &g, &f));
    CHECK(g.encoding == ENCODING_UTF8_BOM);
    for (size_t i = 0; i < 3; i++) {
        REQUIRE(frame_record(&f, &row, field, &r, &fault) == FRAME_RECORD && r.fields == 4);
        for (size_t k = 0; k < 3; k++)
            CHECK_STR(r.field[k], str_of(WANT[i][k]));
        if (i == 0)
            CHECK_STR(r.field[3], STR("geometry"));
        else {
            REQUIRE(shape_unpack(r.field[3], a, &shape, err));
            CHECK(shape.rings == i && shape.points == (i == 1 ? 4 : 7));
            CHECK(shape_has(&shape, (struct lonlat){ .9, 51.5 }));
        }
    }
    CHECK(frame_record(&f, &row, field, &r, &fault) == FRAME_NONE && row == 3);
    CHECK(geojson_batch(&g, a, &f) && f.rows == 0);
}

#define CASE(geometry, fault) { { ONE_TEXT(geometry), sizeof ONE_TEXT(geometry) - 1 }, fault }
#define ONE_TEXT(geometry)                                                                     \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"        \
    "{\"n\":1},\"geometry\":" geometry "}]}"

static const struct {
    struct str text;
    enum row_fault fault;
} FAULTY[] = {
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,51],[1,52]]]}", ROW_FINE),
    CASE("null", ROW_GEOMETRY),
    CASE("{\"type\":\"Point\",\"coordinates\":[0,51]}", ROW_GEOMETRY),
    CASE("{\"type\":\"Polygon\"}", ROW_GEOMETRY),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[]}", ROW_RING),
    CASE("{\"type\":\"MultiPolygon\",\"coordinates\":[]}", ROW_RING),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,51]]]}", ROW_RING),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,51],[0,51]]]}", ROW_RING),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,\"x\"],[1,52]]]}", ROW_RING),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[0,51,1]]}", ROW_RING),
    CASE("{\"type\":\"Polygon\",\"coordinates\":[[[575802,167303],[1,51],[1,52]]]}", ROW_NOT_DEGREES),
};

TEST(a_feature_without_a_sound_outline_is_a_fault_of_its_own)
{
    for (size_t i = 0; i < COUNT_OF(FAULTY); i++) {
        struct geojson g;
        struct frame f;
        REQUIRE(read_all(FAULTY[i].text, a, &g, &f) && f.rows == 2);
        CHECK(f.row[1].fault == FAULTY[i].fault);
        CHECK(f.row[1].fields == (FAULTY[i].fault == ROW_FINE ? 2 : 0));
    }
}

TEST(a_feature_with_nested_or_no_properties_is_a_fault)
{
    struct geojson g;
    struct frame f;

    REQUIRE(read_all(STR("{\"type\":\"FeatureCollection\",\"features\":[7,{\"properties\":{\"a\":[1]}},"
                         "{\"properties\":null}]}"), a, &g, &f));
    REQUIRE(f.rows == 4);
    for (size_t i = 1; i < 4; i++)
        CHECK(f.row[i].fault == ROW_NO_FEATURE);
}

TEST(what_is_no_feature_collection_in_degrees_is_refused)
{
    static const struct {
        const char *text;
        enum file_fault fault;
        uint64_t number;
    } BAD[] = {
        { "", FILE_EMPTY, 0 },
        { "{", FILE_NOT_JSON, 1 },
        { "[]", FILE_NOT_COLLECTION, 0 },
        { "{\"type\":\"Feature\"}", FILE_NOT_COLLECTION, 0 },
        { "{\"type\":\"FeatureCollection\",\"features\":[]}", FILE_NO_FEATURES, 0 },
        { "{\"type\":\"FeatureCollection\",\"features\":[1],\"crs\":{\"properties\":{\"name\":"
          "\"urn:ogc:def:crs:EPSG::27700\"}}}", FILE_CRS, 27700 },
        { "{\"type\":\"FeatureCollection\",\"features\":[1],\"crs\":{\"type\":\"link\"}}", FILE_CRS, 0 },
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct geojson g;
        struct err why = { 0 };
        CHECK(!geojson_open(&g, str_of(BAD[i].text), a) && g.fault == BAD[i].fault);
        CHECK(g.number[0] == BAD[i].number);
        CHECK(!file_fault_say(g.fault, g.number, "x.geojson", &why));
        CHECK(strstr(why.say, "x.geojson: ") != NULL);
    }
    struct err why = { 0 };
    CHECK(!file_fault_say(FILE_CRS, (uint64_t[2]){ 27700, 0 }, "x", &why));
    CHECK(strstr(why.say, "British National Grid") != NULL);
}

TEST(a_crs_that_means_degrees_is_welcome)
{
    struct geojson g;

    CHECK(geojson_open(&g, STR("{\"type\":\"FeatureCollection\",\"features\":[1],\"crs\":{\"properties\":"
                               "{\"name\":\"EPSG:4326\"}}}"), a));
    CHECK(geojson_open(&g, STR("{\"type\":\"FeatureCollection\",\"features\":[1],\"crs\":null}"), a));
}
