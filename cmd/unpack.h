/*
 * cmd/unpack - a compressed file of ours as a plain one that can be read.
 *
 * The bundled data (data/) lies in the tree as .gz. It goes to the importer
 * through the same door as a partner's file, which wants a descriptor it can
 * hand to its child; so the bytes are unpacked into memory that has a
 * descriptor (memfd), never to the disk. The one door to zlib (RFC 1952).
 *
 * A small file can unpack to more than any machine holds: the caller says how
 * much it may be.
 */
#ifndef CMD_UNPACK_H
#define CMD_UNPACK_H

#include "base/err.h"

/*
 * out    *fd_out stands at the first byte; the caller closes it
 * fails  ERR_MISSING no such file; ERR_INPUT it is no gzip file, is cut short or damaged;
 *        ERR_LIMIT it unpacks to more than `cap_bytes`; ERR_STORE it could not be read.
 * cost   the unpacked bytes, in memory
 */
bool unpack_gzip(const char *path, size_t cap_bytes, int *fd_out, struct err *err) MUST_USE;

#endif
