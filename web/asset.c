#include "web/asset.h"

#include <pthread.h>

#include "base/hash.h"

#include "web/asset_table.h"

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
        if (stem.len + 17 + name.len < sizeof ASSET[i].path)
            memcpy(ASSET[i].path + stem.len + 17, name.at, name.len + 1);
        if (ASSET[i].gz && ASSET[i].gz_end - ASSET[i].gz >= ASSET[i].end - ASSET[i].at)
            ASSET[i].gz = ASSET[i].gz_end = NULL;
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

const struct asset *asset_each(size_t n)
{
    pthread_once(&once, name_paths);
    return n < COUNT_OF(ASSET) ? &ASSET[n] : NULL;
}
