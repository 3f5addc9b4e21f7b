#!/bin/sh
# longest.sh [ROOT] [N] - the N (10) longest functions and how many lie under 60 lines. People decide what to do.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
"$here"/sources.sh . '*.c' | grep -v -e '_test\.c$' -e '^tools/' -e '^tests/' | xargs awk '
    FNR == 1 { name = "" }
    /^[A-Za-z_].*\(/ && !/;$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
    /^\{/ { from = FNR }
    /^\}$/ && name != "" { print FNR - from + 1, FILENAME ":" from, name; name = "" }
' | LC_ALL=C sort -k1,1nr -k2 > "$list"
head -n "${2:-10}" "$list" | awk '{ printf "%5d lines  %-28s %s\n", $1, $2, $3 }'
awk '{ n++; short += $1 < 60 } END { printf "%d functions, %.1f %% under 60 lines\n", n, n ? 100 * short / n : 0; exit !n }' "$list"
