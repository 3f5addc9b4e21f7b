#include "web/throttle.h"

#include "base/hash.h"

#define HOUR_MS ((int64_t)60 * 60 * 1000)

void throttle_open(struct throttle *t)
{
    *t = (struct throttle){ 0 };
    (void)pthread_mutex_init(&t->lock, NULL);
}

void throttle_close(struct throttle *t)
{
    (void)pthread_mutex_destroy(&t->lock);
}

/* When the oldest of those that count leaves the hour; `most` of them or more: else 0. */
static int64_t until(const struct throttle *t, const uint64_t *caller, size_t most, int64_t now_ms)
{
    int64_t oldest = INT64_MAX;
    size_t n = 0;

    for (size_t i = 0; i < t->len; i++) {
        bool counts = (!caller || t->taken[i].caller == *caller) && now_ms - t->taken[i].at_ms < HOUR_MS;

        n += counts;
        if (counts && t->taken[i].at_ms < oldest)
            oldest = t->taken[i].at_ms;
    }
    return n < most ? 0 : oldest + HOUR_MS;
}

bool throttle_take(struct throttle *t, uint64_t caller, struct instant now, int64_t *wait_seconds)
{
    int64_t one, all, last;

    (void)pthread_mutex_lock(&t->lock);
    one = until(t, &caller, THROTTLE_ONE, now.ms);
    all = until(t, NULL, THROTTLE_ALL, now.ms);
    last = one > all ? one : all;
    if (last == 0) {
        t->taken[t->next].caller = caller;
        t->taken[t->next].at_ms = now.ms;
        t->next = (t->next + 1) % THROTTLE_ALL;
        t->len += t->len < THROTTLE_ALL;
    } else
        *wait_seconds = (last - now.ms + 999) / 1000;
    (void)pthread_mutex_unlock(&t->lock);
    return last == 0;
}

uint64_t throttle_caller(struct str secret, struct str address)
{
    struct digest d;
    struct hash h;
    uint64_t n;

    hash_begin(&h);
    hash_add_str(&h, secret);
    hash_add_str(&h, address);
    d = hash_end(&h);
    memcpy(&n, d.at, sizeof n);
    return n;
}
