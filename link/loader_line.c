#include "link/loader_line.h"

#include <pthread.h>

enum { BATCHES = 3, BATCH_WORDS = 32768, BATCH_TEXTS = 1024 };

struct batch_column {
    size_t texts;
    uint32_t *to[BATCH_TEXTS];
    const struct interned *text[BATCH_TEXTS];
};

struct batch {
    uint64_t *word;
    size_t words;
    struct batch_column *column;
};

/* Batches `numbered` up to `filled` wait, counted from the beginning. What is in a batch is not locked. */
struct line_thread {
    struct line *line;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t told;
    uint64_t filled, numbered;
    bool ended, failed;
};

/* ---- numbering ---- */

static bool number_batch(const struct line *l, struct batch *b)
{
    uint32_t number[BATCH_TEXTS];

    for (size_t c = 0; c < l->columns; c++) {
        struct batch_column *column = &b->column[c];
        if (!intern_many(l->values[c], column->text, column->texts, number))
            return false;
        for (size_t i = 0; i < column->texts; i++)
            *column->to[i] = number[i];
        column->texts = 0;
    }
    b->words = 0;
    return true;
}

static void *number_all(void *at)
{
    struct line_thread *t = at;

    pthread_mutex_lock(&t->lock);
    for (;;) {
        while (t->filled == t->numbered && !t->ended)
            pthread_cond_wait(&t->told, &t->lock);
        if (t->ended)
            break;
        struct batch *b = &t->line->batch[t->numbered % BATCHES];
        pthread_mutex_unlock(&t->lock);
        bool ok = number_batch(t->line, b);
        pthread_mutex_lock(&t->lock);
        t->failed = t->failed || !ok;
        t->numbered++;
        pthread_cond_broadcast(&t->told);
    }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

/* Where no thread can be had, the line works without. */
static bool begin_thread(struct line *l)
{
    struct line_thread *t;

    l->wants_thread = false;
    t = arena_new(l->arena, struct line_thread, 1);
    if (!t)
        return false;
    t->line = l;
    t->filled = t->numbered = l->filling;
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->told, NULL);
    if (pthread_create(&t->thread, NULL, number_all, t) == 0) {
        l->thread = t;
        return true;
    }
    pthread_cond_destroy(&t->told);
    pthread_mutex_destroy(&t->lock);
    return true;
}

static void end_thread(struct line *l)
{
    struct line_thread *t = l->thread;

    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    t->ended = true;
    pthread_cond_broadcast(&t->told);
    pthread_mutex_unlock(&t->lock);
    pthread_join(t->thread, NULL);
    pthread_cond_destroy(&t->told);
    pthread_mutex_destroy(&t->lock);
    l->thread = NULL;
}

/* Hands the batch being filled on, and waits until no more than `wait` are left to number. */
static bool hand_on(struct line *l, uint64_t wait)
{
    struct line_thread *t = l->thread;
    bool ok;

    pthread_mutex_lock(&t->lock);
    t->filled++;
    pthread_cond_broadcast(&t->told);
    while (t->filled - t->numbered > wait)
        pthread_cond_wait(&t->told, &t->lock);
    ok = !t->failed;
    l->filling = (unsigned)(t->filled % BATCHES);
    pthread_mutex_unlock(&t->lock);
    return ok;
}

/* ---- filling ---- */

void line_open(struct line *l, unsigned threads, struct arena *a)
{
    *l = (struct line){ .arena = a, .wants_thread = threads > 1 };
    arena_open_in(&l->batches, a, SIZE_MAX);
}

static bool open_batches(struct line *l)
{
    size_t batches = l->wants_thread || l->thread ? BATCHES : 1;

    l->batch = arena_new(&l->batches, struct batch, batches);
    for (size_t i = 0; l->batch && i < batches; i++) {
        l->batch[i].word = arena_new(&l->batches, uint64_t, BATCH_WORDS);
        l->batch[i].column = arena_new(&l->batches, struct batch_column, l->columns);
        if (!l->batch[i].word || !l->batch[i].column)
            return false;
    }
    return l->batch != NULL;
}

bool line_columns(struct line *l, struct intern *const *values, size_t columns)
{
    if (!line_drain(l))
        return false;
    arena_close(&l->batches);
    l->batch = NULL;
    l->columns = columns;
    l->values = arena_new(&l->batches, struct intern *, columns + 1);
    if (!l->values)
        return false;
    for (size_t i = 0; i < columns; i++) {
        l->values[i] = values[i];
        if (l->wants_thread || l->thread)
            intern_alone(values[i]);
    }
    return true;
}

bool line_drain(struct line *l)
{
    if (!l->batch)
        return true;
    return l->thread ? hand_on(l, 0) : number_batch(l, &l->batch[l->filling]);
}

static bool pass(struct line *l)
{
    if (l->wants_thread && !begin_thread(l))
        return false;
    return l->thread ? hand_on(l, BATCHES - 1) : number_batch(l, &l->batch[l->filling]);
}

/* A text that no batch holds. */
static bool number_long(struct line *l, size_t column, struct str text, uint32_t *to)
{
    return line_drain(l) && intern_add(l->values[column], text, to);
}

bool line_add(struct line *l, size_t column, struct str text, uint32_t *to)
{
    size_t words = interned_words(text.len);

    if (!l->batch && !open_batches(l))
        return false;
    if (words > BATCH_WORDS)
        return number_long(l, column, text, to);
    if ((l->batch[l->filling].column[column].texts == BATCH_TEXTS ||
         words > BATCH_WORDS - l->batch[l->filling].words) && !pass(l))
        return false;
    struct batch *b = &l->batch[l->filling];
    struct batch_column *c = &b->column[column];
    struct interned *e = (struct interned *)(void *)&b->word[b->words];
    interned_write(e, text);
    b->words += words;
    c->to[c->texts] = to;
    c->text[c->texts++] = e;
    return true;
}

void line_close(struct line *l)
{
    end_thread(l);
    arena_close(&l->batches);
    l->batch = NULL;
}
