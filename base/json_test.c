#include "base/chance.h"
#include "base/json.h"
#include "base/test.h"

/* `text` so many times and `end` once; NUL-terminated. */
static struct str repeat(struct arena *a, const char *text, size_t times, const char *end)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };
    struct str s;

    for (size_t i = 0; i < times; i++)
        buf_add_text(&b, text);
    buf_add_text(&b, end);
    buf_add_byte(&b, 0);
    if (!buf_done(&b, "a test's text", &s, &err))
        return (struct str){ 0 };
    s.len--;
    return s;
}

TEST(a_document_is_read_into_a_tree)
{
    const struct json *root;

    REQUIRE(json_read(STR(" {\"a\": [1, -2.50, true, false, null], \"b\": {\"c\": "
                          "\"x\\u00e9\\n\"}, \"\": \"\"} "),
                      a, &root, err));
    CHECK(root->type == JSON_OBJECT && root->count == 3 && root->next == NULL);
    const struct json *list = json_at(root, "a");
    REQUIRE(list && list->type == JSON_ARRAY && list->count == 5);
    CHECK(list->first->number == 1 && list->first->key.len == 0);
    CHECK(list->first->next->number == -2.5);
    CHECK_STR(list->first->next->text, STR("-2.50"));
    CHECK(list->first->next->next->type == JSON_TRUE);
    CHECK_STR(json_at(json_at(root, "b"), "c")->text, STR("x\xC3\xA9\n"));
    CHECK(json_at(root, "")->type == JSON_STRING && !json_at(root, "d") && !json_at(list, "a"));
    CHECK(!json_at(NULL, "a"));
}

TEST(what_is_no_json_is_refused_with_line_and_column)
{
    static const char *const NO[] = { "",        " ",        "{",        "[1,",        "[1,]",
                                      "{\"a\"}", "{\"a\":}", "{a:1}",    "'a'",        "[1] [2]",
                                      "nul",     "[01]",     "[1.]",     "[+1]",       "[NaN]",
                                      "\"\n\"",  "\"\\q\"",  "\"\xFF\"", "{\"a\":1,}", "[1 2]",
                                      "\"abc",   "]",        "[1]]" };
    const struct json *root = NULL;

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++) {
        CHECK(!json_read(str_of(NO[i]), a, &root, err) && root == NULL);
        CHECK(err->kind == ERR_INPUT);
    }
    CHECK(!json_read(STR("[1,\n 2,\n  secret]"), a, &root, err));
    CHECK(strstr(err->say, "line 3") && !strstr(err->say, "secret"));
}

/* Each value of a document with its place: "3:5 " and so on, in order. */
static void add_places(struct buf *b, const struct json *v)
{
    for (; v; v = v->next) {
        buf_addf(b, "%u:%u ", v->line, v->column);
        add_places(b, v->first);
    }
}

TEST(every_value_knows_where_it_begins_and_a_member_begins_with_its_key)
{
    static const char TEXT[] = "\n {\"a\": [1,\n  -2.5, \"x\\n, \\\"y: \" , true],\r\n"
                               "\t\"\xC3\xA9\" :\n null, \"b\":{ },\"c\":\"\xC3\xA9\",\"d\":0}\n";
    const struct json *root;
    struct buf b = { .arena = a };
    struct str got;

    REQUIRE(json_read(str_of(TEXT), a, &root, err));
    add_places(&b, root);
    REQUIRE(buf_done(&b, "the places", &got, err));
    CHECK_STR(got, STR("2:2 2:3 2:9 3:3 3:9 3:24 4:2 5:8 5:16 5:24 "));
    REQUIRE(json_read(STR("  12"), a, &root, err));
    CHECK(root->line == 1 && root->column == 3);
}

TEST(where_a_document_breaks_is_told_apart_from_the_words)
{
    struct json_fault fault = { 0 };
    const struct json *root;

    CHECK(!json_read_telling(STR("{\"a\": 1,\n \"a\": 2}"), a, &root, &fault, err));
    CHECK(fault.line == 2 && fault.column == 5 && strstr(fault.why, "same key twice"));
}

TEST_ONCE(depth_members_and_double_keys_are_capped) /* thousands of members, some megabytes */
{
    const struct json *root;
    struct buf b = { .arena = a };

    CHECK(json_read(repeat(a, "[", JSON_DEPTH_MAX, repeat(a, "]", JSON_DEPTH_MAX, "").at), a, &root,
                    err));
    CHECK(!json_read(repeat(a, "[", JSON_DEPTH_MAX + 1, ""), a, &root, err));
    CHECK(err->kind == ERR_INPUT && strstr(err->say, "too deeply"));
    CHECK(!json_read(repeat(a, "{\"a\":", JSON_DEPTH_MAX + 1, ""), a, &root, err) &&
          err->kind == ERR_INPUT);
    CHECK(!json_read(repeat(a, "[", 100000, ""), a, &root, err) && err->kind == ERR_INPUT);
    CHECK(!json_read(STR("{\"a\":1,\"b\":{\"a\":1},\"a\":2}"), a, &root, err));
    CHECK(err->kind == ERR_INPUT && strstr(err->say, "twice"));
    CHECK(json_read(STR("[{\"a\":1},{\"a\":2}]"), a, &root, err));
    for (int i = 0; i <= JSON_MEMBERS_MAX; i++) {
        buf_add(&b, i ? STR(",\"") : STR("{\""));
        buf_add_int(&b, i);
        buf_add(&b, STR("\":0"));
    }
    buf_add_byte(&b, '}');
    REQUIRE(!b.failed);
    CHECK(!json_read((struct str){ b.at, b.len }, a, &root, err) &&
          strstr(err->say, "too many members"));
}

/* yajl keeps a token at a time and cannot bear a refusal: every length round its doublings. */
TEST_ONCE(no_token_is_too_long_for_the_reader) /* megabytes, thousands of times */
{
    static const char *const FORM[] = { "[\"",  "[\"\\u00e9", "{\"",      "[1",
                                        "\"\\", "[tru",       "  [\"\\\\" };
    const struct json *root;

    for (size_t f = 0; f < sizeof FORM / sizeof *FORM; f++)
        for (size_t len = 1; len < 400000; len = len * 2 + len / 7)
            for (size_t more = 0; more < 3; more++) {
                struct arena own _cleanup_(arena_close);
                arena_open(&own, (size_t)1 << 30);
                struct buf b = { .arena = &own };
                buf_add_text(&b, FORM[f]);
                for (size_t i = 0; i < len + more; i++)
                    buf_add_byte(&b, '1');
                CHECK(!json_read((struct str){ b.at, b.len }, &own, &root, err));
                buf_add(&b, STR("\"]"));
                bool ok = json_read((struct str){ b.at, b.len }, &own, &root, err);
                if (f == 0)
                    REQUIRE(ok && root->first->text.len == len + more);
            }
}

TEST(an_arena_too_small_is_said_and_not_a_crash)
{
    struct str text = repeat(a, "[\"some text\",", 20, "0");
    const struct json *root;

    REQUIRE(text.at);
    for (size_t cap = 0; cap < 40000; cap += 797) {
        struct arena small _cleanup_(arena_close);
        arena_open_in(&small, a, cap);
        if (!json_read(text, &small, &root, err))
            CHECK(err->kind == ERR_LIMIT || err->kind == ERR_INPUT);
    }
}

static void write_random(struct json_out *j, struct chance *r, int depth)
{
    switch (chance_below(r, depth > 4 ? 4 : 6)) {
    case 0: json_int(j, (int64_t)chance_next(r) >> 20); break;
    case 1: json_real(j, chance_unit(r) * 100 - 50, 3); break;
    case 2: json_bool(j, chance_below(r, 2)); break;
    case 3: json_str(j, STR("a \"quoted\" \\ line\n\ttab \x01 \x7F caf\xC3\xA9")); break;
    case 4:
        json_open_array(j);
        for (uint64_t n = chance_below(r, 4); n > 0; n--)
            write_random(j, r, depth + 1);
        json_close_array(j);
        break;
    default:
        json_open_object(j);
        json_key(j, "one");
        write_random(j, r, depth + 1);
        json_key(j, "\"two\"");
        write_random(j, r, depth + 1);
        json_close_object(j);
    }
}

static void write_again(struct json_out *j, const struct json *v)
{
    switch (v->type) {
    case JSON_NULL: json_null(j); break;
    case JSON_TRUE: json_bool(j, true); break;
    case JSON_FALSE: json_bool(j, false); break;
    case JSON_NUMBER: /* as it was written: the text, between json_'s commas */
        json_null(j);
        j->buf->len -= j->buf->failed ? 0 : 4;
        buf_add(j->buf, v->text);
        break;
    case JSON_STRING: json_str(j, v->text); break;
    case JSON_ARRAY:
        json_open_array(j);
        for (const struct json *m = v->first; m; m = m->next)
            write_again(j, m);
        json_close_array(j);
        break;
    case JSON_OBJECT:
        json_open_object(j);
        for (const struct json *m = v->first; m; m = m->next) {
            char key[16] = "";
            memcpy(key, m->key.at, m->key.len < 15 ? m->key.len : 15);
            json_key(j, key);
            write_again(j, m);
        }
        json_close_object(j);
    }
}

TEST(what_is_written_is_read_back_to_the_same_bytes)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct buf one = { .arena = a }, two = { .arena = a };
        struct json_out first = { .buf = &one }, second = { .buf = &two };
        struct chance r;
        const struct json *root;
        struct str text, again;

        chance_open(&r, seed, 9);
        write_random(&first, &r, 0);
        REQUIRE(buf_done(&one, "json", &text, err));
        REQUIRE(json_read(text, a, &root, err));
        write_again(&second, root);
        REQUIRE(buf_done(&two, "json", &again, err));
        CHECK_STR(text, again);
    }
}

TEST(what_json_cannot_say_is_written_as_it_can)
{
    struct buf b = { .arena = a };
    struct json_out j = { .buf = &b };
    struct str s;

    json_open_array(&j);
    json_real(&j, NAN, 2);
    json_real(&j, -INFINITY, 2);
    json_real(&j, -0.001, 2);
    json_str(&j, STR("a\xE9z"));
    json_text(&j, NULL);
    json_close_array(&j);
    REQUIRE(buf_done(&b, "json", &s, err));
    CHECK_STR(s, STR("[null,null,0.00,\"a\\ufffdz\",\"\"]"));
}
