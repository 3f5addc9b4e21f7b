#!/bin/sh
# site.sh: the site of two partnerships in a real Chromium, over a real `safekeep serve`. See site.mjs.
# The stores are the demo's, made in build/site and copied, so that a test may write.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
out=build/browser/site
safekeep=${SAFEKEEP:-build/safekeep}
[ -n "${SAFEKEEP:-}" ] || make -s build/safekeep
rm -rf "$out"
mkdir -p "$out/pages" build/site
if [ ! -d "$here/node_modules/playwright-core" ] ||
   [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
if [ "${SITE_STORES:-}" ]; then
    cp "$SITE_STORES"/*.safekeep "$out/"
else
    "$safekeep" demo --out build/site > build/site/demo.log
    cp build/site/medway/medway.safekeep build/site/northmere/northmere.safekeep "$out/"
fi
for place in medway northmere; do
    "$safekeep" reviewer add --store "$out/$place.safekeep" "Sam Carter" > /dev/null
done

"$safekeep" serve --store "$out/medway.safekeep" --store "$out/northmere.safekeep" \
    --listen "127.0.0.1:${SITE_PORT:-0}" 2> "$out/serve.log" &
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
node "$here/site.mjs" "$base" "$out" "$safekeep" > "$out/log" || code=$?
# Is what was sent HTML at all? The checker is Java: asked where Java is.
if command -v java > /dev/null && ls "$out"/pages/*.html > /dev/null 2>&1; then
    if java -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$out"/pages/*.html; then
        echo "the HTML checker finds nothing in $(find "$out/pages" -name '*.html' | wc -l) pages"
    else
        code=1
    fi
fi
cat "$out/log"
exit $code
