/* safekeep card page - the page of a card as files, for any web host. */
#include <errno.h>
#include <sys/stat.h>

#include "cmd/folder.h"
#include "cmd/out_file.h"
#include "cmd/card_verbs.h"
#include "web/card_page.h"

/* ---- a folder, whole or not at all: beside it first, then renamed into place ---- */

struct work {
    struct arena *arena;
    const char *beside;
    const struct card_outs *outs;
};

static bool path_in(struct work *w, struct str name, const char **out, struct err *err)
{
    struct str copy = arena_copy(w->arena, name);

    return copy.at ? folder_path(w->arena, w->beside, copy.at, out, err) : err_memory(err, "a path");
}

static void take_away(struct work *w)
{
    struct err ignored = { 0 };
    const char *path;

    for (size_t i = 0; i < w->outs->len; i++) {
        struct str rest = w->outs->at[i].path, first = str_cut(&rest, '/');

        if (path_in(w, w->outs->at[i].path, &path, &ignored))
            (void)unlink(path);
        if (rest.len > 0 && path_in(w, first, &path, &ignored))
            (void)rmdir(path);
    }
    (void)rmdir(w->beside);
}

static bool write_file(const char *path, struct str bytes, struct err *err)
{
    struct out_file f = { 0 };
    bool good = out_open(&f, path, err) && out_add(&f, bytes, err) && out_done(&f, err);

    out_close(&f);
    return good;
}

static bool write_one(struct work *w, const struct card_out *out, struct err *err)
{
    struct str rest = out->path, first = str_cut(&rest, '/');
    const char *path;

    if (rest.len > 0 && (!path_in(w, first, &path, err) || !folder_make(path, w->arena, err)))
        return false;
    return path_in(w, out->path, &path, err) && write_file(path, out->bytes, err);
}

static bool write_all(struct work *w, const char *to, struct err *err)
{
    const char *label = to;

    if (mkdir(w->beside, 0755) != 0)
        return err_set(err, ERR_STORE, "could not make a folder beside %s (error %d)", label, errno);
    for (size_t i = 0; i < w->outs->len; i++)
        if (!write_one(w, &w->outs->at[i], err)) {
            take_away(w);
            return false;
        }
    if (rename(w->beside, to) == 0)
        return true;
    take_away(w);
    return err_set(err, ERR_STORE, "could not put the folder at %s (error %d)", label, errno);
}

static bool write_folder(const char *to, const struct card_outs *outs, struct arena *a, struct err *err)
{
    struct work w = { .arena = a, .outs = outs };
    struct buf b = { .arena = a };
    struct str bare = str_of(to), path;
    struct stat st;

    while (bare.len > 1 && str_ends(bare, STR("/")))
        bare.len--;
    if (lstat(to, &st) == 0)
        return err_set(err, ERR_CLASH, "there is something at --out already: take it away, or name "
                                       "another folder");
    buf_add(&b, bare);
    buf_addf(&b, ".part-%d", (int)getpid());
    buf_add_byte(&b, 0);
    bare = arena_copy(a, bare);
    if (!bare.at || !buf_done(&b, "a path", &path, err))
        return err_memory(err, "a path");
    w.beside = path.at;
    return write_all(&w, bare.at, err);
}

/* ---- the card ---- */

static bool read_card(struct call *c, struct card_files *files, struct card *card, struct err *err)
{
    struct card_faults faults = { .arena = c->arena };

    if (!card_folder_read(c->operand[0], c->arena, files, err) ||
        !card_read(files, c->arena, &faults, card, err))
        return false;
    if (card_faults_count(&faults, FAULT_STOP) == 0)
        return true;
    card_say_faults(c, &faults);
    return err_set(err, ERR_INPUT, "this card cannot be shown yet; \"safekeep card check\" says all that "
                                   "is wrong");
}

static int answer(struct call *c, const struct card_outs *outs, bool draft, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, "files", (int64_t)outs->len);
        json_member_bool(&j, "draft", draft);
        json_member_bool(&j, "picture_left_out", outs->picture_left_out);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        return call_answer(&b, err);
    }
    buf_addf(&b, "Wrote %zu files; open index.html.\n", outs->len);
    if (draft)
        buf_add_text(&b, "It says that it is a draft: no approval of these very files was found "
                         "(--store).\n");
    if (outs->picture_left_out)
        buf_addf(&b, "The picture is left to print: it is bigger than %d bytes.\n", CARD_PICTURE_BYTES_MAX);
    return call_answer(&b, err);
}

static int run(struct call *c, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct card_outs *outs = arena_new(c->arena, struct card_outs, 1);
    struct card_place place = { .address = STR(""), .today = instant_local_date(c->now) };
    bool good;

    if (!files || !card || !outs)
        return err_memory(err, "a card"), FAILED(err);
    if (!call_date(c, "--date", &place.today, err))
        return EXIT_USAGE;
    if (!read_card(c, files, card, err) || !card_standing(c, files, &good, err))
        return FAILED(err);
    place.draft = !good;
    if (!card_page_make(card, files, &place, c->arena, outs, err) ||
        !write_folder(call_value(c, "--out"), outs, c->arena, err))
        return FAILED(err);
    return answer(c, outs, place.draft, err);
}

static struct verb card_page = {
    .name = "card page",
    .summary = "make a card's page as files for any web host",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Writes a new folder with the page of the card in DIR in each of its languages, its style,\n"
            "script and icons. Every address in it is relative and nothing is fetched from elsewhere, so\n"
            "it works from any folder of any host. Served by https it can be kept on a phone and works\n"
            "without the internet. The folder is written whole or not at all.\n"
            "\n"
            "The page says that it is a draft unless the store holds an approval of these very files.\n"
            "Numbers that are overdue on the day are shown, but nothing calls them by a touch.\n",
    .option = (const struct option[]){
        { "--out", "FOLDER", "where to write it; nothing may be there yet", true, false },
        { "--store", "FILE", "the store that holds the card's approval", false, false },
        { "--date", "DATE", "decides which numbers are overdue (default today)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A draft to look at", "safekeep card page card --out build/page" },
        { "To be published", "safekeep card page card --out build/page --store northmere.safekeep" },
        { 0 } },
    .run = run,
};
VERB(card_page)
