#include "cards/address.h"

void card_address(const struct card *c, const struct wording *w, struct buf *b)
{
    struct str page = c->page;

    while (str_ends(page, STR("/")))
        page.len--;
    buf_add(b, page);
    if (w != &c->wording[0]) {
        buf_add_byte(b, '/');
        buf_add_text(b, w->tongue->code);
    }
}
