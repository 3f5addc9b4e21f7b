/* safekeep card confirm, card checked - somebody rang a number, a speaker read a language. */
#include "cards/wording.h"
#include "cmd/card_edit.h"

static int answer(const struct call *c, const char *key, const char *words, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, key, c->operand[1]);
        json_member_bool(&j, "done", true);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "%s %s.\n", c->operand[1], words);
    return call_answer(&b, err);
}

/* ---- a number ---- */

struct confirming {
    struct str by;
    struct date on, review;
};

static bool confirm(const struct call *c, const struct confirming *k, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct contact *contact;

    if (!files || !card)
        return err_memory(err, "a card");
    if (!card_edit_read(c, files, card, err) || !card_edit_contact(c, card, &contact, err))
        return false;
    contact->confirmed = contact->has_confirmed_on = contact->has_review = true;
    contact->confirmed_by = k->by;
    contact->confirmed_on = k->on;
    contact->review = k->review;
    return card_edit_put_json(c, files, card, err);
}

static int run_confirm(struct call *c, struct err *err)
{
    struct confirming k = { .by = call_text(c, "--by"), .on = instant_local_date(c->now) };

    if (!call_date(c, "--date", &k.on, err) || !call_date(c, "--review", &k.review, err))
        return EXIT_USAGE;
    if (!contact_review_fits(k.on, k.review))
        return USAGE(err, "--review is the day to look again: after the day of confirming, and at most %d "
                          "months later", CONTACT_REVIEW_MONTHS);
    if (!confirm(c, &k, err))
        return FAILED(err);
    return answer(c, "contact", "is confirmed", err);
}

static struct verb confirm_verb = {
    .name = "card confirm",
    .summary = "say that somebody rang a card's number",
    .operands = "DIR ID",
    .operands_min = 2,
    .operands_max = 2,
    .text = "A number counts once somebody rang it and it was answered by whom the card says. ID is the\n"
            "contact's id in card.json. The day after the review date the card stops printing until\n"
            "somebody has rung again. NAME is a member of staff, never a young person.\n",
    .option = (const struct option[]){
        { "--by", "NAME", "who rang", true, false },
        { "--review", "DATE", "when to ring again: within 18 months", true, false },
        { "--date", "DATE", "when it was rung (default today)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Childline answered",
          "safekeep card confirm card childline --by \"A. Quill\" --date 2026-11-30 --review 2027-11-30" },
        { 0 } },
    .run = run_confirm,
};
VERB(confirm_verb)

/* ---- a language ---- */

static bool checked(const struct call *c, struct date on, struct err *err)
{
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct buf b = { .arena = c->arena };
    struct card_file file;

    if (!files || !card)
        return err_memory(err, "a card");
    if (!card_edit_read(c, files, card, err))
        return false;
    const struct wording *w = card_wording(card, str_of(c->operand[1]));
    const struct card_file *held = w ? card_files_at(files, w->file) : NULL;
    if (!held)
        return err_set(err, ERR_MISSING, "the card has no such language; card.json lists them under "
                                         "\"languages\"");
    file.name = held->name;
    return wording_mark_checked(held->bytes, call_text(c, "--by"), on, &b, err) &&
           buf_done(&b, "a card", &file.bytes, err) && card_edit_put(c, files, file, err);
}

static int run_checked(struct call *c, struct err *err)
{
    struct date on = instant_local_date(c->now);

    if (!call_date(c, "--date", &on, err))
        return EXIT_USAGE;
    if (!checked(c, on, err))
        return FAILED(err);
    return answer(c, "language", "is checked by a speaker", err);
}

static struct verb checked_verb = {
    .name = "card checked",
    .summary = "say that a speaker has checked a card's language",
    .operands = "DIR LANGUAGE",
    .operands_min = 2,
    .operands_max = 2,
    .text = "Until somebody who speaks it has read every word, print and page say that a language is not\n"
            "yet checked. Only the line \"checked:\" of the language's file changes.\n",
    .option = (const struct option[]){
        { "--by", "NAME", "who read it: \"A. Quill, interpreter\"", true, false },
        { "--date", "DATE", "when it was read (default today)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Polish was read", "safekeep card checked card pl --by \"Z. Quill, interpreter\"" },
        { 0 } },
    .run = run_checked,
};
VERB(checked_verb)
