#include "web/fits_test.h"

#include "base/date.h"
#include "base/test.h"

struct fit {
    const struct json *schemas;
    const char *path;
    bool quiet; /* one of two ways that are tried */
};

static bool fits(const struct fit *f, const struct json *schema, const struct json *v, const char *where);

static bool no(const struct fit *f, const char *where, const char *why)
{
    if (!f->quiet)
        printf("  %s: %s: %s\n", f->path, where, why);
    return false;
}

static bool is_word(const struct json *j, const char *word)
{
    return j && str_eq(j->text, str_of(word));
}

static const struct json *at_str(const struct json *in, struct str key)
{
    char name[64];

    (void)snprintf(name, sizeof name, STR_FMT, STR_ARG(key));
    return json_at(in, name);
}

static bool fits_type(const struct json *type, const struct json *v)
{
    switch (v->type) {
    case JSON_NULL: return is_word(type, "null");
    case JSON_FALSE:
    case JSON_TRUE: return is_word(type, "boolean");
    case JSON_NUMBER:
        return is_word(type, "number") ||
               (is_word(type, "integer") && !str_has(v->text, '.') && !str_has(v->text, 'e'));
    case JSON_STRING: return is_word(type, "string");
    case JSON_ARRAY: return is_word(type, "array");
    case JSON_OBJECT: return is_word(type, "object");
    }
    return false;
}

/* The forms and the one pattern that web/api_schema writes. */
static bool fits_form(const struct json *schema, const struct json *v)
{
    const struct json *format = json_at(schema, "format"), *pattern = json_at(schema, "pattern");
    struct date day;
    struct month month;

    if (is_word(format, "date"))
        return date_read(v->text, &day);
    if (is_word(format, "date-time"))
        return v->text.len == 20 && date_read((struct str){ v->text.at, 10 }, &day) &&
               str_ends(v->text, STR("Z"));
    return !format &&
           (!pattern || (is_word(pattern, "^[0-9]{4}-[0-9]{2}$") && month_read(v->text, &month)));
}

static bool fits_object(const struct fit *f, const struct json *schema, const struct json *v,
                        const char *where)
{
    const struct json *known = json_at(schema, "properties"), *must = json_at(schema, "required");
    char here[256];
    bool good = true;

    for (const struct json *m = v->first; m; m = m->next) {
        const struct json *of = at_str(known, m->key);

        (void)snprintf(here, sizeof here, "%s." STR_FMT, where, STR_ARG(m->key));
        good = (of ? fits(f, of, m, here) : no(f, here, "is described nowhere (web/api_schema.c)")) && good;
    }
    for (const struct json *m = must ? must->first : NULL; m; m = m->next) {
        (void)snprintf(here, sizeof here, "%s." STR_FMT, where, STR_ARG(m->text));
        good = (at_str(v, m->text) || no(f, here, "is missing")) && good;
    }
    return good;
}

static bool fits_either(const struct fit *f, const struct json *ways, const struct json *v,
                        const char *where)
{
    struct fit quiet = { f->schemas, f->path, true };

    for (const struct json *w = ways->first; w; w = w->next)
        if (fits(&quiet, w, v, where))
            return true;
    return no(f, where, "fits none of the ways it may be");
}

static bool fits(const struct fit *f, const struct json *schema, const struct json *v, const char *where)
{
    const struct json *ref = json_at(schema, "$ref"), *either = json_at(schema, "anyOf");
    const struct json *type = json_at(schema, "type");
    bool good = true;

    if (ref) {
        schema = at_str(f->schemas, str_from(ref->text, strlen("#/components/schemas/")));
        return schema ? fits(f, schema, v, where) : no(f, where, "its schema is not there");
    }
    if (either)
        return fits_either(f, either, v, where);
    if (!type)
        return schema->count == 0 || no(f, where, "its schema says nothing");
    if (!fits_type(type, v))
        return no(f, where, "is of another type");
    if (v->type == JSON_STRING && !fits_form(schema, v))
        return no(f, where, "is not of its form");
    for (const struct json *m = v->type == JSON_ARRAY ? v->first : NULL; m; m = m->next)
        good = fits(f, json_at(schema, "items"), m, where) && good;
    return good && (v->type != JSON_OBJECT || fits_object(f, schema, v, where));
}

bool fits_route(const struct json *document, const char *path, const struct json *reply)
{
    const struct json *at = json_at(json_at(json_at(document, "paths"), path), "get");
    struct fit f = { json_at(json_at(document, "components"), "schemas"), path, false };
    const struct json *content = json_at(json_at(json_at(at, "responses"), "200"), "content");
    const struct json *schema = content && content->first ? json_at(content->first, "schema") : NULL;

    if (!json_at(schema, "$ref"))
        return no(&f, "its reply", "is described nowhere: give it a schema in web/api_schema.c");
    return fits(&f, schema, reply, "reply");
}

TEST(what_is_missing_too_much_or_of_another_type_does_not_fit)
{
    static const char DOCUMENT[] =
        "{\"paths\":{\"/x\":{\"get\":{\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":"
        "{\"$ref\":\"#/components/schemas/x\"}}}}}}}},"
        "\"components\":{\"schemas\":{\"x\":{\"type\":\"object\","
        "\"properties\":{\"n\":{\"type\":\"integer\"},\"d\":{\"type\":\"string\",\"format\":\"date\"},\"l\":{"
        "\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"null\"}]}}},"
        "\"required\":[\"n\"],\"additionalProperties\":false}}}}";
    static const struct {
        const char *reply;
        bool fits;
    } TRIED[] = {
        { "{\"n\":1}", true },
        { "{\"n\":1,\"d\":\"2025-10-31\",\"l\":[1.5,null]}", true },
        { "{\"n\":1.5}", false },
        { "{\"n\":\"1\"}", false },
        { "{\"n\":null}", false },
        { "{}", false },
        { "[]", false },
        { "{\"n\":1,\"more\":1}", false },
        { "{\"n\":1,\"d\":\"31.10.2025\"}", false },
        { "{\"n\":1,\"l\":[\"1\"]}", false },
    };
    const struct json *document, *reply;
    struct fit quiet = { .path = "/x", .quiet = true };

    REQUIRE(json_read(str_of(DOCUMENT), a, &document, err));
    quiet.schemas = json_at(json_at(document, "components"), "schemas");
    for (size_t i = 0; i < COUNT_OF(TRIED); i++) {
        REQUIRE(json_read(str_of(TRIED[i].reply), a, &reply, err));
        CHECK(fits(&quiet, json_at(quiet.schemas, "x"), reply, "reply") == TRIED[i].fits);
    }
    CHECK(fits_route(document, "/x", reply->first) == false);
    REQUIRE(json_read(STR("{\"n\":1}"), a, &reply, err));
    CHECK(fits_route(document, "/x", reply));
}
