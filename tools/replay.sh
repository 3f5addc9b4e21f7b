#!/bin/sh
# replay.sh BUILT CORPUS TARGET... - each target's corpus and ROUNDS (20,000) seeded mutations in all; a
# hundredth of them where the target's own words say that it is slow ("Slow: ...").
set -u
built=$1 corpus=$2
shift 2
rounds=${ROUNDS:-20000} passed=0 failed=0
for target; do
    files=$(find "$corpus/$target" -type f 2>/dev/null | LC_ALL=C sort)
    count=$(echo "$files" | grep -c .)
    if [ "$count" -eq 0 ]; then
        echo "$target: no corpus in $corpus/$target"
        failed=$((failed + 1))
        continue
    fi
    tries=$rounds
    ! grep -q '^ \* Slow: ' "$corpus/../${target}_fuzz.c" 2>/dev/null || tries=$((rounds / 100))
    # shellcheck disable=SC2086 # names of our own, without spaces
    if words=$(timeout 300 "$built/$target-replay" $((tries / count + 1)) $files 2>&1); then
        passed=$((passed + count))
        echo "ok $target: $words"
    else
        failed=$((failed + 1))
        echo "not ok $target:"
        echo "$words" | tail -n 30
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
