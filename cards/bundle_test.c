#include "base/test.h"
#include "cards/adopt.h"
#include "cards/bundle.h"
#include "cards/example.h"

static const struct adoption SOUTHMERE = { { "", 0 }, { "Southmere", 9 }, { "Southmere Safer Streets", 23 },
                                           { "https://southmere.example/cards/emergency", 41 }, true,
                                               { 20800 } };

struct opened {
    struct card_faults faults;
    struct card_files files;
    struct card card;
    size_t signer;
};

static bool make_key(uint8_t first, struct seal_secret *out, struct err *err)
{
    uint8_t seed[32] = { first };

    return seal_from_seed(seed, STR("Northmere CSP"), out, err);
}

static bool make_bundle(struct arena *a, const struct card_files *files, const struct seal_secret *key,
                        struct str *out, struct err *err)
{
    struct card_faults faults = { .arena = a };
    bool cleaned;

    return bundle_make(files, key, a, &faults, out, &cleaned, err);
}

static bool open_bundle(struct arena *a, struct str bytes, const struct seal_signer *trusted, size_t trusts,
                        struct opened *out, struct err *err)
{
    out->faults = (struct card_faults){ .arena = a };
    return bundle_open(bytes, trusted, trusts, a, &out->faults, &out->files, &out->card, &out->signer, err);
}

/* A small card, so that each bit of its bundle can be turned: one language and no picture. */
static bool small_card(struct arena *a, struct card_files *out, struct err *err)
{
    struct card_files whole;
    struct card_faults faults = { .arena = a };
    struct card *c = arena_new(a, struct card, 1);
    struct buf b = { .arena = a };
    struct str json;

    card_example(&whole);
    if (!c || !card_read(&whole, a, &faults, c, err))
        return false;
    c->wordings = 1;
    c->picture = STR("");
    card_write_json(c, &b);
    *out = (struct card_files){ .len = 0 };
    return buf_done(&b, "a card", &json, err) && card_files_put(out, STR("card.json"), json, err) &&
           card_files_put(out, STR("en.txt"), card_files_at(&whole, STR("en.txt"))->bytes, err);
}

TEST_ONCE(a_card_that_was_bundled_is_opened_as_it_was) /* the whole example */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 }, other _cleanup_(seal_close) = { 0 };
    struct card_faults faults = { .arena = a };
    struct card_files files;
    struct opened o, again;
    struct str bundle, second;
    bool cleaned;

    card_example(&files);
    REQUIRE(make_key(1, &key, err) && make_key(2, &other, err));
    REQUIRE(bundle_make(&files, &key, a, &faults, &bundle, &cleaned, err));
    CHECK(cleaned); /* its picture is indented by hand */
    struct seal_signer trusted[] = { other.signer, key.signer };
    REQUIRE(open_bundle(a, bundle, trusted, 2, &o, err));
    CHECK(o.signer == 1 && o.files.len == files.len && o.card.wordings == 5);
    for (size_t i = 0; i < files.len; i++) {
        CHECK_STR(o.files.at[i].name, files.at[i].name);
        CHECK(str_eq(o.files.at[i].bytes, files.at[i].bytes) == !str_eq(files.at[i].name,
                                                                        STR("picture.svg")));
    }
    REQUIRE(bundle_make(&o.files, &key, a, &faults, &second, &cleaned, err));
    CHECK(!cleaned);
    CHECK_STR(second, bundle); /* the same card and key, the same bytes */
    CHECK(!open_bundle(a, bundle, trusted, 1, &again, err) && err->kind == ERR_DENIED);
    CHECK(strstr(err->say, "--trust") && !strstr(err->say, "changed"));
    CHECK(!open_bundle(a, bundle, NULL, 0, &again, err) && err->kind == ERR_DENIED);
}

TEST_ONCE(a_small_bundle_survives_refusals) /* the arena is refused by hand: a run takes a while */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    struct str bundle;
    struct opened o;

    REQUIRE(make_key(1, &key, err) && small_card(a, &files, err));
    REQUIRE(make_bundle(a, &files, &key, &bundle, err));
    for (long n = 0;; n += 3) {
        struct arena inner _cleanup_(arena_close);
        arena_open(&inner, (size_t)1 << 26);
        inner.fail_after = n;
        bool opened = open_bundle(&inner, bundle, &key.signer, 1, &o, err);
        if (!inner.failed) {
            CHECK(opened);
            break;
        }
        CHECK(!opened && err->kind == ERR_LIMIT);
    }
}

TEST_ONCE(making_and_adopting_survive_refusals) /* as above */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    bool made = false;

    REQUIRE(make_key(1, &key, err));
    card_example(&files);
    for (long n = 0; !made; n += 3) {
        struct arena inner _cleanup_(arena_close);
        struct card_faults faults = { .arena = &inner };
        struct card_files out;
        struct str bundle;
        arena_open(&inner, (size_t)1 << 26);
        inner.fail_after = n;
        made = make_bundle(&inner, &files, &key, &bundle, err) &&
               adopt_card(&files, &SOUTHMERE, &inner, &faults, &out, err);
        CHECK(made || (inner.failed && err->kind == ERR_LIMIT));
        if (!made && !inner.failed)
            break;
    }
    CHECK(made);
}

TEST_ONCE(a_bundle_with_any_bit_turned_is_refused) /* each bit: some hundred thousand bundles */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    struct str bundle;
    size_t refused = 0;

    REQUIRE(make_key(1, &key, err) && small_card(a, &files, err));
    REQUIRE(make_bundle(a, &files, &key, &bundle, err));
    for (size_t bit = 0; bit < 8 * bundle.len; bit++) {
        struct arena inner _cleanup_(arena_close);
        struct opened o;
        arena_open(&inner, (size_t)1 << 24);
        ((char *)bundle.at)[bit / 8] ^= (char)(1 << bit % 8);
        refused += !open_bundle(&inner, bundle, &key.signer, 1, &o, err);
        ((char *)bundle.at)[bit / 8] ^= (char)(1 << bit % 8);
    }
    CHECK(refused == 8 * bundle.len);
}

TEST_ONCE(a_bundle_cut_short_anywhere_is_refused) /* each length */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    struct str bundle;

    REQUIRE(make_key(1, &key, err) && small_card(a, &files, err));
    REQUIRE(make_bundle(a, &files, &key, &bundle, err));
    for (size_t len = 0; len < bundle.len; len++) {
        struct opened o;
        bool opened = open_bundle(a, (struct str){ bundle.at, len }, &key.signer, 1, &o, err);
        CHECK(!opened && err->kind == ERR_INPUT);
    }
}

/* ---- archives that are ours in form, of what nobody should have made ---- */

enum odd {
    ODD_NONE, ODD_ORDER, ODD_ADDED, ODD_MISSING, ODD_STRANGE_NAME, ODD_NO_SIGNATURE, ODD_SHORT_SIGNATURE,
    ODD_SIGNATURE_FIRST, ODD_CHANGED, ODD_MANIFEST_CHANGED, ODD_ONLY_MANIFEST, ODDS
};

static void make_odd(struct archive *all, enum odd what)
{
    struct card_file first = all->at[2], second = all->at[3], signature = all->at[1];

    switch (what) {
    case ODD_ORDER:
        all->at[2] = second;
        all->at[3] = first;
        break;
    case ODD_ADDED: all->at[all->len++] = (struct card_file){ STR("pl.txt"), STR("") }; break;
    case ODD_MISSING: all->len--; break;
    case ODD_STRANGE_NAME: all->at[all->len++] = (struct card_file){ STR("script.js"), STR("x") }; break;
    case ODD_NO_SIGNATURE:
        all->at[1] = first;
        all->at[2] = second;
        all->len--;
        break;
    case ODD_SHORT_SIGNATURE: all->at[1].bytes.len--; break;
    case ODD_SIGNATURE_FIRST:
        all->at[1] = all->at[0];
        all->at[0] = signature;
        break;
    case ODD_CHANGED: all->at[3].bytes = first.bytes; break;
    case ODD_MANIFEST_CHANGED: all->at[0].bytes.len--; break;
    case ODD_ONLY_MANIFEST: all->len = 2; break;
    case ODD_NONE:
    case ODDS: break;
    }
}

TEST_ONCE(a_bundle_put_together_otherwise_is_refused) /* a dozen */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    struct str bundle;

    REQUIRE(make_key(1, &key, err) && small_card(a, &files, err));
    REQUIRE(make_bundle(a, &files, &key, &bundle, err));
    for (int what = ODD_NONE; what < ODDS; what++) {
        struct archive all;
        struct opened o;
        struct str odd;
        REQUIRE(archive_read(bundle, &all, err));
        make_odd(&all, (enum odd)what);
        REQUIRE(archive_write(&all, a, &odd, err));
        bool opened = open_bundle(a, odd, &key.signer, 1, &o, err);
        CHECK(opened == (what == ODD_NONE));
        CHECK(opened || err->kind == ERR_INPUT);
    }
}

/*
 * A manifest of our own, signed by the trusted key itself: what a broken or wicked program of theirs
 * could make.
 */
static bool sign_other(struct arena *a, struct str bundle, const struct seal_secret *key, struct str from,
                       struct str to, struct str *out, struct err *err)
{
    struct seal_signature *signature = arena_new(a, struct seal_signature, 1);
    struct buf b = { .arena = a };
    struct archive all;
    size_t at = 0;

    if (!signature || !archive_read(bundle, &all, err))
        return false;
    struct str old = all.at[0].bytes;
    while (at + from.len < old.len && !str_starts(str_from(old, at), from))
        at++;
    buf_add(&b, (struct str){ old.at, at });
    buf_add(&b, to);
    buf_add(&b, str_from(old, at + from.len));
    if (b.failed)
        return err_memory(err, "a test");
    all.at[0].bytes = (struct str){ b.at, b.len };
    *signature = seal_sign(key, all.at[0].bytes);
    all.at[1].bytes = (struct str){ (const char *)signature->at, sizeof signature->at };
    return archive_write(&all, a, out, err);
}

TEST_ONCE(a_signed_manifest_that_says_otherwise_is_refused) /* nine of them */
{
    static const struct {
        struct str from, to;
        enum err_kind kind;
        const char *said;
    } SAYS[] = {
        { { "\"version\":1", 11 }, { "\"version\":2", 11 }, ERR_CLASH, "newer" },
        { { "\"version\":1", 11 }, { "\"version\":0", 11 }, ERR_INPUT, "does not say" },
        { { "\"version\":1", 11 }, { "\"version\":\"1\"", 13 }, ERR_INPUT, "no manifest" },
        { { "card bundle", 11 }, { "cake bundle", 11 }, ERR_INPUT, "no manifest" },
        { { "\"area\":\"North", 13 }, { "\"area\":\"South", 13 }, ERR_INPUT, "does not say" },
        { { "\"credits\":[", 11 }, { "\"credits\":[\"X\"", 14 }, ERR_INPUT, "does not say" },
        { { ",\"licence\"", 10 }, { ",\"more\":1,\"licence\"", 19 }, ERR_INPUT, "does not say" },
        { { "{\"format\"", 9 }, { " {\"format\"", 10 }, ERR_INPUT, "does not say" },
        { { "\"bytes\":", 8 }, { "\"bytes\":1", 9 }, ERR_INPUT, "does not say" },
        { { "\"sha256\":\"", 10 }, { "\"sha256\":\"0", 11 }, ERR_INPUT, "not the one" },
    };
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_files files;
    struct str bundle;

    REQUIRE(make_key(1, &key, err) && small_card(a, &files, err));
    REQUIRE(make_bundle(a, &files, &key, &bundle, err));
    for (size_t i = 0; i < COUNT_OF(SAYS); i++) {
        struct str other;
        struct opened o;
        REQUIRE(sign_other(a, bundle, &key, SAYS[i].from, SAYS[i].to, &other, err));
        CHECK(!open_bundle(a, other, &key.signer, 1, &o, err) && err->kind == SAYS[i].kind);
        CHECK(strstr(err->say, SAYS[i].said));
        if (!strstr(err->say, SAYS[i].said))
            printf("    number %zu: %s\n", i, err->say);
    }
}

TEST_ONCE(a_card_with_a_fault_or_a_picture_that_may_not_be_is_not_bundled) /* the example, changed */
{
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct card_faults faults = { .arena = a };
    struct card_files files;
    struct str bundle;
    bool cleaned;

    card_example(&files);
    REQUIRE(make_key(1, &key, err));
    REQUIRE(card_files_put(&files, STR("picture.svg"), STR("<svg onload=\"x\"/>"), err));
    CHECK(!bundle_make(&files, &key, a, &faults, &bundle, &cleaned, err) && err->kind == ERR_INPUT &&
          faults.len);
    card_example(&files);
    REQUIRE(card_files_put(&files, STR("pl.txt"), STR("language: pl\n"), err));
    faults = (struct card_faults){ .arena = a };
    CHECK(!bundle_make(&files, &key, a, &faults, &bundle, &cleaned, err) && err->kind == ERR_INPUT &&
          faults.len);
}

/* ---- adoption ---- */

static bool adopted(struct arena *a, struct card_files *out, struct card *c, struct card_faults *faults,
                    struct err *err)
{
    struct card_files files;

    card_example(&files);
    *faults = (struct card_faults){ .arena = a };
    return adopt_card(&files, &SOUTHMERE, a, faults, out, err) && card_read(out, a, faults, c, err);
}

TEST_ONCE(an_adopted_card_has_its_area_and_credits_the_first) /* the example */
{
    struct card_faults faults;
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);

    REQUIRE(c && adopted(a, &files, c, &faults, err));
    CHECK_STR(c->area, STR("Southmere"));
    CHECK_STR(c->partnership, STR("Southmere Safer Streets"));
    CHECK_STR(c->page, SOUTHMERE.page);
    CHECK_STR(c->name, STR("emergency"));
    REQUIRE(c->histories == 2);
    CHECK_STR(c->history[0].area, STR("Northmere"));
    CHECK_STR(c->history[0].event, STR("made"));
    CHECK_STR(c->history[1].event, STR("adopted"));
    for (size_t i = 0; i < c->contacts; i++)
        CHECK(!c->contact[i].confirmed && !c->contact[i].has_review && c->contact[i].confirmed_by.len == 0);
}

TEST_ONCE(no_number_of_an_adopted_card_passes_until_it_was_confirmed_since) /* the example */
{
    struct card_faults faults;
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);

    REQUIRE(c && adopted(a, &files, c, &faults, err));
    faults = (struct card_faults){ .arena = a };
    adopt_check(c, &faults);
    CHECK(card_faults_count(&faults, FAULT_STOP) == c->contacts);
    for (size_t i = 0; i < c->contacts; i++) {
        c->contact[i].confirmed = c->contact[i].has_confirmed_on = true;
        c->contact[i].confirmed_on = (struct date){ SOUTHMERE.on.days - (i == 0) };
    }
    faults = (struct card_faults){ .arena = a };
    adopt_check(c, &faults);
    CHECK(card_faults_count(&faults, FAULT_STOP) == 1); /* the one confirmed the day before was the first's */
    c->contact[0].confirmed_on = SOUTHMERE.on;
    faults = (struct card_faults){ .arena = a };
    adopt_check(c, &faults);
    CHECK(card_faults_count(&faults, FAULT_STOP) == 0 && card_faults_count(&faults, FAULT_NOTE) == 4);
    c->wording[0].title = STR("Unsafe in northmere's streets?");
    c->wording[0].step[1] = STR("Ring the Northmere Community Safety Partnership.");
    c->wording[1].title = STR("W Northmerem, Enorthmere");
    c->wording[2].title = STR("Enorthmere, North mere, Southmere");
    faults = (struct card_faults){ .arena = a };
    adopt_check(c, &faults);
    CHECK(card_faults_count(&faults, FAULT_STOP) == 3);
    c->histories = 1;
    c->area = c->history[0].area;
    c->partnership = c->history[0].partnership;
    faults = (struct card_faults){ .arena = a };
    adopt_check(c, &faults);
    CHECK(faults.len == 0); /* nothing is asked of a card that was made here */
}

TEST_ONCE(a_history_without_its_beginning_is_refused) /* the example */
{
    struct card_faults faults;
    struct card_files files;
    struct card *c = arena_new(a, struct card, 1);

    REQUIRE(c && adopted(a, &files, c, &faults, err));
    for (int how = 0; how < 6; how++) {
        struct card *changed = arena_new(a, struct card, 1);
        REQUIRE(changed);
        *changed = *c;
        if (how == 1)
            changed->history[0] = changed->history[--changed->histories];
        if (how == 2)
            changed->histories = 0;
        if (how == 3)
            changed->area = STR("Westmere");
        if (how == 4)
            changed->history[1].event = STR("made");
        if (how == 5)
            changed->history[1].on.days = changed->history[0].on.days - 1;
        faults = (struct card_faults){ .arena = a };
        adopt_check_history(changed, &faults);
        CHECK(faults.len == (how > 0));
    }
}

TEST_ONCE(what_cannot_be_adopted_says_why) /* the example */
{
    struct card_faults faults = { .arena = a };
    struct card_files files, out;
    struct adoption to = SOUTHMERE;

    card_example(&files);
    to.page = STR("javascript:x");
    CHECK(!adopt_card(&files, &to, a, &faults, &out, err) && err->kind == ERR_INPUT && faults.len > 0);
    to = SOUTHMERE;
    to.area = STR("Northmere");
    to.partnership = STR("Northmere Community Safety Partnership");
    faults = (struct card_faults){ .arena = a };
    CHECK(!adopt_card(&files, &to, a, &faults, &out, err) && err->kind == ERR_CLASH);
    REQUIRE(card_files_put(&files, STR("en.txt"), STR("rubbish"), err));
    CHECK(!adopt_card(&files, &SOUTHMERE, a, &faults, &out, err) && err->kind == ERR_INPUT);
}
