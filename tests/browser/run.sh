#!/bin/sh
# run.sh: the sample briefs and reports of linkage, and the demo's where it has been made, in a real
# Chromium. See check.mjs.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
out=build/browser
mkdir -p "$out"
make -s build/brief_sample build/link_sample
build/brief_sample "$out"
build/link_sample "$out"
if [ ! -d "$here/node_modules/playwright-core" ] ||
   [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
set -- "$out/ordinary.html" "$out/calm.html" "$out/empty.html" "$out/worst.html" \
    "$out/link-plain.html" "$out/link-truth.html" "$out/link-small.html"
for demo in build/demo/medway/brief.html; do
    if [ -r "$demo" ]; then
        cp "$demo" "$out/medway.html"
        set -- "$@" "$out/medway.html"
    fi
done
# Is it HTML at all? The checker is Java: asked where Java is.
if command -v java >/dev/null; then
    java -jar "$here/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$@"
    echo "the HTML checker finds nothing in $# files"
fi
exec node "$here/check.mjs" "$@"
