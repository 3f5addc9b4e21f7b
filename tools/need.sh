#!/bin/sh
# need.sh PACKAGE... - sees to it that Debian or Ubuntu packages are installed, and says what it does.
#
# `a|b` is satisfied by either; the first is what is installed. `a=c` is satisfied
# by a command c from wherever it came (node from another source than Debian brings
# its own npm, and refuses Debian's). Nothing is asked of the network when nothing
# is missing. As root, or with sudo.
set -u

is_installed()
{
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    echo "this is neither Debian nor Ubuntu, so nothing is installed for you; it is built with:"
    echo "    $*"
    exit 0
fi
missing=
for package; do
    found=
    case $package in
        *=*) ! command -v "${package#*=}" > /dev/null || found=yes; package=${package%%=*} ;;
    esac
    for name in $(echo "$package" | tr '|' ' '); do
        ! is_installed "$name" || found=yes
    done
    [ -n "$found" ] || missing="$missing ${package%%|*}"
done
if [ -z "$missing" ]; then
    echo "all $# packages it needs are installed"
    exit 0
fi
echo "to be installed:$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo > /dev/null; then
    as_root=sudo
else
    echo "you are not root and there is no sudo here; ask your administrator to run" >&2
    echo "    apt-get install$missing" >&2
    exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs apt-get with its words kept, and shows them when it fails.
apt()
{
    if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" > "$log" 2>&1 < /dev/null; then
        tail -n 15 "$log" >&2
        echo "apt-get $1 failed; mend what it says above, then start again" >&2
        exit 1
    fi
}
echo "reading the package lists (apt-get update)"
apt update
echo "installing (apt-get install); this may take some minutes"
# shellcheck disable=SC2086 # each word is a package
apt install -y --no-install-recommends $missing
echo "installed"
