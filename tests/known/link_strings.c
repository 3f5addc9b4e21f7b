/*
 * link_strings - rows of DuckDB's string functions on standard input
 * (a,b,jaro,jaro_winkler,levenshtein, damerau_levenshtein,jaccard_chars): each must be ours too,
 * the first two and the last within 1e-12. For rows of ASCII the functions by code point must give
 * the same.
 */
#include "base/number.h"
#include "link/edit.h"
#include "link/jaro.h"
#include "link/point.h"

enum { TEXTS = 2, FIGURES = 5, LINE_MOST = 4096 };

/* Cuts a field off the line; inside quotes a comma is a comma and "" a quote, unquoted where it
 * lies. */
static struct str cut_field(char **rest)
{
    char *at = *rest, *out = at, *from = at;
    bool quoted = *at == '"';

    at += quoted;
    while (*at && *at != '\n' && (quoted || *at != ',')) {
        if (quoted && *at == '"' && at[1] != '"') {
            quoted = false;
            at++;
            continue;
        }
        at += quoted && *at == '"';
        *out++ = *at++;
    }
    *rest = at + (*at != 0);
    return (struct str){ from, (size_t)(out - from) };
}

static bool is_right(char *line)
{
    struct str text[TEXTS];
    double want[FIGURES];

    for (int i = 0; i < TEXTS; i++)
        text[i] = cut_field(&line);
    for (int i = 0; i < FIGURES; i++)
        if (!number_real(cut_field(&line), &want[i]))
            return false;
    struct str a = text[0], b = text[1];
    const double got[FIGURES] = { jaro(a, b), jaro_winkler(a, b), levenshtein(a, b), damerau(a, b),
                                  jaccard(a, b) };
    const double by_point[] = { jaro_points(a, b), jaro_winkler_points(a, b),
                                levenshtein_points(a, b), damerau_points(a, b) };
    bool right = true, ascii = point_is_ascii(a) && point_is_ascii(b);
    for (int i = 0; i < FIGURES; i++)
        right = right && fabs(got[i] - want[i]) <= 1e-12;
    for (size_t i = 0; i < COUNT_OF(by_point) && ascii; i++)
        right = right && fabs(by_point[i] - want[i]) <= 1e-12;
    return right;
}

int main(void)
{
    char line[LINE_MOST];
    long passed = 0, failed = 0;

    if (!fgets(line, sizeof line, stdin)) /* the header */
        return 2;
    for (long row = 2; fgets(line, sizeof line, stdin); row++) {
        if (is_right(line)) {
            passed++;
            continue;
        }
        failed++;
        printf("not ok row %ld\n", row);
    }
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed || passed == 0;
}
