#include "link/table.h"

#include "base/test.h"

static bool load(struct arena *a, const struct str *header, size_t columns, const struct str *row,
                 struct link_table *t, struct err *err)
{
    struct link_load how = { .threads = 1 };
    struct loader *l;

    return loader_open(&l, &how, a, err) && loader_file(l, STR("a.csv"), header, columns, err) &&
           loader_row(l, 1, row, columns, err) && loader_done(l, t, err);
}

static struct str at_role(const struct link_table *t, enum link_role role)
{
    for (size_t i = 0; i < t->columns; i++)
        if (t->column[i].role == role)
            return link_value(&t->column[i], link_cells(t, 0)[i]);
    return STR("no such column");
}

TEST(a_full_name_alone_is_cut_into_forename_and_surname)
{
    const struct str header[] = { STR("ref"), STR("tenant name"), STR("dob") };
    const struct str comma[] = { STR("1"), STR("O'DELL, Keanu Jay"), STR("2001-02-03") };
    const struct str plain[] = { STR("1"), STR("Mrs Ana van der Berg"), STR("2001-02-03") };
    const struct str none[] = { STR("1"), STR(""), STR("2001-02-03") };
    struct link_table got;

    REQUIRE(load(a, header, 3, comma, &got, err));
    CHECK_STR(at_role(&got, ROLE_SURNAME), STR("O'DELL"));
    CHECK_STR(at_role(&got, ROLE_FORENAME), STR("Keanu"));
    CHECK_STR(at_role(&got, ROLE_FULL_NAME), STR("O'DELL, Keanu Jay"));
    REQUIRE(load(a, header, 3, plain, &got, err));
    CHECK_STR(at_role(&got, ROLE_SURNAME), STR("van der Berg"));
    CHECK_STR(at_role(&got, ROLE_FORENAME), STR("Ana"));
    REQUIRE(load(a, header, 3, none, &got, err));
    CHECK_STR(at_role(&got, ROLE_SURNAME), STR(""));
}

TEST(a_full_name_beside_its_parts_is_left_as_it_is)
{
    const struct str header[] = { STR("ref"), STR("full name"), STR("surname") };
    const struct str row[] = { STR("1"), STR("Ana Berg"), STR("Bergson") };
    struct link_table got;

    REQUIRE(load(a, header, 3, row, &got, err));
    CHECK_STR(at_role(&got, ROLE_SURNAME), STR("Bergson"));
    CHECK_STR(at_role(&got, ROLE_FORENAME), STR("no such column"));
}
