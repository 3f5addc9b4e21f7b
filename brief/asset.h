/*
 * brief/asset - the files of brief/assets/ as they lie in the program: bytes
 * between NAME and NAME_end, put there by tools/embed.sh at build.
 */
#ifndef BRIEF_ASSET_H
#define BRIEF_ASSET_H

#include "base/str.h"

extern const char asset_brief_css[], asset_brief_css_end[];
extern const char asset_inter_woff2[], asset_inter_woff2_end[];

static inline struct str asset_brief_style(void)
{
    return (struct str){ asset_brief_css, (size_t)(asset_brief_css_end - asset_brief_css) };
}

static inline struct str asset_brief_font(void)
{
    return (struct str){ asset_inter_woff2, (size_t)(asset_inter_woff2_end - asset_inter_woff2) };
}

#endif
