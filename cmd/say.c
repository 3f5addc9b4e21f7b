/* cmd/say - what the command says and writes: see cmd/cmd.h. */
#include "cmd/cmd.h"
#include "cmd/out_file.h"

#include <stdarg.h>

void cmd_say(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    (void)vfprintf(stderr, fmt, ap);
    va_end(ap);
}

bool cmd_print(struct str text, struct err *err)
{
    return cmd_write("-", text, err);
}

bool cmd_write(const char *path, struct str text, struct err *err)
{
    struct out_file f _cleanup_(out_close) = { 0 };

    return out_open(&f, path, err) && out_add(&f, text, err) && out_done(&f, err);
}

void progress_begin(struct progress *p, const char *label, uint64_t of)
{
    *p = (struct progress){ .label = label, .of = of, .on = isatty(STDERR_FILENO) == 1 };
    progress_show(p, 0);
}

void progress_show(struct progress *p, uint64_t done)
{
    enum { WIDTH = 30 };
    char bar[WIDTH + 1];

    if (!p->on)
        return;
    uint64_t part = p->of ? (done < p->of ? done : p->of) * 100 / p->of : 0;
    if (done && part == p->shown)
        return;
    p->shown = part;
    for (uint64_t i = 0; i < WIDTH; i++)
        bar[i] = i * 100 < part * WIDTH ? '#' : '.';
    bar[WIDTH] = 0;
    cmd_say("\r%-24.24s [%s] %3u %%", p->label, bar, (unsigned)part);
}

void progress_end(struct progress *p)
{
    if (p->on)
        cmd_say("\r%70s\r", "");
    p->on = false;
}
