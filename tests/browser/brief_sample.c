/* brief_sample FOLDER - writes the sample briefs (brief/sample_test.h) as FOLDER/NAME.html. */
#include "brief/csv.h"
#include "brief/html.h"
#include "brief/json.h"
#include "brief/sample_test.h"

static bool save(const char *folder, const char *name, const char *ending, struct str text)
{
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);

    if (n < 0 || (size_t)n >= sizeof path)
        return false;
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool whole = fwrite(text.at, 1, text.len, f) == text.len;
    return fclose(f) == 0 && whole;
}

static bool write_sample(const char *folder, enum sample which, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct brief b;
    struct str html, csv, json;

    arena_open(&a, (size_t)64 << 20);
    if (!sample_make(which, &a, &b, err) || !brief_html(&b, &a, &html, err) ||
        !brief_csv(&b, &a, &csv, err) || !brief_json(&b, &a, &json, err))
        return false;
    if (!save(folder, sample_word(which), "html", html) ||
        !save(folder, sample_word(which), "csv", csv) ||
        !save(folder, sample_word(which), "json", json))
        return err_set(err, ERR_STORE, "could not write into the folder");
    return true;
}

int main(int argc, char **argv)
{
    struct err err = { 0 };

    if (argc != 2) {
        fprintf(stderr, "brief_sample: call it as brief_sample FOLDER\n");
        return 2;
    }
    for (int s = 0; s < SAMPLES; s++)
        if (!write_sample(argv[1], (enum sample)s, &err)) {
            fprintf(stderr, "brief_sample: %s: %s\n", sample_word((enum sample)s), err.say);
            return err_exit_code(err.kind);
        }
    return 0;
}
