/*
 * Any bytes as a form with files, cut in two ways: the same fields, the same
 * files, the same refusal. The first byte says how it is cut.
 */
#include "base/hash.h"
#include "web/multipart.h"

struct told {
    struct digest sum;
    enum err_kind kind;
};

static void add_file(struct hash *h, const struct upload *u)
{
    char piece[512];
    ssize_t n;
    int64_t bytes = 0;

    hash_add_str(h, u->field);
    hash_add_str(h, u->file_name);
    while ((n = read(u->fd, piece, sizeof piece)) > 0) {
        hash_add(h, piece, (size_t)n);
        bytes += n;
    }
    if (bytes != u->bytes || u->file_name.len == 0 || u->file_name.len > MULTIPART_NAME_MAX ||
        !request_text(u->file_name, false) || str_has(u->file_name, '/') || str_has(u->file_name, '\\'))
        abort();
}

static struct told tell(struct str body, size_t step)
{
    struct arena a _cleanup_(arena_close);
    struct multipart m _cleanup_(multipart_close) = { 0 };
    struct err err = { 0 };
    struct told told = { 0 };
    struct hash h;
    bool good;

    arena_open(&a, (size_t)1 << 24);
    good = multipart_open(&m, STR("multipart/form-data; boundary=b"), &a, &err);
    for (size_t at = 0; good && at < body.len; at += step)
        good = multipart_add(&m, (struct str){ body.at + at, body.len - at < step ? body.len - at : step },
                             &err);
    if (!good || !multipart_end(&m, &err)) {
        told.kind = err.kind;
        if (err.kind != ERR_INPUT && err.kind != ERR_LIMIT)
            abort();
        return told;
    }
    hash_begin(&h);
    for (size_t i = 0; i < m.form.len; i++) {
        if (!request_text(m.form.at[i].value, true) || m.form.at[i].value.len > MULTIPART_VALUE_MAX)
            abort();
        hash_add_str(&h, m.form.at[i].name);
        hash_add_str(&h, m.form.at[i].value);
    }
    for (size_t i = 0; i < m.uploads; i++)
        add_file(&h, &m.upload[i]);
    told.sum = hash_end(&h);
    return told;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str body = { (const char *)at + 1, len ? len - 1 : 0 };
    struct told whole, cut;

    if (len == 0)
        return 0;
    whole = tell(body, body.len + 1);
    cut = tell(body, 1 + at[0] % 16);
    if (whole.kind != cut.kind || memcmp(&whole.sum, &cut.sum, sizeof whole.sum) != 0)
        abort();
    return 0;
}
