#!/bin/sh
# quiet.sh [ROOT] - no message may carry a value out of somebody's record.
#
# In err_set(), err_memory() and log_...() a text may be put in only where it is
# a parameter or member called `label` (a word of ours, or the name the user
# gave a file), a call of ..._word(), or a literal. Counts, rows and columns are
# free. Formats are literals.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
"$here"/sources.sh . | grep -v -e '^tools/' -e '_test\.c$' -e '^tests/' |
    xargs awk -f "$here/code.awk" -f "$here/quiet.awk"
