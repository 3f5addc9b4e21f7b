#!/bin/sh
# names.sh [ROOT] - do names say what a thing is? (docs/words.md)
#
# A function, struct, enum or file of ours has no part get, do, handle, process,
# manager, util, misc, helper, data or info: such a word says nothing, or
# another thing in every room.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
"$here"/sources.sh . | xargs awk -f "$here/code.awk" -f "$here/names.awk"
