/*
 * page_html - follows HTML letter by letter, to know what a value that stands
 * next would be: text, words in a title, an attribute's value, an address, or
 * something no escaping makes safe.
 *
 * It is no parser: it knows tags, attributes and remarks, and refuses what
 * would make it and a browser disagree, and what the site's headers forbid
 * anyway: script and style in the page, style= and on...=, an address elsewhere
 * written into the page, any http-equiv but a Content-Security-Policy, which only
 * takes away.
 */
#ifndef TOOLS_PAGE_HTML_H
#define TOOLS_PAGE_HTML_H

#include <stdbool.h>

#define HTML_NAME_MAX 64

enum html_at {
    TEXT, WORDS, TAG_OPEN, TAG_NAME, IN_TAG, ATTRIBUTE, BEFORE_VALUE, QUOTED, UNQUOTED, REMARK, SCRIPT
};
enum html_value { VALUE_TEXT, VALUE_WORDS, VALUE_ATTRIBUTE, VALUE_URL, VALUE_REFUSED };

struct html {
    enum html_at at;
    char tag[HTML_NAME_MAX], attribute[HTML_NAME_MAX];
    char quote;
    bool closing;             /* </tag */
    bool hyphens;             /* the remark began with <!-- and ends only with --> */
    bool has_src;             /* the tag bore a src= */
    char words[HTML_NAME_MAX]; /* the title or textarea we are in: no tags in it but its own end */
    bool keeps_space;         /* inside pre or textarea */
    char first;               /* of the attribute's value; 0 while it is empty */
    bool second;              /* the next letter is the second of an address */
    char last[4];             /* the last letters, for the ends of remarks */
    char order[HTML_NAME_MAX]; /* the value of an http-equiv= so far */
};

/* Takes the next letter of the page. Returns NULL, or why it may not stand there. */
const char *html_follow(struct html *h, char c);
/* A value was put where we are. */
void html_passed_value(struct html *h);
/* What would a value be here? *why says why one is refused. */
enum html_value html_value(const struct html *h, const char **why);
/* Are two ways to come here the same for all that follows? */
bool html_same(const struct html *a, const struct html *b);

#endif
