#!/bin/sh
# link_soak.sh SAFEKEEP RECORDS - so many invented people are linked within 3 GiB. The program is told the
# limit and the kernel's own count of its peak is held against it; the seconds are shown, not judged.
set -eu
safekeep=$1 records=$2
out=build/bench/link
limit=$((3 * 1024 * 1024 * 1024))
mkdir -p "$out"
[ -s "$out/soak-$records.csv" ] || {
    gzip -dc data/known/link/historical_50k.csv.gz |
        awk -v n="$records" -v seed=42 -f tests/bench/syn_people.awk > "$out/soak.part"
    mv "$out/soak.part" "$out/soak-$records.csv"
}
"$safekeep" link --truth cluster --max-memory 3G --json "$out/soak-$records.csv" > "$out/soak.json"
jq -r '"\(.records) records in \(.seconds.total) s: \(.seconds)",
    "\(.pairs_scored) pairs, cluster F1 \(.accuracy.cluster.f1), peak \(.peak_bytes / 1048576 | floor) MiB"' \
    "$out/soak.json"
jq -e --argjson records "$records" --argjson limit "$limit" \
    '.records == $records and .peak_bytes <= $limit' "$out/soak.json" > /dev/null ||
    { echo "not all records, or more than 3 GiB"; exit 1; }
