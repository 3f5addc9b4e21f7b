#!/bin/sh
# serve_caps - one address cannot take all lines, and who finds every line taken is told so.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
crowd() { node "$tree/tests/attack/crowd.mjs" "$port" "$@" > out 2> crowd.err; }
town csp.safekeep || exit 1
own=$(hostname -I 2> /dev/null | tr ' ' '\n' | grep -m 1 '^[0-9.]*$')

# ---- so many from one address, and no more ----
if [ -n "$own" ]; then
    LISTEN=0.0.0.0:0
    serve_begin one --store csp.safekeep --from-one 4 --connections 64 --head-seconds 20
    ok "it is served to others" [ -n "$port" ]
    crowd "$own" 3 idle "$own"
    ok "one fewer than may be: the next is answered" json '.held == 3 and .asked[0].status == 303'
    crowd "$own" 4 idle "$own" 127.0.0.1 127.0.0.2 "$own"
    ok "four lines from one address are held" json '.held == 4'
    ok "who comes fifth from there reads the end of the line and no word" \
        json '.asked[0] | .status == 0 and .words == "" and .ended'
    ok "another address is answered meanwhile" json '.asked[1].status == 303'
    ok "and one more" json '.asked[2].status == 303'
    ok "that does not let a fifth in" json '.asked[3].status == 0 and .asked[3].ended'
    ok "once they have gone, that address is answered again" json '.after.status == 303'
    crowd "$own" 12 idle 127.0.0.1
    ok "of twelve lines from there four are held" json '.held == 4 and .asked[0].status == 303'
    crowd 127.0.0.1 12 idle 127.0.0.1 127.0.0.2
    ok "this machine's own are not counted: a proxy's all come from here" \
        json '.held == 12 and .asked[0].status == 303 and .asked[1].status == 303'
    serve_end TERM
    ok "no address stands in the log" not grep -qF "$own" one.log
else
    echo "this machine has no address but its own loopback: the cap of one address is not tried"
fi

# ---- all lines are taken ----
unset LISTEN
serve_begin two --store csp.safekeep --connections 8 --head-seconds 20 --body-seconds 20
crowd 127.0.0.1 8 idle 127.0.0.1 127.0.0.2
ok "who has asked for nothing makes room" json '.held == 8 and .asked[0].status == 303 and .asked[1].status == 303'
crowd 127.0.0.1 8 busy 127.0.0.1 127.0.0.2
ok "eight that are being heard are held" json '.held == 8'
ok "the ninth is told 503" json '.asked[0].status == 503 and .asked[0].ended'
ok "in words" json '.asked[0].words == "too many people are asking just now; try again in a moment\n"'
ok "wherever it comes from" json '.asked[1].status == 503'
for strict in "Content-Security-Policy: default-src 'none'" 'X-Content-Type-Options: nosniff' 'Cache-Control: no-store' \
    'Referrer-Policy: no-referrer' 'Connection: close'; do
    ok "that reply bears $strict" json ".asked[0].head | contains(\"$strict\")"
done
ok "once they have gone a page is answered" json '.after.status == 303'
crowd 127.0.0.1 60 busy 127.0.0.1
ok "however many come, each hears 503 or the end of the line" \
    json '.asked[0] | (.status == 503 or .status == 0) and .ended'
ok "and afterwards all is as before" json '.after.status == 303'
serve_end TERM
ok "it ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
ok "the log says 503 and why, and nothing of who asked" grep -q '^503 busy no page$' two.log
ok "and no address" not grep -q '127\.0\.0' two.log

told
