#!/bin/sh
# steps.sh - does tools/steps.sh count truly, and does it never call red green?
set -u
cd "$(dirname "$0")/../.."
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# expect SENTENCE CODE LAST PATTERN: the list on stdin ends with this code and last line, and says PATTERN.
expect()
{
    cat > "$work/list"
    tools/steps.sh "$work/list" "$work/logs" > "$work/words" 2>&1
    code=$?
    if [ $code -eq "$2" ] && [ "$(tail -n 1 "$work/words")" = "$3" ] && grep -qE -- "$4" "$work/words"; then
        passed=$((passed + 1)); echo "ok $1"
    else
        failed=$((failed + 1)); echo "not ok $1 (ended with $code)"; sed 's/^/    /' "$work/words"
    fi
}

expect "counts are added up" 0 "8 passed, 0 failed" '^\[2/2\] two \.\.\. 5 passed, 0 failed, [0-9]+ s$' << 'END'
one|echo "3 passed, 0 failed, 2 skipped"
two|echo "1 passed, 9 failed"; echo "5 passed, 0 failed"; echo more
END
expect "a step without a count is one test" 0 "2 passed, 0 failed" '1 passed' << 'END'
one|echo fine
two|true
END
expect "a step that ends badly has failed, and its end is shown" 1 "1 passed, 1 failed" '\| because of this' << 'END'
one|echo because of this; false
two|true
END
expect "a failure counted is a failure, whatever the step ends with" 1 "3 passed, 2 failed" '3 passed, 2 failed' << 'END'
one|echo "3 passed, 2 failed"
END
expect "a step that counts all good and ends badly has failed" 1 "3 passed, 1 failed" 'it ended with 9' << 'END'
one|echo "3 passed, 0 failed"; exit 9
END
expect "a step that ran nothing has failed" 1 "0 passed, 1 failed" 'it ran nothing' << 'END'
one|echo "0 passed, 0 failed"
END
expect "a list without steps has failed" 1 "0 passed, 1 failed" 'no steps' < /dev/null
expect "a step cannot eat the list" 0 "2 passed, 0 failed" '2/2' << 'END'
one|cat
two|true
END
expect "a command may hold a pipe" 0 "2 passed, 0 failed" '2 passed' << 'END'
one|echo "2 passed, 0 failed" | cat
END
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
