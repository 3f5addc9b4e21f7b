#include "web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/number.h"

enum {
    BACKLOG = 1024,
    OWN_FILES = 256, /* stores, uploads, standard streams */
};

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool read_host(struct str host, union address *out)
{
    char text[64];

    if (str_eq_fold(host, STR("localhost")))
        host = STR("127.0.0.1");
    if (host.len == 0 || host.len >= sizeof text)
        return false;
    memcpy(text, host.at, host.len);
    text[host.len] = '\0';
    if (inet_pton(AF_INET, text, &out->four.sin_addr) == 1) {
        out->any.sa_family = AF_INET;
        return true;
    }
    out->any.sa_family = AF_INET6;
    return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1;
}

static bool read_address(struct str at, union address *out, struct err *err)
{
    struct str host, port = at;
    int64_t n;

    if (str_starts(at, STR("["))) {
        port = str_from(at, 1);
        host = str_cut(&port, ']');
        if (!str_starts(port, STR(":")))
            port = STR("");
        else
            port = str_from(port, 1);
    } else
        host = str_cut(&port, ':');
    if (!read_host(host, out))
        return err_set(err, ERR_INPUT,
                       "--listen takes an address in numbers and a port, like 127.0.0.1:8080 or [::1]:8080");
    if (!number_int(port, &n) || n < 0 || n > 65535)
        return err_set(err, ERR_INPUT, "--listen ends with a colon and a port from 0 (any free) to 65535");
    if (out->any.sa_family == AF_INET)
        out->four.sin_port = htons((uint16_t)n);
    else
        out->six.sin6_port = htons((uint16_t)n);
    return true;
}

static bool say_why(int why, struct err *err)
{
    if (why == EADDRINUSE)
        return err_set(err, ERR_CLASH, "another program listens on that port already; "
                                       "choose another with --listen (port 0: any free one)");
    if (why == EACCES)
        return err_set(err, ERR_DENIED, "this account may not listen on a port below 1024; "
                                        "choose another with --listen, and let a proxy stand in front");
    if (why == EADDRNOTAVAIL)
        return err_set(err, ERR_INPUT, "no network card of this machine has the address of --listen");
    return err_set(err, ERR_STORE, "could not listen there (error %d of the system)", why);
}

bool listen_open(struct str at, struct listening *out, struct err *err)
{
    union address a = { 0 };
    socklen_t len = sizeof a;
    int fd, yes = 1;

    if (!read_address(at, &a, err))
        return false;
    fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return say_why(errno, err);
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (a.any.sa_family == AF_INET6)
        (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(fd, &a.any, a.any.sa_family == AF_INET ? sizeof a.four : sizeof a.six) != 0 ||
        listen(fd, BACKLOG) != 0 || getsockname(fd, &a.any, &len) != 0) {
        int why = errno;

        (void)close(fd);
        return say_why(why, err);
    }
    *out = (struct listening){ .fd = fd, .six = a.any.sa_family == AF_INET6 };
    out->loopback = listen_is_loopback(&a.any);
    out->port = ntohs(out->six ? a.six.sin6_port : a.four.sin_port);
    return true;
}

unsigned listen_room(unsigned connections, unsigned spare)
{
    struct rlimit most;
    rlim_t want = (rlim_t)connections + spare + OWN_FILES;

    if (getrlimit(RLIMIT_NOFILE, &most) != 0)
        return connections;
    if (most.rlim_cur < want) {
        most.rlim_cur = most.rlim_max < want ? most.rlim_max : want;
        (void)setrlimit(RLIMIT_NOFILE, &most);
    }
    if (most.rlim_cur >= want)
        return connections;
    return most.rlim_cur > spare + OWN_FILES ? (unsigned)(most.rlim_cur - spare - OWN_FILES) : 1;
}

bool listen_is_loopback(const struct sockaddr *a)
{
    union address u = { 0 };

    if (a->sa_family == AF_INET) {
        memcpy(&u.four, a, sizeof u.four);
        return ntohl(u.four.sin_addr.s_addr) >> 24 == 127;
    }
    if (a->sa_family != AF_INET6)
        return false;
    memcpy(&u.six, a, sizeof u.six);
    return IN6_IS_ADDR_LOOPBACK(&u.six.sin6_addr);
}

bool listen_both_loopback(int fd)
{
    union address here = { 0 }, there = { 0 };
    socklen_t here_len = sizeof here, there_len = sizeof there;

    return getsockname(fd, &here.any, &here_len) == 0 && getpeername(fd, &there.any, &there_len) == 0 &&
           listen_is_loopback(&here.any) && listen_is_loopback(&there.any);
}

bool listen_is_gone(int fd)
{
    char byte;

    return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

struct caller listen_caller(const struct sockaddr *a)
{
    struct caller c = { { 0 } };
    union address u = { 0 };

    if (a->sa_family == AF_INET) {
        memcpy(&u.four, a, sizeof u.four);
        c.byte[0] = 4;
        memcpy(c.byte + 1, &u.four.sin_addr, 4);
    } else if (a->sa_family == AF_INET6) {
        memcpy(&u.six, a, sizeof u.six);
        c.byte[0] = 6;
        memcpy(c.byte + 1, &u.six.sin6_addr, 8);
    }
    return c;
}
