#include "northmere/file.h"

/* In the order of enum people_partner: police, youth team, housing, schools, social care, hospital. */
static const struct file_slip_spec SLIP[FILE_SLIPS] = {
    [FILE_KEY] = { "slip of key",
                   "a neighbouring key, a letter left out, doubled or turned round",
                   { 25, 12, 20, 6, 12, 30 } },
    [FILE_EAR] = { "slip of ear", "written as heard", { 20, 10, 12, 2, 8, 20 } },
    [FILE_EYE] = { "slip of eye", "misread: rn for m, cl for d", { 6, 3, 5, 2, 3, 8 } },
    [FILE_SHORT] = { "short form",
                     "Ted for Edward; names with a short form",
                     { 120, 200, 80, 0, 100, 60 } },
    [FILE_OTHER] = { "other spelling",
                     "names written in another alphabet or tongue, as transliterated",
                     { 55, 40, 35, 12, 30, 65 } },
    [FILE_COMPOUND] = { "compound surname",
                        "hyphen or blank changed, or one part dropped; surnames of two parts",
                        { 250, 150, 200, 80, 150, 300 } },
    [FILE_EARLIER] = { "earlier surname",
                       "before marriage, after it, or the step-family's; surnames that changed",
                       { 300, 250, 180, 350, 250, 280 } },
    [FILE_SWAPPED] = { "names changed over",
                       "forename and surname in each other's column",
                       { 8, 5, 8, 2, 4, 12 } },
    [FILE_FAMILY_FIRST] = { "family name first",
                            "the same, for names of the east-asian list",
                            { 120, 80, 100, 40, 80, 150 } },
    [FILE_FOLDED] = { "marks dropped",
                      "Łukasz as Lukasz; names with marked letters",
                      { 1000, 200, 500, 50, 200, 1000 } },
    [FILE_MIDDLE] = { "middle name added",
                      "whole or its first letter, behind the forename; who has one",
                      { 500, 50, 200, 0, 150, 100 } },
    [FILE_INITIAL] = { "first letter only", "of the forename", { 15, 5, 60, 0, 5, 10 } },
    [FILE_TITLE] = { "title", "before the forename", { 10, 0, 350, 0, 5, 0 } },
    [FILE_CASE] = { "other case",
                    "the whole name in capitals or without any",
                    { 20, 30, 40, 5, 20, 0 } },
    [FILE_BLANKS] = { "stray blanks", "behind or before the surname", { 30, 20, 40, 15, 20, 10 } },
    [FILE_NO_FORENAME] = { "no forename", "left empty", { 10, 0, 15, 0, 3, 8 } },
    [FILE_KNOWN_AS] = { "known as",
                        "a short form in the column for it; names with one",
                        { 0, 300, 0, 220, 0, 0 } },
    [FILE_NO_BIRTH] = { "no date of birth", "left empty", { 60, 10, 180, 0, 15, 20 } },
    [FILE_BIRTH_HOLDER] = { "placeholder date",
                            "1 January 1900, or 1 January of the year of birth",
                            { 25, 5, 30, 0, 8, 12 } },
    [FILE_BIRTH_SWAPPED] = { "day and month changed over",
                             "where that is a day too",
                             { 15, 10, 12, 3, 8, 6 } },
    [FILE_BIRTH_SLIP] = { "slip in the date",
                          "one digit of day, month or year is off",
                          { 15, 10, 15, 4, 8, 12 } },
    [FILE_NO_SEX] = { "sex not recorded", "left empty or unknown", { 20, 10, 0, 0, 5, 10 } },
    [FILE_OTHER_SEX] = { "other sex", "the wrong one of two", { 4, 2, 0, 1, 2, 5 } },
    [FILE_OLD_ADDRESS] = { "old address",
                           "and postcode; who moved",
                           { 350, 200, 60, 250, 200, 350 } },
    [FILE_SHORT_STREET] = { "street cut short",
                            "St, Rd; streets that end in such a word",
                            { 300, 200, 150, 100, 200, 0 } },
    [FILE_NO_POSTCODE] = { "no postcode", "left empty", { 80, 20, 5, 5, 20, 40 } },
    [FILE_NEAR_POSTCODE] = { "neighbour's postcode",
                             "the next one or two in the list",
                             { 15, 8, 4, 5, 6, 15 } },
    [FILE_POSTCODE_FORM] = { "postcode's form",
                             "no blank, small letters, letter O for nought",
                             { 60, 80, 50, 20, 40, 30 } },
    [FILE_NO_PHONE] = { "no telephone", "left empty", { 450, 100, 80, 40, 200, 500 } },
    [FILE_OFFICE_PHONE] = { "office's telephone",
                            "the school's, the team's or the landlord's own for everybody",
                            { 5, 20, 25, 60, 20, 5 } },
    [FILE_HOUSE_PHONE] = { "household's telephone",
                           "shared by all of it; who has one of their own",
                           { 300, 500, 250, 1000, 700, 350 } },
    [FILE_PHONE_FORM] = { "telephone's form",
                          "without blanks, +44, brackets",
                          { 300, 300, 200, 300, 250, 500 } },
    [FILE_NO_EMAIL] = { "no e-mail",
                        "left empty; a column of two partners",
                        { 0, 400, 450, 0, 0, 0 } },
    [FILE_NO_NHS] = { "no NHS number",
                      "left empty; a column of two partners",
                      { 0, 0, 0, 0, 350, 180 } },
    [FILE_NO_UPN] = { "no pupil number",
                      "left empty; who is of school age",
                      { 0, 350, 0, 15, 450, 0 } },
    [FILE_NUMBER_SLIP] = { "slip in a number",
                           "one digit of NHS or pupil number is off",
                           { 0, 12, 0, 3, 10, 8 } },
};

const struct file_slip_spec *file_slip_spec(enum file_slip slip)
{
    return &SLIP[slip];
}

static const struct {
    const char *word, *file, *id;
} PARTNER[PEOPLE_PARTNERS] = {
    { "police", "invented-police.csv", "NP" },
    { "youth team", "invented-youth-team.csv", "YT" },
    { "housing", "invented-housing.csv", "T-" },
    { "schools", "invented-schools.csv", "P" },
    { "social care", "invented-social-care.csv", "SC" },
    { "hospital", "invented-hospital.csv", "ED" },
};

const char *people_partner_word(enum people_partner partner)
{
    return PARTNER[partner].word;
}

const char *people_file_name(enum people_partner partner)
{
    return PARTNER[partner].file;
}

void file_row_id(enum people_partner partner, size_t n, struct slip_text *out)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%zu", n + 1000001);

    slip_set(out, str_of(PARTNER[partner].id));
    slip_add(out, (struct str){ digits, (size_t)len });
}

static void add_percents(struct buf *b, const uint16_t per_mille[PEOPLE_PARTNERS])
{
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        buf_add_text(b, " | ");
        if (per_mille[partner])
            buf_add_real(b, per_mille[partner] / 10.0, per_mille[partner] % 10 == 0 ? 0 : 1);
        else
            buf_add_byte(b, '-');
    }
    buf_add_text(b, " |\n");
}

void file_add_rates(struct buf *b)
{
    uint16_t again[PEOPLE_PARTNERS];

    buf_add_text(b, "| Error | What happens, and to whom |");
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        buf_addf(b, " %s, %% |", people_partner_word(partner));
        again[partner] = (uint16_t)person_again_per_mille(partner);
    }
    buf_add_text(b, "\n|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < FILE_SLIPS; i++) {
        buf_addf(b, "| %s | %s", SLIP[i].word, SLIP[i].what);
        add_percents(b, SLIP[i].per_mille);
    }
    buf_add_text(b, "| another row | the same person once more; of those as many again, up to four rows");
    add_percents(b, again);
}

/* ---- columns ---- */

enum cell {
    CELL_ID,
    CELL_SURNAME,
    CELL_FORENAME,
    CELL_MIDDLE,
    CELL_KNOWN_AS,
    CELL_WHOLE_NAME,
    CELL_BORN,
    CELL_SEX,
    CELL_ADDRESS,
    CELL_TOWN,
    CELL_POSTCODE,
    CELL_PHONE,
    CELL_EMAIL,
    CELL_NHS,
    CELL_UPN,
    CELL_ROLE,
    CELL_OUTCOME,
    CELL_DAY,
    CELL_FLAG,
    CELL_YEAR_GROUP,
    CELL_SCHOOL,
};
struct column {
    const char *header;
    enum cell cell;
};
enum { COLUMNS_MAX = 15 };

static const struct column COLUMN[PEOPLE_PARTNERS][COLUMNS_MAX + 1] = {
    [PEOPLE_POLICE] = { { "person id", CELL_ID },
                        { "surname", CELL_SURNAME },
                        { "forenames", CELL_FORENAME },
                        { "date of birth", CELL_BORN },
                        { "gender", CELL_SEX },
                        { "address", CELL_ADDRESS },
                        { "postcode", CELL_POSTCODE },
                        { "telephone", CELL_PHONE },
                        { "role", CELL_ROLE },
                        { "outcome", CELL_OUTCOME },
                        { "incident date", CELL_DAY } },
    [PEOPLE_YOUTH] = { { "client id", CELL_ID },
                       { "first name", CELL_FORENAME },
                       { "last name", CELL_SURNAME },
                       { "known as", CELL_KNOWN_AS },
                       { "dob", CELL_BORN },
                       { "sex", CELL_SEX },
                       { "home address", CELL_ADDRESS },
                       { "post code", CELL_POSTCODE },
                       { "mobile", CELL_PHONE },
                       { "email", CELL_EMAIL },
                       { "upn", CELL_UPN },
                       { "referred by", CELL_ROLE },
                       { "status", CELL_OUTCOME },
                       { "start date", CELL_DAY } },
    [PEOPLE_HOUSING] = { { "tenant ref", CELL_ID },
                         { "tenant name", CELL_WHOLE_NAME },
                         { "date of birth", CELL_BORN },
                         { "address line 1", CELL_ADDRESS },
                         { "address line 2", CELL_TOWN },
                         { "postcode", CELL_POSTCODE },
                         { "telephone", CELL_PHONE },
                         { "e-mail", CELL_EMAIL },
                         { "tenancy start", CELL_DAY },
                         { "tenancy status", CELL_OUTCOME } },
    [PEOPLE_SCHOOLS] = { { "pupil id", CELL_ID },
                         { "upn", CELL_UPN },
                         { "legal surname", CELL_SURNAME },
                         { "legal forename", CELL_FORENAME },
                         { "middle name", CELL_MIDDLE },
                         { "preferred forename", CELL_KNOWN_AS },
                         { "dob", CELL_BORN },
                         { "sex", CELL_SEX },
                         { "year group", CELL_YEAR_GROUP },
                         { "school", CELL_SCHOOL },
                         { "home address", CELL_ADDRESS },
                         { "home postcode", CELL_POSTCODE },
                         { "contact telephone", CELL_PHONE },
                         { "free school meals", CELL_FLAG },
                         { "exclusions", CELL_OUTCOME } },
    [PEOPLE_SOCIAL_CARE] = { { "case id", CELL_ID },
                             { "family name", CELL_SURNAME },
                             { "given name", CELL_FORENAME },
                             { "date of birth", CELL_BORN },
                             { "gender", CELL_SEX },
                             { "nhs number", CELL_NHS },
                             { "upn", CELL_UPN },
                             { "address", CELL_ADDRESS },
                             { "postcode", CELL_POSTCODE },
                             { "telephone", CELL_PHONE },
                             { "status", CELL_ROLE },
                             { "outcome", CELL_OUTCOME },
                             { "start date", CELL_DAY } },
    [PEOPLE_HOSPITAL] = { { "attendance id", CELL_ID },
                          { "nhs number", CELL_NHS },
                          { "surname", CELL_SURNAME },
                          { "forename", CELL_FORENAME },
                          { "date of birth", CELL_BORN },
                          { "sex", CELL_SEX },
                          { "postcode", CELL_POSTCODE },
                          { "contact number", CELL_PHONE },
                          { "arrival date", CELL_DAY },
                          { "reason", CELL_ROLE },
                          { "disposal", CELL_OUTCOME } },
};

void file_add_header(struct buf *b, enum people_partner partner)
{
    for (const struct column *c = COLUMN[partner]; c->header; c++) {
        if (c != COLUMN[partner])
            buf_add_byte(b, ',');
        buf_add_text(b, c->header);
        buf_add_text(b, " (invented)");
    }
    buf_add_byte(b, '\n');
}

/* "SMITH, Edward" or "Mr Edward Smith": housing's one column for a name. */
static void whole_name(const struct file_row *row, struct slip_text *out)
{
    out->len = 0;
    if (file_row_slipped(row, FILE_TITLE)) {
        slip_add(out, slip_str(&row->title));
        slip_add(out, STR(" "));
        slip_add(out, slip_str(&row->forename));
        slip_add(out, row->forename.len ? STR(" ") : STR(""));
        slip_add(out, slip_str(&row->surname));
        return;
    }
    *out = row->surname;
    if (!file_row_slipped(row, FILE_CASE)) {
        name_fold(out);
        slip_upper(out);
    }
    if (row->forename.len)
        slip_add(out, STR(", "));
    slip_add(out, slip_str(&row->forename));
}

/* Reception is year 0: the school year in which a child turns five. Below 0 is nursery. */
static int year_group(struct date born, struct date today)
{
    int year, month, day, now, now_month, now_day;

    date_split(born, &year, &month, &day);
    date_split(today, &now, &now_month, &now_day);
    int group = (now_month >= 9 ? now : now - 1) - (month >= 9 ? year : year - 1) - 5;
    return group > 13 ? 13 : group;
}

static void add_year_group(struct buf *b, int group)
{
    if (group < 0)
        buf_add_text(b, "N");
    else if (group == 0)
        buf_add_text(b, "R");
    else
        buf_add_int(b, group);
}

static struct str school_of(const struct people *p, const struct person *who)
{
    size_t secondaries = 0;
    bool secondary = year_group(who->born, p->order.today) >= 7;

    while (secondaries < p->town->schools && p->town->school[secondaries].secondary)
        secondaries++;
    size_t from = secondary ? 0 : secondaries,
           count = secondary ? secondaries : p->town->schools - secondaries;
    if (!count)
        return p->town->school[0].name;
    return p->town->school[from + p->household[who->household].lot % count].name;
}

static void add_day(struct buf *b, enum people_partner partner, struct date day)
{
    int y, m, d;

    date_split(day, &y, &m, &d);
    if (partner == PEOPLE_POLICE || partner == PEOPLE_YOUTH || partner == PEOPLE_HOUSING)
        buf_addf(b, "%02d/%02d/%04d", d, m, y);
    else
        buf_addf(b, "%04d-%02d-%02d", y, m, d);
}

static void add_cell(struct buf *b, const struct people *p, const struct file_row *row, size_t n,
                     enum cell cell)
{
    const struct person *who = &p->person[row->person];
    struct slip_text text;

    switch (cell) {
    case CELL_ID:
        file_row_id(row->partner, n, &text);
        buf_add_csv(b, slip_str(&text));
        break;
    case CELL_WHOLE_NAME:
        whole_name(row, &text);
        buf_add_csv(b, slip_str(&text));
        break;
    case CELL_SURNAME: buf_add_csv(b, slip_str(&row->surname)); break;
    case CELL_FORENAME: buf_add_csv(b, slip_str(&row->forename)); break;
    case CELL_MIDDLE: buf_add_csv(b, slip_str(&row->middle)); break;
    case CELL_KNOWN_AS: buf_add_csv(b, slip_str(&row->known_as)); break;
    case CELL_BORN: buf_add_csv(b, slip_str(&row->born)); break;
    case CELL_SEX: buf_add_csv(b, slip_str(&row->sex)); break;
    case CELL_ADDRESS: buf_add_csv(b, slip_str(&row->address)); break;
    case CELL_TOWN: buf_add_csv(b, p->town->name); break;
    case CELL_POSTCODE: buf_add_csv(b, slip_str(&row->postcode)); break;
    case CELL_PHONE: buf_add_csv_as_it_is(b, slip_str(&row->phone)); break; /* +44 is no formula */
    case CELL_EMAIL: buf_add_csv(b, slip_str(&row->email)); break;
    case CELL_NHS: buf_add_csv(b, slip_str(&row->nhs)); break;
    case CELL_UPN: buf_add_csv(b, slip_str(&row->upn)); break;
    case CELL_ROLE: buf_add_text(b, row->facts.role); break;
    case CELL_OUTCOME: buf_add_text(b, row->facts.outcome); break;
    case CELL_DAY: add_day(b, row->partner, row->facts.day); break;
    case CELL_FLAG: buf_add_text(b, row->facts.flag ? "Y" : "N"); break;
    case CELL_YEAR_GROUP: add_year_group(b, year_group(who->born, p->order.today)); break;
    case CELL_SCHOOL: buf_add_csv(b, school_of(p, who)); break;
    }
}

void file_add_row(struct buf *b, const struct people *p, const struct file_row *row, size_t n)
{
    const struct column *first = COLUMN[row->partner];

    for (const struct column *c = first; c->header; c++) {
        if (c != first)
            buf_add_byte(b, ',');
        add_cell(b, p, row, n, c->cell);
    }
    buf_add_byte(b, '\n');
}
