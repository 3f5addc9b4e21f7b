#include "link/role.h"

#include "base/test.h"

struct expected {
    const char *header;
    enum link_role role;
};

static bool all_are(const struct expected *e, size_t count)
{
    bool right = true;

    for (size_t i = 0; i < count; i++)
        if (role_of(str_of(e[i].header)) != e[i].role) {
            printf("  \"%s\" is taken for: %s\n", e[i].header,
                   role_word(role_of(str_of(e[i].header))));
            right = false;
        }
    return right;
}

TEST(each_usual_name_of_a_column_is_known)
{
    static const struct expected E[] = {
        { "forename", ROLE_FORENAME },
        { "first_name", ROLE_FORENAME },
        { "Given Name", ROLE_FORENAME },
        { "christian name", ROLE_FORENAME },
        { "Middle Name(s)", ROLE_MIDDLE },
        { "surname", ROLE_SURNAME },
        { "last_name", ROLE_SURNAME },
        { "FamilyName", ROLE_SURNAME },
        { "full_name", ROLE_FULL_NAME },
        { "Tenant name", ROLE_FULL_NAME },
        { "dob", ROLE_BIRTH },
        { "D.O.B.", ROLE_BIRTH },
        { "date_of_birth", ROLE_BIRTH },
        { "birth_date", ROLE_BIRTH },
        { "sex", ROLE_SEX },
        { "Gender", ROLE_SEX },
        { "postcode", ROLE_POSTCODE },
        { "post_code", ROLE_POSTCODE },
        { "postcode_fake", ROLE_POSTCODE },
        { "zip", ROLE_POSTCODE },
        { "address", ROLE_ADDRESS },
        { "address_1", ROLE_ADDRESS },
        { "street", ROLE_ADDRESS },
        { "Address line 1", ROLE_ADDRESS },
        { "street_number", ROLE_STREET_NUMBER },
        { "House No.", ROLE_STREET_NUMBER },
        { "town", ROLE_TOWN },
        { "city", ROLE_TOWN },
        { "suburb", ROLE_TOWN },
        { "locality", ROLE_TOWN },
        { "phone", ROLE_PHONE },
        { "mobile", ROLE_PHONE },
        { "Tel.", ROLE_PHONE },
        { "email", ROLE_EMAIL },
        { "E-mail address", ROLE_EMAIL },
        { "nhs_number", ROLE_NHS },
        { "UPN", ROLE_UPN },
        { "soc_sec_id", ROLE_OTHER_ID },
        { "NI number", ROLE_OTHER_ID },
        { "birth_place", ROLE_PLACE },
        { "occupation", ROLE_OCCUPATION },
        { "id", ROLE_ID },
        { "unique_id", ROLE_ID },
        { "record_id", ROLE_ID },
        { "rec_id", ROLE_ID },
        { "person_id", ROLE_ID },
        { "case_ref", ROLE_ID },
        { "cluster", ROLE_TRUTH },
        { "label", ROLE_TRUTH },
        { "truth", ROLE_TRUTH },
        { "source_dataset", ROLE_SOURCE },
    };

    CHECK(all_are(E, COUNT_OF(E)));
}

TEST(case_spaces_underscores_and_a_remark_in_brackets_change_nothing)
{
    static const struct expected E[] = {
        { "DOB (invented)", ROLE_BIRTH },
        { "date of birth (dd/mm/yyyy)", ROLE_BIRTH },
        { "  Date_Of_BIRTH  ", ROLE_BIRTH },
        { "dateOfBirth", ROLE_BIRTH },
        { "DOB (dd/mm/yyyy) (invented)", ROLE_BIRTH },
        { "DOB [invented]", ROLE_BIRTH },
        { "Forename(s)", ROLE_FORENAME },
        { "Forename(s) (invented)", ROLE_FORENAME },
        { "POST CODE", ROLE_POSTCODE },
        { "surname)", ROLE_SURNAME },
        { "(invented)", ROLE_NONE },
        { "", ROLE_NONE },
        { "()", ROLE_NONE },
        { "( )", ROLE_NONE },
        { "\xC3\xA9mail", ROLE_NONE },
    };

    CHECK(all_are(E, COUNT_OF(E)));
}

TEST(words_that_only_say_whose_it_is_are_taken_off)
{
    static const struct expected E[] = {
        { "legal_surname", ROLE_SURNAME },
        { "preferred_forename", ROLE_FORENAME },
        { "current_address", ROLE_ADDRESS },
        { "child_first_name", ROLE_FORENAME },
        { "Child's Date of Birth", ROLE_BIRTH },
        { "client_postcode", ROLE_POSTCODE },
        { "surname_1", ROLE_SURNAME },
        { "Pupil legal surname", ROLE_SURNAME },
        { "Name of child", ROLE_FULL_NAME },
        { "Child's name", ROLE_FULL_NAME },
        { "Young person's name", ROLE_FULL_NAME },
        { "Home telephone", ROLE_PHONE },
        { "PRIMARY_NAME_LAST", ROLE_SURNAME },
        { "patient_id", ROLE_ID },
        { "client id", ROLE_ID },
        { "clientsurname", ROLE_SURNAME },
        { "child sex", ROLE_SEX },
        { "Pupil's current legal surname", ROLE_SURNAME },
        { "SU surname", ROLE_SURNAME },
        { "person", ROLE_NONE },
        { "child", ROLE_NONE },
        { "1", ROLE_NONE },
    };

    CHECK(all_are(E, COUNT_OF(E)));
}

TEST(what_is_about_somebody_or_something_else_is_left_alone)
{
    static const char *const OTHERS[] = {
        "name of school",
        "school",
        "school name",
        "worker surname",
        "officer name",
        "mother's forename",
        "mothers surname",
        "parent email",
        "emergency contact",
        "social worker",
        "GP surgery",
        "ward",
        "incident date",
        "date",
        "role",
        "year group",
        "ethnicity",
        "first language",
        "home language",
        "arrival date",
        "title",
        "preferred name",
        "hometown",
        "alias",
        "previous surname",
        "maiden name",
        "number of children",
        "work phone",
        "school postcode",
        "place",
        "location",
        "address 2",
        "forename of father",
        "telephone of school",
        "state",
        "status",
        "score",
        "email consent",
        "phone type",
        "birth weight",
        "a header that goes on and on until nobody can say which field its writer had in mind",
    };

    for (size_t i = 0; i < COUNT_OF(OTHERS); i++) {
        enum link_role role = role_of(str_of(OTHERS[i]));
        if (role != ROLE_NONE)
            printf("  \"%s\" is taken for: %s\n", OTHERS[i], role_word(role));
        CHECK(role == ROLE_NONE);
    }
}

TEST(each_role_has_its_word_and_most_are_their_own_words_role)
{
    for (int r = ROLE_NONE; r < ROLES; r++)
        CHECK(role_word((enum link_role)r)[0] != 0);
    for (int r = ROLE_FORENAME; r <= ROLE_OCCUPATION; r++)
        CHECK(role_of(str_of(role_word((enum link_role)r))) == (enum link_role)r ||
              r == ROLE_OTHER_ID);
    CHECK_STR(str_of(role_word((enum link_role)99)), str_of(role_word(ROLE_NONE)));
}
