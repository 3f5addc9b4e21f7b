#include "cards/mailbox.h"

#define LOCAL_MAX 64

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Not at either end, and never two together. */
static bool dots_fit(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '.' && (i == 0 || i + 1 == s.len || s.at[i + 1] == '.'))
            return false;
    return true;
}

static bool local_fits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!letter(s.at[i]) && !digit(s.at[i]) && (!s.at[i] || !strchr("._+-", s.at[i])))
            return false;
    return s.len > 0 && s.len <= LOCAL_MAX && dots_fit(s);
}

static bool domain_fits(struct str s)
{
    struct str rest = s;

    if (s.len == 0 || !str_has(s, '.') || !dots_fit(s))
        return false;
    while (rest.len > 0) {
        struct str part = str_cut(&rest, '.');

        for (size_t i = 0; i < part.len; i++)
            if (!letter(part.at[i]) && !digit(part.at[i]) &&
                (part.at[i] != '-' || i == 0 || i + 1 == part.len))
                return false;
        if (part.len == 0 || part.len > 63)
            return false;
    }
    return letter(s.at[s.len - 1]);
}

/* Words that a shared mailbox's name is made of. */
static bool shared_word(struct str s)
{
    static const char *const WORD[] = {
        "admin", "alarm", "board", "business", "cards", "centre", "charity", "club", "comms",
        "community", "college", "contact", "council", "county", "crime", "csp", "customer", "dept",
        "desk", "district", "education", "email", "enquiries", "enquiry", "engagement", "events",
        "fire", "force", "front", "general", "group", "hello", "help", "helpdesk", "hub", "info",
        "inbox", "licensing", "local", "mail", "mailbox", "neighbourhood", "office", "operations",
        "partners", "partnership", "partnerships", "police", "post", "prevention", "project", "public",
        "reception", "safe", "safeguarding", "safer", "safety", "school", "schools", "secretary",
        "service", "services", "shared", "support", "team", "training", "trust", "unit", "ward",
        "wellbeing", "young", "youth",
    };

    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq_fold(s, str_of(WORD[i])))
            return true;
    return false;
}

/* Two or three words of letters, with digits at most behind them, none of which is an office's. */
static bool persons(struct str local)
{
    size_t words = 0, at = 0;

    while (at < local.len) {
        size_t end = at, letters = 0;

        while (end < local.len && !strchr("._-", local.at[end]) && local.at[end] != '+')
            letters += letter(local.at[end++]);
        struct str word = { local.at + at, letters };
        if (letters == 0 || shared_word(word))
            return false;
        for (size_t i = 0; i < letters; i++)
            if (!letter(word.at[i]))
                return false;
        words++;
        at = end + 1;
    }
    return words == 2 || words == 3;
}

static bool private_provider(struct str domain)
{
    static const char *const NAME[] = {
        "aol.co.uk", "aol.com", "blueyonder.co.uk", "btinternet.com", "fastmail.com", "gmail.com",
        "gmx.co.uk", "gmx.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com",
        "live.co.uk", "live.com", "mac.com", "mail.com", "me.com", "msn.com", "ntlworld.com",
        "outlook.com", "outlook.co.uk", "pm.me", "proton.me", "protonmail.com", "rocketmail.com",
        "sky.com", "talktalk.net", "tiscali.co.uk", "tuta.com", "tutanota.com", "virginmedia.com",
        "yahoo.co.uk", "yahoo.com", "yandex.com", "ymail.com", "zoho.com",
    };

    for (size_t i = 0; i < COUNT_OF(NAME); i++)
        if (str_eq_fold(domain, str_of(NAME[i])))
            return true;
    return false;
}

enum mailbox_fault mailbox_check(struct str s)
{
    struct str domain = s, local = str_cut(&domain, '@');

    if (s.len > MAILBOX_MAX || !local_fits(local) || !domain_fits(domain))
        return MAILBOX_NONE;
    if (private_provider(domain))
        return MAILBOX_PRIVATE;
    return persons(local) ? MAILBOX_PERSONS : MAILBOX_FITS;
}

const char *mailbox_fault_word(enum mailbox_fault f)
{
    static const char *const WORD[] = {
        "",
        "Write the address of a shared office mailbox, such as community.safety@example.org",
        "This looks like one person\xe2\x80\x99s address. Write a mailbox your office shares, such as "
        "community.safety@example.org: we do not want to keep anybody\xe2\x80\x99s name",
        "This provider\xe2\x80\x99s addresses are private people\xe2\x80\x99s. Write a mailbox of your "
        "organisation",
    };

    return WORD[f];
}
