# make fuzz T=30   every tests/fuzz/NAME_fuzz.c under libFuzzer, T seconds each
# make replay      the kept corpora, and seeded mutations of them, as ordinary tests
#
# What a fuzzer found goes to tests/fuzz/corpus/NAME/ and is replayed from then on.
T ?= 30
FUZZERS = $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
$(eval $(call way,fuzzed,$$(CLANG),$$(SAN) -fsanitize=fuzzer-no-link))
build/san/tools/replay.o build/fuzzed/tools/replay.o: STRICT += -Wno-missing-prototypes
build/san/tests/fuzz/%.o build/fuzzed/tests/fuzz/%.o: STRICT += -Wno-missing-prototypes

# The objects as archives: a target links what it calls, and one it cannot call for want of a room still links.
build/san/plain.a: $(PLAIN:%.c=build/san/%.o)
	@rm -f $@ && ar rcs $@ $^
build/fuzzed/plain.a: $(PLAIN:%.c=build/fuzzed/%.o)
	@rm -f $@ && ar rcs $@ $^
build/fuzz/%-replay: build/san/tests/fuzz/%_fuzz.o build/san/tools/replay.o build/san/plain.a $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(SAN) $^ $(LIBS) -o $@
build/fuzz/%: build/fuzzed/tests/fuzz/%_fuzz.o build/fuzzed/plain.a $(EMBED)
	@mkdir -p $(@D)
	$(CLANG) $(SAN) -fsanitize=fuzzer $^ $(LIBS) -o $@

replay: $(FUZZERS:%=build/fuzz/%-replay)
	@tools/replay.sh build/fuzz tests/fuzz/corpus $(FUZZERS)
fuzz: $(FUZZERS:%=build/fuzz/%)
	@tools/fuzz.sh $(T) build/fuzz tests/fuzz/corpus $(FUZZERS)
.PHONY: fuzz replay
-include $(wildcard build/san/tests/fuzz/*.d build/fuzzed/tests/fuzz/*.d build/san/tools/*.d)
.SECONDARY: $(FUZZERS:%=build/san/tests/fuzz/%_fuzz.o) $(FUZZERS:%=build/fuzzed/tests/fuzz/%_fuzz.o)
