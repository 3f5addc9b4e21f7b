#!/bin/sh
# chart.sh REPORT.html WORDS OUT.svg: one chart of a report of linkage, that whose label begins with
# WORDS, as a picture of its own. The report's own style goes with it.
set -eu

if [ $# -ne 3 ] || [ ! -r "$1" ]; then
    echo "chart.sh: call it as chart.sh REPORT.html WORDS OUT.svg" >&2
    exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
awk -v words="$2" -v style="$(sed -n '/^@media/q; /^\.chart/p' "$here/../../cmd/assets/link_report.css" | tr -d '\n')" '
    index($0, "<svg class=\"chart\"") && index($0, "aria-label=\"" words) {
        sub("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"544\" ")
        print $0 "<style>" style "svg.chart{margin:0;background:#fff}</style>"
        inside = 1
        next
    }
    inside { print }
    inside && /<\/svg>/ { found = 1; exit }
    END { exit !found }' "$1" > "$3"
