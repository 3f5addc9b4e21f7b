/* cards/check - what is wrong with a card on a day that its files alone do not say. See cards/card.h. */
#include "cards/adopt.h"
#include "cards/card.h"
#include "cards/picture.h"
#include "cards/reading.h"

struct checking {
    const struct card *card;
    const struct card_files *files;
    struct date today;
    struct card_faults *faults;
};

static const struct str JSON_FILE = { "card.json", sizeof "card.json" - 1 };

static void check_numbers(const struct checking *k)
{
    for (size_t i = 0; i < k->card->contacts; i++) {
        const struct contact *c = &k->card->contact[i];
        struct fault_at at = { JSON_FILE, c->line, 0 };
        switch (contact_state(c, k->today)) {
        case CONTACT_GOOD: break;
        case CONTACT_NOT_CONFIRMED:
            card_fault_add(k->faults, FAULT_DRAFT, at,
                           "the number of \"" STR_FMT "\" is not confirmed: ring it, then say "
                           "\"safekeep card confirm\"; until then the card prints as a draft",
                           STR_ARG(c->id));
            break;
        case CONTACT_OVERDUE:
            card_fault_add(k->faults, FAULT_STOP, at,
                           "the number of \"" STR_FMT "\" was to be looked at again by now: ring it, then "
                           "say \"safekeep card confirm\" with a new review date; until then nothing prints",
                           STR_ARG(c->id));
            break;
        }
    }
}

/* One colour on another, as the card sets them; the lines are 0 where card.json has none. */
struct pair {
    const char *ink_name, *on_name;
    struct colour ink, on;
    unsigned line, on_line;
    double least;
};

static void check_contrast(const struct checking *k)
{
    const struct card_colours *c = &k->card->colours;
    const unsigned *line = k->card->colour_line; /* in the order of struct card_colours */
    const struct pair PAIR[] = {
        { "band_text", "band", c->band_text, c->band, line[1], line[0], COLOUR_CONTRAST_AA },
        { "text", "paper", c->text, c->paper, line[4], line[3], COLOUR_CONTRAST_AA },
        { "emergency_text", "emergency", c->emergency_text, c->emergency, line[6], line[5],
          COLOUR_CONTRAST_AA },
        { "emergency", "paper", c->emergency, c->paper, line[5], line[3], COLOUR_CONTRAST_AA },
        { "band", "paper", c->band, c->paper, line[0], line[3], COLOUR_CONTRAST_AA_LARGE },
    };

    for (size_t i = 0; i < COUNT_OF(PAIR); i++) {
        double is = colour_contrast(PAIR[i].ink, PAIR[i].on);
        if (PAIR[i].line && PAIR[i].on_line && is < PAIR[i].least)
            card_fault_add(k->faults, FAULT_STOP, (struct fault_at){ JSON_FILE, PAIR[i].line, 0 },
                           "\"%s\" on \"%s\" has a contrast of %.1f to 1, and %.1f is needed to read it "
                           "(WCAG 2.2 AA): make one of them lighter or darker",
                           PAIR[i].ink_name, PAIR[i].on_name, is, PAIR[i].least);
    }
}

static void check_reading(const struct checking *k)
{
    const struct wording *w = card_wording(k->card, STR("en"));

    if (!w || w->steps == 0)
        return;
    struct reading r = reading_of(w);
    double age = reading_age(&r);
    if (age > k->card->reading_age)
        card_fault_add(k->faults, FAULT_STOP, (struct fault_at){ w->file, w->step_line[0], 0 },
                       "the English needs a reader of %.1f years, and the card promises %d (Coleman-Liau; %u "
                       "words, %u sentences, %.1f letters a word): use shorter words and sentences, or raise "
                       "\"reading_age\"",
                       age, k->card->reading_age, r.words, r.sentences, (double)r.letters / r.words);
}

static void check_speakers(const struct checking *k)
{
    for (size_t i = 0; i < k->card->wordings; i++) {
        const struct wording *w = &k->card->wording[i];
        if (!w->checked && card_files_at(k->files, w->file))
            card_fault_add(k->faults, FAULT_NOTE, (struct fault_at){ w->file, 0, 0 },
                           "no speaker of %s has checked these words, and print and page say so; once "
                           "somebody has, say \"safekeep card checked\"",
                           w->tongue->english);
    }
}

/* Draws are of the cleaned picture, so a card is sound when cleaning finds nothing to refuse. */
static bool check_picture(const struct checking *k, struct arena *a, struct err *err)
{
    const struct card_file *file = card_files_at(k->files, k->card->picture);
    struct str clean;

    return !file || picture_clean(file->name, file->bytes, a, k->faults, &clean, err);
}

bool card_check(const struct card *c, const struct card_files *files, struct date today, struct arena *a,
                struct card_faults *faults, struct err *err)
{
    const struct checking k = { c, files, today, faults };

    if (c->wordings == 0 && c->contacts == 0) /* card.json could not be read, and that was said */
        return true;
    check_numbers(&k);
    check_contrast(&k);
    check_reading(&k);
    check_speakers(&k);
    adopt_check(c, faults);
    if (!check_picture(&k, a, err))
        return false;
    if (faults->failed)
        return err_memory(err, "what is wrong with a card");
    card_faults_sort(faults);
    return true;
}
