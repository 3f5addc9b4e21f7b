#include "base/remark.h"

#include "base/chance.h"
#include "base/test.h"

TEST(a_remark_of_how_a_value_is_written_is_left_out)
{
    static const char *const PAIR[][2] = {
        { "DOB (dd/mm/yyyy)", "DOB" },        { "Date (DD-MMM-YY) ", "Date" },
        { "Time (24 hour clock)", "Time" },   { "Easting (metres)", "Easting" },
        { "lon (invented)", "lon" },          { "Knife(Y/N)", "Knife" },
        { "Postcode (if known)", "Postcode" }, { "  Ref\t( optional )", "Ref" },
        { "Date (from) (dd/mm/yyyy)", "Date (from)" },
    };

    for (size_t i = 0; i < COUNT_OF(PAIR); i++)
        CHECK_STR(remark_cut(str_of(PAIR[i][0])), str_of(PAIR[i][1]));
}

TEST(a_remark_that_says_what_the_column_is_stays)
{
    static const char *const WHOLE[] = {
        "Date (reported)", "Postcode (victim)", "Date (to)",     "Name (parent, if known)",
        "Area (m2)",       "(invented)",        "Ref ()",        "Ref ( / )",
        "Ref (invented",   "Ref invented)",     "Time (24) of",  "\xC3\xA9t\xC3\xA9 (\xC3\xA9)",
        "",                ")",                 "Age (dd/mm/yyyy at arrest)",
    };

    for (size_t i = 0; i < COUNT_OF(WHOLE); i++)
        CHECK_STR(remark_cut(str_of(WHOLE[i])), str_of(WHOLE[i]));
}

TEST(whatever_the_bytes_a_remark_is_cut_from_the_end_and_something_is_left)
{
    struct chance r;

    chance_open(&r, 1, 1);
    for (int n = 0; n < 2000; n++) {
        static const char LETTERS[] = "()dy /0a\xC3";
        char at[12];
        size_t len = (size_t)chance_below(&r, sizeof at);
        for (size_t i = 0; i < len; i++)
            at[i] = LETTERS[chance_below(&r, sizeof LETTERS - 1)];
        struct str whole = str_trim((struct str){ at, len }), left = remark_cut((struct str){ at, len });
        CHECK(str_starts(whole, left) && (left.len > 0) == (whole.len > 0));
    }
}
