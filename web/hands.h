/*
 * web/hands - no more pages are made at once than two for each processor.
 *
 * Who asks while all hands are full waits in line. That is quicker for everyone
 * than a thousand pages at once, and takes the memory of a few.
 */
#ifndef WEB_HANDS_H
#define WEB_HANDS_H

#include <semaphore.h>
#include <stdbool.h>

struct hands {
    sem_t free;
};

void hands_open(struct hands *h);
void hands_close(struct hands *h);
bool hands_take(struct hands *h); /* waits for one; false: it had to */
void hands_give(struct hands *h);

#endif
