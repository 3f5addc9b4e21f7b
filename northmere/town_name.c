/*
 * Names: stems of two syllables that are no words, so that none is a real place's; the ground and
 * ending words round them are everybody's.
 */
#include "northmere/town_draft.h"

#include <assert.h>

static const char *const FIRST[] = {
    "Vesk", "Zorr",  "Thrun", "Ovask", "Yelv", "Jask", "Krann", "Dwelm", "Quov", "Ixar",
    "Umbrez", "Ozwen", "Eskul", "Azmor", "Gwyx", "Plov", "Sleg", "Trusk", "Brozz", "Hyxen",
    "Nulv", "Rhoz",  "Wrisk", "Ludz",  "Fezz", "Mivv", "Cyzz",  "Skarv", "Oxmel", "Ubbel",
};
static const char *const SECOND[] = { "ane", "ick", "olm", "ergy", "aby", "ister", "umble", "ory", "ewin",
                                      "asket" };
static const char *const ENDING[] = { "Street", "Road",    "Avenue",  "Close",  "Lane",  "Way",  "Drive",
                                      "Court",  "Gardens", "Terrace", "Crescent", "Grove", "Place", "Walk" };

static void add_stem(struct buf *b, size_t stem)
{
    static_assert(COUNT_OF(FIRST) * COUNT_OF(SECOND) == DRAFT_STEMS, "every stem is a first and a second");
    buf_add_text(b, FIRST[stem / COUNT_OF(SECOND)]);
    buf_add_text(b, SECOND[stem % COUNT_OF(SECOND)]);
}

void draft_names_begin(struct draft *d)
{
    struct chance r;

    chance_open(&r, d->town->seed, DRAFT_NAMES);
    for (size_t i = 0; i < DRAFT_STEMS; i++)
        d->stem[i] = (uint16_t)i;
    for (size_t i = DRAFT_STEMS - 1; i > 0; i--) {
        size_t k = (size_t)chance_below(&r, i + 1);
        uint16_t kept = d->stem[i];
        d->stem[i] = d->stem[k];
        d->stem[k] = kept;
    }
    d->stems_used = 0;
}

bool draft_name(struct draft *d, const char *before, const char *after, struct str *out, struct err *err)
{
    struct buf b = { .arena = d->arena };

    assert(d->stems_used < DRAFT_STEMS);
    buf_add_text(&b, before);
    add_stem(&b, d->stem[d->stems_used++]);
    buf_add_text(&b, after);
    return buf_done(&b, "a name", out, err);
}

bool draft_name_wards(struct draft *d, struct err *err)
{
    struct town *t = d->town;
    int number[TOWN_WARDS] = { 0 };

    for (size_t w = 0; w < t->wards; w++)
        if (!draft_name(d, "", "", &t->ward[w].name, err))
            return false;
    for (size_t a = 0; a < t->areas; a++) {
        struct buf b = { .arena = d->arena };
        size_t w = t->area[a].ward;
        buf_add(&b, t->ward[w].name);
        buf_addf(&b, " %d", ++number[w]);
        if (!buf_done(&b, "an area's name", &t->area[a].name, err))
            return false;
    }
    return true;
}

/*
 * Street n bears stem n and an ending that moves on by one each time the stems come round, so no
 * pair comes twice before all have come once. Parks and schools share their stems with streets, as
 * they do.
 */
bool draft_name_streets(struct draft *d, struct err *err)
{
    struct town *t = d->town;
    struct buf all = { .arena = d->arena };
    struct chance r;
    struct str rest;

    chance_open(&r, t->seed, DRAFT_STREETS + 100);
    uint64_t first = chance_below(&r, COUNT_OF(ENDING));
    assert(t->streets <= (size_t)DRAFT_STEMS * COUNT_OF(ENDING));
    for (size_t s = 0; s < t->streets; s++) {
        size_t before = all.len, round = s / DRAFT_STEMS, stem = d->stem[s % DRAFT_STEMS];
        add_stem(&all, stem);
        buf_add_byte(&all, ' ');
        buf_add_text(&all, ENDING[(stem + round + first) % COUNT_OF(ENDING)]);
        t->street[s].name.len = all.len - before;
    }
    if (!buf_done(&all, "the streets' names", &rest, err))
        return false;
    for (size_t s = 0; s < t->streets; s++) {
        t->street[s].name.at = rest.at;
        rest = str_from(rest, t->street[s].name.len);
    }
    return true;
}
