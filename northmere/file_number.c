/* Identifiers that cannot be anybody's: see file.h. */
#include "northmere/file.h"

/* Numbers Ofcom keeps for drama, a thousand each: "Telephone numbers for use in TV and radio drama". */
static const char *const KEPT[] = {
    "07700 900",  "01632 960",  "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0",
    "0117 496 0", "0118 496 0", "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0",
    "0161 496 0", "020 7946 0", "0191 498 0", "029 2018 0",
};
_Static_assert(COUNT_OF(KEPT) * 1000 == FILE_PHONES, "each range has a thousand numbers");

static void add_digits(struct slip_text *t, uint64_t n, size_t digits)
{
    char text[20];

    for (size_t i = digits; i-- > 0; n /= 10)
        text[i] = (char)('0' + n % 10);
    slip_add(t, (struct str){ text, digits });
}

void file_phone(uint32_t k, struct slip_text *out)
{
    uint64_t n = (uint64_t)k * 7919 % FILE_PHONES; /* prime: neighbours in the count lie apart */

    slip_set(out, str_of(KEPT[n % COUNT_OF(KEPT)]));
    add_digits(out, n / COUNT_OF(KEPT), 3);
}

void file_office_phone(uint32_t k, struct slip_text *out)
{
    slip_set(out, STR("03069 990"));
    add_digits(out, k % FILE_OFFICE_PHONES, 3);
}

/* The digit that would make nine digits an NHS number, or 10: none does. NHS Data Dictionary, NHS NUMBER. */
static unsigned nhs_check(uint64_t nine)
{
    unsigned sum = 0, weight = 2;

    for (; weight <= 10; weight++, nine /= 10)
        sum += (unsigned)(nine % 10) * weight;
    return (11 - sum % 11) % 11;
}

void file_nhs(uint32_t person, struct slip_text *out)
{
    uint64_t nine = 999000000u + (uint64_t)person * 733331u % 1000000u;
    unsigned right = nhs_check(nine), wrong = (unsigned)((person / 1000000u + nine * 7) % 9);

    wrong += wrong >= right; /* the k-th digit that is not the right one */
    out->len = 0;
    add_digits(out, 999, 3);
    slip_add(out, STR(" "));
    add_digits(out, nine / 1000 % 1000, 3);
    slip_add(out, STR(" "));
    add_digits(out, nine % 1000, 3);
    add_digits(out, wrong, 1);
}

void file_upn(uint32_t person, struct slip_text *out)
{
    static const char NEVER[] = "IOS";

    slip_set(out, (struct str){ &NEVER[person % 3], 1 });
    add_digits(out, 0, 3);
    add_digits(out, ((uint64_t)person * 618033989u + 271828183u) % 1000000000u, 9);
}

/* The digits and letters alone, at most `room`; how many. */
static size_t bare(struct str s, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == ' ' || c == '-')
            continue;
        if (n == room)
            return 0;
        out[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return n;
}

bool file_nhs_is_possible(struct str number)
{
    char c[10] = { 0 };
    uint64_t nine = 0;

    if (bare(number, c, sizeof c) != 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        if (c[i] < '0' || c[i] > '9')
            return false;
    for (size_t i = 0; i < 9; i++)
        nine = nine * 10 + (uint64_t)(c[i] - '0');
    return nhs_check(nine) == (unsigned)(c[9] - '0');
}

/* A letter from the 23 that check, then twelve digits, the last of which may be a letter. */
bool file_upn_is_possible(struct str number)
{
    char c[13] = { 0 };

    if (bare(number, c, sizeof c) != 13 || !str_has(STR("ABCDEFGHJKLMNPQRTUVWXYZ"), c[0]))
        return false;
    for (size_t i = 1; i < 12; i++)
        if (c[i] < '0' || c[i] > '9')
            return false;
    return (c[12] >= '0' && c[12] <= '9') || (c[12] >= 'A' && c[12] <= 'Z');
}

/* Letters and digits of a name, lower case, without marks. */
static void add_letters(struct slip_text *out, struct str name)
{
    struct slip_text t;

    slip_set(&t, name);
    name_fold(&t);
    slip_lower(&t);
    for (size_t i = 0; i < t.len; i++)
        if (t.at[i] >= 'a' && t.at[i] <= 'z')
            slip_add(out, (struct str){ &t.at[i], 1 });
}

void file_email(const struct people *p, uint32_t person, struct slip_text *out)
{
    static const char *const DOMAIN[] = { "@post.example", "@mail.example", "@inbox.example" };
    const struct person *who = &p->person[person];

    out->len = 0;
    add_letters(out, p->book.forename[who->forename].text);
    if (person % 4 != 0)
        slip_add(out, STR("."));
    add_letters(out, name_form(&p->book.surname[who->surname], who->woman));
    if (person % 3 != 0)
        add_digits(out, (uint64_t)person * 37 % 100, 2);
    slip_add(out, str_of(DOMAIN[person % COUNT_OF(DOMAIN)]));
}
