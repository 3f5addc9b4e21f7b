#include "base/hash.h"
#include "base/test.h"
#include "web/asset.h"
#include "web/gzip.h"

TEST(each_file_is_found_by_its_name_and_at_an_address_that_holds_its_content)
{
    size_t n = 0;

    for (const struct asset *at; (at = asset_each(n)); n++) {
        struct str bytes = { at->at, (size_t)(at->end - at->at) };
        struct digest d = hash_of(bytes);
        struct buf b = { .arena = a };

        CHECK(asset_named(str_of(at->name)) == at && asset_at_path(str_of(at->path)) == at);
        CHECK(bytes.len > 0 && at->type);
        buf_add_text(&b, "/assets/");
        buf_add_hex(&b, d.at, 8);
        buf_add_byte(&b, '/');
        buf_add_text(&b, at->name);
        CHECK(b.failed || str_eq((struct str){ b.at, b.len }, str_of(at->path)));
    }
    CHECK(n >= 2);
}

TEST(text_has_a_smaller_form_and_a_font_has_none)
{
    const struct asset *css = asset_named(STR("site.css")), *font = asset_named(STR("inter.woff2"));

    REQUIRE(css && font);
    CHECK(strcmp(css->type, "text/css; charset=utf-8") == 0 && strcmp(font->type, "font/woff2") == 0);
    CHECK(css->gz && css->gz_end - css->gz < css->end - css->at && memcmp(css->gz, "\x1f\x8b", 2) == 0);
    CHECK(!font->gz && !font->gz_end);
}

TEST(what_is_no_file_of_ours_is_not_found)
{
    CHECK(!asset_named(STR("")) && !asset_named(STR("site.css.gz")) && !asset_named(STR("../VERSION")));
    CHECK(!asset_at_path(STR("/assets/0000000000000000/site.css")) && !asset_at_path(STR("")));
}
