/* safekeep card adopt, card contact - another force's card made one's own. */
#include "cards/adopt.h"
#include "cmd/card_edit.h"

/* What is left to do, as card check would say it. */
static int answer_adopted(const struct call *c, const struct card_files *files, struct err *err)
{
    struct card *card = arena_new(c->arena, struct card, 1);
    struct card_faults faults = { .arena = c->arena };
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (!card)
        return (void)err_memory(err, "a card"), FAILED(err);
    if (!card_read(files, c->arena, &faults, card, err))
        return FAILED(err);
    adopt_check(card, &faults);
    card_faults_sort(&faults);
    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "folder", call_value(c, "--out"));
        json_key(&j, "to_do");
        card_faults_json(&faults, &j);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        return call_answer(&b, err);
    }
    buf_addf(&b, "%s is yours. Before it prints:\n", call_value(c, "--out"));
    card_faults_text(&faults, &b);
    return call_answer(&b, err);
}

static int run_adopt(struct call *c, struct err *err)
{
    struct card_faults faults = { .arena = c->arena };
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct adoption to = { call_text(c, "--name"), call_text(c, "--area"), call_text(c, "--partnership"),
                           call_text(c, "--page"), call_has(c, "--invented"), instant_local_date(c->now) };

    if (!files)
        return (void)err_memory(err, "a card"), FAILED(err);
    if (!call_date(c, "--date", &to.on, err))
        return EXIT_USAGE;
    if (!card_folder_read(c->operand[0], c->arena, files, err))
        return FAILED(err);
    if (!adopt_card(files, &to, c->arena, &faults, files, err)) {
        card_say_faults(c, &faults);
        return FAILED(err);
    }
    if (!card_folder_write(call_value(c, "--out"), files, err))
        return FAILED(err);
    return answer_adopted(c, files, err);
}

/* ---- one number ---- */

static void change(const struct call *c, const char *option, struct str *field)
{
    if (call_has(c, option))
        *field = call_text(c, option);
}

/* The contact of the second operand, with what was given in place of what was there. */
static bool change_contact(const struct call *c, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct contact *k;

    if (!files || !card)
        return err_memory(err, "a card");
    if (!card_edit_read(c, files, card, err) || !card_edit_contact(c, card, &k, err))
        return false;
    change(c, "--number", &k->number);
    change(c, "--name", &k->name);
    change(c, "--owner", &k->owner);
    change(c, "--source", &k->source);
    if (call_has(c, "--kind"))
        k->kind = str_eq(call_text(c, "--kind"), STR("text")) ? CONTACT_TEXT : CONTACT_CALL;
    k->confirmed = k->has_confirmed_on = k->has_review = false;
    k->confirmed_by = STR("");
    return card_edit_put_json(c, files, card, err);
}

static int run_contact(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct str kind = call_text(c, "--kind");

    if (!call_has(c, "--number") && !call_has(c, "--name") && !call_has(c, "--owner") &&
        !call_has(c, "--source") && !call_has(c, "--kind"))
        return USAGE(err, "say what is new: --number, --name, --owner, --source or --kind");
    if (kind.len && !str_eq(kind, STR("call")) && !str_eq(kind, STR("text")))
        return USAGE(err, "--kind takes call or text");
    if (!change_contact(c, err))
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "contact", c->operand[1]);
        json_member_bool(&j, "confirmed", false);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "%s is changed, and not confirmed: ring it, then say safekeep card confirm.\n",
                 c->operand[1]);
    return call_answer(&b, err);
}

static struct verb adopt = {
    .name = "card adopt",
    .summary = "make another force's card your own",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Makes a new folder with the card for your area. The words, languages, picture, licence and "
            "credits\n"
            "stay, and its history says who made it first; print and page credit them.\n"
            "\n"
            "No number counts as confirmed, and the card does not print until each was confirmed by you\n"
            "(\"safekeep card confirm\") or replaced (\"safekeep card contact\"), and until no language\n"
            "names the first area. What is left to do is said at once, with file and line.\n",
    .option = (const struct option[]){
        { "--area", "NAME", "your area: \"Southmere\"", true, false },
        { "--partnership", "NAME", "your partnership's name", true, false },
        { "--page", "URL", "the address your card's QR code leads to: https://...", true, false },
        { "--out", "DIR", "the new folder; must not be there yet", true, false },
        { "--name", "NAME", "the card's name in addresses (default: as it is)", false, false },
        { "--invented", NULL, "your area is invented, too; print and page say so", false, false },
        { "--date", "DATE", "the day of adoption (default: today)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "After safekeep card import",
          "safekeep card adopt from-northmere --area Southmere --partnership \"Southmere Safer Streets\" "
          "--page https://southmere.example/cards/emergency --out emergency" },
        { 0 } },
    .run = run_adopt,
};
VERB(adopt)

static struct verb contact = {
    .name = "card contact",
    .summary = "put another number, or who answers it, into a card",
    .operands = "DIR ID",
    .operands_min = 2,
    .operands_max = 2,
    .text = "Changes one of the card's contacts; ID is its id in card.json. What is not given stays. The "
            "number\n"
            "then counts as not confirmed until somebody rang it and said \"safekeep card confirm\".\n"
            "What each language says of the contact stands in LANGUAGE.txt and is edited there.\n",
    .option = (const struct option[]){
        { "--number", "NUMBER", "as it is printed: \"01632 960456\"", false, false },
        { "--name", "NAME", "the service's own name, the same in every language", false, false },
        { "--owner", "NAME", "whose number it is", false, false },
        { "--source", "WORDS", "where it was looked up", false, false },
        { "--kind", "KIND", "call or text", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Your own youth team", "safekeep card contact emergency youth-team --number \"01632 960456\" "
                                 "--name \"Southmere youth team\" --owner \"Southmere Council\" "
                                 "--source southmere.example/youth" },
        { 0 } },
    .run = run_contact,
};
VERB(contact)
