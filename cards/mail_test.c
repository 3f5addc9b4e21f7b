#include "cards/mail.h"

#include "base/test.h"

TEST(a_mail_is_written_as_mails_are_and_nothing_bends_its_head)
{
    struct mail m = { STR("csp@northmere.example"), STR("cards.office@northforce.example"), STR("A card"),
                      STR("Caf\xc3\xa9 = open \n.\nlast"), { 1796083500000 } };
    struct str out;

    REQUIRE(mail_write(&m, a, &out, err));
    CHECK_STR(out, STR("From: csp@northmere.example\r\nTo: cards.office@northforce.example\r\n"
                       "Subject: A card\r\nDate: Tue, 01 Dec 2026 00:05:00 +0000\r\nMIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n\r\n"
                       "Caf=C3=A9 =3D open=20\r\n.\r\nlast"));
    m.subject = STR("A\r\nBcc: x@y.example");
    CHECK(!mail_write(&m, a, &out, err) && err->kind == ERR_INPUT);
    *err = (struct err){ 0 };
    m.subject = STR("A card");
    m.to = STR("x@y.example, z@y.example");
    CHECK(!mail_write(&m, a, &out, err) && err->kind == ERR_INPUT);
}

TEST(a_long_line_is_broken_and_a_mail_server_has_no_password_in_it)
{
    char text[400];
    struct mail m = { STR("a@b.example"), STR("c@d.example"), STR("x"), { text, sizeof text }, { 0 } };
    struct str out;

    memset(text, 'y', sizeof text);
    REQUIRE(mail_write(&m, a, &out, err));
    while (out.len > 0)
        CHECK(str_cut(&out, '\n').len <= 78);
    CHECK(mail_server_fits(STR("smtp://127.0.0.1:2525")) && mail_server_fits(STR("smtps://mail.example")));
    CHECK(mail_server_fits(STR("smtp://[::1]:25")));
    CHECK(!mail_server_fits(STR("smtp://user:word@mail.example")) && !mail_server_fits(STR("http://x")));
    CHECK(!mail_server_fits(STR("smtp://")) && !mail_server_fits(STR("file:///x")));
}
