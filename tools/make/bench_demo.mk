# make bench-demo      seconds of the demo, and of import, scan and brief at the size of Kent's year
bench-demo: build/safekeep
	@tests/bench/demo_bench.sh $<
bench: bench-demo
.PHONY: bench bench-demo
