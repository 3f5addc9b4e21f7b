#include "northmere/file.h"
#include "base/test.h"

#define SLIP_BIT(slip) ((uint64_t)1 << (slip))
/* What may touch surname or forename as they stand in the row. */
static const uint64_t OF_NAMES =
    SLIP_BIT(FILE_KEY) | SLIP_BIT(FILE_EAR) | SLIP_BIT(FILE_EYE) | SLIP_BIT(FILE_SHORT) |
    SLIP_BIT(FILE_OTHER) | SLIP_BIT(FILE_COMPOUND) | SLIP_BIT(FILE_EARLIER) |
    SLIP_BIT(FILE_SWAPPED) | SLIP_BIT(FILE_FAMILY_FIRST) | SLIP_BIT(FILE_FOLDED) |
    SLIP_BIT(FILE_MIDDLE) | SLIP_BIT(FILE_INITIAL) | SLIP_BIT(FILE_TITLE) | SLIP_BIT(FILE_CASE) |
    SLIP_BIT(FILE_BLANKS) | SLIP_BIT(FILE_NO_FORENAME);

static bool make(struct arena *a, double scale, struct town *t, struct people *p, struct err *err)
{
    struct people_order o = { .seed = 5, .scale = scale };

    return date_make(2025, 10, 31, &o.today) && town_make(5, 1, a, t, err) && people_make(t, &o, a, p, err);
}

static void true_surname(const struct people *p, const struct person *who, struct slip_text *out)
{
    slip_set(out, name_form(&p->book.surname[who->surname], who->woman));
    if (who->second == NAME_NONE)
        return;
    slip_add(out, who->hyphen ? STR("-") : STR(" "));
    slip_add(out, name_form(&p->book.surname[who->second], who->woman));
}

static void fold(struct slip_text *t)
{
    name_fold(t);
    slip_lower(t);
}

/* Once: it makes a file of people, which with refusals takes minutes; people_test.c does that with few. */
TEST_ONCE(a_row_that_did_not_slip_says_what_is_true)
{
    struct town t_own;
    struct people p;
    struct file_row row;
    struct slip_text want;
    size_t plain = 0;

    REQUIRE(make(a, 1, &t_own, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (size_t n = 0; n < p.rows[partner]; n++) {
            file_row_make(&p, partner, n, &row);
            const struct person *who = &p.person[row.person];
            if (row.slipped & (OF_NAMES & ~SLIP_BIT(FILE_FOLDED)))
                continue;
            true_surname(&p, who, &want);
            fold(&want);
            fold(&row.surname);
            CHECK_STR(slip_str(&row.surname), slip_str(&want));
            slip_set(&want, p.book.forename[who->forename].text);
            fold(&want);
            fold(&row.forename);
            CHECK_STR(slip_str(&row.forename), slip_str(&want));
            plain++;
        }
    CHECK(plain > 3000);
}

/* A row marked as slipped must differ from the truth by more than case and marks. */
TEST_ONCE(a_row_that_slipped_says_something_else) /* once: as above */
{
    struct town t_own;
    struct people p;
    struct file_row row;
    struct slip_text surname, forename;
    uint64_t one_of = SLIP_BIT(FILE_KEY) | SLIP_BIT(FILE_EAR) | SLIP_BIT(FILE_EYE) | SLIP_BIT(FILE_OTHER) |
                      SLIP_BIT(FILE_COMPOUND) | SLIP_BIT(FILE_SWAPPED) | SLIP_BIT(FILE_FAMILY_FIRST) |
                      SLIP_BIT(FILE_INITIAL) | SLIP_BIT(FILE_NO_FORENAME) | SLIP_BIT(FILE_EARLIER);
    size_t slipped = 0, as_true = 0;

    REQUIRE(make(a, 1, &t_own, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (size_t n = 0; n < p.rows[partner]; n++) {
            file_row_make(&p, partner, n, &row);
            if (!(row.slipped & one_of))
                continue;
            true_surname(&p, &p.person[row.person], &surname);
            slip_set(&forename, p.book.forename[p.person[row.person].forename].text);
            fold(&surname), fold(&forename), fold(&row.surname), fold(&row.forename);
            as_true += str_eq(slip_str(&surname), slip_str(&row.surname)) &&
                       str_eq(slip_str(&forename), slip_str(&row.forename));
            slipped++;
        }
    CHECK(slipped > 400);
    CHECK(as_true * 50 < slipped); /* Wiśniewski as Wisniewski is another spelling, but only by its marks */
}

/* Once: it makes eighteen thousand persons. */
TEST_ONCE(every_error_befalls_as_many_rows_as_is_written)
{
    struct town t_own;
    struct people p;
    struct file_row row;

    REQUIRE(make(a, 3, &t_own, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        double could[FILE_SLIPS] = { 0 }, did[FILE_SLIPS] = { 0 };
        for (size_t n = 0; n < p.rows[partner]; n++) {
            file_row_make(&p, partner, n, &row);
            for (enum file_slip slip = 0; slip < FILE_SLIPS; slip++) {
                could[slip] += (double)(row.could >> slip & 1);
                did[slip] += file_row_slipped(&row, slip);
            }
            CHECK((row.slipped & ~row.could) == 0);
        }
        for (enum file_slip slip = 0; slip < FILE_SLIPS; slip++) {
            double rate = file_slip_spec(slip)->per_mille[partner] / 1000.;
            double spread = sqrt(could[slip] * rate * (1 - rate));
            if (fabs(did[slip] - could[slip] * rate) > 4.5 * spread + 1)
                printf("  %s, %s: %g of %g\n", people_partner_word(partner), file_slip_spec(slip)->word,
                       did[slip], could[slip]);
            CHECK_NEAR(did[slip], could[slip] * rate, 4.5 * spread + 1);
        }
    }
}

TEST_ONCE(the_documented_tables_are_those_of_the_code) /* once: it reads a file of the tree */
{
    struct buf want[2] = { { .arena = a }, { .arena = a } };
    struct buf text = { .arena = a };
    FILE *f = fopen("docs/northmere-people.md", "rb");
    char piece[4096];
    size_t n;

    REQUIRE(f);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&text, (struct str){ piece, n });
    (void)fclose(f);
    buf_add_byte(&text, 0);
    file_add_rates(&want[0]);
    person_add_reach(&want[1]);
    for (int i = 0; i < 2; i++) {
        buf_add_byte(&want[i], 0);
        REQUIRE(!text.failed && !want[i].failed);
        if (!strstr(text.at, want[i].at))
            printf("docs/northmere-people.md must have this table:\n%s", want[i].at);
        CHECK(strstr(text.at, want[i].at));
    }
}

TEST(no_nhs_like_number_passes_the_check_and_none_comes_twice)
{
    static bool seen[1000000];
    struct slip_text text;

    CHECK(file_nhs_is_possible(STR("943 476 5919"))); /* the published example: the check can say yes */
    CHECK(!file_nhs_is_possible(STR("943 476 5918")) && !file_nhs_is_possible(STR("943 476 59")));
    CHECK(!file_nhs_is_possible(STR("943 476 5919 0")) && !file_nhs_is_possible(STR("abc def ghij")));
    memset(seen, 0, sizeof seen);
    for (uint32_t person = 0; person < 50000; person++) {
        size_t middle = 0;
        file_nhs(person, &text);
        CHECK(text.len == 12 && str_starts(slip_str(&text), STR("999 ")));
        CHECK(!file_nhs_is_possible(slip_str(&text)));
        for (size_t i = 4; i < 11; i++)
            middle = text.at[i] == ' ' ? middle : middle * 10 + (size_t)(text.at[i] - '0');
        CHECK(!seen[middle]);
        seen[middle] = true;
    }
    for (uint32_t person = 0; person < 9; person++) { /* the millionth bears another wrong digit */
        struct slip_text other;
        file_nhs(person, &text);
        file_nhs(person + 1000000, &other);
        CHECK(!str_eq(slip_str(&text), slip_str(&other)) && !file_nhs_is_possible(slip_str(&other)));
    }
}

TEST(no_pupil_number_begins_with_a_letter_that_is_issued)
{
    struct slip_text text, last = { .len = 0 };

    CHECK(file_upn_is_possible(STR("H801200001001")) && file_upn_is_possible(STR("h80120000100a")));
    CHECK(!file_upn_is_possible(STR("O801200001001")) && !file_upn_is_possible(STR("H80120000100")));
    CHECK(!file_upn_is_possible(STR("H80120000X001")) && !file_upn_is_possible(STR("")));
    for (uint32_t person = 0; person < 20000; person++) {
        file_upn(person, &text);
        CHECK(text.len == 13 && !file_upn_is_possible(slip_str(&text)));
        CHECK(!str_eq(slip_str(&text), slip_str(&last)));
        last = text;
    }
}

/* Ofcom, "Telephone numbers for use in TV and radio drama": written out again, apart from the code's list. */
TEST(every_telephone_is_one_kept_for_drama)
{
    static const char *const KEPT[] = { "07700900", "01632960", "01134960", "01144960", "01154960",
                                        "01164960", "01174960", "01184960", "01214960", "01314960",
                                        "01414960", "01514960", "01614960", "02079460", "01914980",
                                        "02920180", "03069990" };
    static bool seen[COUNT_OF(KEPT)][1000];
    size_t distinct = 0;

    memset(seen, 0, sizeof seen);
    for (uint32_t k = 0; k < FILE_PHONES + FILE_OFFICE_PHONES; k++) {
        struct slip_text text;
        char digits[SLIP_ROOM];
        size_t n = 0, range = 0;
        if (k < FILE_PHONES)
            file_phone(k, &text);
        else
            file_office_phone(k, &text);
        for (size_t i = 0; i < text.len; i++)
            if (text.at[i] != ' ')
                digits[n++] = text.at[i];
        REQUIRE(n == 11);
        while (range < COUNT_OF(KEPT) && memcmp(digits, KEPT[range], 8) != 0)
            range++;
        REQUIRE(range < COUNT_OF(KEPT));
        size_t last = (size_t)((digits[8] - '0') * 100 + (digits[9] - '0') * 10 + digits[10] - '0');
        distinct += !seen[range][last];
        seen[range][last] = true;
    }
    CHECK(distinct == FILE_PHONES + FILE_OFFICE_PHONES);
}

TEST(every_column_and_file_says_invented)
{
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        struct buf b = { .arena = a };
        struct str header, column;
        file_add_header(&b, partner);
        REQUIRE(buf_done(&b, "a header", &header, err));
        header = str_trim(header);
        while (header.len) {
            column = str_cut(&header, ',');
            CHECK(str_ends(column, STR(" (invented)")) && column.len > 12);
        }
        CHECK(str_starts(str_of(people_file_name(partner)), STR("invented-")));
    }
}

/* A postcode in its own form, whatever the clerk made of it. */
static void mend_postcode(struct slip_text *t)
{
    char text[SLIP_ROOM];
    size_t n = 0;

    slip_upper(t);
    for (size_t i = 0; i < t->len; i++)
        if (t->at[i] != ' ')
            text[n++] = t->at[i];
    for (size_t i = 2; i + 2 < n; i++) /* NM, then digits but for the last two */
        text[i] = text[i] == 'O' ? '0' : text[i];
    t->len = 0;
    slip_add(t, (struct str){ text, n - 3 });
    slip_add(t, STR(" "));
    slip_add(t, (struct str){ text + n - 3, 3 });
}

TEST_ONCE(every_number_postcode_and_address_is_invented) /* once: it makes a file of people */
{
    struct town town;
    struct people p;
    struct file_row row;
    size_t emails = 0, postcodes = 0;

    REQUIRE(make(a, 1, &town, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (size_t n = 0; n < p.rows[partner]; n++) {
            file_row_make(&p, partner, n, &row);
            CHECK(!file_nhs_is_possible(slip_str(&row.nhs)) && !file_upn_is_possible(slip_str(&row.upn)));
            CHECK(!row.email.len || str_ends(slip_str(&row.email), STR(".example")));
            emails += row.email.len != 0;
            if (!row.postcode.len)
                continue;
            postcodes++;
            mend_postcode(&row.postcode);
            CHECK(town_postcode_is_invented(slip_str(&row.postcode)));
            size_t at = 0;
            while (at < town.postcodes && !str_eq(town.postcode[at].text, slip_str(&row.postcode)))
                at++;
            CHECK(at < town.postcodes);
        }
    CHECK(emails > 500 && postcodes > 5000);
}

TEST_ONCE(a_third_of_short_forms_and_spellings_are_of_our_own_lists) /* once: it makes a file of people */
{
    struct town t_own;
    struct people p;
    struct file_row row;
    double own = 0, all = 0;

    REQUIRE(make(a, 3, &t_own, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        for (size_t n = 0; n < p.rows[partner]; n++) {
            file_row_make(&p, partner, n, &row);
            own += row.short_own || file_row_slipped(&row, FILE_OTHER);
            all += file_row_slipped(&row, FILE_SHORT) || file_row_slipped(&row, FILE_OTHER);
        }
    printf("  of our own lists: %g of %g\n", own, all);
    CHECK_NEAR(own / all, .36, .1);
}

TEST_ONCE(nobody_below_ten_is_a_suspect) /* once: it makes a file of people */
{
    struct town t_own;
    struct people p;
    size_t children = 0;

    REQUIRE(make(a, 3, &t_own, &p, err));
    for (size_t n = 0; n < p.rows[PEOPLE_POLICE]; n++) {
        uint32_t person = p.row[PEOPLE_POLICE][n] & 0x3fffffff;
        struct file_facts f = file_facts(&p, PEOPLE_POLICE, person, p.row[PEOPLE_POLICE][n] >> 30);
        if (person_age(p.person[person].born, f.day) >= 10)
            continue;
        children++;
        CHECK(!str_eq(str_of(f.role), STR("suspect")));
    }
    CHECK(children > 50);
}

TEST_ONCE(nobody_holds_a_tenancy_before_being_of_age) /* once: it makes a file of people */
{
    struct town t_own;
    struct people p;

    REQUIRE(make(a, 1, &t_own, &p, err));
    for (size_t n = 0; n < p.rows[PEOPLE_HOUSING]; n++) {
        uint32_t row = p.row[PEOPLE_HOUSING][n], person = row & 0x3fffffff;
        struct file_facts f = file_facts(&p, PEOPLE_HOUSING, person, row >> 30);
        CHECK(person_age(p.person[person].born, f.day) >= 18 && f.day.days <= p.order.today.days);
    }
}
