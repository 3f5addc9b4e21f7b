#!/bin/sh
# serve_upload - a file is brought in by the browser's form: looked through, mended, imported once, taken back;
# what is sent otherwise changes nothing and leaves nothing behind.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/journeys/serving.sh"

town csp.safekeep && year year.csv
tried 0 "incidents come in" import --store csp.safekeep --agency police --kind police-uk year.csv
cat > october.csv <<'END'
id,date,longitude,latitude,Matter,Officer
A1,2024-10-01,0.51,51.31,robbery,x
A2,2024-13-01,0.51,51.31,burglary,x
A3,2024-10-03,0.53,51.31,burglary,x
END

serve_begin one --store csp.safekeep
base=http://127.0.0.1:$port
token() { curl -s "$base/csp/data/upload" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1; }
where() { sed -n 's/^[Ll]ocation: //p' head | tr -d '\r'; }
# sends CURL ARGUMENT... - the upload's form as one of our pages sends it, but for what is said
sends() { hears /csp/data/upload -H "Origin: $base" "$@"; }
whole() { sends -F "token=$token" -F agency=housing -F kind=incidents "$@"; }
# settles PATH FIELD... - the preview's form
settles()
{
    to=$1
    shift
    hears "$to" -H "Origin: $base" --data-urlencode "token=$token" "$@"
}
# ended PATH - asks for it until the work behind it has ended, then for its page
is_ended() { curl -s "$base$1/state.json" | jq -e .ended; }
ended() { waited is_ended "$1" > ended.out; hears "$1"; }
page_says() { sed 's/<[^>]*>//g' out | tr -s ' \n' '  ' | grep -qF -- "$1"; }
held() { ls -l "/proc/$pid/fd" 2>/dev/null | grep -c 'deleted'; } # files without a name that it has open
holds() { [ "$(held)" -eq "$1" ]; }
files() { "$SAFEKEEP" imports --store csp.safekeep --json | jq length; }
token=$(token)
ok "the form bears a token" [ ${#token} = 64 ]
before=$(files)

# ---- what no page of ours sends ----
sends -F agency=housing -F kind=incidents -F file=@october.csv
ok "without a token: 403" [ "$status" = 403 ]
sends -F token=0000000000000000000000000000000000000000000000000000000000000000 -F agency=housing \
    -F kind=incidents -F file=@october.csv
ok "with another token: 403" [ "$status" = 403 ]
hears /csp/data/upload -H "Origin: http://elsewhere.example" -F "token=$token" -F agency=housing \
    -F kind=incidents -F file=@october.csv
ok "from another site: 403" [ "$status" = 403 ]
whole -H 'Sec-Fetch-Site: cross-site' -F file=@october.csv
ok "from another site, as browsers say it: 403" [ "$status" = 403 ]
hears /csp/data/upload -F "token=$token" -F agency=housing -F kind=incidents -F file=@october.csv
ok "without saying from where: 403" [ "$status" = 403 ]
whole -H 'Host: www.example.org' -F file=@october.csv
ok "under a name that is not this machine's: 403" [ "$status" = 403 ]
whole -H 'X-Forwarded-For: 192.0.2.1' -F file=@october.csv
ok "through a proxy: 403" [ "$status" = 403 ]
sends --data-urlencode "token=$token" -d agency=housing -d kind=incidents -d file=october.csv
ok "a form without room for a file is refused" [ "$status" = 400 ]
truncate -s 270M huge.csv
whole -H Expect: -F file=@huge.csv
ok "a file over the limit is refused before it is read" [ "$status" = 413 ]
whole -H Expect: -H 'Transfer-Encoding: chunked' -F file=@huge.csv
ok "one of a length that is not said is refused or cut at the limit" [ "$status" = 413 -o "$status" = 000 ]
rm huge.csv
half()
{
    node -e '
        const [port, text] = process.argv.slice(1);
        const line = require("net").connect(Number(port), "127.0.0.1", () => line.write(text, () =>
            setTimeout(() => line.destroy(), 300)));
        line.on("error", () => 0)' "$port" "$(printf 'POST /csp/data/upload HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nOrigin: %s\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: 90000\r\n\r\n--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,date\r\nA1,2024' "$port" "$base")"
}
ok "a file that is cut off half way is sent" half
ok "nothing that was refused is still open" waited holds 0
ok "and no file of it lies in the temporary folder" not ls /tmp/safekeep-* 2>/dev/null
ok "nothing came in" [ "$(files)" = "$before" ]

# ---- a form with something wrong: each is said beside its field, all at once ----
sends -F "token=$token" -F agency= -F 'file=@/dev/null;filename='
ok "nothing chosen: 400" [ "$status" = 400 ]
ok "the title says so" page_says 'Error: Bring in a file'
for words in 'Say whose file it is' 'Say what is in it' 'Choose a file'; do
    ok "it says: $words" page_says "$words"
done
: > empty.csv
whole -F file=@empty.csv
ok "an empty file is said" page_says 'Choose a file that is not empty'
whole -F file=@october.csv -F file=@year.csv
ok "two files at once: 400, and none is taken" [ "$status" = 400 ]
ok "it is said that they come in one after the other" page_says 'one after the other'
ok "neither waits" waited holds 0
sends -F "token=$token" -F agency=housing -F kind=people -F file=@october.csv
ok "people are no kind" page_says 'Say what is in it'
head -c 3000 /dev/urandom > rubbish.csv
whole -F file=@rubbish.csv
rubbish=$(where)
ended "$rubbish"
ok "rubbish is a page that says what is wrong" page_says 'This file cannot be brought in yet'
ok "and offers no import" not page_says 'Import (rows'
settles "$rubbish" -d step=drop
ok "it is dropped" [ "$status" = 303 ]
hears "$rubbish"
ok "and then waits no more: 404" [ "$status" = 404 ]
ok "that is said" page_says 'This file waits no more'

# ---- names are for showing ----
whole -F "file=@october.csv;filename=../../etc/<b>.csv"
first=$(where)
ended "$first"
ok "of a path the last part is shown, escaped" grep -q '>&lt;b&gt;.csv</h1>' out
ok "and nothing of the rest" not grep -q 'etc/' out
settles "$first" -d step=drop
whole -F "file=@october.csv;filename=$(printf 'x%.0s' $(seq 300)).csv"
long=$(where)
ended "$long"
ok "a name of 300 letters is cut" grep -qE '>x{90,127}(\.csv)?</h1>' out
settles "$long" -d step=drop

# ---- mend ----
whole -F file=@october.csv
file=$(where)
ok "the file waits under an id of its own" [ "$status" = 303 -a -n "$file" ]
ended "$file"
ok "the page is kept nowhere" head_has 'no-store'
ok "columns that are not known hold it up" page_says 'Not known'
ok "there is no way past them" not page_says 'Import (rows'
settles "$file" -d column-1=category -d column-2=- -d step=look
ok "what a column is can be said" [ "$status" = 303 ]
ended "$file"
ok "then the rows are told" page_says '2of 3 rows would be kept'
ok "and what is wrong with one" page_says 'row 3, column 2, B'
ok "without what stands there" not page_says '2024-13-01'
hears "$file/refused.csv"
ok "the refused row can be taken as CSV" [ "$(tail -n 1 out | tr -d '\r')" = 'A2,2024-13-01,0.51,51.31,burglary,x' ]
ok "with its header" [ "$(head -n 1 out | tr -d '\r')" = 'id,date,longitude,latitude,Matter,Officer' ]
ok "as a file" head_has 'Content-Disposition: attachment'
tr -d '\r' < out | sed 's/2024-13-01/2024-10-13/' > mended.csv
ok "nothing has come in yet" [ "$(files)" = "$before" ]

# ---- import, twice at once ----
for i in 1 2 3 4; do
    curl -s -o /dev/null -w '%{redirect_url}\n' -H "Origin: $base" --data-urlencode "token=$token" -d step=import \
        -d column-1=category -d column-2=- "$base$file" > "sent.$i" &
    sending="${sending:-} $!"
done
# shellcheck disable=SC2086 # the numbers of processes
wait $sending
ok "a form that is sent four times leads to one import" [ "$(sort -u sent.? | wc -l)" = 1 ]
import=$(head -n 1 sent.1 | sed "s|$base||")
ok "which has an address of its own" [ "$(echo "$import" | grep -c '^/csp/data/import/[0-9]*$')" = 1 ]
ended "$import"
ok "it leads to the file that came in" [ "$status" = 303 ]
came=$(where)
hears "$came"
ok "whose page tells its rows" page_says 'Kept2'
ok "one file came in" [ "$(files)" = $((before + 1)) ]
hears "$import"
ok "the import's address goes on leading there" [ "$(where)" = "$came" ]
settles "$file" -d step=import
ok "the form once more, long after: still that import" [ "$(where)" = "$import" ]
hears /csp/data
ok "the page of data shows it" page_says 'october.csv'

# ---- the mended row ----
whole -F file=@mended.csv
file=$(where)
ended "$file"
ok "what was said of the columns is remembered" page_says '1of 1 rows would be kept'
settles "$file" -d step=import
import=$(where)
ended "$import"
mended=$(where)
ok "the mended row came in" [ "$(files)" = $((before + 2)) ]
whole -F file=@mended.csv
file=$(where)
ended "$file"
ok "the same file again is known" page_says 'Exactly this file came in before'
ok "and not offered for import" not page_says 'Import (rows'
settles "$file" -d step=import
import=$(where)
ended "$import"
ok "even if it is imported all the same nothing comes in" [ "$(files)" = $((before + 2)) ]

# ---- somebody writes by the command line meanwhile ----
mkfifo slow
"$SAFEKEEP" import --store csp.safekeep --agency police --kind police-uk - < slow > first.out 2> first.err &
writer=$!
exec 9> slow
echo "$HEADER" >&9
writes() { [ "$(cat csp.safekeep.lock 2>/dev/null)" = "$writer" ]; }
ok "a command writes" waited writes
cp october.csv november.csv && sed -i 's/2024-10/2024-11/' november.csv
whole -F file=@november.csv
file=$(where)
ended "$file"
ok "looking through a file has to wait: 409" [ "$status" = 409 ]
ok "that is said" page_says 'A command is writing to this store just now'
settles "$file" -d column-1=category -d column-2=- -d step=import
ended "$(where)"
ok "so has an import" page_says 'This import did not happen'
ok "with its reason" page_says 'a command is writing to this store just now'
month 2025-02 9 9 9 9 >&9
exec 9>&-
ok "the command ends well" wait "$writer"
back() { hears "$file" && [ "$status" = 200 ] && page_says 'of 3 rows would be kept'; }
ok "then the file can be looked through" waited back
settles "$file" -d step=import
ended "$(where)"
ok "and imported" [ "$status" = 303 ]

# ---- taken back ----
hears "$mended/withdraw"
ok "why a file is taken back is asked" page_says 'Why?'
settles "$mended/withdraw"
ok "without a reason it is not: 400" [ "$status" = 400 ]
settles "$mended/withdraw" -d reason=asked
ok "with one it is" [ "$status" = 303 ]
hears "$mended"
ok "and its page says so" page_says 'It was withdrawn and counts no more'
settles "$mended/withdraw" -d reason=asked
ok "twice is once: 409" [ "$status" = 409 ]

serve_end TERM
ok "the server ends in an orderly way (exit 0, was $code)" [ "$code" = 0 ]

# ---- read-only, and after a restart ----
serve_begin two --store csp.safekeep
base=http://127.0.0.1:$port
hears "$import"
ok "after a restart an import that brought nothing is said not to have happened" [ "$status" = 404 ]
ok "in plain words" page_says 'This import did not happen'
hears "$(sed "s|.*\(/csp/data/import/.*\)|\1|" sent.1)"
ok "and one that happened leads to its file" [ "$(where)" = "$came" ]
hears "$file"
ok "no file waits beyond a restart" [ "$status" = 404 ]
settles "$file" -d step=import
ok "a form of the program before is told so: 403" [ "$status" = 403 ]
serve_end TERM
serve_begin three --store csp.safekeep --read-only
hears /csp/data/upload
ok "a site for reading alone takes no file: 403" [ "$status" = 403 ]
serve_end TERM
ok "no log names a file or a row" not grep -qE 'october|mended|A2|2024-13' one.log two.log three.log

told
