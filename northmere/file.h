/*
 * northmere/file - the six partners' files: their columns, their forms, and how
 * often each partner errs, and in what.
 *
 * Every file is different on purpose, as they are in life: the police write
 * SURNAME and forenames, dates as dd/mm/yyyy; housing one column "SURNAME,
 * Forename" or "Mr Forename Surname"; schools legal and preferred names and ISO
 * dates; the hospital capitals and dates as eight digits. Each error process has
 * a rate per partner, in thousandths of the rows it can befall; the same table
 * stands in docs/northmere-people.md, and a test compares them.
 *
 * No number can be anybody's. NHS-like numbers begin with 999 and fail the check
 * digit (modulus 11); UPN-like ones begin with I, O or S, which are no check
 * letters of the Department for Education; telephones are those Ofcom keeps for
 * drama (16,000, so in a large town they come round again); e-mail ends in
 * .example (RFC 2606).
 */
#ifndef NORTHMERE_FILE_H
#define NORTHMERE_FILE_H

#include "northmere/people.h"

enum file_slip {
    /* the name */
    FILE_KEY, FILE_EAR, FILE_EYE, FILE_SHORT, FILE_OTHER, FILE_COMPOUND, FILE_EARLIER, FILE_SWAPPED,
    FILE_FAMILY_FIRST, FILE_FOLDED, FILE_MIDDLE, FILE_INITIAL, FILE_TITLE, FILE_CASE, FILE_BLANKS,
    FILE_NO_FORENAME, FILE_KNOWN_AS,
    /* the date of birth */
    FILE_NO_BIRTH, FILE_BIRTH_HOLDER, FILE_BIRTH_SWAPPED, FILE_BIRTH_SLIP,
    /* sex, address, postcode */
    FILE_NO_SEX, FILE_OTHER_SEX, FILE_OLD_ADDRESS, FILE_SHORT_STREET, FILE_NO_POSTCODE,
    FILE_NEAR_POSTCODE, FILE_POSTCODE_FORM,
    /* telephone, e-mail, numbers */
    FILE_NO_PHONE, FILE_OFFICE_PHONE, FILE_HOUSE_PHONE, FILE_PHONE_FORM, FILE_NO_EMAIL, FILE_NO_NHS,
    FILE_NO_UPN, FILE_NUMBER_SLIP,
    FILE_SLIPS
};

struct file_slip_spec {
    const char *word, *what;                /* "slip of key"; what happens, and to whom it can */
    uint16_t per_mille[PEOPLE_PARTNERS];    /* of the rows it can befall */
};
const struct file_slip_spec *file_slip_spec(enum file_slip slip);

/* What partners know beside who it is; drawn without names. A word that a partner has not is "". */
struct file_facts {
    const char *role, *outcome; /* victim, witness ...; what came of it */
    struct date day;            /* of the incident, the start, the arrival */
    bool flag;                  /* schools: free school meals */
};

struct file_row {
    enum people_partner partner;
    uint32_t person;
    unsigned copy;
    uint64_t could, slipped;    /* a bit per enum file_slip: what could befall this row, and what did */
    bool short_own;             /* the short form came from our own list */
    struct slip_text forename, middle, surname, known_as, title, born, sex, address, postcode, phone, email,
        nhs, upn;
    struct file_facts facts;
};

static inline bool file_row_slipped(const struct file_row *r, enum file_slip slip)
{
    return r->slipped >> slip & 1;
}

/* The n-th row of a partner's file. Cost: some microseconds. */
void file_row_make(const struct people *p, enum people_partner partner, size_t n, struct file_row *out);
/* What the partner knows of a person; of the row's copy. */
struct file_facts file_facts(const struct people *p, enum people_partner partner, uint32_t person,
                             unsigned copy);

/* The row's own number: "NP1000017". */
void file_row_id(enum people_partner partner, size_t n, struct slip_text *out);

/* The rates as docs/northmere-people.md shows them: a row for each error process. */
void file_add_rates(struct buf *b);

void file_add_header(struct buf *b, enum people_partner partner);
void file_add_row(struct buf *b, const struct people *p, const struct file_row *row, size_t n);

/* ---- numbers that are nobody's ---- */

enum { FILE_PHONES = 16000, FILE_OFFICE_PHONES = 1000 };
/* The k-th number kept for drama, mobile and of fifteen places; "01632 960123". */
void file_phone(uint32_t k, struct slip_text *out);
void file_office_phone(uint32_t k, struct slip_text *out);
void file_nhs(uint32_t person, struct slip_text *out); /* "999 012 3456"; unique below nine million */
void file_upn(uint32_t person, struct slip_text *out); /* "O000123456789"; unique below a thousand million */
void file_email(const struct people *p, uint32_t person, struct slip_text *out);

/* Could it be somebody's? Blanks and dashes do not matter. */
bool file_nhs_is_possible(struct str number);
bool file_upn_is_possible(struct str number);

#endif
