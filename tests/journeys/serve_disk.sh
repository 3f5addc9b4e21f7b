#!/bin/sh
# serve_disk - while it is served, a store's disk fills, its file is taken away or replaced: said, nothing half done.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
town csp.safekeep && year year.csv || exit 1
"$SAFEKEEP" import --store csp.safekeep --agency police --kind police-uk year.csv > out 2> err || exit 1

# sends FILE - brings it in as a person does, up to the preview; its address in $preview, the form's token in $token
sends()
{
    hears /csp/data/upload
    token=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' out)
    preview=$(curl -s -o out -w '%{redirect_url}' -H 'Sec-Fetch-Site: same-origin' -F "token=$token" -F agency=police \
        -F kind=police-uk -F "file=@$1" "http://127.0.0.1:$port/csp/data/upload" | sed 's,.*:[0-9]*/,/,')
    [ -n "$preview" ]
}
# imports - and waits for its end, which the import's own page tells: 303 to the file that came in, or why it did not
imports()
{
    hears "$preview" -H 'Sec-Fetch-Site: same-origin' -d "token=$token&step=import"
    to=$(tr -d '\r' < head | sed -n 's/^[Ll]ocation: //p')
    tries=0
    while [ -n "$to" ] && [ $tries -lt 100 ]; do
        hears "$to"
        [ "$status" = 200 ] || return 0
        tries=$((tries + 1))
        sleep 0.1
    done
}
files() { "$SAFEKEEP" imports --store "$1" --json | jq length; }
# figures - pages still show what they showed
figures() { hears /csp/about && [ "$status" = 200 ] && hears /csp/areas && [ "$status" = 200 ]; }

# ---- taken away, replaced, put back ----
{ echo "$HEADER"; month 2025-01 9 11 9 10; } > january.csv
serve_begin one --store csp.safekeep
ok "a page opens" figures
ok "a file is looked at" sends january.csv
mkdir away && mv csp.safekeep csp.safekeep-wal csp.safekeep-shm away/
imports
ok "while the store's file is away nothing is imported (503, was $status)" [ "$status" = 503 ]
ok "and why is said" answered 'moved, removed or replaced'
ok "pages go on with the figures of a moment ago" figures
ok "and say that they may be old" answered 'may be older'
echo rubbish > csp.safekeep
imports
ok "nor into another file that lies in its place (503, was $status)" [ "$status" = 503 ]
ok "which is left as it is" [ "$(cat csp.safekeep)" = rubbish ]
mv away/* .
imports
ok "once it is back the same file comes in (303, was $status)" [ "$status" = 303 ]
serve_end TERM
ok "the server ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
ok "and the store has it, once" [ "$(files csp.safekeep)" = 6 ]
ok "the log says what failed and not what for" grep -qx '503 store /{place}/data/import/{id}' one.log

# ---- a disk that fills, and one that is read-only from the start ----
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1536k tmpfs disk 2> mount.err; then
    "$SAFEKEEP" backup --store csp.safekeep --to disk/csp.safekeep > out 2> err
    { echo "$HEADER"; for m in 02 03 04; do month 2025-$m 500 500 500 500; done; } > big.csv
    serve_begin two --store disk/csp.safekeep
    ok "a store on a small disk is served" figures
    ok "a file is looked at" sends big.csv
    head -c 2000000 /dev/zero > disk/filler 2> filler.err
    imports
    ok "with a full disk nothing is imported (503, was $status)" [ "$status" = 503 ]
    ok "that the disk is full is said" answered 'full'
    ok "pages open all the same" figures
    rm disk/filler
    { echo "$HEADER"; month 2025-02 9 11 9 10; } > february.csv
    ok "with room again another file is looked at" sends february.csv
    imports
    ok "and comes in (303, was $status)" [ "$status" = 303 ]
    serve_end TERM
    ok "the server ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
    ok "nothing of the file that did not fit is there" [ "$(files disk/csp.safekeep)" = 7 ]
    tried 0 "and the store is sound" backup --store disk/csp.safekeep --to sound
    mount -o remount,ro disk
    run serve --store disk/csp.safekeep --listen 127.0.0.1:0
    ok "a store on a read-only disk is not served for writing (exit 8, was $code)" [ "$code" = 8 ]
    ok "and that is said" said 'Read-only file system'
else
    echo "no disk of its own can be mounted here: a full one is not tried"
fi

told
