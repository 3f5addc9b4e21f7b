#include "cards/card.h"

#include "cards/card_json.h"
#include "cards/wording.h"

const struct wording *card_wording(const struct card *c, struct str code)
{
    for (size_t i = 0; i < c->wordings; i++)
        if (str_eq(str_of(c->wording[i].tongue->code), code))
            return &c->wording[i];
    return NULL;
}

static bool read_wording(const struct card_files *files, struct arena *a, const struct card *c,
                         struct card_faults *faults, struct wording *w, struct err *err)
{
    struct buf b = { .arena = a };
    struct str name;

    wording_begin(w);
    buf_add_text(&b, w->tongue->code);
    buf_add(&b, STR(".txt"));
    if (!buf_done(&b, "a card", &name, err))
        return false;
    w->file = name;
    const struct card_file *file = card_files_at(files, name);
    if (file) /* else card.json's line of it has the fault */
        wording_read(file->bytes, c, faults, w);
    return true;
}

/* Every language says the same: as many steps as the card's own. */
static void check_steps(const struct card *c, const struct card_files *files, struct card_faults *faults)
{
    for (size_t i = 1; i < c->wordings; i++) {
        const struct wording *own = &c->wording[0], *w = &c->wording[i];
        if (w->steps == own->steps || !w->steps || !own->steps || !card_files_at(files, w->file))
            continue;
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ w->file, w->step_line[w->steps - 1], 1 },
                       "%s has %zu steps and %s has %zu: each language says the same steps",
                       w->tongue->english,
                       w->steps, own->tongue->english, own->steps);
    }
}

/* A file that nothing names would be on the card in the belief of whoever put it there. */
static void check_unnamed(const struct card *c, const struct card_files *files, struct card_faults *faults)
{
    for (size_t i = 0; i < files->len; i++) {
        struct str name = files->at[i].name, code = name;
        bool words = str_ends(name, STR(".txt")), picture = str_starts(name, STR("picture."));
        code.len -= words ? 4 : 0;
        if (words && !card_wording(c, code))
            card_fault_add(faults, FAULT_STOP, (struct fault_at){ name, 0, 0 },
                           "card.json does not name this language: add it to \"languages\", or take the "
                           "file away");
        if (picture && !str_eq(name, c->picture))
            card_fault_add(faults, FAULT_STOP, (struct fault_at){ name, 0, 0 },
                           "card.json does not name this picture: add \"picture\" there, or take the file "
                           "away");
    }
}

bool card_read(const struct card_files *files, struct arena *a, struct card_faults *faults, struct card *out,
               struct err *err)
{
    if (!card_json_read(files, a, faults, out, err))
        return false;
    for (size_t i = 0; i < out->wordings; i++)
        if (!read_wording(files, a, out, faults, &out->wording[i], err))
            return false;
    check_steps(out, files, faults);
    if (out->wordings)
        check_unnamed(out, files, faults);
    if (faults->failed)
        return err_memory(err, "what is wrong with a card");
    card_faults_sort(faults);
    return true;
}
