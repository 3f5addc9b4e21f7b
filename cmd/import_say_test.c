#include "cmd/import_say.h"

#include "base/test.h"
#include "cmd/scan_store.h"

static struct feed_notice notice(enum feed_what what, int year, int month)
{
    struct feed_notice n = { .stream = STR("recorded crime"), .what = what, .observed = 2043,
                             .expected = 2964, .low = 2181, .high = 5000 };

    (void)!month_make(year, month, &n.month);
    return n;
}

TEST(import_notices_are_said_in_words_and_months_on_end_in_one_line)
{
    struct feed_notice n[] = { notice(FEED_MISSING, 2018, 3), notice(FEED_MISSING, 2018, 4),
                               notice(FEED_MISSING, 2018, 6), notice(FEED_QUIET, 2018, 11),
                               notice(FEED_DOUBLED, 2019, 1) };
    struct buf b = { .arena = a };
    struct str said;
    import_notice_lines(n, COUNT_OF(n), &b);
    REQUIRE(buf_done(&b, "a test", &said, err));
    CHECK_STR(said, STR("Months not held: March 2018 to April 2018.\n"
                        "Months not held: June 2018.\n"
                        "Went quiet: recorded crime, November 2018: 2,043 rows where 2,181 to 5,000 are "
                        "usual. It is not taken for a change in what happened.\n"
                        "Doubled: recorded crime, January 2019: 2,043 rows where 2,181 to 5,000 are "
                        "usual. It is not taken for a change in what happened.\n"));
}

TEST(import_answer_as_json_is_one_document_with_all_counts)
{
    struct import_order order = { .label = "x.csv" };
    struct import_outcome o = { .id = 7, .rows_read = 5, .rows_kept = 4, .rows_refused = 1,
                                .seen = { .encoding = "UTF-8" }, .faults = { .arena = a } };
    struct feed_notice n = notice(FEED_QUIET, 2018, 11);
    struct buf b = { .arena = a };
    struct json_out j = { .buf = &b };
    const struct json *root;
    struct str said;
    o.notice = &n;
    o.notices = 1;
    REQUIRE(faults_add(&o.faults, 3, -1, "a row of as many columns as the header is wanted", STR(""), err));
    import_json(&o, &order, &j);
    REQUIRE(buf_done(&b, "a test", &said, err) && json_read(said, a, &root, err));
    CHECK(json_at(root, "import")->number > 6 && json_at(root, "rows_kept")->number > 3);
    CHECK(json_at(root, "notices")->count == 1 && json_at(root, "faults")->count == 1);
    CHECK(json_at(json_at(root, "faults")->first, "column")->type == JSON_NULL);
    o.id = 0;
    b.len = 0;
    j = (struct json_out){ .buf = &b };
    import_json(&o, &order, &j);
    REQUIRE(buf_done(&b, "a test", &said, err) && json_read(said, a, &root, err));
    CHECK(json_at(root, "import")->type == JSON_NULL);
}

TEST(import_answer_in_words_says_when_nothing_changed)
{
    struct import_order order = { .label = "x.csv" };
    struct import_outcome o = { .same_file = true, .rows_read = 5,
                                .seen = { .encoding = "UTF-8", .delimiter = ';' } };
    struct buf b = { .arena = a };
    struct str said;
    import_text(&o, &order, &b);
    REQUIRE(buf_done(&b, "a test", &said, err));
    CHECK_STR(said, STR("x.csv: UTF-8, semicolons, 5 rows; exactly this file is in force already, nothing "
                        "changed\n"));
}

TEST(alert_is_one_sentence_with_its_usual_range_and_how_rare_it_is)
{
    struct run_alert alert = { .category = STR("robbery"), .areas = 1, .observed = 14, .low = 0, .high = 7,
                               .recurrence_days = 3652.5 };
    struct buf b = { .arena = a };
    struct str said;
    (void)!date_make(2025, 10, 1, &alert.from);
    (void)!date_make(2025, 10, 31, &alert.to);
    alert_sentence(&alert, &b);
    REQUIRE(buf_done(&b, "a test", &said, err));
    CHECK_STR(said, STR("robbery: 14 where 0 to 7 are usual, 1 Oct 2025 to 31 Oct 2025, 1 area, by "
                        "chance about once in 10.0 years (each stream by itself)\n"));
}
