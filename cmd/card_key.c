/* safekeep card key new, card key show - a partnership's pair of keys, and how people know it. */
#include "cmd/card_spread.h"
#include "cmd/store_verbs.h"

/* The key's fingerprint, for people to compare; `out` is the new key's file, or NULL. */
static int answer(const struct call *c, const struct seal_signer *s, const char *out, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };

    if (c->json) {
        json_open_object(&j);
        if (out)
            json_member_text(&j, "key", out);
        spread_json_signer(&j, s);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
        return call_answer(&b, err);
    }
    if (out)
        buf_addf(&b, "%s is the secret key: keep it on this machine and copy it nowhere but to a backup.\n"
                     "%s.pub is the public key: give it to whoever will take your cards.\n", out, out);
    buf_add_text(&b, "Fingerprint, to be read out over the telephone: ");
    spread_add_signer(&b, s);
    buf_add_byte(&b, '\n');
    return call_answer(&b, err);
}

static int run_new(struct call *c, struct err *err)
{
    struct seal_secret s _cleanup_(seal_close) = { 0 };
    const char *out = call_value(c, "--out");

    if (!seal_make(str_of(call_value(c, "--name")), &s, err) || !seal_save(out, &s, err))
        return FAILED(err);
    return answer(c, &s.signer, out, err);
}

static int run_show(struct call *c, struct err *err)
{
    struct seal_secret s _cleanup_(seal_close) = { 0 };
    struct seal_signer signer;
    struct err first = { 0 };

    if (seal_load_public(c->operand[0], &signer, &first))
        return answer(c, &signer, NULL, err);
    if (first.kind != ERR_INPUT || !seal_load_secret(c->operand[0], &s, err)) {
        if (first.kind != ERR_INPUT)
            *err = first;
        return FAILED(err);
    }
    return answer(c, &s.signer, NULL, err);
}

static struct verb key_new = {
    .name = "card key new",
    .summary = "make the pair of keys that signs a partnership's cards",
    .operands = "",
    .text = "Makes the secret key FILE, for its owner's eyes alone, and the public key FILE.pub. The "
            "secret key\n"
            "signs bundles; whoever has the public one can tell that a bundle is yours and was not changed.\n"
            "A key that is there is never overwritten.\n"
            "\n"
            "The fingerprint is six groups of five digits. Whoever is given your public key by mail rings\n"
            "you and compares it.\n",
    .option = (const struct option[]){
        { "--out", "FILE", "where the secret key goes; FILE.pub is the public one", true, false },
        { "--name", "NAME", "whose it is, written into both: \"Northmere CSP\"", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Once for a partnership", "safekeep card key new --out northmere.key --name \"Northmere CSP\"" },
        { 0 } },
    .run = run_new,
};
VERB(key_new)

static struct verb key_show = {
    .name = "card key show",
    .summary = "say whose a key is, and its fingerprint",
    .operands = "FILE",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Takes a public or a secret key and says the fingerprint they share. A secret key is never "
            "shown.\n",
    .option = (const struct option[]){ { 0 } },
    .example = (const struct example[]){
        { "Before you trust a key that came by mail", "safekeep card key show northmere.key.pub" }, { 0 } },
    .run = run_show,
};
VERB(key_show)
