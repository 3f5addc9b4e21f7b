#include "cards/print.h"

#include "cards/address.h"
#include "cards/picture.h"
#include "cards/read_back.h"

void print_every_language(struct print_order *o)
{
    o->wordings = o->card->wordings;
    for (size_t i = 0; i < o->wordings; i++)
        o->wording[i] = &o->card->wording[i];
}

/* ---- what every language's pages are made of ---- */

static bool address_of(const struct card *c, const struct wording *w, struct arena *a, struct str *out,
                       struct err *err)
{
    struct buf b = { .arena = a };

    card_address(c, w, &b);
    return buf_done(&b, "the page's address", out, err);
}

/* The card's picture as it may be shown; its faults were said by card_check(). */
static bool picture_of(const struct print_order *o, struct arena *a, struct str *out, struct err *err)
{
    const struct card_file *f = card_files_at(o->files, o->card->picture);
    struct card_faults said = { .arena = a };

    *out = STR("");
    return !o->card->picture.len || !f || picture_clean(f->name, f->bytes, a, &said, out, err);
}

/* An address that makes no code is a fault of the card, said where the address stands. */
static bool code_of(const struct piece *p, struct arena *a, struct card_faults *faults, struct qr *out,
                    struct err *err)
{
    struct fault_at at = { STR("card.json"), p->card->page_line, 0 };

    if (qr_make(p->address, a, out, err))
        return true;
    if (err->kind != ERR_INPUT)
        return false;
    *err = (struct err){ 0 };
    card_fault_add(faults, FAULT_STOP, at,
                   "the page's address makes no QR code that can be printed: it must be there and short");
    return true;
}

static bool draw_language(const struct print_order *o, const struct wording *w, const struct piece *p,
                          struct arena *a, struct err *err)
{
    struct piece side = *p;
    struct qr qr = { 0 };

    if (!address_of(o->card, w, a, &side.address, err) || !code_of(&side, a, p->faults, &qr, err))
        return false;
    side.w = w;
    side.qr = &qr;
    sheet_draw(o->layout, &side);
    return true;
}

static bool draw_all(const struct print_order *o, struct piece *p, struct arena *a, struct err *err)
{
    if (!picture_of(o, a, &p->picture, err))
        return false;
    for (size_t i = 0; i < o->wordings; i++)
        if (!draw_language(o, o->wording[i], p, a, err))
            return false;
    return true;
}

static bool title_of(const struct print_order *o, struct arena *a, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    buf_add(&b, o->wording[0]->title);
    buf_add_text(&b, " \u00b7 ");
    buf_add(&b, o->card->area);
    return buf_done(&b, "a title", out, err);
}

static bool finish(const struct print_order *o, struct draw *d, struct arena *a, struct printed *out,
                   struct err *err)
{
    struct pdf_page page[CARD_LANGUAGES_MAX * SHEET_PAGES_MAX];
    struct pdf_order order = { .page = page, .lang = o->wording[0]->tongue->code,
                               .duplex = sheet_duplex(o->layout) };

    order.pages = o->wordings * sheet_pages(o->layout);
    order.tag = draw_tags(d, &order.tags);
    for (size_t i = 0; i < order.pages; i++)
        page[i] = sheet_page(o->layout);
    out->pages = order.pages;
    return draw_done(d, &order.drawn, err) && pdf_finish(&order, a, &out->pdf, err);
}

static bool is_printed(const struct print_order *o, struct str file)
{
    for (size_t i = 0; i < o->wordings; i++)
        if (str_eq(o->wording[i]->file, file))
            return true;
    return str_eq(file, STR("card.json"));
}

/* Of what is printed: nobody needs to mend Polish to print English. */
static size_t count_printed(const struct print_order *o, const struct card_faults *f,
                            enum fault_weight weight)
{
    size_t n = 0;

    for (size_t i = 0; i < f->len; i++)
        n += f->at[i].weight == weight && (weight == FAULT_STOP || is_printed(o, f->at[i].file));
    return n;
}

static bool refuse(size_t stops, struct err *err)
{
    return err_set(err, ERR_INPUT, "nothing was printed: %zu %s to be mended first", stops,
                   stops == 1 ? "thing has" : "things have");
}

bool print_render(const struct print_order *o, struct arena *a, struct card_faults *faults,
                  struct printed *out,
                  struct err *err)
{
    struct draw *d _cleanup_(draw_close) = NULL;
    struct printed made = { 0 };
    struct str title;

    if (!o->wordings)
        return err_set(err, ERR_INPUT, "the card has no language to print");
    made.draft = !o->approved || count_printed(o, faults, FAULT_DRAFT) > 0;
    if (!title_of(o, a, &title, err) || !draw_open(&d, a, title, err))
        return false;
    struct piece p = { .d = d, .card = o->card, .files = o->files, .day = o->day, .draft = made.draft,
                       .faults = faults };
    if (!draw_all(o, &p, a, err))
        return false;
    if (faults->failed)
        return err_memory(err, "what is wrong with the card");
    size_t stops = count_printed(o, faults, FAULT_STOP);
    if (stops > 0)
        return refuse(stops, err);
    if (!finish(o, d, a, &made, err))
        return false;
    *out = made;
    return true;
}

bool print_read_back(const struct print_order *o, struct str pdf, struct arena *a, struct err *err)
{
    struct read_page page[CARD_LANGUAGES_MAX * SHEET_PAGES_MAX];
    struct str address[CARD_LANGUAGES_MAX][SHEET_CARDS];
    size_t pages = 0;

    for (size_t i = 0; i < o->wordings; i++) {
        if (!address_of(o->card, o->wording[i], a, &address[i][0], err))
            return false;
        for (size_t n = 1; n < SHEET_CARDS; n++)
            address[i][n] = address[i][0];
        for (size_t n = 0; n < sheet_pages(o->layout); n++)
            page[pages++] = (struct read_page){ address[i], sheet_codes(o->layout, n) };
    }
    return read_back(pdf, page, pages, a, err);
}

bool card_print(const struct print_order *o, struct arena *a, struct card_faults *faults, struct printed *out,
                struct err *err)
{
    struct printed made;

    if (!card_check(o->card, o->files, o->day, a, faults, err) ||
        !print_render(o, a, faults, &made, err) || !print_read_back(o, made.pdf, a, err))
        return false;
    *out = made;
    return true;
}

bool card_print_check(const struct card *c, const struct card_files *files, struct arena *a,
                      struct card_faults *faults, struct err *err)
{
    struct print_order o = { .card = c, .files = files };

    print_every_language(&o);
    for (int layout = 0; layout < SHEET_LAYOUTS && o.wordings > 0; layout++) {
        struct draw *d _cleanup_(draw_close) = NULL;
        if (layout == SHEET_8UP) /* the same sides as cr80 */
            continue;
        o.layout = (enum sheet_layout)layout;
        if (!draw_open(&d, a, STR(""), err))
            return false;
        struct piece p = { .d = d, .card = c, .files = files, .faults = faults };
        if (!draw_all(&o, &p, a, err))
            return false;
    }
    return true;
}
