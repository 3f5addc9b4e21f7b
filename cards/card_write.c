/* cards/card_write - card.json anew: see card_write_json() in cards/card.h. */
#include "base/json.h"
#include "cards/card.h"
#include "cards/key.h"

static void add_quoted(struct buf *b, struct str s)
{
    struct json_out j = { .buf = b };

    json_str(&j, s);
}

/* Is there nothing to say, so that the name is left out? */
static bool is_left_out(const struct key *k, const void *part, const void *from)
{
    if (k->needed)
        return false;
    if (k->type == KEY_FLAG)
        return !*(const bool *)from;
    if (k->type == KEY_DATE)
        return !*(const bool *)((const char *)part + k->some);
    return k->type != KEY_PARTS && ((const struct str *)from)->len == 0;
}

static void add_value(struct buf *b, const struct key *k, const void *from)
{
    struct json_out j = { .buf = b };

    switch (k->type) {
    case KEY_TEXT:
    case KEY_NAME:
    case KEY_FIRST_NAME:
    case KEY_TEL:
    case KEY_PAGE:
    case KEY_PICTURE:
    case KEY_LICENCE:
    case KEY_EVENT: add_quoted(b, *(const struct str *)from); break;
    case KEY_KIND: json_text(&j, contact_kind_word(*(const enum contact_kind *)from)); break;
    case KEY_YEARS: buf_add_int(b, *(const int *)from); break;
    case KEY_DATE: json_date(&j, *(const struct date *)from); break;
    case KEY_FLAG: json_bool(&j, *(const bool *)from); break;
    case KEY_COLOUR:
        buf_add_byte(b, '"');
        buf_add_colour(b, *(const struct colour *)from);
        buf_add_byte(b, '"');
        break;
    case KEY_PART:
    case KEY_PARTS:
    case KEY_LANGUAGES: break; /* write_list() and its like */
    }
}

static void write_part(struct buf *b, enum key_part part, const void *at, const struct card *c, int in);

static void write_languages(struct buf *b, const struct card *c)
{
    buf_add_byte(b, '[');
    for (size_t i = 0; i < c->wordings; i++) {
        buf_add_text(b, i ? ", " : "");
        add_quoted(b, str_of(c->wording[i].tongue->code));
    }
    buf_add_byte(b, ']');
}

static void write_list(struct buf *b, const struct key *k, const struct card *c)
{
    const void *first = (const char *)c + k->offset;
    size_t n = k->part == PART_CONTACT ? c->contacts : k->part == PART_CREDIT ? c->credits : c->histories;
    size_t size = k->part == PART_CONTACT  ? sizeof *c->contact
                  : k->part == PART_CREDIT ? sizeof *c->credit : sizeof *c->history;

    buf_add_byte(b, '[');
    for (size_t i = 0; i < n; i++) {
        buf_add_text(b, i ? ",\n    " : "\n    ");
        write_part(b, k->part, (const char *)first + i * size, c, 4);
    }
    buf_add_text(b, n ? "\n  ]" : "]");
}

static void write_part(struct buf *b, enum key_part part, const void *at, const struct card *c, int in)
{
    const struct key *k;
    const char *between = "{";

    for (size_t n = 0; (k = key_each(part, n)); n++) {
        const void *from = (const char *)at + k->offset;
        if (is_left_out(k, at, from))
            continue;
        buf_addf(b, "%s\n%*s\"%s\": ", between, in + 2, "", k->name);
        between = ",";
        if (k->type == KEY_LANGUAGES)
            write_languages(b, c);
        else if (k->type == KEY_PART)
            write_part(b, k->part, at, c, in + 2);
        else if (k->type == KEY_PARTS)
            write_list(b, k, c);
        else
            add_value(b, k, from);
    }
    buf_addf(b, "\n%*s}", in, "");
}

void card_write_json(const struct card *c, struct buf *b)
{
    write_part(b, PART_CARD, c, c, 0);
    buf_add_byte(b, '\n');
}
