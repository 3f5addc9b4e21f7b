/* safekeep demo - Medway's open data through every room, to one brief. */
#include "cmd/brief_write.h"
#include "cmd/import_say.h"
#include "cmd/scan_store.h"
#include "governance/audit.h"

#include <errno.h>
#include <sys/stat.h>

struct demo_agency {
    const char *code, *name, *sector, *licence, *attribution;
};
struct demo_file {
    const char *agency, *name, *level;
    enum kind kind;
    int vintage;
};

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
};
static const struct demo_file MEDWAY[] = {
    { "ons", "medway_lsoa21.geojson.gz", "", KIND_AREAS, 0 },
    { "ons", "medway_lsoa11.geojson.gz", "", KIND_AREAS, 0 },
    { "ons", "medway_msoa21.geojson.gz", "", KIND_AREAS, 0 },
    { "ons", "medway_ward2025.geojson.gz", "", KIND_AREAS, 0 },
    { "ons", "kent_medway_lad2021.geojson.gz", "district", KIND_AREAS, 2021 },
    { "ons", "medway_lsoa21_lookup.csv.gz", "", KIND_AREA_FACTS, 0 },
    { "ons", "medway_kent_census2021_residents_households_lsoa21.csv.gz", "", KIND_AREA_FACTS, 0 },
    { "ons", "kent-districts-facts.csv", "", KIND_AREA_FACTS, 0 },
    { "mhclg", "medway_imd2025_lsoa21.csv.gz", "", KIND_AREA_FACTS, 0 },
    { "os", "medway_postcodes_codepoint2014.csv.gz", "", KIND_PLACES, 0 },
    { "kent-police", "medway_map_points.csv.gz", "", KIND_PLACES, 0 },
    { "kent-police", "kent-2025-counts.csv.gz", "", KIND_COUNTS, 0 },
    { "kent-police", "medway-street_2018-10_2019-02.csv.gz", "", KIND_POLICE_UK, 0 },
    { "kent-police", "medway-street_2024-01_2024-04.csv.gz", "", KIND_POLICE_UK, 0 },
    { "kent-police", "medway-street_2025-01_2025-10.csv.gz", "", KIND_POLICE_UK, 0 },
};

struct demo {
    struct call *call;
    struct str folder;      /* of the outputs */
    const char *data;
    const char *store, *html, *csv, *json;
    int64_t rows;
};

static bool path_in(struct demo *d, const char *name, const char **out, struct err *err)
{
    struct buf b = { .arena = d->call->arena };
    struct str path;

    buf_add(&b, d->folder);
    buf_add_byte(&b, '/');
    buf_add_text(&b, name);
    buf_add_byte(&b, 0);
    if (!buf_done(&b, "a path", &path, err))
        return false;
    *out = path.at;
    return true;
}

static bool make_folder(const char *path, struct err *err)
{
    const char *label = path;

    if (mkdir(path, 0755) == 0 || errno == EEXIST)
        return true;
    return err_set(err, ERR_STORE, "could not make the folder %s (error %d)", label, errno);
}

/* Makes every folder on the way; an earlier demo's store there gives way, nothing else does. */
static bool make_ready(struct demo *d, const char *out, struct err *err)
{
    static const char *const LEFT[] = { "medway.safekeep", "medway.safekeep-wal", "medway.safekeep-shm",
                                        "medway.safekeep.lock" };
    struct buf b = { .arena = d->call->arena };
    struct str path;

    for (const char *at = out; *at; at++) {
        if (*at == '/' && at != out) {
            buf_add_byte(&b, 0);
            b.len--;
            if (b.failed || !make_folder(b.at, err))
                return b.failed ? err_memory(err, "a path") : false;
        }
        buf_add_byte(&b, *at);
    }
    buf_add_byte(&b, 0);
    if (!buf_done(&b, "a path", &path, err) || !make_folder(path.at, err))
        return false;
    b.len--;
    buf_add_text(&b, "/medway");
    buf_add_byte(&b, 0);
    if (!buf_done(&b, "a path", &path, err) || !make_folder(path.at, err))
        return false;
    d->folder = (struct str){ path.at, path.len - 1 };
    for (size_t i = 0; i < COUNT_OF(LEFT); i++) {
        const char *old;
        if (!path_in(d, LEFT[i], &old, err))
            return false;
        (void)unlink(old);
    }
    return path_in(d, "medway.safekeep", &d->store, err) && path_in(d, "brief.html", &d->html, err) &&
           path_in(d, "brief.csv", &d->csv, err) && path_in(d, "brief.json", &d->json, err);
}

static bool found(struct demo *d, struct store *s, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_partnership_add_in in = { STR("Medway Community Safety Partnership"), 0, d->call->now.ms };

    if (!call_write(d->call, s, &t, err) || !sql_partnership_add(&t, &in, err) ||
        !audit_add(&t, AUDIT_COLLECTION, "partnership.founded", "partnership", 1, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(AGENCY); i++) {
        const struct demo_agency *g = &AGENCY[i];
        struct sql_agency_add_in add = { str_of(g->code), str_of(g->name), str_of(g->sector),
                                         str_of(g->licence), str_of(g->attribution), d->call->now.ms };
        if (!sql_agency_add(&t, &add, err) ||
            !audit_add(&t, AUDIT_COLLECTION, "agency.added", "agency", t.last_id, err))
            return false;
    }
    return txn_commit(&t, err);
}

static bool import_demo_file(struct demo *d, struct store *s, const struct demo_file *f, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct buf path = { .arena = &a };
    struct import_order order = { .store = s, .actor = d->call->actor, .now = d->call->now,
                                  .agency = str_of(f->agency), .kind = f->kind,
                                  .level = str_of(f->level), .vintage = f->vintage, .strict = true };
    struct import_outcome out;
    struct str at;

    arena_open_in(&a, d->call->arena, (size_t)1 << 30);
    buf_add_text(&path, d->data);
    buf_add_text(&path, "/medway/");
    buf_add_text(&path, f->name);
    buf_add_byte(&path, 0);
    if (!buf_done(&path, "a path", &at, err) || !import_one(&order, at.at, NULL, &a, &out, err))
        return false;
    d->rows += out.rows_kept;
    return true;
}

/* ---- what a manager would understand ---- */

static void say_thing(const struct brief_thing *t, size_t number, struct buf *b)
{
    buf_addf(b, "  %zu  ", number);
    buf_add(b, t->priority);
    buf_add_text(b, ", ");
    buf_add(b, t->place);
    buf_addf(b, ": %lld where %lld to %lld are usual", (long long)t->observed, (long long)t->usual.low,
             (long long)t->usual.high);
    if (t->recurrence_days > 0) {
        buf_add_text(b, "; by chance about once in ");
        buf_add_real(b, t->recurrence_days / 365.25, 0);
        buf_add_text(b, " years");
    }
    buf_add_byte(b, '\n');
}

static void say_notice(const struct brief_feed *f, const struct brief_notice *n, struct buf *b)
{
    if (n->kind != BRIEF_QUIET && n->kind != BRIEF_DOUBLED)
        return;
    buf_add_text(b, "  ");
    buf_add(b, f->agency);
    buf_add_text(b, n->kind == BRIEF_QUIET ? " went quiet in " : " doubled in ");
    buf_add_month_words(b, month_of(n->period.from));
    buf_add_text(b, ": ");
    buf_add_count(b, n->observed.n);
    buf_add_text(b, " rows of ");
    buf_add(b, n->category);
    buf_add_text(b, " where ");
    buf_add_count(b, n->usual.low);
    buf_add_text(b, " or more are usual. That is a broken feed, not a safer town.\n");
}

static void say_brief(const struct demo *d, const struct brief *brief, struct buf *b)
{
    buf_add(b, brief->partnership);
    buf_add_text(b, ", brief for ");
    buf_add_date_words(b, brief->date);
    buf_add_text(b, " (real, open, aggregate data; nothing here is about a person)\n\n");
    buf_add_count(b, d->rows);
    buf_addf(b, " rows came in from %zu files. What stands out:\n", COUNT_OF(MEDWAY));
    for (size_t i = 0; i < brief->things; i++)
        say_thing(&brief->thing[i], i + 1, b);
    if (brief->things == 0)
        buf_add_text(b, "  nothing beyond what chance would show\n");
    buf_add_text(b, "\nFeeds that were not as they should be:\n");
    for (size_t i = 0; i < brief->feeds; i++)
        for (size_t k = 0; k < brief->feed[i].notices; k++)
            say_notice(&brief->feed[i], &brief->feed[i].notice[k], b);
    buf_addf(b, "\nThe brief:  %s\nAs rows:    %s\nThe store:  %s\n", d->html, d->csv, d->store);
    buf_add_text(b, "Open the brief in any browser; it needs nothing else. It prints on A4.\n");
}

static bool make_brief(struct demo *d, struct store *s, struct brief *brief, struct txn *t,
                       struct err *err)
{
    struct date day;

    return call_read(d->call, s, t, err) && tally_newest_day(t, &day, err) &&
           gather_brief(t, day, d->call->arena, brief, err) &&
           brief_write(brief, d->html, d->csv, d->json, d->call->arena, err);
}

static bool newest_day(struct demo *d, struct store *s, struct date *day, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return call_read(d->call, s, &t, err) && tally_newest_day(&t, day, err);
}

static bool run_medway(struct demo *d, struct brief *brief, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct run_outcome run;
    struct date day;

    if (!store_create(d->store, err) || !store_open(&s, d->store, STORE_WRITE, err) || !found(d, s, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(MEDWAY); i++)
        if (!import_demo_file(d, s, &MEDWAY[i], err))
            return false;
    if (!newest_day(d, s, &day, err))
        return false;
    struct run_order order = run_order_defaults(day);
    if (!scan_and_record(d->call, s, &order, d->call->arena, &run, err))
        return false;
    return make_brief(d, s, brief, &t, err);
}

static int run(struct call *c, struct err *err)
{
    const char *out = call_value(c, "--out"), *data = call_value(c, "--data");
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct demo d = { .call = c, .data = data ? data : "data" };
    struct brief brief;

    if (!make_ready(&d, out ? out : "build/demo", err) || !run_medway(&d, &brief, err))
        return FAILED(err);
    if (!c->json) {
        say_brief(&d, &brief, &b);
        return call_answer(&b, err);
    }
    json_open_object(&j);
    json_member_str(&j, "partnership", brief.partnership);
    json_member_int(&j, "rows", d.rows);
    json_member_int(&j, "things", (int64_t)brief.things);
    json_member_text(&j, "brief", d.html);
    json_member_text(&j, "store", d.store);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return call_answer(&b, err);
}

static struct verb demo = {
    .name = "demo",
    .summary = "run the main job on Medway's open data, to one brief",
    .operands = "",
    .text = "Imports the bundled files through the same door as a partner's, scans, and writes the brief.\n"
            "Medway's data are real, open and aggregate; no partnership has adopted safekeep. The same\n"
            "data give the same brief, byte for byte.\n",
    .option = (const struct option[]){
        { "--out", "FOLDER", "where to write (build/demo); an earlier demo there gives way", false, false },
        { "--data", "FOLDER", "the bundled data (data)", false, false },
        { 0 } },
    .example = (const struct example[]){ { "See it work", "safekeep demo" }, { 0 } },
    .run = run,
};
VERB(demo)
