/*
 * cards/bundle - a card that another force may adopt: its files in one, signed by those who made it.
 *
 * An archive (cards/archive.h) of manifest.json, manifest.sig, and the card's files in the order of their
 * names. The manifest says of each file how long it is and its SHA-256, and beside
 * that what a reader wants to know first: card, area, partnership, licence, languages, credits,
 * history, and the signer's public key. manifest.sig is the 64 bytes of
 * the Ed25519 signature of manifest.json as it stands. docs/card-bundle.md is the format in full.
 *
 * What is opened is checked whole before anything is believed: the archive is one we would write, a key
 * that was trusted beforehand signed the manifest, every file is the one it names, the card
 * reads without a fault that stops it, its picture is its own clean form, and the manifest written
 * again from the files is the same, byte by byte.
 */
#ifndef CARDS_BUNDLE_H
#define CARDS_BUNDLE_H

#include "cards/archive.h"
#include "cards/card.h"
#include "cards/seal.h"

#define BUNDLE_VERSION 1

/*
 * The bundle of a card. Its picture goes in clean; nothing else is changed.
 *
 * out    *out, the archive; *cleaned: the picture was not clean as it stood
 * fails  ERR_INPUT the card has faults, which are in `faults`; ERR_LIMIT
 */
bool bundle_make(const struct card_files *files, const struct seal_secret *key, struct arena *a,
                 struct card_faults *faults, struct str *out, bool *cleaned, struct err *err) MUST_USE;

/*
 * in     trusted   the public keys whose bundles are taken
 * out    *files, borrowing from `bytes`; *card; *signer: which of `trusted` signed it
 * fails  ERR_INPUT tampered with, or the card has faults (in `faults`); ERR_DENIED signed by a key that is
 *        not trusted, whose fingerprint is said; ERR_CLASH a newer format; ERR_LIMIT
 */
bool bundle_open(struct str bytes, const struct seal_signer *trusted, size_t trusts, struct arena *a,
                 struct card_faults *faults, struct card_files *files, struct card *card, size_t *signer,
                 struct err *err) MUST_USE;

#endif
