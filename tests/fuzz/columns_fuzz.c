/*
 * A kind, a header line and a row, any bytes: recognised, checked or refused, and
 * no message carries a letter of the row.
 */
#include "intake/check.h"

static size_t cut(struct str line, struct str *field)
{
    size_t n = 0;

    while (n < RECORD_FIELDS_MAX && (line.len || n == 0))
        field[n++] = str_cut(&line, ',');
    return n;
}

/* A tilde is in none of our words: one in a message came out of the row. */
static void check_quiet(const struct columns *c, const struct faults *f, struct arena *a)
{
    for (size_t i = 0; i < f->len; i++) {
        struct buf b = { .arena = a };
        columns_fault_word(c, &f->at[i], &b);
        for (size_t k = 0; k < f->at[i].shape.len; k++)
            if ((unsigned char)f->at[i].shape.at[k] >= 0x80)
                abort();
        if (!b.failed && memchr(b.at, '~', b.len))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str rest = { (const char *)at + 1, len - 1 }, field[RECORD_FIELDS_MAX];
    struct columns c;
    struct err err = { 0 };
    struct checked checked;

    if (len < 2)
        return 0;
    arena_open(&a, (size_t)1 << 24);
    struct str header = str_cut(&rest, '\n');
    struct record r = { .row = 1, .fields = cut(header, field), .field = field };
    const struct kind_spec *kind = kind_spec((enum kind)(at[0] % KINDS));
    if (!columns_make(kind, &r, NULL, 0, at[0] & 128, "x.csv", &a, &c, &err))
        return 0;
    struct faults faults = { .arena = &a };
    r = (struct record){ .row = 2, .fields = cut(rest, field), .field = field };
    struct date newest = { 20000 };
    enum check_row row = check_record(&c, &r, at[0] & 64 ? &newest : NULL, &faults, &a, &checked, &err);
    if ((row == CHECK_REFUSED) != (faults.total == 1) && row != CHECK_FAILED)
        abort();
    if (!str_has(header, '~'))
        check_quiet(&c, &faults, &a);
    if (row == CHECK_GOOD) {
        struct fact_value *fact = arena_new(&a, struct fact_value, c.count + 1);
        if (fact && check_facts(&c, &r, fact) > c.count)
            abort();
    }
    return 0;
}
