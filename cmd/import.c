/* safekeep import - a partner's files into the store. */
#include "cmd/import_say.h"
#include "cmd/store_verbs.h"
#include "cmd/unpack.h"
#include "picture/import.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

static const size_t UNPACKED_MAX = (size_t)4 << 30;

static void close_fd(int *fd)
{
    if (*fd > STDIN_FILENO)
        (void)close(*fd);
}

/* ---- refused rows, to be mended and sent again ---- */

struct rejects {
    int fd;
    struct arena *arena;
    uint64_t rows;
};

/* As it came, without guarding against formulas: it is sent back in, not opened. */
static bool write_record(struct rejects *r, const struct record *record, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct buf b = { .arena = &a };
    struct str line;

    arena_open_in(&a, r->arena, (size_t)64 << 20);
    for (size_t i = 0; i < record->fields; i++) {
        if (i)
            buf_add_byte(&b, ',');
        buf_add_csv_as_it_is(&b, record->field[i]);
    }
    buf_add_byte(&b, '\n');
    if (!buf_done(&b, "a refused row", &line, err))
        return false;
    while (line.len) {
        ssize_t n = write(r->fd, line.at, line.len);
        if (n < 0 && errno != EINTR)
            return err_set(err, ERR_STORE, "could not write the --rejects file (error %d); nothing was "
                                           "taken", errno);
        line = str_from(line, n < 0 ? 0 : (size_t)n);
    }
    return true;
}

struct following {
    struct rejects *rejects; /* NULL: not wanted */
    struct progress *bar;
};

static bool on_refused(void *with, const struct record *record, struct err *err)
{
    struct following *f = with;

    if (!f->rejects)
        return true;
    f->rejects->rows++;
    return write_record(f->rejects, record, err);
}

static bool on_progress(void *with, uint64_t bytes, int64_t rows, struct err *err)
{
    (void)rows;
    (void)err;
    progress_show(((struct following *)with)->bar, bytes);
    return true;
}

/* ---- one file ---- */

static bool is_no_folder(int fd)
{
    struct stat st;

    return fstat(fd, &st) != 0 || !S_ISDIR(st.st_mode);
}

static bool open_input(const char *path, int *fd, struct err *err)
{
    const char *label = path;

    if (strcmp(path, "-") == 0) {
        *fd = STDIN_FILENO;
        return true;
    }
    if (str_ends(str_of(path), STR(".gz")))
        return unpack_gzip(path, UNPACKED_MAX, fd, err);
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_INPUT,
                       "could not open %s (error %d): is the name right, and may you read it?", label,
                       errno);
    return is_no_folder(*fd) ||
           err_set(err, ERR_INPUT, "%s is a folder; name the files in it", label);
}

static uint64_t size_of(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

/* The name without its folders: folders of one machine say nothing to another. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strcmp(path, "-") == 0 ? "standard input" : slash ? slash + 1 : path;
}


bool import_one(struct import_order *order, const char *path, struct rejects *rejects,
                struct arena *a, struct import_outcome *out, struct err *err)
{
    int fd _cleanup_(close_fd) = -1;
    struct progress bar;
    struct following f = { rejects, &bar };
    bool ok;

    *out = (struct import_outcome){ 0 };
    order->label = base_name(path);
    if (!open_input(path, &fd, err))
        return false;
    order->fd = fd;
    order->refused = rejects ? on_refused : NULL;
    order->progress = on_progress;
    order->with = &f;
    progress_begin(&bar, order->label, size_of(fd));
    ok = import_file(order, a, out, err);
    progress_end(&bar);
    return ok;
}

/* ---- the verb ---- */

static bool read_rules(const struct call *c, struct column_rule **rule, size_t *rules, struct err *err)
{
    size_t n = 0;

    *rule = arena_new(c->arena, struct column_rule, c->givens + 1);
    if (!*rule)
        return err_memory(err, "the column map");
    for (size_t i = 0; call_value_at(c, "--map", i); i++) {
        struct str header = str_of(call_value_at(c, "--map", i));
        const char *equals = strrchr(header.at, '=');
        if (!equals || equals == header.at || !equals[1])
            return err_set(err, ERR_INPUT, "--map takes HEADER=FIELD, such as --map \"Offence=category\"");
        header.len = (size_t)(equals - header.at);
        (*rule)[n++] = (struct column_rule){ header, str_of(equals + 1) };
    }
    for (size_t i = 0; call_value_at(c, "--drop", i); i++)
        (*rule)[n++] = (struct column_rule){ str_of(call_value_at(c, "--drop", i)), STR("") };
    *rules = n;
    return true;
}

static int withdraw(const struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    const char *why = call_value(c, "--why");
    int64_t id = 0, stale = 0;

    if (c->operands || call_has(c, "--kind") || call_has(c, "--agency"))
        return USAGE(err, "--withdraw takes the number of an import and no files");
    if (!call_whole(c, "--withdraw", 1, INT64_MAX, &id, err))
        return EXIT_USAGE;
    if (!call_store(c, STORE_WRITE, &s, err) ||
        !import_withdraw(s, c->actor, c->now, id, str_of(why ? why : "not said"), &stale, err))
        return FAILED(err);
    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, "withdrawn", id);
        json_member_int(&j, "runs_stale", stale);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "Import %lld is withdrawn. %lld run(s) that stood on it are marked stale.\n",
                 (long long)id, (long long)stale);
    return call_answer(&b, err);
}

static int settle_order(const struct call *c, struct import_order *o, struct err *err)
{
    const char *level = call_value(c, "--level");
    int64_t vintage = 0;

    if (!call_value(c, "--agency") || !call_value(c, "--kind") || c->operands == 0)
        return USAGE(err, "--agency, --kind and at least one FILE are needed");
    if (!kind_find(str_of(call_value(c, "--kind")), &o->kind))
        return USAGE(err, "--kind takes one of: police-uk incidents assaults counts areas area-facts places");
    if (call_has(c, "--rejects") && (c->operands != 1 || kind_spec(o->kind)->geojson))
        return USAGE(err, "--rejects takes one CSV file at a time");
    if (!call_whole(c, "--vintage", 1970, 2100, &vintage, err) ||
        !read_rules(c, (struct column_rule **)&o->rule, &o->rules, err))
        return EXIT_USAGE;
    o->level = str_of(level);
    if (level && strcmp(level, "small") != 0 && strcmp(level, "middle") != 0 &&
        strcmp(level, "ward") != 0 && strcmp(level, "district") != 0)
        return USAGE(err, "--level takes small, middle, ward or district");
    o->vintage = (int)vintage;
    o->actor = c->actor;
    o->now = c->now;
    o->agency = str_of(call_value(c, "--agency"));
    o->strict = call_has(c, "--strict");
    o->preview = call_has(c, "--preview");
    return EXIT_FINE;
}

static bool open_rejects(const struct call *c, struct rejects *r, struct err *err)
{
    const char *path = call_value(c, "--rejects");

    *r = (struct rejects){ .fd = -1, .arena = c->arena };
    if (!path)
        return true;
    r->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (r->fd >= 0)
        return true;
    if (errno == EEXIST)
        return err_set(err, ERR_CLASH, "the --rejects file is there already and is not overwritten; "
                                       "move it away or give another name");
    return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_STORE,
                   "could not make the --rejects file (error %d): is its folder there, and may you write "
                   "in it?", errno);
}

/* A file of refused rows that holds none, or that belongs to nothing, is not left lying about. */
static void close_rejects(const struct call *c, struct rejects *r, bool keep)
{
    if (r->fd < 0)
        return;
    (void)close(r->fd);
    if (!keep || r->rows <= 1) /* the header is the first */
        (void)unlink(call_value(c, "--rejects"));
}

/* A row that cannot be cut into columns has no place among refused rows: the person is told. */
static void say_uncut(const struct import_outcome *o, const struct rejects *r, const char *label)
{
    uint64_t written = r->rows ? r->rows - 1 : 0; /* the header is the first */

    if (r->fd >= 0 && (uint64_t)o->rows_refused > written)
        cmd_say("%s: %llu of the refused rows could not be cut into columns and are not in the "
                "--rejects file; mend them in the file itself\n", label,
                (unsigned long long)o->rows_refused - written);
}

static int import_all(const struct call *c, struct import_order *order, struct rejects *rejects,
                      struct buf *b, struct err *err)
{
    struct json_out j = { .buf = b };
    int code = EXIT_FINE;

    if (c->json)
        json_open_array(&j);
    for (size_t i = 0; i < c->operands; i++) {
        struct arena a _cleanup_(arena_close);
        struct import_outcome out = { 0 };

        order->label = c->operand[i];
        arena_open_in(&a, c->arena, (size_t)4 << 30);
        if (!import_one(order, c->operand[i], rejects->fd >= 0 ? rejects : NULL, &a, &out, err)) {
            import_say_faults(&out, order->label);
            return FAILED(err);
        }
        import_say_faults(&out, order->label);
        say_uncut(&out, rejects, order->label);
        if (c->json)
            import_json(&out, order, &j);
        else
            import_text(&out, order, b);
        if (out.rows_refused || out.refusal.len)
            code = EXIT_INPUT;
    }
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(b, '\n');
    }
    return code;
}

static int run(struct call *c, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct import_order order = { 0 };
    struct buf b = { .arena = c->arena };
    struct rejects rejects;
    int code;

    if (call_has(c, "--withdraw"))
        return withdraw(c, err);
    code = settle_order(c, &order, err);
    if (code != EXIT_FINE)
        return code;
    if (!call_store(c, STORE_WRITE, &s, err) || !open_rejects(c, &rejects, err))
        return FAILED(err);
    order.store = s;
    code = import_all(c, &order, &rejects, &b, err);
    close_rejects(c, &rejects, err->kind == ERR_NONE || order.strict);
    if (err->kind && c->json)
        return code;
    int said = call_answer(&b, err->kind ? &(struct err){ 0 } : err);
    return code != EXIT_FINE ? code : said;
}

/* `words` one after the other, broken into lines set in by two. */
struct listing {
    struct buf *b;
    size_t at;
};

static void add_word(struct listing *l, const char *word, const char *after)
{
    size_t len = strlen(word) + strlen(after);

    if (l->at && l->at + len > 90) {
        buf_add_text(l->b, "\n    ");
        l->at = 4;
    } else if (l->at) {
        buf_add_byte(l->b, ' ');
        l->at++;
    }
    buf_add_text(l->b, word);
    buf_add_text(l->b, after);
    l->at += len;
}

/* The words --map and the column of categories take: from intake's own tables. */
static void add_vocabulary(struct buf *b)
{
    struct listing line = { .b = b };

    buf_add_text(b, "The fields of each kind, for --map; * must be there:\n");
    for (enum kind k = 0; k < KINDS; k++) {
        const struct kind_spec *spec = kind_spec(k);
        if (spec->fields == 0 || spec->geojson)
            continue;
        buf_addf(b, "  %s:", spec->name);
        line.at = strlen(spec->name) + 3;
        for (size_t f = 0; f < spec->fields; f++)
            add_word(&line, spec->field[f].name, spec->field[f].required ? "*" : "");
        buf_add_byte(b, '\n');
    }
    buf_add_text(b, "What happened, as one of these codes, police.uk's own words or common ones:\n  ");
    line.at = 0;
    for (size_t i = 0; category_at(i); i++)
        add_word(&line, category_at(i), "");
    buf_add_byte(b, '\n');
}

static struct verb import = {
    .name = "import",
    .summary = "take a partner's files in, or withdraw a wrong one",
    .operands = "FILE...",
    .operands_max = -1,
    .text =
        "Reads each FILE (CSV, GeoJSON for areas, either also as .gz; - is standard input) in a child\n"
        "process that can do nothing else, checks every row, and keeps the good ones in one\n"
        "transaction. What is wrong is said by file, row and column, with the shape of what was found\n"
        "and how to mend it; never the value. With a refused row the exit code is 3.\n"
        "\n"
        "Kinds: police-uk (street-level crime as published), incidents (a partner's own events),\n"
        "assaults (seen by a hospital, ISTV), counts (a figure per area and period), areas\n"
        "(boundaries), area-facts (residents, households, deprivation, which ward an area counts to),\n"
        "places (a gazetteer: postcodes, streets). People are refused until identities can be\n"
        "encrypted.\n"
        "\n"
        "Columns are known by their usual names. A column that is not known refuses the file until\n"
        "--map or --drop settles it; that is kept for this partner and kind. The same file twice\n"
        "changes nothing. A newer police-uk file replaces what was held for its force and months;\n"
        "elsewhere a row with the partner's own id replaces that id's older row.\n",
    .more = add_vocabulary,
    .option = (const struct option[]){
        STORE_OPTION,
        { "--agency", "CODE", "who sent it", false, false },
        { "--kind", "KIND", "what it is", false, false },
        { "--map", "HEADER=FIELD", "this column is that field; kept from now on", false, true },
        { "--drop", "HEADER", "leave this column out; kept from now on", false, true },
        { "--level", "LEVEL", "areas: small, middle, ward or district, when the header does not tell",
          false, false },
        { "--vintage", "YEAR", "areas: the year of the boundaries, when the header does not tell", false,
          false },
        { "--preview", NULL, "say what would happen and change nothing", false, false },
        { "--strict", NULL, "take nothing when any row is refused", false, false },
        { "--rejects", "FILE", "write refused rows there (for you alone), to be mended and sent again",
          false, false },
        { "--withdraw", "NUMBER", "take this import back, whole; what it had replaced counts again", false,
          false },
        { "--why", "WORDS", "the reason, with --withdraw", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "A month of street-level crime",
          "safekeep import --store csp.safekeep --agency kent-police --kind police-uk "
          "2025-10-kent-street.csv" },
        { "Look first", "safekeep import --store csp.safekeep --agency housing --kind incidents --preview "
                        "october.csv" },
        { "Name two columns, once", "safekeep import --store csp.safekeep --agency housing --kind incidents "
                                    "--map \"Offence=category\" --drop \"Officer\" october.csv" },
        { "Take a wrong file back",
          "safekeep import --store csp.safekeep --withdraw 7 --why \"wrong month\"" },
        { 0 } },
    .run = run,
};
VERB(import)
