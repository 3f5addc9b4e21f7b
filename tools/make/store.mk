# make crash         power cuts, weaker settings and faults under the real store: a sample, as ./test runs it
# make crash-faults  each fault again, under the sanitizers
# make soak-crash IMAGES=1000000
IMAGES     ?= 1000000
CRASH       = $(wildcard tests/crash/*.c)
CRASHED     = $(filter base/% store/%,$(PLAIN))
CRASHLIBS   = -Wl,--wrap=calloc -lsqlite3 -lnettle -lyajl -lpthread -lm
TEST_TARGETS += crash crash-faults

build/crash: $(CRASHED:%.c=build/release/%.o) $(CRASH:%.c=build/release/%.o)
	$(CC) $(HARDEN) $(HARDLINK) $^ $(CRASHLIBS) -o $@
build/crash-san: $(CRASHED:%.c=build/san/%.o) $(CRASH:%.c=build/san/%.o)
	$(CC) $(SAN) $^ $(CRASHLIBS) -o $@
crash: build/crash
	build/crash --images 3000
crash-faults: build/crash-san
	build/crash-san --faults
soak-crash: build/crash
	build/crash --images $(IMAGES)
.PHONY: crash crash-faults soak-crash
-include $(CRASH:%.c=build/release/%.d) $(CRASH:%.c=build/san/%.d)
