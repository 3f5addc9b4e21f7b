#!/bin/sh
# diskfull - the disk is full in the middle of an import, a backup, a brief: said, and nothing is half done.
. "$(dirname "$0")/lib.sh"

# A small disk of its own where root may mount one; else a limit on the size of any file.
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1536k tmpfs disk 2>/dev/null; then
    limited() { "$@"; }
else
    limited() { (trap '' XFSZ; ulimit -f 1400; "$@"); }
fi
town csp || exit 1
"$SAFEKEEP" backup --store csp --to disk/csp > out 2> err || exit 1
year 2024.csv
{ cat 2024.csv; for m in 01 02 03 04 05 06 07 08 09 10 11 12; do month 2025-$m 300 300 300 300; done; } > big.csv
fingerprint() { for what in imports audit; do "$SAFEKEEP" $what --store disk/csp --json; done | sha256sum; }
before=$(fingerprint)
limited "$SAFEKEEP" import --store disk/csp --agency police --kind police-uk big.csv --json > out 2> err
code=$?
ok "an import onto a full disk is exit 8" [ $code -eq 8 ]
ok "that the disk is full is said" said 'full'
ok "the answer is one document" json '.error.kind == "store"'
ok "nothing of it is there" [ "$before" = "$(fingerprint)" ]
limited "$SAFEKEEP" import --store disk/csp --agency police --kind police-uk 2024.csv > out 2> err
ok "a smaller file still comes in" [ $? -eq 0 ]
limited "$SAFEKEEP" scan --store disk/csp --replications 9 > out 2> err
"$SAFEKEEP" brief --store disk/csp --html whole.html > out 2> err
head -c 4000000 /dev/zero > disk/filler 2>/dev/null
echo old > old.html
"$SAFEKEEP" brief --store disk/csp --html - > /dev/full 2> err
ok "a brief onto a full output is exit 8" [ $? -eq 8 ]
if mountpoint -q disk; then
    "$SAFEKEEP" brief --store disk/csp --html disk/brief.html > out 2> err
    ok "a brief onto a full disk is exit 8" [ $? -eq 8 ]
    "$SAFEKEEP" backup --store disk/csp --to disk/copy > out 2> err
    ok "a backup onto a full disk is exit 8" [ $? -eq 8 ]
    ok "and says so" said 'full'
    ok "neither left a part of itself" [ "$(ls disk | grep -c 'brief\|copy')" = 0 ]
fi
rm -f disk/filler
"$SAFEKEEP" brief --store disk/csp --html again.html > out 2> err
ok "with room again the brief is what it was" same whole.html again.html
tried 0 "and the store is sound" backup --store disk/csp --to copy

told
