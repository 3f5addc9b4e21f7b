#!/bin/sh
# Linkage on open sets whose truth is known, without settings and with the truth hidden from it: seconds,
# memory and cluster F1, beside the goals and what Splink 4 gave on the same files (tests/bench/link_peers.sh
# measures it again where it can be installed). The million is made by syn_people.py.
set -eu
safekeep=${1:-build/safekeep}
out=${2:-build/bench/link}
known=data/known/link
mkdir -p "$out"

# FEBRL's truth stands in its rec_id: rec-552-dup-3 is person 552. It becomes a column; the id goes.
febrl() {
    gzip -dc "$known/febrl3.csv.gz" | awk -F', *' '
        NR == 1 { printf "cluster" }
        NR > 1 { split($1, part, "-"); printf "%s", part[2] }
        { for (i = 2; i <= NF; i++) printf ",%s", $i; print "" }'
}
[ -s "$out/fake_1000.csv" ] || gzip -dc "$known/fake_1000.csv.gz" > "$out/fake_1000.csv"
[ -s "$out/historical_50k.csv" ] || gzip -dc "$known/historical_50k.csv.gz" > "$out/historical_50k.csv"
[ -s "$out/febrl3.csv" ] || febrl > "$out/febrl3.csv"
if command -v python3 > /dev/null; then
    [ -s "$out/syn_1m.csv" ] || python3 tests/bench/syn_people.py 1000000 42 "$out/syn_1m.csv" \
        "$out/historical_50k.csv" > /dev/null
else
    echo "the set of 1,000,000 needs python3 to be made" >&2
fi

figure() { jq -r "$1" "$out/$set.json"; }
printf '%-16s %9s %9s %8s %9s %9s %8s %10s %8s   %s\n' set records seconds MiB 'pairs/s' precision recall \
    'cluster F1' goal 'Splink 4.0.17: F1, seconds, MiB'
while read -r set goal splink; do
    [ -s "$out/$set.csv" ] || continue
    "$safekeep" link --truth cluster --json "$out/$set.csv" > "$out/$set.json"
    printf '%-16s %9s %9.2f %8d %9s %9.4f %8.4f %10.4f %8s   %s\n' "$set" "$(figure .records)" \
        "$(figure .seconds.total)" "$(figure '.peak_bytes / 1048576 | floor')" \
        "$(figure '(.pairs_scored / (.seconds.score + .001)) | floor')" \
        "$(figure .accuracy.cluster.precision)" "$(figure .accuracy.cluster.recall)" \
        "$(figure .accuracy.cluster.f1)" "$goal" "$splink"
done << END
fake_1000 0.92 0.7668, 3.5, 250
historical_50k 0.83 0.8606, 10.9, 762
febrl3 0.997 0.9955, 4.1, 569
syn_1m - 0.6897, 40.4, 2309
END
echo "Splink's were measured by make bench-peers on 2026-11-22, on the README's machine, with the settings its own guides advise"
echo "goals for the million: 5 s and 500 MiB on 2 cores"
