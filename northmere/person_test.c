#include "northmere/person.h"
#include "base/test.h"

static const uint16_t ALL_ENGLISH[NAME_LISTS] = { 1000 }, ALL_EAST[NAME_LISTS] = { [NAME_EAST_ASIAN] = 1000 };

struct ground {
    struct town town;
    struct name_book book;
    uint64_t before[1];
    struct family_ground g;
};

/* Families need no more of a town than one street with homes enough. */
static bool ground_make(struct arena *a, const uint16_t *lists, struct ground *out, struct err *err)
{
    static struct town_postcode postcode = { .first_number = 1, .households = 1000 };
    static struct town_area area = { .decile = 4 };

    *out = (struct ground){ .town = { .postcodes = 1, .postcode = &postcode, .areas = 1, .area = &area } };
    out->g = (struct family_ground){ .town = &out->town, .book = &out->book, .seed = 3,
                                     .list_per_mille = lists, .homes = 1000, .stride = 7,
                                     .homes_before = out->before };
    return date_make(2025, 10, 31, &out->g.today) && name_book_make(a, &out->book, err);
}

static bool same_person(const struct person *p, const struct person *q)
{
    return p->born.days == q->born.days && p->forename == q->forename && p->middle == q->middle &&
           p->surname == q->surname && p->second == q->second && p->earlier == q->earlier &&
           p->known == q->known && p->list == q->list && p->woman == q->woman &&
           memcmp(p->copies, q->copies, sizeof p->copies) == 0;
}

TEST(a_family_is_the_same_each_time_and_no_two_are)
{
    struct ground ground;
    struct family one, again, next;
    size_t same = 0;

    REQUIRE(ground_make(a, ALL_ENGLISH, &ground, err));
    for (uint64_t n = 0; n < 200; n++) {
        family_make(&ground.g, n, &one);
        family_make(&ground.g, n, &again);
        family_make(&ground.g, n + 1, &next);
        REQUIRE(one.members == again.members && one.household.home.number == again.household.home.number);
        for (size_t i = 0; i < one.members; i++)
            CHECK(same_person(&one.member[i], &again.member[i]));
        same += one.member[0].born.days == next.member[0].born.days;
    }
    CHECK(same < 5);
}

TEST(ages_are_those_of_people)
{
    struct ground ground;
    struct family f;

    REQUIRE(ground_make(a, ALL_ENGLISH, &ground, err));
    for (uint64_t n = 0; n < 3000; n++) {
        family_make(&ground.g, n, &f);
        REQUIRE(f.members >= 1 && f.members <= HOUSEHOLD_MAX);
        for (size_t i = 0; i < f.members; i++) {
            int age = person_age(f.member[i].born, ground.g.today);
            CHECK(age >= 0 && age <= 100 && f.member[i].place == i);
            CHECK(i > f.couple || age >= 18);
            CHECK(i <= f.couple || person_age(f.member[0].born, ground.g.today) - age >= 15);
            CHECK(i <= 1u + f.couple || f.member[i].born.days >= f.member[i - 1].born.days - 1);
        }
    }
}

TEST(there_are_twins_and_sons_named_after_their_fathers)
{
    struct ground ground;
    struct family f;
    size_t twins = 0, sons = 0;

    REQUIRE(ground_make(a, ALL_ENGLISH, &ground, err));
    for (uint64_t n = 0; n < 5000; n++) {
        family_make(&ground.g, n, &f);
        for (size_t i = 1; i < f.members; i++) {
            const struct person *p = &f.member[i];
            bool father = !f.member[0].woman || (f.couple && !f.member[1].woman);
            if (p->twin && p[-1].twin && i > 1u + f.couple && p->born.days == p[-1].born.days)
                twins++;
            if (!p->named_after || !father)
                continue;
            CHECK(!p->woman && (p->forename == f.member[0].forename || p->forename == f.member[1].forename));
            sons++;
        }
    }
    CHECK(twins > 20 && sons > 20);
}

TEST(surnames_change_and_have_two_parts)
{
    struct ground ground;
    struct family f;
    size_t shared = 0, couples = 0, earlier = 0, two = 0, members = 0;

    REQUIRE(ground_make(a, ALL_ENGLISH, &ground, err));
    for (uint64_t n = 0; n < 5000; n++) {
        family_make(&ground.g, n, &f);
        couples += f.couple;
        shared += f.couple && f.member[0].surname == f.member[1].surname;
        for (size_t i = 0; i < f.members; i++, members++) {
            const struct person *p = &f.member[i];
            earlier += p->earlier != NAME_NONE;
            two += p->second != NAME_NONE;
            CHECK(p->earlier != p->surname && p->second != p->surname);
        }
    }
    CHECK_NEAR((double)shared / (double)couples, .6, .04);
    CHECK_NEAR((double)earlier / (double)members, .19, .04);
    CHECK_NEAR((double)two / (double)members, .04, .015);
}

/* Everything but names: with other lists the same people live the same lives. */
TEST(what_befalls_a_family_does_not_hang_on_its_names)
{
    struct ground english, east;
    struct family f, g;
    size_t other_names = 0;

    REQUIRE(ground_make(a, ALL_ENGLISH, &english, err) && ground_make(a, ALL_EAST, &east, err));
    for (uint64_t n = 0; n < 2000; n++) {
        family_make(&english.g, n, &f);
        family_make(&east.g, n, &g);
        REQUIRE(f.members == g.members);
        CHECK(f.household.need == g.household.need && f.household.moved == g.household.moved &&
              f.household.home.number == g.household.home.number && f.household.lot == g.household.lot);
        for (size_t i = 0; i < f.members; i++) {
            struct person *p = &f.member[i], *q = &g.member[i];
            CHECK(p->born.days == q->born.days && p->woman == q->woman && p->known == q->known);
            CHECK(memcmp(p->copies, q->copies, sizeof p->copies) == 0);
            CHECK(p->list == NAME_ENGLISH && q->list == NAME_EAST_ASIAN);
            other_names += p->forename != q->forename;
        }
    }
    CHECK(other_names > 1000);
}

TEST(need_makes_every_partner_likelier_to_know_somebody)
{
    struct ground ground;
    struct family f;
    size_t known[2][PEOPLE_PARTNERS] = { { 0 } }, members[2] = { 0 };

    REQUIRE(ground_make(a, ALL_ENGLISH, &ground, err));
    for (uint64_t n = 0; n < 8000; n++) {
        family_make(&ground.g, n, &f);
        bool need = f.household.need == 2;
        for (size_t i = 0; i < f.members && f.household.need != 1; i++) {
            members[need]++;
            for (int partner = 0; partner < PEOPLE_PARTNERS; partner++)
                known[need][partner] += f.member[i].known >> partner & 1;
        }
    }
    for (int partner = 0; partner < PEOPLE_PARTNERS; partner++)
        CHECK(partner == PEOPLE_SCHOOLS || known[1][partner] * members[0] > known[0][partner] * members[1]);
}

TEST(age_is_counted_in_whole_years)
{
    struct date born, before, on;

    REQUIRE(date_make(2000, 2, 29, &born) && date_make(2025, 2, 28, &before) && date_make(2025, 3, 1, &on));
    CHECK(person_age(born, before) == 24);
    CHECK(person_age(born, on) == 25);
}
