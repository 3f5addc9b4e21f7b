#include "link/pairs.h"

#include "base/test.h"
#include "link/block.h"
#include "link/fixture_test.h"
#include "link/key.h"

/* All pairs of a run, as they came, job by job. */
struct kept {
    struct link_slots slots;
    struct pair *pair;
    uint8_t *rule;
    size_t *job;
    uint64_t sum[LINK_RULES_MAX]; /* of the pairs' numbers in a batch's order, so that order shows */
    _Atomic size_t pairs, batches;
    size_t room, jobs, stop_after;
    bool wrong;
};

static bool keep(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair, size_t pairs,
                 struct err *err)
{
    struct kept *k = with;
    size_t at = k->pairs;

    (void)worker;
    do {
        if (k->pairs + pairs > k->room)
            return err_set(err, ERR_LIMIT, "more pairs than the test keeps");
    } while (!__atomic_compare_exchange_n((size_t *)&k->pairs, &at, at + pairs, false, __ATOMIC_SEQ_CST,
                                          __ATOMIC_SEQ_CST));
    for (size_t i = 0; i < pairs; i++) {
        k->pair[at + i] = pair[i];
        k->rule[at + i] = (uint8_t)rule;
        k->job[at + i] = job;
    }
    if (pairs == 0 || pairs > PAIRS_BATCH || job >= k->jobs)
        k->wrong = true;
    if (k->stop_after && ++k->batches >= k->stop_after)
        return err_set(err, ERR_LIMIT, "stopped");
    return true;
}

static bool count_jobs(void *with, size_t rule, size_t jobs, struct err *err)
{
    struct kept *k = with;

    (void)rule, (void)err;
    if (jobs < k->jobs)
        k->wrong = true;
    k->jobs = jobs;
    return true;
}

static bool kept_open(struct kept *k, size_t room, struct arena *a)
{
    *k = (struct kept){ .pair = arena_new(a, struct pair, room), .rule = arena_new(a, uint8_t, room),
                        .job = arena_new(a, size_t, room), .room = room };
    return k->pair && k->rule && k->job;
}

/* Rules over the people's columns; the third repeats the first with a part more, the last has three parts. */
static struct link_rule RULES[] = {
    { .parts = 2, .part = { { .column = PEOPLE_TOWN }, { .column = PEOPLE_SURNAME } } },
    { .parts = 1, .part = { { .column = PEOPLE_BORN } } },
    { .parts = 3,
      .part = { { .column = PEOPLE_SURNAME }, { .column = PEOPLE_TOWN }, { .column = PEOPLE_FORENAME } } },
    { .parts = 1,
      .part = { { .column = PEOPLE_POSTCODE, .steps = 1, .step = { { STEP_SECTOR, 0, 0 } } } } },
    { .parts = 3,
      .part = { { .column = PEOPLE_FORENAME }, { .column = PEOPLE_BORN }, { .column = PEOPLE_POSTCODE } } },
    { .parts = 1, .part = { { .column = PEOPLE_FORENAME } } },
};

static bool make_slots(const struct link_table *t, struct arena *a, struct link_slots *out, struct err *err)
{
    struct link_model m;

    if (!fixture_model(a, &m, err))
        return false;
    m.rules = COUNT_OF(RULES);
    m.rule = RULES;
    return slots_make(t, &m, 1, a, out, err);
}

static struct pairs_stream stream_of(struct kept *k, struct pairs_order order)
{
    return (struct pairs_stream){ .slots = &k->slots,
                                  .rule = RULES,
                                  .rules = COUNT_OF(RULES),
                                  .order = order,
                                  .share = 1,
                                  .sink = keep,
                                  .jobs_begin = count_jobs,
                                  .with = k };
}

static int by_pair(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;

    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return a->two < b->two ? -1 : a->two > b->two;
}

/* ---- the plain way ---- */

static size_t plain_block_size(const struct link_slots *s, const struct link_rule *rule, uint32_t record)
{
    size_t size = 0;

    for (uint32_t r = 0; r < s->table->records; r++)
        size += plain_blocks(s, rule, r, record);
    return size;
}

static bool is_wanted(const struct link_table *t, const struct pairs_order *o, uint32_t one, uint32_t two)
{
    return t->source_of[one] == t->source_of[two] ? o->within : o->across;
}

/* Records of each record's block, by rule. */
enum { PLAIN_MAX = 100 };
static size_t block_of[COUNT_OF(RULES)][PLAIN_MAX];

/* The rule that owns a pair, or the number of rules; what each makes is counted. */
static size_t plain_owner(const struct link_slots *s, const struct pairs_order *o, uint32_t one, uint32_t two,
                          struct pairs_count *count)
{
    size_t most = o->block_max ? o->block_max : 5000, owner = COUNT_OF(RULES);

    for (size_t r = COUNT_OF(RULES); r-- > 0;) {
        if (!plain_blocks(s, &RULES[r], one, two))
            continue;
        if (block_of[r][one] > most) {
            count[r].left_out_pairs++;
            continue;
        }
        count[r].pairs++;
        owner = r;
    }
    return owner;
}

/* Is what a run gave what every two records, looked at one by one, give? */
static bool is_plain(struct kept *k, const struct pairs_order *o, const struct pairs_done *done)
{
    const struct link_table *t = k->slots.table;
    struct pairs_count count[COUNT_OF(RULES)] = { 0 };
    size_t at = 0, pairs = k->pairs;
    uint64_t own[COUNT_OF(RULES)] = { 0 };
    bool ok = !k->wrong;

    for (size_t r = 0; r < COUNT_OF(RULES); r++)
        for (uint32_t i = 0; i < t->records; i++)
            block_of[r][i] = plain_block_size(&k->slots, &RULES[r], i);
    for (size_t i = 0; i < pairs; i++)
        own[k->rule[i]]++;
    qsort(k->pair, pairs, sizeof *k->pair, by_pair);
    for (uint32_t one = 0; one < t->records; one++)
        for (uint32_t two = one + 1; two < t->records; two++) {
            if (!is_wanted(t, o, one, two))
                continue;
            size_t owner = plain_owner(&k->slots, o, one, two, count);
            bool there = at < pairs && k->pair[at].one == one && k->pair[at].two == two;
            ok = ok && there == (owner < COUNT_OF(RULES));
            at += there;
            if (owner < COUNT_OF(RULES) && own[owner]-- == 0)
                ok = false;
        }
    ok = ok && at == pairs && done->pairs == pairs;
    for (size_t r = 0; r < COUNT_OF(RULES); r++)
        ok = ok && own[r] == 0 && done->rule[r].pairs == count[r].pairs &&
             done->rule[r].left_out_pairs == count[r].left_out_pairs;
    return ok;
}

/* Where a refusal is tried only what it could break matters: the plain way, which takes long, is left out. */
TEST(every_pair_some_rule_makes_comes_once_from_the_first_that_does)
{
    for (uint64_t seed = 0; seed < 4; seed++) {
        struct pairs_order order = { .within = true, .threads = 1 + (unsigned)seed % 3 };
        struct link_table table;
        struct kept k;
        struct pairs_done done;
        REQUIRE(kept_open(&k, 9000, a));
        REQUIRE(fixture_people(seed, 30 + 10 * seed, 1, a, &table, err));
        REQUIRE(make_slots(&table, a, &k.slots, err));
        struct pairs_stream stream = stream_of(&k, order);
        REQUIRE(pairs_run(&stream, a, &done, err));
        CHECK(t->torture || (done.pairs > 20 && is_plain(&k, &order, &done)));
    }
}

TEST_ONCE(pairs_across_or_within_sources_or_both_are_those_asked_for) /* refusals are tried above */
{
    for (unsigned which = 0; which < 8; which++) {
        struct pairs_order order = { .across = which & 1,
                                     .within = which & 2,
                                     .block_max = which & 4 ? 6 : 0 };
        struct link_table table;
        struct kept k;
        struct pairs_done done;
        REQUIRE(kept_open(&k, 9000, a));
        REQUIRE(fixture_people(which + 20, 70, 3, a, &table, err));
        REQUIRE(make_slots(&table, a, &k.slots, err));
        struct pairs_stream stream = stream_of(&k, order);
        REQUIRE(pairs_run(&stream, a, &done, err));
        CHECK((done.pairs > 0) == (order.across || order.within));
        CHECK(t->torture || is_plain(&k, &order, &done));
    }
}

TEST(a_block_too_large_is_left_out_and_its_pairs_go_to_a_later_rule)
{
    struct pairs_order order = { .within = true, .block_max = 5 };
    struct link_table table;
    struct kept k;
    struct pairs_done done;
    uint64_t left_out = 0;

    REQUIRE(kept_open(&k, 9000, a) && fixture_people(3, 90, 1, a, &table, err));
    REQUIRE(make_slots(&table, a, &k.slots, err));
    struct pairs_stream stream = stream_of(&k, order);
    REQUIRE(pairs_run(&stream, a, &done, err));
    for (size_t r = 0; r < COUNT_OF(RULES); r++)
        left_out += done.rule[r].left_out;
    CHECK(left_out > 0 && done.rule[0].largest > 5 && done.own[2] > 0);
    CHECK(t->torture || is_plain(&k, &order, &done));
}

TEST(what_a_rule_would_make_is_counted_without_making_it)
{
    for (unsigned which = 1; which < 4; which++) {
        struct pairs_order order = { .across = which & 1, .within = which & 2, .block_max = 7 };
        struct link_table table;
        struct kept k;
        struct pairs_done done;
        struct pairs_count count;
        REQUIRE(kept_open(&k, 9000, a) && fixture_people(which, 80, 2, a, &table, err));
        REQUIRE(make_slots(&table, a, &k.slots, err));
        struct pairs_stream stream = stream_of(&k, order);
        REQUIRE(pairs_run(&stream, a, &done, err));
        for (size_t r = 0; r < COUNT_OF(RULES); r++) {
            REQUIRE(pairs_count_rule(&k.slots, &RULES[r], &order, a, &count, err));
            CHECK(memcmp(&count, &done.rule[r], sizeof count) == 0);
        }
    }
}

TEST(records_without_a_part_are_counted_out)
{
    static const char *const COLUMN[] = { "forename", "surname", "born", "postcode", "town" };
    static const char *const CELL[] = {
        "ann", "lee", "",    "",    "mill", "ann", "",     "",    "",    "mill", "ann", "lee",  "",
        "",    "",    "ann", "lee", "",     "",    "mill", "bob", "lee", "",     "",    "mill",
    };
    struct pairs_order order = { .within = true };
    struct link_table table;
    struct link_slots slots;
    struct pairs_count count;

    REQUIRE(fixture_table(COLUMN, 5, CELL, 5, NULL, a, &table, err) && make_slots(&table, a, &slots, err));
    REQUIRE(pairs_count_rule(&slots, &RULES[2], &order, a, &count, err));
    CHECK(count.records == 3 && count.blocks == 1 && count.pairs == 1 && count.largest == 2);
    CHECK(count.left_out == 0 && count.left_out_pairs == 0);
    REQUIRE(pairs_count_rule(&slots, &RULES[1], &order, a, &count, err));
    CHECK(count.records == 0 && count.blocks == 0 && count.pairs == 0 && count.largest == 0);
}

/* ---- the same on any number of threads, in any order of rows ---- */

/* One number for all a run gave: the batches of a job come in order, jobs in any. */
static uint64_t digest_of(const struct kept *k, const uint32_t *was)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < k->pairs; i++) {
        uint32_t one = was ? was[k->pair[i].one] : k->pair[i].one,
                 two = was ? was[k->pair[i].two] : k->pair[i].two;
        uint64_t both = one < two ? (uint64_t)one << 32 | two : (uint64_t)two << 32 | one;
        both = (both + k->rule[i]) * 0x9E3779B97F4A7C15u;
        sum += both ^ both >> 29;
    }
    return sum;
}

TEST_ONCE(pairs_and_their_jobs_are_the_same_on_one_to_eight_threads) /* thousands of pairs, eight times */
{
    struct kept k;
    struct link_table table;
    struct pairs_done done, first = { 0 };
    uint64_t digest = 0, in_jobs = 0;

    REQUIRE(kept_open(&k, 60000, a) && fixture_people(8, 1000, 2, a, &table, err));
    REQUIRE(make_slots(&table, a, &k.slots, err));
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct pairs_stream stream = stream_of(
            &k, (struct pairs_order){ .across = true, .within = true, .block_max = 90, .threads = threads });
        uint64_t jobs = 0;
        k.pairs = k.jobs = 0;
        REQUIRE(pairs_run(&stream, a, &done, err));
        for (size_t i = 0; i < k.pairs; i++)
            jobs += (uint64_t)k.job[i] * (k.pair[i].one + 7u * k.pair[i].two);
        if (threads == 1) {
            first = done;
            digest = digest_of(&k, NULL);
            in_jobs = jobs;
        }
        CHECK(done.pairs > 9000 && memcmp(&done, &first, sizeof done) == 0);
        CHECK(digest == digest_of(&k, NULL) && in_jobs == jobs && !k.wrong);
    }
}

TEST(the_order_of_rows_changes_neither_pairs_nor_samples)
{
    for (unsigned sampled = 0; sampled < 2; sampled++) {
        struct kept k;
        struct link_table table, other;
        struct pairs_done done, again;
        uint32_t was[100];
        REQUIRE(kept_open(&k, 9000, a) && fixture_people(5, 100, 2, a, &table, err));
        REQUIRE(fixture_shuffled(&table, 6, a, &other, was, err));
        REQUIRE(make_slots(&table, a, &k.slots, err));
        struct pairs_stream stream = stream_of(&k, (struct pairs_order){ .across = true, .within = true });
        stream.share = sampled ? 0.5 : 1;
        stream.seed = 11;
        REQUIRE(pairs_run(&stream, a, &done, err));
        uint64_t digest = digest_of(&k, NULL);
        k.pairs = k.jobs = 0;
        REQUIRE(make_slots(&other, a, &k.slots, err));
        REQUIRE(pairs_run(&stream, a, &again, err));
        CHECK(done.pairs > 100 && digest == digest_of(&k, was));
        CHECK(memcmp(&done, &again, sizeof done) == 0);
    }
}

TEST(a_sample_holds_whole_blocks_about_its_share_and_another_with_another_seed)
{
    struct link_table table;
    struct kept k;
    struct pairs_done all, some, others;
    uint64_t own = 0;

    REQUIRE(kept_open(&k, 9000, a) && fixture_people(2, 300, 1, a, &table, err) &&
            make_slots(&table, a, &k.slots, err));
    struct pairs_stream stream = stream_of(&k, (struct pairs_order){ .within = true, .block_max = 40 });
    stream.rule = &RULES[1]; /* born: a hundred blocks and more */
    stream.rules = 1;
    REQUIRE(pairs_run(&stream, a, &all, err));
    k.pairs = k.jobs = 0;
    stream.share = 0.4;
    REQUIRE(pairs_run(&stream, a, &some, err));
    for (size_t i = 0; i < k.pairs; i++)
        for (uint32_t r = 0; r < table.records; r++)
            own += r != k.pair[i].one && plain_blocks(&k.slots, &RULES[1], k.pair[i].one, r);
    for (size_t i = 0; i < k.pairs; i++)
        own -= plain_block_size(&k.slots, &RULES[1], k.pair[i].one) - 1;
    CHECK(own == 0);
    CHECK(some.pairs > all.pairs / 5 && some.pairs < all.pairs * 3 / 5);
    CHECK(memcmp(some.rule, all.rule, sizeof all.rule) == 0);
    k.pairs = k.jobs = 0;
    uint64_t digest = digest_of(&k, NULL);
    stream.seed = 1;
    REQUIRE(pairs_run(&stream, a, &others, err));
    CHECK(others.pairs != some.pairs || digest != digest_of(&k, NULL));
    stream.share = 0;
    k.pairs = k.jobs = 0;
    REQUIRE(pairs_run(&stream, a, &others, err));
    CHECK(others.pairs == 0 && others.rule[0].pairs == all.rule[0].pairs);
}

/* ---- jobs, keys, limits ---- */

static bool same_values(size_t rows, struct arena *a, struct link_table *out, struct err *err)
{
    static const char *const COLUMN[] = { "forename", "surname", "born", "postcode", "town" };
    const char **cell = arena_new(a, const char *, rows * 5);

    if (!cell)
        return err_memory(err, "a table for tests");
    for (size_t i = 0; i < rows * 5; i++)
        cell[i] = "x";
    return fixture_table(COLUMN, 5, cell, rows, NULL, a, out, err);
}

struct counted {
    uint64_t of[64], pairs;
    size_t jobs;
};

static bool count(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair, size_t pairs,
                  struct err *err)
{
    struct counted *c = with;

    (void)worker, (void)rule, (void)pair, (void)err;
    c->of[job] += pairs;
    c->pairs += pairs;
    return true;
}

static bool take_jobs(void *with, size_t rule, size_t jobs, struct err *err)
{
    (void)rule, (void)err;
    ((struct counted *)with)->jobs = jobs;
    return true;
}

TEST(one_huge_block_is_cut_into_several_jobs_of_like_size)
{
    struct counted c = { 0 };
    struct link_table table;
    struct link_slots slots;
    struct pairs_done done;

    REQUIRE(same_values(900, a, &table, err) && make_slots(&table, a, &slots, err));
    struct pairs_stream stream = { .slots = &slots,
                                   .rule = RULES,
                                   .rules = 1,
                                   .order = { .within = true, .threads = 1 },
                                   .share = 1,
                                   .sink = count,
                                   .jobs_begin = take_jobs,
                                   .with = &c };
    REQUIRE(pairs_run(&stream, a, &done, err));
    CHECK(done.pairs == 900 * 899 / 2 && c.pairs == done.pairs);
    CHECK(c.jobs == 4);
    for (size_t i = 0; i < c.jobs; i++)
        CHECK(i == c.jobs - 1 || (c.of[i] >= JOB_PAIRS && c.of[i] < JOB_PAIRS + 900));
}

TEST(a_key_that_collides_makes_no_pair_more_or_less)
{
    for (unsigned bits = 1; bits <= 9; bits += 4) {
        struct link_table table;
        struct link_slots slots;
        struct blocks plain, narrow;
        REQUIRE(fixture_people(bits, 80, 2, a, &table, err) && make_slots(&table, a, &slots, err));
        struct blocks_order order = { .slots = &slots, .rule = &RULES[0], .share = 1,
                                      .pairs = { .within = true, .across = true, .block_max = 9 } };
        REQUIRE(blocks_make(&order, a, a, &plain, err));
        order.key_bits = bits;
        REQUIRE(blocks_make(&order, a, a, &narrow, err));
        CHECK(plain.records == narrow.records && plain.records > 20);
        CHECK(memcmp(&plain.count, &narrow.count, sizeof plain.count) == 0);
        for (size_t at = 0, size; at < narrow.records; at += size) {
            size = block_size(&narrow, at);
            for (size_t i = at + 1; i < at + size; i++)
                CHECK(plain_blocks(&slots, &RULES[0], narrow.record[at] & ~BLOCK_FIRST, narrow.record[i]));
        }
    }
}

TEST(keys_that_fit_are_told_from_keys_that_are_hashed)
{
    struct link_table table;
    struct link_slots slots;
    struct block_key exact, narrow;
    uint64_t one, two;

    REQUIRE(fixture_people(1, 60, 1, a, &table, err) && make_slots(&table, a, &slots, err));
    key_plan(&slots, &RULES[0], 0, &exact);
    key_plan(&slots, &RULES[0], 3, &narrow);
    CHECK(exact.exact && !narrow.exact && narrow.key_bits == 3);
    for (uint32_t r = 0; r < table.records; r++)
        for (uint32_t q = 0; q < table.records; q++) {
            if (!key_of(&exact, r, &one) || !key_of(&exact, q, &two))
                continue;
            CHECK((one == two) == plain_blocks(&slots, &RULES[0], r, q));
            CHECK(key_same(&exact, r, q) == (one == two));
            CHECK(key_of(&narrow, r, &one) && key_of(&narrow, q, &two) && one < 8);
            CHECK(one == two || !key_same(&narrow, r, q));
        }
}

TEST(a_sink_that_says_no_ends_the_run)
{
    struct link_table table;
    struct kept k;
    struct pairs_done done = { .pairs = 77 };

    REQUIRE(kept_open(&k, 9000, a) && fixture_people(4, 60, 1, a, &table, err) &&
            make_slots(&table, a, &k.slots, err));
    k.stop_after = 2;
    struct pairs_stream stream = stream_of(&k, (struct pairs_order){ .within = true, .threads = 1 });
    CHECK(!pairs_run(&stream, a, &done, err) && err->kind == ERR_LIMIT);
    CHECK(k.batches == 2 && done.pairs == 77);
    CHECK_STR(str_of(err->say), STR("stopped"));
}

TEST(all_pairs_there_could_be_are_counted_by_source)
{
    static const uint8_t SOURCE[] = { 0, 1, 1, 2, 2, 2 };
    static const char *const COLUMN[] = { "surname" };
    static const char *const CELL[] = { "a", "b", "c", "d", "e", "f" };
    struct link_table table;

    REQUIRE(fixture_table(COLUMN, 1, CELL, 6, SOURCE, a, &table, err));
    CHECK_NEAR(pairs_possible(&table, &(struct pairs_order){ .across = true, .within = true }), 15, 0);
    CHECK_NEAR(pairs_possible(&table, &(struct pairs_order){ .across = true }), 11, 0);
    CHECK_NEAR(pairs_possible(&table, &(struct pairs_order){ .within = true }), 4, 0);
}

TEST(memory_for_sorting_is_given_back_rule_by_rule)
{
    struct arena measured _cleanup_(arena_close) = { 0 };
    struct arena_meter meter = { .cap = (size_t)1 << 30 };
    struct link_table table;
    struct kept k;
    struct pairs_done done;

    REQUIRE(kept_open(&k, 40000, a) && fixture_people(4, 400, 1, a, &table, err) &&
            make_slots(&table, a, &k.slots, err));
    arena_open_in(&measured, a, (size_t)1 << 30);
    arena_measure(&measured, &meter);
    struct pairs_stream stream = stream_of(&k, (struct pairs_order){ .within = true, .threads = 1 });
    REQUIRE(pairs_run(&stream, &measured, &done, err));
    CHECK(meter.used == 0 && meter.peak > 0);
}
