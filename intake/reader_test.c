#include "base/chance.h"
#include "base/test.h"
#include "intake/frame.h"
#include "intake/reader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

/* A file that is nowhere: its bytes in memory. */
static int file_of(struct str text)
{
    int fd = memfd_create("test", MFD_CLOEXEC);

    if (fd >= 0 && (write(fd, text.at, text.len) != (ssize_t)text.len || lseek(fd, 0, SEEK_SET) != 0))
        abort();
    return fd;
}

/* Everything a file comes to, as one hash; and how its reading ended. */
struct read_whole {
    enum reader_next end;
    uint64_t records, faults, last_row;
    struct digest told, file;
    struct reader_seen seen;
};

static bool read_whole(int fd, const struct reader_settings *settings, struct read_whole *out,
                       struct err *err)
{
    struct reader *r = NULL;
    struct record record;
    struct reader_fault fault;
    struct hash h;

    *out = (struct read_whole){ .end = READER_FAILED };
    hash_begin(&h);
    if (!reader_open(&r, fd, settings, err))
        return false;
    while ((out->end = reader_next(r, &record, &fault, err)) == READER_RECORD) {
        out->records++;
        out->faults += record.field == NULL;
        out->last_row = record.row;
        hash_add_int(&h, (int64_t)record.row);
        for (size_t i = 0; i < record.fields; i++)
            hash_add_str(&h, record.field[i]);
        if (!record.field)
            hash_add_str(&h, str_of(fault.what));
    }
    out->told = hash_end(&h);
    out->seen = reader_seen(r);
    if (out->end == READER_END)
        out->file = reader_hash(r);
    reader_close(&r);
    return out->end == READER_END;
}

static bool same(struct digest a, struct digest b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* A few megabytes of rows with all that makes trouble. */
static struct str big_csv(struct arena *a, size_t rows)
{
    struct buf b = { .arena = a };
    struct chance r;

    chance_open(&r, 3, 0);
    buf_add(&b, STR("id,when,\"where, in words\",n\r\n"));
    for (size_t i = 0; i < rows; i++) {
        buf_addf(&b, "%zu,2025-10-31,\"a \"\"place\"\", %llu\r\nbelow\",%llu\r\n", i,
                 (unsigned long long)chance_below(&r, 1000), (unsigned long long)chance_below(&r, 10));
        if (i % 1000 == 17)
            buf_add(&b, STR("too,few\r\n\r\n"));
    }
    return (struct str){ b.at, b.len };
}

TEST(a_file_is_read_hashed_and_described)
{
    struct reader_settings settings = { .label = "x.csv", .no_sandbox = true, .within = a };
    struct str text = STR("\xEF\xBB\xBF" "a;b\r\n1;2\r\n3\r\n");
    struct read_whole got;
    int fd = file_of(text);

    bool ok = read_whole(fd, &settings, &got, err);
    (void)close(fd);
    REQUIRE(ok);
    CHECK(got.records == 3 && got.faults == 1 && got.last_row == 3);
    CHECK(same(got.file, hash_of(text)));
    CHECK(got.seen.delimiter == ';' && got.seen.crlf && got.seen.bytes == text.len);
    CHECK(strcmp(got.seen.encoding, "UTF-8 with BOM") == 0);
}

TEST_ONCE(the_child_tells_what_the_parser_in_this_process_tells) /* starts a process */
{
    struct str text = big_csv(a, 60000);
    struct reader_settings child = { .label = "x.csv" }, here = { .label = "x.csv", .no_sandbox = true };
    struct read_whole one, two;
    int fd = file_of(text);

    REQUIRE(text.len > 2 << 20);
    CHECK(read_whole(fd, &child, &one, err));
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read_whole(fd, &here, &two, err));
    (void)close(fd);
    CHECK(one.records == 60061 && one.faults == 60 && one.seen.bytes == text.len);
    CHECK(same(one.told, two.told) && same(one.file, two.file) && same(one.file, hash_of(text)));
}

TEST_ONCE(a_pipe_is_read_as_a_file_is) /* starts a process */
{
    struct reader_settings settings = { .label = "-" };
    struct str text = STR("a,b\n1,2\n");
    struct read_whole got;
    int end[2];

    REQUIRE(pipe2(end, O_CLOEXEC) == 0);
    CHECK(write(end[1], text.at, text.len) == (ssize_t)text.len);
    (void)close(end[1]);
    CHECK(read_whole(end[0], &settings, &got, err));
    (void)close(end[0]);
    CHECK(got.records == 2 && same(got.file, hash_of(text)));
}

TEST_ONCE(a_reader_can_be_closed_before_its_end) /* starts a process */
{
    struct reader_settings settings = { .label = "x.csv" };
    struct str text = big_csv(a, 60000);
    struct reader *r = NULL;
    struct record record;
    struct reader_fault fault;
    int fd = file_of(text);

    REQUIRE(reader_open(&r, fd, &settings, err));
    CHECK(reader_next(r, &record, &fault, err) == READER_RECORD && record.row == 1);
    reader_close(&r);
    CHECK(r == NULL);
    reader_close(&r);
    (void)close(fd);
}

static const struct {
    struct str text;
    bool geojson;
    enum err_kind kind;
    const char *says;
} REFUSED[] = {
    { { "", 0 }, false, ERR_INPUT, "x.csv: there is nothing in it" },
    { { "\xFF\xFE" "a\0", 4 }, false, ERR_INPUT, "UTF-16" },
    { { "\xFF\xFE" "a\0", 4 }, false, ERR_INPUT, "CSV UTF-8" },
    { { "PK\x03\x04", 4 }, false, ERR_INPUT, "workbook" },
    { { "a,b\n1,\0\n", 8 }, false, ERR_INPUT, "row 2 has a NUL byte" },
    { { "{\"a\":1}", 7 }, false, ERR_INPUT, "areas" },
    { { "{\"type\":\n  ?", 12 }, true, ERR_INPUT, "line 2, column" },
    { { "[]", 2 }, true, ERR_INPUT, "FeatureCollection" },
};

TEST_ONCE(what_cannot_be_read_is_refused_in_words) /* starts processes */
{
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++)
        for (int here = 0; here < 2; here++) {
            struct reader_settings settings = { .label = "x.csv", .no_sandbox = here,
                                                .format = REFUSED[i].geojson ? READER_GEOJSON
                                                                             : READER_CSV };
            struct read_whole got;
            struct err why = { 0 };
            int fd = file_of(REFUSED[i].text);
            CHECK(!read_whole(fd, &settings, &got, &why) && why.kind == REFUSED[i].kind);
            CHECK(strstr(why.say, REFUSED[i].says) != NULL);
            (void)close(fd);
        }
}

TEST_ONCE(a_file_that_needs_more_memory_than_allowed_is_a_limit_and_not_a_hang) /* starts a process */
{
    struct reader_settings settings = { .label = "x.geojson", .format = READER_GEOJSON,
                                        .memory_bytes = 16 << 20 };
    struct buf b = { .arena = a };
    struct read_whole got;
    struct str text;

    buf_add(&b, STR("{\"type\":\"FeatureCollection\",\"features\":[0"));
    for (int i = 0; i < 1000000; i++)
        buf_add(&b, STR(",0"));
    buf_add(&b, STR("]}"));
    REQUIRE(buf_done(&b, "a test", &text, err));
    int fd = file_of(text);
    CHECK(!read_whole(fd, &settings, &got, err) && err->kind == ERR_LIMIT);
    CHECK(strstr(err->say, "memory") != NULL);
    (void)close(fd);
}

/* ---- children that do not do as they should ---- */

static int say_head(uint32_t kind, uint32_t rows, uint32_t spans, uint32_t text)
{
    struct frame_head h = { .magic = FRAME_MAGIC, .kind = kind, .rows = rows, .spans = spans,
                            .text = text };

    return write(1, &h, sizeof h) == sizeof h ? 0 : 1;
}

static void drink(void)
{
    char byte[4096];

    while (read(0, byte, sizeof byte) > 0)
        ;
}

static int says_nothing(void *with)
{
    (void)with;
    return 0;
}

static int says_half_a_head(void *with)
{
    (void)with;
    return write(1, "SKF1....", 8) == 8 ? 0 : 1;
}

static int says_garbage(void *with)
{
    static const char GARBAGE[64] = "this is no frame";

    (void)with;
    return write(1, GARBAGE, sizeof GARBAGE) > 0 ? 0 : 1;
}

static int says_too_much(void *with)
{
    (void)with;
    return say_head(FRAME_ROWS, 1, 1, FRAME_TEXT_MAX + 1);
}

static int says_more_than_it_sends(void *with)
{
    (void)with;
    return say_head(FRAME_ROWS, 1, 1, FRAME_TEXT_MAX);
}

static int says_the_end_too_soon(void *with)
{
    (void)with;
    return say_head(FRAME_END, 0, 0, 0);
}

static int points_outside(void *with)
{
    struct frame_row row = { 1, 1, ROW_FINE };
    struct frame_span span = { 0xFFFFFFF0u, 0x20 };

    (void)with;
    drink();
    return say_head(FRAME_ROWS, 1, 1, 4) || write(1, &row, sizeof row) < 0 ||
           write(1, &span, sizeof span) < 0 || write(1, "text", 4) < 0 ||
           say_head(FRAME_END, 0, 0, 0);
}

static int crashes(void *with)
{
    (void)with;
    raise(SIGKILL); /* forbidden, which is as good */
    return 0;
}

static int breaks_out(void *with)
{
    (void)with;
    return (int)syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY);
}

TEST_ONCE(a_child_that_lies_dies_or_breaks_out_is_refused_and_never_waited_for) /* starts processes */
{
    static int (*const BAD[])(void *) = { says_nothing,  says_half_a_head,        says_garbage,
                                          says_too_much, says_more_than_it_sends, says_the_end_too_soon,
                                          points_outside, crashes,                breaks_out };
    struct str text = big_csv(a, 30000); /* more than the pipes hold: the parent is still handing over */
    int fd = file_of(text);

    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct reader_settings settings = { .label = "x.csv", .instead = BAD[i] };
        struct read_whole got;
        struct err why = { 0 };
        CHECK(lseek(fd, 0, SEEK_SET) == 0);
        CHECK(!read_whole(fd, &settings, &got, &why));
        CHECK(got.records == 0 && (why.kind == ERR_INPUT || why.kind == ERR_LIMIT));
        CHECK(strstr(why.say, "x.csv: its reader") != NULL);
    }
    (void)close(fd);
}

/* ---- frames ---- */

TEST(a_head_is_believed_only_within_its_bounds)
{
    struct frame_head good = { .magic = FRAME_MAGIC, .kind = FRAME_ROWS, .rows = 1, .spans = 2,
                               .text = 3, .delimiter = ',' };
    struct frame_head bad;

    CHECK(frame_head_check(&good));
#define REFUSES(change)               \
    bad = good;                       \
    bad.change;                       \
    CHECK(!frame_head_check(&bad))
    REFUSES(magic = 0);
    REFUSES(kind = 0);
    REFUSES(kind = FRAME_REFUSED + 1);
    REFUSES(rows = FRAME_ROWS_MAX + 1);
    REFUSES(spans = FRAME_SPANS_MAX + 1);
    REFUSES(text = FRAME_TEXT_MAX + 1);
    REFUSES(encoding = ENCODINGS);
    REFUSES(delimiter = 'x');
    REFUSES(crlf = 2);
    REFUSES(fault = FILE_EMPTY);
    REFUSES(kind = FRAME_END);
    good = (struct frame_head){ .magic = FRAME_MAGIC, .kind = FRAME_REFUSED, .fault = FILE_EMPTY };
    CHECK(frame_head_check(&good));
    REFUSES(fault = FILE_FINE);
    REFUSES(fault = FILE_FAULTS);
    REFUSES(kind = FRAME_END);
}

TEST(a_row_or_span_that_cannot_be_is_a_lie)
{
    static const struct {
        struct frame_row row;
        struct frame_span span;
        enum frame_next want;
    } CASE[] = {
        { { 1, 1, ROW_FINE }, { 0, 4 }, FRAME_RECORD },
        { { 1, 1, ROW_FINE }, { 4, 0 }, FRAME_RECORD },
        { { 0, 1, ROW_FINE }, { 0, 4 }, FRAME_LIES },
        { { 1, 2, ROW_FINE }, { 0, 4 }, FRAME_LIES },
        { { 1, 0, ROW_FINE }, { 0, 4 }, FRAME_LIES },
        { { 1, 1, ROW_WIDE }, { 0, 4 }, FRAME_LIES },
        { { 1, 1, ROW_TOO_FEW }, { 0, 4 }, FRAME_RECORD },
        { { 1, 0, ROW_TOO_MANY }, { 0, 4 }, FRAME_LIES },
        { { 1, 1, ROW_FAULTS }, { 0, 4 }, FRAME_LIES },
        { { 1, 1, ROW_FINE }, { 0, 5 }, FRAME_LIES },
        { { 1, 1, ROW_FINE }, { 1, 4 }, FRAME_LIES },
        { { 1, 1, ROW_FINE }, { 5, 0 }, FRAME_LIES },
        { { 1, 1, ROW_FINE }, { 0xFFFFFFFFu, 2 }, FRAME_LIES },
    };
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct frame f = { .row = &CASE[i].row, .span = &CASE[i].span, .text = "text", .rows = 1,
                           .spans = 1, .text_len = 4 };
        struct str field[RECORD_FIELDS_MAX];
        struct record r;
        enum row_fault fault;
        uint64_t row = 9;
        CHECK(frame_record(&f, &row, field, &r, &fault) == CASE[i].want);
        CHECK(row == (CASE[i].want == FRAME_RECORD ? 10 : 9));
    }
}
