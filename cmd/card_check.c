/* safekeep card check - all that is wrong with a card, said at once. */
#include "cards/card.h"
#include "cmd/card_verbs.h"

struct verdict {
    size_t stops, drafts, notes;
};

static void add_summary(struct buf *b, const struct verdict *v)
{
    if (v->stops > 0)
        buf_addf(b, "%zu to mend before it prints at all", v->stops);
    else if (v->drafts > 0)
        buf_addf(b, "It prints as a draft: %zu to settle first", v->drafts);
    else
        buf_add_text(b, "It can be printed");
    if (v->notes > 0)
        buf_addf(b, "; %zu worth knowing", v->notes);
    buf_add_text(b, ".\n");
}

static int answer(const struct call *c, const struct card_faults *f, struct err *err)
{
    const struct verdict v = { card_faults_count(f, FAULT_STOP), card_faults_count(f, FAULT_DRAFT),
                               card_faults_count(f, FAULT_NOTE) };
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "prints", v.stops > 0 ? "no" : v.drafts > 0 ? "draft" : "yes");
        json_key(&j, "faults");
        card_faults_json(f, &j);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else {
        card_faults_text(f, &b);
        add_summary(&b, &v);
    }
    int code = call_answer(&b, err);
    return code == EXIT_FINE && v.stops > 0 ? EXIT_INPUT : code;
}

static int run(struct call *c, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct card_faults faults = { .arena = c->arena };
    struct date today = instant_local_date(c->now);

    if (!files || !card)
        return err_memory(err, "a card"), FAILED(err);
    if (!call_date(c, "--date", &today, err))
        return EXIT_USAGE;
    if (!card_folder_read(c->operand[0], c->arena, files, err) ||
        !card_look(c, files, card, today, &faults, err))
        return FAILED(err);
    return answer(c, &faults, err);
}

static struct verb card_check_verb = {
    .name = "card check",
    .summary = "say all that is wrong with a card",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Says every fault of the card in DIR at once, each with its file, line, and what to do: what\n"
            "cannot be read, numbers that are not confirmed or overdue, colours that cannot be told apart,\n"
            "English that is too hard, a language that says less than the others or has no room, a letter\n"
            "no font has, a picture that may not be passed on.\n"
            "\n"
            "Exit code 0: it prints, maybe as a draft; 3: it does not print until something is mended.\n",
    .option = (const struct option[]){
        { "--date", "DATE", "decides which numbers are overdue (default today)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Before anything else", "safekeep card check card" },
        { "Will it still be good at Easter?", "safekeep card check card --date 2027-03-28" },
        { 0 } },
    .run = run,
};
VERB(card_check_verb)
