/* link_sample FOLDER - writes the sample reports of linkage (cmd/link_sample_test.h) as FOLDER/NAME.html. */
#include "cmd/link_report.h"
#include "cmd/link_sample_test.h"

static bool write_sample(const char *folder, enum link_sample which, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct buf b = { .arena = &a };
    struct link_sampled s;
    struct str page;
    char path[1024];

    arena_open(&a, (size_t)64 << 20);
    if (!link_sample_make(which, &a, &s, err) || !link_report(&s.t, &s.r, .25, &b, err) ||
        !buf_done(&b, "the page", &page, err))
        return false;
    int n = snprintf(path, sizeof path, "%s/%s.html", folder, link_sample_word(which));
    FILE *f = n > 0 && (size_t)n < sizeof path ? fopen(path, "wb") : NULL;
    if (!f)
        return err_set(err, ERR_STORE, "could not write into the folder");
    bool whole = fwrite(page.at, 1, page.len, f) == page.len;
    return (fclose(f) == 0 && whole) || err_set(err, ERR_STORE, "could not write into the folder");
}

int main(int argc, char **argv)
{
    struct err err = { 0 };

    if (argc != 2) {
        fprintf(stderr, "link_sample: call it as link_sample FOLDER\n");
        return 2;
    }
    for (int i = 0; i < LINK_SAMPLES; i++)
        if (!write_sample(argv[1], (enum link_sample)i, &err)) {
            fprintf(stderr, "link_sample: %s: %s\n", link_sample_word((enum link_sample)i), err.say);
            return err_exit_code(err.kind);
        }
    return 0;
}
