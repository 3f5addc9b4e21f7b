#!/bin/sh
# man.sh PROGRAM FOLDER - writes the program's man pages: one for the whole, one a verb.
set -eu
program=$1 folder=$2
mkdir -p "$folder"
"$program" help --man > "$folder/safekeep.1"
"$program" help --json | tr -d '[]"\n' | tr ',' '\n' | while IFS= read -r verb || [ -n "$verb" ]; do
    # shellcheck disable=SC2086 # two words may be one verb
    "$program" help --man $verb > "$folder/safekeep-$(echo "$verb" | tr ' ' '-').1"
done
