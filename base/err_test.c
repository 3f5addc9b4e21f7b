#include "base/err.h"
#include "base/test.h"

TEST(an_error_says_its_words_and_returns_false)
{
    struct err e = { .unknown = true };

    CHECK(!err_set(&e, ERR_INPUT, "row %d has no date", 17));
    CHECK(e.kind == ERR_INPUT && !e.unknown && strcmp(e.say, "row 17 has no date") == 0);
    CHECK(e.file && strstr(e.file, "err_test.c") && e.line > 0);
    CHECK(!err_memory(&e, "the cases") && e.kind == ERR_LIMIT && strstr(e.say, "(the cases)"));
}

TEST(words_too_long_are_cut_and_never_overrun)
{
    struct err e;
    char label[1000];

    memset(label, 'x', sizeof label - 1);
    label[sizeof label - 1] = 0;
    CHECK(!err_set(&e, ERR_INPUT, "%s", label) && strlen(e.say) == sizeof e.say - 1);
}

TEST(each_kind_has_its_exit_code_status_and_word)
{
    static const struct {
        enum err_kind kind;
        int exit_code, status;
        const char *word;
    } KIND[] = { { ERR_NONE, 0, 200, "none" },     { ERR_INPUT, 3, 400, "input" },
                 { ERR_DENIED, 4, 403, "denied" }, { ERR_MISSING, 5, 404, "missing" },
                 { ERR_CLASH, 6, 409, "clash" },   { ERR_LIMIT, 7, 413, "limit" },
                 { ERR_STORE, 8, 503, "store" },   { ERR_BUG, 9, 500, "bug" } };

    for (size_t i = 0; i < sizeof KIND / sizeof *KIND; i++) {
        CHECK(err_exit_code(KIND[i].kind) == KIND[i].exit_code);
        CHECK(err_http_status(KIND[i].kind) == KIND[i].status);
        CHECK(strcmp(err_kind_word(KIND[i].kind), KIND[i].word) == 0);
    }
}
