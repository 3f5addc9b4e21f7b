#include "base/err.h"

#include <stdarg.h>

static const struct {
    const char *word;
    int exit_code, http_status;
} KIND[] = {
    [ERR_NONE] = { "none", 0, 200 },       [ERR_INPUT] = { "input", 3, 400 },
    [ERR_DENIED] = { "denied", 4, 403 },   [ERR_MISSING] = { "missing", 5, 404 },
    [ERR_CLASH] = { "clash", 6, 409 },     [ERR_LIMIT] = { "limit", 7, 413 },
    [ERR_STORE] = { "store", 8, 503 },     [ERR_BUG] = { "bug", 9, 500 },
};

bool err_set_at(struct err *err, enum err_kind kind, const char *file, int line, const char *fmt,
                ...)
{
    va_list ap;

    err->kind = kind;
    err->unknown = false;
    err->file = file;
    err->line = line;
    va_start(ap, fmt);
    (void)vsnprintf(err->say, sizeof err->say, fmt, ap);
    va_end(ap);
    return false;
}

bool err_memory_at(struct err *err, const char *file, int line, const char *label)
{
    return err_set_at(err, ERR_LIMIT, file, line,
                      "this needs more memory than it may use (%s); give it less at once", label);
}

int err_exit_code(enum err_kind kind)
{
    return KIND[kind].exit_code;
}

int err_http_status(enum err_kind kind)
{
    return KIND[kind].http_status;
}

const char *err_kind_word(enum err_kind kind)
{
    return KIND[kind].word;
}
