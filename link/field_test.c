#include "link/field.h"

#include "base/test.h"

struct reading {
    const char *raw, *want;
    enum clean how;
};

static bool all_read(enum link_role role, const struct reading *r, size_t count)
{
    char out[512], again[512];
    bool right = true;

    for (size_t i = 0; i < count; i++) {
        enum clean how = CLEANS, twice;
        struct str got = field_read(role, str_of(r[i].raw), out, sizeof out, &how);
        struct str second = field_read(role, got, again, sizeof again, &twice);
        if (!str_eq(got, str_of(r[i].want)) || how != r[i].how || !str_eq(second, got)) {
            printf("  %s \"%s\": \"" STR_FMT "\", %s, then \"" STR_FMT "\"\n", role_word(role),
                   r[i].raw, STR_ARG(got), clean_word(how), STR_ARG(second));
            right = false;
        }
    }
    return right;
}
#define READS(role, ...)                                                                           \
    do {                                                                                           \
        static const struct reading R_[] = { __VA_ARGS__ };                                        \
        CHECK(all_read(role, R_, COUNT_OF(R_)));                                                   \
    } while (0)

TEST(a_date_of_birth_is_one_day_however_it_was_typed)
{
    READS(
        ROLE_BIRTH, { "2009-03-12", "2009-03-12", CLEAN_AS_IT_IS },
        { " 2009-03-12 ", "2009-03-12", CLEAN_FOLDED },
        { "12/03/2009", "2009-03-12", CLEAN_FOLDED }, { "12.3.09", "2009-03-12", CLEAN_FOLDED },
        { "12-3-79", "1979-03-12", CLEAN_FOLDED }, { "20090312", "2009-03-12", CLEAN_FOLDED },
        { "19081209", "1908-12-09", CLEAN_FOLDED }, { "12032009", "2009-03-12", CLEAN_FOLDED },
        { "12 Mar 2009", "2009-03-12", CLEAN_FOLDED }, { "12-Mar-09", "2009-03-12", CLEAN_FOLDED },
        { "12th of March 2009", "2009-03-12", CLEAN_FOLDED },
        { "Thu 12 March 2009", "2009-03-12", CLEAN_FOLDED },
        { "March 12th, 2009", "2009-03-12", CLEAN_FOLDED },
        { "2009 Sept 3", "2009-09-03", CLEAN_FOLDED }, { "2009/03/12", "2009-03-12", CLEAN_FOLDED },
        { "12/03/2009 00:00", "2009-03-12", CLEAN_FOLDED },
        { "2009-03-12T00:00:00Z", "2009-03-12", CLEAN_FOLDED },
        { "2009-03-12 12:30:00 PM", "2009-03-12", CLEAN_FOLDED },
        { "39884", "2009-03-12", CLEAN_FOLDED }, { "1630-08-01", "1630-08-01", CLEAN_AS_IT_IS },
        { "1600-02-29", "1600-02-29", CLEAN_AS_IT_IS }, { "3/31/1954", "1954-03-31", CLEAN_FOLDED },
        { "29/02/2000", "2000-02-29", CLEAN_FOLDED }, { "01/01/29", "2029-01-01", CLEAN_FOLDED },
        { "01/01/30", "1930-01-01", CLEAN_FOLDED },
        { "\xEF\xBC\x91\xEF\xBC\x92/03/2009", "2009-03-12", CLEAN_FOLDED });
}

TEST(a_part_of_a_birth_is_kept_as_a_part)
{
    READS(ROLE_BIRTH, { "1985", "1985", CLEAN_PARTLY }, { "1985-00-00", "1985", CLEAN_PARTLY },
          { "00/00/1985", "1985", CLEAN_PARTLY }, { "1985-03-00", "1985-03", CLEAN_PARTLY },
          { "1985-03", "1985-03", CLEAN_PARTLY }, { "03/1985", "1985-03", CLEAN_PARTLY },
          { "March 1985", "1985-03", CLEAN_PARTLY }, { "19850000", "1985", CLEAN_PARTLY });
}

TEST(what_can_be_no_day_stays_one_slip_away_from_it)
{
    READS(ROLE_BIRTH, { "19551192", "1955-11-92", CLEAN_IMPOSSIBLE },
          { "1822-81-01", "1822-81-01", CLEAN_IMPOSSIBLE },
          { "31/02/2009", "2009-02-31", CLEAN_IMPOSSIBLE },
          { "31022009", "2009-02-31", CLEAN_IMPOSSIBLE },
          { "19160017", "1916-00-17", CLEAN_IMPOSSIBLE },
          { "29/02/1900", "1900-02-29", CLEAN_IMPOSSIBLE },
          { "1700-02-29", "1700-02-29", CLEAN_IMPOSSIBLE },
          { "120309", "120309", CLEAN_OTHER_FORM }, { "born 1985", "born 1985", CLEAN_OTHER_FORM },
          { "12/03/2009 twin", "12 03 2009 twin", CLEAN_OTHER_FORM },
          { "12/345/2009", "12 345 2009", CLEAN_OTHER_FORM });
}

TEST(a_placeholder_of_a_birth_is_nothing)
{
    READS(ROLE_BIRTH, { "1900-01-01", "", CLEAN_PLACEHOLDER },
          { "01/01/1900", "", CLEAN_PLACEHOLDER }, { "1901-01-01", "", CLEAN_PLACEHOLDER },
          { "9999-12-31", "", CLEAN_PLACEHOLDER }, { "31/12/2999", "", CLEAN_PLACEHOLDER },
          { "0001-01-01", "", CLEAN_PLACEHOLDER }, { "00/00/0000", "", CLEAN_PLACEHOLDER },
          { "00000000", "", CLEAN_PLACEHOLDER }, { "99999999", "", CLEAN_PLACEHOLDER },
          { "1899-12-30", "", CLEAN_PLACEHOLDER }, { "11/11/1111", "", CLEAN_PLACEHOLDER },
          { "not known", "", CLEAN_PLACEHOLDER }, { "N/A", "", CLEAN_PLACEHOLDER },
          { "tomorrow", "", CLEAN_NOT_READ }, { "-", "", CLEAN_NOT_READ },
          { "  ", "", CLEAN_EMPTY }, { "000", "", CLEAN_PLACEHOLDER },
          { "1970-01-01", "1970-01-01", CLEAN_AS_IT_IS },
          { "1985-01-01", "1985-01-01", CLEAN_AS_IT_IS });
}

TEST(a_name_comes_without_title_and_nobody_is_called_unknown)
{
    READS(ROLE_FORENAME, { "john", "john", CLEAN_AS_IT_IS }, { "John ", "john", CLEAN_FOLDED },
          { "Mr John", "john", CLEAN_TITLE_DROPPED },
          { "Rev. Dr. John", "john", CLEAN_TITLE_DROPPED },
          { "John OBE", "john", CLEAN_TITLE_DROPPED }, { "J", "j", CLEAN_FOLDED },
          { "Unknown", "", CLEAN_PLACEHOLDER }, { "NOT KNOWN", "", CLEAN_PLACEHOLDER },
          { "n/a", "", CLEAN_PLACEHOLDER }, { "Baby", "", CLEAN_PLACEHOLDER },
          { "Baby Smith", "", CLEAN_PLACEHOLDER }, { "Twin 1", "twin 1", CLEAN_FOLDED },
          { "none", "", CLEAN_PLACEHOLDER }, { "xxx", "", CLEAN_PLACEHOLDER },
          { "123", "", CLEAN_PLACEHOLDER }, { "Mrs", "", CLEAN_PLACEHOLDER },
          { "NULL", "", CLEAN_PLACEHOLDER }, { "?", "", CLEAN_PLACEHOLDER },
          { "Jos\xC3\xA9", "jose", CLEAN_FOLDED }, { "Jos\xE9", "Jos\xE9", CLEAN_AS_IT_IS });
    READS(ROLE_SURNAME, { "O'Neill", "oneill", CLEAN_FOLDED },
          { "Smith-Jones", "smith jones", CLEAN_FOLDED }, { "Null", "null", CLEAN_FOLDED },
          { "Na", "na", CLEAN_FOLDED }, { "Master", "master", CLEAN_FOLDED },
          { "Boy", "boy", CLEAN_FOLDED }, { "Smith (Mrs)", "smith", CLEAN_TITLE_DROPPED },
          { "not stated", "", CLEAN_PLACEHOLDER }, { "Ng", "ng", CLEAN_FOLDED });
}

TEST(a_full_name_is_read_in_the_order_it_is_spoken)
{
    READS(ROLE_FULL_NAME, { "SMITH, John Paul", "john paul smith", CLEAN_FOLDED },
          { "Mr John Smith", "john smith", CLEAN_TITLE_DROPPED },
          { "Smith, Mrs Ann", "ann smith", CLEAN_FOLDED },
          { "John Smith, OBE", "john smith", CLEAN_TITLE_DROPPED },
          { "Smith,", "smith", CLEAN_FOLDED }, { ", John", "john", CLEAN_FOLDED },
          { ",", "", CLEAN_PLACEHOLDER }, { "Smith, John, MBE", "john smith", CLEAN_FOLDED },
          { "unknown", "", CLEAN_PLACEHOLDER }, { "ana de souza", "ana de souza", CLEAN_AS_IT_IS });
}

static bool splits(const char *full, const char *forename, const char *middle, const char *surname)
{
    struct str f, m, s;
    bool any = field_split_name(str_of(full), &f, &m, &s);
    bool right = any == (forename[0] || surname[0]) && str_eq(f, str_of(forename)) &&
                 str_eq(m, str_of(middle)) && str_eq(s, str_of(surname));

    if (!right)
        printf("  \"%s\": \"" STR_FMT "\" \"" STR_FMT "\" \"" STR_FMT "\"\n", full, STR_ARG(f),
               STR_ARG(m), STR_ARG(s));
    return right;
}

TEST(a_full_name_falls_into_its_parts)
{
    CHECK(splits("SMITH, John Paul", "John", "Paul", "SMITH"));
    CHECK(splits("Mr John Paul George Smith", "John", "Paul George", "Smith"));
    CHECK(splits("John Smith", "John", "", "Smith"));
    CHECK(splits("Smith", "", "", "Smith"));
    CHECK(splits("Mrs Smith", "", "", "Smith"));
    CHECK(splits("Dr. Ann  Lee OBE", "Ann", "", "Lee"));
    CHECK(splits("Ludwig van der Berg", "Ludwig", "", "van der Berg"));
    CHECK(splits("Van Morrison", "Van", "", "Morrison"));
    CHECK(splits("Ana Maria De Souza", "Ana", "Maria", "De Souza"));
    CHECK(splits("DE SOUZA, Ana", "Ana", "", "DE SOUZA"));
    CHECK(splits("Smith, Mrs Ann Mary", "Ann", "Mary", "Smith"));
    CHECK(splits("John Smith, OBE", "John", "", "Smith"));
    CHECK(splits("Mr", "", "", "Mr"));
    CHECK(splits("john paul smith", "john", "paul", "smith"));
    CHECK(splits("", "", "", ""));
    CHECK(splits(" , ", "", "", ""));
    CHECK(splits(", John", "John", "", ""));
}

TEST(sex_is_one_of_three_letters)
{
    READS(ROLE_SEX, { "Male", "m", CLEAN_FOLDED }, { "f", "f", CLEAN_AS_IT_IS },
          { "FEMALE", "f", CLEAN_FOLDED }, { "1", "m", CLEAN_FOLDED }, { "2", "f", CLEAN_FOLDED },
          { "Non-binary", "x", CLEAN_FOLDED }, { "9", "", CLEAN_PLACEHOLDER },
          { "Not specified", "", CLEAN_PLACEHOLDER }, { "U", "", CLEAN_PLACEHOLDER },
          { "t2227949966", "", CLEAN_NOT_READ }, { "female | male", "", CLEAN_NOT_READ },
          { "a very long description", "", CLEAN_NOT_READ }, { "?", "", CLEAN_PLACEHOLDER });
}

TEST(a_postcode_has_one_form)
{
    READS(ROLE_POSTCODE, { "ME7 4AB", "ME7 4AB", CLEAN_AS_IT_IS },
          { "me74ab", "ME7 4AB", CLEAN_FOLDED }, { "SW1A-2JH", "SW1A 2JH", CLEAN_FOLDED },
          { "4011", "4011", CLEAN_OTHER_FORM }, { "tq13 8d", "TQ13 8D", CLEAN_OTHER_FORM },
          { "ZZ99 3VZ", "", CLEAN_PLACEHOLDER }, { "AA1 1AA", "", CLEAN_PLACEHOLDER },
          { "unknown", "", CLEAN_PLACEHOLDER }, { "0000", "", CLEAN_PLACEHOLDER },
          { "2222", "2222", CLEAN_OTHER_FORM }, { "NM6 OMM", "NM6 0MM", CLEAN_FOLDED },
          { "me7lab", "ME7 1AB", CLEAN_FOLDED }, { "AL7 REF", "AL7 REF", CLEAN_OTHER_FORM },
          { "..", "", CLEAN_PLACEHOLDER }, { "NM1 2CV", "NM1 2CV", CLEAN_AS_IT_IS },
          { "TQ138-DF", "TQ13 8DF", CLEAN_FOLDED });
}

TEST(a_phone_number_is_its_national_figures)
{
    READS(ROLE_PHONE, { "01634 960001", "1634960001", CLEAN_FOLDED },
          { "+44 (0)1634 960001", "1634960001", CLEAN_FOLDED },
          { "0044 1634 960001", "1634960001", CLEAN_FOLDED },
          { "441634960001", "1634960001", CLEAN_FOLDED },
          { "1634960001", "1634960001", CLEAN_AS_IT_IS },
          { "07700 900123", "7700900123", CLEAN_FOLDED },
          { "Tel: 01634 960001 ext 31", "1634960001", CLEAN_PARTLY },
          { "01634 960001 / 07700 900123", "1634960001", CLEAN_PARTLY },
          { "+1 702-919-1300", "17029191300", CLEAN_FOLDED },
          { "960001", "960001", CLEAN_OTHER_FORM }, { "00000 000000", "", CLEAN_PLACEHOLDER },
          { "01111 111111", "", CLEAN_PLACEHOLDER }, { "01234567890", "", CLEAN_PLACEHOLDER },
          { "123", "", CLEAN_PLACEHOLDER }, { "n/a", "", CLEAN_PLACEHOLDER },
          { "on request", "", CLEAN_NOT_READ }, { "9876543210", "", CLEAN_PLACEHOLDER });
}

TEST(an_address_for_mail_is_lowered_and_nobody_lives_at_none)
{
    READS(ROLE_EMAIL, { "a.b@c.example", "a.b@c.example", CLEAN_AS_IT_IS },
          { " A.B@C.Example ", "a.b@c.example", CLEAN_FOLDED },
          { "mailto:a@b.example", "a@b.example", CLEAN_FOLDED },
          { "<a@b.example>", "a@b.example", CLEAN_FOLDED },
          { "a b@c.example", "ab@c.example", CLEAN_FOLDED },
          { "a.b.example", "a.b.example", CLEAN_OTHER_FORM },
          { "@b.example", "@b.example", CLEAN_OTHER_FORM }, { "a@", "a@", CLEAN_OTHER_FORM },
          { "n/a", "", CLEAN_PLACEHOLDER }, { "none", "", CLEAN_PLACEHOLDER },
          { "noemail@b.example", "", CLEAN_PLACEHOLDER }, { "Not known", "", CLEAN_PLACEHOLDER },
          { "--", "", CLEAN_PLACEHOLDER }, { "<>", "", CLEAN_PLACEHOLDER });
}

TEST(identifiers_are_letters_and_figures_and_not_one_repeated)
{
    READS(ROLE_NHS, { "943 476 5919", "9434765919", CLEAN_FOLDED },
          { "9434765910", "9434765910", CLEAN_AS_IT_IS }, { "0000000000", "", CLEAN_PLACEHOLDER },
          { "999 999 9999", "", CLEAN_PLACEHOLDER }, { "unknown", "", CLEAN_PLACEHOLDER },
          { "0", "", CLEAN_PLACEHOLDER }, { "-", "", CLEAN_PLACEHOLDER });
    READS(ROLE_UPN, { "h8012-0000-1001", "H801200001001", CLEAN_FOLDED });
    READS(ROLE_OTHER_ID, { "qq 12 34 56 c", "QQ123456C", CLEAN_FOLDED },
          { "N/A", "", CLEAN_PLACEHOLDER });
    READS(ROLE_STREET_NUMBER, { "12a", "12A", CLEAN_FOLDED }, { "11", "11", CLEAN_AS_IT_IS },
          { "0", "", CLEAN_PLACEHOLDER }, { "000", "", CLEAN_PLACEHOLDER });
    READS(ROLE_CODE, { "a-1", "A1", CLEAN_FOLDED }, { "0", "0", CLEAN_AS_IT_IS });
    READS(ROLE_ID, { " rec-1-Dup ", "rec-1-Dup", CLEAN_FOLDED }, { "7", "7", CLEAN_AS_IT_IS });
}

TEST(places_are_folded_and_streets_are_short)
{
    READS(ROLE_ADDRESS, { "12 Saint James's Street", "12 st jamess st", CLEAN_FOLDED },
          { "Apt. 3, 4 Mill Avenue", "flat 3 4 mill ave", CLEAN_FOLDED },
          { "4 mill ave", "4 mill ave", CLEAN_AS_IT_IS }, { "not known", "", CLEAN_PLACEHOLDER },
          { "...", "", CLEAN_PLACEHOLDER });
    READS(ROLE_TOWN, { "London ", "london", CLEAN_FOLDED },
          { "St. Mary's Street", "st marys street", CLEAN_FOLDED },
          { "xxx", "", CLEAN_PLACEHOLDER });
    READS(ROLE_OCCUPATION, { "Painter & decorator", "painter and decorator", CLEAN_FOLDED });
    READS(ROLE_NONE, { "A, b", "a b", CLEAN_FOLDED });
}

TEST(where_the_room_ends_the_answer_is_cut_and_nothing_is_written_past_it)
{
    static const char *const RAW[] = { "12/03/2009",
                                       "Mr John-Paul O'Neill Smith",
                                       "SMITH, John",
                                       "me7 4ab",
                                       "01634 960001",
                                       "Somebody@Somewhere.example",
                                       "12 Long Street & Avenue, Town" };
    char some[64];
    enum clean how;

    for (int role = ROLE_NONE; role < ROLES; role++)
        for (size_t i = 0; i < COUNT_OF(RAW); i++)
            for (size_t room = 0; room < 40; room++) {
                memset(some, '#', sizeof some);
                struct str got = field_read((enum link_role)role, str_of(RAW[i]), some, room, &how);
                REQUIRE(got.len <= room && some[room] == '#' && how < CLEANS);
            }
}

TEST(each_way_of_cleaning_has_its_word)
{
    for (int how = 0; how < CLEANS; how++)
        CHECK(clean_word((enum clean)how)[0] != 0);
    CHECK(clean_word(CLEANS)[0] == 0);
}
