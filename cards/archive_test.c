#include "base/test.h"
#include "cards/archive.h"

static void two_files(struct archive *out)
{
    *out = (struct archive){ .len = 2 };
    out->at[0] = (struct card_file){ STR("en.txt"), STR("words\n") };
    out->at[1] = (struct card_file){ STR("card.json"), STR("") };
}

TEST(what_is_written_is_read_again)
{
    struct archive files, again;
    struct str out;

    two_files(&files);
    REQUIRE(archive_write(&files, a, &out, err));
    CHECK(out.len == 512 + 512 + 512 + 1024);
    REQUIRE(archive_read(out, &again, err));
    REQUIRE(again.len == 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK_STR(again.at[i].name, files.at[i].name);
        CHECK_STR(again.at[i].bytes, files.at[i].bytes);
    }
}

/* The sum of a header, as POSIX says it: over all bytes with the sum's own as spaces. */
static void put_sum_right(char *header)
{
    unsigned sum = 0;

    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++)
        sum += (unsigned char)header[i];
    (void)snprintf(header + 148, 7, "%06o", sum);
    header[155] = ' ';
}

/* Bytes put into the first header, whose sum is then right: a good tar archive that is not ours. */
static const struct {
    size_t at, len;
    const char *bytes, *said;
} OTHER[] = {
    { 0, 10, "../en.txt\0", "leads out" },
    { 0, 9, "/etc/pwd\0", "leads out" },
    { 0, 14, "card.json/../x", "leads out" },
    { 0, 8, ".hidden\0", "leads out" },
    { 0, 6, "en txt", "none of a card" },
    { 0, 6, "EN.txt", "none of a card" },
    { 0, 6, "\0n.txt", "cut short" },
    { 345, 3, "../", "leads out" },
    { 156, 1, "1", "no ordinary file" },
    { 156, 1, "2", "no ordinary file" },
    { 156, 1, "3", "no ordinary file" },
    { 156, 1, "5", "no ordinary file" },
    { 156, 1, "S", "no ordinary file" },
    { 156, 1, "x", "no ordinary file" },
    { 156, 1, "g", "no ordinary file" },
    { 156, 1, "L", "no ordinary file" },
    { 156, 1, "\0", "another program" },
    { 100, 8, "0000755\0", "another program" },
    { 108, 8, "0001750\0", "another program" },
    { 136, 12, "14723456701\0", "another program" },
    { 157, 6, "linked", "another program" },
    { 265, 4, "root", "another program" },
    { 500, 1, "x", "another program" },
    { 257, 8, "ustar  \0", "another program" },
    { 257, 5, "xxxxx", "no bundle" },
    { 124, 12, "77777777777\0", "bytes" },
    { 124, 12, "00004000001\0", "bytes" },
    { 124, 12, "\x80\0\0\0\0\0\0\0\0\0\0\6", "another program" },
    { 124, 12, "00000000006 ", "another program" },
    { 124, 12, "          6\0", "another program" },
    { 124, 12, "00000004000\0", "cut short" },
};

TEST_ONCE(an_archive_that_is_not_written_as_ours_is_refused) /* thirty of them */
{
    for (size_t i = 0; i < COUNT_OF(OTHER); i++) {
        struct archive files, again = { .len = 77 };
        struct str out;
        two_files(&files);
        REQUIRE(archive_write(&files, a, &out, err));
        memcpy((char *)out.at + OTHER[i].at, OTHER[i].bytes, OTHER[i].len);
        put_sum_right((char *)out.at);
        CHECK(!archive_read(out, &again, err) && strstr(err->say, OTHER[i].said) && again.len == 77);
        if (!strstr(err->say, OTHER[i].said))
            printf("    number %zu: %s\n", i, err->say);
    }
}

TEST(a_few_bytes_are_no_archive_and_none_is_read_behind_them)
{
    static const char *const FEW[] = { "m", "manifest.json", "rubbish\n", "\x80" };

    for (size_t i = 0; i < COUNT_OF(FEW); i++) {
        struct archive again;
        struct str copy = arena_copy(a, str_of(FEW[i]));
        REQUIRE(copy.at);
        CHECK(!archive_read(copy, &again, err) && err->kind == ERR_INPUT);
    }
}

TEST(a_file_that_is_there_twice_is_refused)
{
    struct archive files, again;
    struct str out;

    two_files(&files);
    files.at[1] = files.at[0];
    REQUIRE(archive_write(&files, a, &out, err));
    CHECK(!archive_read(out, &again, err) && err->kind == ERR_INPUT && strstr(err->say, "before"));
}

TEST(what_stands_behind_a_file_or_the_end_is_refused)
{
    struct archive files, again;
    struct str out;

    two_files(&files);
    REQUIRE(archive_write(&files, a, &out, err));
    struct str longer = arena_copy(a, out);
    struct buf more = { .arena = a };
    buf_add(&more, out);
    buf_add_byte(&more, 0);
    REQUIRE(longer.at && !more.failed);
    CHECK(!archive_read((struct str){ more.at, more.len }, &again, err));
    CHECK(!archive_read(STR(""), &again, err));
    ((char *)longer.at)[512 + 6] = 'x';
    CHECK(!archive_read(longer, &again, err) && strstr(err->say, "behind"));
}

TEST_ONCE(an_archive_is_at_most_four_mebibytes_and_26_files) /* big ones */
{
    static const char BYTES[CARD_FILE_BYTES_MAX];
    struct archive files = { .len = 0 }, again;
    char name[ARCHIVE_MEMBERS_MAX + 1][8];
    struct str out;

    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(name[i], sizeof name[i], "f%zu", i);
        files.at[files.len++] = (struct card_file){ str_of(name[i]), { BYTES, CARD_FILE_BYTES_MAX } };
    }
    CHECK(!archive_write(&files, a, &out, err) && err->kind == ERR_LIMIT);
    files.at[3].bytes.len -= 4 * 512 + 1024;
    REQUIRE(archive_write(&files, a, &out, err));
    CHECK(out.len == ARCHIVE_BYTES_MAX && archive_read(out, &again, err));
    struct buf big = { .arena = a };
    buf_add(&big, out);
    buf_add(&big, (struct str){ BYTES, 512 });
    CHECK(!archive_read((struct str){ big.at, big.len }, &again, err) && err->kind == ERR_LIMIT);
    for (size_t i = 0; i < ARCHIVE_MEMBERS_MAX; i++) {
        (void)snprintf(name[i], sizeof name[i], "f%zu", i);
        files.at[i] = (struct card_file){ str_of(name[i]), STR("") };
    }
    files.len = ARCHIVE_MEMBERS_MAX;
    REQUIRE(archive_write(&files, a, &out, err) && archive_read(out, &again, err));
    struct buf one_more = { .arena = a };
    buf_add(&one_more, (struct str){ out.at, out.len - 1024 });
    buf_add(&one_more, (struct str){ out.at, 512 });
    buf_add(&one_more, (struct str){ BYTES, 1024 });
    REQUIRE(!one_more.failed);
    one_more.at[out.len - 1024] = 'g';
    put_sum_right(one_more.at + out.len - 1024);
    CHECK(!archive_read((struct str){ one_more.at, one_more.len }, &again, err) && err->kind == ERR_LIMIT);
}
