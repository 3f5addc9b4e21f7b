#include "intake/check.h"

#include "intake/kind.h"

/*
 * police.uk's codes and labels, those it used before May 2013 too, and the words
 * partners use. Folded: lower case, letters and digits only.
 */
static const struct {
    const char *code, *words;
} CATEGORY[] = {
    { "violent-crime",
      "violentcrime violenceandsexualoffences violence violent vap violenceagainsttheperson "
      "violentoffence violencewithinjury violencewithoutinjury assault commonassault abh gbh wounding "
      "stabbing affray sexualoffence sexualoffences knifecrime homicide murder threatstokill" },
    { "robbery", "robbery mugging personalrobbery businessrobbery robberypersonal robberybusiness" },
    { "possession-of-weapons",
      "possessionofweapons weapons weaponspossession possessionofaweapon possessionofweapon "
      "publicdisorderandweapons offensiveweapon knifepossession possessionofaknife "
      "possessionofbladedarticle weaponoffence" },
    { "anti-social-behaviour",
      "antisocialbehaviour asb antisocial asbnuisance asbpersonal asbenvironmental nuisance "
      "rowdybehaviour antisocialbehavior" },
    { "burglary", "burglary residentialburglary burglaryresidential burglarydwelling "
                  "burglarybusinessandcommunity businessburglary" },
    { "criminal-damage-arson",
      "criminaldamagearson criminaldamageandarson criminaldamage arson vandalism deliberatefire "
      "deliberatefires" },
    { "drugs", "drugs drug drugoffence drugoffences drugdealing drugpossession drugtrafficking" },
    { "public-order", "publicorder publicorderoffence publicorderoffences disorder publicdisorder" },
    { "vehicle-crime", "vehiclecrime theftofvehicle theftfromvehicle theftofmotorvehicle "
                       "theftfrommotorvehicle vehicletheft" },
    { "theft-from-the-person", "theftfromtheperson theftfromperson pickpocketing snatch" },
    { "shoplifting", "shoplifting shoptheft theftfromshop" },
    { "bicycle-theft", "bicycletheft cycletheft theftofbicycle theftofpedalcycle biketheft" },
    { "other-theft", "othertheft theft theftother" },
    { "other-crime", "othercrime othercrimes crimeother" },
    { "hospital-assault", "hospitalassault" },
    { "other-incident", "otherincident otherincidents other incident concernforwelfare "
                        "concernforsafety missingperson missing" },
};

const char *category_at(size_t i)
{
    return i < COUNT_OF(CATEGORY) ? CATEGORY[i].code : NULL;
}

struct str category_code(struct str words)
{
    char at[64];
    struct str folded = { at, kind_fold(words, at, sizeof at) };

    for (size_t i = 0; i < COUNT_OF(CATEGORY); i++)
        if (kind_match(CATEGORY[i].words, folded) >= 0)
            return str_of(CATEGORY[i].code);
    return STR("");
}
