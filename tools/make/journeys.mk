# make man: the man pages in docs/man, from the same tables as --help. tests/checks/manual.sh compares.
man: build/safekeep
	@tools/man.sh build/safekeep docs/man
.PHONY: man

# A hundred megabytes through the browser's form; ./test sends thirty.
soak-upload: build/safekeep
	BIG_MB=100 tests/journeys/serve_big.sh
.PHONY: soak-upload
