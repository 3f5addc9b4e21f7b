#!/bin/sh
# races.sh TESTS SERVER COMMAND WORD... - built with the thread sanitizer, the unit tests of what uses threads and a
# server under load touch nothing from two threads at once without a lock. SERVER serves; COMMAND borrows its writing.
tests=$(realpath "$1") server=$(realpath "$2") SAFEKEEP=$(realpath "$3")
shift 3
. "$(dirname "$0")/../journeys/lib.sh"
. "$tree/tests/journeys/serving.sh"
TSAN_OPTIONS="log_path=$work/race second_deadlock_stack=1 exitcode=0"
export TSAN_OPTIONS

# What was found since it was last asked, or nothing.
found() { cat race.* 2> /dev/null | sed "s,$tree/,,g"; }
no_race() { found > races; rm -f race.*; head -n 60 races; [ ! -s races ]; }

# ---- the unit tests ----
for word; do
    (cd "$tree" && exec "$tests" "$word") > out 2> err
    ok "the unit tests of $word pass" [ $? -eq 0 ]
    ok "and no race is found in $word" no_race
done

# ---- a town with something of everything, and every address of it ----
town csp.safekeep && year year.csv
{ echo "$HEADER"; month 2025-01 90 11 9 10; } > january.csv
tried 0 "incidents come in" import --store csp.safekeep --agency police --kind police-uk year.csv
tried 0 "one month too many" import --store csp.safekeep --agency police --kind police-uk january.csv
tried 0 "alerts are made" scan --store csp.safekeep --replications 99
tried 0 "a reviewer is known" reviewer add --store csp.safekeep "Sgt Quill"
# addresses NAME DATE - those of docs/routes.md that are read, as a curl file; each twice over
addresses()
{
    sed -n 's/^| GET | `\([^`]*\)`.*/\1/p' "$tree/docs/routes.md" | while IFS= read -r path; do
        for id in 1 E01990001 E05990002; do
            echo "$path" | sed "s,{place},csp,;s,{id},$id,g"
        done
    done | sort -u | sed "s|.*|url = http://127.0.0.1:$port&$2\noutput = /dev/null|" > "$1"
}
served=$SAFEKEEP SAFEKEEP=$server
ok "it is served" serve_begin one --store csp.safekeep
SAFEKEEP=$served
addresses newest ''
addresses earlier '?date=2024-09-30'
ok "every address is asked" [ "$(grep -c '^url' newest)" -gt 40 ]

# ---- everybody at once ----
# asks FILE - all its addresses, eight at a time, again and again until the file `enough` is there
asks()
{
    while [ ! -e enough ]; do
        curl -s -Z --parallel-max 8 --compressed -w '%{http_code}\n' -K "$1" >> "$1.codes" 2>> curl.err
    done
}
asks newest & one=$!
asks earlier & two=$!
uploads()
{
    while [ ! -e enough ]; do
        token=$(curl -s "http://127.0.0.1:$port/csp/data/upload" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p')
        to=$(curl -s -o /dev/null -w '%{redirect_url}' -H 'Sec-Fetch-Site: same-origin' -F "token=$token" \
            -F agency=police -F kind=police-uk -F file=@february.csv "http://127.0.0.1:$port/csp/data/upload")
        curl -s -o preview "$to"
        curl -s -o /dev/null -w '%{http_code}\n' -H 'Sec-Fetch-Site: same-origin' -d "token=$token&step=import" "$to" >> sent
        curl -s -o /dev/null -w '%{http_code}\n' -H 'Sec-Fetch-Site: same-origin' \
            -d "token=$token&reviewer=Sgt+Quill&verdict=watch" "http://127.0.0.1:$port/csp/alert/1/review" >> reviewed
    done
}
{ echo "$HEADER"; month 2025-02 9 11 9 10; } > february.csv
uploads & three=$!
for n in 1 2 3; do
    { echo "$HEADER"; month 2025-0$((n + 2)) 9 9 9 9; } > more.csv
    tried 0 "command $n borrows the writing" import --store csp.safekeep --agency police --kind police-uk more.csv
done
tried 0 "and so does a run" scan --store csp.safekeep --replications 99
# rounds FILE N - so many lines in it
rounds() { [ -e "$1" ] && [ "$(grep -c . "$1")" -ge "$2" ]; }
ok "each address of the newest day is asked ten times" waited rounds newest.codes $(($(grep -c ^url newest) * 10))
ok "and of an earlier day five times" waited rounds earlier.codes $(($(grep -c ^url earlier) * 5))
ok "eight files were sent meanwhile" waited rounds reviewed 8
touch enough
wait $one $two $three
ok "the pages of the newest day were answered" grep -q 200 newest.codes
ok "those of an earlier day were too" grep -q 200 earlier.codes
ok "nothing broke" not grep -hE '^(5..|000)$' newest.codes earlier.codes
ok "a file came in through its page" grep -q 303 sent
ok "an alert was reviewed" grep -q 303 reviewed

# ---- the end, under load ----
rm enough
asks newest & one=$!
asks earlier & two=$!
sleep 1
serve_end TERM
ok "it ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
touch enough
wait $one $two
ok "and no race is found in the server" no_race
told
