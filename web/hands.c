#include "web/hands.h"

#include <errno.h>

void hands_open(struct hands *h)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    (void)sem_init(&h->free, 0, processors > 0 && processors < 1024 ? 2 * (unsigned)processors : 4);
}

void hands_close(struct hands *h)
{
    (void)sem_destroy(&h->free);
}

bool hands_take(struct hands *h)
{
    if (sem_trywait(&h->free) == 0)
        return true;
    while (sem_wait(&h->free) != 0 && errno == EINTR)
        continue;
    return false;
}

void hands_give(struct hands *h)
{
    (void)sem_post(&h->free);
}
