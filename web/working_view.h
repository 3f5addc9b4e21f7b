/* web/working_view - what is shown of work under way, and nothing else. */
#ifndef WEB_WORKING_VIEW_H
#define WEB_WORKING_VIEW_H

#include "web/show.h"

struct working_view {
    struct str title, file_name, agency, kind, state;
    struct grouped rows, done_kb, all_kb;
    int percent;
    bool importing;
    struct url here, json, list;
};

#endif
