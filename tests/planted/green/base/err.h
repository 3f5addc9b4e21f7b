/* base/err - as much of it as the planted files need. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
    const char *at;
    size_t len;
};
struct err {
    int kind;
};
enum { ERR_INPUT = 1 };
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).len, (s).at
#define err_set(err, kind, ...)  err_set_at((err), (kind), __FILE__, __LINE__, __VA_ARGS__)
#define err_memory(err, label)   err_memory_at((err), __FILE__, __LINE__, (label))
bool err_set_at(struct err *err, int kind, const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
bool err_memory_at(struct err *err, const char *file, int line, const char *label);

#endif
