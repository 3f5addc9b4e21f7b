/*
 * make bench-cards - what it costs to draw a card in each layout, fonts warm, and to read it back. The best
 * of some runs counts: others may be using the machine.
 */
#include "cards/example.h"
#include "cards/print.h"

#include <time.h>

enum { TIMES = 5 };

static double now_ms(void)
{
    struct timespec t = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static bool bench(struct print_order *o, struct err *err)
{
    double cards = (double)o->wordings * (o->layout == SHEET_8UP ? SHEET_CARDS : 1), drawn = INFINITY, began;

    for (int i = 0; i <= TIMES; i++) { /* the first warms */
        struct arena a _cleanup_(arena_close);
        struct card_faults faults = { .arena = &a };
        struct printed p;
        arena_open(&a, (size_t)256 << 20);
        began = now_ms();
        if (!print_render(o, &a, &faults, &p, err))
            return false;
        drawn = i > 0 ? fmin(drawn, now_ms() - began) : drawn;
        began = now_ms();
        if (i == TIMES && !print_read_back(o, p.pdf, &a, err))
            return false;
    }
    printf("  %-10s %5.0f cards %7.1f ms a card drawn %8.1f ms a card read back\n",
           sheet_word(o->layout), cards, drawn / cards, (now_ms() - began) / cards);
    return true;
}

int main(void)
{
    static struct card_files files;
    static struct card card;
    struct arena a _cleanup_(arena_close);
    struct card_faults faults = { .arena = &a };
    struct print_order o = { .card = &card, .files = &files };
    struct err err = { 0 };

    arena_open(&a, (size_t)64 << 20);
    card_example(&files);
    bool good = card_read(&files, &a, &faults, &card, &err);
    print_every_language(&o);
    for (int layout = 0; good && layout < SHEET_LAYOUTS; layout++) {
        o.layout = (enum sheet_layout)layout;
        good = bench(&o, &err);
    }
    if (!good)
        (void)fprintf(stderr, "card_bench: %s\n", err.say);
    return !good;
}
