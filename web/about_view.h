/* web/about_view - what the page "About" shows, and nothing else. */
#ifndef WEB_ABOUT_VIEW_H
#define WEB_ABOUT_VIEW_H

#include "web/show.h"

struct about_view {
    struct str partnership, looked_for;
    size_t runs;
};

#endif
