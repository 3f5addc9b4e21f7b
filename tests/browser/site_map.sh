#!/bin/sh
# site_map.sh [STORE...]: the map and the search of each store, served, in a real Chromium. See site_map.mjs.
# Without a store: those the demo made.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
out=build/browser/map
rm -rf "$out"
mkdir -p "$out"
if [ ! -d "$here/node_modules/playwright-core" ] ||
   [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
[ $# -gt 0 ] || set -- build/demo/medway/medway.safekeep build/demo/northmere/northmere.safekeep
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || :' EXIT
for store in "$@"; do
    name=$(basename "$store" .safekeep)
    cp "$store" "$out/$name.safekeep"
    rm -f "$out/says"
    mkfifo "$out/says"
    build/safekeep serve --listen 127.0.0.1:0 --store "$out/$name.safekeep" 2> "$out/says" &
    pid=$!
    exec 3< "$out/says"
    read -r line <&3
    cat <&3 > "$out/log" &
    exec 3<&-
    port=$(echo "$line" | sed -n 's/.*:\([0-9]*\)\/.*/\1/p')
    node "$here/site_map.mjs" "http://127.0.0.1:$port" "$name"
    kill "$pid"
    wait "$pid" 2>/dev/null || :
    pid=''
done
