#include "link/loader_ids.h"

bool plain_number(struct str s, uint32_t *out)
{
    uint64_t n = 0;

    if (s.len == 0 || s.len > 10 || (s.at[0] == '0' && s.len > 1))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        n = n * 10 + (uint64_t)(s.at[i] - '0');
    }
    *out = (uint32_t)n;
    return n <= UINT32_MAX;
}

struct str plain_text(uint32_t n, char *room)
{
    char back[10];
    size_t len = 0;

    do
        back[len++] = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    for (size_t i = 0; i < len; i++)
        room[i] = back[len - 1 - i];
    return (struct str){ room, len };
}

void ids_open(struct ids *i, struct arena *a)
{
    *i = (struct ids){ 0 };
    rows_open(&i->row, a);
    pool_open(&i->text, a);
}

void ids_close(struct ids *i)
{
    rows_close(&i->row);
    pool_close(&i->text);
    i->word = NULL;
    i->words = 0;
}

static bool put_text(struct ids *i, uint32_t record, struct str id)
{
    uint32_t *to = rows_take(&i->row, record);

    if (!to || id.len > INTERN_TEXT_MAX ||
        !arena_grow(&i->text.arena, &i->word, &i->words, 0, interned_words(id.len), sizeof *i->word))
        return false;
    struct interned *e = (struct interned *)(void *)i->word;
    interned_write(e, id);
    return pool_add(&i->text, e, 1, to);
}

/* The first that is no number: those before it become texts too. */
static bool turn_to_texts(struct ids *i, uint32_t records)
{
    char room[12];

    for (uint32_t r = 0; r < records; r++)
        if (!put_text(i, r, plain_text(rows_value(&i->row, r), room)))
            return false;
    i->texts = true;
    return true;
}

bool ids_add_number(struct ids *i, uint32_t record, uint32_t id)
{
    char room[12];
    uint32_t *to;

    if (i->texts)
        return put_text(i, record, plain_text(id, room));
    to = rows_take(&i->row, record);
    if (to)
        *to = id;
    return to != NULL;
}

bool ids_add(struct ids *i, uint32_t record, struct str id)
{
    uint32_t number;

    if (plain_number(id, &number))
        return ids_add_number(i, record, number);
    return (i->texts || turn_to_texts(i, record)) && put_text(i, record, id);
}

int ids_order(const struct ids *i, uint32_t one, uint32_t two)
{
    uint32_t a = *rows_at(&i->row, one), b = *rows_at(&i->row, two);

    if (i->texts)
        return str_order(interned_text(pool_at(&i->text, a)), interned_text(pool_at(&i->text, b)));
    return (a > b) - (a < b);
}

uint64_t ids_hash(const struct ids *i, uint32_t record)
{
    uint32_t id = *rows_at(&i->row, record), number;

    if (!i->texts)
        return hash_mix(1, id);
    const struct interned *e = pool_at(&i->text, id);
    return plain_number(interned_text(e), &number) ? hash_mix(1, number) : hash_mix(2, interned_hash(e));
}
