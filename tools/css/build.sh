#!/bin/sh
# build.sh OUT: writes OUT/brief.css and OUT/inter.woff2 from the packages of package-lock.json.
# The tree keeps both in brief/assets, so that building safekeep needs no node; tests/browser/css.sh
# builds them anew and compares the bytes.
set -eu

cd "$(dirname "$0")"
out=${1:?call it as build.sh OUT}
[ -d node_modules/sass ] || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node_modules/.bin/sass --load-path=. --style=compressed --no-source-map --no-charset \
    brief.scss "$out/brief.css"
cp node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2 "$out/inter.woff2"
if LC_ALL=C grep -aEiq 'crown|crest|gds|transport|@import|url\(' "$out/brief.css"; then
    echo "build.sh: brief.css names a crown, a crest, another's font or another file" >&2
    exit 1
fi
