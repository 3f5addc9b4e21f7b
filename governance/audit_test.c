#include "governance/audit.h"

#include "base/test.h"
#include "store/fixture.h"

static const struct instant NOON = { 1772366400000 };

static bool add_agency(struct txn *t, struct str code, struct err *err)
{
    return sql_agency_add(t,
                          &(struct sql_agency_add_in){ .code = code,
                                                       .name = STR("A"),
                                                       .sector = STR("police"),
                                                       .added_ms = NOON.ms },
                          err);
}

TEST(a_change_with_its_audit_entry_can_be_committed)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    REQUIRE(add_agency(&x, STR("kent-police"), err));
    REQUIRE(audit_add(&x, AUDIT_COLLECTION, "agency.added", "agency", x.last_id, err));
    REQUIRE(txn_commit(&x, err));

    struct sql_agency_by_code_out row;
    bool found = false;
    REQUIRE(txn_begin(&x, f.store, TXN_READ, STR("ann"), NOON, err));
    REQUIRE(sql_agency_by_code(&x, &(struct sql_agency_by_code_in){ STR("kent-police") }, a, &row,
                               &found, err));
    CHECK(found);
    CHECK_STR(row.sector, STR("police"));
}

TEST(a_change_that_leaves_no_audit_entry_cannot_be_committed)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    REQUIRE(add_agency(&x, STR("kent-police"), err));
    CHECK(!txn_commit(&x, err));
    CHECK(err->kind == ERR_BUG);
}

TEST(an_event_that_no_statement_owes_is_a_bug)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    CHECK(!audit_add(&x, AUDIT_COLLECTION, "agency.addedd", "agency", 1, err));
    CHECK(err->kind == ERR_BUG);
}
