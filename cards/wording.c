#include "cards/wording.h"

#include "cards/text.h"

enum { BY_MAX = 80, STEP_MAX = 160, CONTACT_MAX = 80 };

struct words {
    const char *name;
    size_t offset, line; /* into struct wording; line 0: nowhere */
    size_t longest;      /* characters */
    bool may_lack;       /* the page says it in English, or not at all */
};
#define WORDS(member, longest)     { #member, offsetof(struct wording, member), 0, longest, false }
#define WORDS_MAY(member, longest) { #member, offsetof(struct wording, member), 0, longest, true }
#define WORDS_LINE(member, longest) \
    { #member, offsetof(struct wording, member), offsetof(struct wording, member##_line), longest, false }

static const struct words WORD[] = {
    WORDS_LINE(title, 60), WORDS_LINE(emergency, 60), WORDS_LINE(talk, 60), WORDS_LINE(more, 60),
    WORDS_LINE(picture, 160), WORDS(exit, 40), WORDS(call, 40), WORDS(text, 40), WORDS(print, 60),
    WORDS(languages, 60), WORDS(offline, 100), WORDS(unchecked, 100), WORDS(credits, 60),
    WORDS_MAY(keep, 60), WORDS_MAY(kept, 160), WORDS_MAY(erase, 60), WORDS_MAY(late, 100),
};

/* What is told beside those. */
static const char *const OTHER[] = { "language", "checked", "step" };

const char *wording_key_each(size_t n)
{
    if (n < COUNT_OF(OTHER))
        return OTHER[n];
    n -= COUNT_OF(OTHER);
    return n < COUNT_OF(WORD) ? WORD[n].name : NULL;
}

void wording_begin(struct wording *w)
{
    const struct tongue *tongue = w->tongue;

    *w = (struct wording){ .tongue = tongue };
    w->file = w->checked_by = STR("");
    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        *(struct str *)((char *)w + WORD[i].offset) = STR("");
    for (size_t i = 0; i < CARD_STEPS_MAX; i++)
        w->step[i] = STR("");
    for (size_t i = 0; i < CARD_CONTACTS_MAX; i++)
        w->contact[i] = STR("");
}

/* ---- lines ---- */

struct line {
    struct str name, words;   /* before the colon, after it, trimmed */
    unsigned at, column;      /* from 1; where the words begin, in characters */
    bool colon;
};

struct lines {
    struct str rest;
    unsigned at;
};

static void lines_begin(struct lines *l, struct str bytes)
{
    *l = (struct lines){ bytes, 0 };
    if (str_starts(l->rest, STR("\xEF\xBB\xBF")))
        l->rest = str_from(l->rest, 3);
}

/* The next line that says something; *whole is all of it, as it stands in the file. */
static bool lines_next(struct lines *l, struct line *out, struct str *whole)
{
    while (l->rest.len) {
        struct str line = str_cut(&l->rest, '\n'), rest = str_trim(line);
        l->at++;
        if (rest.len == 0 || rest.at[0] == '#')
            continue;
        *whole = line;
        *out = (struct line){ .at = l->at, .colon = str_has(rest, ':') };
        out->name = str_trim(str_cut(&rest, ':'));
        out->words = str_trim(rest);
        struct str before = { line.at, out->words.len ? (size_t)(out->words.at - line.at) : 0 };
        out->column = out->words.len ? (unsigned)text_length(before) + 1 : 1;
        return true;
    }
    return false;
}

/* ---- what a line says ---- */

struct reader {
    struct card_faults *faults;
    const struct card *card;
    struct wording *w;
    bool language, checked, seen[COUNT_OF(WORD)];
};

static struct fault_at place_of(const struct reader *r, const struct line *l)
{
    return (struct fault_at){ r->w->file, l->at, l->column };
}

#define WRONG(r, l, ...) card_fault_add((r)->faults, FAULT_STOP, place_of((r), (l)), __VA_ARGS__)

static void tell_twice(struct reader *r, const struct line *l, const char *label)
{
    WRONG(r, l, "\"%s\" stands here twice: take one out", label);
}

static void take_language(struct reader *r, const struct line *l)
{
    if (r->language)
        tell_twice(r, l, "language");
    else if (!str_eq(l->words, str_of(r->w->tongue->code)))
        WRONG(r, l, "\"language\" is \"%s\" in this file, as in its name", r->w->tongue->code);
    r->language = true;
}

/* "Amira, interpreter, 2026-09-01": who, and after the last comma when. */
static bool split_checked(struct str words, struct str *by, struct date *on)
{
    size_t comma = words.len;

    while (comma && words.at[comma - 1] != ',')
        comma--;
    if (comma == 0)
        return false;
    *by = str_trim((struct str){ words.at, comma - 1 });
    return by->len && str_is_utf8(*by) && !text_stray(*by) && text_length(*by) <= BY_MAX &&
           date_read(str_trim(str_from(words, comma)), on);
}

static void take_checked(struct reader *r, const struct line *l)
{
    if (r->checked)
        tell_twice(r, l, "checked");
    r->checked = true;
    if (str_eq(l->words, STR("no")))
        return;
    if (split_checked(l->words, &r->w->checked_by, &r->w->checked_on))
        r->w->checked = true;
    else
        WRONG(r, l, "\"checked\" is \"no\", or who and when: \"checked: Amira, interpreter, 2026-09-01\"");
}

static void take_words(struct reader *r, const struct line *l, const char *label, size_t longest, struct str *into)
{
    if (text_check(r->faults, place_of(r, l), label, l->words, longest))
        *into = l->words;
}

static void take_step(struct reader *r, const struct line *l)
{
    struct wording *w = r->w;

    if (w->steps == CARD_STEPS_MAX) {
        WRONG(r, l, "a card has at most %d steps: take this one out, or join two", CARD_STEPS_MAX);
        return;
    }
    w->step_line[w->steps] = l->at;
    if (text_check(r->faults, place_of(r, l), "step", l->words, STEP_MAX))
        w->step[w->steps] = l->words;
    w->steps++;
}

static void take_contact(struct reader *r, const struct line *l, struct str id)
{
    const char *name[CARD_CONTACTS_MAX], *near;
    char known[CARD_CONTACTS_MAX][CARD_NAME_MAX + 1], label[CARD_NAME_MAX + 16];

    for (size_t i = 0; i < r->card->contacts; i++) {
        struct str its = r->card->contact[i].id;
        (void)snprintf(known[i], sizeof known[i], STR_FMT, STR_ARG(its));
        name[i] = known[i];
        if (its.len == 0 || !str_eq(its, id))
            continue;
        (void)snprintf(label, sizeof label, "contact " STR_FMT, STR_ARG(its));
        if (r->w->contact_line[i])
            tell_twice(r, l, label);
        else
            take_words(r, l, label, CONTACT_MAX, &r->w->contact[i]);
        r->w->contact_line[i] = l->at;
        return;
    }
    near = text_nearest(id, name, r->card->contacts);
    if (near && *near)
        WRONG(r, l, "card.json has no contact of this name: was \"contact %s\" meant?", near);
    else
        WRONG(r, l, "card.json has no contact of this name: add it there, or take this line out");
}

static void tell_unknown(struct reader *r, const struct line *l)
{
    const char *name[COUNT_OF(OTHER) + COUNT_OF(WORD)], *near;
    char list[256] = "";
    size_t count = 0, len = 0;

    for (; count < COUNT_OF(name) && (name[count] = wording_key_each(count)); count++)
        len += (size_t)snprintf(list + len, sizeof list - len, "%s, ", name[count]);
    near = text_nearest(l->name, name, count);
    if (near)
        WRONG(r, l, "this line begins with a name that is not known: was \"%s\" meant?", near);
    else
        WRONG(r, l, "this line begins with a name that is not known; known are %scontact ID", list);
}

static void take_word(struct reader *r, const struct line *l, size_t n)
{
    if (r->seen[n]) {
        tell_twice(r, l, WORD[n].name);
        return;
    }
    r->seen[n] = true;
    if (WORD[n].line)
        *(unsigned *)((char *)r->w + WORD[n].line) = l->at;
    take_words(r, l, WORD[n].name, WORD[n].longest, (struct str *)((char *)r->w + WORD[n].offset));
}

static void take_line(struct reader *r, const struct line *l)
{
    if (!l->colon) {
        WRONG(r, l, "a line is \"name: words\", and this one has no colon; put a # in front of a remark");
        return;
    }
    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq(l->name, str_of(WORD[i].name))) {
            take_word(r, l, i);
            return;
        }
    if (str_eq(l->name, STR("language")))
        take_language(r, l);
    else if (str_eq(l->name, STR("checked")))
        take_checked(r, l);
    else if (str_eq(l->name, STR("step")))
        take_step(r, l);
    else if (str_starts(l->name, STR("contact ")))
        take_contact(r, l, str_trim(str_from(l->name, 8)));
    else
        tell_unknown(r, l);
}

/* ---- what is missing ---- */

static void check_whole(struct reader *r)
{
    struct fault_at at = { r->w->file, 0, 0 };
    const struct wording *w = r->w;

    if (!r->language)
        card_fault_add(r->faults, FAULT_STOP, at, "there is no line \"language: %s\": write it", w->tongue->code);
    if (!r->checked)
        card_fault_add(r->faults, FAULT_STOP, at, "there is no line \"checked: no\": write it; a speaker who looked "
                                                  "at every line makes it theirs");
    for (size_t i = 0; i < COUNT_OF(WORD); i++) {
        bool needless = WORD[i].may_lack ||
                        (r->card->picture.len == 0 && str_eq(str_of(WORD[i].name), STR("picture")));
        if (!r->seen[i] && !needless)
            card_fault_add(r->faults, FAULT_STOP, at, "there is no line \"%s: ...\": write it", WORD[i].name);
    }
    if (w->steps == 0)
        card_fault_add(r->faults, FAULT_STOP, at, "there is no line \"step: ...\": say what to do, in up to %d steps",
                       CARD_STEPS_MAX);
    for (size_t i = 0; i < r->card->contacts; i++)
        if (r->card->contact[i].id.len && !w->contact_line[i])
            card_fault_add(r->faults, FAULT_STOP, at, "there is no line \"contact " STR_FMT ": ...\": write it",
                           STR_ARG(r->card->contact[i].id));
}

static unsigned first_bad_line(struct str bytes)
{
    unsigned at = 1;

    while (bytes.len) {
        if (!str_is_utf8(str_cut(&bytes, '\n')))
            return at;
        at++;
    }
    return 0;
}

void wording_read(struct str bytes, const struct card *c, struct card_faults *faults, struct wording *w)
{
    struct reader r = { .faults = faults, .card = c, .w = w };
    unsigned bad = first_bad_line(bytes);
    struct lines lines;
    struct line line;
    struct str whole;

    if (bad) {
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ w->file, bad, 1 },
                       "this line is not UTF-8: save the file as UTF-8 and look at its letters again");
        return;
    }
    lines_begin(&lines, bytes);
    while (lines_next(&lines, &line, &whole))
        take_line(&r, &line);
    check_whole(&r);
}

bool wording_mark_checked(struct str bytes, struct str by, struct date on, struct buf *b, struct err *err)
{
    struct lines lines;
    struct line line;
    struct str whole;

    if (by.len == 0 || !str_is_utf8(by) || text_stray(by) || text_length(by) > BY_MAX || str_trim(by).len != by.len)
        return err_set(err, ERR_INPUT, "who checked a language is told in 1 to %d characters on one line", BY_MAX);
    lines_begin(&lines, bytes);
    while (lines_next(&lines, &line, &whole)) {
        if (!line.colon || !str_eq(line.name, STR("checked")))
            continue;
        buf_add(b, (struct str){ bytes.at, (size_t)(whole.at - bytes.at) });
        buf_add(b, STR("checked: "));
        buf_add(b, by);
        buf_add(b, STR(", "));
        buf_add_date(b, on);
        buf_add(b, str_ends(whole, STR("\r")) ? STR("\r") : STR(""));
        buf_add(b, str_from(bytes, (size_t)(whole.at - bytes.at) + whole.len));
        return true;
    }
    return err_set(err, ERR_INPUT, "the language's file has no line \"checked: no\"; write one and try again");
}
