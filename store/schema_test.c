/* What each step of the schema keeps of a store made before it. */
#include "base/test.h"
#include "store/fixture.h"
#include "store/within.h"

/* A store as `steps` steps of the schema made it, with what `sql` then put into it. */
static bool make_old(const char *path, int steps, const char *sql, struct err *err)
{
    struct conn *c _cleanup_(conn_close) = NULL;

    if (!fixture_write(path, "", 0) || !conn_open(&c, path, CONN_BUILD, err))
        return false;
    for (int i = 1; i <= steps; i++)
        if (!conn_migrate(c, i, err))
            return false;
    return conn_run(c, sql, err);
}

static void discard(const char *path)
{
    static const char *const BESIDE[] = { "", "-wal", "-shm", ".lock" };
    char at[160];

    for (size_t i = 0; i < COUNT_OF(BESIDE); i++) {
        (void)snprintf(at, sizeof at, "%s%s", path, BESIDE[i]);
        (void)unlink(at);
    }
}

static const char REVIEWED[] =
    "INSERT INTO agency (id, code, name, sector, licence, attribution, added_ms)"
    "  VALUES (1, 'p', 'Police', 'police', '', '', 1);"
    "INSERT INTO run (id, kind, parameters, inputs_hash, seed, version, result, result_hash, at_ms, took_ms)"
    "  VALUES (1, 'scan', '{}', zeroblob(32), 1, 'x', '{}', zeroblob(32), 2, 1);"
    "INSERT INTO alert (id, run_id, method, category, agency_id, feed, area_codes, from_day, to_day,"
    "                   observed, expected, low, high, p_value, recurrence_days)"
    "  VALUES (7, 1, 'scan', 'robbery', 1, 'police-uk', '[]', 1, 2, 9, 2.5, 1, 4, 0.01, 365);"
    "INSERT INTO alert_review (alert_id, at_ms, actor, verdict)"
    "  VALUES (7, 10, 'ann', 'watch'), (7, 20, 'bob', 'right'), (7, 30, 'cat', 'false')";

static bool number(struct store *s, const char *sql, int *n, struct err *err)
{
    bool good;

    s->writer->phase = CONN_CHECKING;
    good = conn_number(s->writer, sql, n, err);
    s->writer->phase = CONN_WORKING;
    return good;
}

TEST(reviews_made_before_there_were_reviewers_are_all_kept)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    char path[128];
    int n = -1;

    REQUIRE(fixture_open(&f, err));
    (void)snprintf(path, sizeof path, "%s/one", f.folder);
    if (make_old(path, 1, REVIEWED, err) && store_open(&s, path, STORE_WRITE, err)) {
        CHECK(number(s, "SELECT count(*) FROM alert_review", &n, err) && n == 3);
        CHECK(number(s, "SELECT count(*) FROM alert_review WHERE alert_id = 7 AND reviewer_id IS NULL AND "
                        "reason IS NULL AND (at_ms, actor, verdict) IN (VALUES (10, 'ann', 'watch'), "
                        "(20, 'bob', 'right'), (30, 'cat', 'false'))", &n, err) && n == 3);
        CHECK(number(s, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%before'", &n, err) && n == 0);
        CHECK(store_check(s, err));
    } else
        test_fail(t, __FILE__, __LINE__, "the old store opens");
    store_close(&s);
    discard(path);
}
