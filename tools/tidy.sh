#!/bin/sh
# tidy.sh [ROOT] - is the tree fit to hand over? Looks at every text file of ours:
# no spaces at line ends, no tab or more than 110 columns in C (we write 100), no source over
# 700 lines, nothing unfinished by its own words, no path of somebody's machine,
# no packages from elsewhere than npm's own registry.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
{ "$here"/sources.sh . '*.[ch]' '*.sh' '*.awk' '*.mk' '*.sql' '*.md' '*.txt' '*.mjs' '*.js' '*.css' '*.html' '*.1' 'package*.json'
  for file in Makefile README.md NOTICE demo test .ci/run; do [ ! -f "$file" ] || echo "$file"; done
} | LC_ALL=C sort -u | xargs awk -f "$here/tidy.awk"
