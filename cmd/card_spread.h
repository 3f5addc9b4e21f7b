/* cmd/card_spread - what the verbs that pass cards on share: a bundle's bytes, and how people know a key. */
#ifndef CMD_CARD_SPREAD_H
#define CMD_CARD_SPREAD_H

#include "cards/card.h"
#include "cards/seal.h"
#include "cmd/card_verbs.h"

/* A whole file, or standard input for "-". fails  ERR_MISSING; ERR_STORE; ERR_LIMIT more than `most` bytes */
bool spread_read(const struct call *c, const char *path, size_t most, struct str *out,
                 struct err *err) MUST_USE;

/* "48213 90417 ... (Northmere CSP)": how people know a key. */
void spread_add_signer(struct buf *b, const struct seal_signer *s);
void spread_json_signer(struct json_out *j, const struct seal_signer *s); /* members of an open object */

#endif
