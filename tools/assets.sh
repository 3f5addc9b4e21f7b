#!/bin/sh
# assets.sh FILE...: prints the C table of the files that web/asset.c answers with, and how their
# bytes are called (tools/embed.sh). What is text has a second form, compressed: FILE.gz.
set -eu

[ $# -gt 0 ] || { echo "assets.sh: call it as assets.sh FILE..." >&2; exit 2; }
echo "/* Made by tools/assets.sh: the files of web/assets, with their content types. */"
for pass in declare table; do
    [ $pass = declare ] || echo "static struct asset ASSET[] = {"
    for file; do
        name=$(basename "$file")
        symbol=asset_$(echo "$name" | LC_ALL=C tr -c 'A-Za-z0-9\n' '_')
        gz=yes
        case $name in
            *.css) type="text/css; charset=utf-8" ;;
            *.js) type="text/javascript; charset=utf-8" ;;
            *.svg) type="image/svg+xml" ;;
            *.json) type="application/json" ;;
            *.webmanifest) type="application/manifest+json" ;;
            *.txt) type="text/plain; charset=utf-8" ;;
            *.ico) type="image/x-icon" ;;
            *.woff2) type="font/woff2" gz=no ;;
            *.png) type="image/png" gz=no ;;
            *) echo "assets.sh: $file: no content type is known for such an ending; add it here" >&2; exit 1 ;;
        esac
        if [ $pass = declare ]; then
            echo "extern const char $symbol[], ${symbol}_end[];"
            [ $gz = no ] || echo "extern const char ${symbol}_gz[], ${symbol}_gz_end[];"
        elif [ $gz = yes ]; then
            echo "    { \"$name\", \"$type\", $symbol, ${symbol}_end, ${symbol}_gz, ${symbol}_gz_end, \"\" },"
        else
            echo "    { \"$name\", \"$type\", $symbol, ${symbol}_end, NULL, NULL, \"\" },"
        fi
    done
done
echo "};"
