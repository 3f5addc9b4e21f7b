/* store/backup - a whole store copied while it is in use, and put back; both verified. */
#include "store/within.h"

/* Opens the copy as its own store, looks through all of it, and leaves one plain file. */
static bool verify(const char *path, struct err *err)
{
    struct conn *c _cleanup_(conn_close) = NULL;
    int version = 0;

    if (!conn_open(&c, path, CONN_READ, err) || !conn_check(c, err) ||
        !conn_version(c, &version, err))
        return false;
    return version <= schema_newest() ||
           err_set(err, ERR_STORE,
                   "the backup was made by a newer safekeep: its schema is %d and this program "
                   "knows %d",
                   version, schema_newest());
}

bool store_backup(struct store *s, const char *to, struct err *err)
{
    char *temporary _cleanup_(file_discard) = NULL;
    struct conn *c = NULL;

    if (!store_still_sound(s, err) || !file_is_free(to, err) || !file_begin(to, &temporary, err) ||
        !store_lend_reader(s, &c, err))
        return false;
    bool copied = conn_copy(c, temporary, err);
    store_return_reader(s, c);
    return copied && verify(temporary, err) && file_publish(&temporary, to, err);
}

bool store_restore(const char *from, const char *to, struct err *err)
{
    char *temporary _cleanup_(file_discard) = NULL;

    if (!file_is_free(to, err) || !file_is_backup(from, err) ||
        !file_begin(to, &temporary, err) || !file_copy(from, temporary, err))
        return false;
    return verify(temporary, err) && file_publish(&temporary, to, err);
}

bool store_check(struct store *s, struct err *err)
{
    struct conn *c = NULL;

    if (!store_still_sound(s, err) || !store_lend_reader(s, &c, err))
        return false;
    bool good = conn_check(c, err);
    store_return_reader(s, c);
    return good;
}
