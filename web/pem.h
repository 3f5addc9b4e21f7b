/* web/pem - a certificate and its key, from files an administrator named, with words for what is wrong. */
#ifndef WEB_PEM_H
#define WEB_PEM_H

#include "base/arena.h"
#include "base/err.h"

struct pem {
    const char *certificate, *key; /* texts, NUL-terminated; NULL: none is used */
};

/*
 * Whether they belong together only TLS itself can tell.
 * fails  ERR_MISSING; ERR_INPUT: not PEM, locked by a passphrase or longer than 1 MiB
 */
bool pem_load(const char *certificate, const char *key, struct arena *a, struct pem *out,
              struct err *err) MUST_USE;

#endif
