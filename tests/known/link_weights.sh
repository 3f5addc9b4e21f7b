# link_weights.sh PROGRAM - what Splink 4 wrote for pairs of its own two example files, weight by weight;
# and the larger of them again through the program an analyst runs.
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

# The answer's pairs, in whatever order, against the oracle's: weight within 1e-9, and the rule.
held_against() { # ORACLE.csv ANSWER.csv
    awk -F, '
        function key(a, b) { return a < b ? a "," b : b "," a }
        FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; file++; next }
        file == 1 { k = key($at["unique_id_l"], $at["unique_id_r"])
                    weight[k] = $at["match_weight"]; rule[k] = $at["match_key"]; want++; next }
        { k = key($at["id_a"], $at["id_b"]) }
        k in weight { seen[k]++; d = $at["match_weight"] - weight[k]
                      if (seen[k] > 1 || d > 1e-9 || d < -1e-9 || $at["match_rule"] != rule[k]) wrong++ }
        END { for (k in seen) got++
              printf "%s%d of %d pairs in the answer, %d of them not as Splink says\n",
                     want && got == want && !wrong ? "" : "not ok ", got, want, wrong
              exit !(want && got == want && !wrong) }' "$1" "$2"
}

answered() { # MODEL RECORDS PAIRS
    echo "$3, by safekeep link:"
    : > "$work/verdict"
    if "$safekeep" link --model "$data/$1.json" --id unique_id --threshold-weight -1000 \
        --pairs "$work/answer.csv" "$work/$2.csv" > "$work/said" 2>&1 &&
        held_against "$work/$3.csv" "$work/answer.csv" > "$work/verdict"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        tail -n 3 "$work/said"
    fi
    sed 's/^/  /' "$work/verdict"
}

program=$1
safekeep=${SAFEKEEP:-build/safekeep}
pairs_of splink_trained_fake_1000 fake_1000 fake_1000_pairs --all
pairs_of splink_h50k historical_50k historical_50k_pairs
answered splink_h50k historical_50k historical_50k_pairs
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
