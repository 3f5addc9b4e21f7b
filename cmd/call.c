#include "cmd/cmd.h"

#include <pwd.h>

static struct verb *verbs;

void verb_register(struct verb *v)
{
    struct verb **at = &verbs;

    while (*at && strcmp((*at)->name, v->name) < 0)
        at = &(*at)->next;
    v->next = *at;
    *at = v;
}

const struct verb *verb_first(void)
{
    return verbs;
}

/* ---- what was given ---- */

const char *call_value_at(const struct call *c, const char *option, size_t n)
{
    for (size_t i = 0; i < c->givens; i++)
        if (strcmp(c->given[i].option, option) == 0 && n-- == 0)
            return c->given[i].value;
    return NULL;
}

const char *call_value(const struct call *c, const char *option)
{
    const char *last = NULL;

    for (size_t i = 0; i < c->givens; i++)
        if (strcmp(c->given[i].option, option) == 0)
            last = c->given[i].value;
    return last;
}

bool call_has(const struct call *c, const char *option)
{
    for (size_t i = 0; i < c->givens; i++)
        if (strcmp(c->given[i].option, option) == 0)
            return true;
    return false;
}

bool call_whole(const struct call *c, const char *option, int64_t least, int64_t most, int64_t *out,
                struct err *err)
{
    const char *text = call_value(c, option), *label = option;
    int64_t n;

    if (!text)
        return true;
    if (!number_int(str_of(text), &n) || n < least || n > most)
        return err_set(err, ERR_INPUT, "%s takes a whole number from %lld to %lld", label,
                       (long long)least, (long long)most);
    *out = n;
    return true;
}

bool call_real(const struct call *c, const char *option, double least, double most, double *out,
               struct err *err)
{
    const char *text = call_value(c, option), *label = option;
    double x;

    if (!text)
        return true;
    if (!number_real(str_of(text), &x) || !(x >= least && x <= most))
        return err_set(err, ERR_INPUT, "%s takes a number from %g to %g", label, least, most);
    *out = x;
    return true;
}

bool call_date(const struct call *c, const char *option, struct date *out, struct err *err)
{
    const char *text = call_value(c, option), *label = option;

    if (!text)
        return true;
    if (!date_read(str_of(text), out))
        return err_set(err, ERR_INPUT, "%s takes a date written as 2025-10-31", label);
    return true;
}

/* ---- parsing ---- */

static const struct option *find_option(const struct verb *v, struct str name)
{
    for (const struct option *o = v->option; o && o->name; o++)
        if (str_eq(str_of(o->name), name))
            return o;
    for (const struct option *o = verb_every_option(); o->name; o++)
        if (str_eq(str_of(o->name), name))
            return o;
    return NULL;
}

/* Which verb do the first words name? "agency add" takes two. */
static const struct verb *find_verb(int argc, char **argv, int *words)
{
    const struct verb *best = NULL;

    for (const struct verb *v = verbs; v; v = v->next) {
        struct str rest = str_of(v->name);
        int n = 0;
        bool fits = true;
        while (rest.len && fits) {
            struct str word = str_cut(&rest, ' ');
            fits = n + 1 < argc && str_eq(word, str_of(argv[n + 1]));
            n++;
        }
        if (fits && (!best || n > *words)) {
            best = v;
            *words = n;
        }
    }
    return best;
}

static bool add_given(struct call *c, const struct option *o, const char *value)
{
    c->given[c->givens++] = (struct given){ o->name, value }; /* room for every argument was made */
    return true;
}

/* How many things follow an option: the words of its `value`. */
static size_t values_of(const struct option *o)
{
    struct str rest = str_of(o->value);
    size_t n = 0;

    while (rest.len) {
        (void)str_cut(&rest, ' ');
        n++;
    }
    return n;
}

/* One argument that begins with "--": "--x", "--x V", "--x=V", "--x V W". Moves *i past what it took. */
static bool read_option(struct call *c, int argc, char **argv, int *i, struct err *err)
{
    struct str rest = str_of(argv[*i]), name = str_cut(&rest, '=');
    bool joined = name.len < strlen(argv[*i]);
    const struct option *o = find_option(c->verb, name);

    if (!o)
        return err_set(err, ERR_INPUT, "there is no such option here (argument %d)", *i);
    const char *label = o->name;
    if (!o->value)
        return joined ? err_set(err, ERR_INPUT, "%s takes no value", label) : add_given(c, o, NULL);
    if (joined)
        (void)add_given(c, o, rest.at);
    for (size_t n = joined; n < values_of(o); n++) {
        if (*i + 1 >= argc || strncmp(argv[*i + 1], "--", 2) == 0) /* such a value is joined: --why=--x */
            return n ? err_set(err, ERR_INPUT, "%s needs two values after it", label)
                     : err_set(err, ERR_INPUT, "%s needs a value after it", label);
        (void)add_given(c, o, argv[++*i]);
    }
    return true;
}

static bool check_given(const struct call *c, struct err *err)
{
    for (const struct option *o = c->verb->option; o && o->name; o++) {
        const char *label = o->name;
        if (o->required && !call_has(c, o->name))
            return err_set(err, ERR_INPUT, "%s is needed", label);
        if (!o->many && o->value && call_value_at(c, o->name, values_of(o)))
            return err_set(err, ERR_INPUT, "%s may be given once", label);
    }
    if ((int)c->operands < c->verb->operands_min) {
        const char *label = c->verb->operands;
        return err_set(err, ERR_INPUT, "%s is needed", label);
    }
    if (c->verb->operands_max >= 0 && (int)c->operands > c->verb->operands_max)
        return err_set(err, ERR_INPUT, "this takes at most %d operand(s), not %zu",
                       c->verb->operands_max, c->operands);
    return true;
}

/* Does the person want JSON? Asked before anything else may go wrong. */
static bool asks_json(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--json") == 0)
            return true;
    return false;
}

static bool read_arguments(struct call *c, int argc, char **argv, int first, struct err *err)
{
    bool options = true;

    c->given = arena_new(c->arena, struct given, (size_t)argc);
    c->operand = arena_new(c->arena, const char *, (size_t)argc);
    if (!c->given || !c->operand)
        return err_memory(err, "the arguments");
    for (int i = first; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0)
            options = false;
        else if (options && strncmp(argv[i], "--", 2) == 0) {
            if (!read_option(c, argc, argv, &i, err))
                return false;
        } else if (options && argv[i][0] == '-' && argv[i][1])
            return err_set(err, ERR_INPUT, "options begin with two dashes (argument %d)", i);
        else
            c->operand[c->operands++] = argv[i];
    }
    return call_has(c, "--help") || check_given(c, err);
}

/* ---- running ---- */

static struct str login_name(struct arena *a)
{
    const struct passwd *p = getpwuid(getuid());
    struct buf b = { .arena = a };

    if (p && p->pw_name)
        buf_add_text(&b, p->pw_name);
    else
        buf_addf(&b, "uid %u", (unsigned)getuid());
    return (struct str){ b.at, b.len };
}

static int say_failure(const struct call *c, const struct err *err, int code)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct str out;
    struct err ignored;

    cmd_say("safekeep: %s\n", err->say);
    if (code == EXIT_USAGE && c->verb)
        cmd_say("safekeep: try \"safekeep %s --help\"\n", c->verb->name);
    if (c->json) {
        json_open_object(&j);
        json_key(&j, "error");
        json_open_object(&j);
        json_member_text(&j, "kind", code == EXIT_USAGE ? "usage" : err_kind_word(err->kind));
        json_member_text(&j, "message", err->say);
        json_member_bool(&j, "outcome_unknown", err->unknown);
        json_close_object(&j);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        if (!buf_done(&b, "the answer", &out, &ignored) || !cmd_print(out, &ignored))
            cmd_say("safekeep: could not write the answer\n");
    }
    return code;
}

/* A text of ours as the answer: as it is, or as a JSON document {"KEY": text}. */
static int show_text(const struct call *c, const char *key, struct buf *text, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct str out;

    if (!buf_done(text, "the help", &out, err))
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_str(&j, key, out);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        if (!buf_done(&b, "the help", &out, err))
            return FAILED(err);
    }
    return cmd_print(out, err) ? EXIT_FINE : FAILED(err);
}

static int show_help(const struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    help_text(c->verb, &b);
    return show_text(c, "help", &b, err);
}

static int show_version(const struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    if (c->json)
        buf_add_text(&b, SAFEKEEP_VERSION);
    else
        buf_add_text(&b, "safekeep " SAFEKEEP_VERSION "\n");
    return show_text(c, "version", &b, err);
}

static int run_verb(struct call *c, struct err *err)
{
    if (call_has(c, "--help"))
        return show_help(c, err);
    c->actor = call_value(c, "--as") ? str_of(call_value(c, "--as")) : login_name(c->arena);

    int code = c->verb->run(c, err);
    return err->kind && code == EXIT_FINE ? FAILED(err) : code;
}

static struct instant clock_now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_REALTIME, &t) != 0)
        return (struct instant){ 0 };
    return (struct instant){ (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 };
}

int cmd_run(int argc, char **argv)
{
    struct arena a _cleanup_(arena_close);
    struct err err = { 0 };
    struct call c = { .arena = &a, .json = asks_json(argc, argv), .now = clock_now() };
    int words = 0, code;

    arena_open(&a, (size_t)8 << 30);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error we report, not a death */
    if (argc < 2 || strcmp(argv[1], "--help") == 0) {
        code = show_help(&c, &err);
        if (argc < 2 && code == EXIT_FINE)
            code = EXIT_USAGE;
    } else if (strcmp(argv[1], "--version") == 0) {
        code = show_version(&c, &err);
    } else if (!(c.verb = find_verb(argc, argv, &words))) {
        code = USAGE(&err, "there is no such verb; \"safekeep --help\" lists them all");
    } else {
        code = read_arguments(&c, argc, argv, words + 1, &err) ? run_verb(&c, &err) : EXIT_USAGE;
    }
    return err.kind ? say_failure(&c, &err, code) : code;
}
