# make bench-link-load FILE=A.csv   seconds and peak memory of loading it (truth column: cluster)
LINK_LOAD = $(filter base/% intake/% link/intern% link/loader% link/table% link/role% link/fold% link/point%,$(PLAIN))

build/bench/link-load: build/release/tests/bench/link_load_bench.o $(LINK_LOAD:%.c=build/release/%.o)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-link-load: build/bench/link-load
	@build/bench/link-load $(FILE)
.PHONY: bench-link-load
-include build/release/tests/bench/link_load_bench.d
