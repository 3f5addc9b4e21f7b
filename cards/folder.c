#include "cards/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the files in memory ---- */

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* "en", "pa-arab": two or three letters, and then parts of two to eight letters or digits. */
static bool is_code(struct str s)
{
    struct str part = str_cut(&s, '-');
    bool good = part.len == 2 || part.len == 3;

    for (size_t i = 0; i < part.len; i++)
        good = good && is_lower(part.at[i]);
    while (good && s.len) {
        part = str_cut(&s, '-');
        good = part.len >= 2 && part.len <= 8;
        for (size_t i = 0; i < part.len; i++)
            good = good && (is_lower(part.at[i]) || (part.at[i] >= '0' && part.at[i] <= '9'));
    }
    return good;
}

bool card_file_name(struct str name)
{
    if (str_eq(name, STR("card.json")) || str_eq(name, STR("picture.svg")) ||
        str_eq(name, STR("picture.png")))
        return true;
    if (name.len > 24 || !str_ends(name, STR(".txt")))
        return false;
    struct str code = { name.at, name.len - 4 };
    return is_code(code) && code.at[code.len - 1] != '-';
}

bool card_files_put(struct card_files *f, struct str name, struct str bytes, struct err *err)
{
    size_t at = 0;

    if (!card_file_name(name))
        return err_set(err, ERR_INPUT, "a card has only card.json, a LANGUAGE.txt for each language "
                       "(en.txt), and "
                                       "picture.svg or picture.png; this file is none of them");
    if (bytes.len > CARD_FILE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "a card's file has %zu bytes; at most %d are read", bytes.len,
                       CARD_FILE_BYTES_MAX);
    while (at < f->len && str_order(f->at[at].name, name) < 0)
        at++;
    if (at < f->len && str_eq(f->at[at].name, name)) {
        f->at[at].bytes = bytes;
        return true;
    }
    if (f->len == CARD_FILES_MAX)
        return err_set(err, ERR_LIMIT, "a card has at most %d files", CARD_FILES_MAX);
    memmove(&f->at[at + 1], &f->at[at], (f->len - at) * sizeof *f->at);
    f->at[at] = (struct card_file){ name, bytes };
    f->len++;
    return true;
}

const struct card_file *card_files_at(const struct card_files *f, struct str name)
{
    for (size_t i = 0; i < f->len; i++)
        if (str_eq(f->at[i].name, name))
            return &f->at[i];
    return NULL;
}

struct digest card_files_digest(const struct card_files *f)
{
    struct hash h;

    hash_begin(&h);
    hash_add_str(&h, STR("safekeep card 1"));
    hash_add_int(&h, (int64_t)f->len);
    for (size_t i = 0; i < f->len; i++) {
        hash_add_str(&h, f->at[i].name);
        hash_add_str(&h, f->at[i].bytes);
    }
    return hash_end(&h);
}

/* ---- reading ---- */

static void fd_close(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

static void folder_close(DIR **d)
{
    if (*d)
        (void)closedir(*d);
}

/* What an editor leaves beside, and hidden files: no part of the card. */
static bool is_passed_over(struct str name)
{
    return str_starts(name, STR(".")) || str_ends(name, STR("~"));
}

static bool read_all(int fd, const char *label, size_t size, struct arena *a, struct str *out,
                     struct err *err)
{
    char *at = arena_alloc(a, size + 1, 1, 1); /* one more, to see whether it grew */
    size_t have = 0;

    if (!at)
        return err_memory(err, "a card's file");
    while (have <= size) {
        ssize_t n = read(fd, at + have, size + 1 - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read %s (error %d)", label, errno);
        if (n == 0)
            break;
        have += (size_t)n;
    }
    if (have > size)
        return err_set(err, ERR_STORE, "%s grew while it was read; could not take it so", label);
    *out = (struct str){ at, have };
    return true;
}

static bool take_file(int fd, const char *name, struct arena *a, struct card_files *out, struct err *err)
{
    const char *label = name;
    struct str copy, bytes;
    struct stat st;

    if (fd < 0 && errno != ELOOP)
        return err_set(err, ERR_STORE, "could not open %s (error %d)", label, errno);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return err_set(err, ERR_INPUT, "%s is a link or a folder; a card is made of plain files only", label);
    if (st.st_size > CARD_FILE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "%s has over %d bytes, more than a card's file may have; make it "
                       "smaller",
                       label, CARD_FILE_BYTES_MAX);
    copy = arena_copy(a, str_of(name));
    if (!copy.at)
        return err_memory(err, "a card's file");
    return read_all(fd, label, (size_t)st.st_size, a, &bytes, err) && card_files_put(out, copy, bytes, err);
}

static bool read_file(int folder, const char *name, struct arena *a, struct card_files *out, struct err *err)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool taken = take_file(fd, name, a, out, err);

    if (fd >= 0)
        (void)close(fd);
    return taken;
}

static bool read_entries(DIR *d, struct arena *a, struct card_files *out, struct err *err)
{
    const struct dirent *e;

    errno = 0;
    while ((e = readdir(d))) {
        const char *label = e->d_name;
        struct str name = str_of(e->d_name);
        if (is_passed_over(name))
            continue;
        if (!card_file_name(name))
            return err_set(err, ERR_INPUT, "%s is no file of a card; a card has card.json, a LANGUAGE.txt "
                           "for each "
                                           "language (en.txt), and picture.svg or picture.png: take it "
                                           "away", label);
        if (!read_file(dirfd(d), e->d_name, a, out, err))
            return false;
        errno = 0;
    }
    return errno == 0 || err_set(err, ERR_STORE, "could not read the card's folder (error %d)", errno);
}

bool card_folder_read(const char *path, struct arena *a, struct card_files *out, struct err *err)
{
    DIR *d _cleanup_(folder_close) = opendir(path);
    struct card_files files = { .len = 0 };
    const char *label = path;

    if (!d)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_STORE,
                       "could not open the folder %s (error %d); \"safekeep card new\" makes one", label,
                       errno);
    if (!read_entries(d, a, &files, err))
        return false;
    if (!card_files_at(&files, STR("card.json")))
        return err_set(err, ERR_MISSING, "there is no card.json in %s; \"safekeep card new\" makes a first "
                       "card",
                       label);
    *out = files;
    return true;
}

/* ---- writing ---- */

enum { PATH_BYTES = 4096 };

static bool write_file(int folder, const char *name, struct str bytes, struct err *err)
{
    int fd _cleanup_(fd_close) = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                        0644);

    if (fd < 0)
        return err_set(err, ERR_STORE, "could not make a card's file (error %d)", errno);
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not write a card's file (error %d%s)", errno,
                           errno == ENOSPC ? ", the disk is full" : "");
        bytes = str_from(bytes, (size_t)n);
    }
    if (fsync(fd) != 0)
        return err_set(err, ERR_STORE, "could not write a card's file to the disk (error %d)", errno);
    return true;
}

/* The name as C wants it, ended by a zero. */
struct file_name {
    char at[32];
};
static struct file_name name_of(const struct card_file *f)
{
    struct file_name n = { { 0 } };

    memcpy(n.at, f->name.at, f->name.len < sizeof n.at ? f->name.len : sizeof n.at - 1);
    return n;
}

static bool write_files(const char *path, const struct card_files *f, struct err *err)
{
    int folder _cleanup_(fd_close) = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (folder < 0)
        return err_set(err, ERR_STORE, "could not open the new folder (error %d)", errno);
    for (size_t i = 0; i < f->len; i++)
        if (!write_file(folder, name_of(&f->at[i]).at, f->at[i].bytes, err))
            return false;
    return fsync(folder) == 0 || err_set(err, ERR_STORE, "could not write a folder to the disk (error %d)",
                                         errno);
}

static void take_away(const char *path, const struct card_files *f)
{
    int folder _cleanup_(fd_close) = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    for (size_t i = 0; folder >= 0 && i < f->len; i++)
        (void)unlinkat(folder, name_of(&f->at[i]).at, 0);
    (void)rmdir(path);
}

/* Renames, but never over what is there, even where the file system has no word for that. */
static bool move_into_place(const char *from, const char *to, struct err *err)
{
    const char *label = to;
    struct stat st;

    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EINVAL && lstat(to, &st) != 0 && rename(from, to) == 0)
        return true;
    if (errno == EEXIST || errno == ENOTEMPTY || lstat(to, &st) == 0)
        return err_set(err, ERR_CLASH, "%s is there already; name a folder that is not", label);
    return err_set(err, ERR_STORE, "could not put %s in its place (error %d)", label, errno);
}

bool card_folder_write(const char *path, const struct card_files *f, struct err *err)
{
    char beside[PATH_BYTES];
    const char *label = path;
    size_t len = strlen(path);
    struct stat st;

    while (len > 1 && path[len - 1] == '/')
        len--;
    int n = snprintf(beside, sizeof beside, "%.*s.part-%ld", (int)(len < PATH_BYTES ? len : PATH_BYTES), path,
                     (long)getpid());
    if (len == 0 || n < 0 || (size_t)n >= sizeof beside)
        return err_set(err, ERR_STORE, "this folder's name is empty or too long");
    if (lstat(path, &st) == 0)
        return err_set(err, ERR_CLASH, "%s is there already; name a folder that is not", label);
    if (mkdir(beside, 0755) != 0)
        return err_set(err, ERR_STORE, "could not make %s (error %d): is the folder round it there, and "
                       "may you "
                                       "write in it?", label, errno);
    if (write_files(beside, f, err) && move_into_place(beside, path, err))
        return true;
    take_away(beside, f);
    return false;
}

bool card_folder_replace(const char *path, const struct card_file *file, struct err *err)
{
    int folder _cleanup_(fd_close) = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct file_name name = name_of(file);
    char beside[64];

    if (folder < 0)
        return err_set(err, ERR_STORE, "could not open the card's folder (error %d)", errno);
    (void)snprintf(beside, sizeof beside, ".%s.part-%ld", name.at, (long)getpid());
    (void)unlinkat(folder, beside, 0);
    if (write_file(folder, beside, file->bytes, err)) {
        if (renameat(folder, beside, folder, name.at) == 0 && fsync(folder) == 0)
            return true;
        (void)err_set(err, ERR_STORE, "could not put a card's file in its place (error %d)", errno);
    }
    (void)unlinkat(folder, beside, 0);
    return false;
}
