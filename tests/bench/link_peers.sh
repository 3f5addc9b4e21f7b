#!/bin/sh
# Splink on the files tests/bench/link_bench.sh made, in the same run: installed from PyPI into build/.
set -eu
out=${1:-build/bench/link}
venv=build/bench/splink
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q 'splink<5' pandas
fi
"$venv/bin/python" -c 'import splink; print("Splink", splink.__version__)'
for set in fake_1000 historical_50k febrl3 syn_1m; do
    [ -s "$out/$set.csv" ] || continue
    "$venv/bin/python" tests/bench/link_peer.py "$set" "$out/$set.csv" 2> "$out/$set.peer.log"
done
