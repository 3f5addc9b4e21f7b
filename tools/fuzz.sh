#!/bin/sh
# fuzz.sh SECONDS BUILT CORPUS TARGET... - each target under libFuzzer for so long; what it finds
# that is new lies in BUILT/corpus/TARGET, what broke it in BUILT/TARGET.broke-*.
set -u
seconds=$1 built=$2 corpus=$3
shift 3
passed=0 failed=0
for target; do
    mkdir -p "$built/corpus/$target"
    if "$built/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$built/$target.broke-" "$built/corpus/$target" "$corpus/$target" \
        > "$built/$target.log" 2>&1; then
        passed=$((passed + 1))
        echo "ok $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$built/$target.log") inputs tried"
    else
        failed=$((failed + 1))
        echo "not ok $target: all it said is in $built/$target.log"
        tail -n 20 "$built/$target.log"
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
