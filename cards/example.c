#include "cards/example.h"

#define ASSET(name)                                      \
    extern const char asset_northmere_emergency_##name[]; \
    extern const char asset_northmere_emergency_##name##_end[]
ASSET(card_json);
ASSET(en_txt);
ASSET(pl_txt);
ASSET(ro_txt);
ASSET(ar_txt);
ASSET(pa_txt);
ASSET(picture_svg);

#define FILE(file, name) { file, asset_northmere_emergency_##name, asset_northmere_emergency_##name##_end }
static const struct {
    const char *name, *at, *end;
} EXAMPLE[] = { FILE("ar.txt", ar_txt),           FILE("card.json", card_json), FILE("en.txt", en_txt),
                FILE("pa.txt", pa_txt),           FILE("picture.svg", picture_svg), FILE("pl.txt", pl_txt),
                FILE("ro.txt", ro_txt) };

void card_example(struct card_files *out)
{
    *out = (struct card_files){ .len = 0 };
    for (size_t i = 0; i < COUNT_OF(EXAMPLE); i++)
        out->at[out->len++] = (struct card_file){
            str_of(EXAMPLE[i].name), { EXAMPLE[i].at, (size_t)(EXAMPLE[i].end - EXAMPLE[i].at) }
        };
}
