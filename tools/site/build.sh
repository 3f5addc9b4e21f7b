#!/bin/sh
# build.sh OUT: writes OUT/site.css from site.scss, and OUT/leaflet.js, from the packages of
# package-lock.json. The tree keeps them in web/assets, so that building safekeep needs no node; tests/checks/site_assets.sh
# builds it anew and compares the bytes. `make site-assets` takes what is built into the tree.
#
# The one file it names is our own typeface, under the address web/asset.c gives it: the first 16
# digits of its content's SHA-256.
set -eu

cd "$(dirname "$0")"
out=${1:?call it as build.sh OUT}
if [ ! -d node_modules/sass ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
font=$(sha256sum ../../brief/assets/inter.woff2 | cut -c 1-16)
node_modules/.bin/sass --load-path=. --style=compressed --no-source-map --no-charset --quiet site.scss \
    "$out/site.css.raw"
# Pictures that MoJ's and Leaflet's parts would fetch are left out; no part of ours shows them.
sed -e 's,background-image:url(/assets/images/[^)]*),,g' -e 's,background-image:url(images/[^)]*),,g' \
    -e 's,behavior:url([^)]*),,g' -e "s,\.\./FONT/,../$font/," "$out/site.css.raw" > "$out/site.css"
rm "$out/site.css.raw"
# Leaflet as it is published, but for the line that names a file we do not carry.
grep -v '^//# sourceMappingURL=' node_modules/leaflet/dist/leaflet.js > "$out/leaflet.js"
