#!/bin/sh
# doors.sh [ROOT] - may this room use that? The rules stand in docs/rooms.txt.
#
#   room: rooms       a room includes its own headers and those of these rooms
#   lib NAME: FILES   <NAME> is included in these files alone; a library without a line by nobody
#
# Also: NUMBER_STRTOD only in base/number.c; malloc and its kin only in
# base/arena.c, store/ and tests. tools/ may do as it likes: it does not ship.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-.}
cd "$root"
"$here"/sources.sh . | grep -v '^tools/' | xargs awk -f "$here/code.awk" -f "$here/doors.awk" docs/rooms.txt
