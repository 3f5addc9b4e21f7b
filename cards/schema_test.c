/* docs/card.schema.json knows what the reader knows: the same names, needs, lengths and languages. */
#include "base/json.h"
#include "base/test.h"
#include "cards/card.h"
#include "cards/key.h"

#include <stdio.h>

static struct str read_schema(struct arena *a)
{
    FILE *f = fopen("docs/card.schema.json", "rb");
    char *at = arena_alloc(a, 1 << 16, 1, 1);
    size_t len = f && at ? fread(at, 1, 1 << 16, f) : 0;

    if (f)
        (void)fclose(f);
    return (struct str){ at, len };
}

/* What the schema says of a part: the whole, the colours within it, or one of "$defs". */
static const struct json *schema_of(const struct json *root, enum key_part part)
{
    const struct json *defs = json_at(root, "$defs");

    switch (part) {
    case PART_COLOURS: return json_at(json_at(root, "properties"), "colours");
    case PART_CONTACT: return json_at(defs, "contact");
    case PART_CREDIT: return json_at(defs, "credit");
    case PART_HISTORY: return json_at(defs, "history");
    case PART_CARD:
    case PARTS: break;
    }
    return root;
}

static bool lists(const struct json *list, const char *word)
{
    for (const struct json *v = list ? list->first : NULL; v; v = v->next)
        if (str_eq(v->text, str_of(word)))
            return true;
    return false;
}

static bool is_limit(const struct json *of, const char *limit, size_t most)
{
    const struct json *v = json_at(of, limit);

    return v && v->type == JSON_NUMBER && v->number == (double)most;
}

/* A limit of characters or things is the table's. */
static bool has_limit(const struct json *of, const struct key *k)
{
    bool list = k->type == KEY_PARTS || k->type == KEY_LANGUAGES;

    return k->longest == 0 || is_limit(of, list ? "maxItems" : "maxLength", k->longest);
}

TEST(the_schema_has_the_names_needs_and_limits_the_reader_has)
{
    const struct json *root, *of, *names;
    const struct key *k;

    REQUIRE(json_read(read_schema(a), a, &root, err));
    for (enum key_part part = PART_CARD; part < PARTS; part++) {
        size_t needed = 0;
        of = schema_of(root, part);
        names = json_at(of, "properties");
        REQUIRE(names && json_at(of, "required") && json_at(of, "additionalProperties"));
        CHECK(json_at(of, "additionalProperties")->type == JSON_FALSE);
        CHECK(names->count == key_count(part));
        for (size_t n = 0; (k = key_each(part, n)); n++) {
            CHECK(json_at(names, k->name));
            CHECK(lists(json_at(of, "required"), k->name) == k->needed);
            CHECK(has_limit(json_at(names, k->name), k));
            needed += k->needed;
        }
        CHECK(json_at(of, "required")->count == needed);
    }
}

TEST(the_schema_has_the_languages_the_program_can_set)
{
    const struct json *root, *codes;
    size_t n = 0;

    REQUIRE(json_read(read_schema(a), a, &root, err));
    codes = json_at(json_at(json_at(json_at(root, "properties"), "languages"), "items"), "enum");
    REQUIRE(codes && codes->type == JSON_ARRAY);
    while (tongue_each(n))
        CHECK(lists(codes, tongue_each(n++)->code));
    CHECK(codes->count == n);
}
