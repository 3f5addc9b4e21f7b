# The reports of linkage for the browser tests: no files, no clock.
build/link_sample: $(PLAIN:%.c=build/release/%.o) build/release/cmd/link_sample_test.o \
                   build/release/tests/browser/link_sample.o $(EMBED)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
-include build/release/tests/browser/link_sample.d build/release/cmd/link_sample_test.d

browser: build/link_sample
