/* tests/crash/disk - what a disk holds, and what a power cut leaves of it. */
#include "tests/crash/disk.h"

static void *more(void *at, size_t size)
{
    void *wider = realloc(at, size);

    if (!wider)
        abort();
    return wider;
}

static void write_at(struct disk_file *f, size_t at, const char *bytes, size_t len)
{
    if (at + len > f->room) {
        f->room = (at + len) * 2;
        f->at = more(f->at, f->room);
    }
    if (at > f->len)
        memset(f->at + f->len, 0, at - f->len);
    memcpy(f->at + at, bytes, len);
    if (at + len > f->len)
        f->len = at + len;
}

static void cut_to(struct disk_file *f, size_t len)
{
    static const char zero[1] = { 0 };

    if (len > f->len)
        write_at(f, len - 1, zero, 1);
    f->len = len;
}

void disk_copy(struct disk *to, const struct disk *from)
{
    for (int i = 0; i < DISK_NAMES; i++) {
        to->file[i].len = 0;
        to->file[i].there = from->file[i].there;
        if (from->file[i].len)
            write_at(&to->file[i], 0, from->file[i].at, from->file[i].len);
    }
}

void disk_free(struct disk *d)
{
    for (int i = 0; i < DISK_NAMES; i++)
        free(d->file[i].at);
    *d = (struct disk){ 0 };
}

void disk_log_copy(struct disk_log *to, const struct disk_log *from)
{
    to->op = more(to->op, from->count * sizeof *to->op + 1);
    to->bytes = more(to->bytes, from->bytes_len + 1);
    if (from->count)
        memcpy(to->op, from->op, from->count * sizeof *to->op);
    if (from->bytes_len)
        memcpy(to->bytes, from->bytes, from->bytes_len);
    to->count = to->room = from->count;
    to->bytes_len = to->bytes_room = from->bytes_len;
}

void disk_log_free(struct disk_log *log)
{
    free(log->op);
    free(log->bytes);
    *log = (struct disk_log){ 0 };
}

/* ---- a power cut ---- */

static void apply(struct disk_file *f, const struct disk_op *op, const char *bytes)
{
    switch (op->what) {
    case DISK_WRITE: write_at(f, op->at, bytes + op->bytes, op->len); break;
    case DISK_TRUNCATE: cut_to(f, op->at); break;
    case DISK_SYNC: break;
    case DISK_CREATE: f->there = true; f->len = 0; break;
    case DISK_DELETE: f->there = false; f->len = 0; break;
    }
}

/* Some of its sectors arrived, and one of them perhaps not to its end. */
static void tear(struct disk_file *f, const struct disk_op *op, const char *bytes,
                 struct chance *by)
{
    size_t from = op->at, end = op->at + op->len;

    while (from < end) {
        size_t to = from / 512 * 512 + 512 < end ? from / 512 * 512 + 512 : end;
        uint64_t how = chance_below(by, 8);
        size_t len = how == 7 ? (size_t)chance_below(by, to - from + 1) : to - from;
        if (how >= 4 && len)
            write_at(f, from, bytes + op->bytes + (from - op->at), len);
        from = to;
    }
}

struct mood { /* how much of what was not synced arrives: of 16, kept and torn */
    uint64_t kept, torn;
};

static struct mood choose_mood(struct chance *by)
{
    static const struct mood MOOD[] = { { 16, 0 }, { 0, 0 },  { 15, 1 }, { 8, 4 },
                                        { 2, 1 },  { 1, 15 }, { 12, 0 }, { 4, 0 } };

    return MOOD[chance_below(by, COUNT_OF(MOOD))];
}

/* One operation that was not synced. *lost: this file's name did not become what the log says. */
static void perhaps(struct disk_file *f, const struct disk_op *op, const char *bytes,
                    struct mood mood, bool *lost, struct chance *by)
{
    uint64_t draw = chance_below(by, 16);

    if (*lost)
        return;
    if (draw < mood.kept)
        apply(f, op, bytes);
    else if (op->what == DISK_CREATE || op->what == DISK_DELETE)
        *lost = true;
    else if (op->what == DISK_WRITE && draw < mood.kept + mood.torn)
        tear(f, op, bytes, by);
}

void disk_cut(const struct disk *from, const struct disk_log *log, size_t count, struct chance *by,
              struct disk *out)
{
    size_t synced[DISK_NAMES] = { 0 }; /* one past the last sync */
    bool lost[DISK_NAMES] = { 0 };
    struct mood mood = choose_mood(by);

    disk_copy(out, from);
    for (size_t i = 0; i < count; i++)
        if (log->op[i].what == DISK_SYNC)
            synced[log->op[i].name] = i + 1;
    for (size_t i = 0; i < count; i++) {
        const struct disk_op *op = &log->op[i];
        if (i < synced[op->name])
            apply(&out->file[op->name], op, log->bytes);
        else
            perhaps(&out->file[op->name], op, log->bytes, mood, &lost[op->name], by);
    }
}
