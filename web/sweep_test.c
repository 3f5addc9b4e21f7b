#include "web/sweep.h"

#include <pthread.h>
#include <sys/socket.h>

#include "base/test.h"

enum { PAIRS = 4 };

struct crowd {
    struct sweep *sweep;
    int ours[PAIRS], theirs[PAIRS];
    struct sweep_place *place[PAIRS];
};

static const struct caller SOMEONE = { { 4, 192, 0, 2, 1 } }, ELSE = { { 4, 192, 0, 2, 2 } };

static void crowd_end(struct crowd *c)
{
    for (int i = 0; i < PAIRS; i++) {
        if (c->ours[i] > 0)
            (void)close(c->ours[i]);
        if (c->theirs[i] > 0)
            (void)close(c->theirs[i]);
    }
    if (c->sweep)
        sweep_end(c->sweep);
}

static bool crowd_begin(struct crowd *c, unsigned most, struct arena *a, struct err *err)
{
    struct sweep_order order = { .most = most, .spare = 2, .a_caller = 2 };

    *c = (struct crowd){ 0 };
    for (int i = 0; i < PAIRS; i++) {
        int pair[2];

        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
            return err_set(err, ERR_STORE, "no sockets");
        c->ours[i] = pair[0];
        c->theirs[i] = pair[1];
    }
    return sweep_open(&c->sweep, &order, a, err);
}

/* Has the other end of the line found its end? */
static bool is_cut(const struct crowd *c, int i)
{
    char byte;

    return recv(c->theirs[i], &byte, 1, MSG_DONTWAIT) == 0;
}

TEST(who_is_being_turned_away_makes_no_room_for_the_next)
{
    struct crowd c _cleanup_(crowd_end);

    if (!crowd_begin(&c, 2, a, err))
        return;
    for (int i = 0; i < 2; i++) {
        c.place[i] = sweep_begin(c.sweep, c.ours[i], &SOMEONE, 1000, 10000);
        REQUIRE(c.place[i]);
        sweep_wait(c.sweep, c.place[i], SWEEP_BODY, 1001, 10000);
    }
    c.place[2] = sweep_begin(c.sweep, c.ours[2], &ELSE, 1002, 10000);
    c.place[3] = sweep_begin(c.sweep, c.ours[3], &ELSE, 1003, 10000);
    REQUIRE(c.place[2] && c.place[3]);
    CHECK(sweep_crowded(c.place[2]) && sweep_crowded(c.place[3]));
    CHECK(!is_cut(&c, 2)); /* it still hears why */
}

TEST(who_is_past_the_deadline_is_cut_and_nobody_else)
{
    struct crowd c _cleanup_(crowd_end);

    if (!crowd_begin(&c, PAIRS, a, err))
        return;
    for (int i = 0; i < 3; i++)
        c.place[i] = sweep_begin(c.sweep, c.ours[i], &SOMEONE, 1000, 10);
    sweep_wait(c.sweep, c.place[1], SWEEP_HEAD, 1005, 1000); /* a first line wins no time */
    sweep_wait(c.sweep, c.place[2], SWEEP_BODY, 1005, 1000);
    CHECK(sweep_pass(c.sweep, 1010) == 0);
    CHECK(!is_cut(&c, 0));
    CHECK(sweep_pass(c.sweep, 1011) == 2);
    CHECK(is_cut(&c, 0) && is_cut(&c, 1) && !is_cut(&c, 2));
    CHECK(sweep_gone(c.sweep, c.place[0]) && !sweep_gone(c.sweep, c.place[2]));
    CHECK(sweep_pass(c.sweep, 1012) == 0); /* once is enough */
    sweep_wait(c.sweep, c.place[2], SWEEP_ANSWER, 2000, 0);
    CHECK(sweep_pass(c.sweep, INT64_MAX) == 0); /* how long a page takes is ours */
    sweep_wait(c.sweep, c.place[2], SWEEP_READER, 3000, 10);
    CHECK(sweep_pass(c.sweep, 3011) == 1 && is_cut(&c, 2));
}

TEST(where_all_places_are_taken_who_waited_longest_for_nothing_leaves)
{
    struct crowd c _cleanup_(crowd_end);

    if (!crowd_begin(&c, 2, a, err))
        return;
    c.place[0] = sweep_begin(c.sweep, c.ours[0], &SOMEONE, 1000, 10);
    c.place[1] = sweep_begin(c.sweep, c.ours[1], &SOMEONE, 1001, 10);
    sweep_wait(c.sweep, c.place[0], SWEEP_IDLE, 1002, 10); /* has just been answered */
    c.place[2] = sweep_begin(c.sweep, c.ours[2], &SOMEONE, 1003, 10);
    REQUIRE(c.place[2]);
    CHECK(!sweep_crowded(c.place[2]));
    CHECK(!is_cut(&c, 0) && is_cut(&c, 1) && !is_cut(&c, 2));
}

TEST(who_is_being_served_never_makes_room_and_the_newcomer_is_told)
{
    struct crowd c _cleanup_(crowd_end);

    if (!crowd_begin(&c, 2, a, err))
        return;
    for (int i = 0; i < 2; i++) {
        c.place[i] = sweep_begin(c.sweep, c.ours[i], &SOMEONE, 1000, 10);
        sweep_wait(c.sweep, c.place[i], i ? SWEEP_BODY : SWEEP_ANSWER, 1000, 10);
    }
    c.place[2] = sweep_begin(c.sweep, c.ours[2], &SOMEONE, 1001, 10);
    REQUIRE(c.place[2]);
    CHECK(sweep_crowded(c.place[2]));
    CHECK(!is_cut(&c, 0) && !is_cut(&c, 1) && !is_cut(&c, 2));
    sweep_leave(c.sweep, c.place[0]);
    sweep_leave(c.sweep, c.place[2]);
    c.place[3] = sweep_begin(c.sweep, c.ours[3], &SOMEONE, 1001, 10);
    REQUIRE(c.place[3]);
    CHECK(!sweep_crowded(c.place[3]));
    CHECK(sweep_count(c.sweep) == 2);
}

TEST(one_address_has_no_more_than_its_share)
{
    struct crowd c _cleanup_(crowd_end);

    if (!crowd_begin(&c, PAIRS, a, err))
        return;
    c.place[0] = sweep_begin(c.sweep, c.ours[0], &SOMEONE, 1000, 10);
    CHECK(!sweep_full(c.sweep, &SOMEONE));
    c.place[1] = sweep_begin(c.sweep, c.ours[1], &SOMEONE, 1000, 10);
    CHECK(sweep_full(c.sweep, &SOMEONE) && !sweep_full(c.sweep, &ELSE));
    sweep_leave(c.sweep, c.place[0]);
    CHECK(!sweep_full(c.sweep, &SOMEONE));
}

TEST(at_the_end_idle_lines_end_after_what_was_already_sent)
{
    struct crowd c _cleanup_(crowd_end);
    char byte;

    if (!crowd_begin(&c, PAIRS, a, err))
        return;
    for (int i = 0; i < 2; i++)
        c.place[i] = sweep_begin(c.sweep, c.ours[i], &SOMEONE, 1000, 10);
    sweep_wait(c.sweep, c.place[1], SWEEP_ANSWER, 1000, 10);
    CHECK(send(c.theirs[0], "x", 1, MSG_NOSIGNAL) == 1);
    CHECK(!sweep_hushed(c.sweep));
    sweep_hush(c.sweep);
    sweep_deafen(c.sweep);
    CHECK(sweep_hushed(c.sweep));
    CHECK(recv(c.ours[0], &byte, 1, 0) == 1 && recv(c.ours[0], &byte, 1, 0) == 0);
    CHECK(send(c.ours[0], "y", 1, MSG_NOSIGNAL) == 1); /* a reply still goes out */
    sweep_wait(c.sweep, c.place[1], SWEEP_IDLE, 1001, 10);
    CHECK(recv(c.ours[1], &byte, 1, 0) == 0);
    CHECK(!sweep_wait_empty(c.sweep, 1));
    sweep_cut(c.sweep);
    CHECK(is_cut(&c, 1));
    sweep_leave(c.sweep, c.place[0]);
    sweep_leave(c.sweep, c.place[1]);
    CHECK(sweep_wait_empty(c.sweep, 1000));
}
