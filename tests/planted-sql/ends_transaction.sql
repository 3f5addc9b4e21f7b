-- ends_transaction: only txn_commit does.
-- who:   system
-- in:    none
-- out:   none
-- rows:  none
COMMIT
-- expect: does not prepare: not authorized
