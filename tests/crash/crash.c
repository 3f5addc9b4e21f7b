/*
 * crash - does the store keep its promises when the power goes, the disk fails
 * or fills, and memory runs out?
 *
 *     crash [--images N] [--seed N]     power cuts, and again during each recovery
 *     crash --weak [--images N]         with synchronous=OFF and NORMAL: must find losses
 *     crash --faults [--every N]        each operation and allocation fails, once and for ever;
 *                                       N: try each N-th after the first 2,000
 *
 * Without --weak and --faults all three run. The last line is `N passed, N failed`.
 */
#include "base/number.h"
#include "tests/crash/disk.h"
#include "tests/crash/memory.h"
#include "tests/crash/work.h"

enum { WORKS_FAULTED = 4 }; /* different works, each failed at each disk operation */

struct tally {
    long images, broken;
    long passed, failed;
};

static struct disk base, image, again;

static uint64_t arg(const char *text, uint64_t otherwise)
{
    int64_t n;

    return text && number_int(str_of(text), &n) && n > 0 ? (uint64_t)n : otherwise;
}

/* Of this program's own processor time, so that a busy machine does not change the figure. */
static double seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void verdict(struct tally *t, bool good, const char *what)
{
    printf("%s %s\n", good ? "ok" : "not ok", what);
    t->passed += good;
    t->failed += !good;
}

/* ---- power cuts ---- */

static void tell(const struct work *w, size_t cut, const char *why, struct tally *t)
{
    if (t->broken++ < 3 && !w->weaken)
        printf("  seed %llu, cut after %zu operations: %s\n", (unsigned long long)w->seed, cut,
               why);
}

/* One image, and one more of the power going while the store recovers from the first. */
static void cut_twice(const struct work *w, const struct disk_log *log, size_t cut,
                      struct chance *by, struct tally *t)
{
    static struct disk_log recovery;
    struct work_found first = { 0 }, second = { 0 };
    struct work later = *w;
    const char *why;

    disk_cut(&base, log, cut, by, &image);
    disk_load(&image);
    t->images++;
    if (!work_holds(w, cut, &first, &why)) {
        tell(w, cut, why, t);
        return;
    }
    disk_log_copy(&recovery, disk_log());
    disk_cut(&image, &recovery, (size_t)chance_below(by, recovery.count + 1), by, &again);
    disk_load(&again);
    /* What the first recovery showed is on the disk, and must stay. */
    for (int i = 0; i < w->txns; i++)
        if (first.there[i] && later.outcome[i] != WORK_NO)
            later.outcome[i] = WORK_YES, later.told_at[i] = 0;
    t->images++;
    if (!work_holds(&later, cut, &second, &why))
        tell(w, cut, why, t);
}

/* Works anew every `each` images; within that every operation is cut at in turn. */
static struct tally cut_images(const char *path, const char *weaken, long images, uint64_t seed)
{
    static struct disk_log log;
    struct tally t = { 0 };
    struct chance by;

    while (t.images < images) {
        struct work w = { .path = path, .weaken = weaken, .seed = seed };
        chance_open(&by, seed++, 2);
        w.txns = 4 + (int)chance_below(&by, WORK_TXNS_MAX - 3);
        disk_load(&base);
        work_run(&w);
        disk_log_copy(&log, disk_log());
        for (size_t cut = 0; cut <= log.count && t.images < images; cut++)
            cut_twice(&w, &log, cut, &by, &t);
    }
    return t;
}

static void power_cuts(const char *path, long images, uint64_t seed, struct tally *t)
{
    double from = seconds();
    struct tally full = cut_images(path, NULL, images, seed);
    char what[160];

    (void)snprintf(what, sizeof what,
                   "%ld images of power cuts, %ld broken promises (%.0f a second of one core)",
                   full.images, full.broken, (double)full.images / (seconds() - from));
    verdict(t, full.broken == 0 && full.images >= images, what);
}

/* A harness that finds nothing wrong with these would prove nothing about FULL. */
static void weaker_settings(const char *path, long images, uint64_t seed, struct tally *t)
{
    static const char *const WEAK[] = { "OFF", "NORMAL" };
    char what[160];

    for (size_t i = 0; i < COUNT_OF(WEAK); i++) {
        struct tally weak = cut_images(path, WEAK[i], images, seed);
        (void)snprintf(what, sizeof what,
                       "synchronous=%s is found out: %ld of %ld images break a promise", WEAK[i],
                       weak.broken, weak.images);
        verdict(t, weak.broken > 0, what);
    }
}

/* The power goes at each operation while an older store is brought up to date, several times each. */
static void migrations(const char *path, uint64_t seed, struct tally *t)
{
    static struct disk old;
    static struct disk_log log;
    struct err err;
    struct chance by;
    long tried = 0, broken = 0;
    char what[160];

    chance_open(&by, seed, 4);
    bool began = work_begin_old(path, &err);
    disk_copy(&old, disk_now());
    disk_load(&old);
    began = began && work_is_newest(path);
    disk_log_copy(&log, disk_log());
    for (size_t cut = 0; began && cut <= log.count; cut++)
        for (int i = 0; i < 4; i++, tried++) {
            disk_cut(&old, &log, cut, &by, &image);
            disk_load(&image);
            broken += !work_is_newest(path);
        }
    (void)snprintf(what, sizeof what,
                   "%ld images of power cuts in a migration, %ld not finished when opened again",
                   tried, broken);
    verdict(t, began && tried > 0 && broken == 0, what);
    disk_free(&old);
}

/* ---- faults ---- */

enum cause { CAUSE_IO, CAUSE_FULL, CAUSE_MEMORY };

static const char *cause_word(enum cause cause)
{
    static const char *const WORD[] = { "an I/O error", "a full disk", "no memory" };

    return WORD[cause];
}

static void begin_fault(enum cause cause, long n, bool for_ever)
{
    if (cause == CAUSE_MEMORY)
        memory_fail(n, for_ever);
    else
        disk_fail(cause == CAUSE_IO ? FAULT_IO : FAULT_FULL, n, for_ever);
}

/* Ends it; was it ever reached? */
static bool end_fault(enum cause cause, long n)
{
    bool reached = cause == CAUSE_MEMORY ? memory_has_failed() : disk_asked() > n;

    memory_fail(-1, false);
    disk_fail(FAULT_NONE, 0, false);
    return reached;
}

/* Reopened as the process left it, and as a power cut right after it could leave it. */
static bool kept_after_fault(const struct work *w, struct chance *by, const char **why)
{
    static struct disk_log log;
    struct work_found found = { 0 };

    *why = "a change was accepted after one whose outcome is unknown";
    if (w->spoke_after_unknown)
        return false;
    disk_log_copy(&log, disk_log());
    disk_copy(&image, disk_now());
    disk_load(&image);
    if (!work_holds(w, SIZE_MAX - 1, &found, why))
        return false;
    disk_cut(&base, &log, log.count, by, &image);
    disk_load(&image);
    return work_holds(w, SIZE_MAX - 1, &found, why);
}

struct found_out {
    long tried, broken, unknown, unsaid;
};

/* One work of five transactions, again and again, failing one operation later each time. */
static void fault_at_each(const char *path, enum cause cause, bool for_ever, uint64_t seed,
                          long every, struct found_out *found)
{
    struct chance by;
    const char *why;

    chance_open(&by, seed, 3);
    for (long n = 0;; n += n < 2000 ? 1 : every) {
        struct work w = { .path = path, .seed = seed, .txns = 5,
                          .only_full = cause == CAUSE_FULL };
        disk_load(&base);
        begin_fault(cause, n, for_ever);
        work_run(&w);
        if (!end_fault(cause, n))
            break;
        found->tried++;
        found->unsaid += w.full_unsaid;
        for (int i = 0; i < w.txns; i++)
            found->unknown += w.outcome[i] == WORK_UNKNOWN;
        if (!kept_after_fault(&w, &by, &why) && found->broken++ < 3)
            printf("  seed %llu, %s at operation %ld: %s\n", (unsigned long long)seed,
                   cause_word(cause), n, why);
    }
}

static void faults_of(const char *path, enum cause cause, bool for_ever, uint64_t seed, long every,
                      struct tally *t)
{
    uint64_t works = cause == CAUSE_MEMORY ? 1 : WORKS_FAULTED;
    struct found_out found = { 0 };
    char what[160];

    for (uint64_t i = 0; i < works; i++)
        fault_at_each(path, cause, for_ever, seed + i, every, &found);
    (void)snprintf(what, sizeof what,
                   "%s at each of %ld operations, %s: %ld broken promises, %ld outcomes unknown",
                   cause_word(cause), found.tried, for_ever ? "for ever" : "once", found.broken,
                   found.unknown);
    verdict(t, found.broken == 0 && found.tried > 0, what);
    if (cause == CAUSE_FULL)
        verdict(t, found.unsaid == 0, "a change that a full disk refused says that the disk is full");
}

static void faults(const char *path, uint64_t seed, long every, struct tally *t)
{
    for (int cause = CAUSE_IO; cause <= CAUSE_MEMORY; cause++)
        for (int for_ever = 0; for_ever <= 1; for_ever++)
            faults_of(path, (enum cause)cause, for_ever, seed, every, t);
}

/* ---- */

static bool make_base(const char *path)
{
    struct err err;

    if (!memory_mount() || !disk_mount())
        return false;
    if (!work_begin(path, &err)) {
        printf("%s\n", err.say);
        return false;
    }
    disk_copy(&base, disk_now());
    return true;
}

int main(int argc, char **argv)
{
    char folder[64], path[80], lock[96];
    long images = 3000, every = 97;
    uint64_t seed = 1;
    bool weak = false, fault = false;
    struct tally t = { 0 };

    for (int i = 1; i < argc; i++) {
        weak = weak || strcmp(argv[i], "--weak") == 0;
        fault = fault || strcmp(argv[i], "--faults") == 0;
        if (strcmp(argv[i], "--images") == 0)
            images = (long)arg(argv[i + 1], 3000);
        if (strcmp(argv[i], "--seed") == 0)
            seed = arg(argv[i + 1], 1);
        if (strcmp(argv[i], "--every") == 0)
            every = (long)arg(argv[i + 1], 97);
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    (void)snprintf(folder, sizeof folder, "%s/safekeep-crash-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir);
    if (!mkdtemp(folder))
        return 1;
    (void)snprintf(path, sizeof path, "%s/store", folder);
    (void)snprintf(lock, sizeof lock, "%s.lock", path);
    if (make_base(path)) {
        if (!weak && !fault)
            power_cuts(path, images, seed, &t), migrations(path, seed, &t);
        if (weak || !fault)
            weaker_settings(path, weak ? images : 400, seed, &t);
        if (fault || !weak)
            faults(path, seed, every, &t);
    }
    (void)unlink(lock);
    (void)unlink(path);
    (void)rmdir(folder);
    disk_free(&base);
    printf("%ld passed, %ld failed\n", t.passed, t.failed);
    return t.failed || !t.passed;
}
