#include "cards/mailbox.h"

#include "base/test.h"

TEST(an_office_s_mailbox_is_told_from_a_person_s)
{
    static const struct {
        const char *address;
        enum mailbox_fault is;
    } CASE[] = {
        { "community.safety@northmere.example", MAILBOX_FITS },
        { "info@northmere.example", MAILBOX_FITS },
        { "csp-office@a-b.northmere.example", MAILBOX_FITS },
        { "Youth.Team2@northmere.example", MAILBOX_FITS },
        { "kestrel@northmere.example", MAILBOX_FITS }, /* one word may be anything */
        { "ann.quill@northmere.example", MAILBOX_PERSONS },
        { "Ann_Quill@northmere.example", MAILBOX_PERSONS },
        { "a.quill@northmere.example", MAILBOX_PERSONS },
        { "ann-b.quill@northmere.example", MAILBOX_PERSONS },
        { "ann.quill7@northmere.example", MAILBOX_PERSONS },
        { "office@gmail.com", MAILBOX_PRIVATE },
        { "team@Outlook.com", MAILBOX_PRIVATE },
        { "", MAILBOX_NONE },
        { "info", MAILBOX_NONE },
        { "info@", MAILBOX_NONE },
        { "@northmere.example", MAILBOX_NONE },
        { "info@northmere", MAILBOX_NONE },
        { "info@northmere.", MAILBOX_NONE },
        { "info@.example", MAILBOX_NONE },
        { "info@north..example", MAILBOX_NONE },
        { "info@-north.example", MAILBOX_NONE },
        { "info@north.1", MAILBOX_NONE },
        { ".info@north.example", MAILBOX_NONE },
        { "in fo@north.example", MAILBOX_NONE },
        { "info@north.example\r\nBcc: x@y.example", MAILBOX_NONE },
        { "info@north.example>", MAILBOX_NONE },
        { "a@b@north.example", MAILBOX_NONE },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++)
        if (mailbox_check(str_of(CASE[i].address)) != CASE[i].is) {
            printf("  %s\n", CASE[i].address);
            test_fail(t, __FILE__, __LINE__, "an address is taken for what it is not");
        }
    (void)a;
    (void)err;
}
