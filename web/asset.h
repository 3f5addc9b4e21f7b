/*
 * web/asset - the files of web/assets as they lie in the program, each under an
 * address that holds its content's hash, so that a browser may keep it for ever.
 * The table is made when the program is built (tools/assets.sh), and text is
 * compressed then: a file laid into web/assets is served, and nothing lists it.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "base/str.h"

struct asset {
    const char *name;    /* "site.css" */
    const char *type;    /* its content type */
    const char *at, *end;
    const char *gz, *gz_end; /* the same, compressed at build; NULL where that saves nothing */
    char path[64];       /* "/assets/0123456789abcdef/site.css" */
};

const struct asset *asset_named(struct str name);  /* NULL when there is none */
const struct asset *asset_at_path(struct str path); /* NULL when there is none */
const struct asset *asset_each(size_t n);           /* NULL past the last */

#endif
