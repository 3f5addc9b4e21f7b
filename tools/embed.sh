#!/bin/sh
# embed.sh FILE CC OUT: makes the object OUT with the bytes of FILE between the symbols asset_NAME
# and asset_NAME_end, NAME being the file's name with _ for all but letters and digits. .incbin
# takes a blink where a C array of the same bytes takes seconds and a gigabyte.
set -eu

if [ $# -ne 3 ] || [ ! -r "$1" ]; then
    echo "embed.sh: call it as embed.sh FILE CC OUT, with a FILE that can be read" >&2
    exit 2
fi
name=$(basename "$1" | LC_ALL=C tr -c 'A-Za-z0-9\n' '_')
$2 -c -x assembler - -o "$3" <<END
    .section .rodata
    .balign 16
    .global asset_$name
    .global asset_${name}_end
asset_$name:
    .incbin "$1"
asset_${name}_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
END
