# link_weights.sh PROGRAM - what Splink 4 wrote for pairs of its own two example files, weight by weight.
set -u
data=data/known/link
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
passed=0 failed=0

pairs_of() { # MODEL RECORDS PAIRS [--all]
    for file in "$2" "$3"; do
        gzip -dc "$data/$file.csv.gz" > "$work/$file.csv" || exit 1
    done
    "$program" "$data/$1.json" "$work/$2.csv" "$work/$3.csv" ${4-} > "$work/said"
    echo "$3:"
    sed '$d; s/^/  /' "$work/said"
    # shellcheck disable=SC2046 # two numbers
    set -- $(tail -n 1 "$work/said" | tr -dc '0-9 ')
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-1}))
}

program=$1
pairs_of splink_trained_fake_1000 fake_1000 fake_1000_pairs --all
pairs_of splink_h50k historical_50k historical_50k_pairs
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
