#!/bin/sh
# How fast is the site?
#
# The demo's Medway: wrk at 1, 64, 256 and 1,000 connections, and what the map's first view weighs. Then in front of
# a million incidents (Medway's ten months of 2025 in 40 copies over eight years) every GET route of web/route.c,
# each asked TIMES times in three ways, one after the other on one connection:
#   made     the newest day, a reply that is not kept yet: a second date= is in the address, which no page reads but
#            which makes it another address for web/cache.c
#   kept     the very same address again and again
#   new day  each time a day whose snapshot was never asked for: it is counted, then the page is made
# and last the newest brief, made anew each time, while 64 connections ask for one new day after another.
# Of each the middle and the slowest in ms, and what the server itself worked, in ms of one processor: on a machine
# that does other work too, only that says what a page costs. Figures are printed, not judged.
#
#     tests/bench/web_bench.sh build/safekeep [SECONDS] [small|million|both]
set -eu
safekeep=${1:-build/safekeep} seconds=${2:-3} which=${3:-both}
times=${TIMES:-7}
out=build/bench/web
for needed in curl wrk; do
    command -v "$needed" > /dev/null || { echo "web_bench.sh needs $needed: apt-get install $needed"; exit 1; }
done
mkdir -p "$out"
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null' EXIT

serve() { # STORE - $base and $pid
    rm -f "$out/pipe" && mkfifo "$out/pipe"
    "$safekeep" serve --store "$1" --listen 127.0.0.1:0 --from-one 2000 2> "$out/pipe" &
    pid=$!
    exec 3< "$out/pipe"
    read -r line <&3
    cat <&3 > "$out/log" &
    exec 3<&-
    base=http://127.0.0.1:$(echo "$line" | sed -n 's/.*:\([0-9]*\)\/.*/\1/p')
    [ "$base" != http://127.0.0.1: ] || { echo "$line"; exit 1; }
    place=$(curl -s -o /dev/null -w '%{redirect_url}' "$base/" | sed 's,.*/\([^/?]*\).*,\1,')
}
end() { kill "$pid"; wait "$pid" || true; pid=''; }
busy_ms() { awk -v each="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) * 1000 / each }' "/proc/$pid/stat"; }
memory() { awk -v f="$1:" '$1 == f { printf "%.0f MiB", $2 / 1024 }' "/proc/$pid/status"; }
seen() { # PATTERN PAGE N - the N-th different word between the bars of an address on a page
    curl -s "$base$2" | grep -o "href=\"$1" | sed 's/^href="//' | awk '!seen[$0]++' | sed -n "$3p" | sed 's,.*/,,'
}
look() { # what addresses are made of
    area=$(seen "/$place/area/[A-Z0-9]*" "/$place/areas" 1)
    other=$(seen "/$place/area/[A-Z0-9]*" "/$place/areas" 2)
    alert=$(seen "/$place/alert/[0-9]*" "/$place/alerts" 1)
    file=$(seen "/$place/data/file/[0-9]*" "/$place/data" 1)
    style=$(curl -s "$base/$place/about" | grep -o '/assets/[^"]*\.css' | head -n 1)
}

# ---- many at once ----

load() { # NAME ADDRESS CONNECTIONS
    wrk -t$(($3 > 1 ? 2 : 1)) -c"$3" -d"${seconds}s" --latency -H 'Accept-Encoding: gzip' "$base$2" > "$out/wrk"
    awk -v name="$1" -v n="$3" -v rss="$(memory VmRSS)" '
        $1 == "99%" { p99 = $2 } $1 == "Requests/sec:" { rate = $2 } /Non-2xx/ { bad = $NF }
        /Socket errors/ { lost = $4 + $6 + $10; sub(/,/, "", lost) }
        END { printf "%-8s %11s %9.0f/s %10s %10s%s%s\n", name, n, rate, p99, rss,
              bad ? "  " bad " not 200" : "", lost ? "  " lost " lost" : "" }' "$out/wrk"
}
loads() {
    printf '%-8s %11s %11s %10s %10s\n' page connections pages p99 memory
    for n in 1 64 256 1000; do
        load brief "/$place" "$n"
        load map "/$place/map" "$n"
    done
    echo "most memory: $(memory VmHWM)"
}

# ---- what a browser loads to see the map: the page, what it names, and what its script fetches ----

weigh() {
    {
        echo "/$place/map"
        curl -s "$base/$place/map" | grep -oE '(/assets/|/api/v1/)[^" ]*' | sed 's/&amp;/\&/g' |
            grep -E '\.(css|js|svg|woff2)$|geojson' | sort -u
    } | while read -r address; do
        curl -s -H 'Accept-Encoding: gzip' -o /dev/null -w '%{size_header} %{size_download} %{http_code}' "$base$address"
        echo " $address"
    done | awk -v name="the map's first view" '
        { sum += $1 + $2; printf "  %7d  %s%s\n", $1 + $2, $4, $3 == 200 ? "" : "  answered " $3 }
        END { printf "  %7d  bytes in all, heads too, gzipped as sent: %s\n", sum, name }'
}

# ---- every route, one page at a time ----

addresses() { # of the routes that answer GET, and a few pages that ask more
    sed -n 's/.*METHOD_GET, "\([^"]*\)".*/\1/p' web/route.c |
        sed "s|{place}|$place|; s|\(/areas*\)/{id}|\1/$area|; s|/file/{id}|/file/$file|; s|^/assets/.*|$style|" |
        sed "s|\(/alerts*\)/{id}|\1/$alert|" | grep -v '{id}'
    echo "/$place/area/$area?with=$other"
    echo "/$place/search?q=high+street"
    echo "/$place/map?level=small&show=usual"
    echo "/$place/map?show=rate&category=violent-crime"
}

# Milliseconds of each, from when the connection is there to the last byte: the middle and the slowest.
ask() { # ADDRESS WAY FIRST_NUMBER
    i=$3 last=$(($3 + times)) urls='' and='?'
    case $1 in *\?*) and='&' ;; esac
    while [ "$i" -lt "$last" ]; do
        case $2 in
        made) urls="$urls -o /dev/null $base$1${and}date=&date=$i" ;;
        kept) urls="$urls -o /dev/null $base$1" ;;
        day) urls="$urls -o /dev/null $base$1${and}date=$(date -u -d "2024-12-30 - $((i * 3 % 1600)) days" +%F)" ;;
        esac
        i=$((i + 1))
    done
    was=$(busy_ms)
    # shellcheck disable=SC2086  # many arguments
    curl -s -H 'Accept-Encoding: gzip' -w '%{time_total} %{time_connect} %{http_code} %{size_download}\n' $urls > "$out/asked"
    awk '{ print ($1 - $2) * 1000, $3, $4 }' "$out/asked" | sort -n | awk -v was="$was" -v is="$(busy_ms)" '
        { t[NR] = $1; code = $2; size = $3 }
        END { print t[int((NR + 1) / 2)], t[NR], code, size, (is - was) / NR }'
}
walk() {
    printf '%13s %7s %7s %7s %7s %7s %7s %7s %7s %8s\n' made most busy kept most busy 'new day' most busy gzipped
    n=1
    addresses | while read -r address; do
        echo "$(ask "$address" made $n) $(ask "$address" kept $n) $(ask "$address" day $n) $address"
        n=$((n + times))
    done | tee "$out/walk" | awk '
        { printf "%13.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %8d  %s%s%s\n", $1, $2, $5, $6, $7, $10,
              $11, $12, $15, $4, $16, $3 == 200 ? "" : "  answered " $3, $13 == $3 ? "" : "  that day " $13 }'
    awk '{ if ($1 > made) { made = $1; m = $16 } if ($11 > day) { day = $11; d = $16 }
           if ($5 > busy) busy = $5; if ($15 > dbusy) dbusy = $15 }
        END { printf "slowest made: %.1f ms (%s), most busy %.1f ms\n", made, m, busy
              printf "slowest on a new day: %.1f ms (%s), most busy %.1f ms\n", day, d, dbusy }' "$out/walk"
}

# ---- 10,000 days ----

days() {
    cat > "$out/days.lua" <<'LUA'
local n, thread = 0, 0
function setup(t) t:set("begin", thread); thread = thread + 1 end
function request()
    n = n + 1
    return wrk.format("GET", string.format("%s?date=%04d-%02d-%02d", wrk.path, 2026 + begin * 4000 + math.floor(n / 336),
                                           math.floor(n / 28) % 12 + 1, n % 28 + 1))
end
LUA
    before=$(memory VmRSS)
    wrk -t2 -c64 -d10s --latency -s "$out/days.lua" "$base/$place/about" > "$out/wrk-days" &
    beside=$!
    sleep 2
    echo "the newest brief meanwhile, middle and slowest of $times: $(ask "/$place" made 900000 |
        awk '{ printf "%.1f ms, %.1f ms", $1, $2 }')"
    wait "$beside"
    awk '$1 == "Requests/sec:" { rate = $2 } $2 == "requests" { all = $1 }
        END { printf "64 connections asked for %d days never asked for before: %.0f a second\n", all, rate }' "$out/wrk-days"
    echo "memory before $before, after $(memory VmRSS), at most $(memory VmHWM)"
}

million() { # the store with a million incidents, made once
    [ ! -f "$out/million.safekeep" ] || return 0
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
}

[ -f "$out/demo/medway/medway.safekeep" ] || "$safekeep" demo --out "$out/demo" > "$out/demo.txt"
if [ "$which" != million ]; then
    serve "$out/demo/medway/medway.safekeep"
    look
    echo "the demo's Medway"
    weigh
    loads
    end
fi
if [ "$which" != small ]; then
    million
    serve "$out/million.safekeep"
    look
    echo
    echo "in front of $(($(wc -l < "$out/million.csv") - 1)) incidents more: each page $times times, in ms"
    walk
    echo "memory: $(memory VmRSS), at most $(memory VmHWM)"
    days
    end
fi
