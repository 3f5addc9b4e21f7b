#include "web/card_sample_test.h"

static const struct tongue ENGLISH = { "en", "English", "English", false, "", "" };
static const struct tongue POLISH = { "pl", "Polish", "polski", false, "", "" };
static const struct tongue ARABIC = { "ar", "Arabic", "العربية", true, "", "" };

static struct date day(const char *text)
{
    struct date d = { 0 };

    (void)!date_read(str_of(text), &d);
    return d;
}

struct date card_sample_today(void)
{
    return day(CARD_SAMPLE_TODAY);
}

static struct contact number_of(const char *id, const char *number, const char *review)
{
    return (struct contact){ .id = str_of(id),
                             .number = str_of(number),
                             .owner = STR("owner-of-it"),
                             .source = STR("source-of-it"),
                             .confirmed = true,
                             .confirmed_by = STR("confirmer-of-it"),
                             .has_review = true,
                             .review = day(review) };
}

static void add_numbers(struct card *c)
{
    c->contact[0] = number_of("emergency", "999", "2026-03-01");
    c->contact[0].emergency = true;
    c->contact[1] = number_of("police", "101", "2027-03-01");
    c->contact[2] = number_of("shout", "85258", "2027-03-01");
    c->contact[2].kind = CONTACT_TEXT;
    c->contact[2].confirmed = false;
    c->contact[3] = number_of("charity", "0800 1111", "2026-11-29");
    c->contact[3].name = STR("Childline");
    c->contacts = 4;
}

static void add_words(struct card *c, const struct tongue *t, const char *title)
{
    struct wording *w = &c->wording[c->wordings++];

    *w = (struct wording){ .tongue = t,
                           .checked = t == &ENGLISH,
                           .checked_by = STR("checker-of-it"),
                           .title = str_of(title),
                           .emergency = STR("What to do"),
                           .step = { STR("Go where people are."), STR("Call <999> & wait.") },
                           .steps = 2,
                           .talk = STR("To talk"),
                           .more = STR("More"),
                           .contact = { STR("Police and more"), STR("No emergency"), STR("Text us"),
                                        STR("Free") },
                           .exit = STR("Leave"),
                           .call = STR("Call"),
                           .text = STR("Text"),
                           .print = STR("Print"),
                           .languages = STR("Languages"),
                           .offline = STR("Works offline"),
                           .unchecked = STR("Nobody checked"),
                           .credits = STR("Made by") };
}

void card_sample(struct card *out)
{
    *out = (struct card){ .name = STR("emergency"),
                          .area = STR("Town"),
                          .partnership = STR("Town Partnership"),
                          .page = STR("https://town.example/cards/emergency"),
                          .colours = { .band = { 0x10, 0x45, 0x7a },
                                       .band_text = { 255, 255, 255 },
                                       .line = { 0xf2, 0xb7, 0x05 },
                                       .paper = { 255, 255, 255 },
                                       .text = { 0x0b, 0x0c, 0x0c },
                                       .emergency = { 0xaa, 0x11, 0x11 },
                                       .emergency_text = { 255, 255, 255 } },
                          .licence = STR("CC-BY-4.0"),
                          .credit = { { STR("Ana"), true }, { STR("Unasked"), false }, { STR("Ben"), true } },
                          .credits = 3,
                          .history = { { STR("made"), STR("Elsewhere"), STR("Other Partnership"), { 0 } } },
                          .histories = 1 };
    out->history[0].on = day("2026-09-01");
    add_numbers(out);
    add_words(out, &ENGLISH, "If you feel unsafe");
    add_words(out, &POLISH, "Po polsku");
    add_words(out, &ARABIC, "بالعربية");
}

size_t card_says(struct str body, const char *text)
{
    size_t n = 0, len = strlen(text);

    for (size_t i = 0; i + len <= body.len; i++)
        n += memcmp(body.at + i, text, len) == 0;
    return n;
}
