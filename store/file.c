/* store/file - a file that appears only when it is whole: made beside, synced, then named. */
#include "store/within.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

char *file_joined(const char *a, const char *b)
{
    size_t room = strlen(a) + strlen(b) + 1;
    char *both = calloc(1, room);

    if (both)
        (void)snprintf(both, room, "%s%s", a, b);
    return both;
}

struct file_id file_id(const char *path)
{
    struct stat st = { 0 };

    return stat(path, &st) == 0 ? (struct file_id){ st.st_dev, st.st_ino } : (struct file_id){ 0 };
}

const char *errno_word(void)
{
    const char *word = strerrordesc_np(errno);

    return word ? word : "no reason known";
}

static bool failed(const char *label, struct err *err)
{
    if (errno == ENOSPC || errno == EDQUOT)
        return err_set(err, ERR_STORE, "the disk is full; free some space and do it again");
    if (errno == ENOENT)
        return err_set(err, ERR_MISSING, "there is nothing at %s", label);
    return err_set(err, ERR_STORE, "could not read or write %s (%s)", label, errno_word());
}

bool file_is_free(const char *label, struct err *err)
{
    struct stat st;

    return lstat(label, &st) != 0 ||
           err_set(err, ERR_CLASH, "%s is there already and is not overwritten", label);
}

bool file_is_backup(const char *label, struct err *err)
{
    char *log = file_joined(label, "-wal");
    struct stat st;

    if (!log)
        return err_memory(err, "reading a backup");
    bool busy = stat(log, &st) == 0 && st.st_size > 0;
    free(log);
    return !busy || err_set(err, ERR_INPUT,
                            "%s is a store in use, not a backup: make one with safekeep backup",
                            label);
}

bool file_begin(const char *label, char **out, struct err *err)
{
    char *path = file_joined(label, ".XXXXXX");
    int fd = path ? mkostemp(path, O_CLOEXEC) : -1;

    if (!path)
        return err_memory(err, "making a file");
    if (fd < 0) {
        free(path);
        return errno == ENOENT
                   ? err_set(err, ERR_MISSING, "the folder of %s is not there; make it first", label)
                   : failed(label, err);
    }
    (void)close(fd);
    *out = path;
    return true;
}

/* What the database may have laid beside a file while it was open. */
static void remove_beside(const char *path)
{
    static const char *const beside[] = { "-wal", "-shm", "-journal" };

    for (size_t i = 0; i < COUNT_OF(beside); i++) {
        char *other = file_joined(path, beside[i]);
        if (other)
            (void)unlink(other);
        free(other);
    }
}

void file_discard(char **temporary)
{
    if (*temporary) {
        (void)unlink(*temporary);
        remove_beside(*temporary);
    }
    free(*temporary);
    *temporary = NULL;
}

static bool sync_path(const char *label, int flags, struct err *err)
{
    int fd = open(label, flags | O_CLOEXEC);

    if (fd < 0)
        return failed(label, err);
    bool good = fsync(fd) == 0;
    if (!good)
        (void)failed(label, err);
    (void)close(fd);
    return good;
}

static bool sync_folder_of(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? file_joined(path, "") : file_joined(".", "");

    if (!folder)
        return err_memory(err, "making a file");
    if (slash)
        folder[slash == path ? 1 : slash - path] = '\0';
    bool good = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    free(folder);
    return good;
}

/* Never replaces: link() refuses where something is; where a disk has no links, renameat2() does. */
static bool put_at(const char *from, const char *label, struct err *err)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, label, RENAME_NOREPLACE) == 0)
        return true;
    if ((errno == EINVAL || errno == ENOSYS) && link(from, label) == 0)
        return unlink(from) == 0 || failed(from, err);
    if (errno == EEXIST)
        return err_set(err, ERR_CLASH, "%s is there already and is not overwritten", label);
    return failed(label, err);
}

bool file_publish(char **temporary, const char *to, struct err *err)
{
    if (!sync_path(*temporary, O_RDONLY, err) || !put_at(*temporary, to, err) ||
        !sync_folder_of(to, err))
        return false;
    remove_beside(*temporary);
    free(*temporary);
    *temporary = NULL;
    return true;
}

static bool copy_bytes(int in, int out, const char *label, struct err *err)
{
    char block[1 << 16];

    for (;;) {
        ssize_t len = read(in, block, sizeof block);
        if (len == 0)
            return true;
        if (len < 0)
            return failed(label, err);
        for (ssize_t done = 0, some; done < len; done += some) {
            some = write(out, block + done, (size_t)(len - done));
            if (some < 0)
                return failed(label, err);
        }
    }
}

bool file_copy(const char *from, const char *to, struct err *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out;

    if (in < 0)
        return failed(from, err);
    out = open(to, O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (out < 0) {
        (void)failed(to, err);
        (void)close(in);
        return false;
    }
    bool good = copy_bytes(in, out, from, err);
    (void)close(in);
    if (close(out) != 0 && good)
        good = failed(to, err);
    return good;
}
