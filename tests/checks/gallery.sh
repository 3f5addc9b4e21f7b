#!/bin/sh
# gallery.sh: every part of a page in every state, in a real Chromium. See tests/browser/gallery.mjs.
set -eu
cd "$(dirname "$0")/../.."
out=build/galleried
mkdir -p "$out"
${MAKE:-make} --no-print-directory -s build/gallery
build/gallery "$out"
if [ ! -d tests/browser/node_modules/playwright-core ] ||
   [ tests/browser/package-lock.json -nt tests/browser/node_modules/.package-lock.json ]; then
    (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
exec node tests/browser/gallery.mjs "$out/gallery.html" "$out/invented.html"
