#include "cards/adopt.h"

/* ---- where a name stands ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word_part(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* A word that begins with the name; a short name must be the whole word. */
static bool names(struct str text, struct str name)
{
    enum { SHORT = 5 };

    for (size_t i = 0; name.len && i + name.len <= text.len; i++) {
        bool begins = i == 0 || !is_word_part(text.at[i - 1]);
        bool ends = name.len >= SHORT || i + name.len == text.len || !is_word_part(text.at[i + name.len]);
        if (begins && ends && str_eq_fold((struct str){ text.at + i, name.len }, name))
            return true;
    }
    return false;
}

/* Does the text name who had the card before? A name that is a part of ours is not looked for. */
static bool names_a_former(const struct card *c, struct str text)
{
    for (size_t i = 0; i + 1 < c->histories; i++) {
        const struct card_history *h = &c->history[i];
        struct str name[] = { h->area, h->partnership };
        for (size_t k = 0; k < COUNT_OF(name); k++)
            if (!names(c->area, name[k]) && !names(c->partnership, name[k]) && names(text, name[k]))
                return true;
    }
    return false;
}

/* ---- what is still the first's ---- */

static struct fault_at in_card(unsigned line)
{
    return (struct fault_at){ STR("card.json"), line, 0 };
}

static void check_words(const struct card *c, const struct wording *w, struct str text, unsigned line,
                        struct card_faults *faults)
{
    if (names_a_former(c, text))
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ w->file, line, 0 },
                       "this still names the area or partnership that had the card before: write yours");
}

static void check_wording(const struct card *c, const struct wording *w, struct card_faults *faults)
{
    check_words(c, w, w->title, w->title_line, faults);
    check_words(c, w, w->emergency, w->emergency_line, faults);
    for (size_t i = 0; i < w->steps; i++)
        check_words(c, w, w->step[i], w->step_line[i], faults);
    check_words(c, w, w->talk, w->talk_line, faults);
    for (size_t i = 0; i < c->contacts; i++)
        check_words(c, w, w->contact[i], w->contact_line[i], faults);
    check_words(c, w, w->more, w->more_line, faults);
    check_words(c, w, w->picture, w->picture_line, faults);
    if (!str_eq(str_of(w->tongue->code), STR("en")))
        card_fault_add(faults, FAULT_NOTE, (struct fault_at){ w->file, 0, 0 },
                       "the first area's name is found only as card.json spells it: let somebody who "
                       "reads %s look "
                       "for it", w->tongue->english);
}

static void check_contact(const struct card *c, const struct contact *k, struct date adopted,
                          struct card_faults *faults)
{
    if (k->confirmed && k->has_confirmed_on && k->confirmed_on.days >= adopted.days)
        return;
    bool local = names_a_former(c, k->name) || names_a_former(c, k->owner) || names_a_former(c, k->source);
    card_fault_add(faults, FAULT_STOP, in_card(k->line),
                   local ? "the number %.*s is of the area that had the card before: put yours in its "
                           "place with "
                           "\"safekeep card contact\", then confirm it with \"safekeep card confirm\""
                         : "the number %.*s came with the card: ring it, then confirm it with \"safekeep "
                           "card "
                           "confirm\", or put yours in its place with \"safekeep card contact\"",
                   STR_ARG(k->id));
}

/* ---- the history ---- */

void adopt_check_history(const struct card *c, struct card_faults *faults)
{
    const char *say = NULL;

    if (c->histories == 0)
        say = "the history is empty: it begins with where, by whom and when the card was made";
    for (size_t i = 0; !say && i < c->histories; i++) {
        if (!str_eq(c->history[i].event, i ? STR("adopted") : STR("made")))
            say = "the history begins with \"made\", and all after it are \"adopted\": whoever made the "
                  "card first "
                  "stays credited";
        else if (i && c->history[i].on.days < c->history[i - 1].on.days)
            say = "the history is not in the order of its days";
    }
    if (!say && (!str_eq(c->history[c->histories - 1].area, c->area) ||
                 !str_eq(c->history[c->histories - 1].partnership, c->partnership)))
        say = "the last entry of the history is of another area or partnership than the card: make a card of "
              "somebody else's yours with \"safekeep card adopt\"";
    if (say)
        card_fault_add(faults, FAULT_STOP, in_card(0), "%s", say);
}

void adopt_check(const struct card *c, struct card_faults *faults)
{
    adopt_check_history(c, faults);
    if (c->histories < 2)
        return;
    for (size_t i = 0; i < c->contacts; i++)
        check_contact(c, &c->contact[i], c->history[c->histories - 1].on, faults);
    for (size_t i = 0; i < c->wordings; i++)
        check_wording(c, &c->wording[i], faults);
}

/* ---- adopting ---- */

static bool refuse_faults(const struct card_faults *faults, const char *label, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: %zu fault(s)", label, card_faults_count(faults, FAULT_STOP));
}

static void make_ours(struct card *c, const struct adoption *to)
{
    c->name = to->name.len ? to->name : c->name;
    c->area = to->area;
    c->partnership = to->partnership;
    c->page = to->page;
    c->invented = to->invented;
    for (size_t i = 0; i < c->contacts; i++) {
        struct contact *k = &c->contact[i];
        k->confirmed = k->has_confirmed_on = k->has_review = false;
        k->confirmed_by = STR("");
    }
    c->history[c->histories++] =
        (struct card_history){ STR("adopted"), to->area, to->partnership, to->on };
}

bool adopt_card(const struct card_files *files, const struct adoption *to, struct arena *a,
                struct card_faults *faults, struct card_files *out, struct err *err)
{
    struct card *c = arena_new(a, struct card, 1);
    struct card_files made = *files;
    struct buf b = { .arena = a };
    struct str json;

    if (!c)
        return err_memory(err, "a card");
    if (!card_read(files, a, faults, c, err))
        return false;
    if (card_faults_count(faults, FAULT_STOP) == 0)
        adopt_check_history(c, faults);
    if (card_faults_count(faults, FAULT_STOP))
        return refuse_faults(faults, "the card cannot be adopted as it is", err);
    if (str_eq(c->area, to->area) && str_eq(c->partnership, to->partnership))
        return err_set(err, ERR_CLASH, "this card is of that area and partnership already");
    if (c->histories == CARD_HISTORY_MAX)
        return err_set(err, ERR_LIMIT, "the card was adopted %d times; its history is full",
                       CARD_HISTORY_MAX - 1);
    make_ours(c, to);
    card_write_json(c, &b);
    if (!buf_done(&b, "a card", &json, err) || !card_files_put(&made, STR("card.json"), json, err) ||
        !card_read(&made, a, faults, c, err))
        return false;
    if (card_faults_count(faults, FAULT_STOP) == 0)
        adopt_check_history(c, faults);
    if (card_faults_count(faults, FAULT_STOP))
        return refuse_faults(faults, "what was given for the new area is not right", err);
    *out = made;
    return true;
}
