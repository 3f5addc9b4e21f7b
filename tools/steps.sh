#!/bin/sh
# steps.sh LIST LOGS - runs a list of steps one after the other and says how each went.
#
# LIST holds a line `NAME|COMMAND` per step; each command's words go to
# LOGS/NAME.log and, when it fails, their end is shown. A step whose last count
# is a line `N passed, N failed` counts so; one without a count is one test. A
# step that counted and ran nothing has failed, and so has an empty list.
# The last line is the sum: `N passed, N failed`.
set -u
list=$1 logs=$2
mkdir -p "$logs"
steps=$(grep -c '|' "$list") || steps=0
number=0 passed=0 failed=0 running=
trap '[ -z "$running" ] || kill "$running" 2>/dev/null; echo; echo "stopped"; exit 130' INT TERM

seconds_word()
{
    if [ "$1" -ge 60 ]; then echo "$(($1 / 60)) min $(($1 % 60)) s"; else echo "$1 s"; fi
}

# Waits for the step that is running; on a terminal the time it has taken so far counts up.
watch_step()
{
    while [ -t 1 ] && kill -0 "$running" 2>/dev/null; do
        printf '\r[%d/%d] %s ... %s ' "$number" "$steps" "$name" "$(seconds_word $(($(date +%s) - began)))"
        sleep 1
    done
    wait "$running"
}

while IFS='|' read -r name command <&3; do
    [ -n "$command" ] || continue
    number=$((number + 1))
    log=$logs/$(echo "$name" | tr -c 'A-Za-z0-9\n' '-').log
    began=$(date +%s)
    [ -t 1 ] || printf '[%d/%d] %s ... ' "$number" "$steps" "$name"
    sh -c "$command" > "$log" 2>&1 < /dev/null 3<&- &
    running=$!
    watch_step
    code=$?
    running=
    count=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    good=${count%% *} bad=$(echo "$count" | sed 's/^[0-9]* passed, \([0-9]*\) failed.*/\1/')
    verdict=
    if [ -z "$count" ]; then
        good=1 bad=0
        [ $code -eq 0 ] || good=0 bad=1
    elif [ $((good + bad)) -eq 0 ]; then
        bad=1 verdict=" (it ran nothing)"
    elif [ $code -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1 verdict=" (it ended with $code)"
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    [ ! -t 1 ] || printf '\r[%d/%d] %s ... ' "$number" "$steps" "$name"
    printf '%d passed, %d failed%s, %s\n' "$good" "$bad" "$verdict" "$(seconds_word $(($(date +%s) - began)))"
    if [ "$bad" -gt 0 ]; then
        echo "    the end of $log:"
        tail -n 40 "$log" | sed 's/^/    | /'
    fi
done 3< "$list"

[ "$number" -gt 0 ] || { echo "no steps were given"; failed=1; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
