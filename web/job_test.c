/* Jobs are threads, so each test runs once. */
#include "web/job.h"

#include <stdatomic.h>
#include <sys/mman.h>

#include "base/test.h"

static const struct instant NOON = { 1000000000 };
static int ours, others; /* their addresses stand for two partnerships */
static atomic_bool may_end;
static atomic_int begun;

static struct waiting a_file(const char *id, const void *of)
{
    struct waiting w = { .of = of, .fd = memfd_create("test", MFD_CLOEXEC), .bytes = 100, .name = "a.csv" };

    memcpy(w.id, id, strlen(id));
    return w;
}

/* Goes on until it is let end, or told to. */
static bool waits(struct job *j, struct err *err)
{
    struct timespec moment = { .tv_nsec = 1000000 };

    atomic_fetch_add(&begun, 1);
    while (!atomic_load(&may_end)) {
        if (!job_goes_on(j, JOB_READS, 50, 7))
            return err_set(err, ERR_STORE, "told to end");
        (void)nanosleep(&moment, NULL);
    }
    return true;
}

static bool fails(struct job *j, struct err *err)
{
    (void)j;
    atomic_fetch_add(&begun, 1);
    return err_set(err, ERR_INPUT, "no file of ours");
}

static bool clashes(struct job *j, struct err *err)
{
    (void)j;
    atomic_fetch_add(&begun, 1);
    return err_set(err, ERR_CLASH, "somebody writes");
}

struct house {
    struct jobs all;
    struct waiting file[4];
};

static void house_close(struct house *h)
{
    jobs_close(&h->all);
    for (size_t i = 0; i < COUNT_OF(h->file); i++)
        (void)close(h->file[i].fd);
}

static bool house_open(struct house *h, struct arena *a, struct err *err)
{
    atomic_store(&may_end, false);
    atomic_store(&begun, 0);
    h->file[0] = a_file("one", &ours);
    h->file[1] = a_file("two", &ours);
    h->file[2] = a_file("three", &others);
    h->file[3] = a_file("four", &ours);
    return jobs_open(&h->all, a, err);
}

static bool import(struct house *h, int file, struct job **out, struct err *err)
{
    struct job_order o = { JOB_IMPORT, &h->file[file], 0, NOON, waits };

    return job_begin(&h->all, &o, out, err);
}

static bool look(struct house *h, int file, int64_t seq, bool (*run)(struct job *, struct err *),
                 struct job **out, struct err *err)
{
    struct job_order o = { JOB_LOOK, &h->file[file], seq, NOON, run };

    return job_begin(&h->all, &o, out, err);
}

TEST_ONCE(one_import_at_a_time_for_each_partnership_and_the_second_is_told_of_the_first)
{
    struct house h _cleanup_(house_close) = { 0 };
    struct job *one _cleanup_(job_give_back) = NULL, *two _cleanup_(job_give_back) = NULL,
               *three _cleanup_(job_give_back) = NULL, *seen _cleanup_(job_give_back) = NULL;

    REQUIRE(house_open(&h, a, err) && import(&h, 0, &one, err));
    CHECK(!import(&h, 1, &two, err) && err->kind == ERR_CLASH && two == one);
    CHECK(import(&h, 2, &three, err) && three != one);
    CHECK(one->number == NOON.ms && three->number > one->number);
    CHECK((seen = job_under_way(&h.all, &ours)) == one);
    atomic_store(&may_end, true);
    REQUIRE(job_wait(one, 10000) && job_wait(three, 10000));
    CHECK(job_ask(one).state == JOB_DONE && job_ask(one).ended);
    job_give_back(&two);
    job_give_back(&seen);
    CHECK(!(seen = job_under_way(&h.all, &ours)));
    CHECK(import(&h, 1, &two, err) && two != one);
}

TEST_ONCE(an_import_that_is_begun_twice_happens_once_and_one_that_failed_may_be_begun_again)
{
    struct house h _cleanup_(house_close) = { 0 };
    struct job *one _cleanup_(job_give_back) = NULL, *again _cleanup_(job_give_back) = NULL;
    struct job_order failing;

    REQUIRE(house_open(&h, a, err) && import(&h, 0, &one, err));
    CHECK(import(&h, 0, &again, err) && again == one);
    atomic_store(&may_end, true);
    REQUIRE(job_wait(one, 10000));
    job_give_back(&again);
    CHECK(import(&h, 0, &again, err) && again == one && atomic_load(&begun) == 1);
    job_give_back(&again);
    CHECK((again = job_import_of(&h.all, &ours, STR("one"))) == one);
    job_give_back(&again);
    CHECK((again = job_numbered(&h.all, &ours, one->number)) == one);
    job_give_back(&again);
    CHECK(!job_numbered(&h.all, &others, one->number) && !job_import_of(&h.all, &others, STR("one")));

    failing = (struct job_order){ JOB_IMPORT, &h.file[1], 0, NOON, fails };
    REQUIRE(job_begin(&h.all, &failing, &again, err) && job_wait(again, 10000));
    CHECK(job_ask(again).state == JOB_FAILED && again->err.kind == ERR_INPUT);
    job_give_back(&again);
    REQUIRE(job_begin(&h.all, &failing, &again, err) && job_wait(again, 10000));
    CHECK(atomic_load(&begun) == 3);
}

TEST_ONCE(a_look_is_made_once_for_what_is_said_and_what_is_held_and_anew_when_either_changed)
{
    struct house h _cleanup_(house_close) = { 0 };
    struct job *one _cleanup_(job_give_back) = NULL, *again _cleanup_(job_give_back) = NULL;

    REQUIRE(house_open(&h, a, err));
    REQUIRE(look(&h, 0, 5, fails, &one, err) && job_wait(one, 10000));
    CHECK(look(&h, 0, 5, fails, &again, err) && again == one); /* what is wrong with a file stays wrong */
    job_give_back(&again);
    REQUIRE(look(&h, 0, 6, fails, &again, err) && job_wait(again, 10000));
    CHECK(again != one && atomic_load(&begun) == 2);
    job_give_back(&again);
    REQUIRE(look(&h, 1, 6, clashes, &again, err) && job_wait(again, 10000));
    job_give_back(&again);
    REQUIRE(look(&h, 1, 6, clashes, &again, err) && job_wait(again, 10000)); /* the clash may be over */
    CHECK(atomic_load(&begun) == 4);
    job_give_back(&one);
    job_give_back(&again);
    REQUIRE(look(&h, 3, 6, waits, &one, err) && !job_wait(one, 20));
    CHECK(look(&h, 3, 7, waits, &again, err) && again == one); /* while it lasts, nothing else is written */
    job_give_back(&again);
    h.file[3].said++;
    atomic_store(&may_end, false);
    CHECK(look(&h, 3, 7, waits, &again, err) && again != one);
    REQUIRE(job_wait(one, 10000)); /* nobody wants it any more: it was told to end */
    CHECK(one->err.kind == ERR_STORE);
}

TEST_ONCE(how_far_it_is_can_be_asked_and_all_end_when_the_site_does)
{
    struct house h _cleanup_(house_close) = { 0 };
    struct job *one _cleanup_(job_give_back) = NULL, *none _cleanup_(job_give_back) = NULL;
    struct job_seen seen = { 0 };

    REQUIRE(house_open(&h, a, err) && import(&h, 0, &one, err));
    for (int i = 0; i < 10000 && seen.rows == 0; i++) {
        struct timespec moment = { .tv_nsec = 1000000 };

        seen = job_ask(one);
        (void)nanosleep(&moment, NULL);
    }
    CHECK(seen.state == JOB_READS && seen.bytes == 50 && seen.rows == 7 && !seen.ended);
    CHECK(!jobs_wait(&h.all, 10));
    jobs_stop(&h.all);
    CHECK(jobs_wait(&h.all, 10000));
    CHECK(job_ask(one).state == JOB_FAILED && one->err.kind == ERR_STORE);
    CHECK(!import(&h, 1, &none, err) && err->kind == ERR_STORE && !none);
}

TEST_ONCE(what_ended_longest_ago_makes_room_but_not_while_somebody_asks_about_it)
{
    struct house h _cleanup_(house_close) = { 0 };
    struct job *held _cleanup_(job_give_back) = NULL, *j _cleanup_(job_give_back) = NULL;

    REQUIRE(house_open(&h, a, err));
    REQUIRE(look(&h, 0, 0, fails, &held, err) && job_wait(held, 10000));
    for (int64_t seq = 1; seq <= 2 * JOBS_KEPT; seq++) {
        REQUIRE(look(&h, 1, seq, fails, &j, err) && job_wait(j, 10000));
        job_give_back(&j);
    }
    CHECK(look(&h, 0, 0, fails, &j, err) && j == held);
}
