#include "northmere/people.h"
#include "base/hash.h"
#include "base/test.h"
#include "northmere/file.h"

/* A town of one street: as much of one as people need. */
static void street_make(struct town *out)
{
    static struct town_area area = { .decile = 5 };
    static struct town_street street = { .name = { "Vex Street", 10 } };
    static struct town_postcode postcode[] = {
        { .text = { "NM1 1CV", 7 }, .first_number = 1, .households = 90 },
        { .text = { "NM1 1IK", 7 }, .first_number = 91, .households = 30 }
    };
    static struct town_school school[] = { { .name = { "Vex School", 10 }, .secondary = true } };

    *out = (struct town){ .name = STR("Northmere"),
                          .areas = 1,
                          .area = &area,
                          .streets = 1,
                          .street = &street,
                          .postcodes = 2,
                          .postcode = postcode,
                          .schools = 1,
                          .school = school };
}

static bool order_make(uint64_t seed, double scale, struct people_order *out)
{
    *out = (struct people_order){ .seed = seed, .scale = scale };
    return date_make(2025, 10, 31, &out->today);
}

static bool to_buf(void *with, struct str text, UNUSED struct err *err)
{
    struct buf *b = with;

    buf_add(b, text);
    return !b->failed || err_memory(err, "a test's text");
}

static bool to_hash(void *with, struct str text, UNUSED struct err *err)
{
    hash_add(with, text.at, text.len);
    return true;
}

static bool no_more(UNUSED void *with, UNUSED struct str text, struct err *err)
{
    return err_set(err, ERR_STORE, "the disk is full");
}

static bool all_files(const struct people *p, people_sink *sink, void *with, struct err *err)
{
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++)
        if (!people_file(p, partner, sink, with, err))
            return false;
    return people_truth(p, sink, with, err) && people_persons(p, sink, with, err);
}

TEST(a_few_people_of_one_street_are_written_down)
{
    struct town street;
    struct people_order o;
    struct people p;
    struct buf text = { .arena = a };
    struct str all;

    street_make(&street);
    REQUIRE(order_make(1, .01, &o) && people_make(&street, &o, a, &p, err));
    CHECK(p.persons == 60 && p.households > 20 && p.households <= 60);
    REQUIRE(all_files(&p, to_buf, &text, err) && buf_done(&text, "the files", &all, err));
    CHECK(str_is_utf8(all) && all.len > 5000);
}

TEST(what_cannot_be_made_is_refused)
{
    struct town street, empty = { 0 };
    struct people_order o, wrong;
    struct people p;
    uint16_t lists[NAME_LISTS] = { 999 };

    street_make(&street);
    REQUIRE(order_make(1, .01, &o));
    wrong = o, wrong.scale = 171;
    CHECK(!people_make(&street, &wrong, a, &p, err) && err->kind == ERR_INPUT && strstr(err->say, "scale"));
    wrong.scale = 0;
    CHECK(!people_make(&street, &wrong, a, &p, err) && err->kind == ERR_INPUT);
    wrong.scale = NAN;
    CHECK(!people_make(&street, &wrong, a, &p, err) && err->kind == ERR_INPUT);
    wrong = o, wrong.today.days = 0;
    CHECK(!people_make(&street, &wrong, a, &p, err) && strstr(err->say, "1990"));
    wrong = o, wrong.list_per_mille = lists;
    CHECK(!people_make(&street, &wrong, a, &p, err) && strstr(err->say, "sum to 999"));
    CHECK(!people_make(&empty, &o, a, &p, err) && strstr(err->say, "without postcodes"));
    street.postcode = &(struct town_postcode){ .text = STR("NM1 1CV") };
    street.postcodes = 1;
    CHECK(!people_make(&street, &o, a, &p, err) && strstr(err->say, "no homes"));
}

TEST(a_sink_that_refuses_ends_the_writing)
{
    struct town street;
    struct people_order o;
    struct people p;

    street_make(&street);
    REQUIRE(order_make(1, .01, &o) && people_make(&street, &o, a, &p, err));
    CHECK(!people_file(&p, PEOPLE_POLICE, no_more, NULL, err) && err->kind == ERR_STORE);
    CHECK(!people_truth(&p, no_more, NULL, err) && err->kind == ERR_STORE);
    CHECK(!people_persons(&p, no_more, NULL, err) && err->kind == ERR_STORE);
}

/* ---- a town of six thousand: made once for each, since with refusals it takes minutes ---- */

static bool town_people(struct arena *a, uint64_t seed, double scale, struct town *t, struct people *p,
                        struct err *err)
{
    struct people_order o;

    return order_make(seed, scale, &o) && town_make(1, 1, a, t, err) && people_make(t, &o, a, p, err);
}

static bool hash_files(const struct people *p, struct digest *out, struct err *err)
{
    struct hash h;

    hash_begin(&h);
    if (!all_files(p, to_hash, &h, err))
        return false;
    *out = hash_end(&h);
    return true;
}

TEST_ONCE(the_same_seed_gives_the_same_bytes_and_another_seed_others)
{
    struct town t_own;
    struct people one, again, other;
    struct digest digest[3];

    REQUIRE(town_people(a, 1, .3, &t_own, &one, err) && hash_files(&one, &digest[0], err));
    REQUIRE(town_people(a, 1, .3, &t_own, &again, err) && hash_files(&again, &digest[1], err));
    REQUIRE(town_people(a, 2, .3, &t_own, &other, err) && hash_files(&other, &digest[2], err));
    CHECK(memcmp(&digest[0], &digest[1], sizeof *digest) == 0);
    CHECK(memcmp(&digest[0], &digest[2], sizeof *digest) != 0);
}

/* Once: it makes two hundred families. When the invented people are changed on purpose, so is the number. */
TEST_ONCE(every_compiler_and_machine_gives_these_bytes)
{
    struct town street;
    struct people_order o;
    struct people p;
    struct digest digest;
    struct buf b = { .arena = a };
    struct str hex;

    street_make(&street);
    REQUIRE(order_make(1, .1, &o) && people_make(&street, &o, a, &p, err) && hash_files(&p, &digest, err));
    buf_add_digest(&b, digest);
    REQUIRE(buf_done(&b, "a digest", &hex, err));
    CHECK_STR(hex, STR("b0b8021fff048e3bdb3c8f8598ceb0987ecdee097beb96e8b5e4e864373310a4"));
}

TEST_ONCE(at_scale_one_six_thousand_are_known_and_a_few_hundred_to_three_partners)
{
    struct town t_own;
    struct people p;
    size_t known_to[PEOPLE_PARTNERS + 1] = { 0 };

    REQUIRE(town_people(a, 1, 1, &t_own, &p, err));
    CHECK(p.persons == 6000);
    for (size_t i = 0; i < p.persons; i++)
        known_to[__builtin_popcount(p.person[i].known)]++;
    CHECK(known_to[0] == 0 && known_to[2] > 800);
    size_t three = known_to[3] + known_to[4] + known_to[5] + known_to[6];
    CHECK(three >= 150 && three <= 500);
    for (int partner = 0; partner < PEOPLE_PARTNERS; partner++)
        CHECK(p.rows[partner] > 150 && p.rows[partner] < 3000);
}

/* Reads a file of ours: no quotes stand before the first two commas. */
static bool next_line(struct str *rest, struct str *first, struct str *second, struct str *third)
{
    struct str line = str_cut(rest, '\n');

    *first = str_cut(&line, ',');
    *second = str_cut(&line, ',');
    *third = line;
    return first->len != 0;
}

TEST_ONCE(ids_are_unique_and_the_truth_has_each_row_of_each_file_once)
{
    struct town t_own;
    struct people p;
    struct buf truth_text = { .arena = a };
    struct str truth, source, id, person, first, second, third;

    REQUIRE(town_people(a, 1, 1, &t_own, &p, err));
    REQUIRE(people_truth(&p, to_buf, &truth_text, err) && buf_done(&truth_text, "the truth", &truth, err));
    REQUIRE(next_line(&truth, &source, &id, &person));
    CHECK_STR(person, STR("person (invented)"));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        struct buf file_text = { .arena = a };
        struct str file, last = STR("");
        size_t rows = 0;
        REQUIRE(people_file(&p, partner, to_buf, &file_text, err) &&
                buf_done(&file_text, "a file", &file, err));
        REQUIRE(next_line(&file, &first, &second, &third));
        while (next_line(&file, &first, &second, &third)) {
            REQUIRE(next_line(&truth, &source, &id, &person));
            CHECK_STR(source, str_of(people_file_name(partner)));
            CHECK_STR(id, first);
            CHECK(str_order(last, first) < 0); /* they rise, so none comes twice */
            CHECK(person.len == 8 && person.at[0] == 'N');
            last = first;
            rows++;
        }
        CHECK(rows == p.rows[partner]);
    }
    CHECK(!next_line(&truth, &source, &id, &person));
}

TEST_ONCE(some_partners_have_persons_twice_and_some_never)
{
    struct town t_own;
    struct people p;

    REQUIRE(town_people(a, 1, 3, &t_own, &p, err));
    for (enum people_partner partner = 0; partner < PEOPLE_PARTNERS; partner++) {
        double known = 0, twice = 0, rate = person_again_per_mille(partner) / 1000.;
        for (size_t i = 0; i < p.persons; i++)
            if (p.person[i].known >> partner & 1) {
                known++;
                twice += p.person[i].copies[partner] > 0;
            }
        CHECK_NEAR(twice, known * rate, 4.5 * sqrt(known * rate * (1 - rate)));
    }
    CHECK(person_again_per_mille(PEOPLE_SCHOOLS) == 0 && person_again_per_mille(PEOPLE_YOUTH) == 0);
}

TEST_ONCE(no_home_is_given_to_two_households_and_a_family_shares_its_telephone)
{
    struct town t_own;
    struct people p;
    size_t shared = 0;

    REQUIRE(town_people(a, 1, 1, &t_own, &p, err));
    for (size_t i = 0; i < p.households; i++) {
        struct home h = p.household[i].home;
        REQUIRE(h.postcode < t_own.postcodes);
        int64_t off = h.number - t_own.postcode[h.postcode].first_number;
        CHECK(off >= 0 && off < t_own.postcode[h.postcode].households);
        CHECK(p.household[i].moved == (p.household[i].before.postcode != h.postcode));
        for (size_t k = i + 1; k < p.households; k++)
            if (p.household[k].home.postcode == h.postcode)
                REQUIRE(p.household[k].home.number != h.number);
    }
    for (size_t i = 0; i < p.persons; i++)
        shared += p.person[i].phone == p.household[p.person[i].household].phone;
    CHECK(shared > 500 && shared < 4000);
}

/* What docs/northmere-people.md says of lists, moves and whom the police know of the youth team's. */
TEST_ONCE(shares_are_as_documented)
{
    static const double LISTS[NAME_LISTS] = { .690, .060, .085, .035, .040, .055, .015, .020 };
    struct town t_own;
    struct people p;
    double list[NAME_LISTS] = { 0 }, moved = 0, youth = 0, police = 0;

    REQUIRE(town_people(a, 1, 5, &t_own, &p, err));
    for (size_t i = 0; i < p.persons; i++) {
        const struct person *who = &p.person[i];
        list[who->list] += i == 0 || who->household != p.person[i - 1].household;
        youth += who->known >> PEOPLE_YOUTH & 1;
        police += (who->known >> PEOPLE_YOUTH & 1) && (who->known >> PEOPLE_POLICE & 1);
    }
    for (size_t i = 0; i < p.households; i++)
        moved += p.household[i].moved;
    for (int i = 0; i < NAME_LISTS; i++) /* a partner from another list blurs them a little */
        CHECK_NEAR(list[i] / (double)p.households, LISTS[i], .012 + LISTS[i] * .02);
    CHECK_NEAR(moved / (double)p.households, .16, .012);
    CHECK_NEAR(police / youth, .52, .045);
}

TEST_ONCE(rows_stand_in_no_order_that_gives_a_person_away)
{
    struct town t_own;
    struct people p;
    size_t ascents = 0, n = 0;

    REQUIRE(town_people(a, 1, 1, &t_own, &p, err));
    for (n = 1; n < p.rows[PEOPLE_POLICE]; n++)
        ascents += (p.row[PEOPLE_POLICE][n] & 0x3fffffff) > (p.row[PEOPLE_POLICE][n - 1] & 0x3fffffff);
    CHECK_NEAR((double)ascents / (double)n, .5, .05);
}

/* The `column`-th field, from 0; none before it is quoted. */
static struct str field(struct str line, int column)
{
    while (column--)
        (void)str_cut(&line, ',');
    return str_cut(&line, ',');
}

TEST_ONCE(every_school_is_the_towns_own_and_of_the_pupils_age)
{
    struct town t_own;
    struct people p;
    struct buf text = { .arena = a };
    struct str all;
    size_t pupils = 0;

    REQUIRE(town_people(a, 1, .3, &t_own, &p, err));
    REQUIRE(people_file(&p, PEOPLE_SCHOOLS, to_buf, &text, err) && buf_done(&text, "a file", &all, err));
    (void)str_cut(&all, '\n');
    for (; all.len; pupils++) {
        struct str line = str_cut(&all, '\n'), group = field(line, 8), school = field(line, 9);
        bool secondary = group.len == 2 || (group.len == 1 && group.at[0] >= '7' && group.at[0] <= '9');
        size_t named = 0;
        for (size_t i = 0; i < t_own.schools; i++)
            named += str_eq(school, t_own.school[i].name) && t_own.school[i].secondary == secondary;
        CHECK(named == 1);
    }
    CHECK(pupils == p.rows[PEOPLE_SCHOOLS]);
}
