#!/bin/sh
# serve_writer - while a store is served, commands borrow the writing one after the other, also when one is killed.
. "$(dirname "$0")/lib.sh"

port=${PORT:-18501}
page() { curl -sS --max-time 60 -o page.html -w '%{http_code}' "http://127.0.0.1:$port/$1"; }
opens() { [ "$(page "$1")" = 200 ]; }
holds() { [ "$(cat csp.safekeep.lock 2>/dev/null)" = "$1" ]; }
child_of() { pgrep -P "$1"; }
has_child() { [ -n "$(child_of "$1")" ]; }
serve()
{
    "$SAFEKEEP" serve --store csp.safekeep --listen "127.0.0.1:$port" 2> serve.err &
    server=$!
    waited grep -q '^open http' serve.err
}
stop() { kill -TERM "$server" && wait "$server"; }
stop_all() { [ -z "${server:-}" ] || kill -KILL "$server" 2>/dev/null; leave; }
trap stop_all EXIT

town csp.safekeep || exit 1
year 2024.csv
"$SAFEKEEP" import --store csp.safekeep --agency police --kind police-uk 2024.csv > out 2> err || exit 1

ok "it is served" serve
ok "a page opens" opens csp/about
ok "the server holds the writing" holds "$server"
ok "its socket is for its owner alone" [ "$(stat -c '%F %a' csp.safekeep.sock)" = 'socket 600' ]

# ---- commands write as if nobody served ----
{ echo "$HEADER"; month 2025-01 9 9 9 9; } > january.csv
tried 0 "a file comes in by a command" import --store csp.safekeep --agency police --kind police-uk january.csv
ok "a page opens after it" opens csp/about
ok "the server has the writing again" waited holds "$server"
tried 0 "a run is made by a command" scan --store csp.safekeep --replications 99
tried 0 "a reviewer is added by a command" reviewer add --store csp.safekeep "Sgt Quill"
tried 0 "reading needs no loan" imports --store csp.safekeep --json

# ---- one is in the middle of its file ----
mkfifo slow
begun()
{
    "$SAFEKEEP" import --store csp.safekeep --agency police --kind police-uk - < slow > first.out 2> first.err &
    writer=$!
    exec 9> slow
    { echo "$HEADER"; month 2025-02 9 9 9 9; } >&9
    waited has_child "$writer"
}
ok "a command borrows the writing" begun
ok "it holds the store" waited holds "$writer"
ok "pages open meanwhile" opens csp/about
"$SAFEKEEP" agency add --store csp.safekeep --code fire --name Fire --sector fire > second.out 2> second.err 9>&- &
second=$!
ok "a second command waits" kill -0 "$second"
exec 9>&-
wait "$writer"
ok "the first ended well" [ $? -eq 0 ]
wait "$second"
ok "then the second had its turn" [ $? -eq 0 ]
run agency list --store csp.safekeep
ok "and wrote" answered Fire

# ---- one is killed in the middle ----
ok "another command borrows it" begun
ok "it holds the store now" waited holds "$writer"
kill -KILL "$writer"
wait "$writer" 2>/dev/null
exec 9>&-
ok "the server takes the writing back" waited holds "$server"
tried 0 "the next command writes" agency add --store csp.safekeep --code probation --name Probation --sector probation
ok "pages open" opens csp/about
run imports --store csp.safekeep --json
ok "nothing of the killed import is there" json '[.[] | select(.file == "-" or .file_name == "-")] | length <= 1'

# ---- a second server, a server that ends, a server that is killed ----
tried 6 "a second server of the same store is refused" serve --store csp.safekeep --listen 127.0.0.1:0
ok "it is told what it may do" said read-only
ok "the server ends when told" stop
ok "its socket went with it" [ ! -e csp.safekeep.sock ]
tried 0 "a command then writes by itself" agency add --store csp.safekeep --code sport --name Sport --sector sport
ok "it is served again" serve
kill -KILL "$server"
wait "$server" 2>/dev/null
ok "a killed server leaves its socket" [ -S csp.safekeep.sock ]
tried 0 "which means nothing to a command" agency add --store csp.safekeep --code youth --name Youth --sector youth
ok "nor to the next server" serve
tried 0 "which lends again" agency add --store csp.safekeep --code school --name School --sector school
ok "and ends" stop
server=
told
