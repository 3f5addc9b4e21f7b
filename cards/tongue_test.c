#include "cards/tongue.h"

#include "base/test.h"

TEST(the_languages_stand_in_the_order_of_their_codes_each_once)
{
    const struct tongue *before = tongue_each(0), *next;

    for (size_t n = 1; (next = tongue_each(n)); n++) {
        CHECK(str_order(str_of(before->code), str_of(next->code)) < 0);
        before = next;
    }
    CHECK(before != tongue_each(0));
}

TEST(each_language_has_its_own_name_and_fonts)
{
    const struct tongue *it;

    for (size_t n = 0; (it = tongue_each(n)); n++) {
        CHECK(tongue_find(str_of(it->code)) == it);
        CHECK(strlen(it->english) && strlen(it->own) && str_is_utf8(str_of(it->own)));
        CHECK(strstr(it->font, "Inter") && strstr(it->packages, "fonts-inter"));
        for (const char *c = it->code; *c; c++)
            CHECK((*c >= 'a' && *c <= 'z') || *c == '-');
    }
}

TEST(arabic_and_persian_are_read_from_the_right_and_an_unknown_code_is_no_language)
{
    CHECK(tongue_find(STR("ar"))->right_to_left && tongue_find(STR("fa"))->right_to_left);
    CHECK(!tongue_find(STR("pa"))->right_to_left);
    CHECK(!tongue_find(STR("")) && !tongue_find(STR("xx")) && !tongue_find(STR("EN")) &&
          !tongue_find(STR("e")));
}
