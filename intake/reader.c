#include "intake/reader.h"

#include "intake/sandbox.h"
#include "intake/work.h"

#include <errno.h>
#include <poll.h>

enum { CHUNK = 256 << 10, MEMORY_LEAST = 16 << 20, MEMORY_USUAL = 256 << 20 };

/* Of processor time: what any file may take, and more for each so many bytes of it. */
enum { BYTES_A_SECOND = 20 << 20 };

struct reader {
    struct arena arena;
    const char *label;
    int fd;
    bool geojson;

    /* on the way to the child */
    struct hash hash;
    struct digest digest;
    uint64_t bytes;
    char *chunk;
    size_t chunk_at, chunk_len;
    bool fed; /* the file has ended and the child knows */

    struct sandbox sandbox;
    bool running;
    struct buf replay; /* no_sandbox: all frames at once */
    size_t replay_at;

    /* on the way back */
    struct frame_head head;
    char *body;
    size_t body_room;
    struct frame frame;
    uint64_t row;
    bool headed;
    bool ended;
    struct str field[RECORD_FIELDS_MAX];
};

/* ---- the file ---- */

static bool read_chunk(struct reader *r, struct err *err)
{
    ssize_t n;

    do
        n = read(r->fd, r->chunk, CHUNK);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_set(err, ERR_STORE, "%s: could not be read", r->label);
    hash_add(&r->hash, r->chunk, (size_t)n);
    r->bytes += (uint64_t)n;
    r->chunk_at = 0;
    r->chunk_len = (size_t)n;
    return true;
}

/* ---- handing over, and taking back ---- */

/* One turn of feeding: what the child's pipe takes now. A child that is gone is found out when it is read. */
static bool feed(struct reader *r, struct err *err)
{
    if (r->chunk_at == r->chunk_len) {
        if (!read_chunk(r, err))
            return false;
        if (r->chunk_len == 0) {
            r->fed = true;
            sandbox_shut(&r->sandbox);
            return true;
        }
        sandbox_allow(&r->sandbox, SANDBOX_SECONDS + (unsigned)(r->bytes / BYTES_A_SECOND));
    }
    ptrdiff_t n = sandbox_write(&r->sandbox, r->chunk + r->chunk_at, r->chunk_len - r->chunk_at);
    if (n > 0)
        r->chunk_at += (size_t)n;
    else if (n < 0 && errno == EPIPE) {
        r->fed = true;
        sandbox_shut(&r->sandbox);
    } else if (n < 0 && errno != EAGAIN && errno != EINTR)
        return err_set(err, ERR_STORE, "%s: could not be handed to its reader", r->label);
    return true;
}

static bool died(struct reader *r, struct err *err)
{
    r->running = false;
    switch (sandbox_end(&r->sandbox)) {
    case SANDBOX_TIME:
        return err_set(err, ERR_LIMIT, "%s: reading it takes too long; is it what it seems to be?",
                       r->label);
    case SANDBOX_FORBIDDEN:
        return err_set(err, ERR_INPUT, "%s: its reader tried what it may not and was stopped; the file "
                       "is not safe to read", r->label);
    case SANDBOX_BROKE:
        return err_set(err, ERR_LIMIT, "%s: its reader was stopped, most likely for want of memory; "
                       "split the file", r->label);
    case SANDBOX_FAILED:
        return err_set(err, ERR_LIMIT, "%s: its reader could not be shut in, so nothing was read",
                       r->label);
    case SANDBOX_DONE: break;
    }
    return err_set(err, ERR_INPUT, "%s: its reader ended before the file did; the file is refused",
                   r->label);
}

/* Waits until the child has something to say or can take more, and does the latter. */
static bool turn(struct reader *r, bool *readable, struct err *err)
{
    struct pollfd fd[2] = { { .fd = r->sandbox.from, .events = POLLIN },
                            { .fd = r->fed ? -1 : r->sandbox.to, .events = POLLOUT } };

    int n = poll(fd, 2, -1);
    if (n < 0 && errno != EINTR)
        return err_set(err, ERR_STORE, "%s: could not be handed to its reader", r->label);
    *readable = n > 0 && fd[0].revents;
    return n <= 0 || !fd[1].revents || feed(r, err);
}

/* Exactly n bytes of what the child says. */
static bool take(struct reader *r, void *at, size_t n, struct err *err)
{
    char *to = at;

    if (!r->running && n > r->replay.len - r->replay_at)
        return err_set(err, ERR_BUG, "%s: its reader ended early", r->label);
    if (!r->running) {
        if (n)
            memcpy(to, r->replay.at + r->replay_at, n);
        r->replay_at += n;
        return true;
    }
    while (n) {
        ssize_t got = read(r->sandbox.from, to, n);
        if (got == 0)
            return died(r, err);
        if (got > 0) {
            to += got;
            n -= (size_t)got;
            continue;
        }
        bool readable = false;
        if (errno != EAGAIN && errno != EINTR)
            return err_set(err, ERR_STORE, "%s: its reader could not be heard", r->label);
        while (!readable)
            if (!turn(r, &readable, err))
                return false;
    }
    return true;
}

/* The last frame is here: the rest of the file, if the child wanted none of it, is not hashed. */
static bool finish(struct reader *r, struct err *err)
{
    r->ended = true;
    if (r->head.kind == FRAME_REFUSED)
        return file_fault_say(r->head.fault, r->head.number, r->label, err);
    if (!r->fed || r->chunk_at != r->chunk_len)
        return err_set(err, ERR_INPUT, "%s: its reader ended before the file did; the file is "
                       "refused", r->label);
    r->digest = hash_end(&r->hash);
    return true;
}

static bool lies(const struct reader *r, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: its reader broke its own rules; the file is not safe to read",
                   r->label);
}

/* The next frame's head and body. After FRAME_END, r->ended. */
static bool next_frame(struct reader *r, struct err *err)
{
    struct frame_head head;

    if (!take(r, &head, sizeof head, err))
        return false;
    if (!frame_head_check(&head))
        return lies(r, err);
    r->head = head;
    if (head.kind != FRAME_ROWS)
        return finish(r, err);
    size_t rows = head.rows * sizeof(struct frame_row), spans = head.spans * sizeof(struct frame_span);
    size_t want = rows + spans + head.text;
    if (!arena_grow(&r->arena, &r->body, &r->body_room, 0, want, 1))
        return err_memory(err, "reading a file");
    if (!take(r, r->body, want, err))
        return false;
    /* The rows are 8 bytes each and the spans after them: both stay aligned. */
    r->frame = (struct frame){ .row = (const void *)r->body, .rows = head.rows,
                               .span = (const void *)(r->body + rows), .spans = head.spans,
                               .text = r->body + rows + spans, .text_len = head.text };
    return true;
}

/* ---- in the child ---- */

static ptrdiff_t read_pipe(void *with, void *at, size_t n)
{
    (void)with;
    return read(0, at, n);
}

static ptrdiff_t write_pipe(void *with, const void *at, size_t n)
{
    (void)with;
    return write(1, at, n);
}

static int work_in_child(void *with)
{
    return work_run(with) ? 0 : 1;
}

/* ---- in this process ---- */

static ptrdiff_t read_here(void *with, void *at, size_t n)
{
    struct reader *r = with;
    struct err ignored;

    if (r->chunk_at == r->chunk_len && !r->fed) {
        if (!read_chunk(r, &ignored))
            return -1;
        r->fed = r->chunk_len == 0;
    }
    size_t have = r->chunk_len - r->chunk_at, some = have < n ? have : n;
    if (some)
        memcpy(at, r->chunk + r->chunk_at, some);
    r->chunk_at += some;
    return (ptrdiff_t)some;
}

static ptrdiff_t write_here(void *with, const void *at, size_t n)
{
    struct reader *r = with;

    buf_add(&r->replay, (struct str){ at, n });
    return r->replay.failed ? -1 : (ptrdiff_t)n;
}

static bool work_here(struct reader *r, size_t memory_bytes, struct err *err)
{
    struct work work = { r->geojson, memory_bytes, read_here, write_here, r };

    r->replay = (struct buf){ .arena = &r->arena };
    if (!work_run(&work))
        return r->replay.failed ? err_memory(err, "reading a file")
                                : err_set(err, ERR_STORE, "%s: could not be read", r->label);
    return true;
}

/* ---- the contract ---- */

bool reader_open(struct reader **out, int fd, const struct reader_settings *settings, struct err *err)
{
    size_t memory = settings->memory_bytes ? settings->memory_bytes : (size_t)MEMORY_USUAL;
    struct arena arena;

    if (memory < MEMORY_LEAST)
        memory = MEMORY_LEAST;
    arena_open(&arena, SIZE_MAX / 2);
    if (settings->within)
        arena_open_in(&arena, settings->within, SIZE_MAX / 2);
    struct reader *r = arena_new(&arena, struct reader, 1);
    char *chunk = r ? arena_new(&arena, char, CHUNK) : NULL;
    if (!chunk) {
        arena_close(&arena);
        return err_memory(err, "reading a file");
    }
    *r = (struct reader){ .arena = arena, .fd = fd, .chunk = chunk, .label = settings->label,
                          .geojson = settings->format == READER_GEOJSON };
    hash_begin(&r->hash);
    struct work work = { r->geojson, memory, read_pipe, write_pipe, NULL };
    if (settings->no_sandbox ? !work_here(r, memory, err)
                             : !sandbox_start(&r->sandbox, settings->instead ? settings->instead
                                                                             : work_in_child,
                                              &work, memory, err)) {
        reader_close(&r);
        return false;
    }
    r->running = !settings->no_sandbox;
    *out = r;
    return true;
}

enum reader_next reader_next(struct reader *r, struct record *out, struct reader_fault *fault,
                             struct err *err)
{
    enum row_fault what;

    while (!r->ended) {
        switch (frame_record(&r->frame, &r->row, r->field, out, &what)) {
        case FRAME_RECORD:
            *fault = (struct reader_fault){ row_fault_word(what), r->row, *out };
            if (what != ROW_FINE)
                *out = (struct record){ .row = r->row };
            return READER_RECORD;
        case FRAME_LIES: (void)lies(r, err); return READER_FAILED;
        case FRAME_NONE: break;
        }
        if (!next_frame(r, err))
            return READER_FAILED;
    }
    return READER_END;
}

struct reader_seen reader_seen(const struct reader *r)
{
    return (struct reader_seen){ encoding_word(r->head.encoding), (char)r->head.delimiter,
                                 r->head.crlf, r->bytes };
}

struct digest reader_hash(const struct reader *r)
{
    return r->digest;
}

void reader_close(struct reader **r)
{
    if (!*r)
        return;
    if ((*r)->running)
        (void)sandbox_end(&(*r)->sandbox);
    /* The reader lies in its own arena: take that out before it is freed. */
    struct arena arena = (*r)->arena;
    *r = NULL;
    arena_close(&arena);
}
