/* Northmere: a town made for the purpose, with the truth about it kept apart until the brief is written. */
#include "cmd/demo_judge.h"
#include "cmd/demo_people.h"

#include "cmd/folder.h"
#include "cmd/northmere_write.h"
#include "northmere/town_file.h"

enum { SEED = 1 };

static const struct demo_file FILES[] = {
    { "northmere-council", "invented-areas.geojson", "small", KIND_AREAS, TOWN_VINTAGE, NULL },
    { "northmere-council", "invented-wards.geojson", "ward", KIND_AREAS, TOWN_VINTAGE, NULL },
    { "northmere-council", "invented-area-facts.csv", "", KIND_AREA_FACTS, 0, NULL },
    { "northmere-council", "invented-places.csv", "", KIND_PLACES, 0, NULL },
    { "northmere-police", "invented-police-incidents.csv", "", KIND_INCIDENTS, 0, NULL },
    { "northmere-council", "invented-council-nuisance.csv", "", KIND_INCIDENTS, 0, "reporter (invented)" },
    { "northmere-housing", "invented-housing-incidents.csv", "", KIND_INCIDENTS, 0, NULL },
    { "northmere-hospital", "invented-hospital-assaults.csv", "", KIND_ASSAULTS, 0, NULL },
    { 0 }
};

static bool list_agencies(struct demo *d, struct err *err)
{
    struct demo_agency *at = arena_new(d->call->arena, struct demo_agency, DEMO_AGENCIES_MAX + 1);
    size_t n = 0;

    if (!at)
        return err_memory(err, "the partners");
    for (const struct town_agency *g = town_agency_first(); g->code && n < DEMO_AGENCIES_MAX; g++)
        at[n++] = (struct demo_agency){ g->code, g->name, g->sector, "", "Invented: of no real partner." };
    d->agency = at;
    return true;
}

/* What the six files know together, once it is clear of which month. */
static bool know_people(struct demo *d, struct demo_people *people, struct err *err)
{
    return demo_people_link(d, people, err) && demo_brief(d, err);
}

bool demo_northmere(struct demo *d, const char *out, struct demo_people *people, struct judgement *judgement,
                    struct err *err)
{
    struct northmere_order order = { .seed = SEED, .plants = SEED, .scale = 1 };
    struct northmere_written written;
    const char *truth, *persons;

    d->name = "northmere";
    d->partnership = "Northmere Community Safety Partnership (invented)";
    d->invented = true;
    d->file = FILES;
    if (!list_agencies(d, err) || !demo_begin(d, out, err) ||
        !folder_path(d->call->arena, d->folder, "files", &d->source, err))
        return false;
    order.folder = d->source;
    if (!northmere_write(&order, d->call->arena, &written, err) || !demo_import(d, err) ||
        !demo_scan(d, err) || !know_people(d, people, err))
        return false;
    return folder_path(d->call->arena, d->source, NORTHMERE_TRUTH "/" PLANT_FILE, &truth, err) &&
           judge(d, &written.town, truth, judgement, err) &&
           folder_path(d->call->arena, d->source, NORTHMERE_TRUTH "/invented-people.csv", &persons, err) &&
           demo_people_judge(people, persons, err);
}
