#include "cmd/folder.h"

#include <errno.h>
#include <sys/stat.h>

static bool make_one(const char *path, struct err *err)
{
    const char *label = path;
    struct stat st;

    if (mkdir(path, 0755) == 0)
        return true;
    if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    return err_set(err, ERR_STORE, "could not make the folder %s (error %d)", label, errno);
}

bool folder_make(const char *path, struct arena *a, struct err *err)
{
    struct str copy = arena_copy(a, str_of(path));
    char *at = (char *)copy.at;

    if (!at)
        return err_memory(err, "a path");
    for (size_t i = 1; i < copy.len; i++) {
        if (at[i] != '/')
            continue;
        at[i] = 0;
        if (!make_one(at, err))
            return false;
        at[i] = '/';
    }
    return make_one(at, err);
}

bool folder_path(struct arena *a, const char *folder, const char *name, const char **out, struct err *err)
{
    struct buf b = { .arena = a };
    struct str path;

    buf_add_text(&b, folder);
    buf_add_byte(&b, '/');
    buf_add_text(&b, name);
    buf_add_byte(&b, 0);
    if (!buf_done(&b, "a path", &path, err))
        return false;
    *out = path.at;
    return true;
}
