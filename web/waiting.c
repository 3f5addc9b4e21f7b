#include "web/waiting.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/random.h>

static struct waiting kept[WAITING_FILES]; /* id "": free */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void forget(struct waiting *w)
{
    if (*w->id)
        (void)close(w->fd);
    *w = (struct waiting){ 0 };
}

static void forget_old(struct instant now)
{
    for (int i = 0; i < WAITING_FILES; i++)
        if (now.ms - kept[i].at.ms > (int64_t)WAITING_MINUTES * 60000)
            forget(&kept[i]);
}

static bool draw_id(char out[33], struct err *err)
{
    static const char DIGIT[] = "0123456789abcdef";
    unsigned char byte[16];

    if (getrandom(byte, sizeof byte, 0) != (ssize_t)sizeof byte)
        return err_set(err, ERR_STORE, "could not draw a number from the system");
    for (size_t i = 0; i < sizeof byte; i++) {
        out[2 * i] = DIGIT[byte[i] >> 4];
        out[2 * i + 1] = DIGIT[byte[i] & 15];
    }
    out[32] = '\0';
    return true;
}

static struct waiting *at_id(struct str id, const void *of)
{
    for (int i = 0; i < WAITING_FILES; i++)
        if (*kept[i].id && kept[i].of == of && str_eq(id, str_of(kept[i].id)))
            return &kept[i];
    return NULL;
}

static struct waiting *free_place(void)
{
    for (int i = 0; i < WAITING_FILES; i++)
        if (!*kept[i].id)
            return &kept[i];
    return NULL;
}

bool waiting_add(struct waiting *w, struct instant now, struct err *err)
{
    struct waiting *to;
    bool good = false;

    w->at = now;
    if (!draw_id(w->id, err))
        return false;
    (void)pthread_mutex_lock(&lock);
    forget_old(now);
    to = free_place();
    int fd = to ? fcntl(w->fd, F_DUPFD_CLOEXEC, 3) : -1;
    if (!to)
        (void)err_set(err, ERR_CLASH,
                      "%d files wait to be imported already: import or drop one of them, or wait "
                      "%d minutes",
                      WAITING_FILES, WAITING_MINUTES);
    else if (fd < 0)
        (void)err_set(err, ERR_LIMIT, "too many files are open; try again");
    else {
        *to = *w;
        to->fd = fd;
        good = true;
    }
    (void)pthread_mutex_unlock(&lock);
    return good;
}

bool waiting_find(struct str id, const void *of, struct instant now, struct waiting *out,
                  struct err *err)
{
    struct waiting *w, copy = { 0 };

    (void)pthread_mutex_lock(&lock);
    forget_old(now);
    w = at_id(id, of);
    if (w) {
        copy = *w;
        copy.fd = fcntl(w->fd, F_DUPFD_CLOEXEC, 3);
    }
    (void)pthread_mutex_unlock(&lock);
    if (!w)
        return err_set(err, ERR_MISSING,
                       "this file waits no more: a file waits for %d minutes, and not beyond a "
                       "restart; bring it in again",
                       WAITING_MINUTES);
    if (copy.fd < 0)
        return err_set(err, ERR_LIMIT, "too many files are open; try again");
    *out = copy;
    return true;
}

void waiting_say(const struct waiting *w)
{
    struct waiting *to;

    (void)pthread_mutex_lock(&lock);
    to = at_id(str_of(w->id), w->of);
    if (to && w->said >= to->said) {
        memcpy(to->column, w->column, sizeof to->column);
        to->columns = w->columns;
        to->said = w->said;
    }
    (void)pthread_mutex_unlock(&lock);
}

void waiting_drop(struct str id, const void *of)
{
    struct waiting *w;

    (void)pthread_mutex_lock(&lock);
    w = at_id(id, of);
    if (w)
        forget(w);
    (void)pthread_mutex_unlock(&lock);
}
