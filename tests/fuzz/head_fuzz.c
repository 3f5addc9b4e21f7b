/*
 * Any bytes as a head: a request line, then headers, each on a line. It is taken
 * or refused with a status of its own; what says it came through a proxy is
 * never local, and who names no origin is no page of ours.
 */
#include "web/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str text = { (const char *)at, len }, line = str_cut(&text, '\n');
    struct field header[REQUEST_HEADERS_MAX + 2];
    struct head head = { .loopback = true, .header = header };
    struct request rq = { 0 };
    struct err err = { 0 };
    bool proxy = false, says_origin = false;
    int status = 0;

    arena_open(&a, (size_t)1 << 22);
    head.method = str_cut(&line, ' ');
    head.target = str_cut(&line, ' ');
    head.version = line;
    while (text.len > 0 && head.headers < COUNT_OF(header)) {
        struct str value = str_cut(&text, '\n'), name = str_cut(&value, ':');

        header[head.headers++] = (struct field){ name, str_trim(value) };
        proxy = proxy || str_eq_fold(name, STR("X-Forwarded-For")) || str_eq_fold(name, STR("Via"));
        says_origin =
            says_origin || str_eq_fold(name, STR("Origin")) || str_eq_fold(name, STR("Sec-Fetch-Site"));
    }
    if (!request_read(&head, (struct instant){ 0 }, &a, &rq, &status, &err)) {
        if (status < 400 || status > 505 || err.kind == ERR_NONE)
            abort();
        return 0;
    }
    if ((rq.local && proxy) || (rq.own_page && !says_origin) || rq.host.len == 0)
        abort();
    return 0;
}
