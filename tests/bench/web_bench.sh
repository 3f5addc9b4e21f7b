#!/bin/sh
# How fast is the site? wrk at 1, 64, 256 and 1,000 connections on the demo's Medway; then each page once
# more in front of a million incidents (Medway's ten months of 2025 in 40 copies over eight years).
# Figures depend on the machine (wrk shares it) and are printed, not judged.
#
#     tests/bench/web_bench.sh build/safekeep [SECONDS] [small|million|both]
set -eu
safekeep=${1:-build/safekeep} seconds=${2:-3} which=${3:-both}
out=build/bench/web
mkdir -p "$out"
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null' EXIT

serve() { # STORE - $port and $pid
    rm -f "$out/pipe" && mkfifo "$out/pipe"
    "$safekeep" serve --store "$1" --listen 127.0.0.1:0 2> "$out/pipe" &
    pid=$!
    exec 3< "$out/pipe"
    read -r line <&3
    cat <&3 > "$out/log" &
    exec 3<&-
    port=$(echo "$line" | sed -n 's/.*:\([0-9]*\)\/.*/\1/p')
    [ -n "$port" ] || { echo "$line"; exit 1; }
}
end() { kill "$pid"; wait "$pid" || true; pid=''; }
memory() { awk -v f="$1:" '$1 == f { printf "%.0f MiB", $2 / 1024 }' "/proc/$pid/status"; }
first() { # PATTERN PAGE - the first address of that form on a page
    curl -s "http://127.0.0.1:$port$2" | grep -o "href=\"$1[^\"#]*\"" | sed 's/^href="//; s/"$//; s/&amp;/\&/g' | head -n 1
}
pages() { # the addresses, each with its name, one a line
    place=$(curl -s -o /dev/null -w '%{redirect_url}' "http://127.0.0.1:$port/" | sed 's,.*/\([^/?]*\).*,\1,')
    echo "brief /$place"
    echo "map /$place/map"
    echo "areas /$place/areas"
    echo "alerts /$place/alerts"
    area=$(first "/$place/area/" "/$place/areas")
    [ -z "$area" ] || echo "area $area"
    alert=$(first "/$place/alert/" "/$place/alerts")
    [ -z "$alert" ] || echo "alert $alert"
    echo "about /$place/about"
    style=$(curl -s "http://127.0.0.1:$port/$place/about" | grep -o '/assets/[^"]*\.css' | head -n 1)
    echo "asset $style"
}

load() { # NAME ADDRESS CONNECTIONS
    wrk -t$(($3 > 1 ? 2 : 1)) -c"$3" -d"${seconds}s" --latency "http://127.0.0.1:$port$2" > "$out/wrk"
    awk -v name="$1" -v n="$3" -v rss="$(memory VmRSS)" '
        $1 == "99%" { p99 = $2 } $1 == "Requests/sec:" { rate = $2 } /Non-2xx/ { bad = $NF }
        /Socket errors/ { lost = $4 + $6 + $10; sub(/,/, "", lost) }
        END { printf "%-8s %11s %9.0f/s %10s %10s%s%s\n", name, n, rate, p99, rss,
              bad ? "  " bad " not 200" : "", lost ? "  " lost " lost" : "" }' "$out/wrk"
}

# Each page ten times, one after the other, after one that may have to count: the slowest, and its bytes.
once() {
    printf '%-8s %12s %12s %12s\n' page slowest bytes gzipped
    pages | while read -r name address; do
        curl -s -o /dev/null "http://127.0.0.1:$port$address"
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            curl -s -o "$out/page" -w '%{time_starttransfer} %{time_connect} %{http_code}\n' "http://127.0.0.1:$port$address"
        done | awk -v name="$name" -v bytes="$(curl -s "http://127.0.0.1:$port$address" | wc -c)" -v gz="$(
            curl -s -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port$address" | wc -c)" '
            { t = ($1 - $2) * 1000; if (t > most) most = t; if ($3 != 200) bad = "  answered " $3 }
            END { printf "%-8s %9.1f ms %12d %12d%s\n", name, most, bytes, gz, bad }'
    done
}

[ -f "$out/demo/medway/medway.safekeep" ] || "$safekeep" demo --out "$out/demo" > "$out/demo.txt"
if [ "$which" != million ]; then
    serve "$out/demo/medway/medway.safekeep"
    echo "the demo's Medway, one page at a time"
    once
    printf '\n%-8s %11s %11s %10s %10s\n' page connections pages p99 memory
    for n in 1 64 256 1000; do
        pages | while read -r name address; do load "$name" "$address" "$n"; done
    done
    echo "most memory: $(memory VmHWM)"
    end
fi
if [ "$which" != small ]; then
    if [ ! -f "$out/million.safekeep" ]; then
        cp "$out/demo/medway/medway.safekeep" "$out/million.new"
        gzip -dc data/medway/medway-street_2025-01_2025-10.csv.gz > "$out/rows"
        { sed 1q "$out/rows"
            for year in 2017 2018 2019 2020 2021 2022 2023 2024; do
                sed "1d; s/,2025-/,$year-/" "$out/rows" |
                    awk -v y=$year '{ for (i = 1; i <= 5; i++) { sub(/^[^,]*/, y "c" i "r" NR); print } }'
            done; } > "$out/million.csv"
        "$safekeep" import --store "$out/million.new" --agency kent-police --kind police-uk "$out/million.csv" \
            > "$out/import.txt"
        "$safekeep" scan --store "$out/million.new" > "$out/scan.txt"
        mv "$out/million.new" "$out/million.safekeep"
    fi
    serve "$out/million.safekeep"
    echo
    echo "in front of $(($(wc -l < "$out/million.csv") - 1)) incidents more, one page at a time"
    once
    echo "most memory: $(memory VmHWM)"
    end
fi
