# make bench-cards      milliseconds a card in each layout, and to read it back
build/bench/cards: build/release/tests/bench/card_bench.o $(PLAIN:%.c=build/release/%.o) $(EMBED)
	@mkdir -p $(@D)
	$(SAY) "link  $@"
	$(Q)$(CC) $(HARDEN) $(HARDLINK) $^ $(LIBS) -o $@
bench-cards: build/bench/cards
	@build/bench/cards
bench: bench-cards
.PHONY: bench-cards
-include build/release/tests/bench/card_bench.d
