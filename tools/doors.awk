# doors.awk - see doors.sh. First file: docs/rooms.txt; then every source.
BEGIN {
    n = split("aio arpa/inet assert byteswap complex ctype dirent dlfcn endian errno fcntl features fenv " \
              "float fnmatch getopt glob grp inttypes langinfo libgen limits locale malloc math mqueue net/if " \
              "netdb netinet/in netinet/tcp poll pthread pwd sched semaphore signal spawn stdalign stdarg " \
              "stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings syslog termios " \
              "threads time ucontext unistd utime wchar wctype", name, " ")
    for (i = 1; i <= n; i++) system_header[name[i] ".h"] = 1
}
function wrong(why) { print FILENAME ":" FNR ": " why; bad++ }
function is_test() { return room == "tests" || FILENAME ~ /_test\.c$/ || FILENAME ~ /^base\/test(_main)?\.[ch]$/ }

FILENAME ~ /rooms\.txt$/ {
    sub(/#.*/, "")
    if ($1 == "lib") {
        lib = $2; sub(/:$/, "", lib); library[lib] = 1
        for (i = 3; i <= NF; i++) door[lib, $i] = 1
    } else if ($1 ~ /:$/) {
        to = $1; sub(/:$/, "", to); known[to] = 1
        for (i = 2; i <= NF; i++) may[to, $i] = 1
    }
    next
}
FNR == 1 {
    code_begin()
    files++
    room = FILENAME
    if (!sub(/\/.*/, "", room)) room = ""
    if (room == "") wrong("a source outside every room; put it into one")
    else if (!known[room]) wrong("the room " room " is not in docs/rooms.txt; add a line that says what it may include")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    doors++
    match($0, /"[^"]*"/)
    to = substr($0, RSTART + 1, RLENGTH - 2)
    if (to ~ /^gen\//) next                       # made by the build, for the room that includes it
    if (!sub(/\/.*/, "", to)) wrong("write the room too: #include \"room/" to "\"")
    else if (to != room && !may[room, to])
        wrong(room " may not include " to "; move the code, or pass in what it needs")
    next
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    doors++
    match($0, /<[^>]*>/)
    to = substr($0, RSTART + 1, RLENGTH - 2)
    if (to in system_header || to ~ /^(sys|linux|asm)\/|^([a-z]*mmintrin|cpuid)\.h$/) next # the last: the compiler's own
    lib = ""
    for (l in library) if (to == l || l ~ /\/$/ && index(to, l) == 1) lib = l
    if (lib == "") wrong("<" to "> has no door; each library needs a line `lib " to ": FILE` in docs/rooms.txt")
    else if (!((lib, FILENAME) in door)) wrong("<" to "> is not for this file; its door stands in docs/rooms.txt")
    next
}
{
    line = code($0)
    if (line ~ /NUMBER_STRTOD/ && FILENAME != "base/banned.h" && FILENAME != "base/number.c")
        wrong("NUMBER_STRTOD is for base/number.c alone; use number_real()")
    if (!is_test() && room != "store" && FILENAME != "base/arena.c" &&
        line ~ /(^|[^A-Za-z0-9_])(malloc|calloc|realloc|free|reallocarray|aligned_alloc|strdup|strndup|asprintf)[ ]*\(/)
        wrong("memory comes from an arena (base/arena.h); malloc is for base/arena.c and store/")
}
END {
    printf "%d doors looked at in %d files, %d wrong\n", doors, files, bad
    exit bad > 0 || doors == 0
}
