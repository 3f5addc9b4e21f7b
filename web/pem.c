#include "web/pem.h"

#include <fcntl.h>

enum { PEM_MAX = 1 << 20 };

static bool load(const char *path, const char *mark, const char *label, struct arena *a, const char **out,
                 struct err *err)
{
    char *at = arena_alloc(a, PEM_MAX, 1, 1);
    size_t len = 0;
    ssize_t n = 1;
    int fd;

    if (!at)
        return err_memory(err, label);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, ERR_MISSING, "the file of %s is not there, or may not be read", label);
    while (n > 0 && len < PEM_MAX - 1) {
        n = read(fd, at + len, PEM_MAX - 1 - len);
        len += n > 0 ? (size_t)n : 0;
    }
    (void)close(fd);
    if (n != 0)
        return err_set(err, ERR_INPUT, "the file of %s cannot be read, or is longer than 1 MiB", label);
    if (strstr(at, "ENCRYPTED"))
        return err_set(err, ERR_INPUT, "the file of %s is locked by a passphrase; give one without", label);
    if (!strstr(at, mark))
        return err_set(err, ERR_INPUT, "the file of %s does not hold one in PEM", label);
    *out = at;
    return true;
}

bool pem_load(const char *certificate, const char *key, struct arena *a, struct pem *out, struct err *err)
{
    struct pem p = { NULL, NULL };

    if (!load(certificate, "-----BEGIN CERTIFICATE-----", "the certificate", a, &p.certificate, err) ||
        !load(key, "PRIVATE KEY-----", "the key", a, &p.key, err))
        return false;
    *out = p;
    return true;
}
