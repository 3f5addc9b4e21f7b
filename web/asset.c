#include "web/asset.h"

#include <pthread.h>

#include "base/hash.h"

#define FILE_OF(symbol) extern const char asset_##symbol[], asset_##symbol##_end[]
FILE_OF(site_css);
FILE_OF(inter_woff2);
FILE_OF(icon_svg);
FILE_OF(leaflet_js);
FILE_OF(map_js);

static struct asset ASSET[] = {
    { "site.css", "text/css; charset=utf-8", asset_site_css, asset_site_css_end, NULL, NULL, "" },
    { "icon.svg", "image/svg+xml", asset_icon_svg, asset_icon_svg_end, NULL, NULL, "" },
    { "leaflet.js", "text/javascript; charset=utf-8", asset_leaflet_js, asset_leaflet_js_end, NULL, NULL, "" },
    { "map.js", "text/javascript; charset=utf-8", asset_map_js, asset_map_js_end, NULL, NULL, "" },
    { "inter.woff2", "font/woff2", asset_inter_woff2, asset_inter_woff2_end, NULL, NULL, "" },
};
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void name_paths(void)
{
    for (size_t i = 0; i < COUNT_OF(ASSET); i++) {
        static const char DIGIT[] = "0123456789abcdef";
        struct digest d = hash_of((struct str){ ASSET[i].at, (size_t)(ASSET[i].end - ASSET[i].at) });
        struct str stem = STR("/assets/");
        struct str name = str_of(ASSET[i].name);

        memcpy(ASSET[i].path, stem.at, stem.len);
        for (size_t j = 0; j < 8; j++) {
            ASSET[i].path[stem.len + 2 * j] = DIGIT[d.at[j] >> 4];
            ASSET[i].path[stem.len + 2 * j + 1] = DIGIT[d.at[j] & 15];
        }
        ASSET[i].path[stem.len + 16] = '/';
        memcpy(ASSET[i].path + stem.len + 17, name.at, name.len + 1);
    }
}

const struct asset *asset_named(struct str name)
{
    pthread_once(&once, name_paths);
    for (size_t i = 0; i < COUNT_OF(ASSET); i++)
        if (str_eq(name, str_of(ASSET[i].name)))
            return &ASSET[i];
    return NULL;
}

const struct asset *asset_at_path(struct str path)
{
    pthread_once(&once, name_paths);
    for (size_t i = 0; i < COUNT_OF(ASSET); i++)
        if (str_eq(path, str_of(ASSET[i].path)))
            return &ASSET[i];
    return NULL;
}
