/* web/map_stand_in - counts straight from the tally, until the snapshot has counts of its own. */
#include "web/snapshot.h"

#define WEAK __attribute__((weak))

WEAK const char *flag_word(enum flag f)
{
    static const char *const WORD[FLAGS] = { "", "domestic", "knife", "public-place", "under-25", "repeat", "night" };
    return WORD[f];
}

WEAK const char *flag_label(enum flag f)
{
    static const char *const LABEL[FLAGS] = { "All", "Domestic", "Knife or blade", "Public place", "Under 25",
                                              "Repeat", "Night" };
    return LABEL[f];
}

WEAK bool snapshot_held(const struct snapshot *s, struct shot_what what, size_t month)
{
    for (size_t i = 0; i < s->tally.streams; i++)
        if ((what.category < 0 || s->tally.stream[i].category == (size_t)what.category) &&
            tally_held(&s->tally, &s->tally.stream[i], month))
            return true;
    return false;
}

WEAK bool snapshot_sound(const struct snapshot *s, struct shot_what what, size_t month)
{
    return snapshot_held(s, what, month);
}

WEAK struct shot_count snapshot_count(const struct snapshot *s, struct shot_what what, enum shot_level level, int area,
                                      size_t month)
{
    struct shot_count c = { 0 };

    if (what.flag != FLAG_ANY || !snapshot_held(s, what, month))
        return c;
    c.known = true;
    for (size_t i = 0; i < s->tally.streams; i++) {
        const struct stream *t = &s->tally.stream[i];
        if (what.category >= 0 && t->category != (size_t)what.category)
            continue;
        c.n += level == SHOT_WARD ? tally_ward(&s->tally, t, area, month) :
               level == SHOT_SMALL ? tally_small(&s->tally, t, area, month) : tally_whole(&s->tally, t, month);
    }
    return c;
}

WEAK struct comparison snapshot_compare(const struct snapshot *s, struct shot_what what, enum shot_level level, int area,
                                        size_t month)
{
    (void)s, (void)what, (void)level, (void)area;
    return (struct comparison){ .month = month };
}

WEAK struct brief_rate snapshot_rate(const struct snapshot *s, struct shot_what what, enum shot_level level, int area,
                                     size_t month, int months)
{
    (void)s, (void)what, (void)level, (void)area, (void)month;
    return (struct brief_rate){ .months = months };
}

WEAK int snapshot_category(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->tally.categories; i++)
        if (str_eq(s->tally.category[i].code, code))
            return (int)i;
    return -1;
}

WEAK int snapshot_area(const struct snapshot *s, struct str code, enum shot_level *level)
{
    int at = area_by_code(&s->tally.areas.ward, code);

    *level = SHOT_WARD;
    if (at == AREA_NONE) {
        at = area_by_code(&s->tally.areas.small, code);
        *level = SHOT_SMALL;
    }
    return at;
}
