#include "cmd/brief_write.h"

#include "brief/csv.h"
#include "brief/html.h"
#include "brief/json.h"

typedef bool (*render_fn)(const struct brief *b, struct arena *a, struct str *out, struct err *err);

static bool write_one(const struct brief *b, render_fn render, const char *path, struct arena *a,
                      struct err *err)
{
    struct str text;

    return !path || (render(b, a, &text, err) && cmd_write(path, text, err));
}

bool brief_write(const struct brief *b, const char *html, const char *csv, const char *json,
                 struct arena *a, struct err *err)
{
    return write_one(b, brief_html, html, a, err) && write_one(b, brief_csv, csv, a, err) &&
           write_one(b, brief_json, json, a, err);
}
