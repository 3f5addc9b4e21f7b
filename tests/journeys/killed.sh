#!/bin/sh
# killed - an import ends in its middle, by every road; nothing of it is there, and it can be done again.
. "$(dirname "$0")/lib.sh"

waited()
{
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
        ! "$@" || return 0
        sleep .25
    done
    return 1
}
child_of() { pgrep -P "$1"; }
has_child() { [ -n "$(child_of "$1")" ]; }
gone() { ! kill -0 "$1" 2>/dev/null; }
fingerprint() { for what in imports audit runs 'agency list'; do "$SAFEKEEP" $what --store csp --json; done | sha256sum; }

# begun - an import that has read most of its file and waits for the rest; $writer and its $child
begun()
{
    rm -f slow
    mkfifo slow
    # a background process of a script ignores interrupts unless it is told not to
    env --default-signal=INT "$SAFEKEEP" import --store csp --agency police --kind police-uk --json \
        --rejects refused.csv - < slow > out 2> err &
    writer=$!
    exec 9> slow
    { cat 2024.csv; month 2025-01 900 900 900 900; } >&9
    waited has_child "$writer"
    child=$(child_of "$writer")
    waited idle
}
# all was sent and taken: the program sleeps in read or poll
idle()
{
    [ "$(awk '{ print $3 }' "/proc/$writer/stat")" = S ] && [ "$(awk '{ print $3 }' "/proc/$child/stat")" = S ] &&
        sleep .1 && [ "$(awk '{ print $3 }' "/proc/$writer/stat")" = S ]
}
town csp || exit 1
year 2024.csv
before=$(fingerprint)

for signal in KILL INT TERM; do
    begun
    ok "$signal: it is in the middle" has_child "$writer"
    kill -$signal "$writer"
    wait "$writer" 2>/dev/null
    ok "$signal: it ended by the signal" [ $? -ge 128 ]
    ok "$signal: its reading child ended too" waited gone "$child"
    exec 9>&-
    ok "$signal: nothing of it is there" [ "$before" = "$(fingerprint)" ]
    tried 0 "$signal: the store takes a change" agency add --store csp --code "after-$(echo $signal | tr A-Z a-z)" --name X --sector fire
    before=$(fingerprint)
    rm -f refused.csv
done

# ---- the reading child alone is killed ----
begun
ok "the child can be killed" kill -KILL "$child"
exec 9>&-
wait "$writer"
code=$?
ok "the import says so with an exit code of its own" [ $code -ge 3 -a $code -le 8 ]
ok "in one document" one_json
ok "in words" [ -s err ]
ok "nothing of it is there, either" [ "$before" = "$(fingerprint)" ]
ok "no rejects file is left" [ ! -e refused.csv ]

# ---- and again, in full ----
tried 0 "the same file comes in whole" import --store csp --agency police --kind police-uk 2024.csv
run imports --store csp --json
ok "all of it" json '[.[] | select(.kind == "police-uk") | .rows_live] == [480]'
tried 0 "a backup of the store is sound" backup --store csp --to copy

# ---- a brief that is killed leaves no half page; what was there stays ----
echo old > brief.html
"$SAFEKEEP" brief --store csp --html brief.html > out 2> err &
writer=$!
kill -KILL $writer
wait $writer 2>/dev/null
ok "the page is the old one or whole" sh -c 'grep -qx old brief.html || grep -q "</html>" brief.html'

told
