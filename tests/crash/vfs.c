/* tests/crash/vfs - the disk as SQLite sees it: a file system with a log and faults. */
#include "tests/crash/disk.h"

#include <sqlite3.h>

enum { REGIONS = 8, REGION_BYTES = 32768, LOCKS = 8 };

struct open_file { /* what SQLite calls a file */
    sqlite3_file base;
    struct disk_file *file; /* on the disk, or `own` */
    struct disk_file own;   /* a temporary file, of no one else's concern */
    enum disk_name name;
    unsigned shared, exclusive; /* the shared-memory locks it holds, a bit each */
};

static struct disk now;
static struct disk_log log_now;
static struct {
    char region[REGIONS][REGION_BYTES];
    bool there[REGIONS];
    int shared[LOCKS];
    bool exclusive[LOCKS];
} shm;
static struct {
    enum disk_fault fault;
    long left, asked;
    bool for_ever;
} failing;

void disk_load(const struct disk *d)
{
    for (int i = 0; i < REGIONS; i++)
        if (shm.there[i])
            memset(shm.region[i], 0, REGION_BYTES);
    memset(shm.there, 0, sizeof shm.there);
    memset(shm.shared, 0, sizeof shm.shared);
    memset(shm.exclusive, 0, sizeof shm.exclusive);
    disk_copy(&now, d);
    log_now.count = log_now.bytes_len = 0;
}

const struct disk *disk_now(void)
{
    return &now;
}

struct disk_log *disk_log(void)
{
    return &log_now;
}

void disk_fail(enum disk_fault fault, long n, bool for_ever)
{
    failing.fault = fault;
    failing.left = n;
    failing.asked = 0;
    failing.for_ever = for_ever;
}

long disk_asked(void)
{
    return failing.asked;
}

/* Does this operation fail? A full disk refuses only what would `grow` a file. */
static bool fails(bool grows)
{
    if (failing.fault == FAULT_NONE || (failing.fault == FAULT_FULL && !grows))
        return false;
    failing.asked++;
    if (failing.left > 0) {
        failing.left--;
        return false;
    }
    if (failing.left < 0 && !failing.for_ever)
        return false;
    failing.left = -1;
    return true;
}

static void *grown(void *at, size_t *room, size_t want, size_t size)
{
    if (want > *room) {
        *room = want * 2 + 64;
        at = realloc(at, *room * size);
        if (!at)
            abort();
    }
    return at;
}

static void note(enum disk_what what, enum disk_name name, size_t at, const void *bytes, size_t len)
{
    log_now.op = grown(log_now.op, &log_now.room, log_now.count + 1, sizeof *log_now.op);
    log_now.bytes = grown(log_now.bytes, &log_now.bytes_room, log_now.bytes_len + len, 1);
    log_now.op[log_now.count++] = (struct disk_op){ what, name, at, len, log_now.bytes_len };
    if (len)
        memcpy(log_now.bytes + log_now.bytes_len, bytes, len);
    log_now.bytes_len += len;
}

static bool on_disk(const struct open_file *f)
{
    return f->file != &f->own;
}

/* ---- a file ---- */

static int file_close(sqlite3_file *file)
{
    struct open_file *f = (struct open_file *)file;

    free(f->own.at);
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *to, int len, sqlite3_int64 at)
{
    const struct open_file *f = (struct open_file *)file;
    size_t from = (size_t)at, want = (size_t)len;
    size_t have = from < f->file->len ? f->file->len - from : 0;

    if (fails(false))
        return SQLITE_IOERR_READ;
    if (have > want)
        have = want;
    if (have)
        memcpy(to, f->file->at + from, have);
    if (have < want)
        memset((char *)to + have, 0, want - have);
    return have < want ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static void put(struct open_file *f, const void *bytes, size_t len, size_t at)
{
    f->file->at = grown(f->file->at, &f->file->room, at + len, 1);
    if (at > f->file->len)
        memset(f->file->at + f->file->len, 0, at - f->file->len);
    if (len)
        memcpy(f->file->at + at, bytes, len);
    if (at + len > f->file->len)
        f->file->len = at + len;
    if (on_disk(f))
        note(DISK_WRITE, f->name, at, bytes, len);
}

static int file_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    struct open_file *f = (struct open_file *)file;

    if (!fails(true)) {
        put(f, bytes, (size_t)len, (size_t)at);
        return SQLITE_OK;
    }
    put(f, bytes, (size_t)len / 2, (size_t)at); /* a short write */
    return failing.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct open_file *f = (struct open_file *)file;

    if (fails(false))
        return SQLITE_IOERR_TRUNCATE;
    if ((size_t)size < f->file->len)
        f->file->len = (size_t)size;
    if (on_disk(f))
        note(DISK_TRUNCATE, f->name, (size_t)size, NULL, 0);
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags)
{
    const struct open_file *f = (struct open_file *)file;

    (void)flags;
    if (fails(true))
        return SQLITE_IOERR_FSYNC;
    if (on_disk(f))
        note(DISK_SYNC, f->name, 0, NULL, 0);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    const struct open_file *f = (struct open_file *)file;

    if (fails(false))
        return SQLITE_IOERR_FSTAT;
    *size = (sqlite3_int64)f->file->len;
    return SQLITE_OK;
}

/* One process, and one connection of it writes: the file's own locks have nothing to say. */
static int file_lock(sqlite3_file *file, int level)
{
    (void)file, (void)level;
    return fails(false) ? SQLITE_IOERR_LOCK : SQLITE_OK;
}

static int file_unlock(sqlite3_file *file, int level)
{
    (void)file, (void)level;
    return SQLITE_OK;
}

static int file_is_reserved(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int op, void *with)
{
    (void)file, (void)op, (void)with;
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *file)
{
    (void)file;
    return 4096;
}

/* As SQLite's own file system says of a Linux disk. */
static int file_character(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* ---- shared memory ---- */

static int shm_map(sqlite3_file *file, int n, int size, int extend, void volatile **out)
{
    (void)file;
    *out = NULL;
    if (n >= REGIONS || size != REGION_BYTES || fails(true))
        return failing.fault == FAULT_FULL ? SQLITE_IOERR_SHMSIZE : SQLITE_IOERR_SHMMAP;
    shm.there[n] = shm.there[n] || extend;
    *out = shm.there[n] ? shm.region[n] : NULL;
    return SQLITE_OK;
}

static int shm_lock(sqlite3_file *file, int from, int n, int flags)
{
    struct open_file *f = (struct open_file *)file;

    if (!(flags & SQLITE_SHM_UNLOCK) && fails(false))
        return SQLITE_IOERR_SHMLOCK;
    for (int i = from; i < from + n; i++) {
        unsigned bit = 1U << i;
        bool exclusive = flags & SQLITE_SHM_EXCLUSIVE;
        if (flags & SQLITE_SHM_UNLOCK) {
            shm.shared[i] -= (f->shared & bit) != 0;
            if (f->exclusive & bit)
                shm.exclusive[i] = false;
            f->shared &= ~bit;
            f->exclusive &= ~bit;
        } else if (shm.exclusive[i] || (exclusive && shm.shared[i] > 0)) {
            return SQLITE_BUSY;
        }
    }
    for (int i = from; i < from + n && flags & SQLITE_SHM_LOCK; i++) {
        shm.exclusive[i] = flags & SQLITE_SHM_EXCLUSIVE;
        shm.shared[i] += !(flags & SQLITE_SHM_EXCLUSIVE);
        *(flags & SQLITE_SHM_EXCLUSIVE ? &f->exclusive : &f->shared) |= 1U << i;
    }
    return SQLITE_OK;
}

static void shm_barrier(sqlite3_file *file)
{
    (void)file;
}

static int shm_unmap(sqlite3_file *file, int remove)
{
    (void)file, (void)remove;
    return SQLITE_OK;
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2, .xClose = file_close, .xRead = file_read, .xWrite = file_write,
    .xTruncate = file_truncate, .xSync = file_sync, .xFileSize = file_size, .xLock = file_lock,
    .xUnlock = file_unlock, .xCheckReservedLock = file_is_reserved, .xFileControl = file_control,
    .xSectorSize = file_sector, .xDeviceCharacteristics = file_character, .xShmMap = shm_map,
    .xShmLock = shm_lock, .xShmBarrier = shm_barrier, .xShmUnmap = shm_unmap,
};

/* ---- the file system ---- */

static enum disk_name name_of(const char *path)
{
    size_t len = path ? strlen(path) : 0;

    if (len > 4 && strcmp(path + len - 4, "-wal") == 0)
        return DISK_LOG;
    if (len > 8 && strcmp(path + len - 8, "-journal") == 0)
        return DISK_JOURNAL;
    return DISK_STORE;
}

static int fs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
    struct open_file *f = (struct open_file *)file;

    (void)vfs;
    memset(f, 0, sizeof *f);
    if (fails(false))
        return SQLITE_CANTOPEN;
    f->name = name_of(path);
    f->file = path ? &now.file[f->name] : &f->own;
    if (path && !f->file->there) {
        if (!(flags & SQLITE_OPEN_CREATE))
            return SQLITE_CANTOPEN;
        f->file->there = true;
        f->file->len = 0;
        note(DISK_CREATE, f->name, 0, NULL, 0);
    }
    if (out)
        *out = flags;
    f->base.pMethods = &METHODS;
    return SQLITE_OK;
}

static int fs_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    struct disk_file *f = &now.file[name_of(path)];

    (void)vfs;
    if (fails(false))
        return SQLITE_IOERR_DELETE;
    if (!f->there)
        return SQLITE_IOERR_DELETE_NOENT;
    f->there = false;
    f->len = 0;
    note(DISK_DELETE, name_of(path), 0, NULL, 0);
    if (sync_folder)
        note(DISK_SYNC, name_of(path), 0, NULL, 0);
    return SQLITE_OK;
}

static int fs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    const struct disk_file *f = &now.file[name_of(path)];

    (void)vfs;
    if (fails(false))
        return SQLITE_IOERR_ACCESS;
    *out = f->there && (flags != SQLITE_ACCESS_EXISTS || f->len > 0);
    return SQLITE_OK;
}

static int fs_full_path(sqlite3_vfs *vfs, const char *path, int room, char *out)
{
    (void)vfs;
    return snprintf(out, (size_t)room, "%s", path) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int fs_randomness(sqlite3_vfs *vfs, int len, char *out)
{
    static struct chance by;

    (void)vfs;
    if (by.word[0] == 0 && by.word[1] == 0)
        chance_open(&by, 7, 7);
    for (int i = 0; i < len; i++)
        out[i] = (char)chance_below(&by, 256);
    return len;
}

static int fs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int fs_time(sqlite3_vfs *vfs, sqlite3_int64 *ms)
{
    (void)vfs;
    *ms = INT64_C(212637873600000); /* 2026-03-01T12:00Z in Julian days, times a day's milliseconds */
    return SQLITE_OK;
}

static int fs_error(sqlite3_vfs *vfs, int len, char *out)
{
    (void)vfs, (void)len, (void)out;
    return 0;
}

bool disk_mount(void)
{
    static sqlite3_vfs fs = {
        .iVersion = 2, .szOsFile = sizeof(struct open_file), .mxPathname = 512, .zName = "disk",
        .xOpen = fs_open, .xDelete = fs_delete, .xAccess = fs_access,
        .xFullPathname = fs_full_path, .xRandomness = fs_randomness, .xSleep = fs_sleep,
        .xGetLastError = fs_error, .xCurrentTimeInt64 = fs_time,
    };

    return sqlite3_vfs_register(&fs, 1) == SQLITE_OK;
}
