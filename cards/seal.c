#include "cards/seal.h"

#include "base/base64.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

_Static_assert(crypto_sign_SECRETKEYBYTES == sizeof(((struct seal_secret *)0)->at), "a secret key fits");
_Static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(struct seal_public), "a public key fits");
_Static_assert(crypto_sign_BYTES == sizeof(struct seal_signature), "a signature fits");
_Static_assert(crypto_sign_SEEDBYTES == 32, "a seed has 32 bytes");

enum { KEY_LINE_MAX = 256, KEY_BASE64 = 44, KEY_PATH_MAX = 4096 };
static const char SECRET[] = "safekeep card secret key ED25519 ";
static const char PUBLIC[] = "safekeep card public key ED25519 ";

/* ---- keys ---- */

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F)
            return false;
    return s.len <= SEAL_NAME_MAX && str_is_utf8(s) && str_trim(s).len == s.len;
}

static bool name_signer(struct seal_signer *signer, struct str name, struct err *err)
{
    if (!is_name(name))
        return err_set(err, ERR_INPUT, "whose key it is takes one line of at most %d bytes: Northmere CSP",
                       SEAL_NAME_MAX);
    if (name.len)
        memcpy(signer->name, name.at, name.len);
    signer->name[name.len] = 0;
    return true;
}

static bool ready(struct err *err)
{
    return sodium_init() >= 0 || err_set(err, ERR_BUG, "libsodium could not begin; is /dev/urandom there?");
}

bool seal_from_seed(const uint8_t seed[32], struct str name, struct seal_secret *out, struct err *err)
{
    struct seal_signer signer = { 0 };

    if (!ready(err) || !name_signer(&signer, name, err))
        return false;
    if (crypto_sign_seed_keypair(signer.key.at, out->at, seed) != 0)
        return err_set(err, ERR_BUG, "libsodium made no key");
    out->signer = signer;
    return true;
}

bool seal_make(struct str name, struct seal_secret *out, struct err *err)
{
    uint8_t seed[crypto_sign_SEEDBYTES];

    if (!ready(err))
        return false;
    randombytes_buf(seed, sizeof seed);
    bool made = seal_from_seed(seed, name, out, err);
    sodium_memzero(seed, sizeof seed);
    return made;
}

void seal_close(struct seal_secret *s)
{
    sodium_memzero(s, sizeof *s);
}

struct seal_signature seal_sign(const struct seal_secret *s, struct str bytes)
{
    struct seal_signature signature = { 0 };

    (void)crypto_sign_detached(signature.at, NULL, (const unsigned char *)bytes.at, bytes.len, s->at);
    return signature;
}

bool seal_holds(struct seal_public key, struct str bytes, struct seal_signature signature)
{
    return sodium_init() >= 0 && crypto_sign_verify_detached(signature.at, (const unsigned char *)bytes.at,
                                                             bytes.len, key.at) == 0;
}

bool seal_same(struct seal_public a, struct seal_public b)
{
    return memcmp(a.at, b.at, sizeof a.at) == 0;
}

/* ---- keys as text ---- */

static bool read_base64(struct str s, uint8_t out[32])
{
    size_t len = 0;

    return s.len == KEY_BASE64 &&
           sodium_base642bin(out, 32, s.at, s.len, NULL, &len, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           len == 32;
}

bool seal_public_read(struct str base64, struct seal_public *out)
{
    struct seal_public key = { 0 };

    if (!read_base64(base64, key.at))
        return false;
    *out = key;
    return true;
}

void buf_add_public(struct buf *b, struct seal_public key)
{
    buf_add_base64(b, key.at, sizeof key.at);
}

void buf_add_fingerprint(struct buf *b, struct seal_public key)
{
    struct digest d = hash_of((struct str){ (const char *)key.at, sizeof key.at });

    for (size_t group = 0; group < 6; group++) {
        uint64_t n = 0;
        for (size_t i = 0; i < 5; i++)
            n = n << 8 | d.at[group * 5 + i];
        buf_addf(b, "%s%05u", group ? " " : "", (unsigned)(n % 100000));
    }
}

/* ---- keys as files ---- */

/* A file that has no name yet or, where the disk cannot do that, a new one of this name. */
static int open_new(const char *path, mode_t mode, bool *named)
{
    char folder[KEY_PATH_MAX];
    const char *slash = strrchr(path, '/');
    int n = slash ? snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path)
                  : snprintf(folder, sizeof folder, ".");

    *named = false;
    if (n < 0 || (size_t)n >= sizeof folder) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = access("/proc/self/fd", X_OK) == 0 ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode) : -1;
    if (fd >= 0)
        return fd;
    *named = true;
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
}

static bool write_line(int fd, struct str line)
{
    ssize_t n;

    do
        n = write(fd, line.at, line.len);
    while (n < 0 && errno == EINTR);
    if (n >= 0 && (size_t)n < line.len)
        errno = ENOSPC;
    return n == (ssize_t)line.len && (fsync(fd) == 0 || errno == EINVAL);
}

static bool is_there(const char *label, struct err *err)
{
    return err_set(err, ERR_CLASH, "%s is there already; a key is never overwritten, choose another name",
                   label);
}

static bool save_line(const char *path, struct str line, mode_t mode, struct err *err)
{
    const char *label = path;
    char self[64];
    bool named;
    int fd = open_new(path, mode, &named);

    if (fd < 0 && errno == EEXIST)
        return is_there(label, err);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_STORE,
                       "could not make %s (error %d): is its folder there, and may you write in it?", label,
                       errno);
    (void)snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    bool whole = fchmod(fd, mode) == 0 && write_line(fd, line) &&
                 (named || linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0);
    int why = errno;
    (void)close(fd);
    if (whole)
        return true;
    if (named)
        (void)unlink(path);
    if (why == EEXIST)
        return is_there(label, err);
    return err_set(err, ERR_STORE, "could not write %s (error %d%s)", label, why,
                   why == ENOSPC ? ", the disk is full; nothing was kept of it" : "");
}

bool seal_save(const char *path, const struct seal_secret *s, struct err *err)
{
    char secret[KEY_LINE_MAX], public[KEY_LINE_MAX], public_path[KEY_PATH_MAX], base64[KEY_BASE64 + 1];
    const char *gap = s->signer.name[0] ? " " : "";
    int n = snprintf(public_path, sizeof public_path, "%s.pub", path);

    if (n < 0 || (size_t)n >= sizeof public_path)
        return err_set(err, ERR_INPUT, "this path is too long");
    sodium_bin2base64(base64, sizeof base64, s->signer.key.at, 32, sodium_base64_VARIANT_ORIGINAL);
    (void)snprintf(public, sizeof public, "%s%s%s%s\n", PUBLIC, base64, gap, s->signer.name);
    sodium_bin2base64(base64, sizeof base64, s->at, 32, sodium_base64_VARIANT_ORIGINAL); /* the seed */
    (void)snprintf(secret, sizeof secret, "%s%s%s%s\n", SECRET, base64, gap, s->signer.name);
    bool kept = save_line(public_path, str_of(public), 0644, err);
    if (kept && !save_line(path, str_of(secret), 0600, err)) {
        (void)unlink(public_path);
        kept = false;
    }
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(base64, sizeof base64);
    return kept;
}

/* The whole file into `line`, without its line end. */
static bool read_file(int fd, char line[KEY_LINE_MAX], struct str *out, const char *label, struct err *err)
{
    size_t len = 0;

    for (;;) {
        ssize_t n = read(fd, line + len, KEY_LINE_MAX - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read %s (error %d)", label, errno);
        len += (size_t)n;
        if (n == 0 || len == KEY_LINE_MAX)
            break;
    }
    *out = (struct str){ line, len };
    if (out->len && line[len - 1] == '\n')
        out->len--;
    return true;
}

/* "PREFIX BASE64 NAME": its 32 bytes and the name. false when it is no such line. */
static bool take_line(struct str line, const char *prefix, uint8_t out[32], struct str *name)
{
    if (!str_starts(line, str_of(prefix)))
        return false;
    *name = str_from(line, strlen(prefix));
    struct str key = str_cut(name, ' ');
    return line.len < KEY_LINE_MAX - 1 && read_base64(key, out) && is_name(*name);
}

static bool open_key(const char *path, int *fd, struct stat *st, struct err *err)
{
    const char *label = path;

    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set(err, ERR_MISSING, "there is no key %s; \"safekeep card key new\" makes one", label);
    if (*fd < 0)
        return err_set(err, ERR_STORE, "could not open %s (error %d)", label, errno);
    if (fstat(*fd, st) == 0 && S_ISREG(st->st_mode))
        return true;
    (void)close(*fd);
    return err_set(err, ERR_INPUT, "%s is no file, so it is no key", label);
}

static bool secret_of(struct str text, mode_t mode, const char *label, struct seal_secret *out,
                      struct err *err)
{
    uint8_t seed[32];
    struct str name;

    if (str_starts(text, str_of(PUBLIC)))
        return err_set(err, ERR_INPUT, "%s is a public key; the secret one is wanted here", label);
    if (mode & 077)
        return err_set(err, ERR_DENIED, "others may read the secret key %s; if nobody did, take that "
                                        "away with "
                                        "chmod 600; if somebody may have, make a new one", label);
    bool made = take_line(text, SECRET, seed, &name) ? seal_from_seed(seed, name, out, err)
                                                     : err_set(err, ERR_INPUT, "%s is no secret key of a "
                                                                               "card; "
                                                                               "\"safekeep card key "
                                                                               "new\" makes one",
                                                               label);
    sodium_memzero(seed, sizeof seed);
    return made;
}

bool seal_load_secret(const char *path, struct seal_secret *out, struct err *err)
{
    char line[KEY_LINE_MAX];
    const char *label = path;
    struct str text;
    struct stat st;
    int fd;

    if (!open_key(path, &fd, &st, err))
        return false;
    bool made = read_file(fd, line, &text, label, err) && secret_of(text, st.st_mode, label, out, err);
    (void)close(fd);
    sodium_memzero(line, sizeof line);
    return made;
}

bool seal_load_public(const char *path, struct seal_signer *out, struct err *err)
{
    char line[KEY_LINE_MAX];
    struct seal_signer signer = { 0 };
    struct str text, name;
    struct stat st;
    const char *label = path;
    int fd;

    if (!open_key(path, &fd, &st, err))
        return false;
    bool read = read_file(fd, line, &text, label, err);
    (void)close(fd);
    if (!read)
        return false;
    bool is_secret = str_starts(text, str_of(SECRET));
    bool is_public = take_line(text, PUBLIC, signer.key.at, &name);
    if (is_public && !name_signer(&signer, name, err))
        return false;
    sodium_memzero(line, sizeof line);
    if (is_secret)
        return err_set(err, ERR_INPUT, "%s is a secret key; the public one, which ends with .pub, is wanted",
                       label);
    if (!is_public)
        return err_set(err, ERR_INPUT, "%s is no public key of a card", label);
    *out = signer;
    return true;
}
