#include "web/card_page.h"

#include "base/json.h"
#include "web/asset.h"
#include "web/card_sample_test.h"
#include "web/gzip.h"

static bool make_at(const struct card *c, const struct card_files *files, const char *address,
                    struct arena *a, struct card_outs *outs, struct err *err)
{
    struct card_place place = { .address = str_of(address), .today = card_sample_today() };

    return card_page_make(c, files, &place, a, outs, err);
}

static bool make_sample(const char *address, struct arena *a, struct card_outs *outs, struct err *err)
{
    static const struct card_files NONE;
    struct card *c = arena_new(a, struct card, 1);

    if (!c)
        return err_memory(err, "a card");
    card_sample(c);
    return make_at(c, &NONE, address, a, outs, err);
}

static struct str at(const struct card_outs *outs, const char *path)
{
    const struct card_out *o = card_outs_at(outs, str_of(path));

    return o ? o->bytes : (struct str){ "", 0 };
}

TEST(the_emergency_number_comes_first_and_is_a_link_however_old_its_review_is)
{
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    struct str page = at(&outs, "");
    const char *urgent = memmem(page.at, page.len, "tel:999", 7), *step = memmem(page.at, page.len, "<ol", 3),
               *other = memmem(page.at, page.len, "tel:101", 7);
    CHECK(urgent && step && other && urgent < step && step < other);
    CHECK(card_says(page, "href=\"tel:999\"") == 1 && card_says(page, "href=\"sms:85258\"") == 1);
    CHECK(card_says(page, "Call &lt;999&gt; &amp; wait.") == 1);
}

TEST(an_overdue_number_rings_nobody_by_a_touch_and_the_page_says_since_when)
{
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    struct str page = at(&outs, "");
    CHECK(card_says(page, "tel:08001111") == 0 && card_says(page, "0800 1111") == 1);
    CHECK(card_says(page, "was to be looked at again by 29 November 2026") == 1);
    CHECK(card_says(page, "confirm before printing") == 1); /* the one that nobody confirmed */
}

TEST(nobody_who_checked_or_confirmed_is_named_and_only_who_agreed_is_credited)
{
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    for (size_t i = 0; i < outs.len; i++)
        CHECK(card_says(outs.at[i].bytes, "-of-it") == 0 && card_says(outs.at[i].bytes, "Unasked") == 0);
    CHECK(card_says(at(&outs, ""), "Made by Ana, Ben") == 1);
    CHECK(card_says(at(&outs, ""), "Made in Elsewhere, Other Partnership, 1 September 2026.") == 1);
}

TEST(each_language_is_a_page_in_its_own_direction_and_leads_to_the_others)
{
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    struct str en = at(&outs, ""), pl = at(&outs, "pl"), ar = at(&outs, "ar");
    CHECK(card_says(en, "<html lang=\"en\" dir=\"ltr\"") == 1);
    CHECK(card_says(ar, "<html lang=\"ar\" dir=\"rtl\"") == 1);
    CHECK(card_says(en, "href=\"/cards/emergency/pl\" hreflang=\"pl\"") == 1);
    CHECK(card_says(en, "href=\"/cards/emergency/ar\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\"") == 1);
    CHECK(card_says(pl, "href=\"/cards/emergency\" hreflang=\"en\"") == 1);
    CHECK(card_says(ar, "<bdi class=\"ring__number\" dir=\"ltr\">999</bdi>") == 1);
}

TEST(a_language_that_nobody_checked_says_so_in_itself_and_in_english)
{
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    CHECK(card_says(at(&outs, ""), "Nobody checked") == 0);
    CHECK(card_says(at(&outs, "pl"), "Nobody checked") == 1);
    CHECK(card_says(at(&outs, "pl"), "Not yet checked by a speaker of this language.") == 1);
}

TEST(what_is_invented_and_what_is_a_draft_is_marked_and_nothing_else)
{
    static const struct card_files NONE;
    struct card_outs outs;
    struct card_place place = { .address = STR("/cards/x"), .today = card_sample_today() };
    struct card *c = arena_new(a, struct card, 1);

    REQUIRE(c);
    card_sample(c);
    REQUIRE(card_page_make(c, &NONE, &place, a, &outs, err));
    CHECK(card_says(at(&outs, ""), "Invented.") == 0 && card_says(at(&outs, ""), "Draft.") == 0);
    c->invented = place.draft = true;
    REQUIRE(card_page_make(c, &NONE, &place, a, &outs, err));
    CHECK(card_says(at(&outs, "ar"), "Invented.") == 1 && card_says(at(&outs, "ar"), "Draft.") == 1);
}

TEST(a_folder_holds_all_it_needs_names_only_that_and_brings_its_policy)
{
    static const char *const WANT[] = { "index.html",    "pl/index.html", "ar/index.html", "colours.css",
                                        "card.css",      "card.js",       "worker.js",     "card-icon.svg",
                                        "card-192.png",  "card-512.png",  "en.webmanifest",
                                        "pl.webmanifest" };
    struct card_outs outs;

    REQUIRE(make_sample("", a, &outs, err));
    for (size_t i = 0; i < COUNT_OF(WANT); i++)
        CHECK(at(&outs, WANT[i]).len > 0);
    struct str top = at(&outs, "index.html"), deep = at(&outs, "pl/index.html");
    CHECK(card_says(top, "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';") == 1);
    CHECK(card_says(top, "href=\"card.css\"") == 1 && card_says(deep, "href=\"../card.css\"") == 1);
    CHECK(card_says(top, "href=\"pl/index.html\"") == 1 && card_says(deep, "href=\"../index.html\"") == 1);
    CHECK(card_says(top, "data-scope=\"./\"") == 1 && card_says(deep, "data-scope=\"../\"") == 1);
    CHECK(card_says(top, "=\"/") == 0 && card_says(deep, "=\"/") == 0);
    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    CHECK(card_says(at(&outs, ""), "http-equiv") == 0 && at(&outs, "card.css").len == 0);
}

TEST(each_manifest_is_whole_and_says_nothing_of_the_card_under_its_icon)
{
    static const char *const KEY[] = { "id", "name", "start_url", "scope", "display", "theme_color",
                                       "background_color", "lang", "dir" };
    const struct json *root, *icon;
    struct card_outs outs;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    REQUIRE(json_read(at(&outs, "ar.webmanifest"), a, &root, err));
    for (size_t i = 0; i < COUNT_OF(KEY); i++)
        CHECK(json_at(root, KEY[i]) && json_at(root, KEY[i])->text.len > 0);
    CHECK_STR(json_at(root, "short_name")->text, STR("Card"));
    CHECK_STR(json_at(root, "start_url")->text, STR("/cards/emergency/ar"));
    icon = json_at(root, "icons");
    REQUIRE(icon && icon->count == 3);
    for (icon = icon->first; icon; icon = icon->next)
        CHECK(asset_at_path(json_at(icon, "src")->text));
}

TEST(a_first_view_is_at_most_sixty_kilobytes_on_the_wire)
{
    static const char *const SHARED[] = { "card.css", "card.js", "card-icon.svg", "card-192.png" };
    struct card_outs outs;
    size_t shared = 0;

    REQUIRE(make_sample("/cards/emergency", a, &outs, err));
    for (size_t i = 0; i < COUNT_OF(SHARED); i++) {
        const struct asset *one = asset_named(str_of(SHARED[i]));

        REQUIRE(one);
        shared += (size_t)(one->gz ? one->gz_end - one->gz : one->end - one->at);
    }
    for (size_t i = 0; i < outs.len; i++)
        if (outs.at[i].wording)
            CHECK(outs.at[i].bytes.len + shared + 8192 + CARD_PICTURE_BYTES_MAX <= CARD_PAGE_BYTES_MAX);
}

TEST(a_picture_too_big_for_a_page_is_left_to_print)
{
    struct card_outs outs;
    struct card_files files = { 0 };
    struct card *c = arena_new(a, struct card, 1);
    struct buf b = { .arena = a };
    struct str svg;

    REQUIRE(c);
    card_sample(c);
    c->picture = STR("picture.svg");
    c->wording[0].picture = STR("Two people");
    buf_add_text(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">"
                     "<path d=\"M0 0h10v10z\"/></svg>");
    REQUIRE(buf_done(&b, "a picture", &svg, err) && card_files_put(&files, c->picture, svg, err));
    REQUIRE(make_at(c, &files, "/cards/emergency", a, &outs, err));
    CHECK(at(&outs, "picture.svg").len > 0 && !outs.picture_left_out);
    CHECK(card_says(at(&outs, ""), "src=\"/cards/emergency/picture.svg\" alt=\"Two people\"") == 1);
    b = (struct buf){ .arena = a };
    buf_add_text(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0");
    for (int i = 0; i < 1900; i++)
        buf_add_text(&b, "L1.2345 2.3456");
    buf_add_text(&b, "z\"/></svg>");
    files = (struct card_files){ 0 };
    REQUIRE(buf_done(&b, "a picture", &svg, err) && card_files_put(&files, c->picture, svg, err));
    REQUIRE(make_at(c, &files, "/cards/emergency", a, &outs, err));
    CHECK(outs.picture_left_out && at(&outs, "picture.svg").len == 0);
    CHECK(card_says(at(&outs, ""), "<img") == 0);
}

TEST(a_card_without_words_and_a_number_without_a_digit_are_refused)
{
    static const struct card_files NONE;
    struct card_outs outs;
    struct card *c = arena_new(a, struct card, 1);

    REQUIRE(c);
    card_sample(c);
    c->contact[1].number = STR("ask us");
    CHECK(!make_at(c, &NONE, "/cards/x", a, &outs, err) && (a->failed || err->kind == ERR_INPUT));
    c->wordings = 0;
    CHECK(!make_at(c, &NONE, "/cards/x", a, &outs, err) && (a->failed || err->kind == ERR_INPUT));
}
