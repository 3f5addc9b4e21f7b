#include "base/err.h"

struct counted {
    const char *label;
    struct str row;
};
const char *count_word(int n);
bool count_check(const struct counted *c, const char *label, int n, struct err *err);

const char *count_word(int n)
{
    return n == 1 ? "one" : "many";
}

/* Every way in which a text may stand in a message. A comment may say err_set(err, 1, "%s", name). */
bool count_check(const struct counted *c, const char *label, int n, struct err *err)
{
    if (n < 0)
        return err_set(err, ERR_INPUT, "%s: row %d of \"%s\" (%d %%) has %s cases", label, n, c->label,
                       n * 2, count_word(n));
    if (n == 7)
        return err_set(err, ERR_INPUT, "%s has %s", label,
                       n > 3 ? c->label
                             : count_word(n));
    if (n == 8)
        return err_set(err, ERR_INPUT, "found %s, %*d wide", n ? "cases, or (none)" : c[0].label, 3, n);
    return n > 0 || err_memory(err, "the cases");
}
