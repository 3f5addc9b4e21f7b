#include "base/test.h"
#include "intake/columns.h"

#define CANARY "Zebediah"

/* A header line of ours, cut at commas. */
static struct record header_of(struct arena *a, const char *line, struct str *field)
{
    struct str rest = str_of(line);
    size_t n = 0;

    (void)a;
    for (;;) {
        bool last = !str_has(rest, ',');
        field[n++] = str_cut(&rest, ',');
        if (last)
            break;
    }
    return (struct record){ .row = 1, .fields = n, .field = field };
}

static bool make(enum kind kind, const char *line, const struct column_rule *rule, size_t rules,
                 struct arena *a, struct columns *out, struct err *err)
{
    struct str field[RECORD_FIELDS_MAX];
    struct record header = header_of(a, line, field);

    return columns_make(kind_spec(kind), &header, rule, rules, false, "x.csv", a, out, err);
}

static const char *field_word(const struct columns *c, size_t column)
{
    int f = c->field[column];

    return f == COLUMN_DROPPED ? "-" : f == COLUMN_UNKNOWN ? "?" : c->kind->field[f].name;
}

/* The headers of the open data that the demo imports, and what each column is: "-" is dropped. */
static const struct {
    enum kind kind;
    const char *header, *fields;
} REAL[] = {
    { KIND_POLICE_UK,
      "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
      "Crime type,Last outcome category,Context",
      "id,month,-,force,lon,lat,location,area,-,category,outcome,-" },
    { KIND_AREA_FACTS,
      "lsoa21cd,lsoa21nm,msoa21cd,msoa21nm,msoa_hcl_name,ward25cd,ward25nm,latitude,longitude",
      "area,-,middle,-,middle-name,ward,-,-,-" },
    { KIND_AREA_FACTS, "lsoa21_code,IMD_decile,Income_decile,Housing_and_Services_rank",
      "area,fact,fact,fact" },
    { KIND_AREA_FACTS, "lsoa21_code,total_residents,total_households", "area,residents,households" },
    { KIND_AREA_FACTS, "lsoa11_name,lsoa11_code,total_population,0,1,90+",
      "-,area,residents,fact,fact,fact" },
    { KIND_PLACES, "location,longitude,latitude,lsoa21cd,crimes_2024_25", "name,lon,lat,area,-" },
    { KIND_PLACES,
      "postcode,easting,northing,latitude,longitude,positional_quality,lsoa21cd,lsoa21nm,ward25cd,"
      "ward25nm",
      "postcode,easting,northing,lat,lon,-,area,-,-,-" },
    { KIND_AREAS, "FID,LSOA21CD,LSOA21NM,GlobalID,LADCD_ACTIVE,UTLACD,CAUTHCD,RGNCD,geometry",
      "-,code,name,-,district,-,-,-,shape" },
    { KIND_AREAS,
      "FID,LSOA11CD,LSOA11NM,LSOA11NMW,BNG_E,BNG_N,LONG,LAT,GlobalID,LADCD_ACTIVE,UTLACD,CAUTHCD,"
      "RGNCD,geometry",
      "-,code,name,-,-,-,-,-,-,district,-,-,-,shape" },
    { KIND_AREAS,
      "FID,WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,BNG_E,BNG_N,LONG,LAT,GlobalID,LADCD_ACTIVE,UTLACD,"
      "CAUTHCD,RGNCD,geometry",
      "-,code,name,-,-,-,-,-,-,-,-,district,-,-,-,shape" },
    { KIND_AREAS, "AREACD,AREANM,geometry", "code,name,shape" },
    { KIND_INCIDENTS, "Ref,Date,Time,Type,Easting,Northing,Domestic,Knife enabled,Under 25",
      "id,from,from-clock,category,easting,northing,domestic,knife,under-25" },
    { KIND_ASSAULTS, "Arrival date,Arrival time,Assault date,Assault time,Assault location,Weapon,Age group",
      "arrived,arrived-clock,from,from-clock,words,method,under-25" },
    { KIND_INCIDENTS, "Ref (optional),Date (dd/mm/yyyy),Time (24h),Type,Easting (metres),Northing (metres)",
      "id,from,from-clock,category,easting,northing" },
    { KIND_INCIDENTS, "Date (from),Date (to),Type,Postcode (if known)", "from,to,category,postcode" },
    { KIND_AREA_FACTS, "areacd (invented),residents (invented),Churches (invented)",
      "area,residents,fact" },
    { KIND_COUNTS, "Measure,Area code,Year,Value,Denominator",
      "measure,area,period,value,denominator" },
};

TEST(the_open_data_is_recognised_without_a_map)
{
    for (size_t i = 0; i < COUNT_OF(REAL); i++) {
        struct columns c;
        struct str rest = str_of(REAL[i].fields);
        REQUIRE(make(REAL[i].kind, REAL[i].header, NULL, 0, a, &c, err));
        CHECK(c.header_likely);
        for (size_t k = 0; k < c.count; k++) {
            struct str want = str_cut(&rest, ',');
            if (!str_eq(str_of(field_word(&c, k)), want) && !t->torture)
                printf("  %s: column %zu is %s\n", REAL[i].header, k + 1, field_word(&c, k));
            CHECK_STR(str_of(field_word(&c, k)), want);
        }
    }
}

TEST(a_fact_bears_its_columns_name_or_ours)
{
    struct columns c;

    REQUIRE(make(KIND_AREA_FACTS, "lsoa21_code,IMD_decile,90+,Total Residents", NULL, 0, a, &c, err));
    CHECK_STR(c.fact[1], STR("imd_decile"));
    CHECK_STR(c.fact[2], STR("90"));
    CHECK_STR(c.fact[3], STR("residents"));
    CHECK(c.column_of[kind_field(c.kind, "residents")] == 3);
    REQUIRE(make(KIND_AREA_FACTS, "lsoa21_code,Churches (invented)", NULL, 0, a, &c, err));
    CHECK_STR(c.fact[1], STR("churches"));
    CHECK(!make(KIND_AREA_FACTS, "lsoa21_code,IMD decile,imd_decile", NULL, 0, a, &c, err));
    CHECK(a->failed || strstr(err->say, "the same name") != NULL);
}

TEST(an_unknown_column_is_refused_until_it_is_mapped_or_dropped)
{
    struct columns c;
    const struct column_rule rule[] = { { STR("Shoe size"), STR("") },
                                        { STR("what kind"), STR("category") } };
    const char *line = "Ref,Date,What kind,Postcode,Shoe size";

    CHECK(!make(KIND_INCIDENTS, line, NULL, 0, a, &c, err));
    CHECK(!make(KIND_INCIDENTS, "Ref,Date (reported),Type,Postcode", NULL, 0, a, &c, err));
    CHECK(!make(KIND_INCIDENTS, "Ref,Date,Type,Postcode (victim)", NULL, 0, a, &c, err));
    CHECK(!make(KIND_INCIDENTS, line, rule + 1, 1, a, &c, err));
    CHECK(a->failed || strstr(err->say, "column 5, E \"Shoe size\"") != NULL);
    CHECK(a->failed || strstr(err->say, "--drop") != NULL);
    REQUIRE(make(KIND_INCIDENTS, line, rule, 2, a, &c, err));
    CHECK(c.field[4] == COLUMN_DROPPED && c.field[2] == kind_field(c.kind, "category"));
}

TEST(a_missing_column_is_named_with_its_help)
{
    struct columns c;

    CHECK(!make(KIND_COUNTS, "measure,area code,month", NULL, 0, a, &c, err));
    CHECK(a->failed || strstr(err->say, "no column for value") != NULL);
}

TEST(two_columns_for_one_field_and_a_field_that_is_none_are_refused)
{
    struct columns c;
    const struct column_rule twice[] = { { STR("A"), STR("category") }, { STR("B"), STR("category") } };
    const struct column_rule none = { STR("A"), STR("no-such-field") };

    CHECK(!make(KIND_INCIDENTS, "date,a,b,postcode", twice, 2, a, &c, err));
    CHECK(a->failed || strstr(err->say, "both mapped to category") != NULL);
    CHECK(!make(KIND_INCIDENTS, "date,a,category,postcode", &none, 1, a, &c, err));
    CHECK(a->failed || strstr(err->say, "rule 1 of the map") != NULL);
}

TEST(a_first_row_that_is_no_header_is_not_shown)
{
    struct columns c;

    CHECK(!make(KIND_INCIDENTS, CANARY ",31/10/2025,1 High Street,ME4 4TR,07700900123", NULL, 0, a, &c, err));
    CHECK(strstr(err->say, CANARY) == NULL && strstr(err->say, "High") == NULL);
    CHECK(!make(KIND_INCIDENTS, CANARY ",date,1 High Street,x,y,z,category", NULL, 0, a, &c, err));
    CHECK(strstr(err->say, CANARY) == NULL && strstr(err->say, "High") == NULL);
    CHECK(a->failed || strstr(err->say, "column 1, A") != NULL);
}

TEST(with_preview_unknown_columns_are_left_as_such)
{
    struct str field[RECORD_FIELDS_MAX];
    struct record header = header_of(a, "date,category,shoe size", field);
    struct columns c;

    REQUIRE(columns_make(kind_spec(KIND_INCIDENTS), &header, NULL, 0, true, "x.csv", a, &c, err));
    CHECK(c.field[2] == COLUMN_UNKNOWN);
}

TEST(columns_have_the_letters_of_a_spreadsheet)
{
    static const struct {
        size_t column;
        const char *want;
    } CASE[] = { { 0, "column 1, A" }, { 25, "column 26, Z" }, { 26, "column 27, AA" },
                 { 51, "column 52, AZ" }, { 701, "column 702, ZZ" }, { 702, "column 703, AAA" } };
    struct columns c = { 0 };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct buf b = { .arena = a };
        columns_word(&c, CASE[i].column, &b);
        CHECK(b.failed || str_eq((struct str){ b.at, b.len }, str_of(CASE[i].want)));
    }
}

TEST(area_codes_say_their_level_and_vintage)
{
    static const struct {
        const char *header, *level;
        int vintage;
    } CASE[] = { { "LSOA21CD", "small", 2021 },   { "lsoa11_code", "small", 2011 },
                 { "MSOA21CD", "middle", 2021 },  { "WD25CD", "ward", 2025 },
                 { "ward25cd", "ward", 2025 },    { "LAD21CD", "district", 2021 },
                 { "LSOA code", "small", 0 },     { "AREACD", "", 0 },
                 { "LSOA21CD (invented)", "small", 2021 } };
    const char *level;
    int vintage;

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        REQUIRE(kind_area_level(str_of(CASE[i].header), &level, &vintage));
        CHECK(strcmp(level, CASE[i].level) == 0 && vintage == CASE[i].vintage);
    }
    CHECK(!kind_area_level(STR("Crime type"), &level, &vintage));
    CHECK(strcmp(kind_code_level(STR("E01016070")), "small") == 0);
    CHECK(strcmp(kind_code_level(STR("E06000035")), "district") == 0);
    CHECK(strcmp(kind_code_level(STR("X99")), "") == 0);
}

/* What the tables must be for recognition to be sound. */
TEST(each_kind_is_found_by_its_name_and_no_usual_name_belongs_to_two_of_its_fields)
{
    for (int k = 0; k < KINDS; k++) {
        const struct kind_spec *spec = kind_spec((enum kind)k);
        enum kind found;
        /* A table of districts has its district's code where a table of wards has its ward's. */
        bool shares = k == KIND_AREAS || k == KIND_AREA_FACTS;
        CHECK((int)spec->kind == k && spec->fields <= KIND_FIELDS_MAX);
        CHECK(kind_find(str_of(spec->name), &found) && (int)found == k);
        for (size_t f = 0; f < spec->fields; f++) {
            struct str rest = str_of(spec->field[f].usual);
            CHECK(spec->field[f].help[0] && kind_field(spec, spec->field[f].name) == (int)f);
            while (rest.len) {
                struct str usual = str_cut(&rest, ' ');
                char folded[64];
                bool pattern = str_has(usual, '#') || str_has(usual, '*');
                CHECK(pattern || str_eq(usual, (struct str){ folded, kind_fold(usual, folded, 64) }));
                for (size_t g = f + 1; g < spec->fields && !pattern; g++)
                    if (kind_match(spec->field[g].usual, usual) >= 0 &&
                        strcmp(spec->field[g].usual, "*") != 0 && !shares && !t->torture) {
                        printf("  %s: %.*s is %s and %s\n", spec->name, STR_ARG(usual),
                               spec->field[f].name, spec->field[g].name);
                        test_fail(t, __FILE__, __LINE__, "a name belongs to one field");
                    }
            }
        }
    }
    enum kind none;
    CHECK(!kind_find(STR("police"), &none));
}
