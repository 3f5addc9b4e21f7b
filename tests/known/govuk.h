/* govuk - what tests/known/govuk.c compares: how each component's options fill the view of our part. */
#ifndef TESTS_KNOWN_GOVUK_H
#define TESTS_KNOWN_GOVUK_H

#include "base/json.h"
#include "web/part.h"

struct component {
    const char *name;
    int compared;             /* how many of its fixtures our part can show */
    const char *allowed;      /* the options it knows */
    void (*show)(const struct json *options, struct arena *a, struct buf *b);
    bool (*fits)(const struct json *options); /* NULL: what is allowed suffices */
};
extern const struct component COMPONENTS[];
extern const size_t COMPONENTS_LEN;

/* Options: "" , false or 0 when they are absent. */
struct str str_at(const struct json *in, const char *key);
bool true_at(const struct json *in, const char *key);
int number_at(const struct json *in, const char *key);
struct words words_at(const struct json *in, const char *text, const char *html);
struct words words_in(const struct json *in, const char *key); /* {"hint": {"text": ...}} */

#endif
