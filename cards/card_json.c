#include "cards/card_json.h"

#include "base/json.h"
#include "base/number.h"
#include "cards/key.h"
#include "cards/text.h"

struct reader {
    struct card_faults *faults;
    const struct card_files *files;
    struct card *card;
};

static struct fault_at place_of(const struct json *v)
{
    return (struct fault_at){ STR("card.json"), v->line, v->column };
}

#define WRONG(r, v, ...) card_fault_add((r)->faults, FAULT_STOP, place_of(v), __VA_ARGS__)

/* ---- single things ---- */

static bool is_text(struct reader *r, const struct key *k, const struct json *v)
{
    if (v->type == JSON_STRING)
        return true;
    WRONG(r, v, "\"%s\" is a text in quotation marks", k->name);
    return false;
}

/* A text that passed; what did not stays "". */
static void put_text(const struct json *v, void *into, bool good)
{
    if (good)
        *(struct str *)into = v->text;
}

/* A text that a test of its own must like; `rule` says how it is written. */
static void take_formed(struct reader *r, const struct key *k, const struct json *v, void *into,
                        bool (*is_formed)(struct str), const char *rule)
{
    if (!is_text(r, k, v))
        return;
    if (is_formed(v->text))
        put_text(v, into, true);
    else
        WRONG(r, v, "\"%s\" %s", k->name, rule);
}

static bool is_picture(struct str s)
{
    return s.len == 0 || str_eq(s, STR("picture.svg")) || str_eq(s, STR("picture.png"));
}

static bool is_licence(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '.' && c != '+')
            return false;
    }
    return s.len > 0 && s.len <= 40;
}

static bool is_event(struct str s)
{
    return str_eq(s, STR("made")) || str_eq(s, STR("adopted"));
}

static void take_kind(struct reader *r, const struct json *v, enum contact_kind *into)
{
    for (unsigned kind = 0; kind < CONTACT_KINDS; kind++)
        if (v->type == JSON_STRING && str_eq(v->text, str_of(contact_kind_word(kind)))) {
            *into = (enum contact_kind)kind;
            return;
        }
    WRONG(r, v, "\"kind\" is \"call\" or \"text\"");
}

static void take_years(struct reader *r, const struct json *v, int *into)
{
    int64_t n;

    if (v->type == JSON_NUMBER && number_int(v->text, &n) && n >= 5 && n <= 18)
        *into = (int)n;
    else
        WRONG(r, v, "\"reading_age\" is a whole number of years from 5 to 18, without quotation marks");
}

static bool take_date(struct reader *r, const struct key *k, const struct json *v, struct date *into)
{
    if (v->type == JSON_STRING && date_read(v->text, into))
        return true;
    WRONG(r, v, "\"%s\" is a day that there is, written as \"2026-09-01\"", k->name);
    return false;
}

static void take_flag(struct reader *r, const struct key *k, const struct json *v, bool *into)
{
    if (v->type == JSON_TRUE || v->type == JSON_FALSE)
        *into = v->type == JSON_TRUE;
    else
        WRONG(r, v, "\"%s\" is true or false, without quotation marks", k->name);
}

static void take_colour(struct reader *r, const struct key *k, const struct json *v, struct colour *into)
{
    if (v->type != JSON_STRING || !colour_read(v->text, into))
        WRONG(r, v, "\"%s\" is a colour written as \"#10457a\"", k->name);
}

static void take_first_name(struct reader *r, const struct key *k, const struct json *v, struct str *into)
{
    if (!is_text(r, k, v) || !text_check(r->faults, place_of(v), k->name, v->text, k->longest))
        return;
    if (text_is_word(v->text))
        put_text(v, into, true);
    else
        WRONG(r, v, "\"first_name\" is one first name and nothing more: leave out surnames and all else");
}

static void take_page(struct reader *r, const struct key *k, const struct json *v, struct str *into)
{
    take_formed(r, k, v, into, text_is_page,
                "is an address like https://northmere.example/cards/emergency: https, a host in small "
                "letters, no "
                "? or #, and at most 80 characters, so that its QR code scans");
}

static void take(struct reader *r, const struct key *k, const struct json *v, void *part)
{
    void *into = (char *)part + k->offset;

    if (k->line)
        *(unsigned *)((char *)r->card + k->line) = v->line;
    switch (k->type) {
    case KEY_TEXT:
        put_text(v, into, is_text(r, k, v) && text_check(r->faults, place_of(v), k->name, v->text,
                                                         k->longest));
        break;
    case KEY_NAME:
        take_formed(r, k, v, into, text_is_name, "is made of a-z, 0-9 and - between them, at most 40 "
                    "together");
        break;
    case KEY_FIRST_NAME: take_first_name(r, k, v, into); break;
    case KEY_TEL:
        take_formed(r, k, v, into, text_is_tel,
                    "is digits with single spaces, as people dial it: \"0800 1111\"; a + may stand in front");
        break;
    case KEY_PAGE: take_page(r, k, v, into); break;
    case KEY_PICTURE: take_formed(r, k, v, into, is_picture, "is \"picture.svg\" or \"picture.png\""); break;
    case KEY_LICENCE: take_formed(r, k, v, into, is_licence, "is a short name from spdx.org, as "
                                  "\"CC-BY-4.0\""); break;
    case KEY_KIND: take_kind(r, v, into); break;
    case KEY_EVENT: take_formed(r, k, v, into, is_event, "is \"made\" or \"adopted\""); break;
    case KEY_YEARS: take_years(r, v, into); break;
    case KEY_DATE:
        if (take_date(r, k, v, into) && k->some)
            *(bool *)((char *)part + k->some) = true;
        break;
    case KEY_FLAG: take_flag(r, k, v, into); break;
    case KEY_COLOUR: take_colour(r, k, v, into); break;
    case KEY_PART:
    case KEY_PARTS:
    case KEY_LANGUAGES: break; /* read after all single things: read_lists() */
    }
}

/* ---- objects ---- */

static const struct key *find_key(enum key_part part, struct str name)
{
    const struct key *k;

    for (size_t n = 0; (k = key_each(part, n)); n++)
        if (str_eq(str_of(k->name), name))
            return k;
    return NULL;
}

/* Which names are known here, in a list: "first_name, agreed". */
static void tell_unknown(struct reader *r, enum key_part part, const struct json *v)
{
    const char *name[16], *near;
    char list[256] = "";
    size_t len = 0;

    for (size_t n = 0; n < key_count(part); n++) {
        name[n] = key_each(part, n)->name;
        len += (size_t)snprintf(list + len, sizeof list - len, "%s%s", n ? ", " : "", name[n]);
    }
    near = text_nearest(v->key, name, key_count(part));
    if (near)
        WRONG(r, v, "this name is not known here: was \"%s\" meant?", near);
    else
        WRONG(r, v, "this name is not known here; known are %s: take it out", list);
}

/* false when it is no object at all, which is a fault too. */
static bool read_part(struct reader *r, const struct json *in, const char *label, enum key_part part,
                      void *into)
{
    const struct key *k;

    if (in->type != JSON_OBJECT) {
        WRONG(r, in, "%s is an object: { ... } with names and values", label);
        return false;
    }
    for (const struct json *v = in->first; v; v = v->next) {
        k = find_key(part, v->key);
        if (k)
            take(r, k, v, into);
        else
            tell_unknown(r, part, v);
    }
    for (size_t n = 0; (k = key_each(part, n)); n++)
        if (k->needed && !json_at(in, k->name))
            WRONG(r, in, "%s has no \"%s\": write one", label, k->name);
    return true;
}

/* ---- what must hold within one of a list ---- */

static void check_confirmed(struct reader *r, const struct json *v, const struct contact *c)
{
    if (!c->confirmed) {
        if (c->confirmed_by.len || c->has_confirmed_on)
            WRONG(r, v, "this number is not confirmed, so nobody confirmed it on any day: take "
                  "\"confirmed_by\" and "
                        "\"confirmed_on\" out, or confirm it with \"safekeep card confirm\"");
        return;
    }
    if (!c->confirmed_by.len || !c->has_confirmed_on || !c->has_review) {
        WRONG(r, v, "a confirmed number says by whom, when and until when, in \"confirmed_by\", "
              "\"confirmed_on\" and "
                    "\"review\": \"safekeep card confirm\" writes them");
        return;
    }
    if (!contact_review_fits(c->confirmed_on, c->review))
        WRONG(r, v, "\"review\" is a day after \"confirmed_on\" and at most %d months later: confirm the "
              "number anew "
                    "with \"safekeep card confirm\"", CONTACT_REVIEW_MONTHS);
}

static void read_contact(struct reader *r, const struct json *v, size_t n)
{
    struct contact *c = &r->card->contact[n];
    struct str none = STR("");

    *c = (struct contact){ .id = none, .number = none, .name = none, .owner = none, .source = none,
                           .confirmed_by = none, .line = v->line };
    if (!read_part(r, v, "a contact", PART_CONTACT, c))
        return;
    check_confirmed(r, v, c);
    for (size_t i = 0; i < n; i++)
        if (c->id.len && str_eq(c->id, r->card->contact[i].id))
            WRONG(r, v, "two contacts have this \"id\": give each its own");
}

static void read_credit(struct reader *r, const struct json *v, size_t n)
{
    struct credit *c = &r->card->credit[n];

    *c = (struct credit){ .first_name = STR("") };
    if (read_part(r, v, "a credit", PART_CREDIT, c) && !c->agreed)
        WRONG(r, v, "whoever is named here has not agreed to it (\"agreed\": true): leave this credit out");
}

static void read_history(struct reader *r, const struct json *v, size_t n)
{
    struct card_history *h = &r->card->history[n];

    *h = (struct card_history){ .event = STR(""), .area = STR(""), .partnership = STR("") };
    (void)read_part(r, v, "an entry of the history", PART_HISTORY, h);
}

static void read_language(struct reader *r, const struct json *v, size_t n)
{
    const struct tongue *tongue = v->type == JSON_STRING ? tongue_find(v->text) : NULL;
    char file[32];

    (void)n;
    if (!tongue) {
        WRONG(r, v, "this is no language that is known here, by its code, as \"en\" or \"pl\": \"safekeep "
              "card new "
                    "--help\" lists them");
        return;
    }
    if (card_wording(r->card, v->text)) {
        WRONG(r, v, "\"%s\" stands here twice: take one out", tongue->code);
        return;
    }
    (void)snprintf(file, sizeof file, "%s.txt", tongue->code);
    if (!card_files_at(r->files, str_of(file)))
        WRONG(r, v, "there is no %s: write it, or take \"%s\" out here", file, tongue->code);
    r->card->wording[r->card->wordings++].tongue = tongue;
}

/* A list of at most so many; returns how many were read. */
static size_t read_list(struct reader *r, const struct json *root, const char *name, size_t most,
                        void (*read_one)(struct reader *, const struct json *, size_t))
{
    const struct json *list = json_at(root, name);
    size_t n = 0;

    if (!list)
        return 0;
    if (list->type != JSON_ARRAY) {
        WRONG(r, list, "\"%s\" is a list: [ ... ]", name);
        return 0;
    }
    for (const struct json *v = list->first; v; v = v->next, n++) {
        if (n == most) {
            WRONG(r, v, "\"%s\" has %u things and may have %zu: take out %zu", name, list->count, most,
                  list->count - most);
            break;
        }
        read_one(r, v, n);
    }
    return n;
}

static void read_lists(struct reader *r, const struct json *root)
{
    struct card *c = r->card;
    const struct json *colours = json_at(root, "colours"), *contacts = json_at(root, "contacts"), *v;
    bool emergency = false;

    if (colours)
        (void)read_part(r, colours, "\"colours\"", PART_COLOURS, c);
    (void)read_list(r, root, "languages", CARD_LANGUAGES_MAX, read_language);
    c->contacts = read_list(r, root, "contacts", CARD_CONTACTS_MAX, read_contact);
    c->credits = read_list(r, root, "credits", CARD_CREDITS_MAX, read_credit);
    c->histories = read_list(r, root, "history", CARD_HISTORY_MAX, read_history);
    for (size_t i = 0; i < c->contacts; i++)
        emergency = emergency || c->contact[i].emergency;
    if (contacts && !emergency)
        WRONG(r, contacts, "no contact is for emergencies: give one, as 999, \"emergency\": true");
    if ((v = json_at(root, "languages")) && v->type == JSON_ARRAY && v->count == 0)
        WRONG(r, v, "a card has at least one language: \"languages\": [\"en\"]");
    if ((v = json_at(root, "history")) && v->type == JSON_ARRAY && v->count == 0)
        WRONG(r, v, "\"history\" says at least where the card was made");
    if (c->picture.len && !card_files_at(r->files, c->picture))
        WRONG(r, json_at(root, "picture"), "the picture is not there: put it beside card.json, or take "
              "this line out");
}

static void begin(struct card *c)
{
    *c = (struct card){ .reading_age = 11 };
    c->name = c->area = c->partnership = c->page = c->picture = c->licence = STR("");
}

bool card_json_read(const struct card_files *files, struct arena *a, struct card_faults *faults,
                    struct card *out,
                    struct err *err)
{
    const struct card_file *file = card_files_at(files, STR("card.json"));
    struct reader r = { faults, files, out };
    const struct json *root;
    struct json_fault fault;

    begin(out);
    if (!file) {
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ STR("card.json"), 0, 0 },
                       "it is not there: \"safekeep card new\" makes a first card");
        return true;
    }
    if (!json_read_telling(file->bytes, a, &root, &fault, err)) {
        if (err->kind != ERR_INPUT)
            return false;
        card_fault_add(faults, FAULT_STOP, (struct fault_at){ file->name, fault.line, fault.column },
                       "this is no JSON that can be read from here on: %s; look for a comma, quotation "
                       "mark or "
                       "bracket too many or too few", fault.why);
        *err = (struct err){ 0 };
        return true;
    }
    if (read_part(&r, root, "card.json", PART_CARD, out))
        read_lists(&r, root);
    return true;
}
