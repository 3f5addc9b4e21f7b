/* Medway's open data: real and aggregate, nothing about a person. */
#include "cmd/demo.h"

#include "cmd/folder.h"

static const char OGL[] = "Open Government Licence v3.0";
static const struct demo_agency AGENCY[] = {
    { "kent-police", "Kent Police", "police", OGL,
      "Contains public sector information licensed under the Open Government Licence v3.0." },
    { "ons", "Office for National Statistics", "public", OGL,
      "Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS "
      "data \xC2\xA9 Crown copyright and database right 2025." },
    { "mhclg", "Indices of deprivation 2025", "public", OGL,
      "Contains public sector information licensed under the Open Government Licence v3.0." },
    { "os", "Ordnance Survey Code-Point Open 2014", "public", OGL,
      "Contains OS data \xC2\xA9 Crown copyright and database right 2014. Contains Royal Mail data \xC2\xA9 "
      "Royal Mail copyright and database right 2014." },
    { 0 }
};
static const struct demo_file FILES[] = {
    { "ons", "medway_lsoa21.geojson.gz", "", KIND_AREAS, 0, NULL },
    { "ons", "medway_lsoa11.geojson.gz", "", KIND_AREAS, 0, NULL },
    { "ons", "medway_msoa21.geojson.gz", "", KIND_AREAS, 0, NULL },
    { "ons", "medway_ward2025.geojson.gz", "", KIND_AREAS, 0, NULL },
    { "ons", "kent_medway_lad2021.geojson.gz", "district", KIND_AREAS, 2021, NULL },
    { "ons", "medway_lsoa21_lookup.csv.gz", "", KIND_AREA_FACTS, 0, NULL },
    { "ons", "medway_kent_census2021_residents_households_lsoa21.csv.gz", "", KIND_AREA_FACTS, 0, NULL },
    { "ons", "kent-districts-facts.csv", "", KIND_AREA_FACTS, 0, NULL },
    { "mhclg", "medway_imd2025_lsoa21.csv.gz", "", KIND_AREA_FACTS, 0, NULL },
    { "os", "medway_postcodes_codepoint2014.csv.gz", "", KIND_PLACES, 0, NULL },
    { "kent-police", "medway_map_points.csv.gz", "", KIND_PLACES, 0, NULL },
    { "kent-police", "kent-2025-counts.csv.gz", "", KIND_COUNTS, 0, NULL },
    { "kent-police", "medway-street_2018-10_2019-02.csv.gz", "", KIND_POLICE_UK, 0, NULL },
    { "kent-police", "medway-street_2024-01_2024-04.csv.gz", "", KIND_POLICE_UK, 0, NULL },
    { "kent-police", "medway-street_2025-01_2025-10.csv.gz", "", KIND_POLICE_UK, 0, NULL },
    { 0 }
};

bool demo_medway(struct demo *d, const char *out, const char *bundled, struct err *err)
{
    d->name = "medway";
    d->partnership = "Medway Community Safety Partnership";
    d->agency = AGENCY;
    d->file = FILES;
    return folder_path(d->call->arena, bundled, "medway", &d->source, err) && demo_begin(d, out, err) &&
           demo_import(d, err) && demo_scan(d, err) && demo_brief(d, err);
}
