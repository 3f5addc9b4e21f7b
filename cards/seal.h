/*
 * cards/seal - who made this card? Ed25519 key pairs, signatures, and keys as files.
 *
 * A partnership makes one pair of keys. The secret key signs its bundles and
 * stays on one machine; the public key is given to whoever will adopt them. It may travel by
 * mail, because its fingerprint is compared over the telephone: six groups of
 * five digits, about 99 bits of SHA-256 of the key.
 *
 *     safekeep card public key ED25519 oJql4KFVzkQ2...= Northmere CSP
 *     safekeep card secret key ED25519 w3zr0i+TbYp8...= Northmere CSP
 *
 * A key's file is that one line. The secret one holds the seed of 32 bytes (RFC 8032,
 * section 5.1.5), is made for its owner's eyes alone, and is not read when anyone else could
 * read it too. No message, page or log ever holds a secret; whoever holds a struct
 * seal_secret closes it, which overwrites it.
 *
 * The one door to libsodium.
 */
#ifndef CARDS_SEAL_H
#define CARDS_SEAL_H

#include "base/buf.h"

#define SEAL_NAME_MAX 80

struct seal_public {
    uint8_t at[32];
};
struct seal_signature {
    uint8_t at[64];
};
/* A public key, and whose its file says it is: at most SEAL_NAME_MAX bytes, ended by a zero; may be "". */
struct seal_signer {
    struct seal_public key;
    char name[SEAL_NAME_MAX + 1];
};
struct seal_secret {
    uint8_t at[64];
    struct seal_signer signer;
};

/* A new pair. `name` is whose: one line of letters, digits and signs. fails ERR_INPUT a name that is none. */
bool seal_make(struct str name, struct seal_secret *out, struct err *err) MUST_USE;
/* The pair of this seed, always the same: for tests, and for reading a file. */
bool seal_from_seed(const uint8_t seed[32], struct str name, struct seal_secret *out,
                    struct err *err) MUST_USE;
void seal_close(struct seal_secret *s); /* overwrites it; safe to call twice */

struct seal_signature seal_sign(const struct seal_secret *s, struct str bytes);
bool seal_holds(struct seal_public key, struct str bytes, struct seal_signature signature);

/*
 * Writes PATH (mode 0600) and PATH.pub, both new, each whole or not there.
 * fails  ERR_CLASH one is there already; ERR_INPUT too long a path; ERR_STORE
 */
bool seal_save(const char *path, const struct seal_secret *s, struct err *err) MUST_USE;
/* fails  ERR_MISSING; ERR_INPUT no secret key; ERR_DENIED others may read it; ERR_STORE */
bool seal_load_secret(const char *path, struct seal_secret *out, struct err *err) MUST_USE;
/* fails  ERR_MISSING; ERR_INPUT no public key (a secret one is refused by name); ERR_STORE */
bool seal_load_public(const char *path, struct seal_signer *out, struct err *err) MUST_USE;

bool seal_same(struct seal_public a, struct seal_public b);
void buf_add_public(struct buf *b, struct seal_public key);      /* base64, 44 letters */
bool seal_public_read(struct str base64, struct seal_public *out) MUST_USE;
void buf_add_fingerprint(struct buf *b, struct seal_public key); /* "48213 90417 33852 06619 71240 55983" */

#endif
