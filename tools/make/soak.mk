# make soak: what takes hours. A million crash images, seven million people linked, 100 MB sent by the browser's
# form, every fuzz target for T seconds (default ten minutes each), and the corpora with ten times the mutations
# of ./test.
soak: T = 600
soak:
	@$(MAKE) --no-print-directory soak-crash IMAGES=$(or $(IMAGES),1000000)
	@$(MAKE) --no-print-directory crash-faults
	@$(MAKE) --no-print-directory soak-link
	@$(MAKE) --no-print-directory soak-upload
	@$(MAKE) --no-print-directory replay ROUNDS=200000
	@$(MAKE) --no-print-directory fuzz T=$(T)
.PHONY: soak
