/* safekeep kinds - which files can be taken, and what their columns may be called. */
#include "cmd/cmd.h"
#include "intake/check.h"

static void add_field(const struct kind_field *f, struct buf *b)
{
    buf_addf(b, "  %-14s %s%s%s", f->name, f->help, f->required ? " (needed)" : "",
             f->kept ? "" : " (not kept)");
    if (f->example[0])
        buf_addf(b, "; such as %s", f->example);
    buf_addf(b, "\n%17scolumn: %s\n", "", strcmp(f->usual, "*") == 0 ? "any other" : f->usual);
}

static void add_kind(const struct kind_spec *k, struct buf *b)
{
    buf_addf(b, "%s: %s%s\n", k->name, k->help, k->geojson ? " (GeoJSON)" : "");
    for (size_t i = 0; i < k->fields; i++)
        add_field(&k->field[i], b);
    buf_add_byte(b, '\n');
}

static void add_categories(struct buf *b)
{
    buf_add_text(b, "categories:");
    for (size_t i = 0; category_at(i); i++)
        buf_addf(b, " %s", category_at(i));
    buf_add_text(b, "\n(and the words police.uk and most partners use for them)\n");
}

static void kind_json(const struct kind_spec *k, struct json_out *j)
{
    json_open_object(j);
    json_member_text(j, "kind", k->name);
    json_key(j, "fields");
    json_open_array(j);
    for (size_t i = 0; i < k->fields; i++) {
        json_open_object(j);
        json_member_text(j, "field", k->field[i].name);
        json_member_bool(j, "needed", k->field[i].required);
        json_member_bool(j, "kept", k->field[i].kept);
        json_member_text(j, "columns", k->field[i].usual);
        json_member_text(j, "help", k->field[i].help);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static int run(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct str out;
    enum kind only = KINDS;

    if (c->operands && !kind_find(str_of(c->operand[0]), &only))
        return USAGE(err, "there is no such kind; \"safekeep kinds\" lists them all");
    if (c->json)
        json_open_array(&j);
    for (int k = 0; k < KINDS; k++) {
        if (only != KINDS && (int)only != k)
            continue;
        if (c->json)
            kind_json(kind_spec((enum kind)k), &j);
        else
            add_kind(kind_spec((enum kind)k), &b);
    }
    if (c->json) {
        json_close_array(&j);
        buf_add_byte(&b, '\n');
    } else
        add_categories(&b);
    if (!buf_done(&b, "the kinds", &out, err) || !cmd_print(out, err))
        return FAILED(err);
    return EXIT_FINE;
}

static struct verb kinds = {
    .name = "kinds",
    .summary = "list the kinds of file that can be taken, and their fields",
    .operands = "[KIND]",
    .operands_max = 1,
    .text = "For each kind its fields, whether a file needs them, an example, and the names by which their\n"
            "columns are known (capitals, spaces and signs do not matter; # is a digit). A column of any\n"
            "other name is named once with \"safekeep import --map HEADER=FIELD\".\n",
    .option = (const struct option[]){ { 0 } },
    .example = (const struct example[]){ { "What an incidents file may hold", "safekeep kinds incidents" },
                                         { 0 } },
    .run = run,
};
VERB(kinds)
