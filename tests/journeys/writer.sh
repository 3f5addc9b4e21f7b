#!/bin/sh
# writer - one writes, the others read and wait; backup and restore meanwhile and after.
. "$(dirname "$0")/lib.sh"

holds() { [ "$(cat csp.lock 2>/dev/null)" = "$1" ]; }

town csp || exit 1
year 2024.csv
"$SAFEKEEP" import --store csp --agency police --kind police-uk 2024.csv > out 2> err
"$SAFEKEEP" brief --store csp --html before.html

# ---- a writer that is in the middle of its file ----
mkfifo slow
"$SAFEKEEP" import --store csp --agency police --kind police-uk - < slow > first.out 2> first.err &
writer=$!
exec 9> slow
{ echo "$HEADER"; month 2025-01 9 9 9 9; } >&9
ok "the writer holds the store" waited holds "$writer"

tried 6 "a second writer is a clash" agency add --store csp --code fire --name Fire --sector fire
ok "it is told who holds the store" said "process $writer"
tried 6 "so is a second import" import --store csp --agency police --kind police-uk 2024.csv
tried 6 "so is a run" scan --store csp
tried 6 "so is a review" review --store csp 1 --verdict right
tried 6 "so is a withdrawal" import --store csp --withdraw 1
run agency add --store csp --code fire --name Fire --sector fire --json
ok "the clash is one document" json '.error.kind == "clash"'

tried 0 "a reader lists imports meanwhile" imports --store csp --json
ok "and sees only what is finished" json '[.[] | select(.kind == "police-uk")] | length == 1'
tried 0 "a reader writes the brief meanwhile" brief --store csp --html meanwhile.html
ok "and it is the one from before" same before.html meanwhile.html
tried 0 "a reader lists the audit log meanwhile" audit --store csp
tried 0 "a backup is made meanwhile" backup --store csp --to meanwhile.backup
ok "it is for its owner alone" [ "$(stat -c %a meanwhile.backup)" = 600 ]

exec 9>&-
wait $writer
ok "the writer ended well" [ $? -eq 0 ]
"$SAFEKEEP" agency add --store csp --code fire --name Fire --sector fire > out 2> err
ok "then the next may write" [ $? -eq 0 ]

# ---- backup and restore ----
tried 0 "a backup is made" backup --store csp --to after.backup
ok "it is said where" answered after.backup
tried 6 "a backup overwrites nothing" backup --store csp --to after.backup
tried 5 "a backup needs its folder" backup --store csp --to nowhere/after.backup
tried 0 "a backup is restored" restore --from after.backup --store again
ok "the restored store is for its owner alone" [ "$(stat -c %a again)" = 600 ]
for what in imports audit runs 'agency list'; do
    # shellcheck disable=SC2086
    "$SAFEKEEP" $what --store csp --json > one; "$SAFEKEEP" $what --store again --json > two
    ok "the restored store has the same $what" same one two
done
"$SAFEKEEP" brief --store csp --html one; "$SAFEKEEP" brief --store again --html two
ok "and gives the same brief" same one two
tried 0 "the restored store can be written" agency add --store again --code x --name X --sector school
tried 0 "the backup from meanwhile is restored" restore --from meanwhile.backup --store earlier
"$SAFEKEEP" brief --store earlier --html two
ok "and is the store as it was then" same before.html two
tried 6 "restore overwrites no store" restore --from after.backup --store csp
tried 5 "restore needs a backup" restore --from nowhere --store new
cp after.backup busy && echo 'pages that are not yet in the file' > busy-wal
tried 3 "restore takes no store that is in use" restore --from busy --store new
ok "it says how a backup is made" said 'safekeep backup'
head -c 20000 after.backup > after-cut
tried 8 "a backup that was cut short is refused" restore --from after-cut --store new
cp after.backup damaged
size=$(stat -c %s damaged)
dd if=/dev/zero of=damaged bs=1 seek=$((size / 2)) count=6000 conv=notrunc 2> err
tried 8 "a damaged backup is refused" restore --from damaged --store new
ok "it is called damaged" said damaged
echo 'this is a letter' > letter
tried 8 "a letter is no backup" restore --from letter --store new
ok "none of these made a store" [ ! -e new ]
ok "none of these left anything beside it" [ "$(find . -name 'new*' | wc -l)" = 0 ]

told
