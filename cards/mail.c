#include "cards/mail.h"

#include <curl/curl.h>

#include "cards/mailbox.h"

#define LINE_MAX_BYTES 72

/* ---- writing ---- */

static void quoted(struct buf *b, struct str s)
{
    static const char DIGIT[] = "0123456789ABCDEF";
    size_t column = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool last = i + 1 == s.len || s.at[i + 1] == '\n';
        bool plain = c > ' ' ? c < 0x7f && c != '=' : c == ' ' && !last;

        if (c == '\n') {
            buf_add_text(b, "\r\n");
            column = 0;
            continue;
        }
        if (column > LINE_MAX_BYTES) {
            buf_add_text(b, "=\r\n");
            column = 0;
        }
        if (plain) {
            buf_add_byte(b, (char)c);
        } else {
            buf_add_byte(b, '=');
            buf_add_byte(b, DIGIT[c >> 4]);
            buf_add_byte(b, DIGIT[c & 15]);
        }
        column += plain ? 1 : 3;
    }
}

/* "Tue, 01 Dec 2026 00:05:00 +0000" */
static void add_date(struct buf *b, struct instant at)
{
    static const char *const DAY[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    int64_t seconds = at.ms / 1000, rest = seconds % 86400;
    struct date d = { (int32_t)(seconds / 86400) };
    int year, month, day;

    date_split(d, &year, &month, &day);
    buf_addf(b, "Date: %s, %02d %.3s %d %02d:%02d:%02d +0000\r\n", DAY[date_weekday(d)], day,
             month_word(month), year, (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
}

static void add_head(struct buf *b, const char *name, struct str value)
{
    buf_add_text(b, name);
    buf_add_text(b, ": ");
    buf_add(b, value);
    buf_add_text(b, "\r\n");
}

static bool one_line(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < ' ' || s.at[i] > '~')
            return false;
    return s.len > 0 && s.len <= 200;
}

bool mail_write(const struct mail *m, struct arena *a, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    if (mailbox_check(m->from) == MAILBOX_NONE || mailbox_check(m->to) == MAILBOX_NONE ||
        !one_line(m->subject))
        return err_set(err, ERR_INPUT, "the mail's addresses or its subject cannot stand in a mail's head");
    add_head(&b, "From", m->from);
    add_head(&b, "To", m->to);
    add_head(&b, "Subject", m->subject);
    add_date(&b, m->at);
    add_head(&b, "MIME-Version", STR("1.0"));
    add_head(&b, "Content-Type", STR("text/plain; charset=utf-8"));
    add_head(&b, "Content-Transfer-Encoding", STR("quoted-printable"));
    add_head(&b, "Auto-Submitted", STR("auto-generated"));
    buf_add_text(&b, "\r\n");
    quoted(&b, m->text);
    return buf_done(&b, "a mail", out, err);
}

/* ---- sending ---- */

static bool server_parts(struct str url, struct str *host, bool *plain)
{
    struct str rest = url;

    *plain = str_starts(url, STR("smtp://"));
    if (!*plain && !str_starts(url, STR("smtps://")))
        return false;
    rest = str_from(url, *plain ? 7 : 8);
    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.at[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
              c == '-' || c == ':' || c == '[' || c == ']'))
            return false;
    }
    *host = str_starts(rest, STR("[")) ? str_cut(&rest, ']') : str_cut(&rest, ':');
    return host->len > 0;
}

bool mail_server_fits(struct str url)
{
    struct str host;
    bool plain;

    return url.len < 256 && server_parts(url, &host, &plain);
}

static bool this_machine(struct str host)
{
    return str_eq(host, STR("localhost")) || str_eq(host, STR("127.0.0.1")) || str_eq(host, STR("[::1"));
}

struct reading {
    struct str rest;
};

static size_t give(char *to, size_t size, size_t count, void *with)
{
    struct reading *r = with;
    size_t n = size * count < r->rest.len ? size * count : r->rest.len;

    memcpy(to, r->rest.at, n);
    r->rest = str_from(r->rest, n);
    return n;
}

static const char *curl_word(CURLcode code)
{
    return curl_easy_strerror(code);
}

static CURLcode hand_over(CURL *c, const char *server, const char *from, struct curl_slist *to,
                          struct reading *r)
{
    struct str host;
    bool plain = true;

    if (!server_parts(str_of(server), &host, &plain))
        return CURLE_URL_MALFORMAT;
    (void)curl_easy_setopt(c, CURLOPT_URL, server);
    (void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)MAIL_SECONDS);
    (void)curl_easy_setopt(c, CURLOPT_USE_SSL,
                           (long)(plain && this_machine(host) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    (void)curl_easy_setopt(c, CURLOPT_MAIL_FROM, from);
    (void)curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    (void)curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    (void)curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    (void)curl_easy_setopt(c, CURLOPT_READDATA, r);
    return curl_easy_perform(c);
}

bool mail_send(const char *server, const struct mail *m, struct arena *a, struct err *err)
{
    struct str from = arena_copy(a, m->from), address = arena_copy(a, m->to);
    struct reading r;

    if (!mail_server_fits(str_of(server)))
        return err_set(err, ERR_INPUT, "a mail server is written as smtp://host:25 or smtps://host:465");
    if (!from.at || !address.at)
        return err_memory(err, "a mail");
    if (!mail_write(m, a, &r.rest, err))
        return false;
    CURL *c = curl_easy_init();
    struct curl_slist *to = c ? curl_slist_append(NULL, address.at) : NULL;
    CURLcode code = to ? hand_over(c, server, from.at, to, &r) : CURLE_OUT_OF_MEMORY;
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    return code == CURLE_OK ||
           err_set(err, ERR_STORE, "the mail server did not take the mail: %s", curl_word(code));
}
