#!/bin/sh
# site_pictures.sh: docs/pictures/site-*.png from the demo's stores, each at most 200 KB: what the README shows.
set -eu
cd "$(dirname "$0")/../.."
out=${1:-docs/pictures}
safekeep=${SAFEKEEP:-build/safekeep}
if [ ! -f build/site/northmere/northmere.safekeep ]; then
    mkdir -p build/site
    "$safekeep" demo --out build/site > build/site/demo.log
fi
"$safekeep" serve --store build/site/medway/medway.safekeep --store build/site/northmere/northmere.safekeep \
    --listen "127.0.0.1:${SITE_PORT:-0}" 2> build/site/serve.log &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT INT TERM
tries=0
until base=$(sed -n 's|.*\(http://127[^/ ]*\)/.*|\1|p' build/site/serve.log | head -1) && [ -n "$base" ]; do
    tries=$((tries + 1))
    [ $tries -le 100 ] || exit 1
    sleep 0.1
done
mkdir -p "$out"
node tests/browser/site_pictures.mjs "$base" "$out"
for picture in "$out"/site-*.png; do
    size=$(wc -c < "$picture")
    if [ "$size" -gt 204800 ]; then
        echo "$picture: $size bytes are more than 200 KB" >&2
        exit 1
    fi
done
