#include "intake/sandbox.h"

#include "base/number.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { PIPE_BYTES = 1 << 20, CHILD_READS = 0, CHILD_WRITES = 1 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SHADOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SHADOW 1
#endif
#endif
#ifndef HAS_SHADOW
#define HAS_SHADOW 0
#endif

/* ---- in the child ---- */

static void leave(int code)
{
    (void)syscall(SYS_exit_group, code);
    abort();
}

/* How much address space it was born with. /proc need not be there: then the cap is the cap. */
static size_t address_space(void)
{
    char text[64];
    int64_t pages = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);
    struct str rest = { text, n > 0 ? (size_t)n : 0 };

    if (fd >= 0)
        (void)close(fd);
    if (!number_int(str_cut(&rest, ' '), &pages) || pages < 0)
        pages = 0;
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static bool limit(int what, rlim_t soft, bool keep_hard)
{
    struct rlimit now;

    if (getrlimit((__rlimit_resource_t)what, &now) != 0)
        return false;
    now.rlim_cur = soft < now.rlim_max ? soft : now.rlim_max;
    if (!keep_hard)
        now.rlim_max = now.rlim_cur;
    return setrlimit((__rlimit_resource_t)what, &now) == 0;
}

static bool take_limits(size_t memory_bytes)
{
    if (!HAS_SHADOW && !limit(RLIMIT_AS, address_space() + memory_bytes, false))
        return false;
    return limit(RLIMIT_CORE, 0, false) && limit(RLIMIT_CPU, SANDBOX_SECONDS, true);
}

static bool allow_memory(scmp_filter_ctx filter)
{
    struct scmp_arg_cmp no_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    struct scmp_arg_cmp anonymous = SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS);

    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, no_exec, anonymous) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_exec) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(munmap), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mremap), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(madvise), 0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(brk), 0) == 0;
}

static bool take_filter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    struct scmp_arg_cmp reads = SCMP_A0(SCMP_CMP_EQ, CHILD_READS, 0);
    struct scmp_arg_cmp writes = SCMP_A0(SCMP_CMP_EQ, CHILD_WRITES, 0);

    if (!filter)
        return false;
    bool ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1, reads) == 0 &&
              seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, writes) == 0 &&
              allow_memory(filter) &&
              seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(exit), 0) == 0 &&
              seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(exit_group), 0) == 0 &&
              seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigreturn), 0) == 0 &&
              seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

/* The parent's handlers are for the parent; a crash here must end the child, and at once. */
static void take_signals(void)
{
    static const int OWN[] = { SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE,
                               SIGILL,  SIGSYS, SIGXCPU, SIGPIPE, SIGALRM, SIGCHLD };
    sigset_t none;

    for (size_t i = 0; i < COUNT_OF(OWN); i++)
        (void)signal(OWN[i], SIG_DFL);
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool enter(int reads, int writes, pid_t parent, size_t memory_bytes)
{
    /* The pipes' ends lie at 2 or above (see start), so neither dup2 overwrites the other. */
    if (dup2(reads, CHILD_READS) < 0 || dup2(writes, CHILD_WRITES) < 0)
        return false;
    if (syscall(SYS_close_range, 2U, ~0U, 0U) != 0)
        return false;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        return false;
    take_signals();
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 &&
           take_limits(memory_bytes) && take_filter();
}

/* ---- in the parent ---- */

static void close_all(const int fd[4])
{
    for (int i = 0; i < 4; i++)
        if (fd[i] >= 0)
            (void)close(fd[i]);
}

/* A pipe's end at 2 or above, so that the child can put it at 0 or 1 without treading on the other. */
static bool raise_end(int *fd)
{
    if (*fd > CHILD_WRITES)
        return true;
    int higher = fcntl(*fd, F_DUPFD_CLOEXEC, CHILD_WRITES + 1);
    if (higher < 0)
        return false;
    (void)close(*fd);
    *fd = higher;
    return true;
}

/* fd: [0] the child reads, [1] we write, [2] we read, [3] the child writes. */
static bool open_pipes(int fd[4])
{
    if (pipe2(fd, O_CLOEXEC) != 0 || pipe2(fd + 2, O_CLOEXEC) != 0)
        return false;
    /* Larger pipes mean fewer turns; where the system grants none, the usual ones do. */
    (void)fcntl(fd[1], F_SETPIPE_SZ, PIPE_BYTES);
    (void)fcntl(fd[3], F_SETPIPE_SZ, PIPE_BYTES);
    return raise_end(&fd[0]) && raise_end(&fd[3]) && fcntl(fd[1], F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(fd[2], F_SETFL, O_NONBLOCK) == 0;
}

bool sandbox_start(struct sandbox *s, sandbox_work *work, void *with, size_t memory_bytes,
                   struct err *err)
{
    int fd[4] = { -1, -1, -1, -1 };
    pid_t parent = getpid();

    if (!open_pipes(fd)) {
        close_all(fd);
        return err_set(err, ERR_LIMIT, "too many files are open to read another");
    }
    /* What stands in a buffered stream is the parent's to write, once. The child never flushes. */
    pid_t pid = fork();
    if (pid == 0)
        leave(enter(fd[0], fd[3], parent, memory_bytes) ? work(with) : 127);
    (void)close(fd[0]);
    (void)close(fd[3]);
    fd[0] = fd[3] = -1;
    if (pid < 0) {
        close_all(fd);
        return err_set(err, ERR_LIMIT, "could not start a process to read the file in");
    }
    *s = (struct sandbox){ .pid = pid, .to = fd[1], .from = fd[2], .seconds = SANDBOX_SECONDS };
    return true;
}

void sandbox_allow(struct sandbox *s, unsigned seconds)
{
    struct rlimit cpu;

    if (seconds <= s->seconds || prlimit(s->pid, RLIMIT_CPU, NULL, &cpu) != 0)
        return;
    cpu.rlim_cur = seconds < cpu.rlim_max ? seconds : cpu.rlim_max;
    if (prlimit(s->pid, RLIMIT_CPU, &cpu, NULL) == 0)
        s->seconds = seconds;
}

void sandbox_shut(struct sandbox *s)
{
    if (s->to >= 0)
        (void)close(s->to);
    s->to = -1;
}

ptrdiff_t sandbox_write(const struct sandbox *s, const void *at, size_t n)
{
    static const struct timespec AT_ONCE = { 0, 0 };
    sigset_t quiet, before, waiting;

    (void)sigemptyset(&quiet);
    (void)sigaddset(&quiet, SIGPIPE);
    (void)sigpending(&waiting);
    (void)pthread_sigmask(SIG_BLOCK, &quiet, &before);
    ssize_t put = write(s->to, at, n);
    int why = errno;
    if (put < 0 && why == EPIPE && !sigismember(&waiting, SIGPIPE))
        while (sigtimedwait(&quiet, NULL, &AT_ONCE) < 0 && errno == EINTR)
            ;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = why;
    return put;
}

static enum sandbox_end end_of(int status)
{
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == 0 ? SANDBOX_DONE : SANDBOX_FAILED;
    if (!WIFSIGNALED(status))
        return SANDBOX_BROKE;
    return WTERMSIG(status) == SIGSYS ? SANDBOX_FORBIDDEN
           : WTERMSIG(status) == SIGXCPU ? SANDBOX_TIME : SANDBOX_BROKE;
}

enum sandbox_end sandbox_end(struct sandbox *s)
{
    int status = 0;
    char byte;
    pid_t pid;

    sandbox_shut(s);
    /* One that has closed its end is ending by itself, and its own status says more than ours. */
    bool ending = read(s->from, &byte, 1) == 0;
    if (!ending)
        (void)kill(s->pid, SIGKILL);
    (void)close(s->from);
    s->from = -1;
    do
        pid = waitpid(s->pid, &status, 0);
    while (pid < 0 && errno == EINTR);
    return pid == s->pid ? end_of(status) : SANDBOX_BROKE;
}
