/*
 * store/lock - the file beside a store that its one writer holds, with its pid inside.
 *
 * An open-file-description lock: it goes with the process however that dies,
 * it also keeps out a second opening by the same process, and a file left
 * behind means nothing.
 */
#include "store/within.h"

#include "base/number.h"

#include <errno.h>
#include <fcntl.h>

static bool whose(int fd, struct err *err)
{
    char text[24];
    ssize_t len = pread(fd, text, sizeof text, 0);
    int64_t pid;

    if (len > 0 && number_int(str_trim((struct str){ text, (size_t)len }), &pid))
        return err_set(err, ERR_CLASH,
                       "the store is being written by process %lld; wait for it or end it",
                       (long long)pid);
    return err_set(err, ERR_CLASH, "the store is being written by another process; wait for it");
}

static bool write_pid(int fd, struct err *err)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%lld\n", (long long)getpid());

    if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)len, 0) == len)
        return true;
    return err_set(err, ERR_STORE, "could not write the store's lock file (%s)",
                   errno_word());
}

bool lock_take(const char *store_path, int *out, struct err *err)
{
    struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char *path = file_joined(store_path, ".lock");
    int fd;

    if (!path)
        return err_memory(err, "opening the store");
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    free(path);
    if (fd < 0)
        return err_set(err, ERR_STORE, "could not open the store's lock file (%s)",
                       errno_word());
    if (fcntl(fd, F_OFD_SETLK, &all) != 0) {
        (void)whose(fd, err);
        (void)close(fd);
        return false;
    }
    if (!write_pid(fd, err)) {
        (void)close(fd);
        return false;
    }
    *out = fd;
    return true;
}

void lock_drop(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}
