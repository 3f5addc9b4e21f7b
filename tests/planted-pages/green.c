/* Shows the green page once, with text that would do harm if it were not escaped. */
#include <stdio.h>

#include "tests/planted-pages/view.h"
#include "web/pages.h"

int main(void)
{
    struct arena arena;
    struct planted_row row[] = { { STR("a&b"), { 1234 } }, { STR("c"), { 0 } } };
    struct planted v = { .text = STR("<\"'&>"), .plain = "</p>", .html = { STR("<b>ours</b>") },
                         .words = { .text = STR("<i>") }, .url = { STR("/x?a=1&b=\"") }, .on = true, .n = -5,
                         .size = 6, .real = { 1.25, 2 }, .count = { 12345 }, .kind = PLANTED_ONE, .row = row,
                         .rows = 2, .only = { STR("one"), { 1 } } };
    struct str out;
    struct err err = { 0 };
    bool good = date_make(2025, 10, 31, &v.day) && month_make(2025, 10, &v.month);

    arena_open(&arena, 1 << 20);
    struct buf b = { .arena = &arena };
    page_green(&b, &v);
    good = good && buf_done(&b, "the page", &out, &err);
    if (good)
        fwrite(out.at, 1, out.len, stdout);
    arena_close(&arena);
    return good ? 0 : 1;
}
