# make soak-link RECORDS=7000000    so many invented people are linked within 3 GiB of memory
RECORDS ?= 7000000
soak-link: build/safekeep
	@tests/bench/link_soak.sh build/safekeep $(RECORDS)
.PHONY: soak-link
