#include "link/nick.h"

extern const char asset_forename_variants_csv[], asset_forename_variants_csv_end[];

/* The list without its header: one line "name,class" after another, names in the order of their
 * bytes. */
static struct str list(void)
{
    /* cppcheck-suppress comparePointers */
    size_t len = (size_t)(asset_forename_variants_csv_end - asset_forename_variants_csv);
    struct str all = { asset_forename_variants_csv, len };

    (void)str_cut(&all, '\n');
    return all;
}

/* The line that holds byte `at`, from its first byte on. */
static size_t line_begins(struct str s, size_t at)
{
    while (at > 0 && s.at[at - 1] != '\n')
        at--;
    return at;
}

/* The lines from the first one whose name is `name` or comes after it. */
static struct str lines_from(struct str name)
{
    struct str all = list();
    size_t low = 0, high = all.len; /* both begin a line, or the end */

    while (low < high) {
        size_t middle = line_begins(all, low + (high - low) / 2);
        struct str rest = str_from(all, middle), line = str_cut(&rest, '\n');
        if (str_order(str_cut(&line, ','), name) < 0)
            low = all.len - rest.len;
        else
            high = middle;
    }
    return str_from(all, low);
}

/* The next of a name's classes; 0 when there is no more. */
static uint32_t next_class(struct str *lines, struct str name)
{
    struct str line = str_cut(lines, '\n');
    uint32_t class = 0;

    if (!str_eq(str_cut(&line, ','), name))
        return 0;
    for (size_t i = 0; i < line.len; i++)
        class = class * 10 + (uint32_t)(line.at[i] - '0');
    return class;
}

uint32_t nick_class(struct str folded_forename)
{
    struct str lines = lines_from(folded_forename);

    return folded_forename.len > 0 ? next_class(&lines, folded_forename) : 0;
}

bool nick_same(struct str a, struct str b)
{
    uint32_t one, other;

    if (a.len == 0 || b.len == 0 || str_eq(a, b))
        return a.len > 0 && b.len > 0;
    for (struct str of_a = lines_from(a); (one = next_class(&of_a, a)) != 0;)
        for (struct str of_b = lines_from(b); (other = next_class(&of_b, b)) != 0;)
            if (one == other)
                return true;
    return false;
}
