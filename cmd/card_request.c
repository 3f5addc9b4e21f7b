/* safekeep card request list, approve, send, refuse, erase - when another force asks for a card. */
#include "cards/bundle.h"
#include "cards/card_request.h"
#include "cards/edition.h"
#include "cards/mail.h"
#include "cards/mailbox.h"
#include "cmd/card_verbs.h"

/* ---- listing ---- */

static void json_request(const struct card_request *r, struct json_out *j)
{
    json_open_object(j);
    json_member_int(j, "request", r->id);
    json_member_str(j, "card", r->card);
    json_member_str(j, "state", r->state);
    json_member_str(j, "kind", r->kind);
    json_member_str(j, "organisation", r->organisation);
    json_member_str(j, "mailbox", r->mailbox);
    json_member_str(j, "area", r->area);
    json_member_moment(j, "asked", r->asked);
    json_member_moment(j, "decided", r->decided);
    json_member_str(j, "decided_by", r->decided_by);
    json_member_int(j, "edition", r->edition);
    json_member_moment(j, "mailed", r->mailed);
    json_member_moment(j, "link_ends", r->link_ends);
    json_member_int(j, "taken", r->fetched);
    json_member_moment(j, "erased_from", r->erase);
    json_close_object(j);
}

static void text_request(const struct card_request *r, struct buf *b)
{
    buf_addf(b, "%4lld  %-8.*s  ", (long long)r->id, STR_ARG(r->state));
    buf_add_moment_day(b, r->asked);
    buf_add_text(b, "  ");
    buf_add(b, r->card);
    buf_add_text(b, " for ");
    buf_add(b, r->organisation);
    buf_add_text(b, ", ");
    buf_add(b, r->area);
    buf_add_text(b, ", ");
    buf_add(b, r->mailbox);
    if (r->edition)
        buf_addf(b, "; edition %lld, %s, taken %lld time(s)", (long long)r->edition,
                 r->mailed.ms ? "mailed" : "not mailed by us", (long long)r->fetched);
    buf_add_text(b, "; erased from ");
    buf_add_moment_day(b, r->erase);
    buf_add_byte(b, '\n');
}

static bool list(struct call *c, struct buf *b, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    struct sql_card_request_count_out count = { 0 };
    struct json_out j = { .buf = b };
    const struct card_request *r;
    size_t n;
    bool found;

    if (!call_store(c, STORE_READ, &s, err) || !call_read(c, s, &t, err) ||
        !card_request_list(&t, c->arena, &r, &n, err) ||
        !sql_card_request_count(&t, c->arena, &count, &found, err))
        return false;
    if (c->json)
        json_open_array(&j);
    for (size_t i = 0; i < n; i++)
        if (c->json)
            json_request(&r[i], &j);
        else
            text_request(&r[i], b);
    if (c->json)
        json_close_array(&j);
    else
        buf_addf(b, "%lld request(s) in all, %lld of them erased.", (long long)count.all_time,
                 (long long)count.erased);
    buf_add_byte(b, '\n');
    return true;
}

static int run_list(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };

    return list(c, &b, err) ? call_answer(&b, err) : FAILED(err);
}

/* ---- the mail ---- */

struct grant {
    struct call *call;
    int64_t request, edition;
    struct card_token token;
    struct seal_secret key;
    struct card_request asked;
    struct str title, bundle;
};

static void forget_key(struct grant *g)
{
    seal_close(&g->key);
}

/* "https://cards.example.org": nothing after the host, so that the link is ours to end. */
static bool site_fits(struct str s)
{
    bool tls = str_starts(s, STR("https://"));
    struct str host = str_from(s, tls ? 8 : 7);

    if (!tls && !str_starts(s, STR("http://")))
        return false;
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
              c == '-' || c == ':'))
            return false;
    }
    return host.len > 0 && s.len < 200;
}

static void write_text(const struct grant *g, struct buf *b)
{
    struct date ends = instant_local_date(
        (struct instant){ g->call->now.ms + (int64_t)CARD_LINK_DAYS * 24 * 60 * 60 * 1000 });

    buf_add(b, g->title);
    buf_add_text(b, " has agreed to your request for its safety card \"");
    buf_add(b, g->asked.card);
    buf_addf(b, "\".\n\nTake it here, at most %d times, until ", CARD_LINK_FETCHES);
    buf_add_date_words(b, ends);
    buf_add_text(b, ":\n\n");
    buf_add(b, call_text(g->call, "--site"));
    buf_add_text(b, "/cards/bundle/");
    buf_add_text(b, g->token.text);
    buf_addf(b, "\n\nThe file is signed. Ask us for our public key by another way than this mail.\n"
                "Before the card prints for your area, every number and name on it must be replaced or\n"
                "confirmed.\n\nWhat you wrote to us is erased %d days from now.\n", CARD_ERASE_DECIDED_DAYS);
}

static bool compose(const struct grant *g, struct mail *m, struct err *err)
{
    struct buf b = { .arena = g->call->arena };

    *m = (struct mail){ .from = call_text(g->call, "--from"), .to = g->asked.mailbox,
                        .subject = STR("The safety card you asked for"), .at = g->call->now };
    write_text(g, &b);
    return buf_done(&b, "a mail", &m->text, err);
}

static bool note_mailed(struct txn *t, void *with, struct err *err)
{
    const struct grant *g = with;

    return card_request_mailed(t, g->request, err);
}

static bool send_it(struct grant *g, const struct mail *m, struct err *err)
{
    struct err why = { 0 };

    if (mail_send(call_value(g->call, "--smtp"), m, g->call->arena, &why))
        return call_change(g->call, note_mailed, g, err);
    cmd_say("request %lld stays approved; \"safekeep card request send\" tries again with a new link\n",
            (long long)g->request);
    *err = why;
    return false;
}

static int say_sent(struct grant *g, const struct mail *m, bool sent, struct err *err)
{
    struct buf b = { .arena = g->call->arena };
    struct json_out j = { .buf = &b };

    if (g->call->json) {
        json_open_object(&j);
        json_member_int(&j, "request", g->request);
        json_member_bool(&j, "mailed", sent);
        if (!sent) {
            json_member_str(&j, "to", m->to);
            json_member_str(&j, "subject", m->subject);
            json_member_str(&j, "text", m->text);
        }
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else if (sent) {
        buf_add_text(&b, "Approved, and the mail server has taken the mail.\n");
    } else {
        buf_add_text(&b, "Approved. Without --smtp you send this mail yourself:\n\nTo: ");
        buf_add(&b, m->to);
        buf_add_text(&b, "\nSubject: ");
        buf_add(&b, m->subject);
        buf_add_text(&b, "\n\n");
        buf_add(&b, m->text);
    }
    return call_answer(&b, err);
}

static int deliver(struct grant *g, struct err *err)
{
    bool sends = call_has(g->call, "--smtp");
    struct mail m;

    if (!compose(g, &m, err) || (sends && !send_it(g, &m, err)))
        return FAILED(err);
    return say_sent(g, &m, sends, err);
}

static int check_options(const struct call *c, struct err *err)
{
    if (!site_fits(call_text(c, "--site")))
        return USAGE(err, "--site takes the address others reach this site at, as https://cards.example.org");
    if (call_has(c, "--smtp") && !mail_server_fits(call_text(c, "--smtp")))
        return USAGE(err, "--smtp takes a mail server, as smtp://host:25 or smtps://host:465, without a name "
                          "or password");
    if (call_has(c, "--smtp") && mailbox_check(call_text(c, "--from")) == MAILBOX_NONE)
        return USAGE(err, "--smtp needs --from, the address the mail comes from");
    return EXIT_FINE;
}

/* ---- approving ---- */

static bool find_edition(struct txn *t, struct grant *g, struct err *err)
{
    struct sql_card_edition_shown_out row = { 0 };
    bool found;

    if (g->edition)
        return true;
    if (!sql_card_edition_shown(t, &(struct sql_card_edition_shown_in){ g->asked.card }, g->call->arena, &row,
                                &found, err))
        return false;
    g->edition = row.id;
    return (found && !row.withdrawn_ms.some) ||
           err_set(err, ERR_MISSING, "no edition of this card is shown just now, so none can be passed on");
}

static bool make_bundle(struct txn *t, struct grant *g, struct err *err)
{
    struct card_files *files = arena_new(g->call->arena, struct card_files, 1);
    struct card_faults faults = { .arena = g->call->arena };
    bool cleaned;

    if (!files)
        return err_memory(err, "a card");
    return edition_files(t, g->edition, g->call->arena, files, err) &&
           bundle_make(files, &g->key, g->call->arena, &faults, &g->bundle, &cleaned, err);
}

static bool learn(struct txn *t, struct grant *g, struct err *err)
{
    struct sql_partnership_out row = { 0 };
    bool found;

    if (!sql_partnership(t, g->call->arena, &row, &found, err))
        return false;
    g->title = found ? row.name : STR("The partnership");
    return card_request_by_id(t, g->request, g->call->arena, &g->asked, err);
}

static bool approve(struct txn *t, void *with, struct err *err)
{
    struct grant *g = with;

    if (!learn(t, g, err) || !find_edition(t, g, err) || !make_bundle(t, g, err))
        return false;
    struct card_grant to = { g->request, g->edition, call_text(g->call, "--by"), g->bundle, &g->token };
    return card_request_approve(t, &to, g->call->arena, err);
}

static int run_approve(struct call *c, struct err *err)
{
    struct grant g _cleanup_(forget_key) = { .call = c };
    int code = check_options(c, err);

    if (code != EXIT_FINE)
        return code;
    if (!call_number(c, 0, "card request list", &g.request, err) ||
        !call_whole(c, "--edition", 1, INT64_MAX, &g.edition, err))
        return EXIT_USAGE;
    if (!seal_load_secret(call_value(c, "--key"), &g.key, err) || !card_token_draw(&g.token, err) ||
        !call_change(c, approve, &g, err))
        return FAILED(err);
    return deliver(&g, err);
}

static bool relink(struct txn *t, void *with, struct err *err)
{
    struct grant *g = with;

    return learn(t, g, err) && card_request_relink(t, g->request, &g->token, g->call->arena, err);
}

static int run_send(struct call *c, struct err *err)
{
    struct grant g = { .call = c };
    int code = check_options(c, err);

    if (code != EXIT_FINE)
        return code;
    if (!call_number(c, 0, "card request list", &g.request, err))
        return EXIT_USAGE;
    if (!card_token_draw(&g.token, err) || !call_change(c, relink, &g, err))
        return FAILED(err);
    return deliver(&g, err);
}

/* ---- refusing, erasing ---- */

static bool refuse(struct txn *t, void *with, struct err *err)
{
    struct grant *g = with;

    return card_request_refuse(t, g->request, call_text(g->call, "--by"), g->call->arena, err);
}

static int run_refuse(struct call *c, struct err *err)
{
    struct grant g = { .call = c };

    if (!call_number(c, 0, "card request list", &g.request, err))
        return EXIT_USAGE;
    if (!call_change(c, refuse, &g, err))
        return FAILED(err);
    return call_did(c, "request", g.request, "refused", "Refused. Nobody is told by this program.", err);
}

static bool erase(const struct call *c, int64_t one, int64_t *n, bool *gone, struct err *err)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct txn t _cleanup_(txn_end) = { 0 };
    bool good;

    if (!call_store(c, STORE_WRITE, &s, err) || !call_write(c, s, &t, err))
        return false;
    *n = 1;
    good = one ? card_request_erase(&t, one, c->arena, err) : card_requests_erase(&t, c->arena, n, err);
    *gone = true;
    return good && txn_commit(&t, err) && (*n == 0 || store_forget(s, gone, err));
}

static int run_erase(struct call *c, struct err *err)
{
    struct buf b = { .arena = c->arena };
    struct json_out j = { .buf = &b };
    int64_t one = 0, n;
    bool gone;

    if (c->operands > 0 && !call_number(c, 0, "card request list", &one, err))
        return EXIT_USAGE;
    if (!erase(c, one, &n, &gone, err))
        return FAILED(err);
    if (!gone)
        cmd_say("somebody is reading an older state of the store: its log is emptied when the next is "
                "erased\n");
    if (c->json) {
        json_open_object(&j);
        json_member_int(&j, "erased", n);
        json_member_bool(&j, "gone_from_the_files", gone);
        json_close_object(&j);
        buf_add_byte(&b, '\n');
    } else
        buf_addf(&b, "%lld request(s) erased.\n", (long long)n);
    return call_answer(&b, err);
}

#define MAIL_OPTIONS                                                                                     \
    { "--site", "URL", "where others reach this site: the link begins so", true, false },                \
    { "--smtp", "URL", "a mail server, smtp://host:25; without it the mail is printed", false, false },  \
    { "--from", "ADDRESS", "the mail's sender, with --smtp", false, false }

static struct verb request_list = {
    .name = "card request list",
    .summary = "list who asked for a card",
    .operands = "",
    .text = "Requests that came by the form on the site and are not erased yet, and how many there were.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "All requests", "safekeep card request list --store csp.safekeep" }, { 0 } },
    .run = run_list,
};
VERB(request_list)

static struct verb request_approve = {
    .name = "card request approve",
    .summary = "grant a request: sign the card and mail the link",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Signs the edition that the card's page shows, keeps the signed file beside the request, and\n"
            "makes a link that can be taken 5 times in 30 days. Without --smtp the mail is printed for you\n"
            "to send. When the mail server does not take it the request stays approved, and \"safekeep card\n"
            "request send\" tries again.\n",
    .option = (const struct option[]){
        STORE_OPTION,
        BY_OPTION,
        { "--key", "FILE", "the secret key, from \"safekeep card key new\"", true, false },
        { "--edition", "N", "another edition than the one on the page", false, false },
        MAIL_OPTIONS,
        { 0 } },
    .example = (const struct example[]){
        { "Granted, the mail printed",
          "safekeep card request approve --store csp.safekeep 1 --by \"B. Wren\" --key northmere.key "
          "--site https://cards.example.org" },
        { 0 } },
    .run = run_approve,
};
VERB(request_approve)

static struct verb request_send = {
    .name = "card request send",
    .summary = "mail an approved request's link again, a new one",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "The old link ends: only a hash of it is kept, so it cannot be said again.\n",
    .option = (const struct option[]){ STORE_OPTION, MAIL_OPTIONS, { 0 } },
    .example = (const struct example[]){
        { "Again",
          "safekeep card request send --store csp.safekeep 1 --site https://cards.example.org "
          "--smtp smtp://localhost:25 --from csp@example.org" },
        { 0 } },
    .run = run_send,
};
VERB(request_send)

static struct verb request_refuse = {
    .name = "card request refuse",
    .summary = "refuse a request",
    .operands = "NUMBER",
    .operands_min = 1,
    .operands_max = 1,
    .text = "Nobody is told by this program; write to the mailbox if you want to say why.\n",
    .option = (const struct option[]){ STORE_OPTION, BY_OPTION, { 0 } },
    .example = (const struct example[]){
        { "Refused", "safekeep card request refuse --store csp.safekeep 1 --by \"B. Wren\"" }, { 0 } },
    .run = run_refuse,
};
VERB(request_refuse)

static struct verb request_erase = {
    .name = "card request erase",
    .summary = "erase what requests said, by rule or one now",
    .operands = "[NUMBER]",
    .operands_max = 1,
    .text = "Without a number all that are due: 90 days after an answer, 180 days after a question nobody\n"
            "answered; a site that is served does this by itself. With one, that one now. The words and\n"
            "the signed file are overwritten in the store and its log; that there was a request stays, as\n"
            "a count. Backups made before keep what they hold.\n",
    .option = (const struct option[]){ STORE_OPTION, { 0 } },
    .example = (const struct example[]){
        { "All that are due", "safekeep card request erase --store csp.safekeep" }, { 0 } },
    .run = run_erase,
};
VERB(request_erase)
