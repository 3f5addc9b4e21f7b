#!/bin/sh
# serve_big - a file of BIG_MB megabytes (30) by the browser's form: memory stays bounded, its pages tell how far it is,
# only one import at a time, and a server that is killed or told to end in the middle leaves nothing of it.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"
megabytes=${BIG_MB:-30}

town csp.safekeep && year year.csv
tried 0 "incidents come in" import --store csp.safekeep --agency police --kind police-uk year.csv
# As wide as a partner's rows are, with a column that is left out.
awk -v bytes=$((megabytes * 1000000)) 'BEGIN {
    print line = "id,date,category,longitude,latitude,Note"
    words = "as it was sent, in the words of whoever sent it, to be left out where it comes in, whatever it says"
    for (i = 1; n < bytes; i++) {
        line = sprintf("R%07d,2024-%02d-%02d,%s,%.3f,%.3f,\"%s\"", i, 1 + i % 12, 1 + i % 28,
            i % 3 ? "burglary" : "robbery", .51 + .02 * (i % 2), 51.31 + .02 * (int(i / 2) % 2), words)
        n += length(line) + 1
        print line
    }
}' > big.csv
total=$(($(wc -l < big.csv) - 1))
printf 'id,date,category,longitude,latitude\nS1,2024-05-01,burglary,0.51,51.31\n' > small.csv

serving_it()
{
    serve_begin "$1" --store csp.safekeep
    base=http://127.0.0.1:$port
    token=$(curl -s "$base/csp/data/upload" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
}
where() { sed -n 's/^[Ll]ocation: //p' head | tr -d '\r'; }
whole() { hears /csp/data/upload -H "Origin: $base" -F "token=$token" -F agency=housing -F kind=incidents "$@"; }
settles()
{
    to=$1
    shift
    hears "$to" -H "Origin: $base" --data-urlencode "token=$token" "$@"
}
is_ended() { curl -s -m 10 "$base$1/state.json" | jq -e .ended; }
is_reading() { curl -s -m 10 "$base$1/state.json" | jq -e '.rows > 2000 and .ended == false'; }
# long COMMAND... - as `waited`, for what may take minutes on a busy machine
long()
{
    for _ in $(seq 3000); do
        ! "$@" > /dev/null || return 0
        sleep .2
    done
    return 1
}
page_says() { sed 's/<[^>]*>//g' out | tr -s ' \n' '  ' | grep -qF -- "$1"; }
peak() { sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status"; }
files() { "$SAFEKEEP" imports --store csp.safekeep --json | jq length; }
looked() # the file is sent and looked through, its unknown column left out: its address in $file
{
    whole -F file=@big.csv
    file=$(where)
    long is_ended "$file"
    hears "$file"
    settles "$file" -d column-1=- -d step=look
    long is_ended "$file"
}
before=$(files)

# ---- sent, and looked through ----
serving_it one
hears /csp/data
calm=$(peak)
whole -F file=@big.csv
file=$(where)
ok "the file is taken" [ "$status" = 303 ]
ok "it is not held in memory (from $calm KB to $(peak) KB)" [ $(($(peak) - calm)) -le 16384 ]
long is_ended "$file"
hears "$file"
settles "$file" -d column-1=- -d step=look
ok "what its column is can be said" [ "$status" = 303 ]
hears "$file"
ok "while it is looked through the page says how far that is" page_says 'Looking through the file'
ok "without script it has a button" page_says 'Look again'
ok "and a page of figures opens meanwhile" [ "$(curl -s -o page -w '%{http_code}' "$base/csp/about")" = 200 ]
ok "it ends" long is_ended "$file"
hears "$file"
ok "then the rows are told" page_says "of $(echo "$total" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta') rows would be kept"

# ---- imported, and the server is killed in the middle ----
settles "$file" -d step=import
import=$(where)
ok "the import answers at once with its own address" [ "$(echo "$import" | grep -c '^/csp/data/import/[0-9]*$')" = 1 ]
ok "it reads" waited is_reading "$import"
serve_end KILL
ok "it was killed" [ "$code" = 137 ]
serving_it two
ok "nothing of the file is there" [ "$(files)" = "$before" ]
hears "$import"
ok "its address says that it did not happen" page_says 'This import did not happen'
ok "and what to do" page_says 'Choose a file'

# ---- imported, and the server is told to end in the middle ----
looked
settles "$file" -d step=import
import=$(where)
ok "it reads again" waited is_reading "$import"
began=$(date +%s)
serve_end TERM
ok "told to end, it ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]
ok "within five seconds, or a little more on a busy machine" [ $(($(date +%s) - began)) -le 7 ]
ok "nothing of the file is there" [ "$(files)" = "$before" ]

# ---- imported ----
serving_it three
hears "$import"
ok "that import did not happen either" page_says 'This import did not happen'
looked
whole -F file=@small.csv
small=$(where)
came=$("$SAFEKEEP" imports --store csp.safekeep --json | jq '.[0].import')
settles "$file" -d step=import
import=$(where)
ok "it reads once more" waited is_reading "$import"
curl -s "$base$import/state.json" > out
ok "its document says how far" json '.state == "reading the rows" and .bytes <= .of and .percent <= 100'
settles "$small" -d step=import
ok "a second import is told to wait: 409" [ "$status" = 409 ]
ok "with words" page_says 'An import is under way'
settles "/csp/data/file/$came/withdraw" -d reason=asked
ok "so is a withdrawal" [ "$status" = 409 ]
hears "$import"
ok "its page says so" page_says 'Import under way'
ok "with the rows so far" page_says 'Rows read so far'
ok "the import ends" long is_ended "$import"
hears "$import"
ok "at the file that came in" [ "$status" = 303 ]
hears "$(where)"
ok "with all its rows" page_says "Kept$(echo "$total" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta')"
ok "once" [ "$(files)" = $((before + 1)) ]
echo "$megabytes MB, $total rows: at most $(peak) KB of memory"
ok "memory stayed below 256 MB" [ "$(peak)" -le 262144 ]
serve_end TERM
ok "the server ends (exit 0, was $code)" [ "$code" = 0 ]

told
