#include "base/test.h"
#include "intake/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* All of these start processes: TEST_ONCE. */

enum { MEMORY = 32 << 20, OPENED = 77 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* Waits until the child has ended by itself, so that sandbox_end() kills nothing. */
static enum sandbox_end end_of(sandbox_work *work, void *with, size_t memory, struct err *err)
{
    struct sandbox s;
    char byte[64];

    if (!sandbox_start(&s, work, with, memory, err))
        return SANDBOX_BROKE;
    sandbox_shut(&s);
    for (;;) {
        struct pollfd fd = { .fd = s.from, .events = POLLIN };
        (void)poll(&fd, 1, 20000);
        ssize_t n = read(s.from, byte, sizeof byte);
        if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR) || fd.revents == 0)
            break;
    }
    return sandbox_end(&s);
}

static int echo(void *with)
{
    char byte[256];
    ssize_t n;

    (void)with;
    while ((n = read(0, byte, sizeof byte)) > 0)
        if (write(1, byte, (size_t)n) != n)
            return 1;
    return n == 0 ? 0 : 1;
}

TEST_ONCE(the_child_reads_one_pipe_and_writes_the_other)
{
    struct sandbox s;
    char back[8] = "";

    REQUIRE(sandbox_start(&s, echo, NULL, MEMORY, err));
    CHECK(sandbox_write(&s, "safely", 6) == 6);
    sandbox_shut(&s);
    struct pollfd fd = { .fd = s.from, .events = POLLIN };
    CHECK(poll(&fd, 1, 20000) == 1);
    CHECK(read(s.from, back, sizeof back) == 6 && memcmp(back, "safely", 6) == 0);
    CHECK(poll(&fd, 1, 20000) == 1);
    CHECK(sandbox_end(&s) == SANDBOX_DONE);
}

/* Each returns OPENED when the kernel let it pass. */
static int try_open(void *with)
{
    (void)with;
    return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY) >= 0 ? OPENED : OPENED + 1;
}

static int try_socket(void *with)
{
    (void)with;
    return syscall(SYS_socket, AF_INET, SOCK_STREAM, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_fork(void *with)
{
    (void)with;
    return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_exec(void *with)
{
    char *none[] = { NULL };

    (void)with;
    return syscall(SYS_execve, "/bin/true", none, none) >= 0 ? OPENED : OPENED + 1;
}

static int try_kill(void *with)
{
    return syscall(SYS_kill, *(int *)with, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_exec_memory(void *with)
{
    (void)with;
    return syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) >= 0
               ? OPENED : OPENED + 1;
}

static int try_map_file(void *with)
{
    (void)with;
    return syscall(SYS_mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, 0, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_protect(void *with)
{
    (void)with;
    return syscall(SYS_mprotect, 4096, 4096, PROT_READ | PROT_EXEC) >= 0 ? OPENED : OPENED + 1;
}

static int try_other_descriptor(void *with)
{
    char byte;

    (void)with;
    return syscall(SYS_read, 2, &byte, 1) >= 0 ? OPENED : OPENED + 1;
}

static int try_write_input(void *with)
{
    (void)with;
    return syscall(SYS_write, 0, "x", 1) >= 0 ? OPENED : OPENED + 1;
}

static int try_ptrace(void *with)
{
    (void)with;
    return syscall(SYS_ptrace, 0, 0, 0, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_prctl(void *with)
{
    (void)with;
    return syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0) >= 0 ? OPENED : OPENED + 1;
}

static int try_sleep(void *with)
{
    struct timespec t = { 0, 1 };

    (void)with;
    return syscall(SYS_nanosleep, &t, NULL) >= 0 ? OPENED : OPENED + 1;
}

TEST_ONCE(whatever_else_the_child_tries_kills_it)
{
    static sandbox_work *const TRY[] = { try_open,      try_socket,          try_fork,
                                         try_exec,      try_kill,            try_exec_memory,
                                         try_map_file,  try_protect,         try_other_descriptor,
                                         try_write_input, try_ptrace,        try_prctl,
                                         try_sleep };
    int pid = getpid();

    for (size_t i = 0; i < COUNT_OF(TRY); i++) {
        enum sandbox_end end = end_of(TRY[i], &pid, MEMORY, err);
        if (end != SANDBOX_FORBIDDEN)
            printf("  attempt %zu ended as %d\n", i, (int)end);
        CHECK(end == SANDBOX_FORBIDDEN);
    }
}

/* Asks for memory, a mebibyte at a time, up to *with mebibytes. 0 when it was given all of it. */
static int ask_for_memory(void *with)
{
    for (int i = 0; i < *(int *)with; i++) {
        volatile char *at = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                                 -1, 0);
        if (at == MAP_FAILED)
            return 1;
        at[0] = at[(1 << 20) - 1] = 1;
    }
    return 0;
}

TEST_ONCE(the_child_has_the_memory_it_was_promised_and_no_more)
{
    int less = (MEMORY >> 20) - 4, more = (MEMORY >> 20) + 4;

    if (SANITIZED)
        SKIP("a sanitizer's shadow needs terabytes of address space; intake-plain runs it without");
    CHECK(end_of(ask_for_memory, &less, MEMORY, err) == SANDBOX_DONE);
    CHECK(end_of(ask_for_memory, &more, MEMORY, err) == SANDBOX_FAILED);
}

static int spin(void *with)
{
    if (write(1, "x", 1) != 1)
        return 1;
    for (volatile unsigned *turn = with;;) /* one that may go round: a fast processor gets there first */
        ++*turn;
    return 0;
}

TEST_ONCE(a_child_that_never_ends_is_stopped_by_its_processor_limit)
{
    struct sandbox s;
    struct rlimit now;
    unsigned turn = 0;
    char byte;

    REQUIRE(sandbox_start(&s, spin, &turn, MEMORY, err));
    struct pollfd fd = { .fd = s.from, .events = POLLIN };
    CHECK(poll(&fd, 1, 20000) == 1 && read(s.from, &byte, 1) == 1); /* it is inside by now */
    CHECK(prlimit(s.pid, RLIMIT_CPU, NULL, &now) == 0 && now.rlim_cur == SANDBOX_SECONDS);
    now.rlim_cur = 1;
    CHECK(prlimit(s.pid, RLIMIT_CPU, &now, NULL) == 0);
    CHECK(poll(&fd, 1, 60000) == 1); /* its end of the pipe closes with it */
    CHECK(sandbox_end(&s) == SANDBOX_TIME);
}

TEST_ONCE(more_processor_time_can_be_allowed_and_never_less)
{
    struct sandbox s;
    struct rlimit now = { 0, 0 };
    char byte;

    REQUIRE(sandbox_start(&s, echo, NULL, MEMORY, err));
    CHECK(sandbox_write(&s, "x", 1) == 1);
    struct pollfd fd = { .fd = s.from, .events = POLLIN };
    CHECK(poll(&fd, 1, 20000) == 1 && read(s.from, &byte, 1) == 1); /* it is inside by now */
    CHECK(prlimit(s.pid, RLIMIT_CPU, NULL, &now) == 0 && now.rlim_cur == SANDBOX_SECONDS);
    sandbox_allow(&s, SANDBOX_SECONDS + 5);
    sandbox_allow(&s, 1);
    CHECK(prlimit(s.pid, RLIMIT_CPU, NULL, &now) == 0 && now.rlim_cur == SANDBOX_SECONDS + 5);
    CHECK(prlimit(s.pid, RLIMIT_CORE, NULL, &now) == 0 && now.rlim_cur == 0 && now.rlim_max == 0);
    enum sandbox_end how = sandbox_end(&s); /* it waited for more: stopped, or first to see the end */
    CHECK(how == SANDBOX_BROKE || how == SANDBOX_DONE);
}

static bool status_has(int pid, const char *line)
{
    char path[64], text[8192];
    int n = snprintf(path, sizeof path, "/proc/%d/status", pid);
    int fd = n > 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t len = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

    if (fd >= 0)
        (void)close(fd);
    if (len < 0)
        return false;
    text[len] = 0;
    return strstr(text, line) != NULL;
}

TEST_ONCE(the_child_is_filtered_cannot_gain_privileges_and_holds_no_other_descriptor)
{
    struct sandbox s;
    int other[2];
    char byte;

    REQUIRE(pipe2(other, O_CLOEXEC) == 0);
    REQUIRE(sandbox_start(&s, echo, NULL, MEMORY, err));
    CHECK(sandbox_write(&s, "x", 1) == 1);
    struct pollfd fd = { .fd = s.from, .events = POLLIN };
    CHECK(poll(&fd, 1, 20000) == 1);
    CHECK(status_has(s.pid, "\nSeccomp:\t2\n") && status_has(s.pid, "\nNoNewPrivs:\t1\n"));
    /* Were the writing end open in the child too, this would not be the end of the pipe. */
    (void)close(other[1]);
    struct pollfd end = { .fd = other[0], .events = POLLIN };
    CHECK(poll(&end, 1, 20000) == 1 && read(other[0], &byte, 1) == 0);
    (void)close(other[0]);
    (void)sandbox_end(&s);
}

TEST_ONCE(the_child_dies_with_its_parent)
{
    int tell[2];
    int pid = 0;
    bool gone = false;

    REQUIRE(pipe2(tell, O_CLOEXEC) == 0);
    pid_t between = fork();
    if (between == 0) {
        struct sandbox s;
        struct err ignored;
        char byte;
        if (sandbox_start(&s, echo, NULL, MEMORY, &ignored) && sandbox_write(&s, "x", 1) == 1) {
            struct pollfd fd = { .fd = s.from, .events = POLLIN };
            (void)poll(&fd, 1, 20000); /* until it is inside */
            if (read(s.from, &byte, 1) != 1 || write(tell[1], &s.pid, sizeof s.pid) < 0)
                (void)syscall(SYS_exit_group, 1);
        }
        (void)syscall(SYS_exit_group, 0);
    }
    (void)close(tell[1]);
    REQUIRE(between > 0 && read(tell[0], &pid, sizeof pid) == sizeof pid);
    (void)waitpid(between, NULL, 0);
    for (int i = 0; i < 1000 && !gone; i++) {
        gone = !status_has(pid, "State:") || status_has(pid, "State:\tZ");
        (void)poll(NULL, 0, 10);
    }
    CHECK(gone);
    (void)close(tell[0]);
}

static int give_up(void *with)
{
    (void)with;
    return 3;
}

TEST_ONCE(writing_to_a_child_that_is_gone_is_an_error_and_no_signal)
{
    struct sandbox s;

    REQUIRE(sandbox_start(&s, give_up, NULL, MEMORY, err));
    struct pollfd fd = { .fd = s.from, .events = POLLIN };
    CHECK(poll(&fd, 1, 20000) == 1);
    /* The kernel lets go of a dead process's descriptors one after the other, in no promised order. */
    ptrdiff_t put = 1;
    for (int i = 0; i < 1000 && put == 1; i++) {
        put = sandbox_write(&s, "x", 1);
        if (put == 1)
            (void)poll(NULL, 0, 10);
    }
    CHECK(put == -1 && errno == EPIPE);
    CHECK(sandbox_end(&s) == SANDBOX_FAILED);
}
