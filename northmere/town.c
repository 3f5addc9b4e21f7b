#include "northmere/town_draft.h"

bool town_make(uint64_t seed, double scale, struct arena *a, struct town *out, struct err *err)
{
    struct town town = { .seed = seed, .name = STR("Northmere") };
    struct draft *d;

    if (!(scale >= TOWN_SCALE_MIN && scale <= TOWN_SCALE_MAX))
        return err_set(err, ERR_INPUT, "a town is made at a scale from %g to %g", TOWN_SCALE_MIN,
                       (double)TOWN_SCALE_MAX);
    d = arena_new(a, struct draft, 1);
    if (!d)
        return err_memory(err, "the town");
    *d = (struct draft){ .arena = a, .town = &town, .scale = scale };
    if (!draft_map(d, err))
        return false;
    draft_names_begin(d);
    if (!draft_name_wards(d, err) || !draft_homes(d, err) || !draft_name_streets(d, err) ||
        !draft_places(d, err))
        return false;
    *out = town;
    return true;
}
