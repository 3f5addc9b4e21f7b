# make tsan   the thread sanitizer: the unit tests once each, then a real server under load; no race is left. Part of ./test
RACES = -O1 -g -fsanitize=thread -fno-omit-frame-pointer
$(eval $(call way,tsan,$$(CLANG),$$(RACES)))

build/tests-tsan: $(PLAIN:%.c=build/tsan/%.o) $(UNIT:%.c=build/tsan/%.o) $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CLANG) $(RACES) $^ $(LIBS) -o $@
build/safekeep-tsan: $(PLAIN:%.c=build/tsan/%.o) build/tsan/cmd/main.o $(EMBED)
	$(SAY) "link  $@"
	$(Q)$(CLANG) $(RACES) $^ $(LIBS) -o $@

# Which unit tests: those whose files start threads, or ask what does.
THREADED = base/crew_test link/ scan/ store/ web/cache_test web/snapshot_test web/sweep_test web/dispatch_test
tsan: build/tests-tsan build/safekeep-tsan build/safekeep
	@tests/races/races.sh build/tests-tsan build/safekeep-tsan build/safekeep $(THREADED)
.PHONY: tsan
TEST_TARGETS += tsan
