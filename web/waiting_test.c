#include "web/waiting.h"

#include <fcntl.h>
#include <sys/mman.h>

#include "base/test.h"

static const struct instant NOON = { 1000000000 };
static int ours, others; /* their addresses stand for two partnerships */

static struct waiting upload_of(const void *of)
{
    return (struct waiting){ .of = of,
                             .agency = "police",
                             .kind = KIND_INCIDENTS,
                             .name = "a.csv",
                             .fd = memfd_create("test", MFD_CLOEXEC) };
}

static void drop_all(const struct waiting *w, int n)
{
    for (int i = 0; i < n; i++)
        waiting_drop(str_of(w[i].id), w[i].of);
}

TEST(a_file_waits_under_an_id_nobody_can_guess_and_for_its_partnership_alone)
{
    struct waiting w[2] = { upload_of(&ours), upload_of(&ours) }, found = { 0 };

    REQUIRE(waiting_add(&w[0], NOON, err) && waiting_add(&w[1], NOON, err));
    CHECK(strlen(w[0].id) == 32 && strcmp(w[0].id, w[1].id) != 0);
    CHECK(!waiting_find(str_of(w[0].id), &others, NOON, &found, err) && err->kind == ERR_MISSING);
    CHECK(!waiting_find(STR(""), &ours, NOON, &found, err));
    REQUIRE(waiting_find(str_of(w[0].id), &ours, NOON, &found, err));
    CHECK(strcmp(found.name, "a.csv") == 0 && found.fd != w[0].fd &&
          fcntl(found.fd, F_GETFD) == FD_CLOEXEC);
    (void)close(found.fd);
    drop_all(w, 2);
    CHECK(!waiting_find(str_of(w[0].id), &ours, NOON, &found, err));
    (void)close(w[0].fd);
    (void)close(w[1].fd);
}

TEST(a_file_waits_for_half_an_hour_and_then_is_gone)
{
    struct waiting w = upload_of(&ours), found = { 0 };
    struct instant late = { NOON.ms + (int64_t)WAITING_MINUTES * 60000 }, later = { late.ms + 1 };

    REQUIRE(waiting_add(&w, NOON, err));
    REQUIRE(waiting_find(str_of(w.id), &ours, late, &found, err));
    (void)close(found.fd);
    CHECK(!waiting_find(str_of(w.id), &ours, later, &found, err) && err->kind == ERR_MISSING);
    (void)close(w.fd);
}

TEST(at_most_eight_files_wait_and_the_ninth_is_told_so)
{
    struct waiting w[WAITING_FILES + 1];

    for (int i = 0; i <= WAITING_FILES; i++) {
        w[i] = upload_of(&ours);
        CHECK(waiting_add(&w[i], NOON, err) == (i < WAITING_FILES));
        (void)close(w[i].fd);
    }
    CHECK(err->kind == ERR_CLASH);
    drop_all(w, WAITING_FILES);
}

TEST(what_was_said_of_a_column_waits_with_the_file)
{
    struct waiting w = upload_of(&ours), found = { 0 };

    REQUIRE(waiting_add(&w, NOON, err));
    w.column[0] = (struct waiting_column){ "Offence", 3 };
    w.columns = 1;
    waiting_say(&w);
    REQUIRE(waiting_find(str_of(w.id), &ours, NOON, &found, err));
    CHECK(found.columns == 1 && found.column[0].field == 3 &&
          strcmp(found.column[0].header, "Offence") == 0);
    (void)close(found.fd);
    (void)close(w.fd);
    drop_all(&w, 1);
}

TEST(what_was_said_since_is_not_unsaid_by_who_looked_before)
{
    struct waiting w = upload_of(&ours), stale, found = { 0 };

    REQUIRE(waiting_add(&w, NOON, err));
    w.column[0] = (struct waiting_column){ "Offence", WAITING_UNSAID };
    w.columns = 1;
    waiting_say(&w);
    stale = w;
    w.column[0].field = 3;
    w.said++;
    waiting_say(&w);
    waiting_say(&stale);
    REQUIRE(waiting_find(str_of(w.id), &ours, NOON, &found, err));
    CHECK(found.column[0].field == 3 && found.said == 1);
    (void)close(found.fd);
    (void)close(w.fd);
    drop_all(&w, 1);
}
