# make known SHARED=FOLDER   the answers that may not ship; those that may are part of `make test`
# make bench-scan            the scan's seconds
SHARED ?= ../shared
known: build/safekeep
	@sh tests/known/scan.sh
	@sh tests/known/shared.sh $(SHARED)
.PHONY: known

build/bench/scan: build/release/tests/bench/scan_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-scan: build/bench/scan
	@build/bench/scan
bench: bench-scan
.PHONY: bench bench-scan
-include build/release/tests/bench/scan_bench.d
