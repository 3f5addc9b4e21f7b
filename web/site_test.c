#include "web/snapshot_store.h"

#include "store/fixture.h"
#include "base/test.h"

TEST_ONCE(a_site_names_partnerships_by_their_files_and_refuses_names_that_cannot_stand_in_an_address)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct site *site _cleanup_(site_close) = NULL;
    static const char *const BAD[] = { "Medway", "a b", "-a", "a/b", "a.b", "assets", "api", "cards",
                                        "caf\xc3\xa9" };
    struct site_order order = { .path = { f.path }, .partnerships = 1 };
    REQUIRE(fixture_open(&f, err));
    store_close(&f.store);
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        order.name[0] = str_of(BAD[i]);
        CHECK(!site_open(&site, &order, err) && err->kind == ERR_INPUT && !site);
    }
    order.name[0] = STR("medway-2");
    REQUIRE(site_open(&site, &order, err));
    CHECK_STR(partnership_name(site_partnership(site, 0)), STR("medway-2"));
    CHECK(site_partnerships(site) == 1 && !site_partnership(site, 1));
    CHECK(site_find(site, STR("medway-2")) == site_partnership(site, 0) && !site_find(site, STR("medway")));
    site_close(&site);
    order.name[0] = STR("");
    order.read_only = true;
    REQUIRE(site_open(&site, &order, err));
    CHECK(partnership_name(site_partnership(site, 0)).len > 0 && site_read_only(site));
}

TEST_ONCE(two_partnerships_of_one_name_are_refused_and_two_of_two_names_are_served)
{
    struct fixture f _cleanup_(fixture_close) = { 0 }, g _cleanup_(fixture_close) = { 0 };
    struct site *site _cleanup_(site_close) = NULL;
    REQUIRE(fixture_open(&f, err) && fixture_open(&g, err));
    store_close(&f.store);
    store_close(&g.store);
    struct site_order order = { .path = { f.path, g.path }, .name = { STR("one"), STR("one") },
                                .partnerships = 2 };
    CHECK(!site_open(&site, &order, err) && err->kind == ERR_INPUT);
    order.name[1] = STR("two");
    REQUIRE(site_open(&site, &order, err));
    CHECK(site_partnerships(site) == 2 && site_find(site, STR("two")) == site_partnership(site, 1));
}

TEST_ONCE(each_start_draws_a_token_of_its_own_of_256_bits)
{
    struct site *one _cleanup_(site_close) = NULL, *two _cleanup_(site_close) = NULL;
    struct site_order order = { .partnerships = 0 };
    REQUIRE(site_open(&one, &order, err) && site_open(&two, &order, err));
    struct str token = site_token(one);
    CHECK(token.len == 64 && !str_eq(token, site_token(two)));
    for (size_t i = 0; i < token.len; i++)
        CHECK(strchr("0123456789abcdef", token.at[i]) && token.at[i]);
}

TEST_ONCE(a_site_that_finds_the_writing_taken_serves_and_refuses_changes_until_it_is_free)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct site *site _cleanup_(site_close) = NULL;
    REQUIRE(fixture_open(&f, err)); /* holds the writing */
    struct site_order order = { .path = { f.path }, .name = { STR("town") }, .partnerships = 1 };
    REQUIRE(site_open(&site, &order, err));
    struct partnership *p = site_partnership(site, 0);
    CHECK(!partnership_writer_take(p, err) && err->kind == ERR_CLASH);
    store_close(&f.store);
    CHECK(partnership_writer_take(p, err));
}

TEST_ONCE(a_store_that_is_not_there_is_said_to_be_missing)
{
    struct site *site = NULL;
    struct site_order order = { .path = { "no/such.safekeep" }, .name = { STR("town") }, .partnerships = 1 };
    CHECK(!site_open(&site, &order, err) && err->kind == ERR_MISSING && !site);
}
