#!/bin/sh
# site_assets.sh: the look and Leaflet as kept in web/assets are what tools/site builds, byte for byte; the
# look names one other file, our own typeface at the address web/asset.c gives it; our script is well
# formed; and nothing in web/ or in what is built belongs to government services alone: no crown, no
# crest, no GDS Transport, not even by name.
set -eu
cd "$(dirname "$0")/../.."
out=build/site
passed=0 failed=0
mkdir -p "$out"
so() {
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $*" >&2
    fi
}
not() { ! "$@"; }
names_theirs() { LC_ALL=C grep -aEiq 'crown|crest|gds|transport' "$1"; }
# Every url() is the font's; no import, no address elsewhere but what links that lead elsewhere begin with.
fetches_elsewhere() {
    sed -e "s,url(\"\.\./$font/inter\.woff2\"),," -e 's,\[href^="https*://"\],,g' "$1" |
        LC_ALL=C grep -aEiq '@import|url\(|https?:|//[a-z]'
}
names_registry() { grep -Eq '"resolved"|registry' "$1"; }
font=$(sha256sum brief/assets/inter.woff2 | cut -c 1-16)

tools/site/build.sh "$PWD/$out"
so cmp "$out/site.css" web/assets/site.css
so cmp "$out/leaflet.js" web/assets/leaflet.js
so node --check web/assets/map.js
so not fetches_elsewhere web/assets/site.css
so grep -q "url(\"\.\./$font/inter\.woff2\")" web/assets/site.css
so test "$(gzip -9c web/assets/site.css | wc -c)" -le 26000
for file in web/assets/*.css web/assets/*.svg web/pages/*.html; do
    so not names_theirs "$file"
done
so test -z "$(find web tools/site -path '*/node_modules' -prune -o -type f -print | grep -Ei 'crown|crest|gds|transport' || :)"
so not names_registry tools/site/package-lock.json
# The guards themselves see what they are for.
printf '.govuk-crest{color:red}' > "$out/planted.css"
so names_theirs "$out/planted.css"
for planted in 'a{background:url(/assets/x.png)}' '@import "x";' 'a{background:url("../0123456789abcdef/inter.woff2")}' \
    '/* https://example.org */'; do
    printf '%s' "$planted" > "$out/planted.css"
    so fetches_elsewhere "$out/planted.css"
done
printf '{"resolved": "x"}' > "$out/planted.json"
so names_registry "$out/planted.json"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
