#!/bin/sh
# card.sh: the page of a safety card, on a site and as a folder of files, in a real Chromium. See card.mjs.
# Northmere's card, as it comes with the program, with its numbers confirmed: checked by one, approved by another.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
out=build/browser/card
safekeep=${SAFEKEEP:-build/safekeep}
[ -n "${SAFEKEEP:-}" ] || make -s build/safekeep
rm -rf "$out"
mkdir -p "$out/pages" "$out/card"
if [ ! -d "$here/node_modules/playwright-core" ] ||
   [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
store=$out/northmere.safekeep
for file in cards/assets/northmere-emergency-*; do
    cp "$file" "$out/card/${file##*northmere-emergency-}"
done
"$safekeep" card page "$out/card" --out "$out/folder" > /dev/null
today=$(date +%Y-%m-%d) later=$(date -d '+6 months' +%Y-%m-%d)
sed -i "s/\"confirmed\": false/\"confirmed\": true, \"confirmed_by\": \"Sam Carter\", \"confirmed_on\": \"$today\", \"review\": \"$later\"/" \
    "$out/card/card.json"
{
    "$safekeep" init --store "$store" --name "Northmere Community Safety Partnership" --invented
    "$safekeep" reviewer add --store "$store" "Sam Carter"
    "$safekeep" reviewer add --store "$store" "Alex Reed"
    "$safekeep" card edition add --store "$store" "$out/card"
    "$safekeep" card edition check --store "$store" 1 --by "Sam Carter"
    "$safekeep" card edition approve --store "$store" 1 --by "Alex Reed"
} > "$out/made.log"

"$safekeep" serve --store "$store" --listen "127.0.0.1:${CARD_PORT:-0}" 2> "$out/serve.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT INT TERM
tries=0
until base=$(sed -n 's|.*\(http://127[^/ ]*\)/.*|\1|p' "$out/serve.log" | head -1) && [ -n "$base" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$out/serve.log" >&2
        exit 1
    fi
    sleep 0.1
done

code=0
node "$here/card.mjs" "$base" "$out/folder" "$out" \
    "$safekeep card edition withdraw --store $store 1 --by 'Sam Carter' --why number" > "$out/log" || code=$?
# Is what was sent HTML at all? The checker is Java: asked where Java is.
if command -v java > /dev/null && ls "$out"/pages/*.html > /dev/null 2>&1; then
    if java -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$out"/pages/*.html; then
        echo "the HTML checker finds nothing in $(find "$out/pages" -name '*.html' | wc -l) pages"
    else
        code=1
    fi
fi
# After all that, the log says where the site is and nothing else: no address of who asked, no page.
if [ "$(grep -c . "$out/serve.log")" -ne "$(grep -c -e '^open http' -e '^others on' -e '^no command' "$out/serve.log")" ] ||
    grep -e 'cards' -e emergency "$out/serve.log"; then
    echo "the server's log holds more than where it is" >&2
    cat "$out/serve.log" >&2
    code=1
fi
cat "$out/log"
exit $code
