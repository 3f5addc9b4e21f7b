# make known-link   Splink's own weights, pair by pair, from its own models
TEST_TARGETS += known-link
build/known/link_weights: build/release/tests/known/link_weights.o \
                          $(patsubst %.c,build/release/%.o,$(filter base/% link/%,$(PLAIN))) $(EMBED)
	@mkdir -p $(@D)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
known-link: build/known/link_weights build/safekeep
	@sh tests/known/link_weights.sh $<
.PHONY: known-link
-include build/release/tests/known/link_weights.d
