#include "base/chance.h"
#include "base/test.h"
#include "intake/csv.h"

/* What a whole text comes to: rows as "row:field|field;" and faults as "row!n;", then the file's own. */
struct told {
    struct buf b;
    struct csv csv;
    bool ok;
};

static void tell(struct told *t, struct frame *f, uint64_t *row)
{
    struct str field[RECORD_FIELDS_MAX];
    struct record r;
    enum row_fault fault;

    while (frame_record(f, row, field, &r, &fault) == FRAME_RECORD) {
        buf_addf(&t->b, "%llu", (unsigned long long)r.row);
        if (fault != ROW_FINE)
            buf_addf(&t->b, "!%d", (int)fault);
        for (size_t i = 0; i < r.fields; i++) {
            buf_add_byte(&t->b, i ? '|' : ':');
            buf_add(&t->b, r.field[i]);
        }
        buf_add_byte(&t->b, ';');
    }
}

/* Fed `step` bytes at a time, at most `chunk`. */
static bool tell_by(struct told *t, struct str text, size_t step, size_t chunk, size_t record_max,
                    struct arena *a, struct err *err)
{
    uint64_t row = 0;
    size_t at = 0, room;

    *t = (struct told){ .b = { .arena = a }, .ok = true };
    if (!csv_open(&t->csv, chunk, record_max, a, err))
        return false;
    for (;;) {
        struct frame f;
        char *to = csv_room(&t->csv, &room);
        size_t n = step < room ? step : room;
        n = n < text.len - at ? n : text.len - at;
        if (n)
            memcpy(to, text.at + at, n);
        at += n;
        t->ok = csv_add(&t->csv, n) && csv_batch(&t->csv, &f);
        if (!t->ok)
            return true;
        tell(t, &f, &row);
        if (n == 0)
            return !t->b.failed;
    }
}

static bool says(struct arena *a, struct str text, const char *want)
{
    struct told t;
    struct err err = { 0 };

    if (!tell_by(&t, text, 4096, 4096, 8192, a, &err))
        return a->failed;
    struct str told = { t.b.at ? t.b.at : "", t.b.len };
    if (t.ok && str_eq(told, str_of(want)))
        return true;
    if (!a->failed)
        printf("  told: %s %.*s\n", t.ok ? "" : "refused", STR_ARG(told));
    return a->failed;
}

static bool refused(struct arena *a, struct str text, enum file_fault want)
{
    struct told t;
    struct err err = { 0 };

    return !tell_by(&t, text, 4096, 4096, 8192, a, &err) || (!t.ok && t.csv.fault == want);
}

TEST(a_plain_csv_is_read_by_rfc_4180)
{
    CHECK(says(a, STR("a,b\r\n1,2\r\n"), "1:a|b;2:1|2;"));
    CHECK(says(a, STR("a,b\n1,2"), "1:a|b;2:1|2;"));
    CHECK(says(a, STR("a,b\r1,2\r"), "1:a|b;2:1|2;"));
    CHECK(says(a, STR("a\n\"x\"\n"), "1:a;2:x;"));
    CHECK(says(a, STR("a,b\n\"1,\"\"x\"\"\",\"\"\n"), "1:a|b;2:1,\"x\"|;"));
}

TEST(a_quoted_line_break_is_no_new_row)
{
    CHECK(says(a, STR("a,b\r\n\"1\r\n\r\n2\",x\r\n3,4\r\n"), "1:a|b;2:1\r\n\r\n2|x;3:3|4;"));
}

TEST(a_byte_order_mark_semicolons_tabs_and_bars_are_seen)
{
    CHECK(says(a, STR("\xEF\xBB\xBF" "a;b\n1,5;2\n"), "1:a|b;2:1,5|2;"));
    CHECK(says(a, STR("a\tb\n1,5\t2\n"), "1:a|b;2:1,5|2;"));
    CHECK(says(a, STR("a|b\n1,5|2\n"), "1:a|b;2:1,5|2;"));
    CHECK(says(a, STR("\"a,,,b\";c\n1;2\n"), "1:a,,,b|c;2:1|2;"));
}

TEST(a_first_line_sep_settles_the_delimiter_and_is_no_row)
{
    CHECK(says(a, STR("sep=;\r\na,b;c\r\n1;2\r\n"), "1:a,b|c;2:1|2;"));
    CHECK(says(a, STR("\xEF\xBB\xBFsep=\t\na\tb\n1\t2\n"), "1:a|b;2:1|2;"));
    CHECK(says(a, STR("\"sep=;\"\r\na;b\r\n"), "1:a|b;"));
    CHECK(says(a, STR("separate,b\n1,2\n"), "1:separate|b;2:1|2;"));
}

TEST(a_stray_quote_is_taken_as_excel_takes_it)
{
    CHECK(says(a, STR("a,b\n5\" pipe,x\n"), "1:a|b;2:5\" pipe|x;"));
    CHECK(says(a, STR("a,b\n\"5\" pipe,x\n"), "1:a|b;2:5 pipe|x;"));
    CHECK(says(a, STR("a,b\n\"5\"\"\" pipe\"s,x\n"), "1:a|b;2:5\" pipe\"s|x;"));
    CHECK(says(a, STR("a,b\n \"5\",x\n"), "1:a|b;2: \"5\"|x;"));
}

TEST(blank_rows_are_passed_over_and_counted)
{
    CHECK(says(a, STR("\n\na,b\n\n,\n1,2\n,,,\n\"\",\n\n"), "3:a|b;6:1|2;"));
}

TEST(empty_columns_at_the_end_are_padding)
{
    CHECK(says(a, STR("a,b,,\n1,2,,\n3,4\n5,6,,,,\n"), "1:a|b;2:1|2;3:3|4;4:5|6;"));
    CHECK(says(a, STR("a,,b\n1,,2\n"), "1:a||b;2:1||2;"));
}

TEST(a_ragged_row_is_a_fault_with_the_fields_it_has_and_the_next_is_read)
{
    CHECK(says(a, STR("a,b\n1\n3,4\n1,2,3\n5,6\n"), "1:a|b;2!3:1;3:3|4;4!4:1|2|3;5:5|6;"));
}

TEST(a_quote_that_never_closes_is_a_fault_of_its_row_alone)
{
    CHECK(says(a, STR("a,b\n1,\"x\n3,4\n5,6\n"), "1:a|b;2!1;3:3|4;4:5|6;"));
    CHECK(says(a, STR("a,b\n1,\"x"), "1:a|b;2!1;"));
    CHECK(says(a, STR("a,b\n1,\"x\r\n3,\"y z\"\r\n5,6\r\n"), "1:a|b;2!2;3:3|y z;4:5|6;"));
}

TEST(a_row_that_is_too_long_is_a_fault_and_memory_does_not_grow)
{
    struct buf b = { .arena = a };
    struct str text;

    buf_add(&b, STR("a,b\n1,"));
    for (int i = 0; i < 30000; i++)
        buf_add_byte(&b, 'x');
    buf_add(&b, STR("\r\n3,4\r\n5,\""));
    for (int i = 0; i < 3000; i++)
        buf_add(&b, STR("x,y,zzzzzz\n"));
    buf_add(&b, STR("6,7\n"));
    REQUIRE(buf_done(&b, "a test", &text, err));
    struct told got;
    REQUIRE(tell_by(&got, text, 512, 512, 2048, a, err));
    struct str told = { got.b.at, got.b.len };
    CHECK(got.ok && str_starts(told, STR("1:a|b;2!6;3:3|4;4!1;5!4:x|y|zzzzzz;6!4:x|y|zzzzzz;")));
    CHECK(str_ends(told, STR("3003!4:x|y|zzzzzz;3004:6|7;")));
}

TEST(more_than_512_columns_are_a_fault_and_in_the_header_a_refusal)
{
    struct buf b = { .arena = a };
    struct str text;

    for (int i = 0; i < 512; i++)
        buf_add_text(&b, i ? ",a" : "a");
    buf_add(&b, STR("\n"));
    for (int i = 0; i < 513; i++)
        buf_add_text(&b, i ? ",1" : "1");
    REQUIRE(buf_done(&b, "a test", &text, err));
    struct told got;
    REQUIRE(tell_by(&got, text, 4096, 4096, 8192, a, err));
    CHECK(got.ok && got.b.len > 5 && str_eq((struct str){ got.b.at + got.b.len - 4, 4 }, STR("2!5;")));
    CHECK(refused(a, str_from(text, 1024), FILE_HEADER_WIDE));
}

TEST(windows_1252_is_seen_at_its_first_byte_and_becomes_utf_8)
{
    struct told got;
    struct str text = STR("a,b\nplain,x\ncaf\xE9,\x80" "5\nna\xEFve \x93q\x94,\x81\n");

    CHECK(says(a, text, "1:a|b;2:plain|x;3:caf\xC3\xA9|\xE2\x82\xAC" "5;"
                        "4:na\xC3\xAFve \xE2\x80\x9Cq\xE2\x80\x9D|\xEF\xBF\xBD;"));
    REQUIRE(tell_by(&got, text, 1, 64, 256, a, err));
    CHECK(got.csv.encoding == ENCODING_1252);
    REQUIRE(tell_by(&got, STR("a\ncaf\xC3\xA9\n"), 1, 64, 256, a, err));
    CHECK(got.csv.encoding == ENCODING_UTF8);
}

TEST(a_row_of_other_bytes_in_a_utf_8_file_is_a_fault_of_that_row)
{
    CHECK(says(a, STR("a,b\n\xC3\xA9,1\nx\xE9,2\n3,4\n"), "1:a|b;2:\xC3\xA9|1;3!7;4:3|4;"));
    CHECK(says(a, STR("\xEF\xBB\xBF" "a,b\nx\xE9,2\n3,4\n"), "1:a|b;2!7;3:3|4;"));
    CHECK(says(a, STR("a,b\n\xC3\xA9,1\n3,x\xC3"), "1:a|b;2:\xC3\xA9|1;3!7;"));
    CHECK(says(a, STR("a,b\n\xC3\xA9,1\nx\xE9\n3\n"), "1:a|b;2:\xC3\xA9|1;3!7;4!3:3;"));
}

TEST(what_is_no_csv_is_refused_by_name)
{
    CHECK(refused(a, STR(""), FILE_EMPTY));
    CHECK(refused(a, STR("\xEF\xBB\xBF"), FILE_EMPTY));
    CHECK(refused(a, STR("\n,,\n"), FILE_EMPTY));
    CHECK(refused(a, STR("\xFF\xFE" "a\0,\0b\0"), FILE_UTF16));
    CHECK(refused(a, STR("\xFE\xFF\0a\0,"), FILE_UTF16));
    CHECK(refused(a, STR("a\0,\0b\0\n\0"), FILE_UTF16));
    CHECK(refused(a, STR("PK\x03\x04xyz"), FILE_ZIP));
    CHECK(refused(a, STR("\xD0\xCF\x11\xE0\xA1"), FILE_OLE));
    CHECK(refused(a, STR("%PDF-1.7"), FILE_PDF));
    CHECK(refused(a, STR("\x1F\x8B\x08\x00"), FILE_GZIP));
    CHECK(refused(a, STR(" {\"type\":"), FILE_JSON));
    CHECK(refused(a, STR("a,\"b\nc,d\n"), FILE_HEADER_QUOTE));
}

TEST(a_nul_byte_refuses_the_file_and_says_the_row)
{
    struct told got;

    REQUIRE(tell_by(&got, STR("a,b\n1,2\n3,4\n5,\0\n"), 4096, 4096, 8192, a, err));
    CHECK(!got.ok && got.csv.fault == FILE_NUL && got.csv.row == 4);
    REQUIRE(tell_by(&got, STR("a,b\n1,\xE9\n3,4\n5,\0\n"), 1, 64, 256, a, err));
    CHECK(!got.ok && got.csv.fault == FILE_NUL && got.csv.row == 4);
}

/* A random table out of what makes trouble; each row ends in "z", so none is blank or padded. */
static void random_table(struct buf *b, struct buf *want, struct chance *r, char delimiter)
{
    static const char PIECE[][4] = { "a", "\"", ",", ";", "\t", "\n", "\r\n", "\xC3\xA9", " ", "" };
    size_t columns = 1 + chance_below(r, 5), rows = 1 + chance_below(r, 6);

    for (size_t row = 0; row < rows; row++) {
        buf_addf(want, "%zu", row + 1);
        for (size_t c = 0; c < columns; c++) {
            char plain[64];
            size_t n = 0, pieces = chance_below(r, 5);
            for (size_t i = 0; i < pieces; i++) {
                struct str piece = str_of(PIECE[chance_below(r, COUNT_OF(PIECE))]);
                memcpy(plain + n, piece.at, piece.len);
                n += piece.len;
            }
            /* The header tells the delimiter: it has no other one, and is not all on one column. */
            if (row == 0 || c + 1 == columns) {
                plain[0] = 'z';
                n = 1;
            }
            buf_add_byte(want, c ? '|' : ':');
            buf_add(want, (struct str){ plain, n });
            buf_add_text(b, c ? (char[2]){ delimiter, 0 } : "");
            buf_add_byte(b, '"');
            for (size_t i = 0; i < n; i++) {
                buf_add_text(b, plain[i] == '"' ? "\"" : "");
                buf_add_byte(b, plain[i]);
            }
            buf_add_byte(b, '"');
        }
        buf_add_byte(want, ';');
        buf_add_text(b, chance_below(r, 2) ? "\r\n" : "\n");
    }
}

TEST_ONCE(any_table_written_with_quotes_is_read_back_however_it_is_cut) /* 2,000 tables, three ways */
{
    struct chance r;

    chance_open(&r, 7, 0);
    for (int i = 0; i < 2000; i++) {
        struct arena own _cleanup_(arena_close);
        struct told whole, bytes, some;
        arena_open(&own, (size_t)1 << 24);
        struct buf b = { .arena = &own }, want = { .arena = &own };
        random_table(&b, &want, &r, ",;\t"[chance_below(&r, 3)]);
        struct str text = { b.at, b.len }, told = { want.at, want.len };
        REQUIRE(tell_by(&whole, text, 4096, 4096, 1024, &own, err) && whole.ok);
        CHECK_STR(((struct str){ whole.b.at, whole.b.len }), told);
        REQUIRE(tell_by(&bytes, text, 1, 16, 1024, &own, err) && bytes.ok);
        CHECK_STR(((struct str){ bytes.b.at, bytes.b.len }), told);
        REQUIRE(tell_by(&some, text, 1 + chance_below(&r, 40), 64, 1024, &own, err) && some.ok);
        CHECK_STR(((struct str){ some.b.at, some.b.len }), told);
        if (t->failures)
            return;
    }
}

TEST_ONCE(any_bytes_at_all_come_to_the_same_however_they_are_cut) /* 3,000 texts, twice */
{
    static const char BYTE[] = "a,b;\"\"\r\n\n\xE9\xC3\xA9 \t1";
    struct chance r;

    chance_open(&r, 8, 0);
    for (int i = 0; i < 3000; i++) {
        struct arena own _cleanup_(arena_close);
        struct told whole, cut;
        char text[200];
        size_t n = chance_below(&r, sizeof text);
        arena_open(&own, (size_t)1 << 24);
        for (size_t k = 0; k < n; k++)
            text[k] = BYTE[chance_below(&r, sizeof BYTE - 1)];
        REQUIRE(tell_by(&whole, (struct str){ text, n }, 4096, 4096, 1024, &own, err));
        REQUIRE(tell_by(&cut, (struct str){ text, n }, 1 + chance_below(&r, 9), 16, 1024, &own, err));
        CHECK(whole.ok == cut.ok && whole.csv.fault == cut.csv.fault);
        if (whole.ok)
            CHECK_STR(((struct str){ whole.b.at, whole.b.len }), ((struct str){ cut.b.at, cut.b.len }));
        if (t->failures)
            return;
    }
}
