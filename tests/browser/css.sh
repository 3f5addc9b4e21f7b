#!/bin/sh
# css.sh: the style and the typeface kept in brief/assets are what tools/css builds, byte for byte,
# and name nothing that belongs to government services alone. No lock file names a registry.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
out=build/css
passed=0
failed=0
mkdir -p "$out"
so() {
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "  not so: $*" >&2
    fi
}
names_none() { ! LC_ALL=C grep -aEiq 'crown|crest|gds|transport|@import|url\(|https?:' "$1"; }
has_no_registry() { ! grep -Eq '"resolved"|registry' "$1"; }

tools/css/build.sh "$PWD/$out"
so cmp "$out/brief.css" brief/assets/brief.css
so cmp "$out/inter.woff2" brief/assets/inter.woff2
so names_none brief/assets/brief.css
so test "$(find brief/assets -type f | wc -l)" -eq 2
for lock in tools/css/package-lock.json tests/browser/package-lock.json; do
    so has_no_registry "$lock"
done
# The guards themselves: a style that names the crown, and a lock that names a registry, are seen.
echo '.crown{color:red}' > "$out/planted.css"
echo '{"resolved": "x"}' > "$out/planted.json"
if names_none "$out/planted.css" || has_no_registry "$out/planted.json"; then
    failed=$((failed + 1))
else
    passed=$((passed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
