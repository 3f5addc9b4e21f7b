/*
 * cards/archive - some files as one, in the one way a tar archive of ours is written.
 *
 * POSIX ustar, so that `tar tf` lists it on any machine. Of the many ways to write such an archive
 * there is one here: ordinary files alone, mode 0644, owner and group 0 without
 * names, time 0, numbers in octal with leading noughts and a zero byte, zeros up to the next 512 bytes,
 * and two blocks of zeros at the end. So the same files give the same bytes.
 *
 * The reader takes a name and a length from each header, writes the header again from
 * these two, and refuses the archive unless every byte is the same: no
 * link, device, sparse file, long name, owner or hidden byte can be in one that passes.
 *
 * A name is small letters, digits, - and . without a slash, at most ARCHIVE_NAME_MAX bytes, and does not
 * begin with a dot: it can lead nowhere but into the folder it is put in.
 */
#ifndef CARDS_ARCHIVE_H
#define CARDS_ARCHIVE_H

#include "base/buf.h"
#include "cards/folder.h"

#define ARCHIVE_BYTES_MAX   (4 << 20)
#define ARCHIVE_MEMBERS_MAX (CARD_FILES_MAX + 2)
#define ARCHIVE_NAME_MAX    40

struct archive {
    struct card_file at[ARCHIVE_MEMBERS_MAX]; /* in the order in which they stand */
    size_t len;
};

/* fails  ERR_LIMIT too many, or more than ARCHIVE_BYTES_MAX; ERR_BUG a name that is none */
bool archive_write(const struct archive *files, struct arena *a, struct str *out, struct err *err) MUST_USE;

/* *out borrows from `bytes`. fails  ERR_INPUT not such an archive, says why; ERR_LIMIT too big, too many */
bool archive_read(struct str bytes, struct archive *out, struct err *err) MUST_USE;

#endif
