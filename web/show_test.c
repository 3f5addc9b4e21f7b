#include "base/test.h"
#include "web/show.h"

/* The next of a row of numbers that is the same each time. */
static unsigned next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(*seed >> 33);
}

/* What a browser makes of it: the five ways our escaping has of saying a letter. */
static struct str unescaped(struct str s, struct arena *a)
{
    static const struct {
        const char *as;
        char letter;
    } WAY[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
    char *out = arena_new(a, char, s.len + 1);
    size_t len = 0;

    if (!out)
        return (struct str){ NULL, 0 };
    while (s.len > 0) {
        size_t took = 1;

        out[len] = s.at[0];
        for (size_t i = 0; s.at[0] == '&' && i < COUNT_OF(WAY); i++)
            if (str_starts(s, str_of(WAY[i].as))) {
                out[len] = WAY[i].letter;
                took = str_of(WAY[i].as).len;
            }
        len++;
        s = str_from(s, took);
    }
    return (struct str){ out, len };
}

static bool bears_no_markup(struct str s)
{
    return !str_has(s, '<') && !str_has(s, '>') && !str_has(s, '"') && !str_has(s, '\'');
}

TEST(text_of_any_bytes_stays_text_in_a_page_a_title_and_an_attribute)
{
    char bytes[64];
    uint64_t seed = 4;

    for (int turn = 0; turn < 300; turn++) {
        struct str text = { bytes, next(&seed) % sizeof bytes }, shown;
        struct buf b = { .arena = a };

        for (size_t i = 0; i < text.len; i++)
            bytes[i] = turn % 2 ? (char)next(&seed) : "<>\"'&;a/=\n"[next(&seed) % 10];
        switch (turn % 3) {
        case 0: SHOW(&b, text); break;
        case 1: SHOW_WORDS(&b, text); break;
        default: SHOW_ATTRIBUTE(&b, text); break;
        }
        REQUIRE(buf_done(&b, "the text", &shown, err));
        CHECK(bears_no_markup(shown));
        CHECK_STR(unescaped(shown, a), text);
    }
}

TEST(an_address_is_escaped_and_markup_of_ours_is_not)
{
    struct buf b = { .arena = a };
    struct str shown;

    SHOW_URL(&b, ((struct url){ STR("/x?a=1&b=\"") }));
    SHOW(&b, ((struct html){ STR("<b>") }));
    SHOW(&b, ((struct words){ .text = STR("<i>") }));
    SHOW(&b, ((struct words){ .text = STR("not this"), .html = { STR("<em>") } }));
    REQUIRE(buf_done(&b, "the text", &shown, err));
    CHECK_STR(shown, STR("/x?a=1&amp;b=&quot;<b>&lt;i&gt;<em>"));
}

TEST(each_number_and_day_has_its_own_way_of_being_shown)
{
    struct buf b = { .arena = a };
    struct str shown;
    struct date day;
    struct month month;

    REQUIRE(date_make(2025, 10, 31, &day) && month_make(2025, 9, &month));
    SHOW(&b, (int64_t)-12345);
    SHOW(&b, " ");
    SHOW(&b, (struct grouped){ 12345 });
    SHOW(&b, " ");
    SHOW(&b, ((struct shown){ 1.25, 1 }));
    SHOW(&b, " ");
    SHOW(&b, day);
    SHOW(&b, " ");
    SHOW(&b, month);
    SHOW(&b, " ");
    SHOW_ATTRIBUTE(&b, day);
    SHOW(&b, " ");
    SHOW_ATTRIBUTE(&b, month);
    REQUIRE(buf_done(&b, "the text", &shown, err));
    CHECK_STR(shown, STR("-12345 12,345 1.2 31 October 2025 September 2025 2025-10-31 2025-09"));
}

TEST(what_is_empty_or_nothing_is_not)
{
    CHECK(!SHOW_IS((struct str){ 0 }) && SHOW_IS(STR("x")));
    CHECK(!SHOW_IS((const char *)NULL) && !SHOW_IS((const char *)"") && SHOW_IS((const char *)"x"));
    CHECK(!SHOW_IS((int64_t)0) && SHOW_IS((int64_t)-1) && !SHOW_IS((size_t)0));
    CHECK(SHOW_IS(1) && !SHOW_IS(0) && SHOW_IS(true) && !SHOW_IS(false));
    CHECK(!SHOW_IS((struct url){ STR("") }) && SHOW_IS((struct url){ STR("/") }));
    CHECK(!SHOW_IS((struct words){ 0 }) && SHOW_IS((struct words){ .html = { STR("<b>") } }));
}
