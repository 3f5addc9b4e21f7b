/*
 * sqlcheck - the build's proof that every SQL statement is what it says.
 *
 *     sqlcheck store/schema/sqlite/001_start.sql ... -- store/sql/agency_add.sql ...
 *
 * Applies the migrations to an empty database, prepares each statement against
 * it, and prints build/gen/store/sql.h: one struct for what goes in, one for what
 * comes out, and one function a statement. A file says who it is for:
 *
 *     -- agency_add: a new partner.
 *     -- who:   clerk                  any of reader, clerk, analyst, system
 *     -- audit: agency.added           required when it writes, refused when it reads;
 *                                      `self` for the statement that adds the entry
 *     -- in:    code text, name text   types int real text bytes, with ? when it may be NULL
 *     -- out:   none                   in the order the columns come
 *     -- rows:  none                   none, one or many
 *
 * A long list goes on in the next line, indented. Any line that is not so, and
 * any statement that does not do what its lines say, stops the build with the
 * file's name and the reason. Then nothing is printed that could be used.
 */
#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64, FIELDS_MAX = 64, EVENTS_MAX = 60, LITERAL_MAX = 4000 };
enum type { TYPE_INT, TYPE_REAL, TYPE_TEXT, TYPE_BYTES };
enum rows { ROWS_UNSAID, ROWS_NONE, ROWS_ONE, ROWS_MANY };

struct field {
    char name[NAME_MAX_BYTES];
    enum type type;
    bool maybe;
    int bind; /* the parameter's number; in: only */
};
struct fields {
    struct field at[FIELDS_MAX];
    int count;
    bool said;
};
struct statement {
    const char *path, *text; /* text: without the lines that describe it */
    char name[NAME_MAX_BYTES], audit[NAME_MAX_BYTES];
    struct fields in, out;
    enum rows rows;
    bool who, writes;
};

static const char *const TYPE_WORD[] = { "int", "real", "text", "bytes" };
static const char *const TYPE_DECLARED[] = { "INTEGER", "REAL", "TEXT", "BLOB" };

static char event[EVENTS_MAX][NAME_MAX_BYTES];
static int events;
static bool all_good = true;

__attribute__((format(printf, 2, 3))) static bool wrong(const char *path, const char *fmt, ...)
{
    va_list ap;

    fprintf(stderr, "%s: ", path);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return all_good = false;
}

static char *whole_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    size_t len = 0, room = 0;

    while (f && !feof(f) && !ferror(f)) {
        if (room - len < 2 && !(text = realloc(text, room = room * 2 + 4096)))
            break;
        len += fread(text + len, 1, room - len - 1, f);
    }
    if (!f || !text || ferror(f)) {
        wrong(path, "could not be read");
        exit(1);
    }
    fclose(f);
    text[len] = '\0';
    return text;
}

/* ---- the lines that describe a statement ---- */

static bool is_name(const char *s)
{
    if (!islower((unsigned char)*s) || strlen(s) >= NAME_MAX_BYTES)
        return false;
    return s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static char *trim(char *s)
{
    char *end = s + strlen(s);

    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return s + strspn(s, " \t");
}

static bool read_type(char *word, struct field *f)
{
    size_t len = strlen(word);

    f->maybe = len && word[len - 1] == '?';
    if (f->maybe)
        word[len - 1] = '\0';
    for (int i = 0; i <= TYPE_BYTES; i++)
        if (strcmp(word, TYPE_WORD[i]) == 0)
            return f->type = (enum type)i, true;
    return false;
}

/* "code text, name text?" */
static bool read_fields(const struct statement *s, const char *key, char *list, struct fields *to)
{
    char *rest = list, *one;

    if (to->said)
        return wrong(s->path, "says %s: twice", key);
    to->said = true;
    if (strcmp(list, "none") == 0)
        return true;
    while ((one = strsep(&rest, ","))) {
        struct field *f = &to->at[to->count];
        char *name = trim(one), *type = name + strcspn(name, " ");

        if (to->count == FIELDS_MAX)
            return wrong(s->path, "%s: has more than %d names", key, FIELDS_MAX);
        if (*type)
            *type++ = '\0';
        type = trim(type);
        if (!is_name(name) || !*type)
            return wrong(s->path, "%s: is a list of `name type`, not \"%s\"", key, name);
        strcpy(f->name, name);
        if (!read_type(type, f))
            return wrong(s->path, "%s: type \"%s\" is not int, real, text or bytes", key, type);
        for (int i = 0; i < to->count; i++)
            if (strcmp(to->at[i].name, name) == 0)
                return wrong(s->path, "%s: names %s twice", key, name);
        to->count++;
    }
    return true;
}

static bool read_who(struct statement *s, char *list)
{
    char *rest = list, *one;

    s->who = true;
    while ((one = strsep(&rest, ","))) {
        one = trim(one);
        if (strcmp(one, "reader") != 0 && strcmp(one, "clerk") != 0 &&
            strcmp(one, "analyst") != 0 && strcmp(one, "system") != 0)
            return wrong(s->path, "who: \"%s\" is not reader, clerk, analyst or system", one);
    }
    return true;
}

static bool read_audit(struct statement *s, const char *name)
{
    const char *dot = strchr(name, '.');

    if (strcmp(name, "self") != 0) {
        char before[NAME_MAX_BYTES] = "";
        if (dot && dot - name < NAME_MAX_BYTES)
            memcpy(before, name, (size_t)(dot - name));
        if (!dot || !is_name(before) || !is_name(dot + 1) || strlen(name) >= NAME_MAX_BYTES)
            return wrong(s->path, "audit: is a word like agency.added, not \"%s\"", name);
    }
    strcpy(s->audit, name);
    return true;
}

static bool read_rows(struct statement *s, const char *word)
{
    s->rows = strcmp(word, "none") == 0   ? ROWS_NONE
              : strcmp(word, "one") == 0  ? ROWS_ONE
              : strcmp(word, "many") == 0 ? ROWS_MANY
                                          : ROWS_UNSAID;
    return s->rows || wrong(s->path, "rows: \"%s\" is not none, one or many", word);
}

static bool read_line(struct statement *s, const char *key, char *value)
{
    if (strcmp(key, "who") == 0)
        return read_who(s, value);
    if (strcmp(key, "audit") == 0)
        return read_audit(s, value);
    if (strcmp(key, "in") == 0)
        return read_fields(s, key, value, &s->in);
    if (strcmp(key, "out") == 0)
        return read_fields(s, key, value, &s->out);
    if (strcmp(key, "rows") == 0)
        return read_rows(s, value);
    return wrong(s->path, "says %s:, which is not who, audit, in, out or rows", key);
}

/* -- NAME: a sentence. */
static bool read_first_line(struct statement *s, const char *line)
{
    const char *file = strrchr(s->path, '/') ? strrchr(s->path, '/') + 1 : s->path;
    size_t len = strlen(file) < 4 ? 0 : strlen(file) - 4;

    if (len >= sizeof s->name || strcmp(file + len, ".sql") != 0)
        return wrong(s->path, "is not called NAME.sql");
    memcpy(s->name, file, len);
    if (!is_name(s->name))
        return wrong(s->path, "is not called by lower case words with _ between");
    if (strncmp(line, "-- ", 3) != 0 || strncmp(line + 3, s->name, len) != 0 ||
        strncmp(line + 3 + len, ": ", 2) != 0 || !strchr(".?", line[strlen(line) - 1]))
        return wrong(s->path, "the first line is not `-- %s: a sentence.`", s->name);
    return true;
}

/* Takes the describing lines off `text`; a line indented after `--` goes on with the one before. */
static bool read_head(struct statement *s, char *text)
{
    char key[16] = "", value[8000] = "";
    char *line = strsep(&text, "\n");

    if (!line || !read_first_line(s, trim(line)))
        return false;
    while (text && strncmp(text, "-- ", 3) == 0) {
        char *at = trim(strsep(&text, "\n")) + 3;
        bool goes_on = *at == ' ';
        size_t word = strcspn(at, ":");

        if (goes_on && !*key)
            return wrong(s->path, "the second line is not `-- who: ...`");
        if (!goes_on) {
            if (*key && !read_line(s, key, trim(value)))
                return false;
            if (word >= sizeof key || !at[word])
                return wrong(s->path, "has a describing line that is not `-- word: ...`");
            snprintf(key, sizeof key, "%.*s", (int)word, at);
            *value = '\0';
            at += word + 1;
        }
        size_t have = strlen(value);
        snprintf(value + have, sizeof value - have, " %s", trim(at));
    }
    s->text = text ? text : "";
    return !*key || read_line(s, key, trim(value));
}

static bool head_is_whole(const struct statement *s)
{
    if (!s->who)
        return wrong(s->path, "has no who:");
    if (!s->in.said)
        return wrong(s->path, "has no in: (say `in: none`)");
    if (!s->out.said)
        return wrong(s->path, "has no out: (say `out: none`)");
    if (!s->rows)
        return wrong(s->path, "has no rows:");
    if ((s->rows == ROWS_NONE) != (s->out.count == 0))
        return wrong(s->path, "rows: none and out: none go together");
    return true;
}

/* ---- the statement against the schema ---- */

static int only_rows(void *unused, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    (void)unused, (void)a, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
        return b && sqlite3_stricmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_DENY;
    }
}

static bool only_comment(const char *s)
{
    while (*s) {
        if (isspace((unsigned char)*s) || *s == ';')
            s++;
        else if (strncmp(s, "--", 2) == 0)
            s += strcspn(s, "\n");
        else
            return false;
    }
    return true;
}

static bool check_binds(struct statement *s, sqlite3_stmt *stmt)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);
        bool said = false;

        if (!name || *name != ':')
            return wrong(s->path, "parameter %d is not written :name", i);
        for (int j = 0; j < s->in.count; j++)
            if (strcmp(s->in.at[j].name, name + 1) == 0) {
                s->in.at[j].bind = i;
                said = true;
            }
        if (!said)
            return wrong(s->path, "binds %s, which in: does not say", name);
    }
    for (int j = 0; j < s->in.count; j++)
        if (!s->in.at[j].bind)
            return wrong(s->path, "in: says %s, which is not bound", s->in.at[j].name);
    return true;
}

static bool check_columns(const struct statement *s, sqlite3_stmt *stmt)
{
    int columns = sqlite3_column_count(stmt);

    for (int i = 0; i < columns && i < s->out.count; i++) {
        const struct field *f = &s->out.at[i];
        const char *name = sqlite3_column_name(stmt, i);
        const char *declared = sqlite3_column_decltype(stmt, i);

        if (strcmp(name, f->name) != 0)
            return wrong(s->path, "column %d is \"%s\", but out: says %s", i + 1, name, f->name);
        if (declared && sqlite3_stricmp(declared, TYPE_DECLARED[f->type]) != 0)
            return wrong(s->path, "column %s is %s, but out: says %s", name, declared,
                         TYPE_WORD[f->type]);
    }
    if (columns != s->out.count)
        return wrong(s->path, "returns %d columns, but out: says %d", columns, s->out.count);
    return true;
}

static bool check_audit(const struct statement *s)
{
    if (s->writes && !*s->audit)
        return wrong(s->path, "writes, but has no audit:");
    if (!s->writes && *s->audit)
        return wrong(s->path, "only reads, but has an audit:");
    if (strcmp(s->audit, "self") != 0)
        return true;
    for (int i = 0; i < s->in.count; i++)
        if (strcmp(s->in.at[i].name, "event") == 0 && s->in.at[i].type == TYPE_TEXT)
            return true;
    return wrong(s->path, "audit: self needs `event text` in its in:");
}

static bool note_event(const struct statement *s)
{
    if (!*s->audit || strcmp(s->audit, "self") == 0)
        return true;
    for (int i = 0; i < events; i++)
        if (strcmp(event[i], s->audit) == 0)
            return true;
    if (events == EVENTS_MAX)
        return wrong(s->path, "is the %dth audit event; there is room for %d", events + 1,
                     EVENTS_MAX);
    strcpy(event[events++], s->audit);
    return true;
}

static bool check_statement(sqlite3 *db, struct statement *s)
{
    sqlite3_stmt *stmt = NULL;
    const char *tail = NULL;

    if (strlen(s->text) > LITERAL_MAX)
        return wrong(s->path, "is longer than %d bytes", LITERAL_MAX);
    if (sqlite3_prepare_v2(db, s->text, -1, &stmt, &tail) != SQLITE_OK)
        return wrong(s->path, "does not prepare: %s", sqlite3_errmsg(db));
    s->writes = stmt && !sqlite3_stmt_readonly(stmt);
    bool good = stmt ? only_comment(tail) || wrong(s->path, "holds more than one statement")
                     : wrong(s->path, "holds no statement");
    good = good && check_binds(s, stmt) && check_columns(s, stmt) && check_audit(s) &&
           note_event(s);
    sqlite3_finalize(stmt);
    return good;
}

/* ---- the schema ---- */

static void print_literal(const char *indent, const char *text, size_t len)
{
    printf("%s\"", indent);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            printf("\\n%s", i + 1 < len ? "\"\n    \"" : "");
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < ' ' || c > '~' || c == '?')
            printf("\\%03o", c);
        else
            putchar(c);
    }
    putchar('"');
}

/* One statement at a time, because a C string may not be longer than 4095 bytes. */
static bool apply_migration(sqlite3 *db, const char *path, int number)
{
    const char *text = whole_file(path), *tail;
    const char *file = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    char want[16];

    snprintf(want, sizeof want, "%03d_", number);
    if (strncmp(file, want, 4) != 0)
        return wrong(path, "is migration %d and should be called %s...", number, want);
    printf("static const char *const SQL_SCHEMA_%d[] = {\n", number);
    for (; !only_comment(text); text = tail) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(db, text, -1, &stmt, &tail) != SQLITE_OK ||
            (sqlite3_step(stmt) != SQLITE_DONE)) {
            sqlite3_finalize(stmt);
            return wrong(path, "does not run: %s", sqlite3_errmsg(db));
        }
        sqlite3_finalize(stmt);
        if (tail - text > LITERAL_MAX)
            return wrong(path, "has a statement longer than %d bytes", LITERAL_MAX);
        print_literal("    ", text, (size_t)(tail - text));
        printf(",\n");
    }
    printf("    0,\n};\n");
    return true;
}

static bool tables_are_strict(sqlite3 *db, const char *path)
{
    sqlite3_stmt *stmt = NULL;
    bool good = true;

    if (sqlite3_prepare_v2(db,
                           "SELECT name FROM pragma_table_list WHERE schema = 'main' AND "
                           "type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite\\_%' "
                           "ESCAPE '\\'",
                           -1, &stmt, NULL) != SQLITE_OK)
        return wrong(path, "%s", sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW)
        good = wrong(path, "table %s is not STRICT", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return good;
}

/* ---- what is printed ---- */

static void print_struct(const struct statement *s, const char *which, const struct fields *f)
{
    static const char *const sure[] = { "int64_t", "double", "struct str", "struct str" };
    static const char *const maybe[] = { "struct maybe_int", "struct maybe_real", "struct str",
                                         "struct str" };

    if (!f->count)
        return;
    printf("struct sql_%s_%s {\n", s->name, which);
    for (int i = 0; i < f->count; i++)
        printf("    %s %s;\n", f->at[i].maybe ? maybe[f->at[i].type] : sure[f->at[i].type],
               f->at[i].name);
    printf("};\n");
}

static void print_signature(const struct statement *s, const char *end)
{
    char in[NAME_MAX_BYTES * 2] = "";

    if (s->in.count)
        snprintf(in, sizeof in, "const struct sql_%s_in *in, ", s->name);
    if (s->rows == ROWS_NONE)
        printf("bool sql_%s(struct txn *t, %sstruct err *err)%s\n", s->name, in, end);
    else if (s->rows == ROWS_ONE)
        printf("bool sql_%s(struct txn *t, %sstruct arena *a, struct sql_%s_out *out, "
               "bool *found, struct err *err)%s\n",
               s->name, in, s->name, end);
    else
        printf("bool sql_%s_begin(struct query *q, struct txn *t, %sstruct err *err)%s\n",
               s->name, in, end);
}

static void print_next_signature(const struct statement *s, const char *end)
{
    printf("enum row sql_%s_next(struct query *q, struct sql_%s_out *out, struct err *err)%s\n",
           s->name, s->name, end);
}

static void print_binds(const struct statement *s, const char *q)
{
    for (int i = 0; i < s->in.count; i++) {
        const struct field *f = &s->in.at[i];
        printf("    statement_put_%s%s(%s, %d, in->%s);\n", f->maybe ? "maybe_" : "",
               TYPE_WORD[f->type], q, f->bind, f->name);
    }
}

static void print_columns(const struct statement *s, const char *q, const char *indent)
{
    for (int i = 0; i < s->out.count; i++) {
        const struct field *f = &s->out.at[i];
        printf("%s%sstatement_take_%s%s(%s, %d, &row.%s, err)", i ? " &&\n" : "",
               i ? indent : "", f->maybe ? "maybe_" : "", TYPE_WORD[f->type], q, i, f->name);
    }
}

static void print_many(const struct statement *s, int id)
{
    print_signature(s, "");
    printf("{\n    if (!statement_begin(q, t, %d, true, err))\n        return false;\n", id);
    print_binds(s, "q");
    printf("    return statement_bound(q, err);\n}\n");
    print_next_signature(s, "");
    printf("{\n    struct sql_%s_out row;\n    enum row more = statement_step(q, err);\n\n"
           "    if (more != ROW_SOME)\n        return more;\n    if (!(",
           s->name);
    print_columns(s, "q", "          ");
    printf("))\n        return ROW_FAILED;\n    *out = row;\n    return ROW_SOME;\n}\n");
}

static void print_one(const struct statement *s, int id)
{
    print_signature(s, "");
    printf("{\n    struct query q _cleanup_(query_end) = { 0 };\n    struct sql_%s_out row;\n\n"
           "    if (!statement_begin(&q, t, %d, false, err))\n        return false;\n",
           s->name, id);
    print_binds(s, "&q");
    printf("    if (!statement_bound(&q, err))\n        return false;\n"
           "    switch (statement_step(&q, err)) {\n"
           "    case ROW_FAILED: return false;\n"
           "    case ROW_NONE: *found = false; return true;\n"
           "    case ROW_SOME: break;\n    }\n    if (!(");
    print_columns(s, "&q", "          ");
    printf("))\n        return false;\n");
    bool kept = false;
    for (int i = 0; i < s->out.count; i++)
        if (s->out.at[i].type >= TYPE_TEXT) {
            printf("    if (!statement_keep(a, &row.%s, err))\n        return false;\n",
                   s->out.at[i].name);
            kept = true;
        }
    if (!kept)
        printf("    (void)a;\n");
    printf("    if (!statement_only(&q, err))\n        return false;\n    *out = row;\n"
           "    *found = true;\n    return true;\n}\n");
}

static void print_none(const struct statement *s, int id)
{
    print_signature(s, "");
    printf("{\n    struct query q _cleanup_(query_end) = { 0 };\n\n"
           "    if (!statement_begin(&q, t, %d, false, err))\n        return false;\n",
           id);
    print_binds(s, "&q");
    if (strcmp(s->audit, "self") == 0)
        printf("    return statement_bound(&q, err) && statement_event_known(in->event, err) &&\n"
               "           statement_run(&q, err) && statement_paid(t, in->event, err);\n}\n");
    else
        printf("    return statement_bound(&q, err) && statement_run(&q, err);\n}\n");
}

static int event_number(const struct statement *s)
{
    if (strcmp(s->audit, "self") == 0)
        return -2;
    for (int i = 0; *s->audit && i < events; i++)
        if (strcmp(event[i], s->audit) == 0)
            return i;
    return -1;
}

static void print_tables(const struct statement *s, int count)
{
    printf("static const char *const SQL_EVENT[] = {\n");
    for (int i = 0; i < events; i++)
        printf("    \"%s\",\n", event[i]);
    printf("    0,\n};\nstatic const struct statement SQL_STATEMENT[] = {\n");
    for (int i = 0; i < count; i++) {
        printf("    { \"%s\", %s, %d,\n", s[i].name, s[i].writes ? "true" : "false",
               event_number(&s[i]));
        print_literal("    ", s[i].text, strlen(s[i].text));
        printf(" },\n");
    }
    printf("    { 0, false, -1, 0 },\n};\n");
}

static void print_all(const struct statement *s, int count)
{
    for (int i = 0; i < count; i++) {
        printf("\n/* %s */\n", s[i].name);
        print_struct(&s[i], "in", &s[i].in);
        print_struct(&s[i], "out", &s[i].out);
        print_signature(&s[i], " MUST_USE;");
        if (s[i].rows == ROWS_MANY)
            print_next_signature(&s[i], " MUST_USE;");
    }
    printf("#endif\n\n#ifdef SQL_BODIES\n");
    print_tables(s, count);
    for (int i = 0; i < count; i++)
        (s[i].rows == ROWS_NONE ? print_none : s[i].rows == ROWS_ONE ? print_one : print_many)(
            &s[i], i);
    printf("#endif\n");
}

static sqlite3 *apply_schema(char **path, int count)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        exit(1);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    printf("#ifdef SQL_BODIES\n");
    for (int i = 0; i < count; i++)
        if (!apply_migration(db, path[i], i + 1) || !tables_are_strict(db, path[i]))
            exit(1);
    printf("static const char *const *const SQL_SCHEMA[] = {\n");
    for (int i = 0; i < count; i++)
        printf("    SQL_SCHEMA_%d,\n", i + 1);
    printf("    0,\n};\n#endif\n\n");
    sqlite3_set_authorizer(db, only_rows, NULL);
    return db;
}

int main(int argc, char **argv)
{
    int cut = 1, count = 0;

    while (cut < argc && strcmp(argv[cut], "--") != 0)
        cut++;
    if (cut == 1 || cut == argc)
        return fprintf(stderr, "sqlcheck: SCHEMA... -- STATEMENT...\n"), 2;
    printf("/* made by tools/sqlcheck from the schema and store/sql: change those instead */\n");
    sqlite3 *db = apply_schema(argv + 1, cut - 1);
    struct statement *all = calloc((size_t)(argc - cut), sizeof *all);

    for (int i = cut + 1; all && i < argc; i++) {
        struct statement *s = &all[count];
        s->path = argv[i];
        if (read_head(s, whole_file(argv[i])) && head_is_whole(s) && check_statement(db, s))
            count++;
        else
            memset(s, 0, sizeof *s);
    }
    printf("#ifndef GEN_SQL_H\n#define GEN_SQL_H\n#include \"store/store.h\"\n");
    print_all(all, count);
    free(all);
    sqlite3_close(db);
    return all_good ? 0 : 1;
}
