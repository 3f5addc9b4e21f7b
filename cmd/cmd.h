/*
 * cmd/cmd - one verb of the command line: what it takes, what it says, what it does.
 *
 * A verb is a table (struct verb) in a file of its own, which registers itself:
 * adding a command edits nothing. From that one table come the parsing, `--help`
 * and the man page, so they cannot disagree.
 *
 * Data go to standard output, talk to standard error. With --json one JSON
 * document goes to standard output, an error included. Only this room logs, and
 * nothing below it may end the program. A failing verb returns its struct err;
 * main() says it once and turns its kind into the exit code: 0 fine, 2 usage,
 * 3 input, 4 denied, 5 missing, 6 clash, 7 limit, 8 store, 9 bug.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/date.h"
#include "base/json.h"
#include "base/number.h"

enum { EXIT_FINE = 0, EXIT_USAGE = 2, EXIT_INPUT = 3 };

struct option {
    const char *name;     /* "--store" */
    const char *value;    /* "FILE": what follows it; "A B": two things; NULL: a switch */
    const char *help;     /* one or two lines; \n breaks */
    bool required;
    bool many;            /* may be given again and again */
};

struct example {
    const char *what, *command;
};

struct call;
typedef int (*verb_fn)(struct call *c, struct err *err);

struct verb {
    const char *name;                /* "import", "agency add" */
    const char *summary;             /* one line, no full stop */
    const char *operands;            /* "FILE...", "" */
    int operands_min, operands_max;  /* max -1: any number */
    const char *text;                /* paragraphs, a blank line between */
    void (*more)(struct buf *b);     /* what the text says further, from a table elsewhere; NULL */
    const struct option *option;     /* ended by an empty one */
    const struct example *example;   /* ended by an empty one */
    verb_fn run;                     /* its exit code; with err->kind set, that kind's */
    struct verb *next;               /* the register's own */
};
void verb_register(struct verb *v);
const struct verb *verb_first(void); /* all verbs, by name */
const struct option *verb_every_option(void); /* what every verb takes; ended by an empty one */
#define VERB(v)                                                        \
    __attribute__((constructor)) static void v##_register(void)        \
    {                                                                  \
        verb_register(&v);                                             \
    }

struct given {
    const char *option;
    const char *value; /* NULL for a switch */
};

struct call {
    const struct verb *verb;
    struct arena *arena;    /* lives as long as the call */
    struct given *given;
    size_t givens;
    const char **operand;
    size_t operands;
    bool json;              /* --json was given */
    struct instant now;     /* fetched once, in main() */
    struct str actor;       /* --as, else the login name */
};

/* The option's value, or NULL when it was not given; the last one wins. */
const char *call_value(const struct call *c, const char *option);
bool call_has(const struct call *c, const char *option);
/* The n-th value of an option that may be given many times; NULL past the last. */
const char *call_value_at(const struct call *c, const char *option, size_t n);

/* A number or date given as an option; absent: *out is untouched. fails ERR_INPUT with err_usage(). */
bool call_whole(const struct call *c, const char *option, int64_t least, int64_t most, int64_t *out,
                struct err *err) MUST_USE;
bool call_real(const struct call *c, const char *option, double least, double most, double *out,
               struct err *err) MUST_USE;
bool call_date(const struct call *c, const char *option, struct date *out, struct err *err) MUST_USE;

/* What the person typed is wrong: the words are set, and the verb returns EXIT_USAGE. */
#define USAGE(err, ...) (err_set((err), ERR_INPUT, __VA_ARGS__), EXIT_USAGE)
/* A step failed: the verb returns its kind's exit code. */
#define FAILED(err) err_exit_code((err)->kind)

/* Writes text to standard output or a file. fails ERR_STORE (a full disk, a closed pipe). */
bool cmd_print(struct str text, struct err *err) MUST_USE;
/* A whole file or nothing (cmd/out_file.h). "-" is standard output. */
bool cmd_write(const char *path, struct str text, struct err *err) MUST_USE;
/* Talk: to standard error, never data. Colour and bold only on a terminal without NO_COLOR. */
void cmd_say(const char *fmt, ...) PRINTF(1, 2);

/* A progress bar on standard error, when that is a terminal; else nothing. */
struct progress {
    const char *label;
    uint64_t of, shown;
    bool on;
};
void progress_begin(struct progress *p, const char *label, uint64_t of);
void progress_show(struct progress *p, uint64_t done);
void progress_end(struct progress *p);

/* `--help` of one verb or, with NULL, of all; and the same as a man page. */
void help_text(const struct verb *v, struct buf *b);
void help_manual(const struct verb *v, struct buf *b);

int cmd_run(int argc, char **argv);

#endif
