#include "web/alerts_files.h"

#include "base/json.h"
#include "web/alert_sample_test.h"
#include "web/api.h"
#include "web/fits_test.h"

static bool has(struct str s, const char *words)
{
    return memmem(s.at, s.len, words, strlen(words)) != NULL;
}

TEST(the_alerts_as_csv_have_a_line_each_with_what_is_usual_and_what_was_said)
{
    struct alert_sample s;
    struct request rq = { .arena = a };
    struct reply rp = { 0 };
    size_t lines = 0;

    alert_sample_make(&s);
    rq.shot = &s.shot;
    REQUIRE(alerts_csv(&rq, &rp, err));
    for (size_t i = 0; i < rp.body.len; i++)
        lines += rp.body.at[i] == '\n';
    CHECK(lines == 1 + s.shot.alerts);
    CHECK(has(rp.body, "7,yes,scan,robbery,Robbery,Quayside and Hillside,A1 A2 A3,Town Police,"
                       "2025-10-21,2025-10-31,9,1,4,"));
    CHECK(has(rp.body, ",watch,R. Lee,,2\r\n") && has(rp.body, ",open,,,2\r\n"));
}

TEST(one_alert_as_json_bears_its_circle_and_every_review)
{
    struct alert_sample s;
    struct request rq = { .arena = a, .id = STR("7") };
    struct reply rp = { 0 };
    const struct json *root;

    alert_sample_make(&s);
    rq.shot = &s.shot;
    REQUIRE(alert_json(&rq, &rp, err));
    REQUIRE(json_read(rp.body, a, &root, err));
    CHECK(json_at(root, "reviews")->count == 2 && json_at(root, "areas")->count == 3);
    CHECK_NEAR(json_at(json_at(root, "circle"), "radius_km")->number, .8, 1e-9);
    CHECK_STR(json_at(root, "review")->text, STR("watch"));
}

TEST(each_alert_as_json_is_made_of_what_the_openapi_document_says)
{
    static const char *const ID[] = { "7", "8", "3" };
    struct alert_sample s;
    struct request rq = { .arena = a };
    struct reply rp = { 0 };
    const struct json *document, *root;

    alert_sample_make(&s);
    rq.shot = &s.shot;
    REQUIRE(api_openapi(&rq, &rp, err));
    REQUIRE(json_read(rp.body, a, &document, err));
    for (size_t i = 0; i < COUNT_OF(ID); i++) {
        rq.id = str_of(ID[i]);
        REQUIRE(alert_json(&rq, &rp, err));
        REQUIRE(json_read(rp.body, a, &root, err));
        CHECK(fits_route(document, "/api/v1/{place}/alerts/{id}", root));
    }
}

TEST(an_alert_that_is_not_there_is_missing)
{
    static const char *const ID[] = { "99", "seven", "", "-7" };
    struct alert_sample s;
    struct request rq = { .arena = a };
    struct reply rp = { 0 };

    alert_sample_make(&s);
    rq.shot = &s.shot;
    for (size_t i = 0; i < COUNT_OF(ID); i++) {
        struct err e = { 0 };

        rq.id = str_of(ID[i]);
        CHECK(!alert_json(&rq, &rp, &e) && e.kind == ERR_MISSING);
    }
}
