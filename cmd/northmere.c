/* safekeep northmere - a town that does not exist, and what its partners know, as files. */
#include "cmd/northmere_write.h"
#include "cmd/store_verbs.h"

static bool read_order(const struct call *c, struct northmere_order *o, struct err *err)
{
    int64_t seed = 0, plants;

    if (!call_whole(c, "--seed", 0, INT64_MAX, &seed, err))
        return false;
    plants = seed;
    if (!call_whole(c, "--plants", 0, INT64_MAX, &plants, err) ||
        !call_real(c, "--scale", TOWN_SCALE_MIN, TOWN_SCALE_MAX, &o->scale, err))
        return false;
    o->seed = (uint64_t)seed;
    o->plants = (uint64_t)plants;
    o->folder = call_value(c, "--out");
    return true;
}

static void say_json(const struct northmere_order *o, const struct northmere_written *w, struct buf *b)
{
    struct json_out j = { .buf = b };

    json_open_object(&j);
    json_member_str(&j, "town", w->town.name);
    json_member_bool(&j, "invented", true);
    json_member_int(&j, "seed", (int64_t)o->seed);
    json_member_int(&j, "plants", (int64_t)o->plants);
    json_member_real(&j, "scale", o->scale, 6);
    json_member_int(&j, "areas", (int64_t)w->town.areas);
    json_member_int(&j, "residents", w->town.residents);
    json_member_int(&j, "incidents", w->incidents);
    json_member_int(&j, "persons", w->persons);
    json_member_text(&j, "out", o->folder);
    json_key(&j, "files");
    json_open_array(&j);
    for (size_t i = 0; i < w->files; i++) {
        json_open_object(&j);
        json_member_text(&j, "name", w->file[i].name);
        json_member_int(&j, "bytes", w->file[i].bytes);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(b, '\n');
}

static void say_text(const struct northmere_order *o, const struct northmere_written *w, struct buf *b)
{
    buf_addf(b, "Northmere, an invented town (seed %llu): %zu wards, %zu small areas, ",
             (unsigned long long)o->seed, w->town.wards, w->town.areas);
    buf_add_count(b, w->town.residents);
    buf_add_text(b, " residents.\n");
    buf_add_count(b, w->incidents);
    buf_add_text(b, " incidents of 25 months; ");
    buf_add_count(b, w->persons);
    buf_add_text(b, " persons known to six partners.\n\n");
    for (size_t i = 0; i < w->files; i++) {
        buf_addf(b, "  %s/%-34s ", o->folder, w->file[i].name);
        buf_add_count(b, w->file[i].bytes);
        buf_add_text(b, " bytes\n");
    }
    buf_add_text(b, "\nWhat is hidden in it stands in truth/: judge by it, and let no finder open it.\n");
}

static int run(struct call *c, struct err *err)
{
    struct northmere_order order = { .scale = 1 };
    struct northmere_written written;
    struct buf b = { .arena = c->arena };

    if (!read_order(c, &order, err))
        return EXIT_USAGE;
    if (!order.folder[0])
        return USAGE(err, "--out is the name of a folder, and may not be blank");
    if (!northmere_write(&order, c->arena, &written, err))
        return FAILED(err);
    if (c->json)
        say_json(&order, &written, &b);
    else
        say_text(&order, &written, &b);
    return call_answer(&b, err);
}

static struct verb northmere = {
    .name = "northmere",
    .summary = "make a town that does not exist, with what its partners know, as files",
    .operands = "",
    .text =
        "Writes the invented town of Northmere into a folder: boundaries, area facts, a gazetteer, two\n"
        "years of incidents and hospital assaults, and six partners' files of persons. Nothing in it is\n"
        "real: it lies in the open sea, its postcodes end in letters none has, and every file name and\n"
        "column header says \"invented\". The same options give the same files, byte for byte.\n"
        "\n"
        "Hidden in the incidents are an emerging cluster, a faint one, a repeat series and a feed that\n"
        "goes quiet, and decoys that should not be raised: a seasonal rise, a busy centre, a prolific\n"
        "reporter. The truth about them, and about who each row of the people's files is, stands in\n"
        "truth/: use it to judge what was found, never to find. With --plants they move, and the town\n"
        "stays.\n"
        "\n"
        "An existing folder is written into: files of these names are replaced, others stay. Each file\n"
        "is whole or not there; " NORTHMERE_README " comes last, so that a folder without it is not\n"
        "complete.\n",
    .option = (const struct option[]){
        { "--seed", "NUMBER", "which town", true, false },
        { "--out", "FOLDER", "where to write; made when it is not there", true, false },
        { "--scale", "FACTOR", "1 (the default): about 6,000 persons; .05 to 170, about a million", false,
          false },
        { "--plants", "NUMBER", "where and when the hidden things lie (the town's seed)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A town to try things on", "safekeep northmere --seed 1 --out northmere" },
        { "The same town, other things hidden", "safekeep northmere --seed 1 --plants 2 --out northmere-2" },
        { "People enough for a load test", "safekeep northmere --seed 1 --scale 170 --out big" },
        { 0 } },
    .run = run,
};
VERB(northmere)
