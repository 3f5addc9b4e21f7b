#!/bin/sh
# newer - a store that a newer safekeep made is refused, and left as it is.
. "$(dirname "$0")/lib.sh"

town csp || exit 1
sqlite3 csp 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = 9999;' > out 2> err || exit 1
sha256sum csp > before
tried 8 "a newer store is not read" imports --store csp
ok "that it is newer is said" said newer
tried 8 "a newer store is not written" agency add --store csp --code fire --name Fire --sector fire
tried 8 "a newer store is not backed up by an older program" backup --store csp --to copy
tried 8 "a newer store gives no brief" brief --store csp --json
ok "the refusal is one document" json '.error.kind == "store"'
tried 8 "a newer backup is not restored" restore --from csp --store again
ok "nothing was made of it" [ ! -e again ]
sha256sum csp > after
ok "the store is as it was" same before after

told
