#!/bin/sh
# screenshot.sh FILE.html OUT.png [WIDTH [HEIGHT]]: what a person sees first. Needs only Chromium.
set -eu

if [ $# -lt 2 ] || [ ! -r "$1" ]; then
    echo "screenshot.sh: call it as screenshot.sh FILE.html OUT.png [WIDTH [HEIGHT]]" >&2
    exit 2
fi
dir=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$profile" --window-size="${3:-1280},${4:-1010}" \
    --screenshot="$2" "file://$dir/$(basename -- "$1")" >"$profile/log" 2>&1 || {
    tail -5 "$profile/log" >&2
    exit 1
}
