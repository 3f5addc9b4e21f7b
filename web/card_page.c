#include "web/card_page.h"

#include "base/json.h"
#include "cards/picture.h"
#include "web/asset.h"
#include "web/card_view.h"
#include "web/pages.h"
#include "web/url.h"

struct maker {
    const struct card *card;
    const struct card_files *files;
    const struct card_place *place;
    struct arena *arena;
    struct card_outs *out;
    struct str picture;        /* the name of the picture that is shown; "" none */
};

static bool in_folder(const struct maker *m)
{
    return m->place->address.len == 0;
}

static bool put(struct maker *m, struct str path, const char *type, struct str bytes, struct err *err)
{
    if (m->out->len == CARD_OUTS_MAX)
        return err_set(err, ERR_BUG, "the page of a card has more files than were thought of");
    m->out->at[m->out->len++] = (struct card_out){ path, type, bytes, NULL };
    return true;
}

static const char *dir_of(const struct wording *w)
{
    return w->tongue->right_to_left ? "rtl" : "ltr";
}

static bool is_first(const struct maker *m, const struct wording *w)
{
    return w == &m->card->wording[0];
}

static bool is_english(const struct wording *w)
{
    return str_eq(str_of(w->tongue->code), STR("en"));
}

/* ---- addresses ---- */

static struct str joined(struct arena *a, struct str one, const char *two)
{
    struct buf b = { .arena = a };

    buf_add(&b, one);
    buf_add_text(&b, two);
    return b.failed ? (struct str){ 0 } : (struct str){ b.at ? b.at : "", b.len };
}

/* From a language's page to a file of this card: the first language lies on top, the others one deeper. */
static bool file_url(struct maker *m, const struct wording *from, struct str name, struct url *out,
                     struct err *err)
{
    struct str base = is_first(m, from) ? STR("") : STR("../");

    if (!in_folder(m))
        base = joined(m->arena, m->place->address, "/");
    return url_file(m->arena, base, name, out, err);
}

/* Style, script and icons: the site's own are shared by all cards. */
static bool asset_url(struct maker *m, const struct wording *from, const char *name, struct url *out,
                      struct err *err)
{
    if (in_folder(m))
        return file_url(m, from, str_of(name), out, err);
    *out = url_asset(name);
    return true;
}

static bool page_url(struct maker *m, const struct wording *from, const struct wording *to, struct url *out,
                     struct err *err)
{
    if (!in_folder(m) && is_first(m, to))
        return url_file(m->arena, m->place->address, STR(""), out, err);
    if (!in_folder(m))
        return file_url(m, from, str_of(to->tongue->code), out, err);
    return file_url(m, from, is_first(m, to) ? STR("index.html")
                                             : joined(m->arena, str_of(to->tongue->code), "/index.html"),
                    out, err);
}

static bool addresses(struct maker *m, const struct wording *w, struct card_view *v, struct err *err)
{
    struct str manifest = joined(m->arena, str_of(w->tongue->code), ".webmanifest");

    if (!asset_url(m, w, "card.css", &v->style, err) || !asset_url(m, w, "card.js", &v->script, err) ||
        !asset_url(m, w, "card-icon.svg", &v->icon, err) ||
        !asset_url(m, w, "card-192.png", &v->touch_icon, err) ||
        !file_url(m, w, STR("colours.css"), &v->colours, err) ||
        !file_url(m, w, manifest, &v->manifest, err) ||
        !file_url(m, w, STR("worker.js"), &v->worker, err))
        return false;
    if (in_folder(m)) /* of the folder, seen from this page */
        v->scope = (struct url){ is_first(m, w) ? STR("./") : STR("../") };
    else
        v->scope = (struct url){ m->place->address };
    v->exit = url_leave();
    return m->picture.len == 0 || file_url(m, w, m->picture, &v->picture, err);
}

/* ---- what the page says ---- */

static bool languages(struct maker *m, const struct wording *w, struct card_view *v, struct err *err)
{
    struct card_link *link = arena_new(m->arena, struct card_link, CARD_LANGUAGES_MAX);

    if (!link)
        return err_memory(err, "a card's page");
    for (size_t i = 0; i < m->card->wordings; i++) {
        const struct wording *to = &m->card->wording[i];

        link[i] = (struct card_link){ .lang = to->tongue->code,
                                      .dir = dir_of(to),
                                      .own = to->tongue->own,
                                      .current = to == w };
        if (!page_url(m, w, to, &link[i].url, err))
            return false;
    }
    v->language = link;
    v->languages = m->card->wordings > 1 ? m->card->wordings : 0;
    return true;
}

static bool ring_of(struct maker *m, const struct wording *w, size_t n, struct card_ring *out,
                    struct err *err)
{
    const struct contact *c = &m->card->contact[n];
    enum contact_state state = contact_state(c, m->place->today);

    *out = (struct card_ring){ .word = w->contact[n],
                               .name = c->name,
                               .verb = c->kind == CONTACT_TEXT ? w->text : w->call,
                               .number = c->number,
                               .text = c->kind == CONTACT_TEXT,
                               .unconfirmed = state == CONTACT_NOT_CONFIRMED,
                               .overdue = state == CONTACT_OVERDUE && !c->emergency,
                               .overdue_words = w->late,
                               .review = c->review };
    out->how = out->overdue ? CARD_NUMBER_TEXT : CARD_NUMBER_LINK;
    return url_phone(m->arena, c->number, out->text, &out->url, err);
}

static bool rings(struct maker *m, const struct wording *w, struct card_view *v, struct err *err)
{
    struct card_ring *urgent = arena_new(m->arena, struct card_ring, CARD_CONTACTS_MAX);
    struct card_ring *ring = arena_new(m->arena, struct card_ring, CARD_CONTACTS_MAX);

    if (!urgent || !ring)
        return err_memory(err, "a card's page");
    v->urgent = urgent;
    v->ring = ring;
    for (size_t i = 0; i < m->card->contacts; i++)
        if (!ring_of(m, w, i, m->card->contact[i].emergency ? &urgent[v->urgents++] : &ring[v->rings++], err))
            return false;
    return true;
}

static bool credits(struct maker *m, struct card_view *v, struct err *err)
{
    struct buf b = { .arena = m->arena };

    for (size_t i = 0; i < m->card->credits; i++) {
        if (!m->card->credit[i].agreed)
            continue;
        buf_add_text(&b, b.len ? ", " : "");
        buf_add(&b, m->card->credit[i].first_name);
    }
    return buf_done(&b, "a card's page", &v->credits, err);
}

/* "Made in Northmere, Northmere Community Safety Partnership, 1 September 2026." */
static bool history(struct maker *m, struct card_view *v, struct err *err)
{
    struct str *line = arena_new(m->arena, struct str, CARD_HISTORY_MAX);

    if (!line)
        return err_memory(err, "a card's page");
    for (size_t i = 0; i < m->card->histories; i++) {
        const struct card_history *h = &m->card->history[i];
        struct buf b = { .arena = m->arena };
        struct str event = h->event;

        if (event.len > 0 && event.at[0] >= 'a' && event.at[0] <= 'z') {
            buf_add_byte(&b, (char)(event.at[0] - 'a' + 'A'));
            event = str_from(event, 1);
        }
        buf_add(&b, event);
        buf_add_text(&b, " in ");
        buf_add(&b, h->area);
        buf_add_text(&b, ", ");
        buf_add(&b, h->partnership);
        buf_add_text(&b, ", ");
        buf_add_date_words(&b, h->on);
        buf_add_byte(&b, '.');
        if (!buf_done(&b, "a card's page", &line[i], err))
            return false;
    }
    v->history = line;
    v->histories = m->card->histories;
    return true;
}

static bool colour_text(struct arena *a, struct colour c, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    buf_add_colour(&b, c);
    return buf_done(&b, "a card's page", out, err);
}

static struct card_view plain_words(const struct maker *m, const struct wording *w)
{
    const struct card *c = m->card;

    return (struct card_view){ .lang = w->tongue->code,
                               .dir = dir_of(w),
                               .title = w->title,
                               .area = c->area,
                               .partnership = c->partnership,
                               .licence = c->licence,
                               .invented = c->invented,
                               .draft = m->place->draft,
                               .foreign = !is_english(w),
                               .unchecked = !w->checked,
                               .unchecked_words = w->unchecked,
                               .languages_words = w->languages,
                               .emergency = w->emergency,
                               .step = w->step,
                               .steps = w->steps,
                               .talk = w->talk,
                               .has_picture = m->picture.len > 0,
                               .picture_words = w->picture,
                               .exit_words = w->exit,
                               .print_words = w->print,
                               .keep_words = w->keep,
                               .erase_words = w->erase,
                               .kept_words = w->kept.len ? w->kept : w->offline,
                               .credits_words = w->credits,
                               .own_policy = in_folder(m) };
}

static bool page(struct maker *m, const struct wording *w, struct err *err)
{
    struct card_view v = plain_words(m, w);
    struct buf b = { .arena = m->arena };
    struct str code = str_of(w->tongue->code), path = code, bytes;

    if (!addresses(m, w, &v, err) || !languages(m, w, &v, err) || !rings(m, w, &v, err) ||
        !credits(m, &v, err) || !history(m, &v, err) ||
        !colour_text(m->arena, m->card->colours.band, &v.theme, err))
        return false;
    page_card(&b, &v);
    if (in_folder(m))
        path = is_first(m, w) ? STR("index.html") : joined(m->arena, code, "/index.html");
    else if (is_first(m, w))
        path = STR("");
    if (!path.at || !buf_done(&b, "a card's page", &bytes, err))
        return err_memory(err, "a card's page");
    if (!put(m, path, "text/html; charset=utf-8", bytes, err))
        return false;
    m->out->at[m->out->len - 1].wording = w;
    return true;
}

/* ---- the files beside it ---- */

static void icon(struct json_out *j, struct url src, const char *sizes, const char *type)
{
    json_open_object(j);
    json_member_str(j, "src", src.text);
    json_member_text(j, "sizes", sizes);
    json_member_text(j, "type", type);
    json_member_text(j, "purpose", "any");
    json_close_object(j);
}

/* Addresses in a manifest are seen from the manifest, which lies on top of the folder. */
static bool manifest_urls(struct maker *m, const struct wording *w, struct url at[5], struct err *err)
{
    const struct wording *top = &m->card->wording[0];

    at[4] = (struct url){ in_folder(m) ? STR("./") : m->place->address };
    return page_url(m, top, w, &at[0], err) && asset_url(m, top, "card-icon.svg", &at[1], err) &&
           asset_url(m, top, "card-192.png", &at[2], err) && asset_url(m, top, "card-512.png", &at[3], err);
}

/* Under the icon stands "Card" and nothing of what it is for: others may look at the phone. */
static bool manifest(struct maker *m, const struct wording *w, struct err *err)
{
    struct buf b = { .arena = m->arena };
    struct json_out j = { .buf = &b };
    struct str path = joined(m->arena, str_of(w->tongue->code), ".webmanifest"), bytes, band, paper;
    struct url at[5];

    if (!manifest_urls(m, w, at, err) || !colour_text(m->arena, m->card->colours.band, &band, err) ||
        !colour_text(m->arena, m->card->colours.paper, &paper, err))
        return false;
    json_open_object(&j);
    json_member_str(&j, "id", at[4].text);
    json_member_str(&j, "name", w->title);
    json_member_text(&j, "short_name", "Card");
    json_member_text(&j, "lang", w->tongue->code);
    json_member_text(&j, "dir", dir_of(w));
    json_member_str(&j, "start_url", at[0].text);
    json_member_str(&j, "scope", at[4].text);
    json_member_text(&j, "display", "minimal-ui");
    json_member_str(&j, "theme_color", band);
    json_member_str(&j, "background_color", paper);
    json_key(&j, "icons");
    json_open_array(&j);
    icon(&j, at[1], "any", "image/svg+xml");
    icon(&j, at[2], "192x192", "image/png");
    icon(&j, at[3], "512x512", "image/png");
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return buf_done(&b, "a card's page", &bytes, err) && path.at &&
           put(m, path, "application/manifest+json", bytes, err);
}

static bool colours(struct maker *m, struct err *err)
{
    const struct card_colours *c = &m->card->colours;
    const struct {
        const char *name;
        struct colour colour;
    } ONE[] = { { "band", c->band },   { "band-text", c->band_text }, { "line", c->line },
                { "paper", c->paper }, { "text", c->text },           { "urgent", c->emergency },
                { "urgent-text", c->emergency_text } };
    struct buf b = { .arena = m->arena };
    struct str bytes;

    buf_add_text(&b, ":root{");
    for (size_t i = 0; i < COUNT_OF(ONE); i++) {
        buf_addf(&b, "%s--%s:", i ? ";" : "", ONE[i].name);
        buf_add_colour(&b, ONE[i].colour);
    }
    buf_add_text(&b, "}\n");
    return buf_done(&b, "a card's page", &bytes, err) &&
           put(m, STR("colours.css"), "text/css; charset=utf-8", bytes, err);
}

static bool put_asset(struct maker *m, const char *name, struct str path, struct err *err)
{
    const struct asset *a = asset_named(str_of(name));

    if (!a)
        return err_set(err, ERR_BUG, "the program was built without the files of a card's page");
    return put(m, path, a->type, (struct str){ a->at, (size_t)(a->end - a->at) }, err);
}

static bool assets(struct maker *m, struct err *err)
{
    static const char *const NAME[] = { "card.css", "card.js", "card-icon.svg", "card-192.png",
                                        "card-512.png" };

    if (!put_asset(m, "card-worker.js", STR("worker.js"), err))
        return false;
    for (size_t i = 0; in_folder(m) && i < COUNT_OF(NAME); i++)
        if (!put_asset(m, NAME[i], str_of(NAME[i]), err))
            return false;
    return true;
}

/* What is shown of a picture is what was allowed of it; one that was refused is not shown. */
static bool picture(struct maker *m, struct err *err)
{
    const struct card_file *file = card_files_at(m->files, m->card->picture);
    struct card_faults faults = { .arena = m->arena };
    struct str clean = { 0 };
    bool svg = str_ends(m->card->picture, STR(".svg"));

    if (m->card->picture.len == 0 || !file)
        return true;
    if (!picture_clean(file->name, file->bytes, m->arena, &faults, &clean, err))
        return false;
    m->out->picture_left_out = clean.len > CARD_PICTURE_BYTES_MAX;
    if (clean.len == 0 || m->out->picture_left_out)
        return true;
    m->picture = m->card->picture;
    return put(m, m->picture, svg ? "image/svg+xml" : "image/png", clean, err);
}

bool card_page_make(const struct card *c, const struct card_files *files, const struct card_place *place,
                    struct arena *a, struct card_outs *out, struct err *err)
{
    struct maker m = { .card = c, .files = files, .place = place, .arena = a, .out = out };

    *out = (struct card_outs){ 0 };
    if (c->wordings == 0)
        return err_set(err, ERR_INPUT, "the card has no words in any language");
    if (!picture(&m, err) || !assets(&m, err) || !colours(&m, err))
        return false;
    for (size_t i = 0; i < c->wordings; i++)
        if (!page(&m, &c->wording[i], err) || !manifest(&m, &c->wording[i], err))
            return false;
    return true;
}

const struct card_out *card_outs_at(const struct card_outs *outs, struct str path)
{
    for (size_t i = 0; i < outs->len; i++)
        if (str_eq(outs->at[i].path, path))
            return &outs->at[i];
    return NULL;
}
