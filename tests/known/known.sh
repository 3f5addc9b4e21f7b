# known.sh - sourced by the known answers: runs the scan and holds it against printed figures.
#
#   clusters LABEL PRINTED RUNS ARGUMENT...   every cluster; p exactly under --conform
#   maxima LABEL PRINTED ARGUMENT...          every simulated maximum under --conform, to 6 decimals
safekeep=${SAFEKEEP:-build/safekeep}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
here=$(dirname "$0")
passed=0 failed=0

tally() { # the last line of $1 is "N passed, N failed"
    # shellcheck disable=SC2046 # two numbers
    set -- $(tail -n 1 "$1" | tr -dc '0-9 ')
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-1}))
}

clusters() {
    label=$1 printed=$2 runs=$3
    shift 3
    "$safekeep" scan "$@" --replications "$runs" --json > "$work/answer" 2> "$work/said"
    for exact in 0 1; do
        test $exact -eq 0 || "$safekeep" scan "$@" --replications "$runs" --conform --json \
            > "$work/answer" 2> "$work/said"
        awk -f "$here/clusters.awk" -v exact=$exact -v runs="$runs" "$printed" "$work/answer" \
            > "$work/verdict"
        echo "$label, $(test $exact -eq 0 && echo 'own chance' || echo conforming): $(tail -n 1 "$work/verdict")"
        grep '^not ok' "$work/verdict"
        tally "$work/verdict"
    done
}

maxima() {
    label=$1 printed=$2
    shift 2
    "$safekeep" scan "$@" --conform --json 2> "$work/said" | tr -d '\n' |
        sed 's/.*"simulated":\[//; s/\].*//' | tr ',' '\n' | sort -n > "$work/got"
    sed 's/[^0-9.]//g' "$printed" | grep '[0-9]' | sort -n > "$work/want"
    apart=$(paste "$work/got" "$work/want" |
        awk '{ d = $1 - $2; if (NF != 2 || d > 5.1e-7 || d < -5.1e-7) n++ } END { print n + 0 }')
    if [ -s "$work/want" ] && [ "$apart" -eq 0 ]; then
        passed=$((passed + 1))
        echo "$label: all $(wc -l < "$work/want") simulated maxima are as printed"
    else
        failed=$((failed + 1))
        echo "not ok $label: $apart simulated maxima are not as printed"
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ] && [ $passed -gt 0 ]
}
