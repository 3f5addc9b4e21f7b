#include "link/loader_batch.h"

static uint32_t *place(const struct batch_column *c, uint32_t row)
{
    return c->cells ? rows_at(c->cells, row) : &c->number[row];
}

static bool flush_column(struct batch_column *c)
{
    uint32_t number[BATCH_TEXTS];

    if (!intern_many(c->values, c->text, c->texts, number))
        return false;
    for (uint32_t i = 0; i < c->texts; i++)
        *place(c, c->row[i]) = number[i];
    c->texts = 0;
    return true;
}

bool batch_open(struct batch *b, struct batch_column **column, size_t columns, struct arena *a)
{
    *b = (struct batch){ arena_new(a, uint64_t, BATCH_WORDS), 0, column, columns };
    return b->word != NULL;
}

bool batch_flush(struct batch *b)
{
    for (size_t i = 0; i < b->columns; i++)
        if (b->column[i] && b->column[i]->texts && !flush_column(b->column[i]))
            return false;
    b->words = 0;
    return true;
}

bool batch_add(struct batch *b, struct batch_column *c, uint32_t row, struct str text)
{
    size_t words = interned_words(text.len);

    if ((c->texts == BATCH_TEXTS || words > BATCH_WORDS - b->words) && !batch_flush(b))
        return false;
    if (words > BATCH_WORDS)
        return intern_add(c->values, text, place(c, row));
    struct interned *e = (struct interned *)(void *)&b->word[b->words];
    interned_write(e, text);
    b->words += words;
    c->row[c->texts] = row;
    c->text[c->texts++] = e;
    return true;
}
