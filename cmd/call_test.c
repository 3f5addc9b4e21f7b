/* The whole command in this process, its output into memory: it opens an arena of its own, so once. */
#include "cmd/cmd.h"

#include "base/test.h"
#include "store/fixture.h"

#include <sys/mman.h>

struct said {
    int code;
    struct str out, err; /* standard output and standard error */
};

struct caught {
    int before, into;
};

static struct caught catch_fd(int fd)
{
    struct caught c = { dup(fd), memfd_create("said", MFD_CLOEXEC) };

    if (c.before >= 0 && c.into >= 0)
        (void)dup2(c.into, fd);
    return c;
}

static struct str let_go(struct caught c, int fd, struct arena *a)
{
    struct buf b = { .arena = a };
    char chunk[4096];
    ssize_t n;

    if (c.before < 0 || c.into < 0)
        return STR("");
    (void)dup2(c.before, fd);
    (void)lseek(c.into, 0, SEEK_SET);
    while ((n = read(c.into, chunk, sizeof chunk)) > 0)
        buf_add(&b, (struct str){ chunk, (size_t)n });
    (void)close(c.before);
    (void)close(c.into);
    return b.failed ? STR("") : (struct str){ b.at ? b.at : "", b.len };
}

/* Runs "safekeep LINE"; words are parted by spaces. */
static struct said safekeep(struct arena *a, const char *line)
{
    char *argv[32] = { (char[]){ "safekeep" } };
    struct said s = { .code = -1 };
    struct str rest = str_of(line);
    int argc = 1;

    while (rest.len && argc < 31) {
        struct str word = arena_copy(a, str_cut(&rest, ' '));
        if (!word.at)
            return s;
        argv[argc++] = (char *)word.at;
    }
    (void)fflush(stdout);
    struct caught out = catch_fd(STDOUT_FILENO), err = catch_fd(STDERR_FILENO);
    s.code = cmd_run(argc, argv);
    s.err = let_go(err, STDERR_FILENO, a);
    s.out = let_go(out, STDOUT_FILENO, a);
    return s;
}

static bool has(struct str s, const char *words)
{
    return memmem(s.at, s.len, words, strlen(words)) != NULL;
}

TEST_ONCE(command_that_is_not_understood_is_usage_and_says_how_to_learn_more)
{
    static const struct {
        const char *line, *why;
    } WRONG[] = {
        { "", "" },
        { "nonsense", "no such verb" },
        { "brief", "--store is needed" },
        { "brief --store s", "say what to write" },
        { "brief --store s --nonsense", "no such option" },
        { "brief --store s -x", "two dashes" },
        { "brief --store", "needs a value" },
        { "brief --store s --store t --json", "may be given once" },
        { "brief --store s --json=yes", "takes no value" },
        { "brief --store s --json --date 31/10/2025", "written as 2025-10-31" },
        { "brief --store s --json stray", "at most 0 operand" },
        { "review --store s --verdict right", "NUMBER is needed" },
        { "review --store s --verdict right one", "NUMBER is an alert's number" },
        { "review --store s --verdict perhaps 1", "watch, act, dismiss, right or false" },
        { "repeat --store s 0", "NUMBER is a run's number" },
        { "repeat --store s --threads 0 1", "whole number from 1" },
        { "import --store s f", "--agency, --kind" },
        { "import --store s --agency a --kind nonsense f", "--kind takes one of" },
        { "import --store s --agency a --kind areas --level street f", "--level takes" },
        { "import --store s --agency a --kind areas --vintage 12 f", "--vintage takes" },
        { "import --store s --agency a --kind incidents --map nothing f", "--map takes" },
        { "import --store s --agency a --kind incidents --rejects r f g", "one CSV file" },
        { "import --store s --withdraw 1 f", "no files" },
        { "import --store s --withdraw none", "--withdraw takes" },
        { "scan --store s --false-alarms 0", "--false-alarms takes" },
    };
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct said s = safekeep(a, WRONG[i].line);
        if (s.code != EXIT_USAGE || (*WRONG[i].why && !has(s.err, WRONG[i].why)))
            printf("  \"%s\": %d, " STR_FMT "\n", WRONG[i].line, s.code, STR_ARG(s.err));
        CHECK(s.code == EXIT_USAGE);
        CHECK(*WRONG[i].why == 0 || (has(s.err, WRONG[i].why) && has(s.err, "--help")));
    }
}

TEST_ONCE(command_refused_says_one_line_and_with_json_one_document)
{
    struct said plain = safekeep(a, "brief --store no-such-store --html x"), json;
    const struct json *root;
    CHECK(plain.code == err_exit_code(ERR_MISSING) && plain.out.len == 0);
    CHECK(str_starts(plain.err, STR("safekeep: ")));
    json = safekeep(a, "brief --store no-such-store --json");
    REQUIRE(json.code == err_exit_code(ERR_MISSING) && json_read(json.out, a, &root, err));
    CHECK_STR(json_at(json_at(root, "error"), "kind")->text, STR("missing"));
    json = safekeep(a, "brief --store x --json --nonsense");
    REQUIRE(json.code == EXIT_USAGE);
    CHECK(json.out.len == 0 || json_read(json.out, a, &root, err));
}

TEST_ONCE(command_takes_values_joined_or_apart_and_operands_after_two_dashes)
{
    CHECK(has(safekeep(a, "brief --store=no-such-store --json").err, "no-such-store") ||
          safekeep(a, "brief --store=no-such-store --json").code == err_exit_code(ERR_MISSING));
    CHECK(safekeep(a, "repeat --store no-such-store -- --threads").code == EXIT_USAGE);
    CHECK(safekeep(a, "repeat --store no-such-store -- 1").code == err_exit_code(ERR_MISSING));
    CHECK(safekeep(a, "--version").code == EXIT_FINE);
    CHECK(safekeep(a, "--help").code == EXIT_FINE);
}

TEST_ONCE(command_shows_no_progress_and_no_colour_where_there_is_no_terminal)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct buf line = { .arena = a };
    struct said s;
    REQUIRE(fixture_open(&f, err));
    store_close(&f.store);
    buf_addf(&line, "import --store %s --agency nobody --kind incidents /dev/null", f.path);
    buf_add_byte(&line, 0);
    s = safekeep(a, line.at);
    CHECK(s.code == err_exit_code(ERR_MISSING)); /* no such partner */
    CHECK(!str_has(s.err, '\r') && !str_has(s.err, '\x1b'));
    line.len = 0;
    buf_addf(&line, "import --store %s --agency nobody --kind incidents no-such-file.csv", f.path);
    buf_add_byte(&line, 0);
    s = safekeep(a, line.at);
    CHECK(s.code == err_exit_code(ERR_MISSING) && has(s.err, "no-such-file.csv"));
    line.len = 0;
    buf_addf(&line, "import --store %s --agency nobody --kind people /dev/null", f.path);
    buf_add_byte(&line, 0);
    CHECK(safekeep(a, line.at).code == err_exit_code(ERR_DENIED));
}

TEST_ONCE(command_help_of_every_verb_covers_every_option_and_the_manual_says_the_same)
{
    size_t verbs = 0;
    for (const struct verb *v = verb_first(); v; v = v->next, verbs++) {
        struct buf text = { .arena = a }, manual = { .arena = a };
        help_text(v, &text);
        help_manual(v, &manual);
        REQUIRE(!text.failed && !manual.failed);
        struct str help = { text.at, text.len }, man = { manual.at, manual.len };
        CHECK(has(help, v->name) && has(help, v->summary) && has(help, "Exit codes"));
        for (const struct option *o = v->option; o && o->name; o++) {
            struct buf roff = { .arena = a };
            for (const char *c = o->name; *c; c++)
                buf_add_text(&roff, *c == '-' ? "\\-" : (char[]){ *c, 0 });
            buf_add_byte(&roff, 0);
            CHECK(has(help, o->name) && has(man, roff.at));
            CHECK(o->help && *o->help);
        }
    }
    CHECK(verbs > 8);
    for (const struct verb *v = verb_first(); v && v->next; v = v->next)
        CHECK(strcmp(v->name, v->next->name) < 0);
}

/* ---- writing ---- */

static struct str whole_file(const char *path, struct arena *a)
{
    struct buf b = { .arena = a };
    char chunk[256];
    FILE *f = fopen(path, "rb");

    for (size_t n; f && (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&b, (struct str){ chunk, n });
    if (f)
        (void)fclose(f);
    return (struct str){ b.at ? b.at : "", b.len };
}

TEST_ONCE(command_writes_a_file_whole_or_leaves_the_old_one)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    char path[120], inside[140];
    REQUIRE(fixture_open(&f, err));
    (void)snprintf(path, sizeof path, "%s/page", f.folder);
    (void)snprintf(inside, sizeof inside, "%s/no/page", f.folder);
    REQUIRE(cmd_write(path, STR("old"), err) && cmd_write(path, STR("new"), err));
    CHECK_STR(whole_file(path, a), STR("new"));
    CHECK(!cmd_write(inside, STR("x"), err) && err->kind == ERR_MISSING);
    *err = (struct err){ 0 };
    CHECK(!cmd_write(f.folder, STR("x"), err) && err->kind == ERR_STORE); /* a folder is in its place */
    *err = (struct err){ 0 };
    (void)unlink(path);
    (void)snprintf(inside, sizeof inside, "%s.part-%ld", f.folder, (long)getpid());
    CHECK(access(inside, F_OK) != 0); /* and nothing half made is left */
}

TEST_ONCE(command_that_cannot_print_says_the_disk_or_pipe_refused)
{
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC), before = dup(STDOUT_FILENO);
    if (full < 0 || before < 0)
        SKIP("no /dev/full here");
    (void)fflush(stdout);
    (void)dup2(full, STDOUT_FILENO);
    bool printed = cmd_print(STR("x"), err);
    (void)dup2(before, STDOUT_FILENO);
    (void)close(full);
    (void)close(before);
    CHECK(!printed && err->kind == ERR_STORE);
    *err = (struct err){ 0 };
}
