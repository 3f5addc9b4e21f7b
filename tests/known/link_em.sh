#!/bin/sh
# link_em.sh PROGRAM FOLDER: runs the program on the published pairs and on both of Splink 2's histories.
set -eu
program=$1 folder=$2/splinktest_
passed=0 failed=0

count() { # the last line read is "N passed, N failed"
    said=$(cat)
    printf '%s\n' "$said" | grep '^not ok' || true
    # shellcheck disable=SC2046 # two numbers
    set -- $(printf '%s\n' "$said" | tail -n 1 | tr -dc '0-9 ')
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-1}))
}

count <<END
$(gzip -dc "${folder}known_params_comparison_vectors.csv.gz" | "$program" || true)
END
for how in fixed_u no_fix; do
    lambdas=$(gzip -dc "${folder}splink2_proportion_of_matches_history_$how.csv.gz" | tail -n +2 | cut -d, -f1)
    # shellcheck disable=SC2086 # one argument a round
    count <<END
$(gzip -dc "${folder}splink2_m_u_history_$how.csv.gz" | "$program" $lambdas || true)
END
done
echo "$passed passed, $failed failed"
test "$failed" -eq 0
