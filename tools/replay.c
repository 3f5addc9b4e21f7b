/*
 * replay - feeds a fuzz target its kept corpus, then seeded mutations of it.
 *
 *     NAME-replay ROUNDS FILE...
 *
 * The same rounds on every machine, so this is an ordinary test: a target that
 * breaks an invariant aborts. It does not look for new paths; `make fuzz` does.
 */
#include "base/chance.h"

enum { BYTES_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len);

static uint8_t seed[BYTES_MAX], changed[BYTES_MAX];

static size_t read_file(const char *path)
{
    FILE *f = fopen(path, "rb");

    if (!f) {
        fprintf(stderr, "%s: could not be read\n", path);
        exit(1);
    }
    size_t len = fread(seed, 1, sizeof seed, f);
    (void)fclose(f);
    return len;
}

/* One change as a bad disk, a bad program or a clever person would make it. */
static size_t mutate(struct chance *r, size_t len)
{
    static const char MARK[] = "\",;\r\n\t'{}[]:.-+0129eETZ \x80\xC3\xE2\xEF\xFE\xFF";
    size_t at = len ? (size_t)chance_below(r, len) : 0, run;

    switch (chance_below(r, 6)) {
    case 0:
        if (len)
            changed[at] ^= (uint8_t)(1u << chance_below(r, 8));
        return len;
    case 1:
        if (len)
            changed[at] = (uint8_t)MARK[chance_below(r, sizeof MARK)];
        return len;
    case 2: /* cut short */
        return at;
    case 3: /* a run taken out */
        run = len ? (size_t)chance_below(r, len - at) + 1 : 0;
        memmove(changed + at, changed + at + run, len - at - run);
        return len - run;
    case 4: /* a run twice */
        run = len ? (size_t)chance_below(r, len - at < 64 ? len - at : 64) + 1 : 0;
        if (len + run > BYTES_MAX)
            return len;
        memmove(changed + at + run, changed + at, len - at);
        return len + run;
    default: /* a mark put in */
        if (len == BYTES_MAX)
            return len;
        memmove(changed + at + 1, changed + at, len - at);
        changed[at] = (uint8_t)MARK[chance_below(r, sizeof MARK)];
        return len + 1;
    }
}

int main(int argc, char **argv)
{
    long rounds = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: NAME-replay ROUNDS FILE...\n");
        return 2;
    }
    for (const char *c = argv[1]; *c >= '0' && *c <= '9'; c++)
        rounds = rounds * 10 + (*c - '0');
    for (int i = 2; i < argc; i++) {
        size_t len = read_file(argv[i]);
        (void)LLVMFuzzerTestOneInput(seed, len);
        for (long round = 0; round < rounds; round++) {
            struct chance r;
            size_t now = len;
            chance_open(&r, 1, (uint64_t)i << 32 | (uint64_t)round);
            memcpy(changed, seed, len);
            for (uint64_t changes = chance_below(&r, 4) + 1; changes > 0; changes--)
                now = mutate(&r, now);
            (void)LLVMFuzzerTestOneInput(changed, now);
        }
    }
    printf("%d files, each with %ld changes\n", argc - 2, rounds);
    return 0;
}
