/* web/snapshot_areas - outlines, people and deprivation of each area. */
#include <math.h>

#include "web/outline.h"
#include "web/snapshot_store.h"

/* of all paths of a level: the map's first view is 300 KB */
enum { SMALL_BYTES = 120 << 10, WARD_BYTES = 45 << 10 };

struct area_facts { /* of small areas, by index; NAN where not held */
    double *residents, *households, *decile, *score;
};

static bool read_facts(struct snapshot *s, struct txn *t, struct arena *a, struct area_facts *f,
                       struct err *err)
{
    const struct area_list *small = &s->tally.areas.small;
    double *invented;

    if (!area_facts_read(t, small, STR("residents"), a, &f->residents, err) ||
        !area_facts_read(t, small, STR("households"), a, &f->households, err) ||
        !area_facts_read(t, small, STR("imd_decile"), a, &f->decile, err) ||
        !area_facts_read(t, small, STR("imd_score"), a, &f->score, err) ||
        !area_facts_read(t, small, STR("deprivation_decile"), a, &invented, err))
        return false;
    for (size_t i = 0; i < small->len; i++)
        if (isnan(f->decile[i]))
            f->decile[i] = invented[i];
    return true;
}

/* A ward (or, AREA_NONE, the whole) from its small areas: one that is not held leaves the sum unknown. */
static struct shot_area together(const struct snapshot *s, const struct area_facts *f, int ward)
{
    struct shot_area sum = { 0 };
    size_t smalls = 0;

    for (size_t i = 0; i < s->tally.areas.small.len; i++) {
        if (ward != AREA_NONE && s->tally.areas.small.at[i].ward != ward)
            continue;
        sum.residents += f->residents[i];
        sum.households += f->households[i];
        sum.imd_decile += f->decile[i] * f->residents[i];
        sum.imd_score += f->score[i] * f->residents[i];
        smalls++;
    }
    sum.imd_decile /= sum.residents;
    sum.imd_score /= sum.residents;
    if (smalls == 0)
        sum.residents = sum.households = NAN;
    return sum;
}

static bool outlines(struct snapshot *s, struct shot_area *small, struct shot_area *ward, struct arena *a,
                     struct err *err)
{
    const struct area_list *list[] = { &s->tally.areas.small, &s->tally.areas.ward };
    struct outline_frame f = outline_frame(list, 2);
    struct outline *of_small, *of_ward;

    if (!outline_make(list[0], &f, SMALL_BYTES, a, &of_small, err) ||
        !outline_make(list[1], &f, WARD_BYTES, a, &of_ward, err))
        return false;
    for (size_t i = 0; i < list[0]->len; i++) {
        small[i].path = of_small[i].path;
        small[i].rings = of_small[i].rings;
    }
    for (size_t i = 0; i < list[1]->len; i++) {
        ward[i].path = of_ward[i].path;
        ward[i].rings = of_ward[i].rings;
    }
    s->map_box = f.box;
    s->map_wide = f.wide;
    s->map_high = f.high;
    return true;
}

bool snapshot_fill_areas(struct snapshot *s, struct txn *t, struct arena *a, struct err *err)
{
    const struct area_book *book = &s->tally.areas;
    struct shot_area *small = arena_new(a, struct shot_area, book->small.len + 1);
    struct shot_area *ward = arena_new(a, struct shot_area, book->ward.len + 1);
    struct area_facts f;

    if (!small || !ward)
        return err_memory(err, "a snapshot");
    if (!read_facts(s, t, a, &f, err))
        return false;
    for (size_t i = 0; i < book->small.len; i++)
        small[i] = (struct shot_area){ .residents = f.residents[i], .households = f.households[i],
                                       .imd_decile = f.decile[i], .imd_score = f.score[i] };
    for (size_t w = 0; w < book->ward.len; w++)
        ward[w] = together(s, &f, (int)w);
    s->whole = together(s, &f, AREA_NONE);
    s->small = small;
    s->ward = ward;
    return outlines(s, small, ward, a, err);
}
