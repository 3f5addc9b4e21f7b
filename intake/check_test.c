#include "base/test.h"
#include "intake/check.h"

#define CANARY "Zebediah"

/* One row against a header of ours, both cut at '|'. */
struct checking {
    struct columns columns;
    struct str field[64];
    struct record record;
    struct faults faults;
    struct checked out;
    enum check_row row;
};

static size_t cut(const char *line, struct str *field)
{
    struct str rest = str_of(line);
    size_t n = 0;

    for (;;) {
        bool last = !str_has(rest, '|');
        field[n++] = str_cut(&rest, '|');
        if (last)
            return n;
    }
}

static bool check(struct checking *k, enum kind kind, const char *header, const char *row,
                  const struct date *newest, struct arena *a, struct err *err)
{
    memset(k, 0, sizeof *k);
    k->record = (struct record){ .row = 1, .fields = cut(header, k->field), .field = k->field };
    if (!columns_make(kind_spec(kind), &k->record, NULL, 0, false, "x.csv", a, &k->columns, err))
        return false;
    k->record = (struct record){ .row = 7, .fields = cut(row, k->field), .field = k->field };
    k->faults.arena = a;
    k->row = check_record(&k->columns, &k->record, newest, &k->faults, a, &k->out, err);
    return k->row != CHECK_FAILED;
}

static const struct value *value(const struct checking *k, const char *name)
{
    return &k->out.value[kind_field(k->columns.kind, name)];
}

#define INCIDENT "ref|date|time|to|type|longitude|latitude|easting|northing|gridref|postcode|lsoa21cd|" \
                 "knife|under 25"

TEST(a_good_incident_comes_out_typed)
{
    struct checking k;

    REQUIRE(check(&k, KIND_INCIDENTS, INCIDENT,
                  "A/1|31/10/2025|21:15|01/11/2025 02:00|Knife crime|0.52|51.38|||"
                  "|me44tr|E01016070|Yes|16-24", NULL, a, err));
    REQUIRE(k.row == CHECK_GOOD);
    CHECK(k.out.row == 7 && k.faults.total == 0);
    CHECK_STR(value(&k, "id")->text, STR("A/1"));
    CHECK(value(&k, "from")->minute == 21 * 60 + 15);
    CHECK(value(&k, "to")->date.days == value(&k, "from")->date.days + 1);
    CHECK_STR(value(&k, "category")->text, STR("violent-crime"));
    CHECK_STR(value(&k, "postcode")->text, STR("ME4 4TR"));
    CHECK(k.out.placed && k.out.place.lon == 0.52);
    CHECK(value(&k, "knife")->n == 1 && value(&k, "under-25")->n == 1);
    CHECK(!value(&k, "easting")->some && !value(&k, "gridref")->some);
}

TEST(any_one_kind_of_place_is_enough_for_an_incident)
{
    static const char *const PLACE[] = { "0.52|51.38|||||", "||575802|167303|||", "||||TQ 757 684||",
                                         "|||||ME4 4TR|",   "||||||E01016070" };
    for (size_t i = 0; i < COUNT_OF(PLACE); i++) {
        char row[200];
        struct checking k;
        (void)snprintf(row, sizeof row, "1|2025-10-31|||asb|%s|unknown|", PLACE[i]);
        REQUIRE(check(&k, KIND_INCIDENTS, INCIDENT, row, NULL, a, err));
        CHECK(k.row == CHECK_GOOD && k.out.placed == (i < 3));
        CHECK(!value(&k, "knife")->some && value(&k, "from")->minute == -1);
        if (k.out.placed)
            CHECK(place_is_british(k.out.place));
    }
}

static const struct {
    enum kind kind;
    const char *header, *row, *says;
} FAULTY[] = {
#define BAD(row, says) { KIND_INCIDENTS, INCIDENT, row, says }
    BAD("1|10/31/2025|||asb|||||||E01||", "month first"),
    BAD("1|45961|||asb|||||||E01||", "spreadsheet's number"),
    BAD("1||||asb|||||||E01||", "may not be blank"),
    BAD("1|unknown|||asb|||||||E01||", "may not be blank"),
    BAD("1|" CANARY "|||asb|||||||E01||", "2025-10-31 21:15"),
    BAD("1|2025-10-31|" CANARY "||asb|||||||E01||", "as 21:15"),
    BAD("1|2025-10-31|||" CANARY "|||||||E01||", "a kind of event"),
    BAD("1|2025-10-31|||asb|575802|167303|||||||", "metres on the National Grid"),
    BAD("1|2025-10-31|||asb|0|0|||||||", "outside the British Isles"),
    BAD("1|2025-10-31|||asb|51.4|0.5|||||||", "outside the British Isles"),
    BAD("1|2025-10-31|||asb|0.5||||||E01||", "the other half"),
    BAD("1|2025-10-31|||asb|||575802||||E01||", "the other half"),
    BAD("1|2025-10-31|||asb|||9000000|1|||||", "easting in metres"),
    BAD("1|2025-10-31|||asb|||||" CANARY "||||", "TQ 757 684"),
    BAD("1|2025-10-31|||asb||||||ME4|||", "whole postcode"),
    BAD("1|2025-10-31|||asb|||||||||", "there is no place"),
    BAD("1|2025-10-31|||asb|||||||E01|perhaps|", "yes or no"),
    BAD("1|2025-10-31|||asb|||||||E01||18-30", "yes or no"),
    BAD("1|2025-10-31||2025-10-30|asb|||||||E01||", "before the beginning"),
    BAD("1|2025-10-31|21:15|2025-10-31 21:14|asb|||||||E01||", "before the beginning"),
    BAD("1|2026-10-31|||asb|||||||E01||", "in the future"),
    BAD("<" CANARY ">|2025-10-31|||asb|||||||E01||", "letters, digits and"),
    BAD("1|2025-10-31|||asb", "another number of columns"),
    { KIND_POLICE_UK, "month|falls within|crime type", "2025-13|Kent Police|Drugs", "as 2025-10" },
    { KIND_ASSAULTS, "arrival date|assault date|location", "31/10/2025|1/11/2025|" CANARY,
      "before the beginning" },
    { KIND_ASSAULTS, "arrival date|location", "31/10/2025|", "there is no place" },
    { KIND_COUNTS, "measure|area code|value", "x|E06|1", "there is no period" },
    { KIND_COUNTS, "measure|area code|value|year", "x|E06|<5|2025", "withheld" },
    { KIND_COUNTS, "measure|area code|value|year", "x|E06|5|" CANARY, "2024/25" },
    { KIND_COUNTS, "measure|area code|value|from|to", "x|E06|5|2025-02-01|2025-01-31", "before" },
    { KIND_AREA_FACTS, "lsoa21cd|imd", "E01|" CANARY, "drop the column" },
    { KIND_PLACES, "name|longitude|latitude", "|0.5|51.4", "no name" },
    { KIND_PLACES, "name|longitude|latitude", CANARY "||", "no point" },
    { KIND_AREAS, "lsoa21cd|geometry", "E01|" CANARY, "an outline" },
};

TEST(each_fault_says_row_column_shape_and_cure_and_never_a_value)
{
    struct date newest;

    REQUIRE(date_make(2025, 12, 31, &newest));
    for (size_t i = 0; i < COUNT_OF(FAULTY); i++) {
        struct checking k;
        struct buf b = { .arena = a };
        REQUIRE(check(&k, FAULTY[i].kind, FAULTY[i].header, FAULTY[i].row, &newest, a, err));
        CHECK(k.row == CHECK_REFUSED && k.faults.total == 1 && k.faults.len >= 1);
        for (size_t f = 0; f < k.faults.len; f++)
            columns_fault_word(&k.columns, &k.faults.at[f], &b);
        buf_add_byte(&b, 0);
        if (b.failed)
            return;
        if (!strstr(b.at, FAULTY[i].says) && !t->torture)
            printf("  %zu: %s\n", i, b.at);
        CHECK(strstr(b.at, FAULTY[i].says) != NULL && strstr(b.at, "row 7") != NULL);
        CHECK(strstr(b.at, CANARY) == NULL);
    }
}

TEST(a_row_with_three_faults_names_each_and_is_refused_once)
{
    struct checking k;

    REQUIRE(check(&k, KIND_INCIDENTS, INCIDENT, "1|x|y||z|||||||E01||", NULL, a, err));
    CHECK(k.row == CHECK_REFUSED && k.faults.len == 3 && k.faults.total == 1);
}

TEST(a_period_a_month_or_two_days_come_to_the_same_for_a_count)
{
    struct date first, last;
    static const char *const ROW[] = { "x|E06|1,234.5||||2025-10", "x|E06|1,234.5|2025-10-01|31/10/2025||",
                                       "x|E06|1,234.5|||Oct 2025|" };
    REQUIRE(date_make(2025, 10, 1, &first) && date_make(2025, 10, 31, &last));
    for (size_t i = 0; i < COUNT_OF(ROW); i++) {
        struct checking k;
        REQUIRE(check(&k, KIND_COUNTS, "measure|area code|value|from|to|period|month", ROW[i], NULL, a,
                      err));
        REQUIRE(k.row == CHECK_GOOD);
        CHECK(value(&k, "value")->x == 1234.5);
        CHECK(value(&k, "from")->date.days == first.days && value(&k, "to")->date.days == last.days);
    }
}

TEST(figures_of_an_area_come_as_a_list_without_the_blank_ones)
{
    struct checking k;
    struct fact_value fact[8];

    REQUIRE(check(&k, KIND_AREA_FACTS, "lsoa21cd|total_residents|IMD score|pupils|x", "E01|1,511|-0.25||7",
                  NULL, a, err));
    REQUIRE(k.row == CHECK_GOOD);
    REQUIRE(check_facts(&k.columns, &k.record, fact) == 3);
    CHECK_STR(fact[0].fact, STR("residents"));
    CHECK(fact[0].x == 1511 && fact[1].x == -0.25 && fact[2].x == 7);
    CHECK_STR(fact[1].fact, STR("imd_score"));
    CHECK(value(&k, "residents")->x == 1511);
}

TEST(a_police_row_without_place_or_id_is_good)
{
    struct checking k;

    REQUIRE(check(&k, KIND_POLICE_UK,
                  "Crime ID|Month|Reported by|Falls within|Longitude|Latitude|Location|LSOA code|"
                  "LSOA name|Crime type|Last outcome category|Context",
                  "|2025-01|Kent Police|Kent Police|||No Location|||Anti-social behaviour||", NULL, a, err));
    CHECK(k.row == CHECK_GOOD && !k.out.placed && !value(&k, "id")->some);
    CHECK_STR(value(&k, "category")->text, STR("anti-social-behaviour"));
}

TEST(an_age_group_is_under_25_wholly_or_wholly_not)
{
    static const struct {
        const char *text;
        int want; /* -1: a fault, 2: no value */
    } CASE[] = { { "yes", 1 }, { "no", 0 }, { "16-24", 1 }, { "18 to 24", 1 }, { "under 18", 1 },
                 { "Under 25", 1 }, { "17", 1 }, { "25", 0 }, { "40", 0 }, { "25-34", 0 }, { "25+", 0 },
                 { "over 60", 0 }, { "1", 1 }, { "0", 0 }, { "20-29", -1 }, { "under 30", -1 },
                 { "over 18", -1 }, { "18+", -1 }, { "unknown", 2 }, { "", 2 } };
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        char row[64];
        struct checking k;
        (void)snprintf(row, sizeof row, "31/10/2025|somewhere|%s", CASE[i].text);
        REQUIRE(check(&k, KIND_ASSAULTS, "arrival|location|age group", row, NULL, a, err));
        int got = k.row == CHECK_REFUSED ? -1 : !value(&k, "under-25")->some ? 2
                                                   : (int)value(&k, "under-25")->n;
        if (got != CASE[i].want && !t->torture)
            printf("  \"%s\" is %d\n", CASE[i].text, got);
        CHECK(got == CASE[i].want);
    }
}

TEST(every_category_is_known_by_its_code_its_label_and_common_words)
{
    static const struct {
        const char *words, *code;
    } CASE[] = {
        { "Anti-social behaviour", "anti-social-behaviour" }, { "ASB", "anti-social-behaviour" },
        { "Bicycle theft", "bicycle-theft" },                 { "Burglary", "burglary" },
        { "Criminal damage and arson", "criminal-damage-arson" },
        { "Drugs", "drugs" },                                 { "Other theft", "other-theft" },
        { "Possession of weapons", "possession-of-weapons" }, { "Public order", "public-order" },
        { "Robbery", "robbery" },                             { "Shoplifting", "shoplifting" },
        { "Theft from the person", "theft-from-the-person" }, { "Vehicle crime", "vehicle-crime" },
        { "Violence and sexual offences", "violent-crime" },  { "Other crime", "other-crime" },
        { "Violent crime", "violent-crime" },                 { "VAP", "violent-crime" },
        { "Public disorder and weapons", "possession-of-weapons" },
        { "violence", "violent-crime" },                      { "Knife crime", "violent-crime" },
        { "other-incident", "other-incident" },               { "hospital-assault", "hospital-assault" },
    };
    for (size_t i = 0; i < COUNT_OF(CASE); i++)
        CHECK_STR(category_code(str_of(CASE[i].words)), str_of(CASE[i].code));
    for (size_t i = 0; i < COUNT_OF(CASE); i++)
        CHECK_STR(category_code(str_of(CASE[i].code)), str_of(CASE[i].code));
    CHECK_STR(category_code(STR("jaywalking")), STR(""));
    CHECK_STR(category_code(STR("")), STR(""));
}

TEST(a_shape_names_signs_and_counts_but_never_a_letter)
{
    static const struct {
        const char *found, *shape;
    } CASE[] = { { "31/10/2025", "2 digits, slash, 2 digits, slash, 4 digits" },
                 { "", "nothing" },
                 { "Al 7", "2 letters, space, 1 digit" },
                 { "caf\xC3\xA9", "4 letters" },
                 { "--x", "2 dashes, 1 letter" },
                 { "a,b,c,d,e,f,g,h,i", "1 letter, comma, 1 letter, comma, 1 letter, comma, ..." } };
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct buf b = { .arena = a };
        fault_shape(&b, str_of(CASE[i].found));
        if (b.failed)
            return;
        if (!str_eq((struct str){ b.at, b.len }, str_of(CASE[i].shape)))
            printf("  %.*s\n", (int)b.len, b.at);
        CHECK(str_eq((struct str){ b.at, b.len }, str_of(CASE[i].shape)) && b.len <= 60);
    }
}

TEST(faults_beyond_a_thousand_are_counted_and_not_kept)
{
    struct faults f = { .arena = a };

    for (uint64_t row = 2; row < 1502; row++) {
        REQUIRE(faults_add(&f, row, 0, "x", STR("1"), err));
        REQUIRE(faults_add(&f, row, 1, "x", STR("1"), err));
    }
    CHECK(f.len == FAULTS_KEPT && f.total == 1500);
}
