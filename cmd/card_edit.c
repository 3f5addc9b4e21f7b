#include "cmd/card_edit.h"

/* Is nothing in the way? Else that is said, and why it matters is left to the caller. */
static bool is_sound(const struct call *c, const struct card_files *files, struct card *card, bool *sound,
                     struct err *err)
{
    struct card_faults faults = { .arena = c->arena };

    if (!card_read(files, c->arena, &faults, card, err))
        return false;
    *sound = card_faults_count(&faults, FAULT_STOP) == 0;
    if (!*sound)
        card_say_faults(c, &faults);
    return true;
}

bool card_edit_read(const struct call *c, struct card_files *files, struct card *card, struct err *err)
{
    bool sound;

    if (!card_folder_read(c->operand[0], c->arena, files, err) || !is_sound(c, files, card, &sound, err))
        return false;
    return sound || err_set(err, ERR_INPUT, "the card has faults; mend these first");
}

bool card_edit_contact(const struct call *c, struct card *card, struct contact **out, struct err *err)
{
    for (size_t i = 0; i < card->contacts; i++)
        if (str_eq(card->contact[i].id, str_of(c->operand[1]))) {
            *out = &card->contact[i];
            return true;
        }
    return err_set(err, ERR_MISSING, "the card has no number of that id; card.json lists them under "
                                     "\"contacts\"");
}

bool card_edit_put(const struct call *c, struct card_files *files, struct card_file file, struct err *err)
{
    struct card *card = arena_new(c->arena, struct card, 1);
    bool sound;

    if (!card)
        return err_memory(err, "a card");
    if (!card_files_put(files, file.name, file.bytes, err) || !is_sound(c, files, card, &sound, err))
        return false;
    if (!sound)
        return err_set(err, ERR_INPUT, "with this the card would have a fault; nothing was changed");
    return card_folder_replace(c->operand[0], &file, err);
}

bool card_edit_put_json(const struct call *c, struct card_files *files, const struct card *card,
                        struct err *err)
{
    struct card_file json = { .name = STR("card.json") };
    struct buf b = { .arena = c->arena };

    card_write_json(card, &b);
    return buf_done(&b, "a card", &json.bytes, err) && card_edit_put(c, files, json, err);
}
