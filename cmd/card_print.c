/* safekeep card print - a card as a PDF for a printer. */
#include "cards/print.h"
#include "cmd/card_verbs.h"

struct job {
    struct arena *arena;
    struct card_files files;
    struct card card;
    struct card_faults faults;
    struct print_order order;
    struct printed printed;
};

static bool choose_languages(const struct call *c, struct job *j, struct err *err)
{
    struct print_order *o = &j->order;
    const char *label;

    if (!call_has(c, "--language")) {
        print_every_language(o);
        return true;
    }
    for (size_t i = 0; (label = call_value_at(c, "--language", i)) != NULL; i++) {
        const struct wording *w = card_wording(&j->card, str_of(label));
        if (!w)
            return err_set(err, ERR_INPUT, "the card has no language %s; card.json lists those it has",
                           label);
        if (o->wordings == CARD_LANGUAGES_MAX)
            return err_set(err, ERR_INPUT, "more languages are asked for than a card can have");
        o->wording[o->wordings++] = w;
    }
    return true;
}

static bool choose(const struct call *c, struct job *j, struct err *err)
{
    const char *label = call_value(c, "--layout");

    j->order.card = &j->card;
    j->order.files = &j->files;
    j->order.layout = SHEET_CR80;
    j->order.day = instant_local_date(c->now);
    if (label && !sheet_find(str_of(label), &j->order.layout))
        return err_set(err, ERR_INPUT, "there is no layout %s; there are cr80, a7-fold, sheet-8up "
                                       "and poster-a4",
                       label);
    return call_date(c, "--date", &j->order.day, err);
}

static bool print(const struct call *c, struct job *j, struct err *err)
{
    return card_folder_read(c->operand[0], j->arena, &j->files, err) &&
           card_read(&j->files, j->arena, &j->faults, &j->card, err) && choose_languages(c, j, err) &&
           card_standing(c, &j->files, &j->order.approved, err) &&
           card_print(&j->order, j->arena, &j->faults, &j->printed, err) &&
           cmd_write(call_value(c, "--out"), j->printed.pdf, err);
}

static bool tell_json(const struct job *j, struct err *err)
{
    struct buf b = { .arena = j->arena };
    struct json_out out = { .buf = &b };
    struct str text;

    json_open_object(&out);
    json_member_text(&out, "layout", sheet_word(j->order.layout));
    json_member_int(&out, "pages", (int64_t)j->printed.pages);
    json_key(&out, "languages");
    json_open_array(&out);
    for (size_t i = 0; i < j->order.wordings; i++)
        json_text(&out, j->order.wording[i]->tongue->code);
    json_close_array(&out);
    json_member_bool(&out, "draft", j->printed.draft);
    json_key(&out, "faults");
    card_faults_json(&j->faults, &out);
    json_close_object(&out);
    buf_add_byte(&b, '\n');
    return buf_done(&b, "the answer", &text, err) && cmd_print(text, err);
}

static int run(struct call *c, struct err *err)
{
    struct job j = { .arena = c->arena, .faults = { .arena = c->arena } };

    if (!choose(c, &j, err))
        return EXIT_USAGE;
    if (c->json && strcmp(call_value(c, "--out"), "-") == 0)
        return USAGE(err, "--json and --out - would both write to standard output; give the PDF a file");
    if (!print(c, &j, err)) {
        card_say_faults(c, &j.faults);
        return FAILED(err);
    }
    if (c->json)
        return tell_json(&j, err) ? EXIT_FINE : FAILED(err);
    card_say_faults(c, &j.faults);
    cmd_say("%zu pages%s", j.printed.pages, j.printed.draft ? ", as a DRAFT" : "");
    return EXIT_FINE;
}

static struct verb print_verb = {
    .name = "card print",
    .summary = "print a card as a PDF",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Every language's pages follow the card's order. Layouts: cr80, the size of a bank card, "
            "front and\n"
            "back, with 3 mm of bleed and crop marks; sheet-8up, eight of them on A4, to be printed "
            "on both sides\n"
            "and turned on the long edge; a7-fold, a sheet of A6 folded once to A7, turned on the "
            "short edge;\n"
            "poster-a4. Print at actual size, never \"fit to page\".\n"
            "\n"
            "Every side says DRAFT unless the store has an approved edition of exactly these files "
            "and every\n"
            "number is confirmed. A number whose review date is over by the day is not printed, nor "
            "a text that\n"
            "does not fit or has a letter no font has: all that is wrong is said with file and line.\n"
            "The PDF is read back as a picture before it is written: a code that would not scan is refused.\n"
            "The same card, day and fonts give the same bytes.\n",
    .option = (const struct option[]){
        { "--out", "FILE", "write the PDF there, whole or not at all (- is standard output)", true, false },
        { "--store", "FILE", "the partnership's store, for the card's approval", false, false },
        { "--date", "DATE", "the day that decides which numbers are overdue (today)", false, false },
        { "--language", "CODE", "only this language, in the order given (all)", false, true },
        { "--layout", "NAME", "cr80, a7-fold, sheet-8up or poster-a4 (cr80)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Eight to a sheet, in two languages",
          "safekeep card print northmere --language en --language pl --layout sheet-8up --out cards.pdf" },
        { "A poster of an approved card",
          "safekeep card print northmere --store csp.safekeep --layout poster-a4 --out poster.pdf" },
        { 0 } },
    .run = run,
};
VERB(print_verb)
