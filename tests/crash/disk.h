/*
 * tests/crash/disk - a disk in memory under the real store, which remembers
 * every write and what was synced, and fails when told to.
 *
 * disk_mount() makes it SQLite's only file system. disk_load() lays content on
 * it and begins a new log; whatever the store then writes is in disk_log().
 * disk_cut() makes what a power cut after `count` of those operations could
 * leave: what was synced is there; of the rest each write is, by chance, there,
 * lost or torn at 512-byte sectors, in any combination, which is also what
 * reordering can leave. A file's first sync makes its name durable, and a
 * removal may not have happened (as on the file systems SQLite is made for).
 * Shared memory does not outlive a cut. One thread only.
 */
#ifndef TESTS_CRASH_DISK_H
#define TESTS_CRASH_DISK_H

#include "base/chance.h"

enum disk_name { DISK_STORE, DISK_LOG, DISK_JOURNAL, DISK_NAMES };

struct disk_file {
    char *at;
    size_t len, room;
    bool there;
};
struct disk {
    struct disk_file file[DISK_NAMES];
};

enum disk_what { DISK_WRITE, DISK_TRUNCATE, DISK_SYNC, DISK_CREATE, DISK_DELETE };
struct disk_op {
    enum disk_what what;
    enum disk_name name;
    size_t at, len; /* offset and length; for DISK_TRUNCATE the new length is `at` */
    size_t bytes;   /* where the written bytes begin in disk_log.bytes */
};
struct disk_log {
    struct disk_op *op;
    size_t count, room;
    char *bytes;
    size_t bytes_len, bytes_room;
};

bool disk_mount(void);
void disk_load(const struct disk *d);
const struct disk *disk_now(void); /* as a dying process leaves it: all that was written */
struct disk_log *disk_log(void);

/* `from` is what lay on the disk when the log began. */
void disk_cut(const struct disk *from, const struct disk_log *log, size_t count, struct chance *by,
              struct disk *out);
void disk_copy(struct disk *to, const struct disk *from);
void disk_free(struct disk *d);
void disk_log_copy(struct disk_log *to, const struct disk_log *from);
void disk_log_free(struct disk_log *log);

enum disk_fault { FAULT_NONE, FAULT_IO, FAULT_FULL };
/* The `n`-th operation from now (0: the next) fails, and with for_ever all after it. */
void disk_fail(enum disk_fault fault, long n, bool for_ever);
long disk_asked(void); /* how many operations could have failed since disk_fail() */

#endif
