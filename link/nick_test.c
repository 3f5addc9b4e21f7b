#include "link/nick.h"

#include "base/test.h"
#include "link/fold.h"

extern const char asset_forename_variants_csv[], asset_forename_variants_csv_end[];

TEST(pet_forms_short_forms_and_spellings_are_one_name)
{
    static const char *const SAME[][2] = {
        { "ted", "edward" },        { "molly", "mollie" },    { "bob", "robert" },
        { "liz", "elizabeth" },     { "betty", "elizabeth" }, { "bill", "william" },
        { "jack", "john" },         { "peggy", "margaret" },  { "dick", "richard" },
        { "sam", "samuel" },        { "sam", "samantha" },    { "harry", "henry" },
        { "harry", "harold" },      { "fred", "frederick" },  { "kate", "katherine" },
        { "mohammed", "muhammad" }, { "yusuf", "yousef" },    { "dmytro", "dmitri" },
        { "kasia", "katarzyna" },   { "steve", "stephen" },
    };

    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        struct str one = str_of(SAME[i][0]), other = str_of(SAME[i][1]);
        bool same = nick_same(one, other);
        if (!same)
            printf("  %s and %s are not one name\n", SAME[i][0], SAME[i][1]);
        CHECK(same && nick_same(other, one) && nick_class(one) > 0);
    }
}

TEST(names_merely_related_and_names_unknown_are_not)
{
    static const char *const APART[][2] = {
        { "edward", "edwin" },   { "edward", "edgar" },  { "samuel", "samantha" },
        { "lisa", "elizabeth" }, { "frank", "frances" }, { "sarah", "zara" },
        { "ted", "robert" },     { "zzz", "ted" },       { "henry", "harold" },
        { "carl", "charles" },   { "", "ted" },          { "", "" },
    };

    for (size_t i = 0; i < COUNT_OF(APART); i++)
        if (nick_same(str_of(APART[i][0]), str_of(APART[i][1]))) {
            printf("  %s and %s are one name\n", APART[i][0], APART[i][1]);
            CHECK(false);
        }
    CHECK(nick_same(STR("zzz"), STR("zzz")) && nick_class(STR("zzz")) == 0 &&
          nick_class(STR("")) == 0);
    CHECK(nick_class(STR("te")) == 0 && nick_class(STR("tedd")) == 0 &&
          nick_class(STR("ted\n")) == 0);
    CHECK(nick_class(STR("name")) == 0 && nick_class(STR("~")) == 0 &&
          nick_class(STR("ted,322")) == 0);
}

/* The list itself: sorted, folded, no class of one, and every name is found in every class it
 * stands in. */
TEST(every_line_of_the_list_is_found)
{
    static uint32_t size[2000], first[2000];
    struct str all = { asset_forename_variants_csv,
                       (size_t)(asset_forename_variants_csv_end - asset_forename_variants_csv) };
    struct str before = STR(""), rest = all;
    char folded[64];
    size_t lines = 0;

    memset(size, 0, sizeof size);
    REQUIRE(str_eq(str_cut(&rest, '\n'), STR("name,class")) && all.len < 150000);
    for (; rest.len > 0; lines++) {
        struct str number = str_cut(&rest, '\n'), name = str_cut(&number, ',');
        uint32_t class = 0;
        for (size_t i = 0; i < number.len; i++)
            class = class * 10 + (uint32_t)(number.at[i] - '0');
        REQUIRE(class > 0 && class < COUNT_OF(size));
        REQUIRE(str_order(before, name) <= 0 &&
                str_eq(fold_name(name, folded, sizeof folded), name));
        REQUIRE(nick_class(name) == (str_eq(before, name) ? nick_class(before) : class));
        if (size[class]++ == 0)
            first[class] = (uint32_t)(name.at - all.at);
        struct str of_class = { all.at + first[class], all.len - first[class] };
        REQUIRE(nick_same(name, str_cut(&of_class, ',')));
        before = name;
    }
    CHECK(lines > 2000);
    for (size_t i = 0; i < COUNT_OF(size); i++)
        CHECK(size[i] != 1);
}
