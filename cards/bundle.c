#include "cards/bundle.h"

#include "base/json.h"
#include "cards/adopt.h"
#include "cards/picture.h"

static const char FORMAT[] = "safekeep card bundle";

/* ---- the manifest ---- */

static void write_history(const struct card *c, struct json_out *j)
{
    json_key(j, "history");
    json_open_array(j);
    for (size_t i = 0; i < c->histories; i++) {
        const struct card_history *h = &c->history[i];
        json_open_object(j);
        json_member_str(j, "event", h->event);
        json_member_str(j, "area", h->area);
        json_member_str(j, "partnership", h->partnership);
        json_member_date(j, "on", h->on);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_files(const struct card_files *files, struct json_out *j)
{
    json_key(j, "files");
    json_open_array(j);
    for (size_t i = 0; i < files->len; i++) {
        struct digest d = hash_of(files->at[i].bytes);
        json_open_object(j);
        json_member_str(j, "name", files->at[i].name);
        json_member_int(j, "bytes", (int64_t)files->at[i].bytes.len);
        json_key(j, "sha256");
        json_hex(j, (struct str){ (const char *)d.at, sizeof d.at });
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_people(const struct card *c, struct json_out *j)
{
    json_key(j, "languages");
    json_open_array(j);
    for (size_t i = 0; i < c->wordings; i++)
        json_text(j, c->wording[i].tongue->code);
    json_close_array(j);
    json_key(j, "credits");
    json_open_array(j);
    for (size_t i = 0; i < c->credits; i++)
        if (c->credit[i].agreed)
            json_str(j, c->credit[i].first_name);
    json_close_array(j);
}

static bool make_manifest(const struct card *c, const struct card_files *files, struct seal_public key,
                          struct arena *a, struct str *out, struct err *err)
{
    struct buf b = { .arena = a }, base64 = { .arena = a };
    struct json_out j = { .buf = &b };
    struct str signer;

    buf_add_public(&base64, key);
    if (!buf_done(&base64, "a manifest", &signer, err))
        return false;
    json_open_object(&j);
    json_member_text(&j, "format", FORMAT);
    json_member_int(&j, "version", BUNDLE_VERSION);
    json_member_str(&j, "signer", signer);
    json_member_str(&j, "card", c->name);
    json_member_str(&j, "area", c->area);
    json_member_str(&j, "partnership", c->partnership);
    json_member_bool(&j, "invented", c->invented);
    json_member_str(&j, "licence", c->licence);
    write_people(c, &j);
    write_history(c, &j);
    write_files(files, &j);
    json_close_object(&j);
    buf_add_byte(&b, '\n');
    return buf_done(&b, "a manifest", out, err);
}

/* ---- what both sides ask of a card ---- */

static bool read_card(const struct card_files *files, struct arena *a, struct card_faults *faults,
                      struct card *card, struct err *err)
{
    if (!card_read(files, a, faults, card, err))
        return false;
    if (card_faults_count(faults, FAULT_STOP) == 0)
        adopt_check_history(card, faults);
    if (card_faults_count(faults, FAULT_STOP))
        return err_set(err, ERR_INPUT, "the card cannot be passed on as it is: %zu fault(s)",
                       card_faults_count(faults, FAULT_STOP));
    return true;
}

/* The card's files with its picture clean; *changed when it was not. */
static bool clean_files(const struct card *card, struct arena *a, struct card_faults *faults,
                        struct card_files *files, bool *changed, struct err *err)
{
    const struct card_file *picture = card_files_at(files, card->picture);
    struct str clean;

    *changed = false;
    if (!picture)
        return true;
    if (!picture_clean(picture->name, picture->bytes, a, faults, &clean, err))
        return false;
    if (clean.len == 0)
        return err_set(err, ERR_INPUT, "the picture holds what may not be passed on: %zu fault(s)",
                       card_faults_count(faults, FAULT_STOP));
    *changed = !str_eq(clean, picture->bytes);
    return card_files_put(files, picture->name, clean, err);
}

bool bundle_make(const struct card_files *files, const struct seal_secret *key, struct arena *a,
                 struct card_faults *faults, struct str *out, bool *cleaned, struct err *err)
{
    struct card *card = arena_new(a, struct card, 1);
    struct archive all = { .len = 2 };
    struct card_files kept = *files;
    struct seal_signature *signature = arena_new(a, struct seal_signature, 1);
    struct str manifest;

    if (!card || !signature)
        return err_memory(err, "a bundle");
    if (!read_card(files, a, faults, card, err) || !clean_files(card, a, faults, &kept, cleaned, err) ||
        !make_manifest(card, &kept, key->signer.key, a, &manifest, err))
        return false;
    *signature = seal_sign(key, manifest);
    all.at[0] = (struct card_file){ STR("manifest.json"), manifest };
    all.at[1] = (struct card_file){ STR("manifest.sig"), { (const char *)signature->at,
                                                          sizeof signature->at } };
    for (size_t i = 0; i < kept.len; i++)
        all.at[all.len++] = kept.at[i];
    return archive_write(&all, a, out, err);
}

/* ---- opening ---- */

/*
 * Nobody we trust signed it. Whether it is whole, and by whom, is said so that the person can ask them. The
 * manifest is read here only for that; nothing of it is believed.
 */
static bool refuse_signer(struct str manifest, struct seal_signature signature, struct arena *a,
                          struct err *err)
{
    static const struct str NONE = { "", 0 };
    const struct json *root;
    struct err ignored;
    struct seal_public key;
    struct buf b = { .arena = a };

    if (!json_read(manifest, a, &root, &ignored)) {
        if (ignored.kind == ERR_LIMIT && a->failed)
            return err_memory(err, "a manifest");
        root = NULL;
    }
    const struct json *signer = json_at(root, "signer");
    if (!seal_public_read(signer ? signer->text : NONE, &key) || !seal_holds(key, manifest, signature))
        return err_set(err, ERR_INPUT, "the bundle was changed after it was signed, or is damaged; fetch "
                                       "it again "
                                       "from whoever made it");
    buf_add_fingerprint(&b, key);
    buf_add_byte(&b, 0);
    if (b.failed)
        return err_memory(err, "a manifest");
    const char *label = b.at;
    return err_set(err, ERR_DENIED, "the bundle is whole, but the key that signed it is not one you "
                                    "trust: %s. Ring "
                                    "the partnership that made it, on a number you already have, and "
                                    "compare this; "
                                    "if it is theirs, ask for the key's file and give it with --trust",
                                        label);
}

static bool find_signer(struct str manifest, struct seal_signature signature,
                        const struct seal_signer *trusted,
                        size_t trusts, struct arena *a, size_t *signer, struct err *err)
{
    for (size_t i = 0; i < trusts; i++)
        if (seal_holds(trusted[i].key, manifest, signature)) {
            *signer = i;
            return true;
        }
    return refuse_signer(manifest, signature, a, err);
}

/* A manifest that somebody we trust signed: is it of our format? */
static bool check_version(struct str manifest, struct arena *a, const struct json **root, struct err *err)
{
    if (!json_read(manifest, a, root, err))
        return false;
    const struct json *format = json_at(*root, "format"), *version = json_at(*root, "version");
    if (!format || !str_eq(format->text, str_of(FORMAT)) || !version || version->type != JSON_NUMBER)
        return err_set(err, ERR_INPUT, "what was signed is no manifest of a card's bundle");
    if (version->number > BUNDLE_VERSION)
        return err_set(err, ERR_CLASH, "the bundle was made by a newer safekeep (format %.0f, this one "
                                       "knows %d); "
                                       "install the newer one", version->number, BUNDLE_VERSION);
    return true;
}

static bool take_files(const struct archive *all, struct card_files *out, struct err *err)
{
    out->len = 0;
    for (size_t i = 2; i < all->len; i++) {
        if (i > 2 && str_order(all->at[i - 1].name, all->at[i].name) >= 0)
            return err_set(err, ERR_INPUT, "the bundle's files are not in the order of their names; it "
                                           "was packed "
                                           "by another program, or changed");
        if (!card_files_put(out, all->at[i].name, all->at[i].bytes, err))
            return false;
    }
    return true;
}

/* Does this entry of the manifest mean that file? */
static bool is_signed(const struct json *entry, const struct card_file *file, struct buf *hex)
{
    const struct json *name = json_at(entry, "name"), *sum = json_at(entry, "sha256");

    hex->len = 0;
    buf_add_digest(hex, hash_of(file->bytes));
    return name && sum && !hex->failed && str_eq(name->text, file->name) &&
           str_eq(sum->text, (struct str){ hex->at, hex->len });
}

/* Is each file the one that was signed? Asked before the files are read, so that only signed bytes are. */
static bool check_files(const struct json *root, const struct card_files *files, struct arena *a,
                        struct err *err)
{
    const struct json *list = json_at(root, "files"), *entry = list ? list->first : NULL;
    struct buf hex = { .arena = a };

    for (size_t i = 0; i < files->len; i++) {
        bool is = entry && is_signed(entry, &files->at[i], &hex);
        if (hex.failed)
            return err_memory(err, "a manifest");
        if (!is)
            return err_set(err, ERR_INPUT, "file %zu of the card is not the one that was signed; fetch the "
                                           "bundle again from whoever made it", i + 1);
        entry = entry->next;
    }
    if (entry)
        return err_set(err, ERR_INPUT, "a file that was signed is missing from the bundle; fetch it "
                                       "again from whoever made it");
    return true;
}

static bool check_card(struct str manifest, const struct card *card, const struct card_files *files,
                       struct seal_public key, struct arena *a, struct card_faults *faults, struct err *err)
{
    struct card_files clean = *files;
    struct str again;
    bool changed;

    if (!clean_files(card, a, faults, &clean, &changed, err) || !make_manifest(card, files, key, a,
                                                                               &again, err))
        return false;
    if (changed)
        return err_set(err, ERR_INPUT, "the picture is not in its clean form; whoever made the bundle "
                                       "should make "
                                       "it again with \"safekeep card bundle\"");
    if (!str_eq(manifest, again))
        return err_set(err, ERR_INPUT, "the manifest does not say what the card's files say; whoever "
                                       "made the "
                                       "bundle should make it again with \"safekeep card bundle\"");
    return true;
}

bool bundle_open(struct str bytes, const struct seal_signer *trusted, size_t trusts, struct arena *a,
                 struct card_faults *faults, struct card_files *files, struct card *card, size_t *signer,
                 struct err *err)
{
    struct archive all;
    struct card_files made = { .len = 0 };
    struct seal_signature signature;
    const struct json *root;
    size_t who;

    if (!archive_read(bytes, &all, err))
        return false;
    if (all.len < 3 || !str_eq(all.at[0].name, STR("manifest.json")) ||
        !str_eq(all.at[1].name, STR("manifest.sig")) || all.at[1].bytes.len != sizeof signature.at)
        return err_set(err, ERR_INPUT, "this is no bundle of a card: it does not begin with a manifest "
                                       "and its "
                                       "signature");
    struct str manifest = all.at[0].bytes;
    memcpy(signature.at, all.at[1].bytes.at, sizeof signature.at);
    if (!find_signer(manifest, signature, trusted, trusts, a, &who, err) ||
        !check_version(manifest, a, &root, err) || !take_files(&all, &made, err) ||
        !check_files(root, &made, a, err) || !read_card(&made, a, faults, card, err) ||
        !check_card(manifest, card, &made, trusted[who].key, a, faults, err))
        return false;
    *files = made;
    *signer = who;
    return true;
}
