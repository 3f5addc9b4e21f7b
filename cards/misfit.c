#include "cards/misfit.h"

static size_t count_characters(const char *at, const char *end)
{
    size_t n = 0;

    for (; at < end; at++)
        n += ((unsigned char)*at & 0xc0) != 0x80;
    return n;
}

/* The column of a byte of the text, when the text stands in that line as it is; else 0. */
static unsigned column_of(const struct piece *p, const struct said *s, size_t offset)
{
    const struct card_file *file = card_files_at(p->files, s->at.file);
    struct str rest = file ? file->bytes : STR(""), line = STR("");

    for (unsigned n = 0; n < s->at.line; n++)
        line = str_cut(&rest, '\n');
    const char *at = line.len ? memmem(line.at, line.len, s->text.at, s->text.len) : NULL;
    return at ? (unsigned)count_characters(line.at, at + offset) + 1 : 0;
}

/* The same words in every language are wrong once. */
static void forget_twice(struct card_faults *f)
{
    struct card_fault *last = f->len ? &f->at[f->len - 1] : NULL;

    for (size_t i = 0; i + 1 < f->len; i++)
        if (f->at[i].line == last->line && str_eq(f->at[i].file, last->file) && str_eq(f->at[i].say,
            last->say)) {
            f->len--;
            return;
        }
}

void misfit_missing(const struct piece *p, const struct said *s, const struct tongue *tongue,
                    const struct draw_fit *f)
{
    struct fault_at at = s->at;

    at.column = column_of(p, s, f->missing_at);
    card_fault_add(p->faults, FAULT_STOP, at,
                   "%s has the letter U+%04X, which no font of %s has: install %s, or write it another way",
                   s->label, (unsigned)f->missing, tongue->english, tongue->packages);
    forget_twice(p->faults);
}

void misfit_over(const struct piece *p, const struct said *s, size_t over, double over_mm)
{
    card_fault_add(p->faults, FAULT_STOP, s->at, "%s is %zu characters or %.0f mm too long for %s: "
                                                 "shorten it",
                   s->label, over, ceil(over_mm), p->layout);
    forget_twice(p->faults);
}
