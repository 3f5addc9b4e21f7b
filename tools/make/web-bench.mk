# make bench-web [BENCH_SECONDS=3]   pages a second and p99 at 1, 64, 256 and 1,000 connections; each page at a million incidents
BENCH_SECONDS ?= 3
bench-web: build/safekeep
	@tests/bench/web_bench.sh $< $(BENCH_SECONDS)
bench: bench-web
.PHONY: bench bench-web
