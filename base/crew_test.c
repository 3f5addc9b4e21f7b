#include "base/crew.h"
#include "base/test.h"

struct squares {
    uint64_t of[500];
    unsigned by[500];
    size_t wrong, wrong_too;
};

static bool square(void *with, unsigned worker, size_t job, struct err *err)
{
    struct squares *s = with;

    if (job == s->wrong || job == s->wrong_too)
        return err_set(err, ERR_INPUT, "job %zu", job);
    s->of[job] = (uint64_t)job * job;
    s->by[job] = worker;
    return true;
}

TEST(every_job_is_done_once_by_a_worker_with_a_number_of_its_own)
{
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct squares s = { .wrong = SIZE_MAX, .wrong_too = SIZE_MAX };
        REQUIRE(crew_run(threads, COUNT_OF(s.of), square, &s, err));
        for (size_t i = 0; i < COUNT_OF(s.of); i++)
            CHECK(s.of[i] == (uint64_t)i * i && s.by[i] < threads);
    }
}

TEST(the_failure_told_is_that_of_the_lowest_job)
{
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct squares s = { .wrong = 7, .wrong_too = 7 };
        CHECK(!crew_run(threads, COUNT_OF(s.of), square, &s, err) && err->kind == ERR_INPUT);
        CHECK_STR(str_of(err->say), STR("job 7"));
    }
}

TEST(no_jobs_is_no_failure_and_zero_threads_means_as_many_as_processors)
{
    struct squares s = { .wrong = SIZE_MAX, .wrong_too = SIZE_MAX };

    CHECK(crew_run(0, 0, square, &s, err));
    CHECK(crew_threads(0) >= 1 && crew_threads(3) == 3 && crew_threads(5000) == CREW_MAX);
}
