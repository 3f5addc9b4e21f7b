#include "base/json.h"

#include "base/number.h"

#include <assert.h>
#include <yajl/yajl_parse.h>

/* How far the text was walked, and what line and column that is. */
struct walk {
    struct str text;
    size_t at;
    uint32_t line, column;
};

struct reading {
    struct arena *arena;
    yajl_handle yajl;
    struct walk walk;
    uint32_t key_line, key_column;
    struct json *open[JSON_DEPTH_MAX + 1], *last[JSON_DEPTH_MAX + 1];
    int depth; /* open[0] holds the root as its only child */
    struct str key;
    const char *fault; /* why we stopped it, or NULL */
};

/*
 * yajl 2.1 does not check its own allocations, so it may only run where none can
 * be refused. It keeps one token at a time, in two buffers that double: all it
 * can ask for is known beforehand, comes from the caller's arena at once, and is
 * handed out in order. What it frees is given back with the arena.
 */
struct yajl_room {
    char *at;
    size_t used, size;
};
enum { YAJL_FIXED = 16 * 1024, YAJL_A_TOKEN_BYTE = 8 };

static void *yajl_take(void *ctx, size_t size)
{
    struct yajl_room *room = ctx;

    if (size > room->size - room->used || room->size - room->used - size < 32)
        return NULL;
    char *at = room->at + room->used + 16; /* its size stands before it, for yajl_widen() */
    memcpy(at - 16, &size, sizeof size);
    room->used += 16 + (size + 15) / 16 * 16;
    return at;
}

static void *yajl_widen(void *ctx, void *old, size_t size)
{
    void *wider = yajl_take(ctx, size);

    if (wider && old) {
        size_t had;
        memcpy(&had, (char *)old - 16, sizeof had);
        memcpy(wider, old, had < size ? had : size);
    }
    return wider;
}

static void yajl_leave(void *ctx, void *at)
{
    (void)ctx;
    (void)at;
}

/* The longest string or number in the text, in bytes: what yajl may have to hold. */
static size_t longest_token(struct str text)
{
    size_t longest = 0, from = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == ' ' || c == '\n' || c == '[' || c == ']'))
            from = i;
        if (i - from > longest)
            longest = i - from;
    }
    return longest + 1;
}

static void walk_to(struct walk *w, size_t at)
{
    for (; w->at < at && w->at < w->text.len; w->at++) {
        unsigned char c = (unsigned char)w->text.at[w->at];
        w->column = c == '\n' ? 1 : w->column + ((c & 0xC0) != 0x80);
        w->line += c == '\n';
    }
}

/* Walks to where the token begins that yajl tells of, past what may stand before it. */
static void walk_to_token(struct reading *r)
{
    const struct walk *w = &r->walk;
    size_t at = w->at;

    while (at < w->text.len && memchr(" \t\r\n,:", w->text.at[at], 6))
        at++;
    walk_to(&r->walk, at);
}

static void walk_past_token(struct reading *r)
{
    walk_to(&r->walk, yajl_get_bytes_consumed(r->yajl));
}

static struct json *add(struct reading *r, enum json_type type)
{
    struct json *v = arena_new(r->arena, struct json, 1), *in = r->open[r->depth];

    walk_to_token(r);
    if (!v) {
        r->fault = "memory";
        return NULL;
    }
    v->type = type;
    v->line = in->type == JSON_OBJECT ? r->key_line : r->walk.line;
    v->column = in->type == JSON_OBJECT ? r->key_column : r->walk.column;
    walk_past_token(r);
    v->key = in->type == JSON_OBJECT ? r->key : STR("");
    v->text = STR("");
    if (r->last[r->depth])
        r->last[r->depth]->next = v;
    else
        in->first = v;
    r->last[r->depth] = v;
    in->count++;
    return v;
}

static int on_null(void *ctx)
{
    return add(ctx, JSON_NULL) != NULL;
}

static int on_boolean(void *ctx, int is_true)
{
    return add(ctx, is_true ? JSON_TRUE : JSON_FALSE) != NULL;
}

static int on_number(void *ctx, const char *at, size_t len)
{
    struct reading *r = ctx;
    struct json *v = add(r, JSON_NUMBER);

    if (!v)
        return 0;
    v->text = arena_copy(r->arena, (struct str){ at, len });
    if (!v->text.at || !number_real(v->text, &v->number)) {
        r->fault = v->text.at ? "a number too long or too large" : "memory";
        return 0;
    }
    return 1;
}

static int on_string(void *ctx, const unsigned char *at, size_t len)
{
    struct reading *r = ctx;
    struct json *v = add(r, JSON_STRING);

    if (!v)
        return 0;
    v->text = arena_copy(r->arena, (struct str){ (const char *)at, len });
    if (!v->text.at)
        r->fault = "memory";
    return v->text.at != NULL;
}

static int begin(struct reading *r, enum json_type type)
{
    if (r->depth == JSON_DEPTH_MAX) {
        r->fault = "nested too deeply";
        return 0;
    }
    struct json *v = add(r, type);
    if (!v)
        return 0;
    r->depth++;
    r->open[r->depth] = v;
    r->last[r->depth] = NULL;
    return 1;
}

static int on_object(void *ctx)
{
    return begin(ctx, JSON_OBJECT);
}

static int on_array(void *ctx)
{
    return begin(ctx, JSON_ARRAY);
}

static int on_close(void *ctx)
{
    struct reading *r = ctx;

    walk_past_token(r);
    r->depth--;
    return 1;
}

static int on_key(void *ctx, const unsigned char *at, size_t len)
{
    struct reading *r = ctx;

    walk_to_token(r);
    r->key_line = r->walk.line;
    r->key_column = r->walk.column;
    walk_past_token(r);
    r->key = arena_copy(r->arena, (struct str){ (const char *)at, len });
    if (!r->key.at) {
        r->fault = "memory";
        return 0;
    }
    if (r->open[r->depth]->count == JSON_MEMBERS_MAX) {
        r->fault = "too many members in one object";
        return 0;
    }
    for (const struct json *v = r->open[r->depth]->first; v; v = v->next)
        if (str_eq(v->key, r->key)) {
            r->fault = "the same key twice in one object";
            return 0;
        }
    return 1;
}

static const yajl_callbacks CALLBACKS = { .yajl_null = on_null, .yajl_boolean = on_boolean,
                                          .yajl_number = on_number, .yajl_string = on_string,
                                          .yajl_start_map = on_object, .yajl_map_key = on_key,
                                          .yajl_end_map = on_close, .yajl_start_array = on_array,
                                          .yajl_end_array = on_close };

static bool refuse(const struct reading *r, struct str text, size_t at, struct json_fault *fault,
                   struct err *err)
{
    struct walk w = { .text = text, .line = 1, .column = 1 };
    const char *label = r->fault ? r->fault : "not well-formed";

    if (r->arena->failed || str_eq(str_of(r->fault), STR("memory")))
        return err_memory(err, "a JSON document");
    walk_to(&w, at);
    *fault = (struct json_fault){ w.line, w.column, label };
    return err_set(err, ERR_INPUT, "this is no JSON that can be read, line %u, column %u: %s", w.line,
                   w.column, label);
}

bool json_read_telling(struct str text, struct arena *a, const struct json **root, struct json_fault *fault,
                       struct err *err)
{
    struct json top = { .type = JSON_ARRAY };
    struct reading r = { .arena = a, .open = { &top }, .walk = { .text = text, .line = 1, .column = 1 } };
    struct yajl_room room = { 0 };
    yajl_alloc_funcs memory = { yajl_take, yajl_widen, yajl_leave, &room };

    if (__builtin_mul_overflow(longest_token(text), (size_t)YAJL_A_TOKEN_BYTE, &room.size) ||
        __builtin_add_overflow(room.size, (size_t)YAJL_FIXED, &room.size))
        return err_memory(err, "a JSON document");
    room.at = arena_alloc(a, room.size, 1, 16);
    r.yajl = room.at ? yajl_alloc(&CALLBACKS, &memory, &r) : NULL;
    if (!r.yajl)
        return err_memory(err, "a JSON document");
    yajl_status status = yajl_parse(r.yajl, (const unsigned char *)text.at, text.len);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(r.yajl);
    size_t at = yajl_get_bytes_consumed(r.yajl);
    yajl_free(r.yajl);
    if (status != yajl_status_ok || !top.first || top.count != 1)
        return refuse(&r, text, at, fault, err);
    *root = top.first;
    return true;
}

bool json_read(struct str text, struct arena *a, const struct json **root, struct err *err)
{
    struct json_fault fault;

    return json_read_telling(text, a, root, &fault, err);
}

const struct json *json_at(const struct json *in, const char *key)
{
    if (!in || in->type != JSON_OBJECT)
        return NULL;
    for (const struct json *v = in->first; v; v = v->next)
        if (str_eq(v->key, str_of(key)))
            return v;
    return NULL;
}

static void separate(struct json_out *j)
{
    if (j->after_key)
        j->after_key = false;
    else if (j->depth > 0) {
        if (j->some[j->depth - 1])
            buf_add_byte(j->buf, ',');
        j->some[j->depth - 1] = true;
    }
}

static void open_with(struct json_out *j, char bracket)
{
    separate(j);
    assert(j->depth < JSON_DEPTH_MAX);
    buf_add_byte(j->buf, bracket);
    j->some[j->depth++] = false;
}

void json_open_object(struct json_out *j)
{
    open_with(j, '{');
}

void json_open_array(struct json_out *j)
{
    open_with(j, '[');
}

static void close_with(struct json_out *j, char bracket)
{
    assert(j->depth > 0 && !j->after_key);
    j->depth--;
    buf_add_byte(j->buf, bracket);
}

void json_close_object(struct json_out *j)
{
    close_with(j, '}');
}

void json_close_array(struct json_out *j)
{
    close_with(j, ']');
}

static void add_quoted(struct buf *b, struct str s)
{
    bool clean = str_is_utf8(s);

    buf_add_byte(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\') {
            buf_add_byte(b, '\\');
            buf_add_byte(b, (char)c);
        } else if (c == '\n')
            buf_add(b, STR("\\n"));
        else if (c < 0x20 || c == 0x7F)
            buf_addf(b, "\\u%04x", c);
        else if (c >= 0x80 && !clean)
            buf_add(b, STR("\\ufffd"));
        else
            buf_add_byte(b, (char)c);
    }
    buf_add_byte(b, '"');
}

void json_key(struct json_out *j, const char *key)
{
    separate(j);
    add_quoted(j->buf, str_of(key));
    buf_add_byte(j->buf, ':');
    j->after_key = true;
}

void json_str(struct json_out *j, struct str s)
{
    separate(j);
    add_quoted(j->buf, s);
}

void json_text(struct json_out *j, const char *s)
{
    json_str(j, str_of(s));
}

void json_int(struct json_out *j, int64_t n)
{
    separate(j);
    buf_add_int(j->buf, n);
}

void json_real(struct json_out *j, double x, int decimals)
{
    separate(j);
    if (isfinite(x))
        buf_add_real(j->buf, x, decimals);
    else
        buf_add(j->buf, STR("null"));
}

void json_bool(struct json_out *j, bool b)
{
    separate(j);
    buf_add_text(j->buf, b ? "true" : "false");
}

void json_null(struct json_out *j)
{
    separate(j);
    buf_add(j->buf, STR("null"));
}

void json_date(struct json_out *j, struct date d)
{
    separate(j);
    buf_add_byte(j->buf, '"');
    buf_add_date(j->buf, d);
    buf_add_byte(j->buf, '"');
}

void json_instant(struct json_out *j, struct instant t)
{
    separate(j);
    buf_add_byte(j->buf, '"');
    buf_add_instant(j->buf, t);
    buf_add_byte(j->buf, '"');
}

void json_hex(struct json_out *j, struct str bytes)
{
    separate(j);
    buf_add_byte(j->buf, '"');
    buf_add_hex(j->buf, bytes.at, bytes.len);
    buf_add_byte(j->buf, '"');
}

void json_raw(struct json_out *j, struct str document)
{
    separate(j);
    buf_add(j->buf, document);
}

void json_member_str(struct json_out *j, const char *key, struct str s)
{
    json_key(j, key);
    json_str(j, s);
}

void json_member_text(struct json_out *j, const char *key, const char *s)
{
    json_key(j, key);
    json_text(j, s);
}

void json_member_int(struct json_out *j, const char *key, int64_t n)
{
    json_key(j, key);
    json_int(j, n);
}

void json_member_real(struct json_out *j, const char *key, double x, int decimals)
{
    json_key(j, key);
    json_real(j, x, decimals);
}

void json_member_bool(struct json_out *j, const char *key, bool b)
{
    json_key(j, key);
    json_bool(j, b);
}

void json_member_date(struct json_out *j, const char *key, struct date d)
{
    json_key(j, key);
    json_date(j, d);
}
