#!/bin/sh
# How long does the main job take? The demo whole, then a file of Kent's size (Medway's ten months of
# 2025 again under six other years, some 155,000 rows) into the demo's store, a scan and a brief over it.
# Figures depend on the machine and are printed, not judged, but for the demo's limit.
set -eu
safekeep=${1:-build/safekeep}
out=${2:-build/bench/demo}
rm -rf "$out"
mkdir -p "$out"

now() { date +%s%N; }
tell() { # what, nanoseconds, rows or 0, limit in seconds or 0
    awk -v what="$1" -v ns="$2" -v rows="$3" -v limit="$4" 'BEGIN {
        s = ns / 1e9
        printf "%-34s %8.2f s %12s %10s\n", what, s, rows ? sprintf("%d rows/s", rows / s) : "",
               limit ? "<= " limit " s" : ""
        exit limit && s > limit }'
}

for year in 2019 2020 2021 2022 2023 2024; do
    gzip -dc data/medway/medway-street_2025-01_2025-10.csv.gz | sed "1d; s/,2025-/,$year-/"
done > "$out/rows"
gzip -dc data/medway/medway-street_2025-01_2025-10.csv.gz | sed 1q | cat - "$out/rows" > "$out/kent.csv"
rows=$(wc -l < "$out/rows")
store=$out/medway/medway.safekeep
printf '%-34s %10s %12s %10s\n' "" time speed limit

t=$(now); "$safekeep" demo --out "$out" > "$out/demo.txt"; took=$(($(now) - t))
over=0
tell "demo, from nothing to the brief" "$took" 0 30 || over=1
t=$(now); "$safekeep" import --store "$store" --agency kent-police --kind police-uk "$out/kent.csv" > "$out/import.txt"
tell "import of $rows rows" $(($(now) - t)) "$rows" 0
t=$(now); "$safekeep" import --store "$store" --agency kent-police --kind police-uk "$out/kent.csv" > "$out/again.txt"
tell "the same file again" $(($(now) - t)) "$rows" 0
t=$(now); "$safekeep" scan --store "$store" > "$out/scan.txt"
tell "scan of all streams and wards" $(($(now) - t)) 0 0
t=$(now); "$safekeep" brief --store "$store" --html "$out/brief.html" --csv "$out/brief.csv"
tell "tally and brief" $(($(now) - t)) 0 0
t=$(now); "$safekeep" repeat --store "$store" 2 > "$out/repeat.txt"
tell "that run again, as it was then" $(($(now) - t)) 0 0
exit $over
