/*
 * store/fixture - a fresh store for a test, in a folder of its own that goes
 * with it. The first one is made by store_create(); later ones copy its bytes,
 * so that a test rerun a thousand times stays quick.
 *
 *     struct fixture f _cleanup_(fixture_close) = { 0 };
 *     REQUIRE(fixture_open(&f, err));
 *     ... f.store, f.path ...
 */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include "store/store.h"

#include <fcntl.h>

struct fixture {
    struct store *store; /* open for writing */
    char folder[64];
    char path[80];
};

static inline bool fixture_write(const char *path, const char *at, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write(fd, at, len) == (ssize_t)len;

    return fd >= 0 ? close(fd) == 0 && good : false;
}

static inline bool fixture_make(const char *path, struct err *err)
{
    static char image[1 << 20];
    static size_t len;

    if (len)
        return fixture_write(path, image, len);
    if (!store_create(path, err))
        return false;
    FILE *f = fopen(path, "rb");
    size_t some = f ? fread(image, 1, sizeof image, f) : 0;
    if (f)
        (void)fclose(f);
    len = some < sizeof image ? some : 0;
    return true;
}

static inline bool fixture_open(struct fixture *f, struct err *err)
{
    (void)snprintf(f->folder, sizeof f->folder, "%s/safekeep-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir);
    if (!mkdtemp(f->folder))
        return err_set(err, ERR_STORE, "could not make a folder for a test");
    (void)snprintf(f->path, sizeof f->path, "%s/store", f->folder);
    return fixture_make(f->path, err) && store_open(&f->store, f->path, STORE_WRITE, err);
}

static inline void fixture_close(struct fixture *f)
{
    static const char *const beside[] = { "", "-wal", "-shm", "-journal", ".lock", ".sock" };
    char path[96];

    store_close(&f->store);
    for (size_t i = 0; *f->path && i < COUNT_OF(beside); i++) {
        (void)snprintf(path, sizeof path, "%s%s", f->path, beside[i]);
        (void)unlink(path);
    }
    if (*f->folder)
        (void)rmdir(f->folder);
}

#endif
