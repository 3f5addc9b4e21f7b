# make bench-snapshot   seconds to count a snapshot of the demo's stores and to ask it; STORES= names others
STORES ?= $(wildcard build/demo/*/*.safekeep)
build/bench/snapshot: build/release/tests/bench/snapshot_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(SAY) "link  $@"
	$(Q)$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-snapshot: build/bench/snapshot
	@build/bench/snapshot $(STORES)
bench: bench-snapshot
.PHONY: bench bench-snapshot
-include build/release/tests/bench/snapshot_bench.d
