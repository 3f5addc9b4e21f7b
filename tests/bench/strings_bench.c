/*
 * strings_bench [ROUNDS] - nanoseconds a comparison of surnames, dates and addresses for mail,
 * beside the plain tables of the textbooks on the same pairs. The pairs are made up from a seed:
 * half of them are a slip or two apart, as those that blocking brings together are. The best of the
 * rounds counts.
 */
#include "base/chance.h"
#include "link/edit.h"
#include "link/fold.h"
#include "link/jaro.h"
#include "link/nick.h"
#include "link/sound.h"

enum { PAIRS = 4096, MOST = 40 };

static char text[2 * PAIRS][MOST];
static struct str left[PAIRS], right[PAIRS];
static volatile double sink; /* so that no comparison is left out */

static double seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct str slip(struct chance *r, struct str s, char *out)
{
    memcpy(out, s.at, s.len);
    for (uint64_t n = chance_below(r, 3); n > 0 && s.len > 2; n--) {
        size_t at = (size_t)chance_below(r, s.len - 1);
        char c = out[at];
        out[at] = out[at + 1];
        out[at + 1] = chance_below(r, 2) ? c : 'e';
    }
    return (struct str){ out, s.len };
}

static struct str surname(struct chance *r, char *out)
{
    static const char *const PART[] = { "wil",  "son", "tay",  "lor", "tho", "mas",  "ro",
                                        "bert", "s",   "har",  "ris", "ton", "e",    "wal",
                                        "ker",  "mc",  "lean", "o",   "ley", "field" };
    size_t n = 0;

    for (uint64_t parts = 2 + chance_below(r, 3); parts > 0; parts--)
        for (const char *c = PART[chance_below(r, COUNT_OF(PART))]; *c; c++)
            out[n++] = *c;
    return (struct str){ out, n };
}

static struct str birth(struct chance *r, char *out)
{
    int n = snprintf(out, MOST, "%04d-%02d-%02d", 1940 + (int)chance_below(r, 80),
                     1 + (int)chance_below(r, 12), 1 + (int)chance_below(r, 28));
    return (struct str){ out, (size_t)n };
}

static struct str mail(struct chance *r, char *out)
{
    struct str name = surname(r, out);
    int n =
        snprintf(out + name.len, MOST - name.len, "%02d@post.example", (int)chance_below(r, 100));
    return (struct str){ out, name.len + (size_t)n };
}

static void pair_up(struct str (*make)(struct chance *, char *))
{
    struct chance r;

    chance_open(&r, 1, 0);
    for (size_t i = 0; i < PAIRS; i++) {
        left[i] = make(&r, text[2 * i]);
        right[i] = i % 2 ? make(&r, text[2 * i + 1]) : slip(&r, left[i], text[2 * i + 1]);
    }
}

static double levenshtein_plain(struct str a, struct str b)
{
    int row[MOST + 1];

    for (int j = 0; j <= (int)b.len; j++)
        row[j] = j;
    for (size_t i = 0; i < a.len; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (size_t j = 0; j < b.len; j++) {
            int best = diagonal + (a.at[i] != b.at[j]);
            diagonal = row[j + 1];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            row[j + 1] = diagonal + 1 < best ? diagonal + 1 : best;
        }
    }
    return row[b.len];
}

static double winkler_plain(struct str a, struct str b)
{
    bool taken[MOST] = { false }, matched[MOST] = { false };
    size_t apart = (a.len > b.len ? a.len : b.len) / 2, prefix = 0, out_of_order = 0, k = 0;
    double m = 0;

    apart -= apart > 0;
    for (size_t j = 0; j < b.len; j++)
        for (size_t i = j > apart ? j - apart : 0; i < a.len && i <= j + apart; i++)
            if (!taken[i] && a.at[i] == b.at[j]) {
                taken[i] = matched[j] = true;
                m++;
                break;
            }
    if (m <= 0)
        return 0;
    for (size_t i = 0; i < a.len; i++) {
        if (!taken[i])
            continue;
        while (!matched[k])
            k++;
        out_of_order += a.at[i] != b.at[k++];
    }
    double sim = (m / (double)a.len + m / (double)b.len + (m - (double)out_of_order / 2) / m) / 3;
    while (prefix < 4 && prefix < a.len && prefix < b.len && a.at[prefix] == b.at[prefix])
        prefix++;
    return sim > 0.7 ? sim + 0.1 * (double)prefix * (1 - sim) : sim;
}

static double levenshtein_ours(struct str a, struct str b)
{
    return levenshtein(a, b);
}
static double osa_ours(struct str a, struct str b)
{
    return osa(a, b);
}
static double damerau_ours(struct str a, struct str b)
{
    return damerau(a, b);
}
static double within_two(struct str a, struct str b)
{
    return damerau_within(a, b, 2);
}
static double fold_both(struct str a, struct str b)
{
    char out[2 * MOST];

    return (double)(fold_name(a, out, sizeof out).len + fold_name(b, out, sizeof out).len);
}
static double nick_ours(struct str a, struct str b)
{
    return nick_same(a, b);
}
static double sound_both(struct str a, struct str b)
{
    char out[SOUND_ROOM];

    return (double)(sound_key(a, out, sizeof out).len + sound_key(b, out, sizeof out).len);
}

static double nanoseconds(double (*compare)(struct str, struct str), int rounds)
{
    double best = 1e9;

    for (int round = 0; round < rounds; round++) {
        double from = seconds(), sum = 0;
        for (int again = 0; again < 16; again++)
            for (size_t i = 0; i < PAIRS; i++)
                sum += compare(left[i], right[i]);
        best = fmin(best, seconds() - from);
        sink = sum;
    }
    return best / (16.0 * PAIRS) * 1e9;
}

static void show(const char *what, double (*fast)(struct str, struct str),
                 double (*plain)(struct str, struct str), int rounds)
{
    double ours = nanoseconds(fast, rounds);

    printf("strings: %-34s %6.1f ns", what, ours);
    if (plain) {
        double theirs = nanoseconds(plain, rounds);
        printf("; plain %6.1f ns; ratio %.1f", theirs, theirs / ours);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 && argv[1][0] >= '1' && argv[1][0] <= '9' ? argv[1][0] - '0' : 7;

    pair_up(surname);
    show("Jaro-Winkler, surnames", jaro_winkler, winkler_plain, rounds);
    show("Jaro-Winkler by point, surnames", jaro_winkler_points, winkler_plain, rounds);
    show("Levenshtein, surnames", levenshtein_ours, levenshtein_plain, rounds);
    show("Damerau within 2, surnames", within_two, NULL, rounds);
    show("Jaccard, surnames", jaccard, NULL, rounds);
    show("folding two surnames", fold_both, NULL, rounds);
    show("sounds of two surnames", sound_both, NULL, rounds);
    show("forename variants, surnames", nick_ours, NULL, rounds);
    pair_up(birth);
    show("Levenshtein, dates", levenshtein_ours, levenshtein_plain, rounds);
    show("OSA, dates", osa_ours, NULL, rounds);
    show("Damerau, dates", damerau_ours, NULL, rounds);
    show("Damerau within 2, dates", within_two, NULL, rounds);
    pair_up(mail);
    show("Jaro-Winkler, addresses for mail", jaro_winkler, winkler_plain, rounds);
    show("Levenshtein, addresses for mail", levenshtein_ours, levenshtein_plain, rounds);
    return 0;
}
