#include "cards/tongue.h"

#define LATIN     "Inter", "fonts-inter"
#define ARABIC    "Noto Sans Arabic, Inter", "fonts-noto-core, fonts-inter"
#define GURMUKHI  "Noto Sans Gurmukhi, Inter", "fonts-noto-core, fonts-inter"

static const struct tongue TONGUE[] = {
    { "ar", "Arabic", "العربية", true, ARABIC },
    { "cs", "Czech", "čeština", false, LATIN },
    { "cy", "Welsh", "Cymraeg", false, LATIN },
    { "de", "German", "Deutsch", false, LATIN },
    { "en", "English", "English", false, LATIN },
    { "es", "Spanish", "español", false, LATIN },
    { "fa", "Persian", "فارسی", true, ARABIC },
    { "fr", "French", "français", false, LATIN },
    { "hu", "Hungarian", "magyar", false, LATIN },
    { "it", "Italian", "italiano", false, LATIN },
    { "lt", "Lithuanian", "lietuvių", false, LATIN },
    { "lv", "Latvian", "latviešu", false, LATIN },
    { "pa", "Punjabi", "ਪੰਜਾਬੀ", false, GURMUKHI },
    { "pl", "Polish", "polski", false, LATIN },
    { "pt", "Portuguese", "português", false, LATIN },
    { "ro", "Romanian", "română", false, LATIN },
    { "sk", "Slovak", "slovenčina", false, LATIN },
    { "so", "Somali", "Soomaali", false, LATIN },
    { "sq", "Albanian", "shqip", false, LATIN },
    { "tr", "Turkish", "Türkçe", false, LATIN },
};

const struct tongue *tongue_each(size_t n)
{
    return n < COUNT_OF(TONGUE) ? &TONGUE[n] : NULL;
}

const struct tongue *tongue_find(struct str code)
{
    for (size_t i = 0; i < COUNT_OF(TONGUE); i++)
        if (str_eq(str_of(TONGUE[i].code), code))
            return &TONGUE[i];
    return NULL;
}
