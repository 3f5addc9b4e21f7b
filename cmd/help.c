/* cmd/help - `--help` and the man page, both from a verb's one table. */
#include "cmd/cmd.h"

static const struct {
    int code;
    const char *what;
} CODE[] = {
    { 0, "fine" },
    { 2, "usage: the command was not understood" },
    { 3, "input: something in a file is to be mended" },
    { 4, "denied: not allowed" },
    { 5, "missing: no such thing" },
    { 6, "clash: somebody else holds or changed it" },
    { 7, "limit: too big, or out of memory" },
    { 8, "store: the database or the disk refused" },
    { 9, "bug: an invariant broke; please report it" },
};

static const char ABOUT[] =
    "safekeep takes the files partners of a Community Safety Partnership send, keeps them in one\n"
    "store, finds what is unusual, and writes one brief a meeting can act on.";

static const struct option EVERY[] = {
    { "--json", NULL, "put one JSON document on standard output", false, false },
    { "--as", "NAME", "who a change is recorded under (default: the login name)", false, false },
    { "--help", NULL, "say this and stop", false, false },
    { 0 },
};

const struct option *verb_every_option(void)
{
    return EVERY;
}

/* ---- plain text ---- */

/* `help`, its lines set in from the left by `in`. */
static void add_lines(struct buf *b, const char *help, int in)
{
    struct str rest = str_of(help);

    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        if (line.len)
            buf_addf(b, "%*s", in, "");
        buf_add(b, line);
        buf_add_byte(b, '\n');
    }
}

static void add_option(struct buf *b, const struct option *o)
{
    buf_addf(b, "  %s%s%s%s%s\n", o->name, o->value ? " " : "", o->value ? o->value : "",
             o->required ? "  (needed)" : "", o->many ? "  (may be given again)" : "");
    add_lines(b, o->help, 6);
}

static void add_codes(struct buf *b)
{
    buf_add_text(b, "\nExit codes\n");
    for (size_t i = 0; i < COUNT_OF(CODE); i++)
        buf_addf(b, "  %d  %s\n", CODE[i].code, CODE[i].what);
}

static void all_verbs(struct buf *b)
{
    buf_addf(b, "safekeep %s\n\nUsage: safekeep VERB [options] [operands]\n\n%s\n\nVerbs\n",
             SAFEKEEP_VERSION, ABOUT);
    for (const struct verb *v = verb_first(); v; v = v->next)
        buf_addf(b, "  %-21s %s\n", v->name, v->summary);
    buf_add_text(b, "\n\"safekeep VERB --help\" says more. Every verb also takes\n");
    for (const struct option *o = EVERY; o->name; o++)
        add_option(b, o);
    add_codes(b);
}

void help_text(const struct verb *v, struct buf *b)
{
    if (!v) {
        all_verbs(b);
        return;
    }
    buf_addf(b, "safekeep %s: %s\n\nUsage: safekeep %s [options]%s%s\n\n", v->name, v->summary, v->name,
             v->operands[0] ? " " : "", v->operands);
    add_lines(b, v->text, 0);
    if (v->more) {
        buf_add_byte(b, '\n');
        v->more(b);
    }
    buf_add_text(b, "\nOptions\n");
    for (const struct option *o = v->option; o && o->name; o++)
        add_option(b, o);
    for (const struct option *o = EVERY; o->name; o++)
        add_option(b, o);
    if (v->example && v->example->what)
        buf_add_text(b, "\nExamples\n");
    for (const struct example *e = v->example; e && e->what; e++)
        buf_addf(b, "  %s:\n      %s\n", e->what, e->command);
    add_codes(b);
}

/* ---- the man page (man macros; groff_man(7)) ---- */

/* Text for roff: backslashes and dashes as themselves, no line begun with a dot or quote. */
static void add_roff(struct buf *b, struct str s)
{
    if (s.len && (s.at[0] == '.' || s.at[0] == '\''))
        buf_add_text(b, "\\&");
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '\\')
            buf_add_text(b, "\\e");
        else if (s.at[i] == '-')
            buf_add_text(b, "\\-");
        else
            buf_add_byte(b, s.at[i]);
    }
}

static void roff_lines(struct buf *b, const char *text)
{
    struct str rest = str_of(text);

    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        if (line.len == 0)
            buf_add_text(b, ".PP");
        if (line.len && line.at[0] == ' ')
            buf_add_text(b, ".br\n");
        add_roff(b, line);
        buf_add_byte(b, '\n');
    }
}

static void roff_option(struct buf *b, const struct option *o)
{
    buf_add_text(b, ".TP\n\\fB");
    add_roff(b, str_of(o->name));
    buf_add_text(b, "\\fR");
    if (o->value)
        buf_addf(b, " \\fI%s\\fR", o->value);
    if (o->required)
        buf_add_text(b, " (needed)");
    if (o->many)
        buf_add_text(b, " (may be given again)");
    buf_add_byte(b, '\n');
    roff_lines(b, o->help);
}

static void roff_more(struct buf *b, const struct verb *v)
{
    struct buf more = { .arena = b->arena };

    if (!v->more)
        return;
    v->more(&more);
    buf_add_byte(&more, 0);
    if (more.failed) {
        b->failed = true;
        return;
    }
    buf_add_text(b, ".PP\n");
    roff_lines(b, more.at);
}

static void roff_codes(struct buf *b)
{
    buf_add_text(b, ".SH EXIT CODES\n");
    for (size_t i = 0; i < COUNT_OF(CODE); i++)
        buf_addf(b, ".TP\n\\fB%d\\fR\n%s\n", CODE[i].code, CODE[i].what);
}

static void manual_all(struct buf *b)
{
    buf_addf(b, ".TH SAFEKEEP 1 \"\" \"safekeep %s\"\n.SH NAME\nsafekeep \\- one page on Monday for a "
                "Community Safety Partnership\n.SH SYNOPSIS\n\\fBsafekeep\\fR VERB [options] "
                "[operands]\n.SH DESCRIPTION\n", SAFEKEEP_VERSION);
    roff_lines(b, ABOUT);
    buf_add_text(b, ".SH VERBS\n");
    for (const struct verb *v = verb_first(); v; v = v->next)
        buf_addf(b, ".TP\n\\fB%s\\fR\n%s\n", v->name, v->summary);
    buf_add_text(b, ".SH OPTIONS OF EVERY VERB\n");
    for (const struct option *o = EVERY; o->name; o++)
        roff_option(b, o);
    roff_codes(b);
}

void help_manual(const struct verb *v, struct buf *b)
{
    if (!v) {
        manual_all(b);
        return;
    }
    buf_add_text(b, ".TH \"SAFEKEEP-");
    for (const char *c = v->name; *c; c++)
        buf_add_byte(b, *c == ' ' ? '-' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    buf_addf(b, "\" 1 \"\" \"safekeep %s\"\n.SH NAME\nsafekeep-", SAFEKEEP_VERSION);
    for (const char *c = v->name; *c; c++)
        buf_add_byte(b, *c == ' ' ? '-' : *c);
    buf_add_text(b, " \\- ");
    add_roff(b, str_of(v->summary));
    buf_addf(b, "\n.SH SYNOPSIS\n\\fBsafekeep %s\\fR [options]%s%s\n.SH DESCRIPTION\n", v->name,
             v->operands[0] ? " " : "", v->operands);
    roff_lines(b, v->text);
    roff_more(b, v);
    buf_add_text(b, ".SH OPTIONS\n");
    for (const struct option *o = v->option; o && o->name; o++)
        roff_option(b, o);
    for (const struct option *o = EVERY; o->name; o++)
        roff_option(b, o);
    if (v->example && v->example->what)
        buf_add_text(b, ".SH EXAMPLES\n");
    for (const struct example *e = v->example; e && e->what; e++) {
        buf_add_text(b, ".TP\n");
        add_roff(b, str_of(e->what));
        buf_add_text(b, "\n\\fB");
        add_roff(b, str_of(e->command));
        buf_add_text(b, "\\fR\n");
    }
    roff_codes(b);
    buf_add_text(b, ".SH SEE ALSO\n\\fBsafekeep\\fR(1)\n");
}

/* ---- safekeep help ---- */

static const struct verb *named(const struct call *c)
{
    for (const struct verb *v = verb_first(); v; v = v->next) {
        struct str rest = str_of(v->name);
        size_t n = 0;
        bool fits = true;
        while (rest.len && fits) {
            struct str word = str_cut(&rest, ' ');
            fits = n < c->operands && str_eq(word, str_of(c->operand[n]));
            n++;
        }
        if (fits && n == c->operands)
            return v;
    }
    return NULL;
}

static int run_help(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };
    const struct verb *v = c->operands ? named(c) : NULL;
    struct str out;

    if (c->operands && !v)
        return USAGE(err, "there is no such verb; \"safekeep --help\" lists them all");
    if (call_has(c, "--man"))
        help_manual(v, &b);
    else if (c->json) {
        struct json_out j = { .buf = &b };
        json_open_array(&j);
        for (const struct verb *each = verb_first(); each; each = each->next)
            json_text(&j, each->name);
        json_close_array(&j);
        buf_add_byte(&b, '\n');
    } else
        help_text(v, &b);
    if (!buf_done(&b, "the help", &out, err) || !cmd_print(out, err))
        return FAILED(err);
    return EXIT_FINE;
}

static struct verb help = {
    .name = "help",
    .summary = "say how a verb is used",
    .operands = "[VERB]",
    .operands_max = 3,
    .text = "Says what \"safekeep VERB --help\" says; without a verb, lists them all. The man pages in\n"
            "docs/man are made from the same words.\n",
    .option = (const struct option[]){ { "--man", NULL, "as a man page, for man(1) to show", false, false },
                                       { 0 } },
    .example = (const struct example[]){ { "Read a man page without installing it",
                                           "safekeep help --man import | man -l -" },
                                         { 0 } },
    .run = run_help,
};
VERB(help)
