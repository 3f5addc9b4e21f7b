#include "base/test.h"
#include "cmd/unpack.h"

#include <fcntl.h>
#include <sys/stat.h>

/* "hello\n", as gzip -n9 packs it. */
static const unsigned char HELLO[] = { 0x1f, 0x8b, 8,    0,    0,    0,    0,    0, 2,
                                       3,    0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0xe7, 2, 0,
                                       0x20, 0x30, 0x3a, 0x36, 6,    0,    0,    0 };
enum { HELLO_LEN = sizeof HELLO, ROOMY = 1 << 20 };

static void remove_file(char (*path)[64])
{
    if ((*path)[0])
        (void)unlink(*path);
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

/* A file with these bytes, twice over when `twice`; its path is written into `path`. */
static bool lay(char path[64], const unsigned char *at, size_t len, bool twice)
{
    const char *folder = getenv("TMPDIR");

    (void)snprintf(path, 64, "%.40s/unpack-XXXXXX",
                   folder && strlen(folder) < 40 ? folder : "/tmp");
    int fd _cleanup_(close_fd) = mkstemp(path);
    return fd >= 0 && write(fd, at, len) == (ssize_t)len &&
           (!twice || write(fd, at, len) == (ssize_t)len);
}

static bool says(int fd, const char *want)
{
    char text[64];
    ssize_t n = read(fd, text, sizeof text);

    return n >= 0 && str_eq((struct str){ text, (size_t)n }, str_of(want));
}

TEST(a_packed_file_comes_out_as_it_was)
{
    char path[64] _cleanup_(remove_file) = "", two[64] _cleanup_(remove_file) = "";
    int fd _cleanup_(close_fd) = -1, both _cleanup_(close_fd) = -1;

    REQUIRE(lay(path, HELLO, HELLO_LEN, false) && lay(two, HELLO, HELLO_LEN, true));
    REQUIRE(unpack_gzip(path, ROOMY, &fd, err));
    CHECK(says(fd, "hello\n"));
    REQUIRE(unpack_gzip(two, ROOMY, &both, err));
    CHECK(says(both, "hello\nhello\n"));
}

TEST(a_file_that_unpacks_to_more_than_it_may_is_refused)
{
    char path[64] _cleanup_(remove_file) = "";
    int fd _cleanup_(close_fd) = -1;

    REQUIRE(lay(path, HELLO, HELLO_LEN, true));
    CHECK(!unpack_gzip(path, 11, &fd, err) && err->kind == ERR_LIMIT && fd == -1);
    CHECK(strstr(err->say, "11 bytes"));
    CHECK(unpack_gzip(path, 12, &fd, err));
}

TEST(a_missing_file_a_folder_and_plain_text_are_told_apart)
{
    static const unsigned char TEXT[] = "Crime ID,Month\n";
    char path[64] _cleanup_(remove_file) = "", empty[64] _cleanup_(remove_file) = "";
    int fd = -1;

    REQUIRE(lay(path, TEXT, sizeof TEXT - 1, false) && lay(empty, TEXT, 0, false));
    CHECK(!unpack_gzip("no/such/file.gz", ROOMY, &fd, err) && err->kind == ERR_MISSING);
    CHECK(strstr(err->say, "no/such/file.gz"));
    CHECK(!unpack_gzip(".", ROOMY, &fd, err) && err->kind == ERR_STORE);
    CHECK(!unpack_gzip(path, ROOMY, &fd, err) && err->kind == ERR_INPUT &&
          strstr(err->say, "no gzip"));
    CHECK(!unpack_gzip(empty, ROOMY, &fd, err) && err->kind == ERR_INPUT &&
          strstr(err->say, "cut short"));
    CHECK(fd == -1);
}

TEST(a_file_cut_anywhere_or_changed_anywhere_is_never_taken_for_another)
{
    unsigned char changed[HELLO_LEN];

    for (size_t cut = 0; cut < HELLO_LEN; cut++) {
        char path[64] _cleanup_(remove_file) = "";
        int fd _cleanup_(close_fd) = -1;
        REQUIRE(lay(path, HELLO, cut, false));
        CHECK(!unpack_gzip(path, ROOMY, &fd, err) && err->kind == ERR_INPUT);
    }
    for (size_t bit = 0; bit < HELLO_LEN * 8; bit++) {
        char path[64] _cleanup_(remove_file) = "";
        int fd _cleanup_(close_fd) = -1;
        memcpy(changed, HELLO, HELLO_LEN);
        changed[bit / 8] ^= (unsigned char)(1u << bit % 8);
        REQUIRE(lay(path, changed, HELLO_LEN, false));
        CHECK(!unpack_gzip(path, ROOMY, &fd, err) || says(fd, "hello\n"));
    }
}

TEST(the_bundled_counts_unpack_to_their_header)
{
    int fd _cleanup_(close_fd) = -1;
    char head[34];

    REQUIRE(unpack_gzip("data/medway/kent-2025-counts.csv.gz", ROOMY, &fd, err));
    CHECK(read(fd, head, sizeof head) == sizeof head);
    CHECK(memcmp(head, "measure,area_code,month,value\n", 30) == 0);
}
