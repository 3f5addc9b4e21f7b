/* safekeep card import - another force's bundle, checked whole, as a folder. */
#include "cards/bundle.h"
#include "cmd/card_spread.h"
#include "cmd/store_verbs.h"

enum { TRUST_MAX = 16 };

static bool load_trusted(const struct call *c, struct seal_signer trusted[TRUST_MAX], size_t *trusts,
                         struct err *err)
{
    const char *path;

    for (*trusts = 0; (path = call_value_at(c, "--trust", *trusts)); (*trusts)++) {
        if (*trusts == TRUST_MAX)
            return err_set(err, ERR_LIMIT, "--trust may be given %d times", TRUST_MAX);
        if (!seal_load_public(path, &trusted[*trusts], err))
            return false;
    }
    return true;
}

static void add_answer(const struct call *c, const struct card *card, const struct seal_signer *s,
                       struct buf *b)
{
    struct json_out j = { .buf = b };

    if (c->json) {
        json_open_object(&j);
        json_member_text(&j, "folder", call_value(c, "--out"));
        json_member_str(&j, "card", card->name);
        json_member_str(&j, "area", card->area);
        json_member_str(&j, "partnership", card->partnership);
        json_member_int(&j, "languages", (int64_t)card->wordings);
        spread_json_signer(&j, s);
        json_close_object(&j);
        buf_add_byte(b, '\n');
        return;
    }
    buf_addf(b, "%s: the card %.*s of %.*s, in %zu language(s), signed by ", call_value(c, "--out"),
             STR_ARG(card->name), STR_ARG(card->area), card->wordings);
    spread_add_signer(b, s);
    buf_add_text(b, "\nTo make it yours: safekeep card adopt\n");
}

static int run_import(struct call *c, struct err *err)
{
    struct seal_signer trusted[TRUST_MAX];
    struct card_faults faults = { .arena = c->arena };
    struct card_files *files = arena_new(c->arena, struct card_files, 1);
    struct card *card = arena_new(c->arena, struct card, 1);
    struct buf b = { .arena = c->arena };
    struct str bytes;
    size_t trusts, signer;

    if (!files || !card) {
        (void)err_memory(err, "a card");
        return FAILED(err);
    }
    if (!load_trusted(c, trusted, &trusts, err) ||
        !spread_read(c, c->operand[0], ARCHIVE_BYTES_MAX, &bytes, err))
        return FAILED(err);
    if (!bundle_open(bytes, trusted, trusts, c->arena, &faults, files, card, &signer, err)) {
        card_say_faults(c, &faults);
        return FAILED(err);
    }
    if (!card_folder_write(call_value(c, "--out"), files, err))
        return FAILED(err);
    add_answer(c, card, &trusted[signer], &b);
    return call_answer(&b, err);
}

static struct verb import = {
    .name = "card import",
    .summary = "take another force's card out of its bundle, if it is theirs and unchanged",
    .operands = "FILE",
    .operands_min = 1,
    .operands_max = 1,
    .text = "The bundle is checked whole before anything is written: who signed it, that no byte of it was\n"
            "changed, that it holds a card and nothing else. The folder is there whole or not at all.\n"
            "\n"
            "--trust names the public key of who made it. Compare its fingerprint (\"safekeep card key "
            "show\")\n"
            "over the telephone, on a number you already have, before you first use it.\n",
    .option = (const struct option[]){
        { "--trust", "KEY", "a public key whose bundles are taken", true, true },
        { "--out", "DIR", "the card's new folder; must not be there yet", true, false },
        { 0 } },
    .example = (const struct example[]){
        { "A card that came by mail",
          "safekeep card import emergency.card --trust northmere.key.pub --out from-northmere" },
        { 0 } },
    .run = run_import,
};
VERB(import)
