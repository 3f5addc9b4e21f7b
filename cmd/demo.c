/* safekeep demo - two partnerships through every room, each to one brief. */
#include "cmd/demo_judge.h"
#include "cmd/demo_people.h"

#include "cmd/brief_write.h"
#include "cmd/folder.h"
#include "cmd/import_say.h"
#include "cmd/scan_store.h"
#include "governance/audit.h"

/* ---- the steps ---- */

static bool remove_old_store(const struct demo *d, struct err *err)
{
    static const char *const AFTER[] = { "", "-wal", "-shm", ".lock" };

    for (size_t i = 0; i < COUNT_OF(AFTER); i++) {
        struct buf b = { .arena = d->call->arena };
        struct str path;
        buf_add_text(&b, d->store_path);
        buf_add_text(&b, AFTER[i]);
        buf_add_byte(&b, 0);
        if (!buf_done(&b, "a path", &path, err))
            return false;
        (void)unlink(path.at);
    }
    return true;
}

static bool found(struct demo *d, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_partnership_add_in in = { str_of(d->partnership), d->invented, d->call->now.ms };

    if (!call_write(d->call, d->store, &t, err) || !sql_partnership_add(&t, &in, err) ||
        !audit_add(&t, AUDIT_COLLECTION, "partnership.founded", "partnership", 1, err))
        return false;
    for (size_t i = 0; d->agency[i].code; i++) {
        const struct demo_agency *g = &d->agency[i];
        struct sql_agency_add_in add = { str_of(g->code), str_of(g->name), str_of(g->sector),
                                         str_of(g->licence), str_of(g->attribution), d->call->now.ms };
        if (i == DEMO_AGENCIES_MAX)
            return err_set(err, ERR_BUG, "the demo has more partners than there is room for");
        if (!sql_agency_add(&t, &add, err))
            return false;
        d->agency_id[i] = t.last_id;
        if (!audit_add(&t, AUDIT_COLLECTION, "agency.added", "agency", t.last_id, err))
            return false;
    }
    return txn_commit(&t, err);
}

bool demo_begin(struct demo *d, const char *out, struct err *err)
{
    struct arena *a = d->call->arena;
    struct buf name = { .arena = a };
    struct str store;

    buf_addf(&name, "%s.safekeep", d->name);
    buf_add_byte(&name, 0);
    return buf_done(&name, "a path", &store, err) && folder_path(a, out, d->name, &d->folder, err) &&
           folder_make(d->folder, a, err) && folder_path(a, d->folder, store.at, &d->store_path, err) &&
           folder_path(a, d->folder, "brief.html", &d->html, err) &&
           folder_path(a, d->folder, "brief.csv", &d->csv, err) &&
           folder_path(a, d->folder, "brief.json", &d->json, err) && remove_old_store(d, err) &&
           store_create(d->store_path, err) && store_open(&d->store, d->store_path, STORE_WRITE, err) &&
           found(d, err);
}

static bool import_demo_file(struct demo *d, const struct demo_file *f, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct column_rule drop = { str_of(f->drop), STR("") };
    struct import_order order = { .store = d->store, .actor = d->call->actor, .now = d->call->now,
                                  .agency = str_of(f->agency), .kind = f->kind, .rule = &drop,
                                  .rules = f->drop != NULL, .level = str_of(f->level),
                                  .vintage = f->vintage, .strict = true };
    struct import_outcome out;
    const char *path;

    arena_open_in(&a, d->call->arena, (size_t)1 << 30);
    if (!folder_path(&a, d->source, f->name, &path, err) || !import_one(&order, path, NULL, &a, &out, err))
        return false;
    d->rows += out.rows_kept;
    d->files++;
    return true;
}

bool demo_import(struct demo *d, struct err *err)
{
    for (const struct demo_file *f = d->file; f->name; f++)
        if (!import_demo_file(d, f, err))
            return false;
    return true;
}

static bool newest_day(struct demo *d, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return call_read(d->call, d->store, &t, err) && tally_newest_day(&t, &d->newest, err);
}

bool demo_scan(struct demo *d, struct err *err)
{
    if (!newest_day(d, err))
        return false;
    struct run_order order = run_order_defaults(d->newest);
    return scan_and_record(d->call, d->store, &order, d->call->arena, &d->run, err);
}

bool demo_brief(struct demo *d, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return call_read(d->call, d->store, &t, err) &&
           gather_brief(&t, d->newest, d->call->arena, &d->brief, err) &&
           brief_write(&d->brief, d->html, d->csv, d->json, d->call->arena, err);
}

void demo_close(struct demo *d)
{
    store_close(&d->store);
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
    buf_add(b, n->category.len ? n->category : STR("all kinds"));
    buf_add_text(b, " where ");
    buf_add_count(b, n->usual.low);
    buf_add_text(b, " or more are usual. That is a broken feed, not a safer town.\n");
}

void demo_say(const struct demo *d, const char *of_what, struct buf *b)
{
    const struct brief *brief = &d->brief;

    buf_add(b, brief->partnership);
    buf_add_text(b, ", brief for ");
    buf_add_date_words(b, brief->date);
    buf_addf(b, " (%s)\n\n", of_what);
    buf_add_count(b, d->rows);
    buf_addf(b, " rows came in from %zu files. What stands out:\n", d->files);
    for (size_t i = 0; i < brief->things; i++)
        say_thing(&brief->thing[i], i + 1, b);
    if (brief->things == 0)
        buf_add_text(b, "  nothing beyond what chance would show\n");
    buf_add_text(b, "\nFeeds that were not as they should be:\n");
    size_t before = b->len;
    for (size_t i = 0; i < brief->feeds; i++)
        for (size_t k = 0; k < brief->feed[i].notices; k++)
            say_notice(&brief->feed[i], &brief->feed[i].notice[k], b);
    if (b->len == before)
        buf_add_text(b, "  none\n");
    buf_addf(b, "\nThe brief:  %s\nAs rows:    %s\nThe store:  %s\n", d->html, d->csv, d->store_path);
}

void demo_say_json(const struct demo *d, struct json_out *j)
{
    json_member_str(j, "partnership", d->brief.partnership);
    json_member_bool(j, "invented", d->brief.invented);
    json_member_int(j, "rows", d->rows);
    json_member_int(j, "things", (int64_t)d->brief.things);
    json_member_text(j, "brief", d->html);
    json_member_text(j, "store", d->store_path);
}

/* ---- the verb ---- */

static int answer(const struct call *c, const struct demo *medway, const struct demo *northmere,
                  const struct demo_people *people, const struct judgement *judged, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (!c->json) {
        demo_say(medway, "real, open, aggregate data; nothing here is about a person", &b);
        buf_add_text(&b, "\n\n");
        demo_say(northmere, "invented, town and all", &b);
        buf_add_byte(&b, '\n');
        judge_say(judged, &b);
        buf_add_byte(&b, '\n');
        demo_people_say(people, &b);
        buf_addf(&b, "\nA brief is a file for any browser and prints on A4. Brief, map, areas, alerts and\n"
                     "data of both partnerships are a site, on this machine alone. This opens it:\n\n"
                     "  build/safekeep serve --store %s \\\n      --store %s\n", medway->store_path,
                 northmere->store_path);
        buf_add_text(&b, "\nNorthmere's safety card, what to do in an emergency in five languages, is made\n"
                         "and printed by:\n\n"
                         "  build/safekeep card new build/card\n"
                         "  build/safekeep card print build/card --layout sheet-8up --out build/card.pdf\n");
        return call_answer(&b, err);
    }
    json_open_object(&j);
    json_key(&j, "medway");
    json_open_object(&j);
    demo_say_json(medway, &j);
    json_close_object(&j);
    json_key(&j, "northmere");
    json_open_object(&j);
    demo_say_json(northmere, &j);
    judge_say_json(judged, &j);
    demo_people_say_json(people, &j);
    json_close_object(&j);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return call_answer(&b, err);
}

static int run(struct call *c, struct err *err)
{
    const char *out = call_value(c, "--out"), *bundled = call_value(c, "--data");
    struct demo medway _cleanup_(demo_close) = { .call = c };
    struct demo northmere _cleanup_(demo_close) = { .call = c };
    struct demo_people people _cleanup_(demo_people_close) = { 0 };
    struct judgement judged;

    out = out ? out : "build/demo";
    if (!demo_medway(&medway, out, bundled ? bundled : "data", err) ||
        !demo_northmere(&northmere, out, &people, &judged, err))
        return FAILED(err);
    return answer(c, &medway, &northmere, &people, &judged, err);
}

static struct verb demo = {
    .name = "demo",
    .summary = "run the main job for two partnerships, each to one brief",
    .operands = "",
    .text = "Imports files through the same door as a partner's, scans, and writes the brief: once with\n"
            "Medway's bundled data, which are real, open and aggregate (no partnership has adopted\n"
            "safekeep), and once with the invented town of Northmere, in which things were hidden to be\n"
            "found. Northmere's six files of people are linked as files; the store is told only how many\n"
            "people are known to how many partners. Then it opens the truth about Northmere and says\n"
            "what was found, missed and raised falsely, and how right the linkage was. The same data\n"
            "give the same briefs, byte for byte.\n",
    .option = (const struct option[]){
        { "--out", "FOLDER", "where to write (build/demo); an earlier demo there gives way", false, false },
        { "--data", "FOLDER", "the bundled data (data)", false, false },
        { 0 } },
    .example = (const struct example[]){ { "See it work", "safekeep demo" }, { 0 } },
    .run = run,
};
VERB(demo)
