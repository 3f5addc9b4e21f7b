#include "web/sweep.h"

#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

struct sweep_place {
    bool used, cut, crowded;
    enum sweep_wait wait;
    int fd;
    struct caller who;
    int64_t begun_ms, until_ms; /* begun: since when it waits for a request */
};

struct sweep {
    pthread_mutex_t lock;
    pthread_cond_t left;
    struct sweep_order order;
    struct sweep_place *place;
    unsigned places, used;
    bool hushed, deaf;
};

int64_t sweep_clock_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool sweep_open(struct sweep **out, const struct sweep_order *order, struct arena *a, struct err *err)
{
    struct sweep *s = arena_new(a, struct sweep, 1);
    unsigned places = order->most + order->spare;
    pthread_condattr_t clock;

    if (!s || !(s->place = arena_new(a, struct sweep_place, places)))
        return err_memory(err, "the list of connections");
    s->order = *order;
    s->places = places;
    (void)pthread_mutex_init(&s->lock, NULL);
    (void)pthread_condattr_init(&clock);
    (void)pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&s->left, &clock);
    (void)pthread_condattr_destroy(&clock);
    *out = s;
    return true;
}

void sweep_end(struct sweep *s)
{
    (void)pthread_cond_destroy(&s->left);
    (void)pthread_mutex_destroy(&s->lock);
}

static void cut(struct sweep_place *p)
{
    if (!p->cut)
        (void)shutdown(p->fd, SHUT_RDWR);
    p->cut = true;
}

bool sweep_full(struct sweep *s, const struct caller *who)
{
    unsigned n = 0;

    (void)pthread_mutex_lock(&s->lock);
    for (unsigned i = 0; i < s->places; i++)
        n += s->place[i].used && memcmp(&s->place[i].who, who, sizeof *who) == 0;
    (void)pthread_mutex_unlock(&s->lock);
    return n >= s->order.a_caller;
}

/* Who has waited longest without asking anything goes; who is being turned away takes nobody's place. */
static bool make_room(struct sweep *s)
{
    struct sweep_place *longest = NULL;

    for (unsigned i = 0; i < s->places; i++) {
        struct sweep_place *p = &s->place[i];

        if (p->used && !p->cut && !p->crowded &&
            (p->wait == SWEEP_IDLE || p->wait == SWEEP_HEAD) &&
            (!longest || p->begun_ms < longest->begun_ms))
            longest = p;
    }
    if (longest)
        cut(longest);
    return longest != NULL;
}

static unsigned kept(const struct sweep *s)
{
    unsigned n = 0;

    for (unsigned i = 0; i < s->places; i++)
        n += s->place[i].used && !s->place[i].cut && !s->place[i].crowded;
    return n;
}

static struct sweep_place *free_place(struct sweep *s)
{
    for (unsigned i = 0; i < s->places; i++)
        if (!s->place[i].used)
            return &s->place[i];
    return NULL;
}

struct sweep_place *sweep_begin(struct sweep *s, int fd, const struct caller *who, int64_t now_ms, int64_t ms)
{
    struct sweep_place *p;
    bool crowded = false;

    (void)pthread_mutex_lock(&s->lock);
    if (s->used >= s->order.most && kept(s) >= s->order.most)
        crowded = !make_room(s);
    p = free_place(s);
    if (p) {
        *p = (struct sweep_place){ .used = true, .crowded = crowded, .fd = fd, .who = *who,
                                   .begun_ms = now_ms, .until_ms = now_ms + ms };
        s->used++;
    }
    (void)pthread_mutex_unlock(&s->lock);
    return p;
}

bool sweep_crowded(const struct sweep_place *p)
{
    return p->crowded;
}

void sweep_wait(struct sweep *s, struct sweep_place *p, enum sweep_wait wait, int64_t now_ms, int64_t ms)
{
    (void)pthread_mutex_lock(&s->lock);
    p->wait = wait;
    if (wait == SWEEP_ANSWER)
        p->until_ms = INT64_MAX;
    else if (wait != SWEEP_HEAD)
        p->until_ms = now_ms + ms;
    if (wait == SWEEP_IDLE) {
        p->begun_ms = now_ms;
        if (s->deaf)
            (void)shutdown(p->fd, SHUT_RD);
    }
    (void)pthread_mutex_unlock(&s->lock);
}

bool sweep_gone(struct sweep *s, const struct sweep_place *p)
{
    bool gone;

    (void)pthread_mutex_lock(&s->lock);
    gone = p->cut;
    (void)pthread_mutex_unlock(&s->lock);
    return gone;
}

void sweep_leave(struct sweep *s, struct sweep_place *p)
{
    (void)pthread_mutex_lock(&s->lock);
    p->used = false;
    s->used--;
    (void)pthread_cond_broadcast(&s->left);
    (void)pthread_mutex_unlock(&s->lock);
}

unsigned sweep_pass(struct sweep *s, int64_t now_ms)
{
    unsigned n = 0;

    (void)pthread_mutex_lock(&s->lock);
    for (unsigned i = 0; i < s->places; i++)
        if (s->place[i].used && !s->place[i].cut && s->place[i].until_ms < now_ms) {
            cut(&s->place[i]);
            n++;
        }
    (void)pthread_mutex_unlock(&s->lock);
    return n;
}

void sweep_hush(struct sweep *s)
{
    (void)pthread_mutex_lock(&s->lock);
    s->hushed = true;
    (void)pthread_mutex_unlock(&s->lock);
}

void sweep_deafen(struct sweep *s)
{
    (void)pthread_mutex_lock(&s->lock);
    s->deaf = true;
    for (unsigned i = 0; i < s->places; i++)
        if (s->place[i].used && s->place[i].wait == SWEEP_IDLE)
            (void)shutdown(s->place[i].fd, SHUT_RD);
    (void)pthread_mutex_unlock(&s->lock);
}

bool sweep_hushed(struct sweep *s)
{
    bool hushed;

    (void)pthread_mutex_lock(&s->lock);
    hushed = s->hushed;
    (void)pthread_mutex_unlock(&s->lock);
    return hushed;
}

void sweep_cut(struct sweep *s)
{
    (void)pthread_mutex_lock(&s->lock);
    for (unsigned i = 0; i < s->places; i++)
        if (s->place[i].used)
            cut(&s->place[i]);
    (void)pthread_mutex_unlock(&s->lock);
}

unsigned sweep_count(struct sweep *s)
{
    unsigned n;

    (void)pthread_mutex_lock(&s->lock);
    n = s->used;
    (void)pthread_mutex_unlock(&s->lock);
    return n;
}

bool sweep_wait_empty(struct sweep *s, int64_t ms)
{
    struct timespec t;
    bool empty;
    int late = 0;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    (void)pthread_mutex_lock(&s->lock);
    while (s->used > 0 && late == 0)
        late = pthread_cond_timedwait(&s->left, &s->lock, &t);
    empty = s->used == 0;
    (void)pthread_mutex_unlock(&s->lock);
    return empty;
}
