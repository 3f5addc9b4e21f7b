#include "cards/key.h"

#include "cards/card.h"

#define AT(type, member) .offset = offsetof(struct type, member)
#define LINE(member)     .line = offsetof(struct card, member)
#define COLOUR(member, n) \
    { #member, KEY_COLOUR, true, AT(card, colours.member), .line = offsetof(struct card, colour_line[n]) }

static const struct key CARD[] = {
    { "name", KEY_NAME, true, AT(card, name) },
    { "area", KEY_TEXT, true, AT(card, area), .longest = 60, LINE(area_line) },
    { "partnership", KEY_TEXT, true, AT(card, partnership), .longest = 100, LINE(partnership_line) },
    { "invented", KEY_FLAG, false, AT(card, invented) },
    { "page", KEY_PAGE, true, AT(card, page), LINE(page_line) },
    { "languages", KEY_LANGUAGES, true, AT(card, wording), .longest = CARD_LANGUAGES_MAX },
    { "reading_age", KEY_YEARS, true, AT(card, reading_age) },
    { "picture", KEY_PICTURE, false, AT(card, picture), LINE(picture_line) },
    { "licence", KEY_LICENCE, true, AT(card, licence), .longest = 40 },
    { "colours", KEY_PART, true, .part = PART_COLOURS },
    { "contacts", KEY_PARTS, true, AT(card, contact), .longest = CARD_CONTACTS_MAX, .part = PART_CONTACT },
    { "credits", KEY_PARTS, false, AT(card, credit), .longest = CARD_CREDITS_MAX, .part = PART_CREDIT },
    { "history", KEY_PARTS, true, AT(card, history), .longest = CARD_HISTORY_MAX, .part = PART_HISTORY },
};

/* Their places are those of the card itself: there is one set of colours. */
static const struct key COLOURS[] = { COLOUR(band, 0),  COLOUR(band_text, 1), COLOUR(line, 2),
                                      COLOUR(paper, 3), COLOUR(text, 4),      COLOUR(emergency, 5),
                                      COLOUR(emergency_text, 6) };

static const struct key CONTACT[] = {
    { "id", KEY_NAME, true, AT(contact, id) },
    { "kind", KEY_KIND, true, AT(contact, kind) },
    { "number", KEY_TEL, true, AT(contact, number) },
    { "name", KEY_TEXT, false, AT(contact, name), .longest = 40 },
    { "owner", KEY_TEXT, true, AT(contact, owner), .longest = 100 },
    { "source", KEY_TEXT, true, AT(contact, source), .longest = 200 },
    { "emergency", KEY_FLAG, false, AT(contact, emergency) },
    { "confirmed", KEY_FLAG, true, AT(contact, confirmed) },
    { "confirmed_by", KEY_TEXT, false, AT(contact, confirmed_by), .longest = 80 },
    { "confirmed_on", KEY_DATE, false, AT(contact, confirmed_on), .some =
      offsetof(struct contact, has_confirmed_on) },
    { "review", KEY_DATE, false, AT(contact, review), .some = offsetof(struct contact, has_review) },
};

static const struct key CREDIT[] = {
    { "first_name", KEY_FIRST_NAME, true, AT(credit, first_name), .longest = 30 },
    { "agreed", KEY_FLAG, true, AT(credit, agreed) },
};

static const struct key HISTORY[] = {
    { "event", KEY_EVENT, true, AT(card_history, event) },
    { "area", KEY_TEXT, true, AT(card_history, area), .longest = 60 },
    { "partnership", KEY_TEXT, true, AT(card_history, partnership), .longest = 100 },
    { "on", KEY_DATE, true, AT(card_history, on) },
};

static const struct {
    const struct key *at;
    size_t count;
} PART[PARTS] = { [PART_CARD] = { CARD, COUNT_OF(CARD) },
                  [PART_COLOURS] = { COLOURS, COUNT_OF(COLOURS) },
                  [PART_CONTACT] = { CONTACT, COUNT_OF(CONTACT) },
                  [PART_CREDIT] = { CREDIT, COUNT_OF(CREDIT) },
                  [PART_HISTORY] = { HISTORY, COUNT_OF(HISTORY) } };

const struct key *key_each(enum key_part part, size_t n)
{
    return n < PART[part].count ? &PART[part].at[n] : NULL;
}

size_t key_count(enum key_part part)
{
    return PART[part].count;
}

const char *contact_kind_word(unsigned kind)
{
    return kind == CONTACT_TEXT ? "text" : "call";
}
