# make man: the man pages in docs/man, from the same tables as --help. tests/checks/manual.sh compares.
man: build/safekeep
	@tools/man.sh build/safekeep docs/man
.PHONY: man
