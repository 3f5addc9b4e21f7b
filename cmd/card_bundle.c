/* safekeep card bundle - a card in one signed file, for another force to take. */
#include "cards/bundle.h"
#include "cmd/card_spread.h"

static bool make(const struct call *c, struct seal_signer *signer, struct str *bundle, bool *cleaned,
                 struct err *err)
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_faults faults = { .arena = c->arena };
    struct card_files *files = arena_new(c->arena, struct card_files, 1);

    if (!files)
        return err_memory(err, "a card");
    if (!card_folder_read(c->operand[0], c->arena, files, err) ||
        !seal_load_secret(call_value(c, "--key"), &key, err))
        return false;
    bool made = bundle_make(files, &key, c->arena, &faults, bundle, cleaned, err);
    if (!made)
        card_say_faults(c, &faults);
    *signer = key.signer;
    return made;
}

static int answer(const struct call *c, const struct seal_signer *signer, struct str bundle, bool cleaned,
                  struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    struct str out;

    if (!c->json) {
        buf_addf(&b, "%s: %zu bytes, signed by ", call_value(c, "--out"), bundle.len);
        spread_add_signer(&b, signer);
        buf_add_text(&b, cleaned ? "\nThe picture went in cleaned: see safekeep card bundle --help\n" : "\n");
        if (!buf_done(&b, "the answer", &out, err))
            return FAILED(err);
        cmd_say("%.*s", STR_ARG(out)); /* the bundle itself may be on standard output */
        return EXIT_FINE;
    }
    json_open_object(&j);
    json_member_text(&j, "bundle", call_value(c, "--out"));
    json_member_int(&j, "bytes", (int64_t)bundle.len);
    json_member_bool(&j, "picture_cleaned", cleaned);
    spread_json_signer(&j, signer);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return buf_done(&b, "the answer", &out, err) && cmd_print(out, err) ? EXIT_FINE : FAILED(err);
}

static int run_bundle(struct call *c, struct err *err)
{
    const char *out = call_value(c, "--out");
    struct seal_signer signer;
    struct str bundle;
    bool cleaned;

    if (c->json && strcmp(out, "-") == 0)
        return USAGE(err, "--json and --out - both want standard output; name a file");
    if (!make(c, &signer, &bundle, &cleaned, err) || !cmd_write(out, bundle, err))
        return FAILED(err);
    return answer(c, &signer, bundle, cleaned, err);
}

static struct verb bundle = {
    .name = "card bundle",
    .summary = "put a card into one signed file that another force can take",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .text = "The file holds the card: its words, numbers, picture, licence, credits and history, and who\n"
            "signed it. It holds nothing that runs. A picture goes in with nothing in it but its drawing "
            "or pixels:\n"
            "no names, places, comments or links. The same card and key give the same bytes.\n"
            "\n"
            "A card with a fault is not bundled: \"safekeep card check\" says what to mend. Any program "
            "that\n"
            "opens tar archives lists a bundle; docs/card-bundle.md is its format.\n",
    .option = (const struct option[]){
        { "--key", "FILE", "the secret key, from \"safekeep card key new\"", true, false },
        { "--out", "FILE", "the bundle; - for standard output", true, false },
        { 0 } },
    .example = (const struct example[]){
        { "To pass a card on", "safekeep card bundle emergency --key northmere.key --out emergency.card" },
        { 0 } },
    .run = run_bundle,
};
VERB(bundle)
