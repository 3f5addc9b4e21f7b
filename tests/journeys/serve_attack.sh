#!/bin/sh
# serve_attack - requests that two programs could read in two ways, and clients that hold the line, harm nobody.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
attack=$tree/tests/attack
town medway.safekeep && month 2024-01 10 11 9 10 | { echo "$HEADER"; cat; } > year.csv
tried 0 "incidents come in" import --store medway.safekeep --agency police --kind police-uk year.csv
ok "node is there" command -v node

# ---- framing and smuggling: tests/attack/vectors, each with what must come of it ----
serve_begin one --store medway.safekeep
ok "the site is served" [ -n "$port" ]
node "$attack/send.mjs" "$port" "$attack"/vectors/*.txt > vectors
ok "every vector ends as it says it must" grep -q ', 0 failed$' vectors
not grep '^not so' vectors
ok "there are at least 32" [ "$(grep -c . vectors)" -ge 1 -a "$(ls "$attack"/vectors/*.txt | wc -l)" -ge 32 ]
hears /
ok "a page is still answered after all that" [ "$status" = 303 ]
serve_end TERM
ok "the server ends as if nothing had been (exit 0, was $code)" [ "$code" = 0 ]
ok "nothing that was sent stands in its log" not grep -qiE 'smuggled|canary|192\.0\.2' one.log

# held MODE N SECONDS - clients hold the line; what came of it as JSON in out
held() { node "$attack/hold.mjs" "$port" "$@" | tail -n 1 > out; }
# holding MODE N SECONDS - the same while the story goes on; `held_all` waits for what came of it
holding()
{
    rm -f going && mkfifo going
    node "$attack/hold.mjs" "$port" "$@" > going &
    asking=$!
    exec 4< going
    read -r _ <&4
}
held_all() { cat <&4 > out; wait "$asking"; exec 4<&-; }
few() { serve_begin "$1" --store medway.safekeep --connections 64 --head-seconds 2 --body-seconds 2; }

# ---- who drips, idles or never reads keeps nobody else out, and is cut at the deadline ----
few two
held drip 96 12
ok "96 that drip a head are cut, though they never fall silent" json '.held >= 64 and .cut == .held'
ok "and five pages asked for meanwhile are answered, as is one after" json '.answered == 6 and .broken == 0'
held idle 96 12
ok "96 that say nothing are cut" json '.held >= 64 and .cut == .held'
ok "and pages are answered meanwhile" json '.answered == 6 and .broken == 0'
held slow 48 12
ok "48 that drip a form are cut" json '.held == 48 and .cut == 48'
ok "and pages are answered meanwhile" json '.answered == 6 and .broken == 0'
held unread 16 20
ok "16 that read no reply are cut" json '.held == 16 and .cut == 16'
ok "and pages are answered meanwhile" json '.answered == 6 and .broken == 0'
held slow 80 12
ok "while all lines are busy with forms, who comes is answered or told to wait" json '.asked == 6 and .broken == 0'
hears /
ok "afterwards all is as before" [ "$status" = 303 ]
serve_end TERM

serve_begin three --store medway.safekeep --head-seconds 3
held idle 1000 1
ok "a thousand idle lines keep nobody out" json '.held == 1000 and .answered == 6'
serve_end TERM

# ---- bodies ----
serve_begin four --store medway.safekeep
head -c 2000000 /dev/zero | tr '\0' a > huge
hears / -H Expect: --data-binary @huge
ok "a huge body is refused before it is read" [ "$status" = 413 ]
hears / -H 'Transfer-Encoding: chunked' -H Expect: --data-binary @huge
ok "a huge body of unknown length is refused or cut" [ "$status" = 413 -o "$status" = 000 ]
head -c 100000 huge > large
hears / -H 'Transfer-Encoding: chunked' -H Expect: --data-binary @large
ok "one a little too large hears why" [ "$status" = 413 ]
serve_end TERM

# ---- the end, under load ----
for signal in TERM INT; do
    serve_begin "five-$signal" --store medway.safekeep
    holding load 32 20
    before=$(date +%s)
    serve_end $signal
    ok "SIG$signal ends it in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
    ok "within five seconds, or a little more on a busy machine" [ $(($(date +%s) - before)) -le 7 ]
    held_all
    ok "under load no reply is cut" json '.answered > 50 and .broken == 0'
done

# ---- a client that hangs on is cut at the end, and a second signal waits for nothing ----
serve_begin six --store medway.safekeep
holding slow 4 20
before=$(date +%s)
serve_end TERM
ok "who is still sending a form does not keep it from ending" [ "$code" = 0 -a $(($(date +%s) - before)) -le 7 ]
held_all
serve_begin seven --store medway.safekeep
holding slow 4 20
kill -TERM "$pid"
sleep 0.3
before=$(date +%s)
serve_end TERM
ok "a second signal ends it at once" [ "$code" != 0 -a $(($(date +%s) - before)) -le 2 ]
held_all

told
