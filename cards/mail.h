/*
 * cards/mail - one short mail of plain text, handed to a mail server of the office's.
 *
 * smtps:// speaks TLS from the start; smtp:// asks for it and goes no further without it, but
 * to this machine itself. The server must take mail from this machine: no password is given.
 * Nothing of the environment (a proxy, a .netrc) changes where it goes.
 *
 * The one door to libcurl.
 */
#ifndef CARDS_MAIL_H
#define CARDS_MAIL_H

#include "base/buf.h"
#include "base/date.h"

#define MAIL_SECONDS 30

struct mail {
    struct str from, to;  /* addresses alone (cards/mailbox.h) */
    struct str subject;   /* ASCII, one line */
    struct str text;      /* UTF-8, lines ended by \n */
    struct instant at;
};

/* As it goes over the wire: heads, a blank line, the text in quoted-printable, lines ended by CR LF. */
bool mail_write(const struct mail *m, struct arena *a, struct str *out, struct err *err) MUST_USE;

/* "smtp://host:25", "smtps://host:465": no name or password in it, for it stands on a command line. */
bool mail_server_fits(struct str url);

/*
 * Sends it; returns when the server has taken it.
 * fails  ERR_INPUT the address of the server or of the mail does not fit; ERR_STORE it could not be reached,
 *        or did not take it: nothing is known to have been sent
 */
bool mail_send(const char *server, const struct mail *m, struct arena *a, struct err *err) MUST_USE;

#endif
