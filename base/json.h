/*
 * base/json - JSON out, and JSON in as a small tree in an arena.
 *
 * Reading is by yajl (its one door), in memory from our arena, so the cap and
 * the tests' refusals hold; depth is capped at JSON_DEPTH_MAX, an object's
 * members at JSON_MEMBERS_MAX. A tree costs about 100 bytes a value: right for
 * settings and boundaries, not for a partner's million rows (those are CSV).
 * Numbers keep their text too, because 0.30 and 0.3 hash differently. Duplicate
 * keys are refused.
 *
 * Writing puts commas by itself; the order is the caller's, so the same data
 * gives the same bytes.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/date.h"

#define JSON_DEPTH_MAX   64
#define JSON_MEMBERS_MAX 4096 /* in one object; finding a key twice costs their square */

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_type type;
    uint32_t count;           /* children of an array or object */
    uint32_t line, column;    /* where it begins, from 1, in characters; a member begins with its key */
    struct str key;           /* inside an object; else "" */
    struct str text;          /* a string's text, or a number as it was written */
    double number;
    struct json *first, *next; /* children in order; the next brother */
};

/*
 * Reads one whole document.
 *
 * out    *root, living in the arena with all its text
 * fails  ERR_INPUT (with the line and column, never the text), ERR_LIMIT.
 */
bool json_read(struct str text, struct arena *a, const struct json **root, struct err *err) MUST_USE;

/* The same, for who lists faults: when it fails with ERR_INPUT, *fault says where and why. */
struct json_fault {
    uint32_t line, column;
    const char *why; /* words of ours */
};
bool json_read_telling(struct str text, struct arena *a, const struct json **root, struct json_fault *fault,
                       struct err *err) MUST_USE;

/* The member called `key`, or NULL; NULL too when `in` is NULL or no object. O(members). */
const struct json *json_at(const struct json *in, const char *key);

/* ---- writing ---- */

struct json_out {
    struct buf *buf;
    int depth;
    bool some[JSON_DEPTH_MAX]; /* has the open array or object a member already? */
    bool after_key;
};
void json_open_object(struct json_out *j);
void json_close_object(struct json_out *j);
void json_open_array(struct json_out *j);
void json_close_array(struct json_out *j);
void json_key(struct json_out *j, const char *key);
void json_str(struct json_out *j, struct str s); /* bytes that are not UTF-8 become U+FFFD */
void json_text(struct json_out *j, const char *s);
void json_int(struct json_out *j, int64_t n);
void json_real(struct json_out *j, double x, int decimals); /* null when not finite */
void json_bool(struct json_out *j, bool b);
void json_null(struct json_out *j);
void json_date(struct json_out *j, struct date d);       /* "2025-10-31" */
void json_instant(struct json_out *j, struct instant t); /* "2025-10-31T09:15:00Z" */
void json_hex(struct json_out *j, struct str bytes);
void json_raw(struct json_out *j, struct str document);  /* JSON that json_out made before */

/* A whole member of the open object: its key and its value. */
void json_member_str(struct json_out *j, const char *key, struct str s);
void json_member_text(struct json_out *j, const char *key, const char *s);
void json_member_int(struct json_out *j, const char *key, int64_t n);
void json_member_real(struct json_out *j, const char *key, double x, int decimals);
void json_member_bool(struct json_out *j, const char *key, bool b);
void json_member_date(struct json_out *j, const char *key, struct date d);

#endif
