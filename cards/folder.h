/*
 * cards/folder - the files of one card, in memory: what a person edits on disk,
 * what a bundle carries, and what an edition in the store holds, all the same.
 *
 * A card's files are card.json, one LANGUAGE.txt for each language (en.txt,
 * pl.txt) and at most one picture, picture.svg or picture.png. Nothing else is
 * part of a card, and names hold no slash, so no file can lie outside its folder.
 * They stand in the order of their names (by byte), so the same card has one digest.
 */
#ifndef CARDS_FOLDER_H
#define CARDS_FOLDER_H

#include "base/hash.h"

#define CARD_FILES_MAX      24
#define CARD_FILE_BYTES_MAX (1 << 20)

struct card_file {
    struct str name, bytes;
};
struct card_files {
    struct card_file at[CARD_FILES_MAX];
    size_t len;
};

/* Is this a file a card may have? "card.json", "en.txt", "pa-arab.txt", "picture.svg", "picture.png" */
bool card_file_name(struct str name);

/* Puts it where its name belongs, in place of one of that name. fails ERR_INPUT no card's file; ERR_LIMIT. */
bool card_files_put(struct card_files *f, struct str name, struct str bytes, struct err *err) MUST_USE;
const struct card_file *card_files_at(const struct card_files *f, struct str name); /* NULL without it */

/* SHA-256 over each name and content with their lengths: what an approval is bound to. */
struct digest card_files_digest(const struct card_files *f);

/*
 * Reads a folder. Hidden files and those an editor leaves (NAME~) are passed over; any other that is not
 * a card's, a link or a folder is refused by name, so that nobody believes it to be on the card.
 *
 * fails  ERR_MISSING no such folder, or no card.json in it; ERR_INPUT a file that does not belong;
 *        ERR_LIMIT one of more than CARD_FILE_BYTES_MAX; ERR_STORE
 */
bool card_folder_read(const char *path, struct arena *a, struct card_files *out, struct err *err) MUST_USE;

/*
 * Writes a new folder, whole or not at all: beside it first, then renamed into place.
 * fails  ERR_CLASH something is there already; ERR_STORE
 */
bool card_folder_write(const char *path, const struct card_files *f, struct err *err) MUST_USE;

/* Puts one changed file in its place, whole or not at all. fails ERR_STORE. */
bool card_folder_replace(const char *path, const struct card_file *file, struct err *err) MUST_USE;

#endif
