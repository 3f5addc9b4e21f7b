/* safekeep card new - a good first card: Northmere's, with another area in its place. */
#include "cards/example.h"
#include "cmd/card_verbs.h"

/* Northmere's own number is for drama; nobody else can use it. */
static const struct str LOCAL = { "youth-team", sizeof "youth-team" - 1 };

static bool is_elsewhere(const struct call *c)
{
    return call_has(c, "--area") || call_has(c, "--partnership") || call_has(c, "--page");
}

static void drop_local(struct card *card)
{
    size_t kept = 0;

    for (size_t i = 0; i < card->contacts; i++)
        if (!str_eq(card->contact[i].id, LOCAL))
            card->contact[kept++] = card->contact[i];
    card->contacts = kept;
}

/* A language's file without the line of a contact the card no longer has. */
static bool without_local(const struct call *c, struct card_file *file, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct str rest = file->bytes;

    while (rest.len > 0) {
        struct str line = str_cut(&rest, '\n'), words = line, what = str_cut(&words, ':');
        if (str_eq(what, STR("contact youth-team")))
            continue;
        buf_add(&b, line);
        buf_add_byte(&b, '\n');
    }
    return buf_done(&b, "a card", &file->bytes, err);
}

static void move(const struct call *c, struct card *card)
{
    card->area = call_text(c, "--area");
    card->partnership = call_text(c, "--partnership");
    card->page = call_text(c, "--page");
    card->invented = call_has(c, "--invented");
    card->history[0] = (struct card_history){ STR("made"), card->area, card->partnership,
                                              instant_local_date(c->now) };
    card->histories = 1;
    drop_local(card);
}

static bool move_words(const struct call *c, struct card_files *files, struct err *err)
{
    for (size_t i = 0; i < files->len; i++)
        if (str_ends(files->at[i].name, STR(".txt")) && !without_local(c, &files->at[i], err))
            return false;
    return true;
}

/* The example with what was given in its place; refused with its faults when that is no card. */
static bool make(const struct call *c, struct card_files *files, struct err *err)
{
    struct card_faults faults = { .arena = c->arena };
    struct card *card = arena_new(c->arena, struct card, 1);
    struct buf b = { .arena = c->arena };
    struct str json;

    if (!card)
        return err_memory(err, "a card");
    card_example(files);
    if (!card_read(files, c->arena, &faults, card, err))
        return false;
    if (call_has(c, "--name"))
        card->name = call_text(c, "--name");
    if (is_elsewhere(c)) {
        move(c, card);
        if (!move_words(c, files, err))
            return false;
    }
    card_write_json(card, &b);
    if (!buf_done(&b, "a card", &json, err) || !card_files_put(files, STR("card.json"), json, err) ||
        !card_read(files, c->arena, &faults, card, err))
        return false;
    if (card_faults_count(&faults, FAULT_STOP) == 0)
        return true;
    card_say_faults(c, &faults);
    return err_set(err, ERR_INPUT, "no card can be made of what was given; nothing was written");
}

static int answer(const struct call *c, const struct card_files *files, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    const char *label = c->operand[0];

    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "folder", label);
        json_member_int(&j, "files", (int64_t)files->len);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        return call_answer(&b, err);
    }
    buf_addf(&b, "A card is in %s: card.json and one file for each language.\n"
                 "Edit them with any editor, then: safekeep card check %s\n", label, label);
    return call_answer(&b, err);
}

static int run(struct call *c, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);

    if (!files)
        return err_memory(err, "a card"), FAILED(err);
    bool whole = call_has(c, "--area") && call_has(c, "--partnership") && call_has(c, "--page");
    if (is_elsewhere(c) && !whole)
        return USAGE(err, "--area, --partnership and --page belong together: give all three, or none for "
                          "Northmere's card as it is");
    if (!make(c, files, err) || !card_folder_write(c->operand[0], files, err))
        return FAILED(err);
    return answer(c, files, err);
}

static struct verb card_new = {
    .name = "card new",
    .summary = "make a first safety card to edit",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Makes a new folder with a whole card in five languages: what to do in an emergency, who to\n"
            "talk to. It is the card of the invented town of Northmere; with --area, --partnership and\n"
            "--page it is yours. No number counts as confirmed and no language as checked until somebody\n"
            "of yours has done it, so it prints as a draft.\n",
    .option = (const struct option[]){
        { "--area", "NAME", "your area: \"Southmere\"", false, false },
        { "--partnership", "NAME", "your partnership's name", false, false },
        { "--page", "URL", "the address the card's QR code leads to: https://...", false, false },
        { "--name", "NAME", "its name in addresses: a-z, 0-9 and - (default emergency)",
          false, false },
        { "--invented", NULL, "the area is invented; print and page say so", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Northmere's card, to look at", "safekeep card new card" },
        { "Your own", "safekeep card new card --area Southmere --partnership \"Southmere Safer Streets\" "
                      "--page https://southmere.example/cards/emergency" },
        { 0 } },
    .run = run,
};
VERB(card_new)
