/* One row as the partner's clerk writes it: the truth, then what slips. */
#include "northmere/file.h"

struct writing {
    const struct people *p;
    const struct person *who;
    const struct household *house;
    struct file_row *row;
    struct chance r;
};

/* Does it slip here? Takes one draw whether it can or not. */
static bool slips(struct writing *w, enum file_slip slip, bool can)
{
    bool hit = chance_in(&w->r, file_slip_spec(slip)->per_mille[w->row->partner]);

    if (can)
        w->row->could |= (uint64_t)1 << slip;
    if (can && hit)
        w->row->slipped |= (uint64_t)1 << slip;
    return can && hit;
}

static void unslip(struct writing *w, enum file_slip slip)
{
    w->row->slipped &= ~((uint64_t)1 << slip);
    w->row->could &= ~((uint64_t)1 << slip);
}

static const struct name *forename_of(const struct writing *w)
{
    return &w->p->book.forename[w->who->forename];
}

static const struct name *surname_of(const struct writing *w)
{
    return &w->p->book.surname[w->who->surname];
}

/* ---- names ---- */

static void join_surnames(const struct writing *w, struct str first, struct str second, struct slip_text *out)
{
    slip_set(out, first);
    slip_add(out, w->who->hyphen ? STR("-") : STR(" "));
    slip_add(out, second);
}

/* One part dropped, or joined by the other of blank and hyphen, or by nothing. */
static void break_compound(struct writing *w, struct str first, struct str second)
{
    struct slip_text *out = &w->row->surname;

    switch (chance_below(&w->r, 4)) {
    case 0: slip_set(out, first); break;
    case 1: slip_set(out, second); break;
    default:
        slip_set(out, first);
        slip_add(out, w->who->hyphen ? STR(" ") : STR("-"));
        slip_add(out, second);
    }
}

static void write_surname(struct writing *w)
{
    const struct name_book *b = &w->p->book;
    bool woman = w->who->woman, two = w->who->second != NAME_NONE;
    struct str first = name_form(surname_of(w), woman);
    struct str second = two ? name_form(&b->surname[w->who->second], woman) : STR("");
    bool broken = slips(w, FILE_COMPOUND, two);

    if (broken)
        break_compound(w, first, second);
    else if (two)
        join_surnames(w, first, second, &w->row->surname);
    else
        slip_set(&w->row->surname, first);
    if (slips(w, FILE_EARLIER, w->who->earlier != NAME_NONE)) {
        slip_set(&w->row->surname, name_form(&b->surname[w->who->earlier], woman));
        if (broken)
            unslip(w, FILE_COMPOUND);
    }
}

/* Another spelling of the surname or the forename, whichever has one. */
static void spell_otherwise(struct writing *w)
{
    const struct name *forename = forename_of(w), *surname = surname_of(w);
    bool untouched = w->who->second == NAME_NONE && !file_row_slipped(w->row, FILE_EARLIER);
    bool in_surname = untouched && surname->others.len, in_forename = forename->others.len != 0;

    if (!slips(w, FILE_OTHER, in_surname || in_forename))
        return;
    if (in_surname && (!in_forename || chance_below(&w->r, 2)))
        (void)name_other(surname, w->who->woman, &w->r, &w->row->surname);
    else
        (void)name_other(forename, w->who->woman, &w->r, &w->row->forename);
}

static void write_forename(struct writing *w)
{
    const struct name *n = forename_of(w);
    bool has_short = n->short_open.len || n->short_own.len, own;

    slip_set(&w->row->forename, n->text);
    spell_otherwise(w);
    if (slips(w, FILE_SHORT, has_short && !file_row_slipped(w->row, FILE_OTHER)) &&
        name_short(n, &w->r, &w->row->forename, &own))
        w->row->short_own = own;
    if (w->row->partner == PEOPLE_SCHOOLS)
        slip_set(&w->row->known_as, n->text);
    if (slips(w, FILE_KNOWN_AS, has_short))
        (void)name_short(n, &w->r, &w->row->known_as, &own);
}

static void write_middle(struct writing *w)
{
    bool has = w->who->middle != NAME_NONE;
    struct str middle = has ? w->p->book.forename[w->who->middle].text : STR("");

    slip_set(&w->row->middle, middle);
    if (!slips(w, FILE_MIDDLE, has))
        return;
    slip_add(&w->row->forename, STR(" "));
    bool whole = chance_below(&w->r, 10) < 6 || (unsigned char)middle.at[0] >= 0x80;
    slip_add(&w->row->forename, whole ? middle : (struct str){ middle.at, 1 });
}

/* Hand, ear and eye, each in the surname three times of five. */
static void slip_letters(struct writing *w)
{
    static bool (*const SLIP[])(struct slip_text *, struct chance *) = { slip_key, slip_ear, slip_eye };

    for (int i = 0; i < 3; i++) {
        enum file_slip slip = FILE_KEY + (enum file_slip)i;
        if (!slips(w, slip, true))
            continue;
        struct slip_text *at = chance_below(&w->r, 5) < 3 ? &w->row->surname : &w->row->forename;
        struct slip_text *other = at == &w->row->surname ? &w->row->forename : &w->row->surname;
        if (!SLIP[i](at, &w->r) && !SLIP[i](other, &w->r))
            unslip(w, slip);
    }
}

static void swap_texts(struct slip_text *a, struct slip_text *b)
{
    struct slip_text first = *a;

    *a = *b;
    *b = first;
}

static void order_names(struct writing *w)
{
    bool east = w->who->list == NAME_EAST_ASIAN;
    bool swapped = slips(w, FILE_SWAPPED, !east), first = slips(w, FILE_FAMILY_FIRST, east);

    if (swapped || first)
        swap_texts(&w->row->surname, &w->row->forename);
}

static void fold_all(struct file_row *row)
{
    name_fold(&row->surname);
    name_fold(&row->forename);
    name_fold(&row->known_as);
    name_fold(&row->middle);
}

static void drop_marks(struct writing *w)
{
    const struct file_row *row = w->row;
    bool marked = !name_is_plain(slip_str(&row->surname)) || !name_is_plain(slip_str(&row->forename));

    if (slips(w, FILE_FOLDED, marked))
        fold_all(w->row);
}

static void change_case(struct writing *w)
{
    void (*const to)(struct slip_text *) = chance_below(&w->r, 3) ? slip_upper : slip_lower;

    if (!slips(w, FILE_CASE, true))
        return;
    fold_all(w->row);
    to(&w->row->surname);
    to(&w->row->forename);
    to(&w->row->known_as);
}

static void write_title(struct writing *w)
{
    int age = person_age(w->who->born, w->p->order.today);
    const char *title = age < 18 ? (w->who->woman ? "Miss" : "Master") : !w->who->woman ? "Mr"
                        : w->who->earlier != NAME_NONE ? "Mrs" : chance_below(&w->r, 2) ? "Ms" : "Miss";

    slip_set(&w->row->title, str_of(title));
    if (!slips(w, FILE_TITLE, true) || w->row->partner == PEOPLE_HOUSING) /* there it leads the whole name */
        return;
    struct slip_text rest = w->row->forename;
    slip_set(&w->row->forename, str_of(title));
    slip_add(&w->row->forename, STR(" "));
    slip_add(&w->row->forename, slip_str(&rest));
}

/* What the partner's system makes of every name: the police raise surnames, the hospital all. */
static void house_style(struct writing *w)
{
    if (w->row->partner != PEOPLE_POLICE && w->row->partner != PEOPLE_HOSPITAL)
        return;
    fold_all(w->row);
    slip_upper(&w->row->surname);
    if (w->row->partner == PEOPLE_HOSPITAL)
        slip_upper(&w->row->forename);
}

static void write_names(struct writing *w)
{
    struct file_row *row = w->row;

    write_surname(w);
    write_forename(w);
    slip_letters(w);
    write_middle(w);
    if (slips(w, FILE_INITIAL, (unsigned char)row->forename.at[0] < 0x80))
        row->forename.len = 1;
    if (slips(w, FILE_NO_FORENAME, true))
        row->forename.len = 0;
    drop_marks(w);
    house_style(w);
    order_names(w);
    change_case(w);
    write_title(w);
    if (slips(w, FILE_BLANKS, true))
        slip_trail(&row->surname, &w->r);
}

/* ---- date of birth and sex ---- */

static void add_number(struct slip_text *t, int n, int digits)
{
    char text[16];
    int len = snprintf(text, sizeof text, "%0*d", digits, n);

    slip_add(t, (struct str){ text, (size_t)len });
}

static const char *const MONTH[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* As the partner's system prints a date of birth. */
static void print_born(enum people_partner partner, struct date d, struct slip_text *out)
{
    int year, month, day;
    const char *between =
        partner == PEOPLE_HOSPITAL ? ""
        : partner == PEOPLE_HOUSING || partner == PEOPLE_SCHOOLS || partner == PEOPLE_SOCIAL_CARE
            ? "-"
            : "/";
    bool year_first =
        partner == PEOPLE_SCHOOLS || partner == PEOPLE_SOCIAL_CARE || partner == PEOPLE_HOSPITAL;

    date_split(d, &year, &month, &day);
    out->len = 0;
    add_number(out, year_first ? year : day, year_first ? 4 : 2);
    slip_add(out, str_of(between));
    if (partner == PEOPLE_HOUSING)
        slip_add(out, str_of(MONTH[month - 1]));
    else
        add_number(out, month, 2);
    slip_add(out, str_of(between));
    add_number(out, year_first ? day : year, year_first ? 2 : 4);
}

static void write_born(struct writing *w)
{
    struct date d = w->who->born, swapped = d;
    int year, month, day, this_year, m, n;
    bool can_swap = slip_swap_date(&swapped);

    date_split(d, &year, &month, &day);
    date_split(w->p->order.today, &this_year, &m, &n);
    if (slips(w, FILE_BIRTH_SWAPPED, can_swap))
        d = swapped;
    if (slips(w, FILE_BIRTH_SLIP, true))
        slip_date(&d, this_year, &w->r);
    if (slips(w, FILE_BIRTH_HOLDER, true) && !date_make(chance_below(&w->r, 5) < 3 ? 1900 : year, 1, 1, &d))
        d = w->who->born;
    print_born(w->row->partner, d, &w->row->born);
    if (slips(w, FILE_NO_BIRTH, true))
        w->row->born.len = 0;
}

static void write_sex(struct writing *w)
{
    static const char *const SEX[PEOPLE_PARTNERS][3] = { /* man, woman, not recorded */
        { "M", "F", "U" }, { "Male", "Female", "" }, { "", "", "" },
        { "M", "F", "" },  { "Male", "Female", "Unknown" }, { "1", "2", "9" },
    };
    bool woman = w->who->woman;

    if (slips(w, FILE_OTHER_SEX, true))
        woman = !woman;
    bool unknown = slips(w, FILE_NO_SEX, true);
    slip_set(&w->row->sex, str_of(SEX[w->row->partner][unknown ? 2 : woman]));
}

/* ---- address ---- */

static const char *const CUT[][2] = {
    { "Street", "St" },    { "Road", "Rd" },  { "Lane", "Ln" },       { "Avenue", "Ave" },
    { "Close", "Cl" },     { "Drive", "Dr" }, { "Crescent", "Cres" }, { "Gardens", "Gdns" },
    { "Terrace", "Terr" }, { "Court", "Ct" }, { "Place", "Pl" },      { "Square", "Sq" },
    { "Grove", "Gr" },
};

static size_t street_ending(struct str street)
{
    size_t i = 0;

    while (i < COUNT_OF(CUT) && !str_ends(street, str_of(CUT[i][0])))
        i++;
    return i;
}

static void write_address(struct writing *w, struct home home)
{
    const struct town *t = w->p->town;
    struct str street = t->street[t->postcode[home.postcode].street].name;
    size_t ending = street_ending(street);

    w->row->address.len = 0;
    add_number(&w->row->address, (int)home.number, 1);
    slip_add(&w->row->address, STR(" "));
    if (slips(w, FILE_SHORT_STREET, ending < COUNT_OF(CUT))) {
        street.len -= strlen(CUT[ending][0]);
        slip_add(&w->row->address, street);
        slip_add(&w->row->address, str_of(CUT[ending][1]));
    } else
        slip_add(&w->row->address, street);
}

static void take_out_blanks(struct slip_text *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->len; i++)
        if (t->at[i] != ' ')
            t->at[n++] = t->at[i];
    t->len = n;
}

static void reform_postcode(struct writing *w)
{
    struct slip_text *t = &w->row->postcode;
    char *nought = memchr(t->at, '0', t->len);

    switch (chance_below(&w->r, 4)) {
    case 0: slip_lower(t); break;
    case 1:
        if (nought) {
            *nought = 'O';
            break;
        }
        take_out_blanks(t);
        break;
    default: take_out_blanks(t); break;
    }
}

static void write_postcode(struct writing *w, struct home home)
{
    const struct town *t = w->p->town;
    size_t at = home.postcode;

    if (slips(w, FILE_NEAR_POSTCODE, t->postcodes > 4)) {
        size_t off = 1 + (size_t)chance_below(&w->r, 2);
        at = at + off < t->postcodes ? at + off : at - off;
    }
    slip_set(&w->row->postcode, t->postcode[at].text);
    if (slips(w, FILE_POSTCODE_FORM, true))
        reform_postcode(w);
    if (slips(w, FILE_NO_POSTCODE, true))
        w->row->postcode.len = 0;
}

/* ---- telephone, e-mail, numbers ---- */

static void reform_phone(struct writing *w)
{
    struct slip_text *t = &w->row->phone, was = *t;
    struct str rest = { was.at + 1, was.len - 1 }, code = slip_str(&was);

    switch (chance_below(&w->r, 4)) {
    case 0:
        slip_set(t, STR("+44 "));
        slip_add(t, rest);
        break;
    case 1:
        rest = code;
        code = str_cut(&rest, ' ');
        slip_set(t, STR("("));
        slip_add(t, code);
        slip_add(t, STR(") "));
        slip_add(t, rest);
        break;
    default: take_out_blanks(t); break;
    }
}

static uint32_t office_of(const struct writing *w)
{
    return w->row->partner == PEOPLE_SCHOOLS ? 100 + w->house->lot % 40u : (uint32_t)w->row->partner * 4 + 3;
}

static void write_phone(struct writing *w)
{
    bool own = w->who->phone != w->house->phone;
    bool shared = slips(w, FILE_HOUSE_PHONE, own), office = slips(w, FILE_OFFICE_PHONE, true);

    if (office)
        file_office_phone(office_of(w), &w->row->phone);
    else
        file_phone(own && !shared ? w->who->phone : w->house->phone, &w->row->phone);
    if (slips(w, FILE_PHONE_FORM, true))
        reform_phone(w);
    if (slips(w, FILE_NO_PHONE, true))
        w->row->phone.len = 0;
}

/* A digit is off; what would be possible by that is no slip we make. */
static void slip_number(struct writing *w, struct slip_text *t)
{
    struct slip_text was = *t;

    do {
        *t = was;
        (void)slip_digit(t, &w->r);
    } while (file_nhs_is_possible(slip_str(t)));
}

static void write_numbers(struct writing *w)
{
    struct file_row *row = w->row;
    bool email = row->partner == PEOPLE_YOUTH || row->partner == PEOPLE_HOUSING;
    bool nhs = row->partner == PEOPLE_SOCIAL_CARE || row->partner == PEOPLE_HOSPITAL;
    int age = person_age(w->who->born, w->p->order.today);
    bool upn = age >= 4 && age <= 18 && (row->partner == PEOPLE_YOUTH || row->partner == PEOPLE_SCHOOLS ||
                                         row->partner == PEOPLE_SOCIAL_CARE);
    bool no_email = slips(w, FILE_NO_EMAIL, email), no_nhs = slips(w, FILE_NO_NHS, nhs);
    bool no_upn = slips(w, FILE_NO_UPN, upn);

    if (email && !no_email)
        file_email(w->p, row->person, &row->email);
    if (nhs && !no_nhs)
        file_nhs(row->person, &row->nhs);
    if (upn && !no_upn)
        file_upn(row->person, &row->upn);
    if (slips(w, FILE_NUMBER_SLIP, row->nhs.len || row->upn.len))
        slip_number(w, row->nhs.len ? &row->nhs : &row->upn);
}

static void row_begin(struct file_row *row, enum people_partner partner, uint32_t person, unsigned copy)
{
    row->partner = partner;
    row->person = person;
    row->copy = copy;
    row->could = row->slipped = 0;
    row->short_own = false;
    row->forename.len = row->middle.len = row->surname.len = row->known_as.len = row->title.len = 0;
    row->email.len = row->nhs.len = row->upn.len = 0;
}

void file_row_make(const struct people *p, enum people_partner partner, size_t n, struct file_row *out)
{
    uint32_t person = p->row[partner][n] & 0x3fffffff;
    unsigned copy = p->row[partner][n] >> 30;
    struct writing w = { .p = p, .who = &p->person[person], .row = out };

    w.house = &p->household[w.who->household];
    row_begin(out, partner, person, copy);
    person_stream(&w.r, p->order.seed, STREAM_SLIPS, (uint64_t)person << 8 | (uint64_t)partner << 4 | copy);
    write_names(&w);
    write_born(&w);
    write_sex(&w);
    struct home home = slips(&w, FILE_OLD_ADDRESS, w.house->moved) ? w.house->before : w.house->home;
    write_address(&w, home);
    write_postcode(&w, home);
    write_phone(&w);
    write_numbers(&w);
    out->facts = file_facts(p, partner, person, copy);
}
