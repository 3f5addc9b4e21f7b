#!/bin/sh
# serve - the site is begun, asked, ended, killed and begun again; what an administrator can get wrong is said.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
town medway.safekeep && year year.csv
tried 0 "incidents come in" import --store medway.safekeep --agency police --kind police-uk year.csv

# ---- it says where to open it, and answers ----
serve_begin one --store medway.safekeep
ok "it says where to open it" said "open http://127.0.0.1:$port/ in a browser"
hears /
ok "the first address leads on" [ "$status" = 303 ]
hears /medway/about
ok "a page is answered" [ "$status" = 200 ]
for strict in "Content-Security-Policy: default-src 'none';" 'X-Content-Type-Options: nosniff' \
    'Referrer-Policy: no-referrer' 'Cross-Origin-Opener-Policy: same-origin' \
    'Cross-Origin-Resource-Policy: same-origin' 'Permissions-Policy: '; do
    ok "a page bears $strict" head_has "$strict"
    hears /nowhere
    ok "an error bears $strict" head_has "$strict"
    hears /medway/about
done
ok "without TLS no browser is told to insist on it" not head_has Strict-Transport-Security
ok "no browser is told what we are made of" not head_has 'Server:'
style=$(grep -o '/assets/[^"]*\.css' out | head -n 1)
hears "$style"
ok "a file of the program is kept for ever, for its address names its content" head_has immutable
length=$(wc -c < out)
hears "$style" -I
ok "HEAD says the same length and sends nothing" head_has "Content-Length: $length"
hears "$style" -X POST -d a=b
ok "what an address does not take is refused" [ "$status" = 404 -o "$status" = 405 ]
ok "an error ends the connection" head_has 'Connection: close'
hears /medway/about -H 'Via: 1.1 proxy'
ok "a request a proxy passed on ends its connection" head_has 'Connection: close'
hears /medway/about -H 'Host: '
ok "a request without a host is refused" [ "$status" = 400 ]

# ---- the port is taken, the address is none ----
tried 6 "a port that is taken" serve --store medway.safekeep --listen "127.0.0.1:$port"
ok "the way out is said" said 'choose another with --listen'
tried 3 "a name is no address" serve --store medway.safekeep --listen example.org:80
ok "what an address looks like is said" said '127.0.0.1:8080'
tried 3 "a port beyond all ports" serve --store medway.safekeep --listen 127.0.0.1:99999
tried 3 "an address of another machine" serve --store medway.safekeep --listen 192.0.2.1:8080
tried 5 "a store that is not there" serve --store nowhere.safekeep --listen 127.0.0.1:0
tried 2 "no store" serve
tried 2 "half of TLS" serve --store medway.safekeep --certificate x.pem
tried 2 "no seconds at all" serve --store medway.safekeep --head-seconds 0

# ---- killed, and begun again on the same port ----
serve_end KILL
ok "it was killed" [ "$code" = 137 ]
was=$port
"$SAFEKEEP" serve --store medway.safekeep --listen "127.0.0.1:$was" 2> again.log &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    hears / && [ "$status" = 303 ] && break
    sleep 0.25
done
ok "after kill -9 it is begun again on the same port" [ "$status" = 303 ]
serve_end TERM
ok "SIGTERM ends it in an orderly way (exit 0, was $code)" [ "$code" = 0 ]

# ---- IPv6 ----
LISTEN='[::1]:0'
if serve_begin six --store medway.safekeep; then
    ok "it says where to open it" said "open http://[::1]:$port/ in a browser"
    ok "it answers on IPv6" [ "$(curl -s -o out -w '%{http_code}' "http://[::1]:$port/")" = 303 ]
    serve_end TERM
else
    ok "it is not served on IPv6 because this machine has none" said 'no network card of this machine'
    pid=''
fi
unset LISTEN

# ---- the store changes its state while it is served ----
serve_begin two --store medway.safekeep --read-only
hears /medway/about
chmod 400 medway.safekeep
hears /medway/about
ok "a store that may only be read goes on being shown, or its page says why not" \
    [ "$status" = 200 -o "$status" = 503 ]
mv medway.safekeep elsewhere.safekeep
hears /medway/about
ok "a store that is gone is a page that says so, or the figures of a moment ago" \
    [ "$status" = 200 -o "$status" = 503 ]
mv elsewhere.safekeep medway.safekeep && chmod 600 medway.safekeep
hears /medway/about
ok "once it is back all is as before" [ "$status" = 200 ]
head -c 8192 /dev/zero | dd of=medway.safekeep conv=notrunc 2>/dev/null
hears /medway/about
ok "a store that was overwritten is a page that says so, or the figures of a moment ago" \
    [ "$status" = 200 -o "$status" = 503 ]
ok "the server stands" kill -0 "$pid"
serve_end TERM
ok "and ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]

# ---- TLS ----
if command -v openssl > /dev/null; then
    rm medway.safekeep* && town medway.safekeep
    "$SAFEKEEP" import --store medway.safekeep --agency police --kind police-uk year.csv > out
    for name in site other; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost \
            -addext subjectAltName=IP:127.0.0.1 -keyout $name.key -out $name.pem 2> err
    done
    openssl ec -in site.key -aes128 -passout pass:xyzzy -out locked.key 2> err
    serve_begin three --store medway.safekeep --certificate site.pem --key site.key
    ok "it says https" said "open https://127.0.0.1:$port/"
    curl -s --cacert site.pem -D head -o out "https://127.0.0.1:$port/medway/about"
    ok "a page is answered over TLS" grep -q '^HTTP/1.1 200' head
    ok "and insists on it from then on" head_has 'Strict-Transport-Security: max-age='
    tls() { echo | openssl s_client -connect "127.0.0.1:$port" "$@" > out 2>&1; }
    tls -tls1_3
    ok "TLS 1.3 is spoken" answered TLSv1.3
    tls -tls1_2
    ok "TLS 1.2 is spoken, with authenticated encryption" grep -qE 'Cipher *(is|:) ECDHE-ECDSA-(AES...-GCM|CHACHA)' out
    tls -tls1_1 -cipher 'ALL:@SECLEVEL=0'
    ok "TLS 1.1 is not" not grep -q 'Cipher is ECDHE' out
    tls -tls1_2 -cipher 'AES128-SHA:AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA256'
    ok "no cipher without forward secrecy or authentication is" not grep -qE 'Cipher is (AES|ECDHE)' out
    hears /
    ok "who speaks plainly to it hears nothing" [ "$status" = 000 -o "$status" = 400 ]
    serve_end TERM
    tls_fails() { run serve --store medway.safekeep --listen 127.0.0.1:0 --certificate "$1" --key "$2"; }
    tls_fails missing.pem site.key
    ok "a certificate that is not there is said" said 'the file of the certificate is not there'
    tls_fails year.csv site.key
    ok "a certificate that is none is said" said 'the file of the certificate does not hold one'
    tls_fails site.pem locked.key
    ok "a locked key is said" said 'locked by a passphrase'
    tls_fails site.pem other.key
    ok "a key of another certificate is said" said 'do not belong together'
    ok "and no key is shown" unsaid 'PRIVATE'
else
    echo "openssl is not there: TLS is not tried"
fi
ok "no log names an address, a path that was asked for or a query" \
    not grep -qE '127\.0\.0\.[0-9]+[^:0-9]|nowhere|\?' one.log two.log again.log

told
