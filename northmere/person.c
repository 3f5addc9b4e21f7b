#include "northmere/person.h"

/* How likely a partner knows somebody, by age and the household's need: docs/northmere-people.md. */
struct reach {
    int from, to;                 /* ages, both included */
    uint16_t per_10000[3];        /* by need */
};
static const struct reach POLICE[] = {
    { 0, 9, { 120, 300, 700 } },     { 10, 15, { 600, 1400, 2800 } }, { 16, 24, { 1200, 2400, 4200 } },
    { 25, 64, { 800, 1600, 3000 } }, { 65, 120, { 400, 800, 1600 } },
};
static const struct reach YOUTH[] = { { 10, 18, { 600, 2400, 5000 } } };
enum { POLICE_OF_YOUTH = 5200 }; /* in 10,000 whom the youth team knows, at any need */
static const struct reach SCHOOLS[] = { { 4, 15, { 7000, 7600, 7600 } }, { 16, 17, { 3000, 2600, 2200 } } };
static const struct reach CARE[] = { { 0, 17, { 150, 1400, 5000 } }, { 18, 120, { 80, 300, 1000 } } };
static const struct reach HOSPITAL[] = { { 0, 24, { 900, 1400, 2200 } }, { 25, 120, { 700, 1100, 1800 } } };
static const uint16_t RENTS[3] = { 2200, 4800,
                                   7200 }; /* in 10,000 households: tenants of a social landlord */

static const uint16_t AGAIN[PEOPLE_PARTNERS] = { 90, 0, 30, 0, 25, 160 };

unsigned person_again_per_mille(enum people_partner partner)
{
    return AGAIN[partner];
}

void person_stream(struct chance *r, uint64_t seed, enum person_stream purpose, uint64_t which)
{
    chance_open(r, seed, (uint64_t)purpose << 58 ^ which);
}

int person_age(struct date born, struct date on)
{
    int year, month, day, y, m, d;

    date_split(born, &year, &month, &day);
    date_split(on, &y, &m, &d);
    return y - year - (m < month || (m == month && d < day));
}

static uint16_t reach_at(const struct reach *reach, size_t n, int age, int need)
{
    for (size_t i = 0; i < n; i++)
        if (age >= reach[i].from && age <= reach[i].to)
            return reach[i].per_10000[need];
    return 0;
}

/* ---- lives ---- */

static struct person *add_member(struct family *f, struct date today, int age, struct chance *r)
{
    struct person *p = &f->member[f->members];

    *p = (struct person){ .place = (uint8_t)f->members, .middle = NAME_NONE, .second = NAME_NONE,
                          .earlier = NAME_NONE };
    p->born.days = today.days - age * 365 - age / 4 - 1 - (int32_t)chance_below(r, 365);
    p->woman = chance_below(r, 2);
    f->members++;
    return p;
}

static int ages_between(struct chance *r, int from, int to)
{
    return from + (int)chance_below(r, (uint64_t)(to - from + 1));
}

static void add_partner_of(struct family *f, struct date today, struct chance *r)
{
    int age = person_age(f->member[0].born, today) + ages_between(r, -5, 5);
    struct person *p = add_member(f, today, age < 18 ? 18 : age, r);

    f->couple = true;
    p->woman = chance_in(r, 960) ? !f->member[0].woman : f->member[0].woman;
}

static void add_children(struct family *f, struct date today, struct chance *r)
{
    static const uint16_t MORE[] = { 1000, 580, 280, 180, 0 }; /* in 1,000: another child after so many */
    int eldest = person_age(f->member[0].born, today) - ages_between(r, 19, 36),
        age = eldest < 0 ? 0 : eldest;
    bool wants_father = chance_in(r, 45);

    age = age > 22 ? ages_between(r, 4, 20) : age;
    for (size_t n = 0; f->members < HOUSEHOLD_MAX && chance_in(r, MORE[n < 4 ? n : 4]) && age >= 0; n++) {
        struct person *child = add_member(f, today, age, r);
        if (n == 0)
            child->named_after = wants_father && !child->woman;
        if (n > 0 && chance_in(r, 30)) { /* a twin of the one before */
            child->born = child[-1].born;
            child->twin = child[-1].twin = true;
        } else
            age -= ages_between(r, 1, 4);
    }
}

static void make_members(struct family *f, struct date today, struct chance *r)
{
    uint64_t kind = chance_below(r, 100);

    f->members = 0;
    f->couple = false;
    if (kind < 20) /* somebody alone */
        add_member(f, today, ages_between(r, 18, 90), r);
    else if (kind < 36) { /* a couple */
        add_member(f, today, ages_between(r, 20, 88), r);
        add_partner_of(f, today, r);
    } else if (kind < 78) { /* a couple with children */
        add_member(f, today, ages_between(r, 22, 54), r);
        add_partner_of(f, today, r);
        add_children(f, today, r);
    } else { /* one parent with children */
        struct person *parent = add_member(f, today, ages_between(r, 20, 52), r);
        parent->woman = chance_in(r, 860);
        add_children(f, today, r);
    }
}

static struct home home_at(const struct family_ground *g, uint64_t lot)
{
    uint64_t home = (lot % g->homes) * g->stride % g->homes;
    size_t low = 0, high = g->town->postcodes - 1;

    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (g->homes_before[middle] <= home)
            low = middle;
        else
            high = middle - 1;
    }
    return (struct home){ (uint32_t)low, (uint32_t)((uint64_t)g->town->postcode[low].first_number +
                                                    home - g->homes_before[low]) };
}

static void settle(const struct family_ground *g, uint64_t n, struct household *h, struct chance *r)
{
    h->home = home_at(g, n);
    h->before = home_at(g, chance_below(r, g->homes));
    h->moved = chance_in(r, 160) && (h->before.postcode != h->home.postcode);
    if (!h->moved)
        h->before = h->home;
    h->lot = (uint16_t)chance_below(r, 1000);
    int decile = g->town->area[g->town->postcode[h->home.postcode].area].decile;
    unsigned much = 30 + 12 * (unsigned)(10 - decile), some = much + 120 + 16 * (unsigned)(10 - decile);
    uint64_t lot = chance_below(r, 1000);
    h->need = lot < much ? 2 : lot < some ? 1 : 0;
}

static bool chance_in_10000(struct chance *r, unsigned n)
{
    return chance_below(r, 10000) < n;
}

static unsigned reached(const struct reach *reach, size_t n, int age, int need, enum people_partner partner,
                        struct chance *r)
{
    return (unsigned)chance_in_10000(r, reach_at(reach, n, age, need)) << partner;
}
#define REACHED(reach, partner) reached((reach), COUNT_OF(reach), age, need, (partner), r)

static uint8_t known_to(const struct person *p, int age, bool rents, int need, struct chance *r)
{
    bool holds_tenancy = age >= 18 && (p->place == 0 || (p->place == 1 && chance_in(r, 550)));
    unsigned known = REACHED(YOUTH, PEOPLE_YOUTH);

    known |= REACHED(SCHOOLS, PEOPLE_SCHOOLS); /* one by one: C leaves open which side of | is drawn first */
    known |= REACHED(CARE, PEOPLE_SOCIAL_CARE);
    known |= REACHED(HOSPITAL, PEOPLE_HOSPITAL);
    known |= known >> PEOPLE_YOUTH & 1 ? (unsigned)chance_in_10000(r, POLICE_OF_YOUTH) << PEOPLE_POLICE
                                       : REACHED(POLICE, PEOPLE_POLICE);
    known |= (unsigned)(rents && holds_tenancy) << PEOPLE_HOUSING;
    return (uint8_t)known;
}

static void make_lives(const struct family_ground *g, uint64_t n, struct family *f)
{
    struct chance r;

    person_stream(&r, g->seed, STREAM_LIFE, n);
    f->household = (struct household){ 0 };
    settle(g, n, &f->household, &r);
    make_members(f, g->today, &r);
    bool rents = chance_in_10000(&r, RENTS[f->household.need]);
    for (size_t i = 0; i < f->members; i++) {
        struct person *p = &f->member[i];
        p->known = known_to(p, person_age(p->born, g->today), rents, f->household.need, &r);
        for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
            while (p->copies[partner] < 3 && chance_in(&r, AGAIN[partner]))
                p->copies[partner]++;
    }
}

/* ---- as docs/northmere-people.md shows it ---- */

static void add_percent(struct buf *b, unsigned per_10000)
{
    buf_add_text(b, " | ");
    buf_add_real(b, per_10000 / 100.0, per_10000 % 100 == 0 ? 0 : per_10000 % 10 == 0 ? 1 : 2);
}

static void add_reach(struct buf *b, const char *partner, const struct reach *reach, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_addf(b, "| %s | %d", partner, reach[i].from);
        if (reach[i].to < 120)
            buf_addf(b, " to %d", reach[i].to);
        else
            buf_add_text(b, " and over");
        for (int need = 0; need < 3; need++)
            add_percent(b, reach[i].per_10000[need]);
        buf_add_text(b, " |\n");
    }
}

void person_add_reach(struct buf *b)
{
    buf_add_text(b, "| Partner | Age | No need, % | Some, % | Much, % |\n|---|---|---|---|---|\n");
    add_reach(b, "police", POLICE, COUNT_OF(POLICE));
    add_reach(b, "youth team", YOUTH, COUNT_OF(YOUTH));
    buf_add_text(b, "| housing | households");
    for (int need = 0; need < 3; need++)
        add_percent(b, RENTS[need]);
    buf_add_text(b, " |\n");
    add_reach(b, "schools", SCHOOLS, COUNT_OF(SCHOOLS));
    add_reach(b, "social care", CARE, COUNT_OF(CARE));
    add_reach(b, "hospital", HOSPITAL, COUNT_OF(HOSPITAL));
}

/* ---- names ---- */

static enum name_list draw_list(const struct family_ground *g, struct chance *r)
{
    uint64_t lot = chance_below(r, 1000);
    int list = 0;

    while (list < NAME_LISTS - 1 && lot >= g->list_per_mille[list])
        lot -= g->list_per_mille[list++];
    return (enum name_list)list;
}

static bool borne_already(const struct family *f, size_t i, uint16_t forename)
{
    for (size_t k = 0; k < i; k++)
        if (f->member[k].forename == forename)
            return true;
    return false;
}

static uint16_t draw_forename(const struct family_ground *g, const struct person *p, struct chance *r)
{
    int year, month, day;
    enum name_list list = p->list;

    date_split(p->born, &year, &month, &day);
    unsigned english = list == NAME_CELTIC ? 600 : list == NAME_ENGLISH ? 0 : year >= 1996 ? 300 : 60;
    if (chance_in(r, english))
        list = NAME_ENGLISH;
    return name_forename(g->book, list, p->woman, year, r);
}

static void name_forenames(const struct family_ground *g, struct family *f, struct chance *r)
{
    for (size_t i = 0; i < f->members; i++) {
        struct person *p = &f->member[i];
        int tries = 0;

        do
            p->forename = draw_forename(g, p, r);
        while (borne_already(f, i, p->forename) && ++tries < 20);
        if (chance_in(r, p->list == NAME_ENGLISH || p->list == NAME_CELTIC ? 620 : 250))
            p->middle = draw_forename(g, p, r);
        for (size_t k = 0; p->named_after && k < 2 && k < i; k++)
            if (!f->member[k].woman)
                p->forename = f->member[k].forename;
    }
}

/* Which of 1,000 in each list bear a surname of two parts. */
static const uint16_t COMPOUND[NAME_LISTS] = { 18, 18, 20, 60, 40, 15, 10, 700 };

static void name_adult(const struct family_ground *g, struct person *p, struct chance *r)
{
    p->surname = name_surname(g->book, p->list, r);
    p->hyphen = p->list != NAME_IBERIAN && chance_in(r, 800);
    if (chance_in(r, COMPOUND[p->list])) {
        p->second = name_surname(g->book, p->list, r);
        if (p->second == p->surname)
            p->second = NAME_NONE;
    }
}

static void name_couple(const struct family_ground *g, struct family *f, struct chance *r)
{
    struct person *a = &f->member[0], *b = &f->member[1];

    if (chance_in(r, 120)) /* from another list */
        b->list = (uint8_t)draw_list(g, r);
    name_adult(g, b, r);
    uint64_t lot = chance_below(r, 1000);
    if (lot < 560) { /* married, and took the name */
        b->earlier = b->surname;
        b->surname = a->surname;
        b->second = a->second;
        b->hyphen = a->hyphen;
    } else if (lot < 600 && a->surname != b->surname) { /* put theirs behind */
        b->earlier = b->surname;
        b->second = b->surname;
        b->surname = a->surname;
    }
    if (b->earlier == b->surname)
        b->earlier = NAME_NONE;
}

static void name_child(const struct family *f, struct person *p, bool step, uint16_t other, struct chance *r)
{
    bool couple = f->couple;
    const struct person *a = &f->member[0], *b = &f->member[couple];
    const struct person *of = a->woman && !b->woman ? b : a;
    uint64_t lot = chance_below(r, 1000);

    p->list = of->list;
    p->surname = of->surname;
    p->second = of->second;
    p->hyphen = of->hyphen;
    if (step) { /* known by the household's name, born with another */
        if (other != p->surname)
            p->earlier = other;
    } else if (couple && lot < 90 && a->surname != b->surname) {
        p->surname = a->surname;
        p->second = b->surname;
        p->hyphen = lot < 70;
    } else if (!couple && lot < 350 && other != p->surname) { /* the absent father's */
        p->surname = other;
        p->second = NAME_NONE;
    }
}

/* A woman alone who was married has another name in older records. */
static void name_alone(const struct family_ground *g, struct person *p, struct chance *r)
{
    uint16_t other = name_surname(g->book, p->list, r);

    if (chance_in(r, 200) && p->woman && other != p->surname)
        p->earlier = other;
}

static void make_names(const struct family_ground *g, uint64_t n, struct family *f)
{
    struct chance r;

    person_stream(&r, g->seed, STREAM_NAMES, n);
    enum name_list list = draw_list(g, &r);
    for (size_t i = 0; i < f->members; i++)
        f->member[i].list = (uint8_t)list;
    bool couple = f->couple, step = chance_in(&r, 110);
    name_adult(g, &f->member[0], &r);
    if (couple)
        name_couple(g, f, &r);
    else
        name_alone(g, &f->member[0], &r);
    uint16_t other = name_surname(g->book, list, &r);
    for (size_t i = couple ? 2 : 1; i < f->members; i++)
        name_child(f, &f->member[i], step, other, &r);
    name_forenames(g, f, &r);
}

void family_make(const struct family_ground *g, uint64_t n, struct family *out)
{
    make_lives(g, n, out);
    make_names(g, n, out);
}
